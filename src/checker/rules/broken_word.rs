//! EN105 broken-word.

use super::{Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN105",
    name: "broken-word",
    summary: "A French word into which search-and-replace has put English.",
    severity: Severity::Error,
    state: State::Stable,
    page: include_str!("broken_word.md"),
    bad: &["Elle arrive [toudays] en avance."],
    good: &["Elle arrive toujours en avance."],
};

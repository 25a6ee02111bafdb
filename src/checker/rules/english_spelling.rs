//! EN104 english-spelling.

use super::{Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN104",
    name: "english-spelling",
    summary: "A French word in its English spelling.",
    severity: Severity::Error,
    state: State::Stable,
    page: include_str!("english_spelling.md"),
    bad: &["C’est le dernier [program] du gouvernement."],
    good: &["C’est le dernier programme du gouvernement."],
};

//! EN106 homograph.

use super::{Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN106",
    name: "homograph",
    summary: "A word spelt like French that stands here in its English sense.",
    severity: Severity::Error,
    state: State::Stable,
    page: include_str!("homograph.md"),
    bad: &["Le pays cherche une [guidance] claire pour sa politique."],
    good: &["On a bu un café, or il était froid."],
};

//! EN101 stray-word.

use super::{Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN101",
    name: "stray-word",
    summary: "An English word left in a French sentence.",
    severity: Severity::Error,
    state: State::Stable,
    page: include_str!("stray_word.md"),
    bad: &["Le conseil a voté la loi, [however] plusieurs élus s’y opposaient."],
    good: &["Le leader du parti a passé le week-end à Bruxelles."],
};

//! EN107 english-document.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN107",
    name: "english-document",
    summary: "The document is in English.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::English,
    page: include_str!("english_document.md"),
    look: Look::Elsewhere,
    bad: &[],
    good: &[],
};

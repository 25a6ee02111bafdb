//! EN102 stray-phrase.

use super::{Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN102",
    name: "stray-phrase",
    summary: "Several English words in a row left in a French sentence.",
    severity: Severity::Error,
    state: State::Stable,
    page: include_str!("stray_phrase.md"),
    bad: &["Les secours ont évacué [hundreds of thousands] de personnes."],
    good: &["Le groupe a repris « The Dark Side of the Moon » sur scène."],
};

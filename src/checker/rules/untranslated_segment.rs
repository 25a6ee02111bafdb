//! EN103 untranslated-segment.

use super::{Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN103",
    name: "untranslated-segment",
    summary: "A sentence or passage left in English.",
    severity: Severity::Error,
    state: State::Stable,
    page: include_str!("untranslated_segment.md"),
    bad: &["Cliquez sur Enregistrer. [The file will be saved in the current folder.] Fermez ensuite la fenêtre."],
    good: &["Son slogan, « Make America Great Again », a fait le tour du monde."],
};

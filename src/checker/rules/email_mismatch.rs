//! PA405 email-mismatch.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "PA405",
    name: "email-mismatch",
    summary: "An e-mail address that is not the one of the source.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("email_mismatch.md"),
    look: Look::Elsewhere,
    bad: &[
        "Write to help@bureau.test for a copy. = Écrivez à [aide@bureau.test] pour en recevoir une copie.",
        "Write to help@bureau.test for a copy. = [Écrivez-nous pour en recevoir une copie.]",
        "Send it to anna.smith@bureau.test. = Envoyez-le à [anna.smiht@bureau.test].",
        "Questions go to the desk (desk@bureau.test). = Les questions vont au guichet ([desk@atelier.test]).",
    ],
    good: &[
        "Write to help@bureau.test. = Écrivez à help@bureau.test.",
        "Write to Help@bureau.test. = Écrivez à help@bureau.test.",
        "The names of the translators = Jean Dupont (jean.dupont@bureau.test)",
        "Send a message to @anna. = Envoyez un message à @anna.",
    ],
};

//! PA404 url-mismatch.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "PA404",
    name: "url-mismatch",
    summary: "An address of the web that is not the one of the source.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("url_mismatch.md"),
    look: Look::Elsewhere,
    bad: &[
        "Read https://bureau.test/doc before you start. = Lisez [https://bureau.test/dok] avant de commencer.",
        "Read https://bureau.test/doc before you start. = [Lisez la documentation avant de commencer.]",
        "See http://bureau.test. = Voir [http://atelier.test].",
        "The code is at https://bureau.test/code. = Le code se trouve sur [https://bureau.test/cod].",
    ],
    good: &[
        "Read https://bureau.test/en/doc. = Lisez https://bureau.test/fr/doc.",
        "See https://en.wikipedia.org/wiki/Bread. = Voir https://fr.wikipedia.org/wiki/Pain.",
        "See http://bureau.test/. = Voir https://bureau.test.",
        "The work of many people = Le travail de nombreuses personnes (https://bureau.test)",
    ],
};

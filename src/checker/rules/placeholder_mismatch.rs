//! PA402 placeholder-mismatch.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "PA402",
    name: "placeholder-mismatch",
    summary: "A placeholder that the source does not have, or the other way round.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("placeholder_mismatch.md"),
    look: Look::Elsewhere,
    bad: &[
        "The file %s is missing. = Le fichier [%d] est absent.",
        "Good morning, {name}! = Bonjour, [{nom}] !",
        "%(count)d messages were sent. = [Les messages ont été envoyés.]",
        "Open %1 with %2. = Ouvrir %1 avec [%3].",
        "The work is done. = Le travail est fini [%s].",
    ],
    good: &[
        "Page %d of %s = %2$s, page %1$d",
        "{count} cats and {name} = {name} et {count} chats",
        "The disk is 100% full. = Le disque est plein à 100 %.",
        "It starts on %m/%d/%Y. = Cela commence le %d/%m/%Y.",
        "Hello {{ user }}, you owe $5. = Bonjour {{user}}, vous devez 5 $.",
    ],
};

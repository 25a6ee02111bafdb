//! PA403 tag-mismatch.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "PA403",
    name: "tag-mismatch",
    summary: "A tag of the source that is missing, or tags that do not close in order.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("tag_mismatch.md"),
    look: Look::Elsewhere,
    bad: &[
        "The <b>red</b> cat sleeps. = [Le chat rouge dort.]",
        "The <b>red</b> cat sleeps. = [Le chat <i>rouge</i> dort.]",
        "Press <kbd>Enter</kbd> to go on. = [Appuyez sur <kbd>Entrée pour continuer.]",
        "Read <a href=\"a.html\">this page</a>. = [Lisez cette page.]",
    ],
    good: &[
        "The <b>red</b> cat sleeps. = Le chat <b>rouge</b> dort.",
        "Copy <file> to <folder>. = Copiez <fichier> dans <dossier>.",
        "The first line<br>and the second = La première ligne et la seconde",
        "Choose a < b or b > c. = Choisissez a < b ou b > c.",
    ],
};

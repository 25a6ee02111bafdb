//! PA401 number-mismatch.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "PA401",
    name: "number-mismatch",
    summary: "A number that the source does not have, or the other way round.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("number_mismatch.md"),
    look: Look::Elsewhere,
    bad: &[
        "The council voted 12 measures last night. = Le conseil a voté [21] mesures hier soir.",
        "The bridge was built in 1998. = Le pont a été construit en [1989].",
        "The hall holds up to 640 people. = [La salle accueille beaucoup de monde.]",
        "The ticket costs 1,250 dollars. = Le billet coûte [1 520] dollars.",
        "Wait a few minutes before you start again. = Attendez [45] minutes avant de recommencer.",
    ],
    good: &[
        "The ticket costs 1,250.50 dollars. = Le billet coûte 1 250,50 dollars.",
        "The shop opens at 5:30 pm on 12/25/2020. = Le magasin ouvre à 17 h 30 le 25/12/2020.",
        "Two villages of the 19th century = 2 villages du XIXe siècle",
        "The song of the 1980s is number 1. = La chanson des années 80 est la première.",
        "Save as UTF-8 or MP3. = Enregistrer en UTF-8 ou en MP3.",
        "1 file was deleted. = Un fichier a été supprimé.",
    ],
};

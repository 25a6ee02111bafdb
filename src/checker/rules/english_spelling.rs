//! EN104 english-spelling.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN104",
    name: "english-spelling",
    summary: "A French word in its English spelling.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::English,
    page: include_str!("english_spelling.md"),
    look: Look::Elsewhere,
    bad: &[
        "Le nouveau [program] du parti tient en dix pages.",
        "Les [negotiations] ont repris hier matin à Genève.",
        "Le premier [problem] à résoudre est celui du logement.",
        "Le [theater] municipal rouvrira en septembre.",
        "Elle a reçu une [letter] de rappel au calme.",
        "L’[economy] du pays se redresse.",
        "La [ceremony] d’ouverture commence à midi.",
    ],
    good: &[
        "C’est le dernier programme du gouvernement.",
        "La musique de l’artiste a été jouée à l’hôpital universitaire.",
        "L’auteur du projet cite un exemple de méthode.",
        "Le calendrier des danses figure dans la lettre du professeur.",
        "PROBLEME RESOLU : LE TRAFIC A REPRIS.",
        "L’entraîneur connaît le caractère de chaque joueur.",
    ],
};

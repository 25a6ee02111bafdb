//! EN106 homograph.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN106",
    name: "homograph",
    summary: "A word spelt like French that stands here in its English sense.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::English,
    page: include_str!("homograph.md"),
    look: Look::Elsewhere,
    bad: &[
        "Le pays cherche une [guidance] claire pour sa politique.",
        "Les enseignants y trouveront les [steps] à suivre en cas de panne.",
        "La banque applique un [rate] d’intérêt de 3 %.",
        "Les [rates] varient selon la saison.",
        "Elle porte une [pair] de chaussures neuves.",
        "La liste des [supplies] que chaque élève doit apporter est affichée.",
    ],
    good: &[
        "On a bu un café, or il était froid.",
        "Le chat dort sur le lit, la main sur le front.",
        "Il court vers le four pour sortir le pain.",
        "Son but est de finir la saison sans blessure.",
        "Le patron a dit comment il fallait ranger les lots.",
        "Les sons de la harpe montaient dans la nuit.",
    ],
};

//! EN105 broken-word.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN105",
    name: "broken-word",
    summary: "A French word into which search-and-replace has put English.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::English,
    page: include_str!("broken_word.md"),
    look: Look::Elsewhere,
    bad: &[
        "Elle arrive [toudays] en avance.",
        "Les [byamètres] de la machine se règlent depuis la cabine.",
        "Le métier offrait peu d’[beforeages] aux jeunes.",
        "Il ne sort [jabut] sans son chapeau.",
        "Les machines se règlent [audayd’hui] depuis la cabine.",
        "Elle a fait [remandtre] le moulin en état.",
        "[Forquoi] la cabine est-elle fermée ?",
    ],
    good: &[
        "Elle arrive toujours en avance.",
        "Les paramètres de la machine se règlent aujourd’hui depuis la cabine.",
        "Chuis pas certain qu’y vienne, t’inquiète.",
        "Le chouettosaure est un animal inventé par les enfants.",
        "Les étudiant·e·s ont élu leurs délégué·e·s.",
        "Le schtroumpf grognon schtroumpfe toute la journée.",
        "Le marquis de Forquoi habite le village.",
        "Les meuniers ont fait recon-\nstruire la roue par un charpen-\ntier du village.",
    ],
};

//! EN101 stray-word.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN101",
    name: "stray-word",
    summary: "An English word left in a French sentence.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::English,
    page: include_str!("stray_word.md"),
    look: Look::Elsewhere,
    bad: &[
        "Le conseil a voté la loi, [however] plusieurs élus s’y opposaient.",
        "La mairie a fermé le pont [because] la crue menaçait.",
        "Les habitants ont [always] vécu de l’élevage et du bois.",
        "Notre hôtel se trouve à deux pas de la plage, [with] vue sur la mer.",
        "[Furthermore], le budget de la commune a baissé de 4 %.",
        "Le docteur lui a prescrit des [painkillers] pour la semaine.",
        "Les ouvriers sont [already déjà] partis du chantier ce matin.",
        "Les ouvriers sont [déjà already] partis du chantier ce matin.",
    ],
    good: &[
        "Le leader du parti a passé le week-end à Bruxelles.",
        "Elle a lu le New York Times dans le train, puis un thriller.",
        "Après le match, le coach a remercié les supporters.",
        "Sa start-up prépare une application de streaming pour les fans de rock.",
        "Le groupe Pink Floyd a joué « Wish You Were Here » à Pompéi.",
        "Lancez la commande `git commit` puis relisez le message.",
    ],
};

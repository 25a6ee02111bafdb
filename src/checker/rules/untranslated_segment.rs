//! EN103 untranslated-segment.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN103",
    name: "untranslated-segment",
    summary: "A sentence or passage left in English.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::English,
    page: include_str!("untranslated_segment.md"),
    look: Look::Elsewhere,
    bad: &[
        "Cliquez sur Enregistrer. [The file will be saved in the current folder.] Fermez ensuite la fenêtre.",
        "Rincez le filtre à l’eau claire. [Do not attempt to open the device yourself.] Toute réparation doit être confiée à un professionnel.",
        "La garantie est de deux ans. [This does not affect your statutory rights.]",
        "Le vieux pont a été emporté par les crues. [It was rebuilt in stone by the monks of the abbey.] On y passe encore.",
        "Saisissez le numéro qui figure au dos. [If you have forgotten your password, click the link below.] Un message vous sera envoyé.",
        "[Check the water level before every use.] Puis branchez la machine.",
    ],
    good: &[
        "Son slogan, « Make America Great Again », a fait le tour du monde.",
        "« To be or not to be, that is the question », récitait le vieil acteur.",
        "Le programme affiche `error: file not found in the current folder` puis s’arrête.",
        "Elle chantait « All you need is love » en descendant l’escalier.",
        "La devise « In God We Trust » figure sur les billets de banque.",
        "Il a lu The Lord of the Rings en anglais quand il avait douze ans.",
    ],
};

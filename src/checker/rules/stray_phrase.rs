//! EN102 stray-phrase.

use super::{Look, Precedence, Rule, Severity, State};

pub(super) static RULE: Rule = Rule {
    code: "EN102",
    name: "stray-phrase",
    summary: "Several English words in a row left in a French sentence.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::English,
    page: include_str!("stray_phrase.md"),
    look: Look::Elsewhere,
    bad: &[
        "Les secours ont évacué [hundreds of thousands] de personnes.",
        "Le vieux marin jurait, [once again], tout ignorer du coffre.",
        "[In addition], le maire a promis une aide aux sinistrés.",
        "Un troupeau de moutons traversait la route [in the middle of] la nuit.",
        "Il y avait [a lot of] monde sur la place du marché.",
        "L’équipe doit [go on] jusqu’à la fin de la saison.",
    ],
    good: &[
        "Le groupe a repris « The Dark Side of the Moon » sur scène.",
        "Au petit matin, les fans attendaient devant le Madison Square Garden.",
        "Le World Trade Center et la Bank of America se trouvent à New York.",
        "Son disque préféré reste Abbey Road, des Beatles.",
        "La chaîne diffuse « Game of Thrones » et « Breaking Bad ».",
    ],
};

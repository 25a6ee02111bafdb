//! The score of a repair in few figures, for people.

use super::features::*;

/// The score of a repair in few figures.
#[derive(Debug, Clone)]
pub struct Parts {
    /// How much better it goes with the words around than by chance (log10).
    pub context: f32,
    /// How likely it is to become the intruder (log10).
    pub channel: f32,
    /// How much better its class goes with its neighbours than by chance (log10).
    pub class: f32,
    /// In how many respects it agrees with the words around and clashes with them: `+2 -1`.
    pub grammar: String,
}

impl Parts {
    /// Of these values.
    pub fn of(v: &Values) -> Parts {
        let respects = [
            -v[ELISION_CLASHES],
            if v[DETERMINER_GENDER] == 0.0 { -v[DETERMINER_CLASHES] } else { v[DETERMINER_GENDER] },
            v[DETERMINER_NUMBER],
            v[AGREES_BEFORE],
            v[AGREES_AFTER],
            v[AGREES_SUBJECT],
            v[AGREES_VERB],
            v[NUMBER_AGREES],
        ];
        let count = |sign: f32| respects.iter().filter(|&&r| r * sign > 0.0).count();
        let grammar = match (count(1.0), count(-1.0)) {
            (0, 0) => "·".to_owned(),
            (good, 0) => format!("+{good}"),
            (0, bad) => format!("-{bad}"),
            (good, bad) => format!("+{good} -{bad}"),
        };
        Parts { context: v[FIT], channel: v[CHANNEL], class: v[CLASS_BEFORE] + v[CLASS_AFTER], grammar }
    }
}

//! Gates: small forests that stop, before anything costly is asked, the candidates that the models would not report.
//!
//! Nine homographs in ten of clean text that sit a little badly between their neighbours are French all the same, and
//! weighing one costs as much as reading two hundred words. So each candidate passes four gates, each of which sees what
//! has been found out so far: the *glance* (the two neighbours), the *look* (and the best French for the word, by
//! bigrams), the *trial* (by trigrams), the *sieve* (everything but the repairs). Capitalised English, nearly always a name, passes the
//! *mien* (the two neighbours and the capitals around) and the *hearing* (how frequent it is, the best French) instead of the first three.
//! `intrus-pack fit-gates` grows them on damaged and clean reserved text
//! to tell the damage that the models report from all else, and sets the floors so that hardly any of it is lost.

use super::features::{COUNT, Model};
use super::forest::{Forest, numbers};
use crate::language::lexicon::bytes::Sections;
use std::sync::OnceLock;

/// A forest and the log-odds that a candidate must have after each of its trees to pass.
///
/// Most candidates are hopeless after a few trees: each tree has a floor of its own, the least that the log-odds of a finding that
/// reaches the last had there (a soft cascade, pruned backwards: Zhang and Viola 2007).
#[derive(Debug, Clone)]
pub struct Gate {
    /// Tells findings from other candidates.
    pub forest: Forest,
    /// What reaches all of these, one after each tree, passes.
    pub floors: Vec<f32>,
}

impl Gate {
    /// Whether a candidate with these features may be worth the cost.
    pub fn passes(&self, x: &[f32; COUNT]) -> bool {
        self.forest.steps(x).zip(&self.floors).all(|(odds, &floor)| odds >= floor)
    }

    fn read([head, forest]: [&'static [u8]; 2]) -> Self {
        let forest = Forest::read(forest);
        let floors = (0..forest.trees.len()).map(numbers(head)).collect();
        Gate { forest, floors }
    }
}

/// Every gate.
#[derive(Debug, Clone)]
pub struct Gates {
    /// For homographs in small letters: asks for [`GLANCE_FEATURES`].
    pub glance: Gate,
    /// For the same: asks for [`LOOK`] too.
    pub look: Gate,
    /// For the same: asks for [`TRIAL`] too.
    pub trial: Gate,
    /// For the candidates of each model, in the order of [`Model::ALL`]: asks for all features but the costly ones.
    pub sieves: Vec<Gate>,
    /// For capitalised English that stands by itself: asks for [`MIEN_FEATURES`].
    pub mien: Gate,
    /// For the same: asks for [`HEARING_FEATURES`] too.
    pub hearing: Gate,
}

/// The features that the glance sees.
#[cfg(any(test, feature = "pack-builder"))]
pub const GLANCE_FEATURES: &[usize] = &[1, 3, 25, 38, 39, 48, 49, 63, 64, 73, 74];

/// The features that the mien sees: what can be said of a capitalised word without looking it up.
#[cfg(any(test, feature = "pack-builder"))]
pub const MIEN_FEATURES: &[usize] = &[12, 14, 15, 21, 22, 25, 28, 38, 39, 46, 47, 48, 49, 51, 63, 64, 67, 73, 74];

/// The features that the hearing adds.
#[cfg(any(test, feature = "pack-builder"))]
pub const HEARING_FEATURES: &[usize] = &[1, 2, 3, LOOK, TRIAL];

/// The feature that the look adds.
pub const LOOK: usize = 77;

/// The feature that the trial adds.
pub const TRIAL: usize = 78;

const MODELS: usize = Model::ALL.len();

impl Gates {
    /// In the order of the file.
    #[cfg(any(test, feature = "pack-builder"))]
    fn all(&self) -> impl Iterator<Item = &Gate> {
        [&self.glance, &self.look, &self.trial].into_iter().chain(&self.sieves).chain([&self.mien, &self.hearing])
    }
}

/// The file of the gates.
#[cfg(feature = "pack-builder")]
pub fn write(gates: &Gates) -> Vec<u8> {
    let sections: Vec<Vec<u8>> = gates
        .all()
        .flat_map(|gate| [gate.floors.iter().flat_map(|f| f.to_le_bytes()).collect(), gate.forest.write()])
        .collect();
    crate::language::lexicon::bytes::write_sections(&sections.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// The gates of this build.
pub fn gates() -> &'static Gates {
    static FILE: &[u8] = include_bytes!("../../../data/gates.bin");
    static GATES: OnceLock<Gates> = OnceLock::new();
    GATES.get_or_init(|| {
        let sections = Sections::new(FILE);
        let gate = |n: usize| Gate::read([sections.get(2 * n), sections.get(2 * n + 1)]);
        Gates {
            glance: gate(0),
            look: gate(1),
            trial: gate(2),
            sieves: (0..MODELS).map(|m| gate(m + 3)).collect(),
            mien: gate(MODELS + 3),
            hearing: gate(MODELS + 4),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tree_has_a_floor() {
        let gates = gates();
        for gate in gates.all() {
            assert_eq!(gate.floors.len(), gate.forest.trees.len());
            // 0 is read where a file ends too soon.
            assert!(gate.floors.iter().all(|floor| *floor != 0.0 && floor.abs() < f32::MAX), "{:?}", gate.floors);
        }
    }

    #[test]
    fn gates_ask_for_what_is_known() {
        let asks = |gate: &Gate| -> Vec<usize> {
            let decisions = gate.forest.trees.iter().flat_map(|t| t.features.into_iter().zip(t.thresholds));
            decisions.filter(|d| d.1.is_finite()).map(|d| usize::from(d.0)).collect()
        };
        let gates = gates();
        assert!(asks(&gates.glance).iter().all(|f| GLANCE_FEATURES.contains(f)));
        assert!(asks(&gates.look).iter().all(|f| GLANCE_FEATURES.contains(f) || *f == LOOK));
        assert!(asks(&gates.trial).iter().all(|f| GLANCE_FEATURES.contains(f) || [LOOK, TRIAL].contains(f)));
        assert!(asks(&gates.mien).iter().all(|f| MIEN_FEATURES.contains(f)));
        assert!(asks(&gates.hearing).iter().all(|f| MIEN_FEATURES.contains(f) || HEARING_FEATURES.contains(f)));
        for sieve in &gates.sieves {
            assert!(!sieve.forest.trees.is_empty());
            assert!(asks(sieve).iter().all(|f| !crate::checker::COSTLY_FEATURES.contains(f)));
        }
    }
}

//! The forests that order the repairs, and what their figures are worth.

use super::features::{COUNT, Values};
use crate::checker::detect::features::COUNT as WIDTH;
use crate::checker::detect::forest::Forest;
use crate::language::lexicon::bytes::{Sections, Table};
use std::sync::OnceLock;

// The forests of the detector and these are read by the same code.
const _: () = assert!(COUNT <= WIDTH);

/// The forest that orders the repairs, the one that tells the manner of the damage, and the confidence from which on a fix is
/// safe.
#[derive(Debug, Clone)]
pub struct Ranker {
    /// Says which repair of a finding stood there.
    pub order: Forest,
    /// Says whether a spinner made a finding.
    pub manner: Forest,
    /// The confidence from which on the best repair of a plain place is safe.
    pub safe_from: f32,
}

impl Ranker {
    /// The one that the program comes with.
    pub fn embedded() -> &'static Ranker {
        static BYTES: &[u8] = include_bytes!("../../../../data/order.bin");
        static RANKER: OnceLock<Ranker> = OnceLock::new();
        RANKER.get_or_init(|| Ranker::read(BYTES))
    }

    /// One from a file.
    pub fn read(bytes: &'static [u8]) -> Ranker {
        let sections = Sections::new(bytes);
        let safe_from = f32::from_bits(Table::<4>::new(sections.get(1)).get(0) as u32);
        Ranker { order: Forest::read(sections.get(0)), manner: Forest::read(sections.get(2)), safe_from }
    }

    /// The file.
    #[cfg(feature = "pack-builder")]
    pub fn write(&self) -> Vec<u8> {
        crate::language::lexicon::bytes::write_sections(&[
            &self.order.write(),
            &self.safe_from.to_le_bytes(),
            &self.manner.write(),
        ])
    }

    /// The probability of each repair of a finding that it stood there, given that something was damaged: one of them did, or
    /// none.
    pub fn shares(&self, rows: &[&Values]) -> Vec<f32> {
        let rows: Vec<_> = rows.iter().map(|v| widened(v)).collect();
        self.shares_of(rows.iter())
    }

    /// [`Ranker::shares`] of rows that are [`widened`].
    pub fn shares_of<'r>(&self, rows: impl Iterator<Item = &'r [f32; WIDTH]>) -> Vec<f32> {
        let exp: Vec<f32> = rows.map(|row| self.order.log_odds(row).min(30.0).exp()).collect();
        let sum = 1.0 + exp.iter().sum::<f32>();
        exp.into_iter().map(|e| e / sum).collect()
    }

    /// The log-odds that a spinner made a finding.
    pub fn spun(&self, row: &[f32; WIDTH]) -> f32 {
        self.manner.log_odds(row)
    }
}

/// The features in a row as long as a forest asks for.
pub fn widened(values: &Values) -> [f32; WIDTH] {
    let mut row = [0f32; WIDTH];
    row[..COUNT].copy_from_slice(values);
    row
}

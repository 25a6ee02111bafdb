//! The forests that order the repairs, and what their figures are worth.

use super::features::{COUNT, Values};
use super::plain::{is_lone_spelling, is_plain};
use super::sureness;
use super::topics::Topics;
use crate::checker::detect::features::{COUNT as WIDTH, Model};
use crate::checker::detect::forest::Forest;
use crate::language::lexicon::bytes::{Sections, Table};
use std::sync::OnceLock;

// The forests of the detector and these are read by the same code.
const _: () = assert!(COUNT <= WIDTH);

/// How likely it must be that anything is wrong before a fix is safe, however sure it is which repair would be the right one.
const LIKELY: f32 = 0.8;

/// The forests and curves that order the repairs and say how sure they are.
#[derive(Debug, Clone, Default)]
pub struct Ranker {
    /// Says which repair of a finding stood there.
    pub order: Forest,
    /// Says whether a spinner made a finding.
    pub manner: Forest,
    /// Of each model in the order of [`Model::ALL`], how true its figures are.
    pub curves: [Curve; Model::ALL.len()],
    /// Says how sure the first repair is.
    pub sure: Forest,
    /// How sure the first repair of a plain place must be to be safe.
    pub safe_from: f32,
    /// What words are about.
    pub topics: Topics,
}

/// What a probability is worth: a rising curve through points of (claimed, true).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curve(pub Vec<[f32; 2]>);

impl Curve {
    /// The true probability where `claimed` is claimed.
    pub fn at(&self, claimed: f32) -> f32 {
        let next = self.0.partition_point(|point| point[0] < claimed);
        match (next.checked_sub(1).map(|i| self.0[i]), self.0.get(next)) {
            (None, None) => claimed,
            (Some(last), None) => last[1],
            // As if the curve began at nothing.
            (before, Some(after)) => {
                let [x, y] = before.unwrap_or([0.0, 0.0]);
                y + (after[1] - y) * (claimed - x) / (after[0] - x).max(1e-6)
            }
        }
    }
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
        let numbers = |section: usize| -> Vec<f32> {
            let table = Table::<4>::new(sections.get(section));
            (0..table.len()).map(|i| f32::from_bits(table.get(i) as u32)).collect()
        };
        Ranker {
            order: Forest::read(sections.get(0)),
            manner: Forest::read(sections.get(1)),
            curves: std::array::from_fn(|i| Curve(numbers(3 + i).chunks_exact(2).map(|p| [p[0], p[1]]).collect())),
            safe_from: numbers(2).first().copied().unwrap_or(1.0),
            topics: Topics::new(sections.get(3 + Model::ALL.len())),
            sure: Forest::read(sections.get(4 + Model::ALL.len())),
        }
    }

    /// The file.
    #[cfg(feature = "pack-builder")]
    pub fn write(&self) -> Vec<u8> {
        let bytes = |numbers: &[f32]| -> Vec<u8> { numbers.iter().flat_map(|n| n.to_le_bytes()).collect() };
        let mut sections = vec![self.order.write(), self.manner.write(), bytes(&[self.safe_from])];
        sections.extend(self.curves.iter().map(|curve| bytes(curve.0.as_flattened())));
        sections.push(self.topics.rows().to_vec());
        sections.push(self.sure.write());
        crate::language::lexicon::bytes::write_sections(&sections.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// The repairs of a finding, the likeliest first: which, and the probability that it stood there, given that something was
    /// damaged. One of them did, or none.
    pub fn shares(&self, rows: &[&Values]) -> Vec<(usize, f32)> {
        let rows: Vec<_> = rows.iter().map(|v| widened(v)).collect();
        self.shares_of(rows.iter())
    }

    /// [`Ranker::shares`] of rows that are [`widened`].
    pub fn shares_of<'r>(&self, rows: impl Iterator<Item = &'r [f32; WIDTH]>) -> Vec<(usize, f32)> {
        let exp: Vec<f32> = self.order.log_odds_of(rows).into_iter().map(|odds| odds.min(30.0).exp()).collect();
        let sum = 1.0 + exp.iter().sum::<f32>();
        let mut shares: Vec<(usize, f32)> = exp.into_iter().map(|e| e / sum).enumerate().collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        shares
    }

    /// The probability that a finding of this model is an intruder and that a repair stood there, which `claimed` says:
    /// the probability that it is one times the share of the repair.
    pub fn confidence(&self, model: Model, claimed: f32) -> f32 {
        self.curves[model as usize].at(claimed)
    }

    /// Whether the first repair of a finding may be written without a person looking, given the shares of all, the best first, and
    /// its own features.
    pub fn is_safe(&self, model: Model, probability: f32, shares: &[(usize, f32)], first: &[f32]) -> bool {
        let row = sureness::row(model, probability, shares, first);
        let may_be_safe = probability >= LIKELY && is_plain(model, first) && !is_lone_spelling(first);
        may_be_safe && sureness::sureness(&self.sure, &row) >= self.safe_from
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

#[cfg(test)]
mod tests {
    use super::Curve;

    #[test]
    fn curves_go_through_their_points() {
        let curve = Curve(vec![[0.2, 0.1], [0.6, 0.5], [0.9, 0.98]]);
        for (claimed, expected) in [(0.0, 0.0), (0.1, 0.05), (0.2, 0.1), (0.4, 0.3), (0.9, 0.98), (1.0, 0.98)] {
            assert!((curve.at(claimed) - expected).abs() < 1e-6, "{claimed}: {}", curve.at(claimed));
        }
        assert_eq!(Curve::default().at(0.3), 0.3);
    }
}

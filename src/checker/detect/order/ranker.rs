//! The forests that order the repairs, and what their figures are worth.

use super::features::{COUNT_OF_REPAIRS, Values};
use super::plain;
use super::topics::Topics;
use crate::checker::detect::features::{COUNT as WIDTH, Model};
use crate::checker::detect::forest::Forest;
use crate::language::lexicon::bytes::{Sections, Table};
use std::sync::OnceLock;

/// The forests and curves that order the repairs and say how sure they are.
#[derive(Debug, Clone, Default)]
pub struct Ranker {
    /// Says which repair of a finding stood there.
    pub order: Forest,
    /// Says whether a spinner made a finding.
    pub manner: Forest,
    /// What makes shares of its log-odds.
    pub sharpness: Sharpness,
    /// Share of what the first repair leaves that each repair not looked at has: about the same, however much that is.
    pub unseen: f32,
    /// Of each model in the order of [`Model::ALL`], how true its figures are.
    pub curves: [Curve; Model::ALL.len()],
    /// The confidence from which on the first repair of a plain place is safe, if nothing asks for caution.
    pub safe_from: f32,
    /// What words are about.
    pub topics: Topics,
}

/// How log-odds become shares: `scale` times them and `shift` are the log-odds against none of the repairs (Guo and others 2017,
/// "temperature scaling"). The forest learns from damage of every kind, thesauri that nobody has included, and is too modest
/// where the tables hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sharpness {
    /// 1 leaves the log-odds as they are.
    pub scale: f32,
    /// 0 does.
    pub shift: f32,
}

impl Default for Sharpness {
    fn default() -> Self {
        Sharpness { scale: 1.0, shift: 0.0 }
    }
}

impl Sharpness {
    /// The shares of repairs with these log-odds; what is missing from 1 is the share of none.
    pub fn shares(self, odds: &[f32]) -> Vec<f32> {
        let exp: Vec<f32> = odds.iter().map(|odds| (self.scale * odds + self.shift).min(30.0).exp()).collect();
        let sum = 1.0 + exp.iter().sum::<f32>();
        exp.into_iter().map(|e| e / sum).collect()
    }
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
        let mut settings = [1.0, 1.0, 0.0, 0.0];
        settings.iter_mut().zip(numbers(2)).for_each(|(setting, number)| *setting = number);
        let [safe_from, scale, shift, unseen] = settings;
        Ranker {
            order: Forest::read(sections.get(0)),
            manner: Forest::read(sections.get(1)),
            curves: std::array::from_fn(|i| Curve(numbers(3 + i).chunks_exact(2).map(|p| [p[0], p[1]]).collect())),
            sharpness: Sharpness { scale, shift },
            unseen,
            safe_from,
            topics: Topics::new(sections.get(3 + Model::ALL.len())),
        }
    }

    /// The file.
    #[cfg(feature = "pack-builder")]
    pub fn write(&self) -> Vec<u8> {
        let bytes = |numbers: &[f32]| -> Vec<u8> { numbers.iter().flat_map(|n| n.to_le_bytes()).collect() };
        let settings = [self.safe_from, self.sharpness.scale, self.sharpness.shift, self.unseen];
        let mut sections = vec![self.order.write(), self.manner.write(), bytes(&settings)];
        sections.extend(self.curves.iter().map(|curve| bytes(curve.0.as_flattened())));
        sections.push(self.topics.rows().to_vec());
        crate::language::lexicon::bytes::write_sections(&sections.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// The repairs of a finding that were looked at, the likeliest first: which, and the probability that it stood there, given that
    /// something was damaged. One of them did, or one that was not looked at, or none.
    pub fn shares<'r>(&self, rows: impl Iterator<Item = &'r Values>) -> Vec<(usize, f32)> {
        self.shares_each(&[rows.collect()]).concat()
    }

    /// [`Ranker::shares`] of each of some findings.
    pub fn shares_each(&self, findings: &[Vec<&Values>]) -> Vec<Vec<(usize, f32)>> {
        let odds = self.order.log_odds_of(findings);
        findings.iter().zip(odds).map(|(rows, odds)| self.shares_of(rows, &odds)).collect()
    }

    /// [`Ranker::shares`], given the log-odds.
    fn shares_of(&self, rows: &[&Values], odds: &[f32]) -> Vec<(usize, f32)> {
        let mut shares: Vec<(usize, f32)> = self.sharpness.shares(odds).into_iter().enumerate().collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        if let (Some(row), Some(&(_, first))) = (rows.first(), shares.first()) {
            // Every row tells how many were ranked.
            let others = (row[COUNT_OF_REPAIRS].exp() - rows.len() as f32).max(0.0);
            let all = 1.0 + self.unseen * others * (1.0 - first);
            shares.iter_mut().for_each(|(_, share)| *share /= all);
        }
        shares
    }

    /// For each of the repairs of a finding of this model, given their shares, the probability that it is an intruder and that
    /// this repair stood there: what the curve makes of its own probability times the share. Only one of them can have stood
    /// there, so together they do not claim more than the finding does.
    pub fn confidences(&self, model: Model, probability: f32, shares: &[(usize, f32)]) -> Vec<f32> {
        let curve = &self.curves[model as usize];
        let mut claims: Vec<f32> = shares.iter().map(|&(_, share)| curve.at(probability * share)).collect();
        let excess = claims.iter().sum::<f32>() / probability;
        if excess > 1.0 {
            claims.iter_mut().for_each(|claim| *claim /= excess);
        }
        claims
    }

    /// Whether the first repair of a finding of this model may be written without a person looking, given its confidence and its
    /// features.
    pub fn is_safe(&self, model: Model, confidence: f32, first: &[f32]) -> bool {
        plain::safe_from(self.safe_from, model, first).is_some_and(|from| confidence >= from)
    }

    /// The log-odds that a spinner made each of some findings.
    pub fn spun<'r>(&self, rows: impl Iterator<Item = &'r [f32; WIDTH]>) -> Vec<f32> {
        self.manner.log_odds_each(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNT_OF_REPAIRS, Curve, Ranker, WIDTH};
    use crate::checker::detect::order::{FAR, near};

    #[test]
    fn what_is_not_looked_at_keeps_its_share() {
        let ranker = Ranker { unseen: 0.01, ..Ranker::default() };
        for (ranked, all) in [(5f32, 1.0), (40.0, 1.0 + 0.01 * 35.0 * 5.0 / 6.0)] {
            let mut row = [0f32; WIDTH];
            row[COUNT_OF_REPAIRS] = ranked.ln();
            let shares = ranker.shares([row; 5].iter());
            assert!(shares.iter().all(|s| (s.1 - 1.0 / 6.0 / all).abs() < 1e-5), "{shares:?}");
        }
        assert!(ranker.shares([].iter()).is_empty());
        assert_eq!(near([].into_iter(), FAR), 0);
        assert_eq!(near([0.0, -5.0, -6.0, -7.0, -8.0, -9.0].into_iter(), FAR), 5);
        assert_eq!(near([0.0, -1.0, -1.0, -1.0, -1.0, -3.9, -4.0].into_iter(), FAR), 6);
    }

    #[test]
    fn curves_go_through_their_points() {
        let curve = Curve(vec![[0.2, 0.1], [0.6, 0.5], [0.9, 0.98]]);
        for (claimed, expected) in [(0.0, 0.0), (0.1, 0.05), (0.2, 0.1), (0.4, 0.3), (0.9, 0.98), (1.0, 0.98)] {
            assert!((curve.at(claimed) - expected).abs() < 1e-6, "{claimed}: {}", curve.at(claimed));
        }
        assert_eq!(Curve::default().at(0.3), 0.3);
    }
}

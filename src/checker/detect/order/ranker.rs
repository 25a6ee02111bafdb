//! The forests that order the repairs, and what their figures are worth.

use super::features::{COUNT_OF_REPAIRS, Values};
use super::plain;
use super::topics::Topics;
use crate::checker::detect::features::{COUNT as WIDTH, Model, logistic};
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
    pub curves: [Curves; Model::ALL.len()],
    /// How sure the first repair of a plain place must be to be safe, if nothing asks for caution ([`Ranker::is_safe`]).
    pub safe_from: f32,
    /// What words are about.
    pub topics: Topics,
    /// By which [numbers of words](crate::language::numbering) they go.
    pub numbering: u64,
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

/// What the figures of a model are worth where text is damaged. The first repair is the best of many, the others are what is left of them:
/// one curve for both would be too modest for the one and too bold for the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curves {
    /// How often a finding with this probability is right.
    pub finding: Curve,
    /// How often a first repair with this share stood there, where the finding is right.
    pub first: Curve,
    /// The same of the repairs after it.
    pub others: Curve,
}

impl Curves {
    /// How many numbers they have.
    const LEN: usize = 9;
}

/// What a probability is worth: a rising curve of three numbers. Its log-odds are the first, plus the second times the logarithm of what is
/// claimed, less the third times that of what is left (Kull, Silva Filho and Flach 2017, "Beta calibration").
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve(pub [f32; 3]);

impl Default for Curve {
    /// Every claim is true.
    fn default() -> Self {
        Curve([0.0, 1.0, 1.0])
    }
}

impl Curve {
    /// What the three numbers are multiplied with, to be added up.
    pub fn terms(claimed: f32) -> [f32; 3] {
        // Nothing is certain.
        let claimed = claimed.clamp(1e-6, 1.0 - 1e-6);
        [1.0, claimed.ln(), -(-claimed).ln_1p()]
    }

    /// The true probability where `claimed` is claimed.
    pub fn at(self, claimed: f32) -> f32 {
        logistic(self.0.iter().zip(Curve::terms(claimed)).map(|(number, term)| number * term).sum())
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
        let all_curves = numbers(3);
        let curves = |model: usize| {
            let numbers = all_curves[Curves::LEN * model..].as_chunks::<3>().0;
            Curves { finding: Curve(numbers[0]), first: Curve(numbers[1]), others: Curve(numbers[2]) }
        };
        Ranker {
            order: Forest::read(sections.get(0)),
            manner: Forest::read(sections.get(1)),
            curves: std::array::from_fn(curves),
            sharpness: Sharpness { scale, shift },
            unseen,
            safe_from,
            topics: Topics::new(sections.get(4)),
            numbering: Table::<8>::new(sections.get(5)).get(0),
        }
    }

    /// The file.
    #[cfg(feature = "pack-builder")]
    pub fn write(&self) -> Vec<u8> {
        let bytes = |numbers: &[f32]| -> Vec<u8> { numbers.iter().flat_map(|n| n.to_le_bytes()).collect() };
        let settings = [self.safe_from, self.sharpness.scale, self.sharpness.shift, self.unseen];
        let of_model = |curves: &Curves| [curves.finding, curves.first, curves.others].map(|curve| curve.0);
        let curves: Vec<f32> = self.curves.iter().flat_map(of_model).flatten().collect();
        let sections = [
            self.order.write(),
            self.manner.write(),
            bytes(&settings),
            bytes(&curves),
            self.topics.rows().to_vec(),
            self.numbering.to_le_bytes().to_vec(),
        ];
        crate::language::lexicon::bytes::write_sections(&sections.each_ref().map(Vec::as_slice))
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

    /// The probability that a finding of this model is right, given what the model says.
    pub fn confidence(&self, model: Model, probability: f32) -> f32 {
        self.curves[model as usize].finding.at(probability)
    }

    /// For each of the repairs of a finding of this model, the likeliest first, the probability that it stood there if the finding is right: what
    /// the curves make of their shares. Only one of them can have stood there, so together they are no more than 1; and none is likelier than
    /// the first.
    pub fn stood(&self, model: Model, shares: &[(usize, f32)]) -> Vec<f32> {
        let Curves { first, others, .. } = &self.curves[model as usize];
        let mut stood: Vec<f32> = Vec::with_capacity(shares.len());
        for &(_, share) in shares {
            let likely = match stood.first() {
                None => first.at(share),
                Some(&first) => others.at(share).min(first),
            };
            stood.push(likely);
        }
        let sum: f32 = stood.iter().sum();
        if sum > 1.0 {
            stood.iter_mut().for_each(|likely| *likely /= sum);
        }
        stood
    }

    /// Whether the first repair of a finding of this model may be written without a person looking, given the probability of the finding,
    /// how likely the repair [stood](Ranker::stood) there, and its features.
    ///
    /// What the model says of the finding counts, and not how often that is true where text is damaged: most text is not, as the model knows.
    pub fn is_safe(&self, model: Model, probability: f32, stood: f32, first: &[f32]) -> bool {
        plain::safe_from(self.safe_from, model, first).is_some_and(|from| probability * stood >= from)
    }

    /// The log-odds that a spinner made each of some findings.
    pub fn spun<'r>(&self, rows: impl Iterator<Item = &'r [f32; WIDTH]>) -> Vec<f32> {
        self.manner.log_odds_each(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNT_OF_REPAIRS, Curve, Curves, Ranker, WIDTH};
    use crate::checker::detect::features::Model;
    use crate::checker::detect::order::{FAR, near};

    #[test]
    fn vectors_go_by_the_numbers_of_the_pack() {
        let of_pack = crate::language::numbering();
        assert_eq!(Ranker::embedded().numbering, of_pack, "the pack was built anew: `intrus-pack topics`");
    }

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
    fn curves_rise() {
        for (claimed, expected) in [(0.0, 0.0), (0.3, 0.3), (0.97, 0.97), (1.0, 1.0)] {
            assert!((Curve::default().at(claimed) - expected).abs() < 1e-5, "{claimed}");
        }
        // Odds of 1 to 4, times 3; and 2 to the root of a quarter, to 3.
        assert!((Curve([3f32.ln(), 1.0, 1.0]).at(0.2) - 0.75 / 1.75).abs() < 1e-5);
        assert!((Curve([2f32.ln(), 0.5, 1.0]).at(0.25) - 1.0 / 1.75).abs() < 1e-5);
    }

    #[test]
    fn what_the_program_comes_with_rises() {
        let ranker = Ranker::embedded();
        for curve in ranker.curves.iter().flat_map(|curves| [curves.finding, curves.first, curves.others]) {
            let at: Vec<f32> = (0..=20).map(|i| curve.at(i as f32 / 20.0)).collect();
            assert!(at.is_sorted() && at[0] < 0.1 && at[20] > 0.9, "{curve:?}: {at:?}");
        }
        assert!((0.5..1.0).contains(&ranker.safe_from), "{}", ranker.safe_from);
    }

    #[test]
    fn one_repair_at_most_stood_there() {
        let mut ranker = Ranker::default();
        let [first, others] = [2f32, 9.0].map(|odds| Curve([odds.ln(), 1.0, 1.0]));
        ranker.curves[Model::Lexical as usize] = Curves { first, others, ..Curves::default() };
        let near = |shares: &[f32], expected: &[f32]| {
            let shares: Vec<(usize, f32)> = shares.iter().copied().enumerate().collect();
            let stood = ranker.stood(Model::Lexical, &shares);
            assert_eq!(stood.len(), expected.len());
            assert!(stood.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-4), "{stood:?}, {expected:?}");
        };
        // Odds of 2 to 3 become 4 to 3, 1 to 24 become 9 to 24; those of the last would be 6 to 1, more than the first has.
        near(&[0.4, 0.04], &[4.0 / 7.0, 9.0 / 33.0]);
        near(&[0.4, 0.4], &[0.5, 0.5]);
        near(&[], &[]);
    }
}

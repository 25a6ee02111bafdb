//! The models that turn features into a probability: for each kind of candidate two forests of boosted regression trees
//! (Friedman 2001) over all features. `intrus-pack fit` writes them.

use super::features::{COUNT, Model};
use super::lanes;
use crate::language::lexicon::bytes::{Sections, Table};
use std::sync::OnceLock;

/// Levels of decisions in a tree.
pub const DEPTH: usize = 4;
/// Decisions of a tree: a complete binary tree, level by level.
pub(super) const DECISIONS: usize = (1 << DEPTH) - 1;
/// Decisions and leaves.
const NODES: usize = (2 << DEPTH) - 1;

/// See [`Forest::log_odds_of`].
const FIRST: usize = 60;
/// See [`Forest::log_odds_of`].
const REACH: f32 = 5.0;

/// A tree. A decision whose threshold is infinite sends everything to the left.
#[derive(Debug, Clone, Copy)]
pub struct Tree {
    /// The feature that each decision looks at.
    pub features: [u8; DECISIONS],
    /// Values up to this go left (2 i + 1), values above it right (2 i + 2).
    pub thresholds: [f32; DECISIONS],
    /// Log-odds: of each leaf, and for the decisions the mean of what is below them, for explanations.
    pub values: [f32; NODES],
}

impl Default for Tree {
    fn default() -> Self {
        Tree { features: [0; DECISIONS], thresholds: [f32::INFINITY; DECISIONS], values: [0.0; NODES] }
    }
}

impl Tree {
    /// The node below the decision `node`.
    pub fn below(&self, node: usize, x: &[f32; COUNT]) -> usize {
        2 * node + 1 + usize::from(x[usize::from(self.features[node])] > self.thresholds[node])
    }

    /// What the tree adds to the log-odds. In the loops over the trees it would take half as long again: their registers are not enough.
    #[inline(never)]
    pub fn value(&self, x: &[f32; COUNT]) -> f32 {
        let mut node = 0;
        for _ in 0..DEPTH {
            node = self.below(node, x);
        }
        self.values[node]
    }
}

/// A sum of trees.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    /// Log-odds before any tree.
    pub bias: f32,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// Numbers of a tree in the file.
const SIZE: usize = 2 * DECISIONS + NODES;

impl Forest {
    /// The log-odds that a candidate is an intruder.
    pub fn log_odds(&self, x: &[f32; COUNT]) -> f32 {
        self.bias + self.trees.iter().map(|tree| tree.value(x)).sum::<f32>()
    }

    /// [`Forest::log_odds`] of each of some rows: many together cost a fifth of what they cost alone.
    pub fn log_odds_each<'x>(&self, rows: impl Iterator<Item = &'x [f32; COUNT]>) -> Vec<f32> {
        self.after(&self.trees, &rows.collect::<Vec<_>>())
    }

    /// The log-odds of each of some rows after the first of the trees.
    fn after(&self, first: &[Tree], rows: &[&[f32; COUNT]]) -> Vec<f32> {
        lanes::sums(first, rows).into_iter().map(|sum| self.bias + sum).collect()
    }

    /// The log-odds after each of the trees; after the last of them those that a candidate is an intruder.
    pub fn steps(&self, x: &[f32; COUNT]) -> impl Iterator<Item = f32> {
        self.trees.iter().scan(self.bias, |odds, tree| {
            *odds += tree.value(x);
            Some(*odds)
        })
    }

    /// The log-odds of each of some rows that stand against the others of their group. All trees are asked about those only that are, after
    /// the first of them, within [`REACH`] of the best: the others have lost.
    pub fn log_odds_of(&self, groups: &[Vec<&[f32; COUNT]>]) -> Vec<Vec<f32>> {
        let (first, rest) = self.trees.split_at(self.trees.len().min(FIRST));
        let rows = groups.concat();
        let mut odds = self.after(first, &rows);
        let mut near = Vec::new();
        let mut start = 0;
        for group in groups {
            let own = start..start + group.len();
            let best = odds[own.clone()].iter().copied().fold(f32::MIN, f32::max);
            near.extend(own.filter(|&i| odds[i] > best - REACH));
            start += group.len();
        }
        let of_near: Vec<&[f32; COUNT]> = near.iter().map(|&i| rows[i]).collect();
        near.into_iter().zip(lanes::sums(rest, &of_near)).for_each(|(i, sum)| odds[i] += sum);
        let mut odds = odds.into_iter();
        groups.iter().map(|group| odds.by_ref().take(group.len()).collect()).collect()
    }

    /// What each feature adds to the log-odds: the change of the mean at every decision on it (Saabas 2014). The bias
    /// stands in the place of feature 0; the sum is the log-odds.
    pub fn contributions(&self, x: &[f32; COUNT]) -> [f32; COUNT] {
        let mut all = [0.0; COUNT];
        all[0] = self.bias;
        for tree in &self.trees {
            all[0] += tree.values[0];
            let mut node = 0;
            while node < DECISIONS {
                let below = tree.below(node, x);
                all[usize::from(tree.features[node])] += tree.values[below] - tree.values[node];
                node = below;
            }
        }
        all
    }

    #[cfg(feature = "pack-builder")]
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = self.bias.to_le_bytes().to_vec();
        for tree in &self.trees {
            let features = tree.features.iter().map(|&f| f32::from(f));
            let numbers = features.chain(tree.thresholds.iter().chain(&tree.values).copied());
            out.extend(numbers.flat_map(f32::to_le_bytes));
        }
        out
    }

    /// The forest in a section; what does not fill a whole tree is left out.
    pub(super) fn read(section: &'static [u8]) -> Self {
        let value = numbers(section);
        let count = (section.len() / 4).saturating_sub(1) / SIZE;
        let trees = (0..count)
            .map(|n| 1 + n * SIZE)
            .map(|at| Tree {
                features: std::array::from_fn(|i| (value(at + i) as u8).min(COUNT as u8 - 1)),
                thresholds: std::array::from_fn(|i| value(at + DECISIONS + i)),
                values: std::array::from_fn(|i| value(at + 2 * DECISIONS + i)),
            })
            .collect();
        Forest { bias: value(0), trees }
    }
}

/// The numbers of a section.
pub(super) fn numbers(section: &'static [u8]) -> impl Fn(usize) -> f32 {
    let table = Table::<4>::new(section);
    move |i| f32::from_bits(table.get(i) as u32)
}

/// Everything that judges one kind of candidate.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The probability from which on a candidate is reported.
    pub threshold: f32,
    /// A first opinion, each candidate for itself.
    pub first: Forest,
    /// The second, when it is known how many intruders there are around.
    pub second: Forest,
}

impl Judgement {
    #[cfg(feature = "pack-builder")]
    fn write(&self) -> [Vec<u8>; 3] {
        [self.threshold.to_le_bytes().to_vec(), self.first.write(), self.second.write()]
    }

    fn read([head, first, second]: [&'static [u8]; 3]) -> Self {
        Judgement { threshold: numbers(head)(0), first: Forest::read(first), second: Forest::read(second) }
    }
}

/// The models in the order of [`Model::ALL`], as one file.
#[cfg(feature = "pack-builder")]
pub fn write(judgements: &[Judgement]) -> Vec<u8> {
    let sections: Vec<Vec<u8>> = judgements.iter().flat_map(Judgement::write).collect();
    crate::language::lexicon::bytes::write_sections(&sections.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// The model that judges candidates of this kind.
pub fn of(model: Model) -> &'static Judgement {
    static FOREST: &[u8] = include_bytes!("../../../data/detector.bin");
    static JUDGEMENTS: OnceLock<Vec<Judgement>> = OnceLock::new();
    let all = JUDGEMENTS.get_or_init(|| {
        let sections = Sections::new(FOREST);
        (0..Model::ALL.len()).map(|m| Judgement::read(std::array::from_fn(|i| sections.get(3 * m + i)))).collect()
    });
    &all[model as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributions_sum_to_the_log_odds() {
        for model in Model::ALL {
            let judgement = of(model);
            assert!(judgement.threshold > 0.0 && judgement.threshold < 1.0, "{model:?}");
            assert!(!judgement.first.trees.is_empty() && !judgement.second.trees.is_empty(), "{model:?}");
            for seed in 0..50u32 {
                let x: [f32; COUNT] = std::array::from_fn(|i| {
                    (seed.wrapping_mul(2_654_435_761).rotate_left(i as u32) % 1000) as f32 / 100.0 - 5.0
                });
                for forest in [&judgement.first, &judgement.second] {
                    let sum: f32 = forest.contributions(&x).iter().sum();
                    assert!((sum - forest.log_odds(&x)).abs() < 1e-3, "{model:?}: {sum}");
                }
            }
        }
    }
}

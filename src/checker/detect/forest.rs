//! The models that turn features into a probability: for each kind of candidate a sieve (a linear model of what is cheap to
//! know) and a forest of boosted regression trees (Friedman 2001) over all features. `intrus-pack fit` writes them.

use super::features::{COUNT, Model};
use crate::language::lexicon::bytes::{Sections, Table};
use std::sync::OnceLock;

/// Levels of decisions in a tree.
pub const DEPTH: usize = 4;
/// Decisions of a tree: a complete binary tree, level by level.
const DECISIONS: usize = (1 << DEPTH) - 1;
/// Decisions and leaves.
const NODES: usize = (2 << DEPTH) - 1;

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

    /// What the tree adds to the log-odds.
    pub fn value(&self, x: &[f32; COUNT]) -> f32 {
        let mut node = 0;
        while node < DECISIONS {
            node = self.below(node, x);
        }
        self.values[node]
    }
}

impl Tree {
    /// The most that the tree adds to the log-odds of features of which one, `open`, is not known.
    fn most(&self, node: usize, x: &[f32; COUNT], open: usize) -> f32 {
        if node >= DECISIONS {
            self.values[node]
        } else if usize::from(self.features[node]) == open && self.thresholds[node].is_finite() {
            self.most(2 * node + 1, x, open).max(self.most(2 * node + 2, x, open))
        } else {
            self.most(self.below(node, x), x, open)
        }
    }
}

/// Everything that judges one kind of candidate.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Weights of the sieve; 0 for features that are costly.
    pub sieve: [f32; COUNT],
    /// Candidates whose log-odds in the sieve are lower are no intruders.
    pub floor: f32,
    /// Log-odds before any tree.
    pub bias: f32,
    /// The probability from which on a candidate is reported.
    pub threshold: f32,
    /// The trees.
    pub trees: Vec<Tree>,
}

impl Judgement {
    /// Whether the cheap features leave a chance that the candidate is an intruder.
    pub fn passes(&self, x: &[f32; COUNT]) -> bool {
        self.sieve.iter().zip(x).map(|(w, v)| w * v).sum::<f32>() >= self.floor
    }

    /// Whether features of which some are not known but for their least and greatest values may pass the sieve.
    pub fn may_pass(&self, x: &[f32; COUNT], open: &[(usize, (f32, f32))]) -> bool {
        let mut x = *x;
        for &(feature, (least, greatest)) in open {
            x[feature] = if self.sieve[feature] > 0.0 { greatest } else { least };
        }
        self.passes(&x)
    }

    /// Whether a candidate may be reported of whose features one, `open`, is not known.
    pub fn may_report(&self, x: &[f32; COUNT], open: usize) -> bool {
        // Rounding shall not decide.
        const SLACK: f32 = 0.01;
        let most: f32 = self.bias + self.trees.iter().map(|tree| tree.most(0, x, open)).sum::<f32>();
        most + SLACK >= (self.threshold / (1.0 - self.threshold)).ln()
    }

    /// The log-odds that a candidate is an intruder.
    pub fn log_odds(&self, x: &[f32; COUNT]) -> f32 {
        self.bias + self.trees.iter().map(|tree| tree.value(x)).sum::<f32>()
    }

    /// What each feature adds to the log-odds: the change of the mean at every decision on it (Saabas 2014). Their sum and
    /// the bias, which stands in the place of feature 0, are the log-odds.
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
    fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut push = |v: f32| out.extend(v.to_le_bytes());
        [self.floor, self.bias, self.threshold].into_iter().for_each(&mut push);
        self.sieve.iter().copied().for_each(&mut push);
        for tree in &self.trees {
            tree.features.iter().map(|&f| f32::from(f)).for_each(&mut push);
            tree.thresholds.iter().chain(&tree.values).copied().for_each(&mut push);
        }
        out
    }

    /// The model in a section; one that reports nothing when the section is not of this shape.
    fn read(section: &'static [u8]) -> Self {
        let table = Table::<4>::new(section);
        let value = |i: usize| f32::from_bits(table.get(i) as u32);
        let head = 3 + COUNT;
        let size = 2 * DECISIONS + NODES;
        let whole = table.len() >= head && (table.len() - head) % size == 0;
        let trees = (head..if whole { table.len() } else { head })
            .step_by(size)
            .map(|at| Tree {
                features: std::array::from_fn(|i| (value(at + i) as u8).min(COUNT as u8 - 1)),
                thresholds: std::array::from_fn(|i| value(at + DECISIONS + i)),
                values: std::array::from_fn(|i| value(at + 2 * DECISIONS + i)),
            })
            .collect();
        Judgement {
            floor: value(0),
            bias: value(1),
            threshold: if whole { value(2) } else { f32::INFINITY },
            sieve: std::array::from_fn(|i| value(3 + i)),
            trees,
        }
    }
}

/// The models in the order of [`Model::ALL`], as one file.
#[cfg(feature = "pack-builder")]
pub fn write(judgements: &[Judgement]) -> Vec<u8> {
    let sections: Vec<Vec<u8>> = judgements.iter().map(Judgement::write).collect();
    crate::language::lexicon::bytes::write_sections(&sections.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// The model that judges candidates of this kind.
pub fn of(model: Model) -> &'static Judgement {
    static FOREST: &[u8] = include_bytes!("../../../data/detector.bin");
    static JUDGEMENTS: OnceLock<Vec<Judgement>> = OnceLock::new();
    let all = JUDGEMENTS.get_or_init(|| {
        let sections = Sections::new(FOREST);
        (0..Model::ALL.len()).map(|i| Judgement::read(sections.get(i))).collect()
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
            assert!(!judgement.trees.is_empty() && (0.0..1.0).contains(&judgement.threshold), "{model:?}");
            for seed in 0..50u32 {
                let x: [f32; COUNT] = std::array::from_fn(|i| {
                    (seed.wrapping_mul(2_654_435_761).rotate_left(i as u32) % 1000) as f32 / 100.0 - 5.0
                });
                let sum: f32 = judgement.contributions(&x).iter().sum();
                assert!((sum - judgement.log_odds(&x)).abs() < 1e-3, "{model:?}: {sum}");
            }
        }
    }
}

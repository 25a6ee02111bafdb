//! Gradient boosting of regression trees on the logistic loss (Friedman 2001), by histograms, with second-order steps and
//! monotone constraints as in XGBoost (Chen and Guestrin 2016); a tree may see a sample (Friedman 2002).

use intrus::checker::forest::{DEPTH, Forest, Tree};
use intrus::checker::{FEATURE_COUNT, INTRUDERS_NEAR};
use intrus::damage::Random;
use rayon::prelude::*;

/// One line of training.
#[derive(Debug, Clone)]
pub struct Row {
    /// The features.
    pub x: [f32; FEATURE_COUNT],
    /// Whether it is an intruder.
    pub hit: bool,
    /// How much it counts.
    pub weight: f32,
    /// Number of the line of text it stands on.
    pub line: usize,
    /// In which round of damage.
    pub round: u64,
    /// Words of the line.
    pub words: f32,
    /// Whether that line is as it was found.
    pub clean: bool,
}

/// How carefully a forest is grown.
#[derive(Debug, Clone, Copy)]
struct Care {
    /// Share of a step that is made.
    rate: f64,
    /// L2 penalty on the leaves.
    lambda: f64,
    /// Least sum of second derivatives on either side of a split: four of it are as many rows where the odds are even.
    least: f64,
    /// Share of the rows that a tree sees.
    rows: f64,
    /// Share of the features that a tree may ask for.
    features: f64,
}

const USUAL: Care = Care { rate: 0.08, lambda: 8.0, least: 6.0, rows: 1.0, features: 1.0 };
/// For the gates that are asked of one word in ten or so: a few trees.
const QUICK: Care = Care { rate: 0.3, ..USUAL };
/// For those that are asked of one in a hundred: with samples and smaller steps about a tenth fewer others pass for
/// the same damage lost.
const SIEVE: Care = Care { rate: 0.15, rows: 0.6, features: 0.5, ..USUAL };
/// Of the rows of a group, and of the groups of a line that was damaged several times, each says little that is new.
const GROUPS: Care = Care { lambda: 30.0, least: 30.0, ..USUAL };
/// Trees of a gate that may make smaller steps.
const MANY: usize = 64;
/// What the samples are drawn with.
const SEED: u64 = 77;

/// Least improvement of the loss by a split.
const GAIN: f64 = 2.0;
/// Bins of a feature.
const BINS: usize = 64;

/// Features of which more may never mean less (or, with -1, never mean more) English, whatever the sample says: rarity in
/// French, margin of the repairs, English around, clashes; known titles, capitals around and accepted loans.
const MONOTONE: &[(usize, f64)] = &[
    (1, 1.0),
    (11, 1.0),
    (25, 1.0),
    (48, 1.0),
    (49, 1.0),
    (59, 1.0),
    (23, -1.0),
    (50, -1.0),
    (53, -1.0),
    (55, -1.0),
    (INTRUDERS_NEAR, 1.0),
];

/// The borders between the bins of a feature: quantiles, each value once.
fn borders(rows: &[&Row], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|r| r.x[feature]).collect();
    values.sort_by(f32::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    if distinct.len() <= BINS {
        return distinct.windows(2).map(|w| f32::midpoint(w[0], w[1])).collect();
    }
    let mut borders: Vec<f32> = (1..BINS).map(|i| values[i * values.len() / BINS]).collect();
    borders.dedup();
    // The highest value has nothing above it.
    borders.retain(|&b| Some(&b) != distinct.last());
    borders
}

/// A sum of first and second derivatives of the loss.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    g: f64,
    h: f64,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.g += other.g;
        self.h += other.h;
    }

    fn value(self, care: Care) -> f64 {
        -self.g / (self.h + care.lambda)
    }

    fn gain(self, care: Care) -> f64 {
        self.g * self.g / (self.h + care.lambda)
    }
}

/// A decision that improves the loss.
#[derive(Debug, Clone, Copy)]
struct Split {
    gain: f64,
    feature: usize,
    bin: usize,
    left: Sum,
    right: Sum,
}

/// The best split on one feature of every open node of a level.
fn best_splits(
    care: Care,
    (feature, sign): (usize, f64),
    column: &[u8],
    bins: usize,
    (node_of, derivatives): (&[u8], &[Sum]),
    nodes: &[(Sum, f64, f64)],
) -> Vec<Option<Split>> {
    let mut histogram = vec![Sum::default(); nodes.len() * BINS];
    for ((&bin, &node), &d) in column.iter().zip(node_of).zip(derivatives) {
        histogram[usize::from(node) * BINS + usize::from(bin)].add(d);
    }
    nodes
        .iter()
        .enumerate()
        .map(|(n, &(total, low, high))| {
            let mut best: Option<Split> = None;
            let mut left = Sum::default();
            for bin in 0..bins.saturating_sub(1) {
                left.add(histogram[n * BINS + bin]);
                let right = Sum { g: total.g - left.g, h: total.h - left.h };
                if left.h < care.least || right.h < care.least {
                    continue;
                }
                let (below, above) = (left.value(care).clamp(low, high), right.value(care).clamp(low, high));
                if sign * (above - below) < 0.0 {
                    continue;
                }
                let gain = left.gain(care) + right.gain(care) - total.gain(care);
                if gain > best.map_or(GAIN, |b| b.gain) {
                    best = Some(Split { gain, feature, bin, left, right });
                }
            }
            best
        })
        .collect()
}

/// A forest of so many trees that ask for all features.
pub fn train(rows: &[&Row], trees: usize) -> Forest {
    train_with(rows, trees, |_| true, MONOTONE)
}

/// A forest of so many trees that ask for some of the features, with these constraints.
pub fn train_with(
    rows: &[&Row],
    trees: usize,
    asks_for: impl Fn(usize) -> bool + Sync,
    monotone: &[(usize, f64)],
) -> Forest {
    let derive = |odds: &[f64]| logistic(rows, odds);
    boost(USUAL, rows, trees, asks_for, monotone, derive)
}

/// A forest of few trees, each of which makes a large step, or of more, for a gate.
pub fn train_gate(rows: &[&Row], trees: usize, asks_for: impl Fn(usize) -> bool + Sync) -> Forest {
    let care = if trees < MANY { QUICK } else { SIEVE };
    boost(care, rows, trees, asks_for, MONOTONE, |odds| logistic(rows, odds))
}

/// The derivatives of the logistic loss.
fn logistic(rows: &[&Row], odds: &[f64]) -> Vec<Sum> {
    rows.iter().zip(odds).map(|(row, z)| derivatives(1.0 / (1.0 + (-z).exp()), row)).collect()
}

/// A forest that says which row of a group is the hit, if any: the probability of a row is `exp(z)` over the sum of all in its
/// group and 1, for none of them (the multinomial loss). The groups follow each other in `rows`.
pub fn train_groups(
    rows: &[&Row],
    groups: &[usize],
    trees: usize,
    asks_for: impl Fn(usize) -> bool + Sync,
    monotone: &[(usize, f64)],
) -> Forest {
    let derive = |odds: &[f64]| {
        let mut all = Vec::with_capacity(rows.len());
        for &len in groups {
            let group = all.len()..all.len() + len;
            let exp: Vec<f64> = odds[group.clone()].iter().map(|z| z.min(30.0).exp()).collect();
            let sum = 1.0 + exp.iter().sum::<f64>();
            all.extend(exp.iter().zip(&rows[group]).map(|(e, row)| derivatives(e / sum, row)));
        }
        all
    };
    boost(GROUPS, rows, trees, asks_for, monotone, derive)
}

/// The derivatives of the logarithmic loss where a row has probability `p`.
fn derivatives(p: f64, row: &Row) -> Sum {
    let w = f64::from(row.weight);
    Sum { g: w * (p - f64::from(u8::from(row.hit))), h: w * p * (1.0 - p) }
}

fn boost(
    care: Care,
    rows: &[&Row],
    trees: usize,
    asks_for: impl Fn(usize) -> bool + Sync,
    monotone: &[(usize, f64)],
    derive: impl Fn(&[f64]) -> Vec<Sum>,
) -> Forest {
    let borders_of = |f| if asks_for(f) { borders(rows, f) } else { Vec::new() };
    let all_borders: Vec<Vec<f32>> = (0..FEATURE_COUNT).into_par_iter().map(borders_of).collect();
    let columns: Vec<Vec<u8>> = all_borders
        .par_iter()
        .enumerate()
        .map(|(f, borders)| rows.iter().map(|r| borders.partition_point(|&b| b < r.x[f]) as u8).collect())
        .collect();
    let (mut hits, mut all) = (0f64, 0f64);
    for row in rows {
        all += f64::from(row.weight);
        hits += if row.hit { f64::from(row.weight) } else { 0.0 };
    }
    let share = (hits / all).clamp(1e-4, 1.0 - 1e-4);
    let bias = (share / (1.0 - share)).ln();
    let mut odds = vec![bias; rows.len()];
    let signs: Vec<f64> = (0..FEATURE_COUNT).map(|f| monotone.iter().find(|m| m.0 == f).map_or(0.0, |m| m.1)).collect();
    let mut random = Random::new(SEED);
    let sampled = |_| {
        let mut derivatives = derive(&odds);
        for left_out in derivatives.iter_mut().filter(|_| !random.chance(care.rows)) {
            *left_out = Sum::default();
        }
        let asked: Vec<bool> = (0..FEATURE_COUNT).map(|_| random.chance(care.features)).collect();
        grow(care, &derivatives, &columns, &all_borders, &asked, &signs, &mut odds)
    };
    Forest { bias: bias as f32, trees: (0..trees).map(sampled).collect() }
}

fn grow(
    care: Care,
    derivatives: &[Sum],
    columns: &[Vec<u8>],
    borders: &[Vec<f32>],
    asked: &[bool],
    signs: &[f64],
    odds: &mut [f64],
) -> Tree {
    let mut tree = Tree::default();
    let mut node_of = vec![0u8; derivatives.len()];
    let mut total = Sum::default();
    derivatives.iter().for_each(|&d| total.add(d));
    // Of each node of the level: derivatives, and the bounds that the constraints leave to its values.
    let mut level = vec![(total, f64::MIN, f64::MAX)];
    let mut first = 0;
    tree.values[0] = (care.rate * total.value(care)) as f32;
    for _ in 0..DEPTH {
        let splits: Vec<Vec<Option<Split>>> = (0..FEATURE_COUNT)
            .into_par_iter()
            .filter(|&f| asked[f] && !borders[f].is_empty())
            .map(|f| {
                best_splits(care, (f, signs[f]), &columns[f], borders[f].len() + 1, (&node_of, derivatives), &level)
            })
            .collect();
        let mut next = Vec::with_capacity(2 * level.len());
        let mut chosen = Vec::with_capacity(level.len());
        for (n, &(sum, low, high)) in level.iter().enumerate() {
            let node = first + n;
            let best = splits.iter().filter_map(|s| s[n]).max_by(|a, b| a.gain.total_cmp(&b.gain));
            if let Some(split) = best {
                tree.features[node] = split.feature as u8;
                tree.thresholds[node] = borders[split.feature][split.bin];
                let (left, right) = (split.left.value(care).clamp(low, high), split.right.value(care).clamp(low, high));
                let middle = f64::midpoint(left, right);
                let sign = signs[split.feature];
                next.push((split.left, if sign < 0.0 { middle } else { low }, if sign > 0.0 { middle } else { high }));
                next.push((split.right, if sign > 0.0 { middle } else { low }, if sign < 0.0 { middle } else { high }));
            } else {
                next.extend([(sum, low, high); 2]);
            }
            let at = next.len() - 2;
            for side in 0..2 {
                let (sum, low, high) = next[at + side];
                tree.values[2 * node + 1 + side] = (care.rate * sum.value(care).clamp(low, high)) as f32;
            }
            if best.is_none() {
                // Nothing goes to the right of a node that is not split.
                next[at + 1].0 = Sum::default();
            }
            chosen.push(best);
        }
        for (row, node) in node_of.iter_mut().enumerate() {
            let right = chosen[usize::from(*node)]
                .is_some_and(|split: Split| usize::from(columns[split.feature][row]) > split.bin);
            *node = 2 * *node + u8::from(right);
        }
        first = 2 * first + 1;
        level = next;
    }
    for (z, &node) in odds.iter_mut().zip(&node_of) {
        *z += f64::from(tree.values[first + usize::from(node)]);
    }
    tree
}

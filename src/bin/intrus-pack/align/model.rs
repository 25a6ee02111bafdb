//! Word alignment: which word of the other language each word goes with.
//!
//! IBM model 2 with a prior on the diagonal and a Dirichlet prior on the translations, fitted by variational EM (Dyer,
//! Chahuneau, Smith 2013, "A Simple, Fast, and Effective Reparameterization of IBM Model 2").

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Number of the class by which it is aligned: its lemma.
    pub class: u32,
    /// Number of its spelling.
    pub form: u32,
    /// How far into the sentence it stands, 0 to 1.
    pub at: f32,
}

/// The two sides of a pair of sentences.
#[derive(Debug)]
pub struct Pair {
    pub english: Vec<Word>,
    pub french: Vec<Word>,
    /// What a link in it counts.
    pub weight: f32,
}

/// Rounds of EM.
const ROUNDS: usize = 5;
/// The probability that a word goes with none of the other side.
const NULL: f32 = 0.08;
/// How much a link is drawn to the diagonal.
const TENSION: f32 = 4.0;
/// Pseudo-count of every translation.
const ALPHA: f32 = 0.01;
/// Class of the word that is not there.
const NONE: u32 = u32::MAX;

/// The keys are numbers already: one multiplication spreads them (the default hash takes most of the time).
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u64(&mut self, number: u64) {
        let spread = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = spread ^ spread >> 29;
    }
}

/// (word of one side, word of the other) -> a count or a share.
type Shares = HashMap<u64, f32, BuildHasherDefault<Spread>>;

/// P(word | word of the other side), for one direction.
pub struct Model {
    shares: Shares,
}

fn key(from: u32, to: u32) -> u64 {
    u64::from(from) << 32 | u64::from(to)
}

/// Calls `each` with every word of `to` and the weight of each place that it may go with: none, then those of `from`.
fn weigh(from: &[Word], to: &[Word], share: impl Fn(u32, u32) -> f32, mut each: impl FnMut(usize, &[f32])) {
    let mut weights = Vec::with_capacity(from.len() + 1);
    for (j, word) in to.iter().enumerate() {
        weights.clear();
        let prior = |other: &Word| (-TENSION * (other.at - word.at).abs()).exp();
        let total: f32 = from.iter().map(prior).sum();
        weights.push(NULL * share(NONE, word.class));
        weights.extend(from.iter().map(|other| (1.0 - NULL) * prior(other) / total * share(other.class, word.class)));
        each(j, &weights);
    }
}

impl Model {
    /// Fits the model on pairs of (from, to).
    pub fn fit<'a>(pairs: impl Fn() -> Box<dyn Iterator<Item = (&'a [Word], &'a [Word])> + 'a>) -> Model {
        let mut model = Model { shares: Shares::default() };
        for round in 0..ROUNDS {
            let mut counts = Shares::with_capacity_and_hasher(model.shares.len(), BuildHasherDefault::default());
            for (from, to) in pairs() {
                let share = |from, to| if round == 0 { 1.0 } else { model.share(from, to) };
                weigh(from, to, share, |j, weights| {
                    let sum: f32 = weights.iter().sum();
                    let class = to[j].class;
                    for (i, weight) in weights.iter().enumerate().filter(|w| *w.1 > 1e-4 * sum) {
                        let from = if i == 0 { NONE } else { from[i - 1].class };
                        *counts.entry(key(from, class)).or_default() += weight / sum;
                    }
                });
            }
            model.shares = normalised(counts);
        }
        model
    }

    fn share(&self, from: u32, to: u32) -> f32 {
        self.shares.get(&key(from, to)).copied().unwrap_or(1e-9)
    }

    /// For each word of `to` the place in `from` that it goes with most likely, if with any.
    pub fn links(&self, from: &[Word], to: &[Word]) -> Vec<Option<usize>> {
        let mut links = vec![None; to.len()];
        weigh(
            from,
            to,
            |from, to| self.share(from, to),
            |j, weights| {
                let best = (0..weights.len()).max_by(|&a, &b| weights[a].total_cmp(&weights[b]).then(b.cmp(&a)));
                links[j] = best.and_then(|best| best.checked_sub(1));
            },
        );
        links
    }
}

/// The expected shares under a Dirichlet prior (mean-field).
fn normalised(mut counts: Shares) -> Shares {
    // In a fixed order, so that the sums come out the same at every run.
    let mut keys: Vec<u64> = counts.keys().copied().collect();
    keys.sort_unstable();
    for group in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        let total: f64 = group.iter().map(|k| f64::from(counts[k] + ALPHA)).sum();
        let total = digamma(total as f32);
        for k in group {
            if let Some(count) = counts.get_mut(k) {
                *count = (digamma(*count + ALPHA) - total).exp();
            }
        }
    }
    counts
}

/// The logarithmic derivative of the gamma function, by its asymptotic series.
fn digamma(mut x: f32) -> f32 {
    let mut result = 0.0;
    while x < 7.0 {
        result -= 1.0 / x;
        x += 1.0;
    }
    let x = x - 0.5;
    let square = 1.0 / (x * x);
    result + x.ln() + square / 24.0 - 7.0 * square * square / 960.0
}

#[cfg(test)]
mod tests {
    use super::{Model, Word, digamma};

    fn sentence(classes: &[u32]) -> Vec<Word> {
        let word = |(n, &class): (usize, &u32)| Word { class, form: class, at: n as f32 / classes.len() as f32 };
        classes.iter().enumerate().map(word).collect()
    }

    #[test]
    fn words_that_stand_together_are_linked() {
        // 0 and 10 are translations, and so are 1 and 11, 2 and 12; the last two change places in the end.
        let few = [(&[0, 1][..], &[10, 11][..]), (&[0, 2], &[10, 12]), (&[1, 2], &[11, 12])];
        let pairs: Vec<(Vec<Word>, Vec<Word>)> =
            few.iter().cycle().take(80).map(|(a, b)| (sentence(a), sentence(b))).collect();
        let model = Model::fit(|| Box::new(pairs.iter().map(|p| (&p.0[..], &p.1[..]))));
        let links = model.links(&sentence(&[0, 1, 2]), &sentence(&[10, 12, 11]));
        assert_eq!(links, [Some(0), Some(2), Some(1)]);
    }

    #[test]
    fn digamma_is_the_slope_of_the_logarithm_of_gamma() {
        assert!((digamma(1.0) + 0.577_215_7).abs() < 1e-4);
        assert!((digamma(10.0) - 2.251_752_6).abs() < 1e-4);
    }
}

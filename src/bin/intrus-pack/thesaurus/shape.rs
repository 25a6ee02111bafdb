//! How the worth of a pair becomes a probability, fitted with one thesaurus as the spinner's and the others as ours.

use super::pairs::{Id, Pairs, relation, weight};
use std::collections::{BTreeMap, HashMap};

/// P(word | head) ∝ weight ^ power / (sum over the head's words) ^ share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// How sharply good pairs stand out.
    pub power: f64,
    /// How far a head with many words divides itself among them: 1 is a choice among all, 0 none.
    pub share: f64,
    /// Makes the probabilities of a head of middling size sum up to one.
    pub scale: f64,
}

const POWERS: [f64; 5] = [0.5, 0.75, 1.0, 1.5, 2.0];
const SHARES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Head -> its words and their weights, by number.
pub type Choices = BTreeMap<Id, Vec<(Id, f64)>>;

impl Shape {
    /// log P(word | head), up to a constant, of each word of each head.
    fn channel(self, weights: &Choices) -> HashMap<(Id, Id), f64> {
        let mut channel = HashMap::new();
        for (&head, words) in weights {
            let total = self.total(words.iter().map(|w| w.1));
            channel.extend(words.iter().map(|&(word, weight)| ((head, word), self.probability(weight, total).ln())));
        }
        channel
    }

    fn scaled(self, weights: &Choices, frequency: impl Fn(Id) -> f64) -> Shape {
        let (mut sum, mut mass) = (0.0, 0.0);
        for (head, words) in weights {
            let prior = frequency(*head);
            let total = words.iter().map(|w| w.1.powf(self.power)).sum::<f64>();
            sum += prior * (1.0 - self.share) * total.ln();
            mass += prior;
        }
        Shape { scale: (sum / mass).exp(), ..self }
    }

    /// The sum by which [`Shape::probability`] divides.
    pub fn total(self, weights: impl Iterator<Item = f64>) -> f64 {
        self.scale * weights.map(|w| w.powf(self.power)).sum::<f64>().powf(self.share)
    }

    /// P(word | head), up to a constant.
    pub fn probability(self, weight: f64, total: f64) -> f64 {
        weight.powf(self.power) / total
    }
}

/// The words of each head with their weights by the sources of `mask`.
pub fn choices(pairs: &Pairs, worth: &[f64; 32], mask: u32) -> Choices {
    let mut choices = Choices::new();
    for (&(head, word), &bits) in pairs.relations.iter().filter(|(_, bits)| *bits & mask != 0) {
        choices.entry(head).or_default().push((word, weight(bits & mask, worth)));
    }
    // Sums of floating-point numbers come out the same at every run.
    choices.values_mut().for_each(|words| words.sort_unstable_by_key(|w| w.0));
    choices
}

/// The shape under which the heads are best told by the words that the other thesaurus has for them.
pub fn fit(pairs: &Pairs, worth: &[f64; 32], frequency: impl Fn(Id) -> f64) -> Shape {
    let tasks = [relation::WORDNET, relation::MOBY].map(|spinner| {
        let ours = relation::SOURCES.iter().filter(|s| **s != spinner).fold(0, |all, s| all | s);
        (choices(pairs, worth, spinner), choices(pairs, worth, ours))
    });
    let mut best = (f64::MIN, Shape { power: 1.0, share: 1.0, scale: 1.0 });
    for power in POWERS {
        for share in SHARES {
            let shape = Shape { power, share, scale: 1.0 };
            let fit: f64 = tasks.iter().map(|(spinner, ours)| likelihood(spinner, ours, shape, &frequency)).sum();
            eprintln!("  power {power:.2}, share {share:.2}: {fit:.4}");
            if fit > best.0 {
                best = (fit, shape);
            }
        }
    }
    best.1.scaled(&choices(pairs, worth, u32::MAX), frequency)
}

/// The mean log-probability of the head, given the word that the spinner has chosen for it, where we have the pair at all.
fn likelihood(spinner: &Choices, ours: &Choices, shape: Shape, frequency: &impl Fn(Id) -> f64) -> f64 {
    let channel = shape.channel(ours);
    // What the heads of each word sum up to.
    let mut sums: HashMap<Id, f64> = HashMap::new();
    for (head, words) in ours {
        let prior = frequency(*head);
        for (word, _) in words {
            *sums.entry(*word).or_default() += prior * channel[&(*head, *word)].exp();
        }
    }
    let (mut sum, mut mass) = (0.0, 0.0);
    for (head, words) in spinner {
        let prior = frequency(*head);
        let total: f64 = words.iter().map(|w| w.1).sum();
        for (word, weight) in words {
            let Some(log) = channel.get(&(*head, *word)) else { continue };
            let chosen = prior * weight / total;
            sum += chosen * (prior.max(1e-12).ln() + log - sums[word].max(1e-300).ln());
            mass += chosen;
        }
    }
    sum / mass.max(1e-300)
}

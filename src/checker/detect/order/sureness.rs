//! How sure the first repair of a finding is: what its share alone does not tell.
//!
//! The order gives every repair its share; whether the first one is right depends on more: how far the second is behind, how much
//! is left for none of them, how likely it is that anything is wrong there, and who knows of the repair.

use super::features;
use crate::checker::detect::features::{COUNT as WIDTH, Model, logistic};
use crate::checker::detect::forest::Forest;

/// What is told of the first repair itself.
const TOLD: &[usize] = &[
    features::HOMOGRAPH,
    features::BY_TABLE,
    features::COGNATE,
    features::INSIDE,
    features::IN_WORDNET,
    features::IN_MOBY,
    features::IN_TABLE,
    features::IN_PIVOT,
    features::IN_ALIGNMENT,
    features::BY_LETTERS,
    features::SHARE,
    features::SCORE_TO_BEST,
    features::CHANNEL,
    features::COUNT_OF_REPAIRS,
    features::BIGRAM_BEFORE,
    features::BIGRAM_AFTER,
    features::CLASS_BEFORE,
    features::CLASS_AFTER,
    features::KNOWN_BEFORE,
    features::KNOWN_AFTER,
    features::FREQUENCY,
    features::ENGLISH_SPELLING,
    features::TOPIC,
    features::WORDS,
    features::NUMBER_AGREES,
    features::PART_AGREES,
    features::DETERMINER_GENDER,
    features::DETERMINER_NUMBER,
    features::AGREES_BEFORE,
    features::AGREES_AFTER,
    features::FINITE,
    features::ADVERB,
    features::FUNCTION,
    features::SPELLING,
    features::INTRUDER_WORDS,
    features::ENGLISH_VERB,
    features::ENGLISH_FREQUENCY,
    features::FRENCH_INTRUDER,
    features::ODDS,
    features::OTHERS,
    features::OTHERS_SPUN,
    features::SPUN,
    features::AMONG_ITS_KIND,
    features::OF_ITS_KIND,
];

/// Numbers about the shares, before [`TOLD`]: what is claimed of the first, its share, that of the second and third, what is left
/// for none, the logarithm of the first over the second, the model.
const SHARES: usize = 7;

/// Number of features.
pub const COUNT: usize = SHARES + TOLD.len();

const _: () = assert!(COUNT <= WIDTH);

/// Features of which more may never mean less (or, with -1, never mean more) sure.
pub const MONOTONE: &[(usize, f64)] = &[(0, 1.0), (1, 1.0), (4, -1.0), (5, 1.0)];

/// The features of a finding of this model and probability, given the shares of its repairs, the best first, and the numbers of the
/// first.
pub fn row(model: Model, probability: f32, shares: &[(usize, f32)], first: &[f32]) -> [f32; WIDTH] {
    let share = |place: usize| shares.get(place).map_or(0.0, |s| s.1);
    let none = 1.0 - shares.iter().map(|s| s.1).sum::<f32>();
    let lead = (share(0).max(1e-6) / share(1).max(1e-6)).ln();
    let own: [f32; SHARES] = [probability * share(0), share(0), share(1), share(2), none, lead, f32::from(model as u8)];
    let mut row = [0f32; WIDTH];
    let told = TOLD.iter().map(|&f| first[f]);
    row.iter_mut().zip(own.into_iter().chain(told)).for_each(|(cell, value)| *cell = value);
    row
}

/// The probability that a forest gives such a row.
pub fn sureness(forest: &Forest, row: &[f32; WIDTH]) -> f32 {
    logistic(forest.log_odds(row))
}

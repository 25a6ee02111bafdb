//! The cheap test before the context model: does a homograph sit badly between its neighbours?

use crate::language::ngram::Symbol;
use crate::language::Pack;

/// How well a word goes with its two neighbours: the sum of the pointwise mutual information (log10) of both pairs.
pub fn association(pack: &Pack, before: Symbol, word: Symbol, after: Symbol) -> f32 {
    let model = &pack.context;
    model.bigram(before, word) - model.unigram(word) + model.bigram(word, after) - model.unigram(after)
}

/// A homograph whose association with its neighbours is above this is left alone.
pub const SUSPICIOUS: f32 = -0.3;

/// The same for words that are capitalised inside a sentence: names go with few words.
pub const SUSPICIOUS_CAPITAL: f32 = -1.0;

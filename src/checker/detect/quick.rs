//! The cheap test before the context model: does a homograph sit badly between its neighbours?

use crate::language::ngram::Symbol;
use crate::language::ngram::model::spelling;
use crate::language::{Pack, Profile};

/// How well a word goes with its two neighbours: the sum of the pointwise mutual information (log10) of both pairs.
pub fn association(pack: &Pack, before: Symbol, word: Symbol, after: Symbol) -> f32 {
    let model = &pack.context;
    model.bigram(before, word) - model.unigram(word) + model.bigram(word, after) - model.unigram(after)
}

/// A homograph whose association with its neighbours is above this is left alone.
pub const SUSPICIOUS: f32 = 0.6;

/// The same for words that are capitalised inside a sentence: names go with few words.
pub const SUSPICIOUS_CAPITAL: f32 = -1.0;

/// How far below a homograph the best repair may stay, by bigrams alone, and still deserve trigrams (log10).
pub const HOPE: f32 = -0.5;

/// The same for English that is capitalised inside a sentence.
pub const HOPE_CAPITAL: f32 = -1.0;

/// Whether some French candidate for the second of three words, as the tables give it, comes near the word itself between
/// its two neighbours, by bigrams alone: a tenth of the cost of the full ranking, and most seeds of clean text end here.
pub fn is_promising(pack: &Pack, word: &Profile, [before, symbol, after]: [Symbol; 3], hope: f32) -> bool {
    let model = &pack.context;
    let keep = model.bigram(before, symbol) + spelling(symbol) + model.bigram(symbol, after);
    word.rivals().chunks(AT_ONCE).any(|some| {
        let rival = |i: usize| some.get(i).map_or(symbol, |r| r.0);
        let befores: [f32; AT_ONCE] = model.bigrams(std::array::from_fn(|i| [before, rival(i)]));
        // Whatever comes after, it can only lower the probability.
        let left = some.iter().zip(befores);
        let hopeful = left.filter(|((other, channel), log)| *other != symbol && log + channel > keep + hope);
        hopeful.into_iter().any(|(&(other, channel), log)| log + model.bigram(other, after) + channel > keep + hope)
    })
}

/// How many candidates are looked up together.
const AT_ONCE: usize = 8;

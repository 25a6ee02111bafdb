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

/// How far above the second of three words itself the best French candidate that the tables have for it comes between its
/// two neighbours, by bigrams alone (log10; negative where it stays below), with its channel. A tenth of the cost of the
/// full ranking, and most seeds of clean text end here. [`HOPELESS`] stands for all that is worse than it.
pub fn margin(pack: &Pack, word: &Profile, [before, symbol, after]: [Symbol; 3]) -> f32 {
    let model = &pack.context;
    let keep = model.bigram(before, symbol) + spelling(symbol) + model.bigram(symbol, after);
    let mut best = keep + HOPELESS;
    for some in word.rivals().chunks(AT_ONCE) {
        let rival = |i: usize| some.get(i).map_or(symbol, |r| r.0);
        let befores: [f32; AT_ONCE] = model.bigrams(std::array::from_fn(|i| [before, rival(i)]));
        for (&(other, channel), log) in some.iter().zip(befores) {
            // Whatever comes after, it can only lower the probability.
            if other != symbol && log + channel > best {
                best = best.max(log + model.bigram(other, after) + channel);
            }
        }
    }
    best - keep
}

/// See [`margin`].
pub const HOPELESS: f32 = -1.5;

/// How many candidates are looked up together.
const AT_ONCE: usize = 8;

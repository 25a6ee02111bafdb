//! The cheap test before the context model: does a homograph sit badly between its neighbours?

use super::features::COUNT;
use crate::language::ngram::Symbol;
use crate::language::ngram::model::{Pair, spelling};
use crate::language::{Pack, Profile};

/// A word, or the first and the last of a few, between two neighbours, with what the bigrams say of both sides: looked up
/// once for every cheap question.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    before: Symbol,
    first: Symbol,
    last: Symbol,
    after: Symbol,
    /// The neighbour before and the first word.
    pub left: Pair,
    /// The last word and the neighbour after.
    pub right: Pair,
}

impl Beside {
    /// Looks the two pairs up.
    pub fn new(pack: &Pack, before: Symbol, [first, last]: [Symbol; 2], after: Symbol) -> Self {
        let (left, right) = (pack.context.pair(before, first), pack.context.pair(last, after));
        Beside { before, first, last, after, left, right }
    }

    /// How well a word goes with its two neighbours: the sum of the pointwise mutual information (log10) of both pairs.
    pub fn association(&self, pack: &Pack) -> f32 {
        let model = &pack.context;
        self.left.log - model.unigram(self.first) + self.right.log - model.unigram(self.after)
    }

    /// Fills in what the two sides say, as [`super::features::NAMES`] numbers it.
    pub fn fill(&self, pack: &Pack, v: &mut [f32; COUNT]) {
        v[63] = (self.left.log - pack.context.unigram(self.first)).clamp(-8.0, 8.0);
        v[64] = (self.right.log - pack.context.unigram(self.after)).clamp(-8.0, 8.0);
        v[73] = pack.classes.affinity(self.before, self.first);
        v[74] = pack.classes.affinity(self.last, self.after);
    }

    /// How far above a word itself the best French candidate that the tables have for it comes between its two neighbours,
    /// by bigrams alone (log10; negative where it stays below), with its channel. A tenth of the cost of the full ranking,
    /// and most seeds of clean text end here. [`HOPELESS`] stands for all that is worse than it.
    pub fn margin(&self, pack: &Pack, word: &Profile) -> f32 {
        let model = &pack.context;
        let keep = self.left.log + spelling(self.first) + self.right.log;
        let mut best = keep + HOPELESS;
        for some in word.rivals().chunks(AT_ONCE) {
            let rival = |i: usize| some.get(i).map_or(self.first, |r| r.0);
            let befores: [f32; AT_ONCE] = model.bigrams(std::array::from_fn(|i| [self.before, rival(i)]));
            for (&(other, channel), log) in some.iter().zip(befores) {
                // Whatever comes after, it can only lower the probability.
                if other != self.first && log + channel > best {
                    best = best.max(log + model.bigram(other, self.after) + channel);
                }
            }
        }
        best - keep
    }
}

/// A homograph whose association with its neighbours is above this is left alone.
pub const SUSPICIOUS: f32 = 0.6;

/// The same for words that are capitalised inside a sentence: names go with few words.
pub const SUSPICIOUS_CAPITAL: f32 = -1.0;

/// How far below a homograph the best repair may stay, by bigrams alone, and still deserve trigrams (log10).
pub const HOPE: f32 = -0.5;

/// The same for English that is capitalised inside a sentence.
pub const HOPE_CAPITAL: f32 = -1.0;

/// See [`Beside::margin`].
pub const HOPELESS: f32 = -1.5;

/// How many candidates are looked up together.
const AT_ONCE: usize = 8;

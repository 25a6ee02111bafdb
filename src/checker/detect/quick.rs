//! The cheap test before the context model: does a homograph sit badly between its neighbours?

use super::features::COUNT;
use crate::language::Pack;
use crate::language::ngram::Symbol;
use crate::language::ngram::model::{Pair, Place, spelling};
use crate::language::rivals::{self, RIVALS};

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

    /// For words whose first stands in the pair on the left and whose last stands in that on the right, which have been looked up.
    pub fn known([before, first]: [Symbol; 2], [last, after]: [Symbol; 2], [left, right]: [Pair; 2]) -> Self {
        Beside { before, first, last, after, left, right }
    }

    /// For one word, whose two pairs have been [located](crate::language::ngram::Model::locate).
    #[inline]
    pub fn located(pack: &Pack, [before, word, after]: [Symbol; 3], [left, right]: [Place; 2]) -> Self {
        let (left, right) = (pack.context.pair_at(left, [before, word]), pack.context.pair_at(right, [word, after]));
        Beside { before, first: word, last: word, after, left, right }
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

    /// The best of the French candidates that the tables have for a word between its two neighbours, by bigrams alone. A
    /// tenth of the cost of the full ranking, and most seeds of clean text end here.
    pub fn rivals(&self, pack: &Pack, rivals: impl ExactSizeIterator<Item = rivals::Rival> + Clone) -> Rivals {
        let model = &pack.context;
        let keep = self.left.log + spelling(self.first) + self.right.log;
        let mut best = [Rival { symbol: self.first, log_channel: 0.0, score: keep + HOPELESS }; FEW];
        let are_none = rivals.len() == 0;
        let others = rivals.filter(|rival| rival.symbol() != self.first);
        let mut places = [Place::default(); RIVALS];
        for (place, rival) in places.iter_mut().zip(others.clone()) {
            *place = model.locate([self.before, rival.symbol()]);
        }
        // Whatever comes after, it can only lower the probability.
        let mut hopeful = [(0, 0.0, 0.0); RIVALS];
        let mut count = 0;
        for (other, place) in others.zip(places) {
            let (symbol, channel) = (other.symbol(), other.log_channel());
            let log = model.pair_at(place, [self.before, symbol]).log;
            hopeful[count] = (symbol, channel, log);
            count += usize::from(log + channel > keep + HOPELESS);
        }
        let hopeful = &hopeful[..count];
        for (place, rival) in places.iter_mut().zip(hopeful) {
            *place = model.locate([rival.0, self.after]);
        }
        for (&(symbol, log_channel, log), place) in hopeful.iter().zip(places) {
            let score = log + model.pair_at(place, [symbol, self.after]).log + log_channel;
            let place = best.iter().position(|b| score > b.score).unwrap_or(FEW);
            if place < FEW {
                best[place..].rotate_right(1);
                best[place] = Rival { symbol, log_channel, score };
            }
        }
        Rivals { are_none, margin: best[0].score - keep, best: best.map(|b| (b.score > keep + HOPELESS).then_some(b)) }
    }
}

/// French that may have stood in place of a word.
#[derive(Debug, Clone, Copy)]
pub struct Rival {
    symbol: Symbol,
    log_channel: f32,
    score: f32,
}

/// The best French in place of a word.
#[derive(Debug, Clone, Copy)]
pub struct Rivals {
    /// How far above the word itself the best of them comes between its two neighbours, by bigrams (log10; negative where it
    /// stays below), with its channel. [`HOPELESS`] stands for all that is worse than it.
    pub margin: f32,
    /// The tables have none for the word.
    pub are_none: bool,
    best: [Option<Rival>; FEW],
}

impl Rivals {
    /// The same by trigrams, of those that are best by bigrams; -8 where there are none.
    pub fn trial(&self, pack: &Pack, left: [Symbol; 2], word: Symbol, right: [Symbol; 2]) -> f32 {
        let gap = pack.context.gap(left, right);
        let keep = gap.fill(&[word]) + spelling(word);
        let best = self.best.iter().flatten().map(|rival| gap.fill(&[rival.symbol]) + rival.log_channel);
        (best.fold(f32::MIN, f32::max) - keep).clamp(-8.0, 8.0)
    }
}

/// How many rivals stand a [`Rivals::trial`].
const FEW: usize = 3;

/// A homograph whose association with its neighbours is above this is left alone.
pub const SUSPICIOUS: f32 = 0.6;

/// The same for words that are capitalised inside a sentence: names go with few words.
pub const SUSPICIOUS_CAPITAL: f32 = -1.0;

/// How far below a homograph the best repair may stay, by bigrams alone, and still deserve trigrams (log10).
pub const HOPE: f32 = -0.5;

/// The same for English that is capitalised inside a sentence.
pub const HOPE_CAPITAL: f32 = -1.0;

/// See [`Rivals::margin`].
pub const HOPELESS: f32 = -1.5;

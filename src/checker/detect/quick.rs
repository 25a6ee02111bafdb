//! The cheap test before the context model: does a homograph sit badly between its neighbours?

use super::features::COUNT;
use crate::language::Pack;
use crate::language::ngram::model::{Pair, Place, spelling};
use crate::language::ngram::{Gap, Symbol};
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
    pub fn rivals(&self, pack: &Pack, rivals: impl ExactSizeIterator<Item = rivals::Rival>) -> Rivals {
        let model = &pack.context;
        let keep = self.left.log + spelling(self.first) + self.right.log;
        let hopeless = Rival { symbol: self.first, log_channel: 0.0, score: keep + HOPELESS };
        let are_none = rivals.len() == 0;
        // All that is looked up on one side is asked for before the first is waited for.
        let mut others = [(hopeless, Place::default()); RIVALS];
        let mut count = 0;
        for rival in rivals.take(RIVALS) {
            let (symbol, log_channel) = (rival.symbol(), rival.log_channel());
            others[count] = (Rival { symbol, log_channel, score: 0.0 }, model.locate([self.before, symbol]));
            count += usize::from(symbol != self.first);
        }
        // Whatever comes after, it can only lower the probability.
        let mut hopeful = 0;
        for at in 0..count {
            let (rival, place) = others[at];
            let score = model.pair_at(place, [self.before, rival.symbol]).log;
            others[hopeful].0 = Rival { score, ..rival };
            hopeful += usize::from(score + rival.log_channel > hopeless.score);
        }
        let hopeful = &mut others[..hopeful];
        for (rival, place) in hopeful.iter_mut() {
            *place = model.locate([rival.symbol, self.after]);
        }
        let mut best = [hopeless; FEW];
        for &(rival, place) in hopeful.iter() {
            // The other side can only lower it.
            if rival.score + rival.log_channel <= best[FEW - 1].score {
                continue;
            }
            let score = rival.score + model.pair_at(place, [rival.symbol, self.after]).log + rival.log_channel;
            let place = best.iter().position(|b| score > b.score).unwrap_or(FEW);
            if place < FEW {
                best[place..].rotate_right(1);
                best[place] = Rival { score, ..rival };
            }
        }
        Rivals { are_none, margin: best[0].score - keep, best: best.map(|b| (b.score > hopeless.score).then_some(b)) }
    }
}

/// French that may have stood in place of a word.
#[derive(Debug, Clone, Copy)]
pub struct Rival {
    symbol: Symbol,
    log_channel: f32,
    /// log10 of the probability of what has been looked up, in the end with the channel.
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
        let rivals = self.best.iter().flatten();
        let mut fillers = [[word]; 1 + FEW];
        fillers[1..].iter_mut().zip(rivals.clone()).for_each(|(filler, rival)| *filler = [rival.symbol]);
        let count = 1 + rivals.clone().count();
        let fits = Gap::new(&pack.context, left, right).fit_each(fillers[..count].iter().map(<[Symbol; 1]>::as_slice));
        let keep = fits[0].log + spelling(word);
        let best = fits[1..].iter().zip(rivals).map(|(fit, rival)| fit.log + rival.log_channel);
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

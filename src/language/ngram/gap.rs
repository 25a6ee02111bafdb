//! Places in a text for which words are compared.

use super::Symbol;
use super::model::{Model, Pair, Place};

/// A place between two symbols on either side, to be filled with words.
#[derive(Debug, Clone, Copy)]
pub struct Gap<'a> {
    model: &'a Model,
    left: [Symbol; 2],
    right: [Symbol; 2],
    left_pair: Pair,
    right_pair: Pair,
}

/// How some words fill a gap.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    /// log10 of the probability of the words and of the two symbols on the right, after the two on the left: what decides between
    /// fillers of one gap.
    pub log: f32,
    /// The first word with the symbol before it, and the last with the one after it.
    pub pairs: [Pair; 2],
    /// What the first word adds to the sum.
    pub first: f32,
    /// What the two symbols on the right add.
    pub after: [f32; 2],
}

/// So many fillers are on their way at once: most words have no more repairs.
const AT_ONCE: usize = 64;

/// A word in a gap of which the rows of its three trigrams have been asked for.
#[derive(Debug, Clone, Copy, Default)]
struct Begun {
    pairs: [Pair; 2],
    trigrams: [Option<Place>; 3],
}

impl<'a> Gap<'a> {
    /// The gap between two symbols on the left and two on the right.
    pub fn new(model: &'a Model, left: [Symbol; 2], right: [Symbol; 2]) -> Self {
        // Both are asked for from memory before the first is waited for.
        let [left_place, right_place] = [left, right].map(|pair| model.locate(pair));
        let (left_pair, right_pair) = (model.pair_at(left_place, left), model.pair_at(right_place, right));
        Gap { model, left, right, left_pair, right_pair }
    }

    /// [`Fit::log`] of some words.
    pub fn fill(&self, words: &[Symbol]) -> f32 {
        self.fit(words).log
    }

    /// How some words fill the gap.
    pub fn fit(&self, words: &[Symbol]) -> Fit {
        if let [word] = *words {
            return self.end(self.begin(word, self.ends(words).map(|pair| self.model.locate(pair))));
        }
        let [mut a, mut b] = self.left;
        let mut before = self.left_pair;
        let (mut sum, mut first, mut last) = (0.0, None, 0.0);
        for &word in words.iter().chain(&self.right[..1]) {
            let pair = self.model.pair(b, word);
            last = self.model.joined([a, b, word], before, pair);
            first.get_or_insert((pair, last));
            sum += last;
            (a, b, before) = (b, word, pair);
        }
        let end = self.model.joined([a, b, self.right[1]], before, self.right_pair);
        let (pair, first) = first.unwrap_or_default();
        Fit { log: sum + end, pairs: [pair, before], first, after: [last, end] }
    }

    /// [`Gap::fit`] of each of many fillers: what single words need from memory is on its way for all of them before the first is waited for.
    pub fn fit_each<'w>(&self, mut fillers: impl ExactSizeIterator<Item = &'w [Symbol]> + Clone) -> Vec<Fit> {
        let mut fits = Vec::with_capacity(fillers.len());
        let (mut places, mut begun) = ([[Place::default(); 2]; AT_ONCE], [Begun::default(); AT_ONCE]);
        while fillers.len() > 0 {
            for (words, places) in fillers.clone().zip(&mut places) {
                *places = self.ends(words).map(|pair| self.model.locate(pair));
            }
            for ((words, &places), begun) in fillers.clone().zip(&places).zip(&mut begun) {
                if let [word] = *words {
                    *begun = self.begin(word, places);
                }
            }
            let end = |(&begun, words): (&Begun, &[Symbol])| match words {
                [_] => self.end(begun),
                _ => self.fit(words),
            };
            // In this order: what is over of the first is nothing to lose.
            fits.extend(begun.iter().zip(fillers.by_ref()).map(end));
        }
        fits
    }

    /// The first of some words with the symbol before it, and the last with the one after it.
    fn ends(&self, words: &[Symbol]) -> [[Symbol; 2]; 2] {
        let ([_, before], [after, _]) = (self.left, self.right);
        [[before, words.first().copied().unwrap_or(after)], [words.last().copied().unwrap_or(before), after]]
    }

    fn begin(&self, word: Symbol, places: [Place; 2]) -> Begun {
        let ([a, b], [c, d]) = (self.left, self.right);
        let [left, right] = self.ends(&[word]);
        let pairs = [self.model.pair_at(places[0], left), self.model.pair_at(places[1], right)];
        let [before, after] = pairs;
        let trigrams = [
            self.model.locate_joined([a, b, word], self.left_pair, before),
            self.model.locate_joined([b, word, c], before, after),
            self.model.locate_joined([word, c, d], after, self.right_pair),
        ];
        Begun { pairs, trigrams }
    }

    fn end(&self, Begun { pairs, trigrams }: Begun) -> Fit {
        let [before, after] = pairs;
        let first = self.model.joined_at(trigrams[0], self.left_pair, before);
        let next = self.model.joined_at(trigrams[1], before, after);
        let last = self.model.joined_at(trigrams[2], after, self.right_pair);
        Fit { log: first + next + last, pairs, first, after: [next, last] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Pack;
    use crate::language::Word;
    use crate::language::ngram::symbols::{BREAK, COMMA, UNKNOWN};

    /// Words that are looked up together fit as each does alone, and as the model says word by word.
    #[test]
    fn together_as_alone() {
        let pack = Pack::embedded();
        let model = &pack.context;
        let words = "le la de du conseil municipal a est voté ville dans pour une maison lumière que il plus";
        let mut symbols: Vec<Symbol> =
            words.split(' ').map(|word| pack.words.get(word).map_or(UNKNOWN, Word::symbol)).collect();
        symbols.extend([UNKNOWN, BREAK, COMMA]);
        let mut fillers: Vec<Vec<Symbol>> = symbols.iter().map(|&symbol| vec![symbol]).collect();
        fillers.extend(symbols.windows(2).map(<[Symbol]>::to_vec));
        fillers.push(Vec::new());
        fillers.extend(fillers.clone());
        assert!(fillers.len() > AT_ONCE);
        let mut known = 0;
        for around in symbols.windows(4) {
            let (left, right) = ([around[0], around[1]], [around[2], around[3]]);
            let gap = Gap::new(model, left, right);
            let fits = gap.fit_each(fillers.iter().map(Vec::as_slice));
            for (words, fit) in fillers.iter().zip(fits) {
                let flow = [&left, &words[..], &right].concat();
                let logs: Vec<f32> = flow.windows(3).map(|w| model.trigram(w[0], w[1], w[2])).collect();
                let pair = |at: usize| model.bigram(flow[at], flow[at + 1]);
                let end = logs.len();
                assert_eq!(fit.log, logs[..end - 1].iter().sum::<f32>() + logs[end - 1], "{words:?}");
                assert_eq!((fit.first, fit.after), (logs[0], [logs[end - 2], logs[end - 1]]), "{words:?}");
                assert_eq!(fit.pairs.map(|pair| pair.log), [pair(1), pair(words.len() + 1)], "{words:?}");
                assert_eq!(gap.fill(words), fit.log);
                known += usize::from(fit.pairs.iter().all(|pair| pair.is_known()));
            }
        }
        assert!(known > 20, "{known}");
    }
}

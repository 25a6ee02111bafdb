//! The results of slow look-ups, remembered. What they are never depends on what is remembered.

use super::generations::ByHash;
use super::lexicon::bytes::prefetch;
use super::places::Places;
use super::{Pack, Profile, Word};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// Places for two words each, a power of two: of 300 bytes each, so five megabytes.
const WORDS: usize = 1 << 13;
/// Classes of rare words that are remembered, a power of two: of 16 bytes each, so two megabytes.
const RARE: usize = 1 << 17;
/// Beginnings of expressions that are remembered.
const EXPRESSIONS: usize = 1 << 15;
/// Pairs of words that are remembered, a power of two: what fits beside everything else into a cache of the processor.
const PAIRS: usize = 1 << 15;

/// A question about two words in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Whether titles, names and loans of several words may start with them.
    Title = 1,
    /// Whether loans of several words may start with them.
    Loan = 2,
}

/// What one thread remembers of the words it met, by their 64-bit hashes.
#[derive(Debug)]
pub struct Memo {
    pack: &'static Pack,
    profiles: Places<Profile>,
    /// The hash and the [bits](Word::bits) of the word last met of all that fall on the same place. Zeros at first, which take no time to
    /// come by.
    rare: RefCell<Box<[(u64, u32)]>>,
    expressions: RefCell<ByHash<u8>>,
    /// The pair and question last met of all that fall on the same place, mixed, and the answer in the lowest bit.
    pairs: RefCell<Box<[u64]>>,
}

impl Memo {
    /// Remembers nothing yet.
    pub fn new(pack: &'static Pack) -> Self {
        Memo {
            pack,
            profiles: Places::new(WORDS),
            rare: RefCell::new(vec![(0, 0); RARE].into()),
            expressions: RefCell::default(),
            pairs: RefCell::new(vec![0; PAIRS].into()),
        }
    }

    /// The language data.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// Forgets everything when it has become much.
    pub fn shrink(&mut self) {
        if self.expressions.get_mut().len() > EXPRESSIONS {
            self.expressions.get_mut().clear();
        }
    }

    /// Calls `each` with the number of each of some words with these hashes that the hot table does not have, and what is known of it;
    /// `folded` gives a word by its number. What they need from memory is asked for together.
    pub fn rare_words<'t>(
        &self,
        hashes: &[u64],
        folded: impl Fn(usize) -> Cow<'t, str>,
        mut each: impl FnMut(usize, Word),
    ) {
        let mut met = self.rare.borrow_mut();
        let place = |hash: u64| hash as usize % RARE;
        hashes.iter().for_each(|&hash| prefetch(&met[place(hash)]));
        let mut new: Vec<(usize, Cow<str>)> = Vec::new();
        for (n, &hash) in hashes.iter().enumerate() {
            match met[place(hash)] {
                (of, bits) if of == hash => each(n, Word::from_bits(bits)),
                _ => new.push((n, folded(n))),
            }
        }
        let words = self.pack.rare_words(new.iter().map(|(n, word)| (hashes[*n], &**word)));
        for ((n, _), word) in new.iter().zip(words) {
            met[place(hashes[*n])] = (hashes[*n], word.bits());
            each(*n, word);
        }
    }

    /// How many of a few words with these hashes, from the first on, are an expression: what `find` gave when they were met
    /// first.
    pub fn expression(&self, words: impl Iterator<Item = u64>, find: impl FnOnce() -> u8) -> u8 {
        let key = words.fold(0u64, |key, word| (key.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        *self.expressions.borrow_mut().entry(key).or_insert_with(find)
    }

    /// The answer for two words with these hashes; `find` finds it the first time.
    pub fn starts(&self, what: Start, words: [u64; 2], find: impl FnOnce() -> bool) -> bool {
        let key =
            (words[0].rotate_left(17) ^ words[1].wrapping_mul(what as u64 * 2 + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (place, tag) = ((key >> 32) as usize % PAIRS, key | 1);
        let met = self.pairs.borrow()[place];
        if met | 1 == tag {
            return met & 1 == 1;
        }
        let answer = find();
        self.pairs.borrow_mut()[place] = if answer { tag } else { tag - 1 };
        answer
    }

    /// The profile of the word with this hash; `folded` gives the word when it has not been met.
    pub fn profile<S: AsRef<str>>(&self, hash: u64, folded: impl FnOnce() -> S) -> Arc<Profile> {
        self.profiles.get(hash, || Profile::new(self.pack, folded().as_ref()))
    }

    /// Asks for the profiles of some words with these hashes, which then takes much less time to get.
    pub fn ask_profiles(&self, hashes: &[u64]) {
        self.profiles.ask(hashes, |_| {});
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hash;

    /// What is remembered, and which words are asked for together, does not change what is known of them.
    #[test]
    fn rare_words_as_alone() {
        let pack = Pack::embedded();
        let memo = Memo::new(pack);
        let mut words: Vec<String> = vec!["xqztw".into(), "xqztw".into(), "insupportablement".into()];
        pack.english.each(|word| words.push(word.to_owned()));
        words.retain(|word| pack.words.get(word).is_none());
        assert!(words.len() > 20_000, "{}", words.len());
        for few in words.chunks(50).step_by(3).chain(words.chunks(7).step_by(40)) {
            let hashes: Vec<u64> = few.iter().map(|word| hash(word.as_bytes())).collect();
            let mut found = vec![None; few.len()];
            memo.rare_words(&hashes, |n| Cow::Borrowed(&few[n]), |n, word| found[n] = Some(word));
            assert_eq!(found, few.iter().map(|word| Some(pack.word(word))).collect::<Vec<_>>());
        }
    }
}

//! What the lexicons say of words that the hot table does not have.

use super::Pack;
use super::lexicon::{French, Keys, Tags};
use super::traits::Traits;
use super::words::{Doubt, Word};

/// A word that the hot table does not have.
struct Rare<'w> {
    word: &'w str,
    /// Its French readings.
    readings: Box<[Tags]>,
    is_french: bool,
    is_english: bool,
    /// Whether some list but the French one may have it.
    is_listed: bool,
}

impl Pack {
    /// What the lexicons say of some folded words, with their hashes, that the hot table does not have.
    ///
    /// To walk a list takes a wait for memory at nearly every letter, so they are walked together: first those that tell of most words, then
    /// those that tell of what is left.
    pub(super) fn rare_words(&self, words: &[(u64, &str)]) -> Vec<Word> {
        let all = self.in_french_and_english(words);
        let asked = all.iter().flat_map(|rare| self.lists_left(rare).map(|list| (list, rare.word)));
        let mut found = Keys::get_each(asked).into_iter().map(|number| number.is_some());
        let word = |rare: &Rare| {
            let mut in_lists = self.lists_left(rare).zip(&mut found).map(|(_, is_found)| is_found);
            let is_loan = in_lists.next().unwrap_or(false);
            // All of them are taken: what is over would be said of the next word.
            let is_name = in_lists.fold(false, |any, is_found| any | is_found);
            Word::new(self.doubt(rare, is_loan, is_name), false, Traits::new(rare.word, &rare.readings), 0)
        };
        all.iter().map(word).collect()
    }

    fn in_french_and_english<'w>(&self, words: &[(u64, &'w str)]) -> Vec<Rare<'w>> {
        words.iter().for_each(|&(hash, _)| self.listed.prefetch(hash));
        let listed = || words.iter().filter(|(hash, _)| self.listed.contains(*hash));
        let french = words.iter().map(|&(_, word)| (self.french.forms(), word));
        let english = listed().map(|&(_, word)| (self.english.forms(), word));
        let numbers = Keys::get_each(french.chain(english));
        let (french, english) = numbers.split_at(words.len());
        let mut english = english.iter();
        let rare = |(&(hash, word), &number): (&(u64, &'w str), &Option<u64>)| {
            let readings = self.french.reading_tags_at(number);
            let is_french = readings.iter().any(|&tags| French::is_of_a_word(tags));
            let is_listed = self.listed.contains(hash);
            let is_english = is_listed && english.next().is_some_and(Option::is_some);
            Rare { word, readings, is_french, is_english, is_listed }
        };
        words.iter().zip(french).map(rare).collect()
    }

    /// The lists that are to be asked of a word still: the loans, then those of names.
    fn lists_left(&self, rare: &Rare) -> impl Iterator<Item = &Keys> {
        let is_asked = rare.is_listed && !rare.is_french;
        let may_be_name = is_asked && !rare.is_english && rare.readings.is_empty();
        let names = self.name_lists().into_iter().filter(move |_| may_be_name);
        is_asked.then_some(&self.loans).into_iter().chain(names)
    }

    fn doubt(&self, rare: &Rare, is_loan: bool, is_name: bool) -> Doubt {
        match (rare.is_french, rare.is_english) {
            (true, true) => Doubt::Homograph,
            (true, false) => Doubt::Plain,
            (false, _) if is_loan => Doubt::Loan,
            (false, true) => Doubt::English,
            (false, false) if !rare.readings.is_empty() || is_name => Doubt::Name,
            (false, false) if self.is_english_compound(rare.word) => Doubt::English,
            (false, false) => Doubt::Unknown,
        }
    }
}

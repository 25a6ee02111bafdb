//! What the lexicons say of a word: the look-ups are slow, and the words of a text come again and again.

use super::Pack;
use super::lexicon::{EnglishReading, Prefix, Tags};
use super::ngram::Symbol;
use super::rivals::{self, Rival};
use std::sync::OnceLock;

/// What the lexicons say of a folded word, each looked up when it is asked for first.
#[derive(Debug)]
pub struct Profile {
    /// The word.
    pub text: Box<str>,
    pack: &'static Pack,
    english: OnceLock<Option<usize>>,
    english_symbol: OnceLock<Symbol>,
    readings: OnceLock<Box<[Tags]>>,
    titles: OnceLock<Box<[Prefix]>>,
    rivals: OnceLock<Box<[Rival]>>,
    subword_log_odds: OnceLock<f32>,
    french_log_frequency: OnceLock<f32>,
    is_unaccented: OnceLock<bool>,
    is_listed: OnceLock<bool>,
    is_loan: OnceLock<bool>,
    parts: OnceLock<u16>,
}

impl Profile {
    /// The profile of a folded word.
    pub fn new(pack: &'static Pack, word: &str) -> Self {
        Profile {
            text: word.into(),
            pack,
            english: OnceLock::new(),
            english_symbol: OnceLock::new(),
            readings: OnceLock::new(),
            titles: OnceLock::new(),
            rivals: OnceLock::new(),
            subword_log_odds: OnceLock::new(),
            french_log_frequency: OnceLock::new(),
            is_unaccented: OnceLock::new(),
            is_listed: OnceLock::new(),
            is_loan: OnceLock::new(),
            parts: OnceLock::new(),
        }
    }

    /// Its number in the English lexicon.
    fn english(&self) -> Option<usize> {
        *self.english.get_or_init(|| self.pack.english.entry(&self.text))
    }

    /// Whether it is an English word.
    pub fn is_english(&self) -> bool {
        self.english().is_some()
    }

    /// Its number in the English model, 0 when it has none.
    pub fn english_symbol(&self) -> Symbol {
        *self.english_symbol.get_or_init(|| self.pack.english_symbol(&self.text))
    }

    /// log10 of its relative frequency in English, -8 for unknown words.
    pub fn english_log_frequency(&self) -> f32 {
        self.english().map_or(-8.0, |entry| self.pack.english.log_frequency_at(entry))
    }

    /// Its size class, see [`super::lexicon::English::size`].
    pub fn english_size(&self) -> Option<u8> {
        self.english().map(|entry| self.pack.english.size_at(entry))
    }

    /// Its English readings.
    pub fn english_readings(&self) -> impl Iterator<Item = EnglishReading> {
        self.english().into_iter().flat_map(|entry| self.pack.english.readings_at(entry))
    }

    /// log10 of its relative frequency in small letters in edited French, at least -8.
    pub fn french_log_frequency(&self) -> f32 {
        *self.french_log_frequency.get_or_init(|| self.pack.french_log_frequency(&self.text))
    }

    /// The flags of each French reading.
    pub fn readings(&self) -> &[Tags] {
        self.readings.get_or_init(|| self.pack.french.reading_tags(&self.text))
    }

    /// Every flag of some French reading.
    pub fn tags(&self) -> Tags {
        self.readings().iter().fold(Tags::default(), |all, &tags| all.union(tags))
    }

    /// Whether it is French but for missing accents.
    pub fn is_unaccented(&self) -> bool {
        *self.is_unaccented.get_or_init(|| self.pack.unaccented.contains(&self.text))
    }

    /// Whether the word by itself is a title or a loan.
    pub fn is_listed(&self) -> bool {
        let look_up = || self.pack.titles.contains(&self.text) || self.is_loan();
        *self.is_listed.get_or_init(look_up)
    }

    /// Whether it is a loan.
    pub fn is_loan(&self) -> bool {
        *self.is_loan.get_or_init(|| self.pack.loans.contains(&self.text))
    }

    /// See [`super::Candidates::parts`], of the table written by hand.
    pub fn parts(&self) -> u16 {
        *self.parts.get_or_init(|| self.pack.translation.parts(&self.text))
    }

    /// Whether the word may stand in an English expression.
    pub fn may_be_in_expression(&self) -> bool {
        self.is_english() || self.text.contains('-')
    }

    /// The titles and names of several words that start with the word.
    pub fn titles(&self) -> &[Prefix] {
        self.titles.get_or_init(|| {
            let starts = Prefix::then_each(self.pack.title_lists(), &self.text);
            starts.into_iter().flatten().filter_map(|list| list.then(" ")).collect()
        })
    }

    /// Whether a title or name of several words may start with the word and `next`.
    pub fn starts_titles_with(&self, next: &Profile) -> bool {
        self.titles().iter().any(|title| title.then(&next.text).is_some())
    }

    /// Whether a loan of several words may start with the word and `next`.
    pub fn starts_loans_with(&self, next: &Profile) -> bool {
        let walk = || self.pack.loans.prefix().then(&self.text)?.then(" ")?.then(&next.text);
        walk().is_some()
    }

    /// See [`Pack::subword_log_odds`].
    pub fn subword_log_odds(&self) -> f32 {
        *self.subword_log_odds.get_or_init(|| self.pack.subword_log_odds(&self.text))
    }

    /// See [`rivals::find`].
    pub fn rivals(&self) -> &[Rival] {
        self.rivals.get_or_init(|| rivals::find(self.pack, self).into())
    }
}

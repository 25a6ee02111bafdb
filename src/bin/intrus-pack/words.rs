//! The vocabulary of the context model and the doubt that each form deserves.

use super::corpus::{Use, WordCounts};
use super::curated::Tables;
use super::lexicons::FrenchForms;
use intrus::language::Traits;
use intrus::language::lexicon::{EnglishEntry, Tags};
use intrus::language::ngram::symbols::{FIRST_WORD, Symbol};
use intrus::language::words::{self, Doubt, Word};
use std::collections::{BTreeMap, HashMap};

/// Words that edited French uses in small letters at least three times, by falling frequency; and words seen as names.
pub struct Vocabulary {
    words: HashMap<String, (Symbol, bool)>,
    uses: Vec<(String, Use)>,
    /// Of each of `uses`, how often it stands outside English runs, see [`WordCounts::spread`].
    spread: Vec<f64>,
    names: Vec<String>,
    total: f64,
}

/// A word that stands capitalised inside sentences so many times more often than in small letters is a name.
const NAME_RATIO: u32 = 4;

impl Vocabulary {
    pub fn new(counts: &WordCounts) -> Self {
        let mut uses: Vec<(String, Use)> =
            counts.words.iter().filter(|(_, u)| u.lower >= 3).map(|(w, u)| (w.clone(), *u)).collect();
        uses.sort_by(|a, b| b.1.lower.cmp(&a.1.lower).then_with(|| a.0.cmp(&b.0)));
        let words = uses
            .iter()
            .enumerate()
            .map(|(i, (w, u))| (w.clone(), (FIRST_WORD + i as Symbol, u.capital > NAME_RATIO * u.lower)))
            .collect();
        let mut names: Vec<String> =
            counts.words.iter().filter(|(_, u)| u.lower < 3 && u.capital >= 3).map(|(w, _)| w.clone()).collect();
        names.sort_unstable();
        let spread = uses.iter().map(|(w, _)| counts.spread.get(w).copied().unwrap_or(0.0)).collect();
        Vocabulary { words, uses, spread, names, total: counts.total as f64 }
    }

    pub fn symbols(&self) -> usize {
        self.uses.len() + FIRST_WORD as usize
    }

    /// The class of every symbol, for [`intrus::language::ngram::Classes`]. What is no word is a class of its own, and so
    /// is each of the most frequent words; the others share one with the words that have the same readings. Where these are
    /// too rare to count, mood and person are not told apart, then nothing but the part of speech.
    pub fn classes(&self, french: &FrenchForms) -> Vec<u16> {
        let tags: Vec<Tags> = self.uses.iter().map(|(word, _)| french.tags(word)).collect();
        let coarser = [u64::MAX, 0xf_ffff | Tags::INFINITIVE.0, 0xffff].map(|mask| !Tags::NAMES.0 & mask);
        let mut uses: HashMap<u64, u64> = HashMap::new();
        let key = |level: usize, tags: Tags| (tags.0 & coarser[level]) << 2 | level as u64;
        for (tags, (_, u)) in tags.iter().zip(&self.uses) {
            for level in 0..coarser.len() {
                *uses.entry(key(level, *tags)).or_default() += u64::from(u.lower);
            }
        }
        let mut ids: HashMap<u64, u16> = HashMap::new();
        let mut classes: Vec<u16> = (0..FIRST_WORD as u16 + FREQUENT as u16).collect();
        for &tags in tags.iter().skip(FREQUENT) {
            let level = (0..coarser.len()).find(|&level| uses[&key(level, tags)] >= CLASS_USES);
            let next = (FIRST_WORD as usize + FREQUENT + ids.len()) as u16;
            classes.push(*ids.entry(key(level.unwrap_or(coarser.len() - 1), tags)).or_insert(next));
        }
        classes
    }

    pub fn get(&self, word: &str) -> Option<(Symbol, bool)> {
        self.words.get(word).copied()
    }

    /// Relative frequency in small letters outside English runs, without the bursts of single corpora.
    pub fn frequency(&self, word: &str) -> f64 {
        self.get(word).map_or(0.0, |(id, _)| self.spread[(id - FIRST_WORD) as usize] / self.total)
    }
}

/// So many of the most frequent words are a class each.
const FREQUENT: usize = 400;

/// A class stands so often in the running text, at least.
const CLASS_USES: u64 = 2000;

/// A word of English that edited French uses, in proportion, at least so often as English does is a loan.
const LOAN_RATIO: f64 = 0.25;

/// A French form whose English namesake is rarer than the form by more decades than this (negative) is hardly an intruder.
const SHARED_ODDS: f64 = -1.4;

fn doubt(
    word: &str,
    frequency: f64,
    french: &FrenchForms,
    english: &BTreeMap<String, EnglishEntry>,
    tables: &Tables,
) -> Doubt {
    let english = english.get(word);
    if french.is_word(word) {
        return match english {
            None => Doubt::Plain,
            Some(entry) => {
                let odds = f64::from(entry.log_frequency.unwrap_or(-8.0)) - frequency.max(1e-8).log10();
                if odds < SHARED_ODDS { Doubt::Shared } else { Doubt::Homograph }
            }
        };
    }
    if tables.loans.contains(word) {
        return Doubt::Loan;
    }
    match english {
        Some(entry) => {
            let in_english = 10f64.powf(f64::from(entry.log_frequency.unwrap_or(-8.0)));
            if frequency >= 2e-7 && frequency >= LOAN_RATIO * in_english { Doubt::Loan } else { Doubt::English }
        }
        // Not in a lexicon, but edited French uses it often: a new word, an abbreviation.
        None if frequency >= 4e-7 => Doubt::Plain,
        None if french.contains(word) => Doubt::Name,
        None => Doubt::Unknown,
    }
}

/// Whether the parts between hyphens are all English and one of them is no French.
fn is_english_compound(word: &str, french: &FrenchForms, english: &BTreeMap<String, EnglishEntry>) -> bool {
    word.contains('-')
        && word.split('-').all(|part| english.contains_key(part))
        && word.split('-').any(|part| !french.is_word(part))
}

/// The file `words.bin`.
pub fn build(
    vocabulary: &Vocabulary,
    french: &FrenchForms,
    english: &BTreeMap<String, EnglishEntry>,
    tables: &Tables,
) -> Vec<u8> {
    let mut rows = Vec::new();
    let (mut frequencies, mut in_english) = (Vec::new(), Vec::new());
    let mut classes: BTreeMap<Doubt, usize> = BTreeMap::new();
    let traits = |word: &str| Traits::new(word, french.readings(word));
    for (word, _) in &vocabulary.uses {
        let (symbol, is_name) = vocabulary.words[word];
        let frequency = vocabulary.frequency(word);
        // A word that French does not use but as the name of something is one when it is capitalised.
        let is_name = is_name || tables.names.contains(word) && !french.is_word(word);
        let doubt = doubt(word, frequency, french, english, tables);
        *classes.entry(doubt).or_default() += 1;
        frequencies.push(frequency);
        in_english.push(english.get(word).and_then(|entry| entry.log_frequency).unwrap_or(-8.0));
        rows.push((word.clone(), Word::new(doubt, is_name, traits(word), symbol)));
    }
    for word in &vocabulary.names {
        let doubt = match doubt(word, 0.0, french, english, tables) {
            // Edited French has the names of English works (`The Well-Known`), and no use for their words.
            Doubt::Unknown if is_english_compound(word, french, english) => Doubt::English,
            Doubt::Unknown => Doubt::Name,
            doubt => doubt,
        };
        rows.push((word.clone(), Word::new(doubt, true, traits(word), 0)));
    }
    for word in tables.names.iter().filter(|w| !w.contains(' ')) {
        if !vocabulary.words.contains_key(word) && vocabulary.names.binary_search(word).is_err() {
            let doubt = doubt(word, 0.0, french, english, tables);
            rows.push((word.clone(), Word::new(doubt, true, traits(word), 0)));
        }
    }
    for word in tables.loans.iter().filter(|w| !w.contains(' ')) {
        if !vocabulary.words.contains_key(word)
            && vocabulary.names.binary_search(word).is_err()
            && !french.is_word(word)
            && !tables.names.contains(word)
        {
            let traits = traits(word);
            rows.push((word.clone(), Word::new(Doubt::Loan, false, traits, 0)));
        }
    }
    eprintln!("  {} words, {} names; {classes:?}", vocabulary.uses.len(), vocabulary.names.len());
    words::build(&rows, &frequencies, &in_english)
}

//! What the lexicons say of a word, all of it: the look-ups are slow, and the words of a text come again and again.

use super::Pack;
use super::lexicon::{EnglishTags, Prefix, Tags};
use super::ngram::Symbol;
use std::sync::OnceLock;

/// What the lexicons say of a folded word.
#[derive(Debug)]
pub struct Profile {
    /// The word.
    pub text: Box<str>,
    /// Its number in the English model, 0 when it has none.
    pub english_symbol: Symbol,
    /// Whether it is an English word.
    pub is_english: bool,
    /// log10 of its relative frequency in English, -8 for unknown words.
    pub english_log_frequency: f32,
    /// Its size class, see [`super::lexicon::English::size`].
    pub english_size: Option<u8>,
    /// log10 of its relative frequency in small letters in edited French, at least -8.
    pub french_log_frequency: f32,
    /// Whether it is French but for missing accents.
    pub is_unaccented: bool,
    /// Whether it is accepted in French.
    pub is_loan: bool,
    /// Whether it is a title.
    pub is_title: bool,
    /// Every flag of some French reading.
    pub tags: Tags,
    /// The flags of each French reading.
    pub readings: Box<[Tags]>,
    /// The expressions of the tables that start with the word or with a verb of which it is a form.
    expressions: Box<[Prefix]>,
    /// The English nouns of which it is the plural.
    singulars: Box<[String]>,
    subword_log_odds: OnceLock<f32>,
    rivals: OnceLock<Box<[(Symbol, f32)]>>,
    titles: OnceLock<Box<[Prefix]>>,
}

impl Profile {
    /// The profile of a folded word.
    pub fn new(pack: &'static Pack, word: &str) -> Self {
        let english = pack.english.readings(word);
        let readings: Box<[Tags]> = pack.french.reading_tags(word);
        let mut expressions = Vec::new();
        let mut add = |first: &str| {
            let tables = [pack.homograph.prefix(), pack.translation.prefix()];
            expressions.extend(tables.into_iter().filter_map(|table| table.then(first)?.then(" ")));
        };
        add(word);
        for verb in english.iter().filter(|r| r.tags.intersects(EnglishTags::VERB) && r.lemma != word) {
            add(&verb.lemma);
        }
        Profile {
            english_symbol: pack.english_symbol(word),
            is_english: pack.english.contains(word),
            english_log_frequency: pack.english_log_frequency(word),
            english_size: pack.english.size(word),
            french_log_frequency: pack.words.get(word).map_or(-8.0, |w| pack.words.log_frequency(w.symbol)),
            is_unaccented: pack.unaccented.contains(word),
            is_loan: pack.loans.contains(word),
            is_title: pack.titles.contains(word),
            tags: readings.iter().fold(Tags::default(), |all, &tags| all.union(tags)),
            readings,
            expressions: expressions.into(),
            singulars: english
                .into_iter()
                .filter(|r| r.tags.intersects(EnglishTags::PLURAL))
                .map(|r| r.lemma)
                .collect(),
            text: word.into(),
            subword_log_odds: OnceLock::new(),
            rivals: OnceLock::new(),
            titles: OnceLock::new(),
        }
    }

    /// Whether the word may stand in an English expression.
    pub fn may_be_in_expression(&self) -> bool {
        self.is_english || self.text.contains('-')
    }

    /// Whether some expression of the tables may start with the word, inflected perhaps.
    pub fn starts_expressions(&self) -> bool {
        !self.expressions.is_empty()
    }

    /// Whether some expression of the tables may start with the word and `next`, either of them inflected perhaps.
    pub fn starts_expressions_with(&self, next: &Profile) -> bool {
        self.expressions.iter().any(|start| {
            start.then(&next.text).is_some() || next.singulars.iter().any(|lemma| start.then(lemma).is_some())
        })
    }

    /// The titles and names of several words that start with the word.
    pub fn titles(&self, pack: &'static Pack) -> &[Prefix] {
        self.titles.get_or_init(|| pack.title_lists().filter_map(|list| list.then(&self.text)?.then(" ")).collect())
    }

    /// See [`Pack::subword_log_odds`].
    pub fn subword_log_odds(&self, pack: &Pack) -> f32 {
        *self.subword_log_odds.get_or_init(|| pack.subword_log_odds(&self.text))
    }

    /// The French words that the tables give for the word or its lemmas, as symbols, with log10 of the channel: the first
    /// word of each.
    pub fn rivals(&self, pack: &Pack) -> &[(Symbol, f32)] {
        self.rivals.get_or_init(|| {
            let mut rivals = Vec::new();
            let mut add = |french: &str, log_channel: f32| {
                let french = french.split([' ', '\'']).next().unwrap_or_default();
                if let Some(word) = pack.words.get(french).filter(|w| w.symbol != 0) {
                    rivals.push((word.symbol, log_channel));
                }
            };
            let mut add_all = |key: &str| {
                pack.homograph.get(key).for_each(|c| add(c.french, c.log_channel));
                pack.translation.get(key).for_each(|c| add(c.french, c.log_channel - TRANSLATED));
            };
            add_all(&self.text);
            for reading in pack.english.readings(&self.text).iter().filter(|r| *r.lemma != *self.text) {
                add_all(&reading.lemma);
            }
            // Of those with one symbol the best is enough.
            rivals.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            rivals.dedup_by_key(|r| r.0);
            rivals.into()
        })
    }
}

/// How much rarer (log10) a translation is behind a homograph than a reading in the wrong language.
const TRANSLATED: f32 = 1.0;

//! The compiled language data, used where it lies.

use super::candidates::Candidates;
use super::filter::Filter;
use super::lexicon::bytes::Sections;
use super::lexicon::{English, French, Keys, Prefix, Tags};
use super::ngram::{Classes, Model, Symbol};
use super::rivals::Rivals;
use super::subword::Subword;
use super::traits::Traits;
use super::words::{Doubt, Word, Words};
use crate::text::hash;
use std::sync::OnceLock;

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A file of the pack does not have the expected shape.
    #[error("language pack: {file}: {what}")]
    Malformed {
        /// Name of the file in the pack.
        file: &'static str,
        /// What is wrong.
        what: String,
    },
}

/// A file of the pack so placed in memory that no row of the hash tables lies in two lines of the cache: that of the common words, whose rows are
/// longest, comes after a header of forty bytes in its file, and the others at multiples of their rows from there (tests see to it).
#[repr(C, align(64))]
struct Placed<T: ?Sized> {
    before: [u8; Placed::BEFORE],
    bytes: T,
}

impl Placed<()> {
    const BEFORE: usize = 24;
}

macro_rules! pack_files {
    ($($field:ident = $name:literal;)*) => {
        /// The bytes of every file of the pack.
        #[derive(Debug, Clone, Copy)]
        struct Files { $($field: &'static [u8],)* }

        impl Files {
            /// Those in a folder; what is missing there is empty.
            #[cfg(feature = "pack-builder")]
            fn read(folder: &std::path::Path) -> Self {
                Files { $($field: std::fs::read(folder.join($name)).unwrap_or_default().leak(),)* }
            }
        }

        static FILES: Files = Files {
            $($field: {
                static PLACED: &Placed<[u8]> =
                    &Placed { before: [0; Placed::BEFORE], bytes: *include_bytes!(concat!("../../data/pack/", $name)) };
                &PLACED.bytes
            },)*
        };

        /// Name and bytes of every file of the embedded pack.
        pub static PACK_FILES: &[(&str, &[u8])] = &[
            $(($name, FILES.$field),)*
        ];
    };
}

pack_files! {
    french = "french.fst";
    french_lemmas = "french_lemmas.fst";
    french_tables = "french.bin";
    unaccented = "unaccented.fst";
    english = "english.fst";
    english_tables = "english.bin";
    english_frequency = "english_frequency.bin";
    words = "words.bin";
    ngrams = "ngrams.bin";
    classes = "classes.bin";
    english_vocabulary = "english_vocabulary.fst";
    english_ngrams = "english_ngrams.bin";
    translation = "translation.fst";
    translation_rows = "translation.bin";
    alignment = "alignment.fst";
    alignment_rows = "alignment.bin";
    homograph = "homograph.fst";
    homograph_rows = "homograph.bin";
    rivals = "rivals.bin";
    starts = "starts.bin";
    listed = "listed.bin";
    loans = "loans.fst";
    names = "names.fst";
    titles = "titles.fst";
    places = "places.fst";
    territories = "territories.fst";
    english_names = "english_names.fst";
    subword_fr = "subword_fr.json";
    subword_en = "subword_en.json";
}

/// Tells packs apart in which words have other numbers: what lies beside the pack and goes by them must be of the same.
pub fn numbering() -> u64 {
    hash(FILES.words)
}

/// The manifest of the embedded pack: sources, licences, sizes and checksums of its files.
pub static MANIFEST: &str = include_str!("../../data/pack/manifest.toml");

/// The language pack.
#[derive(Debug)]
pub struct Pack {
    /// French forms and lemmas.
    pub french: French,
    /// Spellings that are French but for missing accents.
    pub unaccented: Keys,
    /// English forms and lemmas.
    pub english: English,
    /// The hot table.
    pub words: Words,
    /// The context model of French.
    pub context: Model,
    /// The model of word classes.
    pub classes: Classes,
    english_vocabulary: Keys,
    /// The bigram model of English.
    pub english_context: Model,
    /// English lemmas and phrases -> French, by hand.
    pub translation: Candidates,
    /// English lemmas -> French, learnt from bilingual text: pairs that the table by hand lacks.
    pub alignment: Candidates,
    /// English words and phrases -> French forms that a spinner may have read as English.
    pub homograph: Candidates,
    /// What these two tables have for the words of the context model, for the first look.
    pub rivals: Rivals,
    /// The pairs of words with which the expressions of the two tables start.
    pub starts: Filter,
    /// The hashes of the single words of all lists but the French forms: English, loans and names.
    pub listed: Filter,
    /// English words and expressions accepted in French.
    pub loans: Keys,
    /// Titles and names of several words with English in them, seen in edited French.
    pub titles: Keys,
    names: Keys,
    places: Keys,
    territories: Keys,
    english_names: Keys,
    subword: OnceLock<Option<Subword>>,
}

/// A part of a compound that is more frequent in English by more than this (log10) is English, whatever else it is.
const ENGLISH_PART: f32 = 1.0;

impl Pack {
    /// The pack compiled into the program.
    ///
    /// # Panics
    ///
    /// When the program was built with a malformed pack, which the test of the pack excludes.
    pub fn embedded() -> &'static Pack {
        static PACK: OnceLock<Pack> = OnceLock::new();
        PACK.get_or_init(|| match Pack::load(&FILES) {
            Ok(pack) => pack,
            Err(error) => panic!("{error}"),
        })
    }

    /// The same, once more: for measuring how long that takes.
    ///
    /// # Errors
    ///
    /// Where [`Pack::embedded`] panics.
    #[doc(hidden)]
    pub fn read_again() -> Result<Pack, PackError> {
        Pack::load(&FILES)
    }

    /// The pack in a folder, held until the program ends. Files of transducers must be there; what is missing of the others is empty.
    ///
    /// # Errors
    ///
    /// When a file does not have the expected shape.
    #[cfg(feature = "pack-builder")]
    #[doc(hidden)]
    pub fn read(folder: &std::path::Path) -> Result<&'static Pack, PackError> {
        Ok(Box::leak(Box::new(Pack::load(&Files::read(folder))?)))
    }

    fn load(files: &Files) -> Result<Pack, PackError> {
        let keys = |file: &'static str, list: &'static [u8]| {
            Keys::load(list).map_err(|error| PackError::Malformed { file, what: error.to_string() })
        };
        Ok(Pack {
            french: French::load(
                keys("french.fst", files.french)?,
                keys("french_lemmas.fst", files.french_lemmas)?,
                files.french_tables,
            ),
            unaccented: keys("unaccented.fst", files.unaccented)?,
            english: English::load(keys("english.fst", files.english)?, files.english_tables, files.english_frequency),
            words: Words::load(files.words),
            context: Model::load(Sections::new(files.ngrams)),
            classes: Classes::load(Sections::new(files.classes)),
            english_vocabulary: keys("english_vocabulary.fst", files.english_vocabulary)?,
            english_context: Model::load(Sections::new(files.english_ngrams)),
            translation: Candidates::load(keys("translation.fst", files.translation)?, files.translation_rows),
            alignment: Candidates::load(keys("alignment.fst", files.alignment)?, files.alignment_rows),
            homograph: Candidates::load(keys("homograph.fst", files.homograph)?, files.homograph_rows),
            rivals: Rivals::load(files.rivals),
            starts: Filter::load(files.starts),
            listed: Filter::load(files.listed),
            loans: keys("loans.fst", files.loans)?,
            titles: keys("titles.fst", files.titles)?,
            names: keys("names.fst", files.names)?,
            places: keys("places.fst", files.places)?,
            territories: keys("territories.fst", files.territories)?,
            english_names: keys("english_names.fst", files.english_names)?,
            subword: OnceLock::new(),
        })
    }

    /// What is known of a folded word: the hot table, then the lexicons.
    pub fn word(&self, folded: &str) -> Word {
        let rare = || self.rare_word(hash(folded.as_bytes()), folded, &self.french.reading_tags(folded));
        self.words.get(folded).unwrap_or_else(rare)
    }

    /// What the lexicons say of some folded words, with their hashes, that the hot table does not have.
    pub(super) fn rare_words<'w>(
        &'w self,
        words: impl Iterator<Item = (u64, &'w str)> + Clone + 'w,
    ) -> impl Iterator<Item = Word> + 'w {
        let readings = self.french.reading_tags_of_each(words.clone().map(|(hash, word)| {
            self.listed.prefetch(hash);
            word
        }));
        words.zip(readings).map(|((hash, word), readings)| self.rare_word(hash, word, &readings))
    }

    fn rare_word(&self, hash: u64, folded: &str, readings: &[Tags]) -> Word {
        let is_french = readings.iter().any(|&tags| French::is_of_a_word(tags));
        let is_listed = self.listed.contains(hash);
        let doubt = match (is_french, is_listed && self.english.contains(folded)) {
            (true, true) => Doubt::Homograph,
            (true, false) => Doubt::Plain,
            (false, _) if is_listed && self.loans.contains(folded) => Doubt::Loan,
            (false, true) => Doubt::English,
            (false, false) if !readings.is_empty() || is_listed && self.is_listed_name(folded) => Doubt::Name,
            (false, false) if self.is_english_compound(folded) => Doubt::English,
            (false, false) => Doubt::Unknown,
        };
        Word::new(doubt, false, Traits::new(folded, readings), 0)
    }

    /// Whether it is an English possessive (`women's`), or its parts between hyphens are all English and one of them no
    /// French to speak of.
    fn is_english_compound(&self, folded: &str) -> bool {
        if let Some(owner) = folded.strip_suffix("'s") {
            return self.english.contains(owner);
        }
        folded.contains('-')
            && folded.split('-').all(|part| self.english.contains(part))
            && folded.split('-').any(|part| {
                !self.french.is_word(part) && !self.loans.contains(part)
                    || self.english_log_frequency(part) - self.french_log_frequency(part) > ENGLISH_PART
            })
    }

    /// log10 of the relative frequency of a folded word in small letters in edited French, at least -8.
    pub fn french_log_frequency(&self, folded: &str) -> f32 {
        self.words.get(folded).map_or(-8.0, |w| self.words.log_frequency(w.symbol()))
    }

    /// Whether a list of names has the folded word or expression.
    pub fn is_name(&self, folded: &str) -> bool {
        self.french.knows_as_word(folded) == Some(false) || self.is_listed_name(folded)
    }

    fn is_listed_name(&self, folded: &str) -> bool {
        self.names.contains(folded)
            || self.places.contains(folded)
            || self.territories.contains(folded)
            || self.english_names.contains(folded)
    }

    /// The lists of titles, loans and names, and the French forms, some of which are names, to be walked letter by letter.
    pub(super) fn title_lists(&self) -> [Prefix; 7] {
        let [titles, loans, names, places, territories, english_names] =
            [&self.titles, &self.loans, &self.names, &self.places, &self.territories, &self.english_names]
                .map(Keys::prefix);
        [titles, loans, names, places, territories, english_names, self.french.prefix()]
    }

    /// The number of a folded word in the English model, 0 for unknown words.
    pub fn english_symbol(&self, folded: &str) -> Symbol {
        self.english_vocabulary.get(folded).unwrap_or(0) as Symbol
    }

    /// log10 P(English spelling | English), with the unigram frequencies of [`English`]; -8 for unknown words.
    pub fn english_log_frequency(&self, folded: &str) -> f32 {
        self.english.log_frequency(folded).unwrap_or(-8.0)
    }

    /// ln P(word | English) - ln P(word | French) by subwords, for words that no lexicon knows. The models are read at the
    /// first call.
    pub fn subword_log_odds(&self, folded: &str) -> f32 {
        let subword = self.subword.get_or_init(|| Subword::load(FILES.subword_fr, FILES.subword_en).ok());
        subword.as_ref().map_or(0.0, |s| s.english_log_odds(folded))
    }
}

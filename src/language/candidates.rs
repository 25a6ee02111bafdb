//! French words that may stand behind an English one, compiled: English lemma or phrase -> French words with the log
//! probability of the channel and the bits of where the pair comes from.

use super::lexicon::bytes::{Sections, Table};
use super::lexicon::{Keys, Prefix};
use super::ngram::Symbol;

/// One French candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The French word or phrase, in the form that the table gives.
    pub french: &'static str,
    /// The number of its [`first_word`] in the context model, 0 when it has none.
    pub symbol: Symbol,
    /// log10 P(English | French) or P(French | English), as the table says.
    pub log_channel: f32,
    /// Bits of the table: sources or part of speech.
    pub bits: u8,
}

/// A table has at most so many different words: a row keeps the number of its word in 19 bits.
const WORDS: u32 = 1 << 19;

/// A table of candidates.
#[derive(Debug)]
pub struct Candidates {
    keys: Keys,
    starts: Table<'static, 3>,
    /// Word number in the low 19 bits, -20 × log10 of the channel in the next 8, bits in the rest.
    rows: Table<'static, 4>,
    word_ends: Table<'static, 3>,
    words: &'static str,
    /// For each word, [`Candidate::symbol`].
    symbols: Table<'static, 3>,
}

/// The first word of a French phrase, by which it is weighed where time is short.
pub fn first_word(french: &str) -> &str {
    french.split([' ', '\'']).next().unwrap_or_default()
}

impl Candidates {
    /// The table of these keys, in a file of the pack.
    pub fn load(keys: Keys, tables: &'static [u8]) -> Self {
        let sections = Sections::new(tables);
        Candidates {
            keys,
            starts: Table::new(sections.get(0)),
            rows: Table::new(sections.get(1)),
            word_ends: Table::new(sections.get(2)),
            words: std::str::from_utf8(sections.get(3)).unwrap_or_default(),
            symbols: Table::new(sections.get(4)),
        }
    }

    /// Number of English keys.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether the English lemma or phrase has candidates.
    pub fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The keys, to be walked letter by letter.
    pub fn prefix(&self) -> Prefix {
        self.keys.prefix()
    }

    /// Calls `each` with every English key.
    pub fn each_key(&self, each: impl FnMut(&str)) {
        self.keys.each(each);
    }

    /// Calls `each` with every English key and each of its candidates.
    pub fn each(&self, mut each: impl FnMut(&str, Candidate)) {
        self.each_key(|key| self.get(key).for_each(|candidate| each(key, candidate)));
    }

    /// The parts of speech that a table with [`PARTS`] has for an English lemma or phrase: a bit for each.
    pub fn parts(&self, key: &str) -> u16 {
        self.get(key).filter(|c| usize::from(c.bits) < PARTS.len()).fold(0, |all, c| all | 1 << c.bits)
    }

    /// The candidates of an English lemma or phrase, in the order of the table.
    pub fn get(&self, key: &str) -> impl Iterator<Item = Candidate> {
        self.keys.get(key).into_iter().flat_map(|number| self.of(number))
    }

    /// The candidates of the key with this number.
    pub fn of(&self, number: u64) -> impl Iterator<Item = Candidate> {
        self.rows_of(number).filter_map(|row| self.candidate(row))
    }

    /// Those of them whose channel (log10) is no less than this; of the others nothing else is read.
    pub fn likely(&self, number: u64, least: f32) -> impl Iterator<Item = Candidate> {
        self.rows_of(number).filter(move |&row| log_channel_of(row) >= least).filter_map(|row| self.candidate(row))
    }

    fn candidate(&self, row: u64) -> Option<Candidate> {
        let word = word_of(row);
        let start = if word == 0 { 0 } else { self.word_ends.get(word - 1) as usize };
        let french = self.words.get(start..self.word_ends.get(word) as usize)?;
        let symbol = self.symbols.get(word) as Symbol;
        Some(Candidate { french, symbol, log_channel: log_channel_of(row), bits: (row >> 27) as u8 })
    }

    /// Of the candidates of an English lemma or phrase nothing but [`Candidate::symbol`] and -20 × [`Candidate::log_channel`].
    pub fn symbols(&self, key: &str) -> impl Iterator<Item = (Symbol, u32)> {
        let rows = self.keys.get(key).into_iter().flat_map(|number| self.rows_of(number));
        rows.map(|row| (self.symbols.get(word_of(row)) as Symbol, channel_of(row)))
    }

    fn rows_of(&self, number: u64) -> impl Iterator<Item = u64> {
        let range = self.starts.get(number as usize)..self.starts.get(number as usize + 1);
        range.map(|row| self.rows.get(row as usize))
    }
}

/// The number of the word in a row of [`Candidates`].
fn word_of(row: u64) -> usize {
    (row & u64::from(WORDS - 1)) as usize
}

/// -20 × log10 of the channel in a row of [`Candidates`].
fn channel_of(row: u64) -> u32 {
    (row >> 19 & 0xff) as u32
}

/// log10 of the channel in a row of [`Candidates`].
fn log_channel_of(row: u64) -> f32 {
    -(channel_of(row) as f32) / 20.0
}

/// Builds the two files of a table: the keys and the rows. `symbol` numbers the words of the context model.
#[cfg(feature = "pack-builder")]
pub fn build(
    table: &std::collections::BTreeMap<String, Vec<(String, f64, u8)>>,
    symbol: impl Fn(&str) -> Symbol,
) -> Result<[Vec<u8>; 2], fst::Error> {
    use super::lexicon::bytes::three_bytes;

    let mut map = fst::MapBuilder::memory();
    let (mut starts, mut rows) = (three_bytes(0).to_vec(), Vec::new());
    let (mut ids, mut ends, mut words) = (std::collections::HashMap::new(), Vec::new(), Vec::<u8>::new());
    let mut symbols = Vec::new();
    for (index, (key, list)) in table.iter().enumerate() {
        map.insert(key, index as u64)?;
        for (french, channel, bits) in list {
            let next = ids.len() as u64;
            let id = *ids.entry(french.clone()).or_insert(next);
            if id == next {
                words.extend_from_slice(french.as_bytes());
                ends.extend(three_bytes(words.len()));
                symbols.extend(three_bytes(symbol(first_word(french)) as usize));
            }
            let q = (-20.0 * channel.max(1e-12).log10()).round().clamp(0.0, 255.0) as u64;
            rows.extend_from_slice(&((id | q << 19 | u64::from(*bits) << 27) as u32).to_le_bytes());
        }
        starts.extend(three_bytes(rows.len() / 4));
    }
    assert!(ids.len() <= WORDS as usize, "{} words do not fit into a row", ids.len());
    let tables = super::lexicon::bytes::write_sections(&[&starts, &rows, &ends, &words, &symbols]);
    Ok([map.into_inner()?, tables])
}

/// Parts of speech of the translation table, by the number that stands in [`Candidate::bits`]: noun, verb, adjective,
/// adverb, preposition, conjunction, determiner, pronoun, interjection, numeral, auxiliary or clause, quantity.
pub const PARTS: &[&str] = &["n", "v", "a", "r", "p", "c", "d", "o", "i", "m", "x", "q"];

/// [`Candidate::bits`] of the table learnt by alignment, beside the part of speech: the English is one translation of the
/// French, which is seldom the French for it.
pub const BACKWARDS: u8 = 16;

/// [`Candidate::bits`] of the homograph table: the pair stands in WordNet.
pub const WORDNET: u8 = 1;
/// [`Candidate::bits`] of the homograph table: the pair stands in Moby.
pub const MOBY: u8 = 2;
/// [`Candidate::bits`] of the homograph table: the French form is read as the plural or third person of the English lemma
/// under which it stands, so it answers to inflected intruders and is inflected already.
pub const INFLECTED: u8 = 4;
/// [`Candidate::bits`] of the homograph table: the same for the past (`sent` under *mail*: *mailed*).
pub const PAST: u8 = 8;
/// [`Candidate::bits`] of the homograph table: the pair shares its French in the table of translations.
pub const PIVOT: u8 = 16;

//! The hot table: one probe tells for nearly every word of a text how much doubt it deserves and its number in the
//! context model. Words that edited French uses less than three times are not in it; the lexicons behind it know them.

use super::lexicon::bytes::{Sections, Table};
use super::ngram::symbols::{FIRST_WORD, Symbol};
use super::traits::Traits;
use crate::text::hash;
use std::hint::select_unpredictable;

/// How much doubt a form deserves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Doubt {
    /// No lexicon has it.
    Unknown = 0,
    /// French and nothing else.
    Plain = 1,
    /// French, and spelt like an English word: context may doubt it.
    Homograph = 2,
    /// English in accepted use in French.
    Loan = 3,
    /// Known as a name only.
    Name = 4,
    /// English, not French.
    English = 5,
    /// French, and spelt like an English word that is hardly ever the right reading: doubted with its neighbours only.
    Shared = 6,
}

impl Doubt {
    /// Whether the form is spelt like an English word.
    pub const fn is_english_spelling(self) -> bool {
        matches!(self, Doubt::Homograph | Doubt::Loan | Doubt::English | Doubt::Shared)
    }

    /// Every class, in the order of their numbers.
    pub const ALL: [Doubt; 7] =
        [Doubt::Unknown, Doubt::Plain, Doubt::Homograph, Doubt::Loan, Doubt::Name, Doubt::English, Doubt::Shared];

    /// The class whose number stands in the three lowest bits.
    #[inline]
    fn of(bits: u8) -> Doubt {
        match bits & 7 {
            1 => Doubt::Plain,
            2 => Doubt::Homograph,
            3 => Doubt::Loan,
            4 => Doubt::Name,
            5 => Doubt::English,
            6 => Doubt::Shared,
            _ => Doubt::Unknown,
        }
    }
}

/// A bit for each class: [`Doubt::is_english_spelling`].
const SPELT_AS_ENGLISH: u32 = {
    let mut bits = 0;
    let mut i = 0;
    while i < Doubt::ALL.len() {
        bits |= (Doubt::ALL[i].is_english_spelling() as u32) << Doubt::ALL[i] as u32;
        i += 1;
    }
    bits
};

/// What the hot table says of a form, as it stands there: three bits of the class, one for names, eight of traits and 20 of the
/// symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(u32);

impl Word {
    /// French and nothing else, and not in the context model: stands for what is no word.
    pub const NONE: Word = Word::new(Doubt::Plain, false, Traits(0), 0);

    /// What [`Word::from_bits`] makes it of again.
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    /// A word from its [bits](Word::bits).
    pub(super) fn from_bits(bits: u32) -> Self {
        Word(bits)
    }

    /// Stands for what is to be looked up still: doubtful till then.
    pub const LATE: Word = Word(u32::MAX);

    /// Puts together what is said of a form.
    ///
    /// # Panics
    /// When the symbol has more than 20 bits.
    pub const fn new(doubt: Doubt, is_name: bool, traits: Traits, symbol: Symbol) -> Word {
        assert!(symbol < 1 << 20, "too many words for a row");
        Word(doubt as u32 | (is_name as u32) << 3 | (traits.0 as u32) << 4 | symbol << 12)
    }

    /// How much doubt it deserves.
    #[inline]
    pub fn doubt(self) -> Doubt {
        Doubt::of(self.0 as u8)
    }

    /// Whether it may be anything but French or a name.
    #[inline]
    pub fn is_doubtful(self) -> bool {
        const PLAIN: u32 = 1 << Doubt::Plain as u32 | 1 << Doubt::Name as u32;
        PLAIN >> (self.0 & 7) & 1 == 0
    }

    /// Whether no lexicon has it.
    #[inline]
    pub fn is_unknown(self) -> bool {
        self.0 & 7 == Doubt::Unknown as u32
    }

    /// See [`Doubt::is_english_spelling`].
    #[inline]
    pub fn is_english_spelling(self) -> bool {
        SPELT_AS_ENGLISH >> (self.0 & 7) & 1 == 1
    }

    /// Whether it is mostly seen capitalised inside sentences.
    #[inline]
    pub fn is_name(self) -> bool {
        self.0 >> 3 & 1 == 1
    }

    /// Elision and agreement.
    #[inline]
    pub fn traits(self) -> Traits {
        Traits((self.0 >> 4) as u8)
    }

    /// Its number in the context model, 0 when it has none.
    #[inline]
    pub fn symbol(self) -> Symbol {
        self.0 >> 12
    }
}

/// The hot table. A row has 32 bits of the hash and a [`Word`].
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The most frequent words, which make up most of a text, are apart: together they fit into a fast cache. Two rows a
    /// bucket, so that one look tells without a branch.
    common: &'static [[u8; 16]; BUCKETS],
    rest: Table<'static, 8>,
    /// For each symbol from [`FIRST_WORD`] on, -20 × log10 of its relative frequency in small letters in edited French.
    frequencies: &'static [u8],
    /// For the same symbols, 20 × the odds of [`Words::english_odds`] above -3.
    odds: &'static [u8],
}

#[inline]
fn place(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

/// Nearly every word that is found stands where it belongs or right after.
#[inline(always)]
fn find(table: Table<'static, 8>, hash: u64) -> Option<Word> {
    let at = place(hash, table.len());
    let row = table.get(at);
    if row as u32 == hash as u32 && row != 0 { Some(Word((row >> 32) as u32)) } else { find_on(table, at, row, hash) }
}

#[inline(never)]
fn find_on(table: Table<'static, 8>, mut at: usize, mut row: u64, hash: u64) -> Option<Word> {
    while row != 0 {
        if row as u32 == hash as u32 {
            return Some(Word((row >> 32) as u32));
        }
        at = if at + 1 == table.len() { 0 } else { at + 1 };
        row = table.get(at);
    }
    None
}

impl Words {
    /// The table in the file `words.bin` of the pack.
    pub fn load(bytes: &'static [u8]) -> Self {
        let sections = Sections::new(bytes);
        Words {
            common: sections.get(0).as_chunks().0.first_chunk().unwrap_or(&[[0; 16]; BUCKETS]),
            rest: Table::new(sections.get(1)),
            frequencies: sections.get(2),
            odds: sections.get(3),
        }
    }

    /// Number of words in the context model.
    pub fn vocabulary(&self) -> usize {
        self.frequencies.len()
    }

    /// The row of a folded word.
    pub fn get(&self, folded: &str) -> Option<Word> {
        let hash = hash(folded.as_bytes());
        Some(self.find_common(hash)).filter(|&word| word != Word::LATE).or_else(|| self.find_rest(hash))
    }

    /// The row of the folded word with this hash, or [`Word::LATE`] if it is none of the most frequent words.
    #[inline]
    pub fn find_common(&self, hash: u64) -> Word {
        let bucket = u128::from_le_bytes(self.common[place(hash, BUCKETS) % BUCKETS]);
        let word = |row: u64, other: u32| select_unpredictable(row as u32 == hash as u32, (row >> 32) as u32, other);
        Word(word(bucket as u64, word((bucket >> 64) as u64, Word::LATE.0)))
    }

    /// The row of the folded word with this hash, if it is not in [`Words::find_common`].
    pub fn find_rest(&self, hash: u64) -> Option<Word> {
        find(self.rest, hash)
    }

    /// Asks for the row of [`Words::find_rest`] from memory, so that it need not be waited for later.
    #[inline]
    pub fn prefetch(&self, hash: u64) {
        self.rest.prefetch_probe(place(hash, self.rest.len()), 1);
    }

    /// log10 of the relative frequency of a symbol, in small letters, in edited French; -8 when it was seen less than
    /// three times.
    pub fn log_frequency(&self, symbol: Symbol) -> f32 {
        let index = symbol.checked_sub(FIRST_WORD).map(|i| i as usize);
        index.and_then(|i| self.frequencies.get(i)).map_or(-8.0, |&q| -f32::from(q) / 20.0)
    }

    /// log10 of how much more frequent the spelling of a symbol is in English than in small letters in edited French, between
    /// -3 and 6.
    pub fn english_odds(&self, symbol: Symbol) -> f32 {
        let index = symbol.checked_sub(FIRST_WORD).map(|i| i as usize);
        index.and_then(|i| self.odds.get(i)).map_or(ODDS.1, |&q| ODDS.0 + f32::from(q) / 20.0)
    }
}

/// How many words are tried in the table of the most frequent ones; those whose bucket is full stay in the other table.
#[cfg(feature = "pack-builder")]
const COMMON: Symbol = 4000;

/// Buckets of the table of the most frequent words: 64 kilobytes.
const BUCKETS: usize = 1 << 12;

/// What [`Words::english_odds`] is between.
const ODDS: (f32, f32) = (-3.0, 6.0);

/// Builds `words.bin` from (folded word, what is said of it), and for each symbol its relative frequency and log10 of that in
/// English.
#[cfg(feature = "pack-builder")]
pub fn build(words: &[(String, Word)], frequencies: &[f64], english: &[f32]) -> Vec<u8> {
    let row = |hash: u64, word: Word| u64::from(hash as u32) | u64::from(word.0) << 32;
    // Symbols are numbered by falling frequency.
    let mut by_symbol: Vec<&(String, Word)> = words.iter().collect();
    by_symbol.sort_by_key(|(_, word)| word.symbol());
    let mut buckets = vec![[row(0, Word::LATE); 2]; BUCKETS];
    let mut rest = Vec::new();
    for (text, word) in by_symbol {
        let hash = hash(text.as_bytes());
        let bucket = &mut buckets[place(hash, BUCKETS)];
        assert!(bucket.iter().all(|&row| row as u32 != hash as u32), "two words with one fingerprint: {text}");
        let free = bucket.iter_mut().find(|free| **free == row(0, Word::LATE));
        match free.filter(|_| (FIRST_WORD..FIRST_WORD + COMMON).contains(&word.symbol())) {
            Some(free) => *free = row(hash, *word),
            None => rest.push((hash, *word)),
        }
    }
    let len = rest.len() * 10 / 7 + 1;
    let mut rows = vec![0u64; len];
    for (hash, word) in rest {
        let mut at = place(hash, len);
        while rows[at] != 0 {
            assert!(rows[at] as u32 != hash as u32, "two words with one fingerprint: change the hash");
            at = if at + 1 == len { 0 } else { at + 1 };
        }
        rows[at] = row(hash, word);
    }
    let common: Vec<u8> = buckets.as_flattened().iter().flat_map(|row| row.to_le_bytes()).collect();
    let rest: Vec<u8> = rows.iter().flat_map(|row| row.to_le_bytes()).collect();
    let frequencies: Vec<u8> =
        frequencies.iter().map(|f| (-20.0 * f.max(1e-9).log10()).round().clamp(0.0, 160.0) as u8).collect();
    let odds = english.iter().zip(&frequencies).map(|(english, &q)| english + f32::from(q) / 20.0);
    let odds: Vec<u8> = odds.map(|odds| ((odds.clamp(ODDS.0, ODDS.1) - ODDS.0) * 20.0).round() as u8).collect();
    super::lexicon::bytes::write_sections(&[&common, &rest, &frequencies, &odds])
}

#[cfg(test)]
mod tests {
    use crate::language::Pack;

    #[test]
    fn no_row_lies_in_two_lines_of_the_cache() {
        let words = Pack::embedded().words;
        assert!((words.common.as_ptr() as usize).is_multiple_of(size_of_val(&words.common[0])));
        assert!(words.rest.is_aligned());
    }
}

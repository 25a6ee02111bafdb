//! The hot table: one probe tells for nearly every word of a text how much doubt it deserves and its number in the
//! context model. Words that edited French uses less than three times are not in it; the lexicons behind it know them.

use super::lexicon::bytes::{Sections, Table};
use super::ngram::symbols::{FIRST_WORD, Symbol};
use std::hint::black_box;

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
    pub fn is_english_spelling(self) -> bool {
        matches!(self, Doubt::Homograph | Doubt::Loan | Doubt::English | Doubt::Shared)
    }

    /// Every class, in the order of their numbers.
    pub const ALL: [Doubt; 7] =
        [Doubt::Unknown, Doubt::Plain, Doubt::Homograph, Doubt::Loan, Doubt::Name, Doubt::English, Doubt::Shared];
}

/// What the hot table says of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// How much doubt it deserves.
    pub doubt: Doubt,
    /// Its number in the context model, 0 when it has none.
    pub symbol: Symbol,
    /// Whether it is mostly seen capitalised inside sentences.
    pub is_name: bool,
}

/// The hot table. A row has 32 bits of the hash, the class, the name flag and the symbol.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    rows: Table<'static, 8>,
    /// For each symbol from [`FIRST_WORD`] on, -20 × log10 of its relative frequency in small letters in edited French.
    frequencies: &'static [u8],
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const STEP: u64 = 0xa076_1d64_78bd_642f;
const LAST: u64 = 0xe703_7ed1_a0b4_28db;

/// Multiply and fold.
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// A hash of a folded word: the 64-bit multiply-and-fold of wyhash, eight bytes at a time.
pub fn hash(word: &[u8]) -> u64 {
    let mut state = SEED ^ word.len() as u64;
    let (chunks, rest) = word.as_chunks::<8>();
    for chunk in chunks {
        state = mix(state ^ u64::from_le_bytes(*chunk), STEP);
    }
    let mut last = [0u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(state ^ u64::from_le_bytes(last), LAST)
}

/// [`hash`] of `text[from..to]` after these bits of its first eight bytes are changed, without copying; `None` where eight
/// more bytes cannot be read.
pub fn hash_in(text: &[u8], from: usize, to: usize, change: u64) -> Option<u64> {
    let len = to - from;
    // The last, partial group of eight bytes must lie inside the text as a whole.
    let (groups, _) = text.get(from..from + len / 8 * 8 + 8)?.as_chunks::<8>();
    let (last, groups) = groups.split_last()?;
    let (mut state, mut change) = (SEED ^ len as u64, change);
    for group in groups {
        state = mix(state ^ u64::from_le_bytes(*group) ^ change, STEP);
        change = 0;
    }
    let rest = (u64::from_le_bytes(*last) ^ change) & ((1 << (len % 8 * 8)) - 1);
    Some(mix(state ^ rest, LAST))
}

fn place(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

impl Words {
    /// The table in the file `words.bin` of the pack.
    pub fn load(bytes: &'static [u8]) -> Self {
        let sections = Sections::new(bytes);
        Words { rows: Table::new(sections.get(0)), frequencies: sections.get(1) }
    }

    /// Number of words in the context model.
    pub fn vocabulary(&self) -> usize {
        self.frequencies.len()
    }

    /// The row of a folded word.
    pub fn get(&self, folded: &str) -> Option<Word> {
        self.find(hash(folded.as_bytes()))
    }

    /// Brings the rows of words with these hashes from memory, all at once; [`Words::find`] waits for each.
    pub fn fetch(&self, hashes: impl Iterator<Item = u64>) {
        let rows = hashes.map(|hash| self.rows.get(place(hash, self.rows.len())));
        black_box(rows.fold(0, |all, row| all ^ row));
    }

    /// The row of the folded word with this hash.
    pub fn find(&self, hash: u64) -> Option<Word> {
        if self.rows.is_empty() {
            return None;
        }
        let mut at = place(hash, self.rows.len());
        loop {
            let row = self.rows.get(at);
            if row == 0 {
                return None;
            }
            if row as u32 == hash as u32 {
                return Some(Word {
                    doubt: Doubt::ALL[(row >> 32 & 7) as usize % 7],
                    is_name: row >> 35 & 1 == 1,
                    symbol: (row >> 36) as Symbol & 0x1f_ffff,
                });
            }
            at = if at + 1 == self.rows.len() { 0 } else { at + 1 };
        }
    }

    /// log10 of the relative frequency of a symbol, in small letters, in edited French; -8 when it was seen less than
    /// three times.
    pub fn log_frequency(&self, symbol: Symbol) -> f32 {
        let index = symbol.checked_sub(FIRST_WORD).map(|i| i as usize);
        index.and_then(|i| self.frequencies.get(i)).map_or(-8.0, |&q| -f32::from(q) / 20.0)
    }
}

/// Builds `words.bin` from (folded word, what is said of it) and the relative frequency of each symbol.
#[cfg(feature = "pack-builder")]
pub fn build(words: &[(String, Word)], frequencies: &[f64]) -> Vec<u8> {
    let len = words.len() * 10 / 7 + 1;
    let mut rows = vec![0u64; len];
    for (text, word) in words {
        let hash = hash(text.as_bytes());
        let mut at = place(hash, len);
        while rows[at] != 0 {
            assert!(rows[at] as u32 != hash as u32, "two words with one fingerprint: change the hash ({text})");
            at = if at + 1 == len { 0 } else { at + 1 };
        }
        let row = u64::from(hash as u32)
            | (word.doubt as u64) << 32
            | u64::from(word.is_name) << 35
            | u64::from(word.symbol) << 36;
        rows[at] = row;
    }
    let rows: Vec<u8> = rows.iter().flat_map(|r| r.to_le_bytes()).collect();
    let frequencies: Vec<u8> =
        frequencies.iter().map(|f| (-20.0 * f.max(1e-9).log10()).round().clamp(0.0, 160.0) as u8).collect();
    super::lexicon::bytes::write_sections(&[&rows, &frequencies])
}

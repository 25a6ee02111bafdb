//! The context model: bigrams and trigrams with absolute discounting, backed off and interpolated.
//!
//! Every n-gram is a row of a hash table without keys: 24 bits of its hash stand for it, so one look-up in 16 million
//! times the length of the probe finds a row that belongs to another n-gram, which moves one score a little. A row costs
//! four bytes, and a bigram one more for its back-off weight. Along every probe the fingerprints fall, free rows last
//! (Amble and Knuth 1974): most n-grams asked for are not there, and this shows after three or four rows instead of sixteen.

use super::symbols::Symbol;
use crate::language::lexicon::bytes::{Sections, Table};

/// Scale of quantised logarithms: a byte q stands for 10^(-q / SCALE).
pub const SCALE: f32 = 25.0;

/// log10 of the probability given to a word that the model does not know.
pub const UNKNOWN_LOG: f32 = -7.5;

/// log10 of the share that one spelling has of the class of unknown words, and of the class of names: the classes stand
/// for tens of thousands of words each, and a class's probability is not that of one of its words.
pub const UNKNOWN_SPELLING: f32 = -4.0;
/// See [`UNKNOWN_SPELLING`].
pub const NAME_SPELLING: f32 = -3.0;

/// log10 P(spelling | symbol).
pub fn spelling(symbol: Symbol) -> f32 {
    match symbol {
        super::symbols::UNKNOWN => UNKNOWN_SPELLING,
        super::symbols::NAME => NAME_SPELLING,
        _ => 0.0,
    }
}

/// The number of which this is the log10.
pub fn power_of_ten(log: f32) -> f32 {
    // Less than half of what `powf` takes.
    (std::f32::consts::LOG2_10 * log).exp2()
}

/// An n-gram model of order 3 (or 2, without trigrams).
#[derive(Debug, Clone, Copy)]
pub struct Model {
    unigrams: &'static [u8],
    unigram_backoffs: &'static [u8],
    bigrams: Table<'static, 4>,
    bigram_backoffs: Table<'static, 1>,
    trigrams: Table<'static, 4>,
}

/// Numbers of symbols, in the order of the text, as one key.
pub fn key(symbols: &[Symbol]) -> u64 {
    symbols.iter().fold(1, |key, &s| key << 21 | u64::from(s))
}

/// The two symbols of the [`key`] of a bigram.
#[cfg(feature = "pack-builder")]
pub fn pair(key: u64) -> [Symbol; 2] {
    let symbol = |bits: u64| (bits & 0x1f_ffff) as Symbol;
    [symbol(key >> 21), symbol(key)]
}

/// Finalizer of MurmurHash3.
fn mix(mut key: u64) -> u64 {
    key ^= key >> 33;
    key = key.wrapping_mul(0xff51_afd7_ed55_8ccd);
    key ^= key >> 33;
    key = key.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    key ^ key >> 33
}

/// Where the probe of a key starts in a table, and the fingerprint that is looked for, which is never 0.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    at: u32,
    fingerprint: u32,
}

impl Place {
    /// In a table of `len` rows.
    fn of(key: u64, len: usize) -> Self {
        let hash = mix(key);
        let at = (((hash >> 32) * len as u64) >> 32) as u32;
        Place { at, fingerprint: ((hash & 0xff_ffff) as u32).max(1) }
    }
}

/// Rows that most probes read after the first.
const PROBE: usize = 4;

fn probability(q: u8) -> f32 {
    -f32::from(q) / SCALE
}

/// The row of a key, and what it says.
fn find_from(table: Table<'static, 4>, Place { at, fingerprint }: Place) -> Option<(usize, u8)> {
    if table.is_empty() {
        return None;
    }
    let mut at = at as usize;
    loop {
        let row = table.get(at) as u32;
        if row >> 8 <= fingerprint {
            return (row >> 8 == fingerprint).then_some((at, row as u8));
        }
        at = if at + 1 == table.len() { 0 } else { at + 1 };
    }
}

impl Model {
    /// The model in sections 1 to 5 of an n-gram file.
    pub fn load(sections: Sections<'static>) -> Self {
        Model {
            unigrams: sections.get(1),
            unigram_backoffs: sections.get(2),
            bigrams: Table::new(sections.get(3)),
            bigram_backoffs: Table::new(sections.get(4)),
            trigrams: Table::new(sections.get(5)),
        }
    }

    /// Rows for bigrams and trigrams, free ones included.
    pub fn rows(&self) -> (usize, usize) {
        (self.bigrams.len(), self.trigrams.len())
    }

    /// log10 P(word).
    pub fn unigram(&self, word: Symbol) -> f32 {
        if word == 0 {
            return UNKNOWN_LOG;
        }
        self.unigrams.get(word as usize).map_or(UNKNOWN_LOG, |&q| probability(q))
    }

    /// Whether the model has seen `second` right after `first`.
    pub fn knows(&self, first: Symbol, second: Symbol) -> bool {
        find_from(self.bigrams, self.place([first, second])).is_some()
    }

    /// log10 P(word | before).
    pub fn bigram(&self, before: Symbol, word: Symbol) -> f32 {
        self.pair(before, word).log
    }

    /// Asks for the row of a pair of symbols from memory, and tells where it is: [`Model::pair`] waits for it.
    #[inline]
    pub fn locate(&self, pair: [Symbol; 2]) -> Place {
        let place = self.place(pair);
        self.bigrams.prefetch_probe(place.at as usize, PROBE);
        place
    }

    fn place(&self, pair: [Symbol; 2]) -> Place {
        Place::of(key(&pair), self.bigrams.len())
    }

    /// What the model knows of two symbols in a row.
    pub fn pair(&self, first: Symbol, second: Symbol) -> Pair {
        self.pair_at(self.place([first, second]), [first, second])
    }

    /// [`Model::pair`] for symbols that have been [located](Model::locate).
    pub fn pair_at(&self, place: Place, [first, second]: [Symbol; 2]) -> Pair {
        match find_from(self.bigrams, place) {
            Some((row, q)) => Pair { log: probability(q), row: Some(row as u32) },
            None => {
                let backoff = self.unigram_backoffs.get(first as usize).map_or(0.0, |&q| probability(q));
                Pair { log: backoff + self.unigram(second), row: None }
            }
        }
    }

    /// log10 P(word | before2 before1).
    pub fn trigram(&self, before2: Symbol, before1: Symbol, word: Symbol) -> f32 {
        self.joined([before2, before1, word], self.pair(before2, before1), self.pair(before1, word))
    }

    /// [`Model::trigram`] of three symbols of which both pairs have been looked up. A trigram seen so often as to be kept
    /// was seen with both its pairs, which are kept then, so that most trigrams need not be looked up.
    pub fn joined(&self, symbols: [Symbol; 3], first: Pair, second: Pair) -> f32 {
        self.joined_at(self.place_joined(symbols, first, second), first, second)
    }

    /// What [`Model::joined`] looks up, asked for from memory: all of many are on their way before the first is waited for.
    pub fn locate_joined(&self, symbols: [Symbol; 3], first: Pair, second: Pair) -> Option<Place> {
        if let Some(row) = first.row {
            self.bigram_backoffs.prefetch(row as usize);
        }
        let place = self.place_joined(symbols, first, second);
        if let Some(place) = place {
            self.trigrams.prefetch_probe(place.at as usize, PROBE);
        }
        place
    }

    #[inline]
    fn place_joined(&self, symbols: [Symbol; 3], first: Pair, second: Pair) -> Option<Place> {
        let may_be_kept = first.is_known() && second.is_known();
        may_be_kept.then(|| Place::of(key(&symbols), self.trigrams.len()))
    }

    /// [`Model::joined`] for symbols that have been [located](Model::locate_joined).
    #[inline]
    pub fn joined_at(&self, place: Option<Place>, first: Pair, second: Pair) -> f32 {
        let Some(row) = first.row else { return second.log };
        match place.and_then(|place| find_from(self.trigrams, place)) {
            Some((_, q)) => probability(q),
            None => probability(self.bigram_backoffs.get(row as usize) as u8) + second.log,
        }
    }
}

/// What the model knows of two symbols in a row.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pair {
    /// log10 P(second | first).
    pub log: f32,
    /// The row of the bigram, if it was kept.
    row: Option<u32>,
}

impl Pair {
    /// Whether the model has seen the second right after the first.
    pub fn is_known(self) -> bool {
        self.row.is_some()
    }
}

/// Counts from which a model is made.
#[cfg(feature = "pack-builder")]
#[derive(Debug, Default)]
pub struct Counts {
    /// Occurrences of each symbol.
    pub unigrams: Vec<u64>,
    /// Sorted by key.
    pub bigrams: Vec<(u64, u32)>,
    /// Sorted by key.
    pub trigrams: Vec<(u64, u32)>,
}

/// How much of the counts a model keeps.
#[cfg(feature = "pack-builder")]
#[derive(Debug, Clone, Copy)]
pub struct Pruning {
    /// Bigrams seen less often are left out; at least 3.
    pub min_bigram: u32,
    /// Trigrams seen less often are left out; at least 3.
    pub min_trigram: u32,
    /// Trigrams whose log10 probability is no further than this from what the bigram gives are left out.
    pub min_gain: f32,
}

/// Builds the file of a model: `first` is its first section (word frequencies), the others are those of [`Model::load`].
///
/// Absolute discounting: a kept n-gram has (count - D) / total, the rest of the mass of its context goes to the back-off
/// weight, with D = n1 / (n1 + 2 n2) per order (Ney, Essen and Kneser 1994).
#[cfg(feature = "pack-builder")]
pub fn build(first: &[u8], counts: &Counts, pruning: Pruning) -> Vec<u8> {
    use std::collections::HashMap;

    fn discount(list: &[(u64, u32)]) -> f64 {
        let n = |k| list.iter().filter(|x| x.1 == k).count() as f64;
        let (n1, n2) = (n(1), n(2));
        if n1 + n2 == 0.0 { 0.5 } else { (n1 / (n1 + 2.0 * n2)).clamp(0.3, 0.9) }
    }
    fn quantise(p: f64) -> u8 {
        (-p.max(1e-30).log10() * f64::from(SCALE)).round().clamp(0.0, 255.0) as u8
    }
    fn table(rows: &[(u64, u8)]) -> (Vec<u8>, HashMap<u64, usize>) {
        let len = (rows.len() as f64 / 0.82) as usize + 1;
        // The key that each row belongs to, and its row.
        let mut keys = vec![0u64; len];
        let mut slots = vec![0u32; len];
        for &(mut key, q) in rows {
            let Place { at, fingerprint } = Place::of(key, len);
            let mut at = at as usize;
            let mut row = fingerprint << 8 | u32::from(q);
            while row != 0 {
                if slots[at] >> 8 < row >> 8 {
                    std::mem::swap(&mut slots[at], &mut row);
                    std::mem::swap(&mut keys[at], &mut key);
                }
                at = if at + 1 == len { 0 } else { at + 1 };
            }
        }
        let at_of = keys.iter().enumerate().filter(|k| *k.1 != 0).map(|(at, &key)| (key, at)).collect();
        (slots.iter().flat_map(|s| s.to_le_bytes()).collect(), at_of)
    }

    let total: f64 = counts.unigrams.iter().sum::<u64>() as f64;
    let unigram = |s: u64| (counts.unigrams.get(s as usize).copied().unwrap_or(0) as f64 + 0.1) / (total + 1.0);
    let mask = (1u64 << 21) - 1;
    let d2 = discount(&counts.bigrams);
    let d3 = discount(&counts.trigrams);

    // Totals of contexts, from all bigrams and trigrams, kept or not.
    let mut after1 = vec![0u64; counts.unigrams.len()];
    for &(k, c) in &counts.bigrams {
        after1[(k >> 21 & mask) as usize] += u64::from(c);
    }
    let mut kept1 = vec![0f64; counts.unigrams.len()];
    let kept_bigrams: Vec<(u64, u32)> = counts.bigrams.iter().copied().filter(|x| x.1 >= pruning.min_bigram).collect();
    for &(k, c) in &kept_bigrams {
        let v = (k >> 21 & mask) as usize;
        kept1[v] += (f64::from(c) - d2) / after1[v] as f64;
    }
    let backoff1: Vec<f64> = kept1.iter().map(|k| (1.0 - k).max(1e-4)).collect();
    let bigram: HashMap<u64, f64> = kept_bigrams
        .iter()
        .map(|&(k, c)| {
            let v = (k >> 21 & mask) as usize;
            (k, (f64::from(c) - d2) / after1[v] as f64 + backoff1[v] * unigram(k & mask))
        })
        .collect();
    let bigram_p = |v: u64, w: u64| {
        bigram.get(&(1 << 42 | v << 21 | w)).copied().unwrap_or_else(|| backoff1[v as usize] * unigram(w))
    };

    let mut after2: HashMap<u64, u64> = HashMap::new();
    for &(k, c) in &counts.trigrams {
        *after2.entry(k >> 21).or_default() += u64::from(c);
    }
    let mut kept2: HashMap<u64, f64> = HashMap::new();
    let mut kept_trigrams = Vec::new();
    for &(k, c) in counts.trigrams.iter().filter(|x| x.1 >= pruning.min_trigram) {
        let context = k >> 21;
        if !bigram.contains_key(&context) {
            continue;
        }
        let share = (f64::from(c) - d3) / after2[&context] as f64;
        let gain = (share / bigram_p(k >> 21 & mask, k & mask)).log10().abs() as f32;
        if gain < pruning.min_gain {
            continue;
        }
        *kept2.entry(context).or_default() += share;
        kept_trigrams.push((k, share));
    }
    let backoff2 = |context: u64| (1.0 - kept2.get(&context).copied().unwrap_or(0.0)).max(1e-4);
    let trigram_rows: Vec<(u64, u8)> = kept_trigrams
        .iter()
        .map(|&(k, share)| {
            let context = k >> 21;
            (k, quantise(share + backoff2(context) * bigram_p(k >> 21 & mask, k & mask)))
        })
        .collect();
    let mut bigram_rows: Vec<(u64, u8)> = bigram.iter().map(|(&k, &p)| (k, quantise(p))).collect();
    bigram_rows.sort_unstable();
    let (bigrams, places) = table(&bigram_rows);
    let mut backoffs = vec![0u8; bigrams.len() / 4];
    for (&k, &at) in &places {
        backoffs[at] = quantise(backoff2(k));
    }
    let (trigrams, _) = table(&trigram_rows);
    let unigrams: Vec<u8> = (0..counts.unigrams.len() as u64).map(|s| quantise(unigram(s))).collect();
    let unigram_backoffs: Vec<u8> = backoff1.iter().map(|&b| quantise(b)).collect();
    // The rows after these start at a multiple of their size: then none lies in two lines of the cache.
    let whole_rows = |mut bytes: Vec<u8>| {
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    };
    crate::language::lexicon::bytes::write_sections(&[
        first,
        &whole_rows(unigrams),
        &whole_rows(unigram_backoffs),
        &bigrams,
        &whole_rows(backoffs),
        &trigrams,
    ])
}

#[cfg(test)]
mod tests {
    use crate::language::Pack;

    #[test]
    fn no_row_lies_in_two_lines_of_the_cache() {
        let context = Pack::embedded().context;
        assert!(context.bigrams.is_aligned() && context.trigrams.is_aligned());
    }
}

//! Sets of hashes that are right about every member and wrong about few others.
//!
//! Bloom filters in blocks of one 64-bit word (Putze, Sanders and Singler 2007): one look into the memory tells, and one
//! stranger in a few hundred passes. They stand before the transducers, whose look-ups cost twenty times as much: nearly
//! every pair of words of a text starts no English expression, and most words that the hot table does not have are in no list.

use super::lexicon::bytes::Table;

/// A filter.
#[derive(Debug, Clone, Copy)]
pub struct Filter(Table<'static, 8>);

/// Bits of a key in its block: the low ones of its hash, six for each.
const BITS: u32 = 4;

/// The block of a key and its bits in there.
fn place(key: u64, blocks: usize) -> (usize, u64) {
    let key = (key ^ key >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let block = ((key >> 32) * blocks as u64) >> 32;
    (block as usize, (0..BITS).fold(0, |bits, i| bits | 1 << (key >> (6 * i) & 63)))
}

/// The key of two words with these [hashes](crate::text::hash()).
pub fn pair(first: u64, second: u64) -> u64 {
    (first ^ second.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Filter {
    /// The filter in a file of the pack.
    pub fn load(bytes: &'static [u8]) -> Self {
        Filter(Table::new(bytes))
    }

    /// Asks for the block of a key from memory, so that [`Filter::contains`] need not wait for it.
    #[inline]
    pub fn prefetch(&self, key: u64) {
        self.0.prefetch(place(key, self.0.len()).0);
    }

    /// Whether the key may be a member.
    #[inline]
    pub fn contains(&self, key: u64) -> bool {
        let (block, bits) = place(key, self.0.len());
        self.0.get(block) & bits == bits
    }
}

/// Builds the file from the keys: 13 bits for each.
#[cfg(feature = "pack-builder")]
pub fn build(keys: &std::collections::BTreeSet<u64>) -> Vec<u8> {
    let mut blocks = vec![0u64; keys.len() / 5 + 1];
    let len = blocks.len();
    for &key in keys {
        let (block, bits) = place(key, len);
        blocks[block] |= bits;
    }
    blocks.iter().flat_map(|block| block.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pack;
    use crate::text::hash;

    const FRENCH: &[&str] =
        &["maison", "rouge", "petit", "chat", "table", "vers", "lundi", "pain", "route", "vie", "sur", "les"];

    #[test]
    fn knows_the_starts_of_expressions_and_few_other_pairs() {
        let starts = Pack::embedded().starts;
        let knows = |a: &str, b: &str| starts.contains(pair(hash(a.as_bytes()), hash(b.as_bytes())));
        for (a, b) in [("in", "addition"), ("hundreds", "of"), ("went", "on"), ("go", "on"), ("as", "well")] {
            assert!(knows(a, b), "{a} {b}");
        }
        let pairs = FRENCH.iter().flat_map(|a| FRENCH.iter().map(move |b| (*a, *b)));
        assert!(pairs.filter(|(a, b)| knows(a, b)).count() <= 4);
    }

    #[test]
    fn knows_what_the_lists_have() {
        let pack = Pack::embedded();
        for word in ["however", "lyon", "week-end", "smith"] {
            assert!(pack.listed.contains(hash(word.as_bytes())), "{word}");
        }
        let words = (0..1000).map(|n| format!("xqz{n}"));
        assert!(words.filter(|word| pack.listed.contains(hash(word.as_bytes()))).count() <= 20);
    }
}

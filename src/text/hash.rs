//! The hash of a folded word, by which the tables know it.
//!
//! The multiply-and-fold of wyhash (Wang Yi, public domain), eight bytes at a time: one multiplication for a word of up to
//! seven bytes, two for one of up to fifteen. The scanner computes it while it looks for the end of the word, from the
//! eight bytes that it has in hand.

use std::hint::select_unpredictable;

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const STEP: u64 = 0xa076_1d64_78bd_642f;
const LAST: u64 = 0xe703_7ed1_a0b4_28db;

/// Multiply and fold.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// A hash of which some groups of eight bytes have been taken in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hasher(u64);

impl Hasher {
    pub(super) const fn new() -> Self {
        Hasher(SEED)
    }

    /// Takes in eight bytes.
    #[inline]
    pub(super) fn group(&mut self, group: u64) {
        self.0 = mix(self.0 ^ group, STEP);
    }

    /// The hash, with the last bytes, less than eight, of a word of this length; the bits beyond them are ignored.
    #[inline]
    pub(super) fn finish(self, rest: u64, len: usize) -> u64 {
        let rest = rest & ((1 << (len % 8 * 8)) - 1);
        mix(self.0 ^ rest, LAST ^ len as u64)
    }
}

/// The hash of a folded word.
pub fn hash(word: &[u8]) -> u64 {
    let mut hasher = Hasher::new();
    let (groups, rest) = word.as_chunks::<8>();
    for group in groups {
        hasher.group(u64::from_le_bytes(*group));
    }
    let mut last = [0u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    hasher.finish(u64::from_le_bytes(last), word.len())
}

/// [`hash`] of a word of less than 16 bytes, given its first eight bytes and the next eight; the bits beyond it are ignored. Both
/// lengths take the same way, which nobody has to guess.
#[inline(always)]
pub(super) fn short_hash(first: u64, second: u64, len: usize) -> u64 {
    let is_long = len >= 8;
    let mut long = Hasher::new();
    long.group(first);
    let hasher = select_unpredictable(is_long, long, Hasher::new());
    hasher.finish(select_unpredictable(is_long, second, first), len)
}

/// [`hash`] of `text[from..to]` after the bits of `change` are flipped in its first eight bytes, without copying; `None`
/// where eight more bytes cannot be read.
pub(super) fn hash_in(text: &[u8], from: usize, to: usize, mut change: u64) -> Option<u64> {
    let len = to - from;
    // The last, partial group of eight bytes must lie inside the text as a whole.
    let (groups, _) = text.get(from..from + len / 8 * 8 + 8)?.as_chunks::<8>();
    let (last, groups) = groups.split_last()?;
    let mut hasher = Hasher::new();
    for group in groups {
        hasher.group(u64::from_le_bytes(*group) ^ change);
        change = 0;
    }
    Some(hasher.finish(u64::from_le_bytes(*last) ^ change, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_where_it_lies_or_copied() {
        let text = "anticonstitutionnellement et après".as_bytes();
        for from in 0..10 {
            for to in from..text.len() - 8 {
                assert_eq!(hash_in(text, from, to, 0), Some(hash(&text[from..to])), "{from}..{to}");
                let mut flipped = text[from..to].to_vec();
                if let Some(byte) = flipped.first_mut() {
                    *byte ^= 0x20;
                    assert_eq!(hash_in(text, from, to, 0x20), Some(hash(&flipped)), "{from}..{to}");
                }
            }
        }
        assert_eq!(hash_in(text, text.len() - 3, text.len(), 0), None);
    }
}

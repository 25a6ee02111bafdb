//! Reading the nodes of a transducer.
//!
//! `fst` builds the lists and reads them, but its nodes tell all of themselves whatever is asked: a word of eleven letters takes 1,700
//! instructions. Here a step reads what the step needs, and it takes 900 (callgrind over 4 MB of news and debates). The bytes are those of
//! version 3 of the format of `fst` 0.4 (`raw/node.rs` there says why they are so); a test holds every list of the pack equal.

use super::bytes::prefetch;
use fst::raw::Fst;
use std::fmt;

/// A node of a transducer.
#[derive(Clone, Copy)]
pub struct Node {
    bytes: &'static [u8],
    /// Where its last byte is, which is read first, or [`END`].
    at: usize,
}

/// The node at which a key ends, after which none goes on, and which adds nothing.
const END: usize = 0;

// The first byte says what kind of node it is: one that leads on with one byte, perhaps to the node right before it, or any other,
// at which a key ends or not.
const ONE: u8 = 0b1000_0000;
const TO_NEXT: u8 = 0b0100_0000;
const FINAL: u8 = 0b0100_0000;
/// The rest of it: which byte leads on, as [`COMMON`] numbers them, or how many do; 0 where a byte of its own says so.
const REST: u8 = 0b0011_1111;

/// The bytes that need none of their own (`raw/common_inputs.rs`).
const COMMON: &[u8; REST as usize + 1] = b"\0te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// Nodes that go on with more bytes than this have a table of them.
const MANY: usize = 32;

impl Node {
    /// The one at which all keys of a list start.
    pub fn root(list: &Fst<&'static [u8]>) -> Self {
        Node { bytes: list.as_inner(), at: list.root().addr() }
    }

    /// The node that a byte leads to, and what the step adds to the number of a key, if some key goes on with it.
    #[inline]
    pub fn step(self, byte: u8) -> Option<(Self, u64)> {
        let Node { bytes, at } = self;
        if at == END {
            return None;
        }
        let first = *bytes.get(at)?;
        if first & ONE == 0 {
            return self.many(first)?.step(bytes, byte);
        }
        let (own, at) = match first & REST {
            0 => (*bytes.get(at - 1)?, at - 1),
            common => (COMMON[usize::from(common)], at),
        };
        if own != byte {
            return None;
        }
        if first & TO_NEXT != 0 {
            return Some((Node { bytes, at: at - 1 }, 0));
        }
        let (of_address, of_number) = sizes(*bytes.get(at - 1)?);
        let address = at - 1 - of_address;
        let start = address - of_number;
        let node = Node { bytes, at: before(start, number(bytes, address, of_address)?) };
        Some((node, number(bytes, start, of_number)?))
    }

    /// What is added to the number of a key that ends here, if one does.
    #[inline]
    pub fn end(self) -> Option<u64> {
        if self.at == END {
            return Some(0);
        }
        let first = *self.bytes.get(self.at)?;
        if first & (ONE | FINAL) != FINAL {
            return None;
        }
        let Many { start, of_number, .. } = self.many(first)?;
        number(self.bytes, start, of_number)
    }

    /// The number of a key.
    pub fn get(self, key: &[u8]) -> Option<u64> {
        let (mut node, mut sum) = (self, 0);
        for &byte in key {
            let (next, added) = node.step(byte)?;
            (node, sum) = (next, sum + added);
        }
        Some(sum + node.end()?)
    }

    /// Asks for what the next step reads first from memory.
    #[inline]
    pub fn prefetch(self) {
        self.bytes.get(self.at).into_iter().for_each(prefetch);
    }

    /// [`Node::get`] of some keys, a step of each in turn: what a step needs from memory comes while the others take theirs.
    pub fn get_each<'k>(self, keys: impl Iterator<Item = &'k [u8]>) -> Vec<Option<u64>> {
        /// Where a key has come to, with the sum so far; `None` if no key goes on like it.
        type At = Option<(Node, u64)>;
        let mut walks: Vec<(&[u8], At)> = keys.map(|key| (key, Some((self, 0)))).collect();
        let mut goes_on = true;
        while goes_on {
            goes_on = false;
            for (rest, at) in &mut walks {
                let (Some((node, sum)), Some((&byte, left))) = (*at, rest.split_first()) else { continue };
                *rest = left;
                *at = node.step(byte).map(|(next, added)| (next, sum + added));
                if let Some((next, _)) = at {
                    next.prefetch();
                    goes_on = true;
                }
            }
        }
        walks.into_iter().map(|(_, at)| at.and_then(|(node, sum)| Some(sum + node.end()?))).collect()
    }

    #[inline]
    fn many(self, first: u8) -> Option<Many> {
        let (count, at) = match first & REST {
            0 => match *self.bytes.get(self.at - 1)? {
                1 => (1 << u8::BITS, self.at - 2),
                count => (usize::from(count), self.at - 2),
            },
            count => (usize::from(count), self.at - 1),
        };
        let (of_address, of_number) = sizes(*self.bytes.get(at)?);
        let inputs_end = if count > MANY { at - (1 << u8::BITS) } else { at };
        let numbers_end = inputs_end - count - count * of_address;
        let of_end = if first & FINAL == 0 { 0 } else { of_number };
        let start = numbers_end - count * of_number - of_end;
        Some(Many { count, inputs_end, of_address, of_number, start })
    }
}

/// Where the parts of a node are that leads on with any number of bytes: from `start` on what is added at the end, what the steps add,
/// the addresses, and the bytes, each from the last to the first, then perhaps the table of these.
struct Many {
    count: usize,
    inputs_end: usize,
    /// Bytes of an address, and of a number that is added.
    of_address: usize,
    of_number: usize,
    start: usize,
}

impl Many {
    #[inline]
    fn step(self, bytes: &'static [u8], byte: u8) -> Option<(Node, u64)> {
        let Many { count, inputs_end, of_address, of_number, start } = self;
        let addresses_end = inputs_end - count;
        let place = if count > MANY {
            Some(usize::from(*bytes.get(inputs_end + usize::from(byte))?)).filter(|&place| place < count)?
        } else {
            bytes.get(addresses_end..inputs_end)?.iter().rev().position(|&input| input == byte)?
        };
        let address = number(bytes, addresses_end - (place + 1) * of_address, of_address)?;
        let numbers_end = addresses_end - count * of_address;
        let added = number(bytes, numbers_end - (place + 1) * of_number, of_number)?;
        Some((Node { bytes, at: before(start, address) }, added))
    }
}

/// Bytes of an address and of a number that is added.
#[inline]
fn sizes(byte: u8) -> (usize, usize) {
    (usize::from(byte >> 4), usize::from(byte & 0xf))
}

/// The address that is so many bytes before another; 0 stands for the end.
#[inline]
fn before(at: usize, bytes: u64) -> usize {
    if bytes == 0 { END } else { at - bytes as usize }
}

/// The number in some bytes. Eight are always there: a list ends with its length and a checksum.
#[inline]
fn number(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    let wide = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    Some(wide & u64::MAX.checked_shr(u64::BITS - 8 * size as u32).unwrap_or(0))
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the whole list.
        f.debug_struct("Node").field("at", &self.at).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::PACK_FILES;
    use fst::{Map, Streamer};

    /// Asks a list for every so-manieth key and what is near it.
    fn asks(list: &'static [u8], every: usize) -> usize {
        let map = Map::new(list).expect("a list");
        let root = Node::root(map.as_fst());
        let (mut stream, mut count) = (map.stream(), 0);
        while let Some((key, _)) = stream.next() {
            count += 1;
            if count % every > 0 {
                continue;
            }
            for length in 0..=key.len() {
                let mut near = key[..length].to_vec();
                assert_eq!(root.get(&near), map.get(&near), "{near:?}");
                for byte in [0, b'e', b'z', 0xc3, 0xff] {
                    near.push(byte);
                    assert_eq!(root.get(&near), map.get(&near), "{near:?}");
                    near.pop();
                }
            }
        }
        count
    }

    #[test]
    fn many_keys_as_one_by_one() {
        let list = PACK_FILES.iter().find(|file| file.0 == "french.fst").map(|file| file.1).expect("the French forms");
        let map = Map::new(list).expect("a list");
        let root = Node::root(map.as_fst());
        let (mut stream, mut keys) = (map.stream(), vec![Vec::new(), b"xqztw".to_vec(), vec![0xff]]);
        while let Some((key, number)) = stream.next() {
            if number % 61 == 0 {
                keys.extend([key.to_vec(), key[..key.len() - 1].to_vec(), [key, b"q"].concat()]);
            }
        }
        assert!(keys.len() > 1000);
        for few in keys.chunks(97).chain(keys.chunks(1).take(10)) {
            let one_by_one: Vec<Option<u64>> = few.iter().map(|key| map.get(key)).collect();
            assert_eq!(root.get_each(few.iter().map(Vec::as_slice)), one_by_one);
        }
        assert!(root.get_each([].into_iter()).is_empty());
    }

    #[test]
    fn lists_of_the_pack_as_fst_reads_them() {
        let lists = PACK_FILES.iter().filter(|(name, _)| name.ends_with(".fst"));
        let counts: Vec<usize> = lists.map(|(_, list)| asks(list, 97)).collect();
        assert!(counts.len() > 10 && counts.iter().all(|count| *count > 97), "{counts:?}");
    }

    /// Nodes of every kind: of all bytes, of one that is common or not, with large numbers and none.
    #[test]
    fn every_node_as_fst_reads_it() {
        let mut keys: Vec<(Vec<u8>, u64)> = Vec::new();
        for byte in 0..=u8::MAX {
            keys.push((vec![byte], u64::from(byte) << (byte % 57)));
            keys.push((vec![b'q', byte], 0));
            keys.push((vec![b'r', byte, byte, byte.wrapping_mul(3)], u64::MAX >> (byte % 64)));
            for last in 0..byte % 40 {
                keys.push((vec![b's', byte, last], u64::from(last) << 40));
            }
        }
        keys.push((Vec::new(), 7));
        keys.sort();
        let list = Map::from_iter(keys).expect("sorted").into_fst().into_inner();
        assert!(asks(list.leak(), 1) > 1000);
    }
}

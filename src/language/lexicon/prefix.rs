//! Walking a list of words or expressions letter by letter.

use super::node::Node;

/// The entries of a list that start in a certain way.
#[derive(Debug, Clone, Copy)]
pub struct Prefix(Node);

impl Prefix {
    /// Every entry of a list that starts at this node.
    pub(super) fn of(root: Node) -> Self {
        Prefix(root)
    }

    /// Those that go on with `text`, if there are any.
    pub fn then(self, text: &str) -> Option<Self> {
        text.bytes().try_fold(self, Prefix::then_byte)
    }

    /// [`Prefix::then`] of some, a step of each in turn: what a step needs from memory comes while the others take theirs.
    pub fn then_each<const N: usize>(prefixes: [Self; N], text: &str) -> [Option<Self>; N] {
        text.bytes().fold(prefixes.map(Some), |prefixes, byte| {
            let next = prefixes.map(|prefix| prefix.and_then(|prefix| prefix.then_byte(byte)));
            next.iter().flatten().for_each(|prefix| prefix.0.prefetch());
            next
        })
    }

    /// Those that go on with a byte, which may be a part of a letter.
    pub fn then_byte(self, byte: u8) -> Option<Self> {
        Some(Prefix(self.0.step(byte)?.0))
    }

    /// Those that go on with a letter.
    pub fn then_letter(self, letter: char) -> Option<Self> {
        self.then(letter.encode_utf8(&mut [0; 4]))
    }

    /// The beginnings of `text` that make what was walked so far an entry, the shortest first: how long each is, and the number of the
    /// entry.
    pub fn entries(self, text: &[u8]) -> impl Iterator<Item = (usize, u64)> {
        let (mut node, mut sum) = (self.0, 0);
        let mut number_at = move |byte: u8| {
            let (next, added) = node.step(byte)?;
            (node, sum) = (next, sum + added);
            Some(node.end().map(|more| sum + more))
        };
        let numbers = text.iter().map_while(move |&byte| number_at(byte));
        numbers.enumerate().filter_map(|(at, number)| Some((at + 1, number?)))
    }

    /// Whether what was walked so far is an entry.
    pub fn is_entry(self) -> bool {
        self.0.end().is_some()
    }
}

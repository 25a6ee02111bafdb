//! Walking a list of words or expressions letter by letter.

use fst::raw::{CompiledAddr, Fst, Output};
use std::fmt;

/// The entries of a list that start in a certain way.
#[derive(Clone, Copy)]
pub struct Prefix {
    list: &'static Fst<&'static [u8]>,
    at: CompiledAddr,
}

impl Prefix {
    /// Every entry of a list.
    pub fn of(list: &'static Fst<&'static [u8]>) -> Self {
        Prefix { list, at: list.root().addr() }
    }

    /// Those that go on with `text`, if there are any.
    pub fn then(mut self, text: &str) -> Option<Self> {
        for byte in text.bytes() {
            let node = self.list.node(self.at);
            self.at = node.transition_addr(node.find_input(byte)?);
        }
        Some(self)
    }

    /// Those that go on with a letter.
    pub fn then_letter(self, letter: char) -> Option<Self> {
        self.then(letter.encode_utf8(&mut [0; 4]))
    }

    /// The beginnings of `text` that make what was walked so far an entry, the shortest first: how long each is, and the number of the
    /// entry.
    pub fn entries(self, text: &[u8]) -> impl Iterator<Item = (usize, u64)> {
        let (mut node, mut sum) = (self.list.node(self.at), Output::zero());
        let mut number_at = move |byte: u8| {
            let transition = node.transition(node.find_input(byte)?);
            (node, sum) = (self.list.node(transition.addr), sum.cat(transition.out));
            Some(node.is_final().then(|| sum.cat(node.final_output()).value()))
        };
        let numbers = text.iter().map_while(move |&byte| number_at(byte));
        numbers.enumerate().filter_map(|(at, number)| Some((at + 1, number?)))
    }

    /// Whether what was walked so far is an entry.
    pub fn is_entry(self) -> bool {
        self.list.node(self.at).is_final()
    }
}

impl fmt::Debug for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prefix").field("at", &self.at).finish_non_exhaustive()
    }
}

//! Words and expressions with a number each: walked letter by letter, or found as a whole.

use super::Prefix;
use super::bytes::prefetch;
use super::node::Node;
use crate::text::hash;
use fst::{Map, Streamer};
use std::cell::RefCell;

/// A list of words or expressions.
#[derive(Debug)]
pub struct Keys {
    list: Map<&'static [u8]>,
    root: Node,
}

/// So many answers of all lists are remembered, a power of two: a megabyte for each thread.
const MET: usize = 1 << 16;

/// What was asked of which list, mixed, and the answer: one more than the number, 0 for none.
type Met = (u64, u64);

thread_local! {
    /// The last answers that this thread has got, each in the place of its question. To look up a word in a transducer takes as long as to
    /// read four, and the words of repairs come again and again.
    static ANSWERS: RefCell<Box<[Met]>> = RefCell::new(vec![(0, 0); MET].into());
}

impl Keys {
    /// The list in a transducer of the pack.
    pub fn load(list: &'static [u8]) -> Result<Self, fst::Error> {
        let list = Map::new(list)?;
        Ok(Keys { root: Node::root(list.as_fst()), list })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The number of a word or expression.
    pub fn get(&self, key: &str) -> Option<u64> {
        let question = self.question(key);
        ANSWERS.with_borrow_mut(|answers| {
            let met = &mut answers[question as usize % MET];
            if met.0 != question {
                *met = (question, self.root.get(key.as_bytes()).map_or(0, |number| number + 1));
            }
            met.1.checked_sub(1)
        })
    }

    /// What is asked, mixed with where the list lies: the same word is another question to another list.
    fn question(&self, key: &str) -> u64 {
        hash(key.as_bytes()) ^ (self.list.as_fst().as_bytes().as_ptr() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    /// Looks some words or expressions up together, which takes much less time than one after the other: [`Keys::get`] will find them
    /// remembered.
    pub fn ask<'k>(&self, keys: impl Iterator<Item = &'k str>) {
        ANSWERS.with_borrow_mut(|answers| {
            let place = |question: u64| question as usize % MET;
            let question = |key: &'k str| {
                let question = self.question(key);
                prefetch(&answers[place(question)]);
                (question, key)
            };
            let mut new: Vec<(u64, &str)> = keys.map(question).collect();
            new.retain(|&(question, _)| answers[place(question)].0 != question);
            let numbers = self.get_each(new.iter().map(|(_, key)| *key));
            for (&(question, _), number) in new.iter().zip(numbers) {
                answers[place(question)] = (question, number.map_or(0, |number| number + 1));
            }
        });
    }

    /// The numbers of some words or expressions that have hardly been asked for before: they are looked up together, and not remembered.
    pub fn get_each<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Vec<Option<u64>> {
        self.root.get_each(keys.map(str::as_bytes))
    }

    /// Whether the list has a word or expression.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// All of them, to be walked letter by letter.
    pub fn prefix(&self) -> Prefix {
        Prefix::of(self.root)
    }

    /// Calls `each` with all of them, in order.
    pub fn each(&self, mut each: impl FnMut(&str)) {
        let mut stream = self.list.stream();
        while let Some((key, _)) = stream.next() {
            if let Ok(key) = std::str::from_utf8(key) {
                each(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::PACK_FILES;

    /// What is asked before does not change the answer.
    #[test]
    fn remembered_as_listed() {
        let list = |name: &str| PACK_FILES.iter().find(|file| file.0 == name).map(|file| file.1).expect(name);
        let lists = ["french.fst", "english.fst", "translation.fst"].map(list);
        let keys = lists.map(|list| Keys::load(list).expect("a transducer"));
        let maps = lists.map(|list| Map::new(list).expect("a transducer"));
        let mut words = vec!["xqztw".to_owned()];
        keys[1].each(|word| words.push(word.to_owned()));
        for round in 0..3 {
            if round > 0 {
                keys[round].ask(words.iter().skip(round).step_by(11).map(String::as_str));
            }
            for word in words.iter().step_by(7) {
                for (keys, map) in keys.iter().zip(&maps) {
                    assert_eq!((keys.get(word), keys.get(word)), (map.get(word), map.get(word)), "{round}: {word}");
                }
            }
        }
    }
}

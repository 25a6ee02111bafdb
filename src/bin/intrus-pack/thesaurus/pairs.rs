//! Pairs of English words with how they stand to each other, and what each relation is worth.

use std::collections::{HashMap, HashSet};

/// How the word that a spinner chose may stand to the word that it read: a bit for each, by source.
pub mod relation {
    /// In one synset.
    pub const SYNONYM: u32 = 1;
    /// One step up.
    pub const HYPERNYM: u32 = 1 << 1;
    /// One step down.
    pub const HYPONYM: u32 = 1 << 2;
    /// Similar adjectives.
    pub const SIMILAR: u32 = 1 << 3;
    /// "See also".
    pub const ALSO: u32 = 1 << 4;
    /// Derived from it, or a word with the sense of one that is (`launch`, `introduction`).
    pub const DERIVED: u32 = 1 << 5;
    /// Two steps up.
    pub const HYPERNYM2: u32 = 1 << 6;
    /// Two steps down.
    pub const HYPONYM2: u32 = 1 << 7;
    /// Under the same word, which has few others.
    pub const SIBLING: u32 = 1 << 8;
    /// Under the same word, which has many.
    pub const COUSIN: u32 = 1 << 9;
    /// Similar to a similar adjective.
    pub const SIMILAR2: u32 = 1 << 10;
    /// Part, member or substance of it, or the whole.
    pub const PART: u32 = 1 << 11;
    /// Cause, entailment, verbs of a group, attribute.
    pub const OTHER: u32 = 1 << 12;
    /// The words that explain it in the dictionary (`young dog`).
    pub const GLOSS: u32 = 1 << 13;
    /// Derived from a synonym.
    pub const REMOTE: u32 = 1 << 14;
    /// Everything of WordNet.
    pub const WORDNET: u32 = (1 << 15) - 1;

    /// Each in the other's list, and one of the lists is short.
    pub const MUTUAL_SHORT: u32 = 1 << 16;
    /// Each in the other's list.
    pub const MUTUAL: u32 = 1 << 17;
    /// In the list of the word, which is short.
    pub const LISTED_SHORT: u32 = 1 << 18;
    /// In the list of the word.
    pub const LISTED: u32 = 1 << 19;
    /// The word is in its list, which is short.
    pub const LISTING_SHORT: u32 = 1 << 20;
    /// The word is in its list.
    pub const LISTING: u32 = 1 << 21;
    /// Everything of Moby.
    pub const MOBY: u32 = 0x3f << 16;

    /// Mostly put into the same French.
    pub const SAME: u32 = 1 << 24;
    /// Often put into the same French.
    pub const CLOSE: u32 = 1 << 25;
    /// Sometimes put into the same French.
    pub const MEETING: u32 = 1 << 26;
    /// Written by hand for this project.
    pub const BY_HAND: u32 = 1 << 27;
    /// Everything of the tables written by hand.
    pub const PIVOT: u32 = 15 << 24;

    /// The three sources.
    pub const SOURCES: [u32; 3] = [WORDNET, MOBY, PIVOT];
}

/// A word by number.
pub type Id = u32;

/// The relations of (head, word) pairs.
#[derive(Default)]
pub struct Pairs {
    ids: HashMap<String, Id>,
    /// The words by number.
    pub words: Vec<String>,
    /// (head, word) -> bits of [`relation`].
    pub relations: HashMap<(Id, Id), u32>,
    /// The words that each of [`relation::SOURCES`] knows.
    known: [HashSet<Id>; 3],
}

impl Pairs {
    /// The number of a word.
    pub fn id(&mut self, word: &str) -> Id {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.words.len() as Id;
        self.words.push(word.to_owned());
        self.ids.insert(word.to_owned(), id);
        id
    }

    /// Notes that the word stands to the head in this relation.
    pub fn relate(&mut self, head: Id, word: Id, relation: u32) {
        if head != word {
            *self.relations.entry((head, word)).or_default() |= relation;
        }
    }

    /// Notes that a source knows a word.
    pub fn know(&mut self, source: u32, word: Id) {
        if let Some(at) = relation::SOURCES.iter().position(|s| *s == source) {
            self.known[at].insert(word);
        }
    }

    /// What each relation is worth: the share of its pairs that another source has too, of those whose two words the other
    /// source knows.
    pub fn worth(&self) -> [f64; 32] {
        let mut seen = [0u64; 32];
        let mut confirmed = [0u64; 32];
        for (&(head, word), &bits) in &self.relations {
            for (at, source) in relation::SOURCES.into_iter().enumerate() {
                if bits & source == 0 {
                    continue;
                }
                let others = || (0..3).filter(|other| *other != at);
                if !others().any(|o| self.known[o].contains(&head) && self.known[o].contains(&word)) {
                    continue;
                }
                let has_other = others().any(|o| bits & relation::SOURCES[o] != 0);
                for bit in (0..32).filter(|bit| bits & source & 1 << bit != 0) {
                    seen[bit] += 1;
                    confirmed[bit] += u64::from(has_other);
                }
            }
        }
        let mut worth: [f64; 32] = std::array::from_fn(|bit| confirmed[bit] as f64 / seen[bit].max(1) as f64);
        // No other source has such expressions; they mean the same.
        worth[relation::GLOSS.trailing_zeros() as usize] = worth[relation::SYNONYM.trailing_zeros() as usize];
        worth
    }
}

/// How good a pair with these relations is: in each source its best relation counts, and the sources stand for each other.
pub fn weight(bits: u32, worth: &[f64; 32]) -> f64 {
    let best =
        |source: u32| (0..32).filter(|bit| bits & source & 1 << bit != 0).map(|bit| worth[bit]).fold(0.0, f64::max);
    1.0 - relation::SOURCES.into_iter().map(|source| 1.0 - best(source)).product::<f64>()
}

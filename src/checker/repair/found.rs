//! Repairs as they are found.

use super::Repair;
use crate::language::generations::ByHash;
use crate::language::ngram::Symbol;
use crate::language::{Pack, Words};
use crate::text::{Origin, hash, is_small_word};
use compact_str::CompactString;
use std::collections::hash_map::Entry;

/// Room for the repairs of nearly every word.
const ROOM: usize = 112;

/// Every text once, with the best of its channels and all that knows of it; a cognate is one whatever else it is.
pub struct Found {
    /// In the order in which they were found.
    pub repairs: Vec<Repair>,
    /// Where each text stands, by its hash.
    places: ByHash<usize>,
    words: Words,
}

/// A French text.
#[derive(Debug, Clone, Copy)]
pub enum French<'a> {
    /// As a table has it, with the number of its first word in the context model.
    Listed(&'static str, Symbol),
    /// Put together.
    Made(&'a str),
}

impl French<'_> {
    /// The text.
    pub fn text(&self) -> &str {
        match self {
            French::Listed(text, _) => text,
            French::Made(text) => text,
        }
    }
}

impl Found {
    /// Nothing yet.
    pub fn new(pack: &Pack) -> Self {
        Found {
            repairs: Vec::with_capacity(ROOM),
            places: ByHash::with_capacity_and_hasher(ROOM, std::hash::BuildHasherDefault::default()),
            words: pack.words,
        }
    }

    /// Adds a text, or what else is known of it. Texts come several times, so none is copied before it is new.
    pub fn add(&mut self, french: French, log_channel: f32, origin: Origin, sources: u8) {
        let hash = hash(french.text().as_bytes());
        match self.places.entry(hash) {
            Entry::Vacant(place) => {
                place.insert(self.repairs.len());
                let (text, symbol) = match french {
                    French::Listed(text, symbol) => {
                        (CompactString::const_new(text), is_small_word(text).then_some(symbol))
                    }
                    French::Made(text) => {
                        // It will be looked up when all are found.
                        self.words.prefetch(hash);
                        (CompactString::new(text), None)
                    }
                };
                self.repairs.push(Repair { text, log_channel, origin, sources, symbol });
            }
            Entry::Occupied(place) => {
                let same = &mut self.repairs[*place.get()];
                same.sources |= sources;
                let is_better = log_channel > same.log_channel;
                if origin == Origin::Cognate || is_better && same.origin != Origin::Cognate {
                    same.origin = origin;
                }
                same.log_channel = same.log_channel.max(log_channel);
            }
        }
    }
}

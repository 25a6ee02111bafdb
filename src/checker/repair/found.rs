//! Repairs as they are found.

use super::Repair;
use crate::language::generations::ByHash;
use crate::text::{Origin, hash};
use std::collections::hash_map::Entry;

/// Room for the repairs of nearly every word.
const ROOM: usize = 112;

/// Every text once, with the best of its channels and all that knows of it; a cognate is one whatever else it is.
pub struct Found {
    /// In the order in which they were found.
    pub repairs: Vec<Repair>,
    /// Where each text stands, by its hash.
    places: ByHash<usize>,
}

impl Found {
    /// Nothing yet.
    pub fn new() -> Self {
        Found {
            repairs: Vec::with_capacity(ROOM),
            places: ByHash::with_capacity_and_hasher(ROOM, std::hash::BuildHasherDefault::default()),
        }
    }

    /// Adds a text, or what else is known of it. Texts come several times, so none has a string of its own before it is new.
    pub fn add(&mut self, text: &str, log_channel: f32, origin: Origin, sources: u8) {
        match self.places.entry(hash(text.as_bytes())) {
            Entry::Vacant(place) => {
                place.insert(self.repairs.len());
                self.repairs.push(Repair { text: text.to_owned(), log_channel, origin, sources });
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

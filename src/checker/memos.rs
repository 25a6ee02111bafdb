//! What the threads remember from block to block and file to file.

use super::detect::Paragraph;
use super::repair::Known;
use crate::language::{Memo, Pack};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Repairs of one generation: of a hundred bytes each, so some ten megabytes.
const REPAIRS: usize = 1 << 17;

/// What a thread remembers while it checks a block.
#[derive(Debug)]
pub struct Notes {
    /// Words.
    pub words: Memo,
    /// The repairs of the intruders met.
    pub repairs: RepairNotes,
    /// Paragraphs whose memory can be used again.
    pub spare: RefCell<Vec<Paragraph>>,
}

/// The repairs of intruders: names and terms come again and again. When there are many, those that were not asked for in a
/// while are forgotten.
#[derive(Debug, Default)]
pub struct RepairNotes {
    young: RefCell<Generation>,
    old: RefCell<Generation>,
}

#[derive(Debug, Default)]
struct Generation {
    /// Of broken words, and of English.
    known: [HashMap<String, Arc<[Known]>>; 2],
    len: usize,
}

impl RepairNotes {
    /// The repairs of `words`, taken as a broken word or as English; `find` finds them the first time.
    pub fn get(&self, is_broken: bool, words: &str, find: impl FnOnce() -> Arc<[Known]>) -> Arc<[Known]> {
        let of = usize::from(is_broken);
        let mut young = self.young.borrow_mut();
        if let Some(known) = young.known[of].get(words) {
            return Arc::clone(known);
        }
        let known = self.old.borrow_mut().known[of].remove(words).unwrap_or_else(find);
        young.len += 1 + known.len();
        young.known[of].insert(words.to_owned(), Arc::clone(&known));
        known
    }

    fn shrink(&mut self) {
        if self.young.get_mut().len > REPAIRS {
            self.old.replace(self.young.take());
        }
    }
}

/// The notes that no thread is using.
#[derive(Debug, Clone, Default)]
pub struct Memos(Arc<Mutex<Vec<Notes>>>);

impl Memos {
    /// Lends notes to `work`.
    pub fn with<R>(&self, pack: &'static Pack, work: impl FnOnce(&Notes) -> R) -> R {
        let free = self.0.lock().ok().and_then(|mut free| free.pop());
        let mut notes = free.unwrap_or_else(|| Notes {
            words: Memo::new(pack),
            repairs: RepairNotes::default(),
            spare: RefCell::default(),
        });
        notes.words.shrink();
        notes.repairs.shrink();
        let result = work(&notes);
        if let Ok(mut free) = self.0.lock() {
            free.push(notes);
        }
        result
    }
}

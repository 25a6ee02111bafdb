//! What the threads remember from block to block and file to file.

use super::repair::Known;
use crate::language::{Memo, Pack};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Repairs that are remembered: of a hundred bytes each, so ten megabytes or so.
const REPAIRS: usize = 1 << 17;

/// What a thread remembers while it checks a block.
#[derive(Debug)]
pub struct Notes {
    /// Words.
    pub words: Memo,
    /// The repairs of the intruders met.
    pub repairs: RepairNotes,
}

/// The repairs of intruders: names and terms come again and again.
#[derive(Debug, Default)]
pub struct RepairNotes {
    /// Of words that are broken, and of English.
    known: RefCell<[HashMap<String, Arc<[Known]>>; 2]>,
    len: Cell<usize>,
}

impl RepairNotes {
    /// The repairs of `words`, taken as a broken word or as English; `find` finds them the first time.
    pub fn get(&self, is_broken: bool, words: &str, find: impl FnOnce() -> Arc<[Known]>) -> Arc<[Known]> {
        let of = usize::from(is_broken);
        if let Some(known) = self.known.borrow()[of].get(words) {
            return Arc::clone(known);
        }
        let known = find();
        self.len.set(self.len.get() + 1 + known.len());
        self.known.borrow_mut()[of].insert(words.to_owned(), Arc::clone(&known));
        known
    }

    fn shrink(&mut self) {
        if self.len.get() > REPAIRS {
            *self = RepairNotes::default();
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
        let mut notes = free.unwrap_or_else(|| Notes { words: Memo::new(pack), repairs: RepairNotes::default() });
        notes.words.shrink();
        notes.repairs.shrink();
        let result = work(&notes);
        if let Ok(mut free) = self.0.lock() {
            free.push(notes);
        }
        result
    }
}

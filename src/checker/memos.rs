//! What the threads remember from block to block and file to file.

use super::detect::Paragraph;
use super::repair::Known;
use crate::language::generations::Generations;
use crate::language::{Memo, Pack};
use std::cell::RefCell;
use std::sync::{Arc, Mutex};

/// Repairs of one generation: of a hundred bytes each, so some ten megabytes.
const REPAIRS: usize = 1 << 17;

/// What a thread remembers while it checks a block.
#[derive(Debug)]
pub struct Notes {
    /// Words.
    pub words: Memo,
    /// The repairs of broken words, by hash.
    pub broken: Generations<Arc<[Known]>>,
    /// The repairs of English words and runs of words, by hash.
    pub english: Generations<Arc<[Known]>>,
    /// Paragraphs whose memory can be used again.
    pub spare: RefCell<Vec<Paragraph>>,
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
            broken: Generations::default(),
            english: Generations::default(),
            spare: RefCell::default(),
        });
        notes.words.shrink();
        notes.broken.shrink(REPAIRS);
        notes.english.shrink(REPAIRS);
        let result = work(&notes);
        if let Ok(mut free) = self.0.lock() {
            free.push(notes);
        }
        result
    }
}

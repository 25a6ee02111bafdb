//! What the threads remember from block to block and file to file.

use super::detect::Paragraph;
use super::repair::{Known, broken, repairs};
use crate::language::generations::Generations;
use crate::language::{Memo, Pack};
use crate::text::hash;
use std::cell::RefCell;
use std::sync::{Arc, Mutex};

/// Repairs of one generation: of a hundred bytes each, so some ten megabytes.
const REPAIRS: usize = 1 << 17;

/// Runs of more words than this have no repair.
const LONGEST: usize = 5;

/// What a thread remembers while it checks a block.
#[derive(Debug)]
pub struct Notes {
    /// Words.
    pub words: Memo,
    /// The repairs of broken words, by hash.
    broken: Generations<Arc<[Known]>>,
    /// The repairs of English words and runs of words, by hash.
    english: Generations<Arc<[Known]>>,
    /// Paragraphs whose memory can be used again.
    pub spare: RefCell<Vec<Paragraph>>,
}

impl Notes {
    /// What may have stood in place of a folded word that no lexicon has, if something in it, put back into French, makes a
    /// word.
    pub fn broken(&self, word: &str) -> Arc<[Known]> {
        let pack = self.words.pack();
        self.broken.get(hash(word.as_bytes()), || Known::all(pack, broken(pack, word)), |known| 1 + known.len())
    }

    /// What may have stood in place of folded words with a space between.
    pub fn english(&self, text: &str) -> Arc<[Known]> {
        let find = || {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            let repairs = if words.len() <= LONGEST { repairs(self.words.pack(), &words) } else { Vec::new() };
            Known::all(self.words.pack(), repairs)
        };
        self.english.get(hash(text.as_bytes()), find, |known| 1 + known.len())
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

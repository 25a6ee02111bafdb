//! What the threads remember from block to block and file to file.

use super::detect::Paragraphs;
use super::repair::{Known, broken, repairs};
use crate::language::generations::Generations;
use crate::language::lexicon::Tags;
use crate::language::lexicon::bytes::prefetch;
use crate::language::places::Places;
use crate::language::{Memo, Pack};
use crate::text::{hash, unaccented};
use compact_str::CompactString;
use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Repairs of English words in one generation, for all threads: of seventy bytes each, so fourteen megabytes.
const REPAIRS: usize = 3 << 16;

/// Repairs of broken words in one generation. Hardly any comes twice, and nearly all have none.
const BROKEN: usize = 1 << 13;

/// Places for the grammar of two French texts each, a power of two: of two hundred bytes each, so three megabytes.
const GRAMMARS: usize = 1 << 13;

/// Runs of more words than this have no repair.
const LONGEST: usize = 5;

/// What a thread remembers while it checks a block.
#[derive(Debug)]
pub struct Notes {
    /// Words.
    pub words: Memo,
    /// Room for the paragraphs that are read, so that the next need no memory of their own.
    pub paragraphs: RefCell<Paragraphs>,
    /// The repairs of broken words, by hash.
    broken: Generations<Arc<[Known]>>,
    /// The repairs of English words and runs of words, by hash. There are dozens for a word, and it takes long to find them, so
    /// the threads share them.
    english: Arc<Mutex<Generations<Arc<[Known]>>>>,
    /// The grammar of French texts, by hash.
    grammar: Places<Grammar>,
}

/// What the lexicons say of a French text that may be offered.
#[derive(Debug)]
pub struct Grammar {
    first: Box<[Tags]>,
    /// None where the last word is the first.
    last: Option<Box<[Tags]>>,
    /// The text without its accents.
    pub letters: CompactString,
    /// log10 of the frequency of these letters as an English word, -9 where they are none.
    pub english: f32,
}

impl Grammar {
    fn new(pack: &Pack, text: &str) -> Self {
        let first = text.split(' ').next().unwrap_or_default();
        let last = text.rsplit_once(' ').map(|(_, last)| pack.french.reading_tags(last));
        let letters = CompactString::from(unaccented(text));
        let english = pack.english.log_frequency(&letters).unwrap_or(-9.0).max(-9.0);
        Grammar { first: pack.french.reading_tags(first), last, letters, english }
    }

    /// The readings of its first word.
    pub fn first(&self) -> &[Tags] {
        &self.first
    }

    /// The readings of its last word.
    pub fn last(&self) -> &[Tags] {
        self.last.as_ref().unwrap_or(&self.first)
    }
}

impl Notes {
    /// What the lexicons say of a French text in small letters.
    pub fn grammar(&self, text: &str) -> Arc<Grammar> {
        self.grammar.get(hash(text.as_bytes()), || Grammar::new(self.words.pack(), text))
    }

    /// Asks for the grammar of some texts, which then takes much less time to get.
    pub fn ask_grammar(&self, texts: &[&str]) {
        let hashes: Vec<u64> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        let new = self.grammar.ask(&hashes, |grammar| grammar.first.first().into_iter().for_each(prefetch));
        self.words.pack().french.ask_forms(new.into_iter().flat_map(|n| texts[n].split(' ')));
    }

    /// What may have stood in place of a folded word that no lexicon has, if something in it, put back into French, makes a
    /// word.
    pub fn broken(&self, word: &str) -> Arc<[Known]> {
        let pack = self.words.pack();
        self.broken.get(hash(word.as_bytes()), || Known::all(pack, broken(pack, word)), |known| 1 + known.len())
    }

    /// What may have stood in place of folded words with a space between.
    pub fn english(&self, text: &str) -> Arc<[Known]> {
        let key = hash(text.as_bytes());
        // Nobody waits while they are looked for; that two look for the same is rare.
        if let Some(known) = self.shared_english().met(key, |known| 1 + known.len()) {
            return known;
        }
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let repairs = if words.len() <= LONGEST { repairs(self.words.pack(), &words) } else { Vec::new() };
        let known = Known::all(self.words.pack(), repairs);
        self.shared_english().get(key, || known, |known| 1 + known.len())
    }

    fn shared_english(&self) -> MutexGuard<'_, Generations<Arc<[Known]>>> {
        // What is remembered is whole at any time.
        self.english.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The notes that no thread is using, and what all share.
#[derive(Debug, Clone, Default)]
pub struct Memos {
    free: Arc<Mutex<Vec<Notes>>>,
    english: Arc<Mutex<Generations<Arc<[Known]>>>>,
}

impl Memos {
    /// Lends notes to `work`.
    pub fn with<R>(&self, pack: &'static Pack, work: impl FnOnce(&Notes) -> R) -> R {
        let free = self.free.lock().ok().and_then(|mut free| free.pop());
        let mut notes = free.unwrap_or_else(|| Notes {
            words: Memo::new(pack),
            paragraphs: RefCell::default(),
            broken: Generations::default(),
            english: Arc::clone(&self.english),
            grammar: Places::new(GRAMMARS),
        });
        notes.words.shrink();
        notes.broken.shrink(BROKEN);
        notes.shared_english().shrink(REPAIRS);
        let result = work(&notes);
        if let Ok(mut free) = self.free.lock() {
            free.push(notes);
        }
        result
    }
}

//! What the program knows of French and English.

pub mod candidates;
pub mod lexicon;
pub mod ngram;
mod pack;
pub mod subword;
pub mod words;

pub use pack::{MANIFEST, PACK_FILES, Pack, PackError};
pub use words::{Doubt, Word, Words};

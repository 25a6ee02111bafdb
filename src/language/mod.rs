//! What the program knows of French and English.

pub mod candidates;
mod info;
pub mod lexicon;
pub mod ngram;
mod pack;
pub mod subword;
pub mod words;

pub use info::PackFile;
pub use pack::{MANIFEST, PACK_FILES, Pack, PackError};
pub use words::{Doubt, Word, Words};

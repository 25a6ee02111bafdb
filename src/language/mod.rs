//! What the program knows of French and English.

pub mod candidates;
pub mod lexicon;
pub mod ngram;
mod pack;
pub mod words;

pub use pack::{Pack, PackError};
pub use words::{Doubt, Word, Words};

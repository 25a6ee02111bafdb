//! What the program knows of French and English.

pub mod candidates;
pub mod generations;
mod info;
pub mod lexicon;
mod memo;
pub mod ngram;
mod pack;
mod profile;
pub mod subword;
pub mod words;

pub use info::PackFile;
pub use memo::{Memo, Part, Start};
pub use pack::{MANIFEST, PACK_FILES, Pack, PackError};
pub use profile::Profile;
pub use words::{Doubt, Word, Words};

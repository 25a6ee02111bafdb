//! What the program knows of French and English.

pub mod candidates;
pub mod filter;
pub mod generations;
mod info;
pub mod lexicon;
mod memo;
pub mod ngram;
mod pack;
pub mod places;
mod profile;
pub mod rivals;
pub mod subword;
mod traits;
pub mod words;

pub use info::PackFile;
pub use memo::{Memo, Start};
pub use pack::{MANIFEST, PACK_FILES, Pack, PackError, numbering};
pub use profile::Profile;
pub use traits::{Determiner, Traits};
pub use words::{Doubt, Word, Words};

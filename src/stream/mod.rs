//! Plain text that may be larger than memory, read twice: a [`Survey`] tells what must be known of all of it beforehand, then
//! come its blocks, [`Pieces`], each with as much of the text around it as a report may need.
//!
//! What is found is what is found in the whole text: blocks are cut at the same places and are judged by themselves, and so many bytes
//! before and after a finding are all that is looked at of its surroundings.

mod chunks;
mod pieces;
mod survey;

pub use chunks::{Chunk, Chunks};
pub use pieces::{Piece, Pieces, StreamError};
pub use survey::{Facts, Outline, Survey};

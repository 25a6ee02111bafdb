//! Finding English: which words of a paragraph deserve doubt, how far the English runs, and how sure that is.

mod decode;
mod grammar;
mod phrases;
pub(super) mod features;
mod paragraph;
mod quick;
mod runs;
mod seeds;
mod weights;

pub(super) use decode::Run;
pub(super) use paragraph::{Item, Paragraph};
pub(super) use runs::runs;
pub(super) use seeds::{Seed, seeds};

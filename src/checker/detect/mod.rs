//! Finding English: which words of a paragraph deserve doubt, how far the English runs, and how sure that is.

mod decode;
pub(super) mod features;
mod foreign;
pub mod forest;
pub mod gate;
mod grammar;
mod label;
mod lanes;
pub mod order;
mod paragraph;
mod phrases;
mod quick;
mod reading;
mod runs;
mod seeds;
mod titles;

pub(super) use decode::Run;
pub(super) use paragraph::{Item, Paragraph, setting};
pub(super) use reading::{Extent, Paragraphs};
pub(super) use runs::runs;
#[cfg(feature = "pack-builder")]
pub(super) use seeds::Hunch;
pub(super) use seeds::{Doubted, Seed, Seeds};

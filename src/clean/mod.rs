//! Corpora: records in, the same records out, tagged, repaired or left out, in bounded memory and in their order.
//!
//! A *kind* of records ([`records`]) says where a record ends and how it is written; a [`Judge`] decides what becomes of it; the
//! [`engine`] reads blocks of records, has them decided about in parallel, and writes them in their order.

pub mod action;
pub mod compression;
mod edited;
pub mod engine;
mod fields;
pub mod files;
pub mod intruders;
mod journal;
mod json;
mod judge;
mod outputs;
#[cfg(feature = "parquet")]
pub mod parquet;
mod read;
pub mod records;
pub mod report;
mod stats;
mod string;
pub mod undo;
mod write;

pub use action::{Action, Limits};
pub use edited::{Edited, NotTheSame, Splice};
pub use fields::{FieldError, Fields};
pub use judge::{Judge, Text, Verdict};
pub use stats::{DENSITIES, Origin, Sample, Stats, Worst};

/// The text in these bytes, or why they are none.
fn utf8(bytes: &[u8]) -> Result<&str, String> {
    crate::formats::utf8(bytes).map_err(|valid| format!("not UTF-8, byte {}", valid + 1))
}

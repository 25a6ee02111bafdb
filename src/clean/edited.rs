//! What was edited in a record: enough to undo it.

use super::stats::Origin;
use crate::formats::Edit;
use serde::{Deserialize, Serialize};

/// The edits of a record: a line of the file of edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// The output that the record is in, as it is named from the folder of outputs.
    pub output: String,
    /// The number of the record there, from 1.
    pub record: u64,
    /// The input that it comes from.
    pub path: String,
    /// The number of the record there, from 1.
    pub source_record: u64,
    /// In order.
    pub edits: Vec<Splice>,
}

/// One edit of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    /// The field, where there is more than one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub field: Option<String>,
    /// First byte in what the original field says.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it said.
    pub old: String,
    /// What it says now.
    pub new: String,
    /// First byte in the original record as it is written; the byte-order mark before an object is none of it.
    pub at: usize,
    /// What stood there.
    pub raw_old: String,
    /// What stands there now.
    pub raw_new: String,
}

/// The record is not the one that was edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {at}: “{expected}” should stand there")]
pub struct NotTheSame {
    /// Where, in the record.
    pub at: usize,
    /// What was written there.
    pub expected: String,
}

impl Edited {
    /// The edits of the record with this number among those that are kept.
    pub(super) fn new(record: u64, origin: Origin, edits: Vec<Splice>) -> Self {
        let (path, source_record) = (origin.path.to_owned(), origin.record);
        Edited { output: String::new(), record, path, source_record, edits }
    }

    /// Appends the record as it was.
    pub fn undo(&self, record: &[u8], out: &mut Vec<u8>) -> Result<(), NotTheSame> {
        let mut at = 0;
        // How much longer the record is than it was, up to here.
        let mut shift = 0isize;
        for splice in &self.edits {
            let start = splice.at.checked_add_signed(shift).unwrap_or(usize::MAX);
            let wrong = || NotTheSame { at: start, expected: splice.raw_new.clone() };
            let end = start.saturating_add(splice.raw_new.len());
            if start < at || record.get(start..end) != Some(splice.raw_new.as_bytes()) {
                return Err(wrong());
            }
            out.extend_from_slice(&record[at..start]);
            out.extend_from_slice(splice.raw_old.as_bytes());
            shift += splice.raw_new.len() as isize - splice.raw_old.len() as isize;
            at = end;
        }
        out.extend_from_slice(&record[at..]);
        Ok(())
    }
}

impl Splice {
    /// The edit of a text of a record, and the same as it is `written`: in `raw`, which stands at `at` in the record.
    pub(super) fn new(
        field: Option<&str>,
        (text, edit): (&str, &Edit),
        (raw, at, written): (&str, usize, &Edit),
    ) -> Self {
        Splice {
            field: field.map(str::to_owned),
            start: edit.start,
            end: edit.end,
            old: edit.span().of(text).to_owned(),
            new: edit.raw.clone(),
            at: at + written.start,
            raw_old: written.span().of(raw).to_owned(),
            raw_new: written.raw.clone(),
        }
    }

    /// Appends a record with these edits, which are in order.
    pub(super) fn apply(record: &[u8], splices: &[Splice], out: &mut Vec<u8>) {
        let mut at = 0;
        for splice in splices {
            out.extend_from_slice(&record[at..splice.at]);
            out.extend_from_slice(splice.raw_new.as_bytes());
            at = splice.at + splice.raw_old.len();
        }
        out.extend_from_slice(&record[at..]);
    }
}

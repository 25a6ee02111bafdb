//! The ways in which records are written. One is one file and one line in [`KINDS`].

mod dolma;
mod jsonl;
mod lines;
mod table;

use super::judge::{Judge, Text, Verdict};
#[cfg(feature = "parquet")]
use super::parquet::Parquet;
use super::stats::{Origin, Stats};
use super::{Edited, Fields};
use crate::text::{Applicability, Finding, Origin as Mechanism, three_decimals};
use memchr::{memchr, memchr_iter, memrchr};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// A way in which records are written.
pub trait Records: Send + Sync {
    /// Whether something stands before the first record of an input: the names of columns.
    fn has_head(&self) -> bool {
        false
    }

    /// How long the head is that these bytes start with, if it is all there.
    fn head(&self, _bytes: &[u8], _at_end: bool) -> Option<usize> {
        Some(0)
    }

    /// What is wrong with a head.
    fn check_head(&self, _head: &[u8]) -> Result<(), String> {
        Ok(())
    }

    /// How much of these bytes, which start with a record, are whole records; none when not even the first is whole.
    fn cut(&self, _head: &[u8], bytes: &[u8]) -> Option<Cut> {
        let end = memrchr(b'\n', bytes)? + 1;
        Some(Cut { end, records: memchr_iter(b'\n', &bytes[..end]).count() as u64 })
    }

    /// The length of the first record of a block.
    fn first(&self, _head: &[u8], bytes: &[u8]) -> usize {
        memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1)
    }

    /// How many bytes of the first record of a file are none of it: edits do not count them.
    fn mark(&self, _record: &[u8]) -> usize {
        0
    }

    /// Whether a record, without its mark, is a blank line: it is kept, and no record to count.
    fn is_blank(&self, record: &[u8]) -> bool {
        record.trim_ascii().is_empty()
    }

    /// Where to go on after a record that is too long to be read, if that is among these bytes.
    fn resume(&self, bytes: &[u8]) -> Option<usize> {
        memchr(b'\n', bytes).map(|end| end + 1)
    }

    /// Decides about the records of a block, and writes them.
    fn clean(&self, block: &Block, judge: &Judge, out: &mut Written);
}

/// A kind of records.
pub struct Kind {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// One line for the help.
    pub summary: &'static str,
    /// File name extensions, without that of a compression.
    pub extensions: &'static [&'static str],
    /// The reader for records with these texts.
    pub layout: fn(&Options) -> Layout,
}

/// How files hold their records.
#[derive(Clone)]
pub enum Layout {
    /// One after the other, as bytes that may be compressed.
    Stream(Arc<dyn Records>),
    /// In columns, as Parquet.
    #[cfg(feature = "parquet")]
    Parquet(Arc<Parquet>),
}

impl Layout {
    fn stream(records: impl Records + 'static) -> Self {
        Layout::Stream(Arc::new(records))
    }

    /// Whether records stand one after the other.
    pub fn is_stream(&self) -> bool {
        matches!(self, Layout::Stream(_))
    }
}

/// What a kind of records may have to know.
#[derive(Debug, Clone)]
pub struct Options {
    /// The fields that are texts.
    pub fields: Fields,
    /// The name of the column that is added, if one is.
    pub column: Option<String>,
    /// A file of text is one document, not each of its lines.
    pub whole_files: bool,
}

/// Every kind of records.
pub static KINDS: &[Kind] = &[
    jsonl::KIND,
    lines::KIND,
    table::CSV,
    table::TSV,
    dolma::KIND,
    #[cfg(feature = "parquet")]
    super::parquet::KIND,
];

/// The kind with this name.
pub fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The kind that the name of a file tells, a compression aside.
pub fn of_path(path: &Path) -> Option<&'static Kind> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = [".gz", ".zst"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let extension = Path::new(name).extension()?.to_str()?;
    KINDS.iter().find(|kind| kind.extensions.contains(&extension))
}

/// Where whole records end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The bytes of all of them.
    pub end: usize,
    /// How many there are.
    pub records: u64,
}

/// Whole records, as they were read.
#[derive(Debug)]
pub struct Block {
    /// The input.
    pub path: Arc<str>,
    /// The number of the first record, from 1.
    pub record: u64,
    /// Where it starts in the input, decompressed.
    pub offset: u64,
    /// The records; none when there is one that is too long to be read.
    pub bytes: Vec<u8>,
    /// What stands before the first record of the input.
    pub head: Arc<[u8]>,
    /// Whether the head is to be written before these records.
    pub opens: bool,
    /// The length of a record that is too long to be read.
    pub too_long: Option<u64>,
    /// A longer record is too long.
    pub max_record: usize,
}

/// What becomes of the records of a block.
#[derive(Debug, Default)]
pub struct Written {
    /// Those that are kept.
    pub kept: Vec<u8>,
    /// Records (or lines) that are kept.
    pub count: u64,
    /// Those that are not, with the reason.
    pub dropped: Vec<u8>,
    /// Those that could not be read, one JSON object a line.
    pub rejects: Vec<u8>,
    /// What was edited, with the numbers of the records among those of this block that are kept, from 0.
    pub edited: Vec<Edited>,
    /// The figures.
    pub stats: Stats,
}

/// A longer record is not repeated where it is rejected.
const LONGEST_SHOWN: usize = 1 << 20;

/// A record that could not be read.
#[derive(Serialize)]
struct Reject<'a> {
    path: &'a str,
    record: u64,
    /// In the input, decompressed; absent where records are not one after the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    bytes: u64,
    reason: &'a str,
    /// As it stands there; absent when it is no UTF-8 or very long.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
}

impl Block {
    /// Why a record of so many bytes is too long, if it is.
    pub(super) fn too_long(&self, bytes: u64) -> Option<String> {
        too_long(bytes, self.max_record)
    }
}

/// Why a record of so many bytes is too long, if it is.
pub(super) fn too_long(bytes: u64, most: usize) -> Option<String> {
    (bytes > most as u64).then(|| format!("too long: more than {most} bytes (--max-record)"))
}

impl Written {
    /// Rejects a record.
    pub(super) fn reject(&mut self, origin: Origin, offset: u64, record: &[u8], reason: &str) {
        let raw = std::str::from_utf8(record).ok().filter(|_| record.len() <= LONGEST_SHOWN);
        self.reject_unread(origin, Some(offset), record.len() as u64, reason, raw);
    }

    /// Rejects a record that is too long to be read.
    pub(super) fn reject_unread(
        &mut self,
        origin: Origin,
        offset: Option<u64>,
        bytes: u64,
        reason: &str,
        raw: Option<&str>,
    ) {
        let reject = Reject { path: origin.path, record: origin.record, offset, bytes, reason, raw };
        self.stats.reject(reason);
        json_line(&mut self.rejects, &reject);
    }
}

/// Appends a value as JSON. Nothing can go wrong: neither with memory nor with our own types.
fn json(out: &mut Vec<u8>, value: &impl Serialize) {
    let _ = serde_json::to_writer(out, value);
}

/// Appends a value as a line of JSON.
pub(super) fn json_line(out: &mut Vec<u8>, value: &impl Serialize) {
    json(out, value);
    out.push(b'\n');
}

/// A finding as it stands in the column of a record.
#[derive(Serialize)]
struct Tag<'a> {
    field: &'a str,
    rule: &'static str,
    start: usize,
    end: usize,
    surface: &'a str,
    confidence: f64,
    applicability: Applicability,
    repair: Option<&'a str>,
    repair_confidence: Option<f64>,
    mechanism: Option<Mechanism>,
}

/// The findings of a record for its column.
fn tags<'a>(texts: &'a [Text], verdict: &'a Verdict) -> Vec<Tag<'a>> {
    let tag = |(i, finding): &'a (usize, Finding)| {
        let Text { field, text, .. } = &texts[*i];
        let best = finding.suggestions.first();
        Tag {
            field,
            rule: finding.rule,
            start: finding.span.start,
            end: finding.span.end,
            surface: finding.span.of(text),
            confidence: three_decimals(finding.confidence),
            applicability: finding.applicability,
            repair: best.map(|best| best.text.as_str()),
            repair_confidence: best.map(|best| three_decimals(best.confidence)),
            mechanism: best.map(|best| best.origin),
        }
    };
    verdict.findings.iter().map(tag).collect()
}

/// The lines of a block with their ends: their numbers, offsets and bytes.
fn lines(block: &Block) -> impl Iterator<Item = (Origin<'_>, u64, &[u8])> {
    let mut at = 0;
    let mut record = block.record;
    std::iter::from_fn(move || {
        let rest = block.bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let line = &rest[..memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)];
        let found = (Origin { path: &block.path, record }, block.offset + at as u64, line);
        at += line.len();
        record += 1;
        Some(found)
    })
}

/// A line without its end, and the end.
fn without_end(line: &[u8]) -> (&[u8], &[u8]) {
    let text = line.strip_suffix(b"\n").unwrap_or(line);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    line.split_at(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_kind() {
        let name = |path: &str| of_path(Path::new(path)).map(|kind| kind.name);
        for (path, kind) in [
            ("a.jsonl", Some("jsonl")),
            ("x/a.NDJSON.GZ", Some("jsonl")),
            ("a.txt.zst", Some("text")),
            ("a.txt", Some("text")),
            ("a.csv.gz", Some("csv")),
            ("jsonl", None),
            ("a.zst", None),
            ("a.jsonl.intrus-partial", None),
        ] {
            assert_eq!(name(path), kind, "{path}");
        }
    }

    #[test]
    fn kinds_are_unique() {
        for (i, kind) in KINDS.iter().enumerate() {
            assert_eq!(KINDS.iter().position(|k| k.name == kind.name), Some(i));
        }
    }
}

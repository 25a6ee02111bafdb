//! The way back: outputs and the file of their edits in, the records as they were out.

use super::compression;
use super::edited::Edited;
use super::files::{CleanError, Job};
#[cfg(feature = "parquet")]
use super::parquet;
use super::read::{Position, Reader, Step};
use super::records::{Block, Layout, Records};
use super::write::Sink;
use crate::text::json_error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Lines};
use std::path::Path;
use std::sync::Arc;

/// What was undone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Undone {
    /// Records read.
    pub records: u64,
    /// Records that were put back.
    pub changed: u64,
}

/// Puts back what the edits of a run have changed in its outputs, which are the inputs of these jobs. The outputs must be named in the
/// order in which they were written.
pub fn undo(jobs: &[Job], edits: &Path, max_record: usize, level: Option<i32>) -> Result<Undone, CleanError> {
    let mut edits = Edits::open(edits)?;
    let mut undone = Undone::default();
    for number in 0..jobs.len() {
        match &jobs[number].layout {
            Layout::Stream(_) => stream(jobs, number, &mut edits, (max_record, level), &mut undone)?,
            #[cfg(feature = "parquet")]
            Layout::Parquet(_) => parquet::put_back(jobs, number, &mut edits, level, &mut undone)?,
        }
    }
    Ok(undone)
}

/// A job whose records stand one after the other.
fn stream(
    jobs: &[Job],
    number: usize,
    edits: &mut Edits,
    (max_record, level): (usize, Option<i32>),
    undone: &mut Undone,
) -> Result<(), CleanError> {
    let job = &jobs[number];
    let mut sink = Sink::open(&job.output, 0)?;
    let mut write = || {
        for step in Reader::new(&jobs[..=number], number, Position::default(), max_record, Arc::default()) {
            if let (_, Step::Block { block, records, .. }) = step? {
                sink.write_compressed(put_back(&block, &*records, job, edits, undone)?, level)?;
            }
        }
        edits.expect_none_left(jobs, number)
    };
    match write() {
        Ok(()) => sink.finish(),
        Err(error) => {
            sink.discard();
            Err(error)
        }
    }
}

/// The records of a block as they were.
fn put_back(
    block: &Block,
    records: &dyn Records,
    job: &Job,
    edits: &mut Edits,
    undone: &mut Undone,
) -> Result<Vec<u8>, CleanError> {
    let fail = |record: u64, what: String| CleanError::Read { name: format!("{}: record {record}", block.path), what };
    if let Some(bytes) = block.too_long {
        return Err(fail(block.record, block.too_long(bytes).unwrap_or_default()));
    }
    let mut out = Vec::with_capacity(block.bytes.len());
    if block.opens {
        out.extend_from_slice(&block.head);
    }
    let mut rest = &block.bytes[..];
    let mut record = block.record;
    while !rest.is_empty() {
        let (one, after) = rest.split_at(records.first(&block.head, rest));
        let (mark, inside) = one.split_at(records.mark(one));
        match edits.of(&job.name, record)? {
            Some(edited) => {
                out.extend_from_slice(mark);
                edited.undo(inside, &mut out).map_err(|error| {
                    fail(
                        record,
                        format!(
                            "not the record that was edited: {error}; name the outputs of that run as they were written"
                        ),
                    )
                })?;
                undone.changed += 1;
            }
            None => out.extend_from_slice(one),
        }
        // Edits count blank lines too, the run does not.
        undone.records += u64::from(!records.is_blank(inside));
        rest = after;
        record += 1;
    }
    Ok(out)
}

/// The file of edits, read from its start to its end.
pub(super) struct Edits {
    name: String,
    lines: Lines<BufReader<Box<dyn io::Read + Send>>>,
    number: u64,
    next: Option<Edited>,
}

impl Edits {
    fn open(path: &Path) -> Result<Self, CleanError> {
        let name = path.display().to_string();
        let open = File::open(path).and_then(compression::decompressed);
        let (_, from) = open.map_err(|error| CleanError::Read { name: name.clone(), what: error.to_string() })?;
        let mut edits = Edits { name, lines: BufReader::new(from).lines(), number: 0, next: None };
        edits.advance()?;
        Ok(edits)
    }

    /// The edits of a record, if it has any.
    pub(super) fn of(&mut self, output: &str, record: u64) -> Result<Option<Edited>, CleanError> {
        if self.next.as_ref().is_none_or(|next| next.output != output || next.record != record) {
            return Ok(None);
        }
        let found = self.next.take();
        self.advance()?;
        Ok(found)
    }

    /// An output of which edits are left is not what it was.
    pub(super) fn expect_none_left(&self, jobs: &[Job], number: usize) -> Result<(), CleanError> {
        let is_last = number + 1 == jobs.len();
        match self.next.as_ref().filter(|left| is_last || left.output == jobs[number].name) {
            Some(left) => Err(self.wrong(format_args!(
                "edits of “{}”, record {}, are left; name all outputs of that run, in their order",
                left.output, left.record
            ))),
            None => Ok(()),
        }
    }

    fn advance(&mut self) -> Result<(), CleanError> {
        self.number += 1;
        self.next = match self.lines.next() {
            None => None,
            Some(line) => {
                let line = line.map_err(|error| self.wrong(error))?;
                Some(serde_json::from_str(&line).map_err(|error| {
                    let (what, _, column) = json_error(&error);
                    self.wrong(format_args!("no edits of a record: {what}, column {column}"))
                })?)
            }
        };
        Ok(())
    }

    fn wrong(&self, what: impl ToString) -> CleanError {
        CleanError::Read { name: format!("{}:{}", self.name, self.number), what: what.to_string() }
    }
}

//! Blocks of whole records, out of all inputs in their order. Where a block ends depends on the content only.

use super::compression;
use super::files::{CleanError, Input, Job};
use super::records::{Block, Layout, Records};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of a block; one record may be longer.
const BLOCK: usize = 1 << 20;
/// Bytes that the names of columns may have.
const LONGEST_HEAD: usize = 1 << 20;

/// How far a job has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Position {
    /// The number of the input.
    pub(super) input: usize,
    /// Bytes of it, decompressed, counted from where its range starts.
    pub(super) offset: u64,
    /// Records of it.
    pub(super) records: u64,
}

/// What is read next.
pub(super) enum Step {
    /// Records, and how far the job has been read with them. `ends` tells that a line end has to follow them.
    Block { block: Block, records: Arc<dyn Records>, after: Position, ends: bool },
    /// A job has been read to its end.
    End,
}

/// Reads the inputs of jobs one after the other.
pub(super) struct Reader<'a> {
    jobs: &'a [Job],
    job: usize,
    position: Position,
    max_record: usize,
    open: Option<Open>,
    /// The head of the first input of the job.
    head: Option<Arc<[u8]>>,
    /// Bytes of the files so far, as they are stored.
    read: Arc<AtomicU64>,
}

struct Open {
    from: Box<dyn Read + Send>,
    name: Arc<str>,
    /// Where the input is read from.
    base: u64,
    /// What stands before the first record.
    head: Arc<[u8]>,
    /// Whether the head has to be written before the next block.
    opens: bool,
    rest: Vec<u8>,
    at_end: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        jobs: &'a [Job],
        job: usize,
        position: Position,
        max_record: usize,
        read: Arc<AtomicU64>,
    ) -> Self {
        Reader { jobs, job, position, max_record, open: None, head: None, read }
    }

    /// The next records, or the end of a job; none after the last job.
    fn step(&mut self) -> Result<Option<(usize, Step)>, CleanError> {
        let jobs = self.jobs;
        let Some(job) = jobs.get(self.job) else { return Ok(None) };
        let number = self.job;
        // A reader gets jobs of this layout only.
        #[cfg_attr(not(feature = "parquet"), expect(irrefutable_let_patterns))]
        let Layout::Stream(records) = &job.layout else {
            return Ok(None);
        };
        while let Some(input) = job.inputs.get(self.position.input) {
            let fail = |error: io::Error| CleanError::Read { name: input.name.to_string(), what: reason(&error) };
            let open = match &mut self.open {
                Some(open) => open,
                closed => {
                    let mut open = Open::new(input, &**records, self.position, self.read.clone()).map_err(fail)?;
                    let wrong = |what| CleanError::Read { name: input.name.to_string(), what };
                    // An empty table has no records, and no columns that could be wrong.
                    if !open.head.is_empty() {
                        records.check_head(&open.head).map_err(wrong)?;
                        open.opens = self.head.is_none() && self.position.offset == 0;
                        if *self.head.get_or_insert_with(|| open.head.clone()) != open.head {
                            return Err(wrong(
                                "its columns are not those of the first file; name a folder with -o".to_owned(),
                            ));
                        }
                    }
                    self.position.offset = self.position.offset.max(open.head.len() as u64);
                    closed.insert(open)
                }
            };
            let is_last_input = self.position.input + 1 == job.inputs.len();
            if let Some((block, count)) = open.block(&**records, self.position, self.max_record).map_err(fail)? {
                self.position.offset += block.too_long.unwrap_or(block.bytes.len() as u64);
                self.position.records += count;
                let ends = !is_last_input && open.at_end && open.rest.is_empty();
                return Ok(Some((number, Step::Block { block, records: records.clone(), after: self.position, ends })));
            }
            self.open = None;
            self.position = Position { input: self.position.input + 1, ..Position::default() };
        }
        self.job += 1;
        self.head = None;
        self.position = Position::default();
        Ok(Some((number, Step::End)))
    }
}

/// What is read; an error is the last.
impl Iterator for Reader<'_> {
    type Item = Result<(usize, Step), CleanError>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.step().transpose();
        if matches!(step, Some(Err(_))) {
            self.job = self.jobs.len();
        }
        step
    }
}

/// What the system says, and what to do where that is known.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file; check the spelling".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied; make it readable or leave it out".to_owned(),
        io::ErrorKind::UnexpectedEof => "the compressed file is cut off; fetch it again".to_owned(),
        _ => {
            let text = error.to_string();
            format!("cannot be read: {}", text.split(" (os error").next().unwrap_or(&text))
        }
    }
}

impl Open {
    fn new(input: &Input, records: &dyn Records, at: Position, read: Arc<AtomicU64>) -> io::Result<Self> {
        // The head is read whatever is skipped after it.
        let skip = if records.has_head() { 0 } else { at.offset };
        let base = input.range.map_or(0, |range| range.0);
        let mut from: Box<dyn Read + Send> = match &input.path {
            None => compression::decompressed(io::stdin())?.1,
            Some(path) => file(path, input.range, skip, read)?,
        };
        if input.path.is_none() {
            io::copy(&mut from.by_ref().take(skip), &mut io::sink())?;
        }
        let mut open = Open {
            from,
            name: input.name.clone(),
            base,
            head: [].into(),
            opens: false,
            rest: Vec::new(),
            at_end: false,
        };
        if records.has_head() {
            open.read_head(records, at)?;
        }
        Ok(open)
    }

    /// Reads what stands before the first record, and leaves out what follows up to a position.
    fn read_head(&mut self, records: &dyn Records, at: Position) -> io::Result<()> {
        let mut wanted = 1 << 14;
        let length = loop {
            self.fill(wanted)?;
            match records.head(&self.rest, self.at_end) {
                Some(length) => break length,
                None if wanted > LONGEST_HEAD => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "the names of its columns have no end"));
                }
                None => wanted *= 2,
            }
        };
        self.head = self.rest.drain(..length).collect();
        let mut skip = at.offset.saturating_sub(length as u64);
        let ready = usize::try_from(skip).unwrap_or(usize::MAX).min(self.rest.len());
        self.rest.drain(..ready);
        skip -= ready as u64;
        io::copy(&mut self.from.by_ref().take(skip), &mut io::sink())?;
        Ok(())
    }

    /// The next block, and how many records are in it; none at the end.
    fn block(&mut self, records: &dyn Records, at: Position, max_record: usize) -> io::Result<Option<(Block, u64)>> {
        let mut wanted = BLOCK;
        loop {
            self.fill(wanted)?;
            if self.at_end {
                if self.rest.is_empty() {
                    // A head without records is written too.
                    let block = self.opens.then(|| (self.made(Vec::new(), at, max_record), 0));
                    return Ok(block);
                }
                let bytes = std::mem::take(&mut self.rest);
                let cut = records.cut(&self.head, &bytes);
                let whole = cut.map_or(0, |cut| cut.records);
                let count = whole + u64::from(cut.is_none_or(|cut| cut.end < bytes.len()));
                return Ok(Some((self.made(bytes, at, max_record), count)));
            }
            if let Some(cut) = records.cut(&self.head, &self.rest) {
                let rest = self.rest.split_off(cut.end);
                let bytes = std::mem::replace(&mut self.rest, rest);
                return Ok(Some((self.made(bytes, at, max_record), cut.records)));
            }
            if self.rest.len() > max_record {
                let length = self.skip(records)?;
                let block = Block { too_long: Some(length), ..self.made(Vec::new(), at, max_record) };
                return Ok(Some((block, 1)));
            }
            wanted += BLOCK;
        }
    }

    fn made(&mut self, bytes: Vec<u8>, at: Position, max_record: usize) -> Block {
        let offset = self.base + at.offset;
        Block {
            path: self.name.clone(),
            record: at.records + 1,
            offset,
            bytes,
            head: self.head.clone(),
            opens: std::mem::take(&mut self.opens),
            too_long: None,
            max_record,
        }
    }

    /// Reads until so many bytes are there, or all.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        let missing = wanted.saturating_sub(self.rest.len());
        if missing > 0 && !self.at_end {
            self.rest.reserve(missing);
            let read = self.from.by_ref().take(missing as u64).read_to_end(&mut self.rest)?;
            self.at_end = read < missing;
        }
        Ok(())
    }

    /// Leaves out a record that is too long, and gives its length.
    fn skip(&mut self, records: &dyn Records) -> io::Result<u64> {
        let mut length = 0;
        loop {
            if let Some(end) = records.resume(&self.rest) {
                self.rest.drain(..end);
                return Ok(length + end as u64);
            }
            length += self.rest.len() as u64;
            self.rest.clear();
            if self.at_end {
                return Ok(length);
            }
            self.fill(BLOCK)?;
        }
    }
}

/// A file from `skip` bytes on, decompressed.
fn file(path: &Path, range: Option<(u64, u64)>, skip: u64, read: Arc<AtomicU64>) -> io::Result<Box<dyn Read + Send>> {
    let mut file = File::open(path)?;
    if let Some((start, end)) = range {
        file.seek(SeekFrom::Start(start + skip))?;
        return Ok(Box::new(Counted { from: file.take((end - start).saturating_sub(skip)), read }));
    }
    let is_plain = file.metadata()?.is_file() && compression::of_file(&mut file)? == compression::Compression::None;
    if is_plain {
        file.seek(SeekFrom::Start(skip))?;
        read.fetch_add(skip, Ordering::Relaxed);
        return Ok(Box::new(Counted { from: file, read }));
    }
    let (_, mut from) = compression::decompressed(Counted { from: file, read })?;
    io::copy(&mut from.by_ref().take(skip), &mut io::sink())?;
    Ok(from)
}

/// Counts what is read.
struct Counted<R> {
    from: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

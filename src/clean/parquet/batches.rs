//! Batches of rows, out of all inputs in their order: the texts of each, from their columns alone.

use super::super::files::{CleanError, Input, Job};
use super::super::read::Position;
use super::super::records::Layout;
use super::Parquet;
use super::leaves::{Leaf, find};
use super::source::Source;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, ByteArrayType};
use ::parquet::schema::types::TypePtr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of texts in a batch, about.
const BATCH: usize = 1 << 20;
/// Rows of a batch.
const MOST_ROWS: usize = 8192;

/// A column of a batch: values that are not null, and how they are nested.
pub(super) struct Slab {
    pub(super) values: Vec<ByteArray>,
    pub(super) def: Vec<i16>,
    pub(super) rep: Vec<i16>,
}

/// Rows, as far as they are texts.
pub(super) struct Batch {
    pub(super) job: usize,
    /// The input.
    pub(super) input: usize,
    /// The row group.
    pub(super) group: usize,
    pub(super) parquet: Arc<Parquet>,
    pub(super) path: Arc<str>,
    /// The number of the first row, from 1.
    pub(super) record: u64,
    pub(super) rows: usize,
    pub(super) leaves: Arc<[Leaf]>,
    /// What the leaves hold.
    pub(super) slabs: Vec<Slab>,
    /// Bytes of the texts.
    pub(super) bytes: usize,
}

/// What is read next.
pub(super) enum Step {
    Batch(Batch),
    /// A row group has been read, and the job up to here.
    GroupEnd {
        job: usize,
        after: Position,
    },
    /// A job has been read to its end.
    JobEnd(usize),
}

/// Reads the inputs of jobs one after the other. The offset of a position counts row groups.
pub(super) struct Batches<'a> {
    jobs: &'a [Job],
    job: usize,
    position: Position,
    open: Option<Open>,
    group: Option<Group>,
    /// The columns of the first input of the job.
    schema: Option<TypePtr>,
    /// Bytes of the files so far, as they are stored.
    read: Arc<AtomicU64>,
}

/// An input.
struct Open {
    parquet: Arc<Parquet>,
    source: Source,
    leaves: Arc<[Leaf]>,
    groups: std::ops::Range<usize>,
}

/// A row group.
struct Group {
    number: usize,
    readers: Vec<ColumnReaderImpl<ByteArrayType>>,
    left: usize,
    rows_at_once: usize,
}

impl<'a> Batches<'a> {
    pub(super) fn new(jobs: &'a [Job], job: usize, position: Position, read: Arc<AtomicU64>) -> Self {
        Batches { jobs, job, position, open: None, group: None, schema: None, read }
    }

    fn step(&mut self) -> Result<Option<Step>, CleanError> {
        let jobs = self.jobs;
        let Some(job) = jobs.get(self.job) else { return Ok(None) };
        let number = self.job;
        while let Some(input) = job.inputs.get(self.position.input) {
            let open = match &mut self.open {
                Some(open) => open,
                closed => {
                    let open = Open::new(Source::open(input)?, job, input)?;
                    let schema = open.source.schema().root_schema_ptr();
                    if self.schema.get_or_insert_with(|| schema.clone()).get_fields() != schema.get_fields() {
                        return Err(CleanError::Read {
                            name: input.name.to_string(),
                            what: "its columns are not those of the first file; name a folder with -o".to_owned(),
                        });
                    }
                    closed.insert(open)
                }
            };
            let group = match &mut self.group {
                Some(group) => group,
                none => {
                    let next =
                        open.groups.start.saturating_add(usize::try_from(self.position.offset).unwrap_or(usize::MAX));
                    if next >= open.groups.end {
                        self.open = None;
                        self.position = Position { input: self.position.input + 1, ..Position::default() };
                        continue;
                    }
                    none.insert(open.group(next)?)
                }
            };
            if group.left == 0 {
                self.read.fetch_add(open.source.stored_bytes(group.number), Ordering::Relaxed);
                self.group = None;
                self.position.offset += 1;
                return Ok(Some(Step::GroupEnd { job: number, after: self.position }));
            }
            let Position { input, records, .. } = self.position;
            let batch = open.batch(group, (number, input), records + 1)?;
            self.position.records += batch.rows as u64;
            return Ok(Some(Step::Batch(batch)));
        }
        self.job += 1;
        self.schema = None;
        self.position = Position::default();
        Ok(Some(Step::JobEnd(number)))
    }
}

/// What is read; an error is the last.
impl Iterator for Batches<'_> {
    type Item = Result<Step, CleanError>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.step().transpose();
        if matches!(step, Some(Err(_))) {
            self.job = self.jobs.len();
        }
        step
    }
}

impl Open {
    fn new(source: Source, job: &Job, input: &Input) -> Result<Self, CleanError> {
        let wrong = |what| CleanError::Read { name: input.name.to_string(), what };
        // The jobs are those of this layout.
        let Layout::Parquet(parquet) = &job.layout else { return Err(wrong("no Parquet".to_owned())) };
        let leaves = find(source.schema(), &parquet.fields).map_err(wrong)?.into();
        let groups = source.groups(input);
        Ok(Open { parquet: parquet.clone(), source, leaves, groups })
    }

    /// Starts a row group.
    fn group(&self, number: usize) -> Result<Group, CleanError> {
        let left = self.source.rows(number);
        let row_group = self.source.metadata.row_group(number);
        let bytes: i64 = self.leaves.iter().map(|leaf| row_group.column(leaf.column).uncompressed_size()).sum();
        let each = usize::try_from(bytes).unwrap_or(0) / left.max(1);
        let rows_at_once = (BATCH / each.max(1)).clamp(1, MOST_ROWS);
        let mut readers = Vec::with_capacity(self.leaves.len());
        for leaf in self.leaves.iter() {
            // The leaves are those of this type.
            if let ColumnReader::ByteArrayColumnReader(reader) = self.source.reader(number, leaf.column)? {
                readers.push(reader);
            }
        }
        Ok(Group { number, readers, left, rows_at_once })
    }

    fn batch(&self, group: &mut Group, (job, input): (usize, usize), record: u64) -> Result<Batch, CleanError> {
        let rows = group.rows_at_once.min(group.left);
        let mut slabs = Vec::with_capacity(group.readers.len());
        for (leaf, reader) in self.leaves.iter().zip(&mut group.readers) {
            let mut slab = Slab { values: Vec::with_capacity(rows), def: Vec::new(), rep: Vec::new() };
            let Slab { values, def, rep } = &mut slab;
            let failed = |error| self.source.failed(group.number, leaf.column, &error);
            let (read, _, _) = reader.read_records(rows, Some(def), Some(rep), values).map_err(failed)?;
            if read < rows {
                let error = ::parquet::errors::ParquetError::General("it has too few rows".to_owned());
                return Err(failed(error));
            }
            slabs.push(slab);
        }
        group.left -= rows;
        Ok(Batch {
            job,
            input,
            group: group.number,
            parquet: self.parquet.clone(),
            path: self.source.name.clone(),
            record,
            rows,
            leaves: self.leaves.clone(),
            bytes: slabs.iter().flat_map(|slab| &slab.values).map(ByteArray::len).sum(),
            slabs,
        })
    }
}

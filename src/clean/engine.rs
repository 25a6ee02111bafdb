//! The engine: blocks are read, decided about in parallel, and written in their order.

use super::files::{CleanError, Job, Target};
use super::journal::{Journal, State};
use super::judge::Judge;
use super::outputs::Outputs;
#[cfg(feature = "parquet")]
use super::parquet;
use super::read::{Position, Reader, Step};
use super::records::{Block, Layout, Records, Written};
use super::stats::{Origin, Stats};
use crate::ordered::in_order_below;
use rayon::ThreadPool;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of records that are read and not yet written.
pub(super) const IN_FLIGHT: usize = 24 << 20;

/// A run over a corpus.
pub struct Run<'a> {
    /// What is read and written.
    pub jobs: &'a [Job],
    /// What becomes of the records.
    pub judge: &'a Judge,
    /// The threads.
    pub pool: &'a ThreadPool,
    /// A longer record is rejected.
    pub max_record: usize,
    /// How hard outputs are compressed; none: as the compression has it.
    pub level: Option<i32>,
    /// Whether a record that cannot be read stops the run.
    pub strict: bool,
    /// Where records go that cannot be read.
    pub rejects: Option<PathBuf>,
    /// Where edits are remembered.
    pub edits: Option<PathBuf>,
    /// Where it is noted how far the run has come; none where it cannot be resumed.
    pub journal: Option<PathBuf>,
    /// What the run is: inputs and settings. A run is resumed by one with the same key.
    pub key: String,
    /// Whether to go on with an interrupted run.
    pub resume: bool,
    /// Whether to forget an interrupted run.
    pub restart: bool,
}

/// Is told how a run comes on.
pub trait Watch {
    /// So much of the inputs has been read, in bytes as they are stored, and this is what came of it.
    fn progress(&mut self, read: u64, stats: &Stats);

    /// These records could not be read, and there is no file for them: one JSON object a line.
    fn rejected(&mut self, lines: &[u8]);
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The figures.
    pub stats: Stats,
    /// Time spent, that of interrupted runs included.
    pub seconds: f64,
    /// Bytes read by this run, as they are stored.
    pub read: u64,
}

impl Run<'_> {
    /// Runs to the end. When it fails, outputs in their places are as they were; what is written so far stays beside them if the run can
    /// be resumed. A run that fails before anything is written leaves nothing.
    pub fn run(&self, watch: &mut dyn Watch) -> Result<Done, CleanError> {
        let journal = self.journal.clone().map(Journal::new);
        let state = self.begin(journal.as_ref())?;
        let mut outputs = Outputs::new(journal, state);
        match outputs.open(self).and_then(|()| self.pipe(&mut outputs, watch)) {
            Ok(read) => outputs.finish(read),
            Err(error) => {
                outputs.abandon();
                Err(error)
            }
        }
    }

    /// Where the run starts.
    fn begin(&self, journal: Option<&Journal>) -> Result<State, CleanError> {
        let new = State { key: self.key.clone(), ..State::default() };
        let Some(journal) = journal else { return Ok(new) };
        let known = if self.restart { None } else { journal.load()? };
        match known {
            Some(_) if !self.resume => Err(CleanError::Resume(
                "an interrupted run has left its journal; add --resume to go on with it, or --restart to start anew".to_owned(),
            )),
            Some(state) if state.key != self.key => Err(CleanError::Resume(
                "--resume: the interrupted run had other inputs or other settings; repeat it as it was, or add --restart to start anew"
                    .to_owned(),
            )),
            Some(state) => Ok(state),
            None => {
                journal.begin(&new)?;
                Ok(new)
            }
        }
    }

    /// All jobs from where the run starts; bytes read, as they are stored.
    fn pipe(&self, outputs: &mut Outputs, watch: &mut dyn Watch) -> Result<u64, CleanError> {
        let state = &outputs.state;
        let (mut job, mut position) = match state.finished {
            true => (state.job + 1, Position::default()),
            false => (state.job, state.position),
        };
        let read = Arc::default();
        while let Some(first) = self.jobs.get(job) {
            let alike = |other: &&Job| other.layout.is_stream() == first.layout.is_stream();
            let end = job + self.jobs[job..].iter().take_while(alike).count();
            match &first.layout {
                Layout::Stream(_) => self.pipe_blocks((job, end), position, &read, outputs, watch)?,
                #[cfg(feature = "parquet")]
                Layout::Parquet(_) => parquet::pipe(self, (job, end), position, &read, outputs, watch)?,
            }
            (job, position) = (end, Position::default());
        }
        Ok(read.load(Ordering::Relaxed))
    }

    /// The jobs from one to before another, whose records come in blocks of bytes.
    fn pipe_blocks(
        &self,
        (job, end): (usize, usize),
        position: Position,
        read: &Arc<AtomicU64>,
        outputs: &mut Outputs,
        watch: &mut dyn Watch,
    ) -> Result<(), CleanError> {
        let reader = Reader::new(&self.jobs[..end], job, position, self.max_record, read.clone());
        let weigh = |step: &Result<(usize, Step), CleanError>| match step {
            Ok((_, Step::Block { block, .. })) => block.bytes.len(),
            _ => 0,
        };
        let work = |step: Result<(usize, Step), CleanError>| {
            let (job, step) = step?;
            Ok((
                job,
                match step {
                    Step::Block { block, records, after, ends } => {
                        Some((after, self.work(job, &block, &*records, ends)?))
                    }
                    Step::End => None,
                },
            ))
        };
        in_order_below(self.pool, reader, (IN_FLIGHT, weigh), work, |done| {
            match done? {
                (job, Some((after, written))) => outputs.write(self, job, after, written, watch)?,
                (job, None) => outputs.end_job(self, job)?,
            }
            watch.progress(read.load(Ordering::Relaxed), &outputs.state.stats);
            Ok(())
        })
    }

    /// Decides about the records of a block and compresses what is written of them.
    fn work(&self, job: usize, block: &Block, records: &dyn Records, ends: bool) -> Result<Written, CleanError> {
        let job = &self.jobs[job];
        let mut written = Written::default();
        match block.too_long {
            Some(bytes) => {
                let origin = Origin { path: &block.path, record: block.record };
                let reason = block.too_long(bytes).unwrap_or_default();
                written.reject_unread(origin, Some(block.offset), bytes, &reason, None);
            }
            None => records.clean(block, self.judge, &mut written),
        }
        if ends && written.kept.last().is_some_and(|last| *last != b'\n') {
            written.kept.push(b'\n');
        }
        let frame = |bytes: &mut Vec<u8>, target: &Target| {
            if bytes.is_empty() {
                return Ok(());
            }
            *bytes = target
                .compression()
                .frame(std::mem::take(bytes), self.level)
                .map_err(|error| CleanError::Write { name: job.name.clone(), error })?;
            Ok(())
        };
        frame(&mut written.kept, &job.output)?;
        if let Some(target) = &job.dropped {
            frame(&mut written.dropped, target)?;
        }
        Ok(written)
    }
}

/// A rejected record, a line of JSON, in words for a person.
pub fn rejection(line: &[u8]) -> String {
    let field = |value: &serde_json::Value, name: &str| match &value[name] {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match serde_json::from_slice::<serde_json::Value>(line) {
        Ok(value) => {
            let [path, record, reason] = ["path", "record", "reason"].map(|name| field(&value, name));
            format!("{path}: record {record}: {reason}")
        }
        Err(_) => String::from_utf8_lossy(line).into_owned(),
    }
}

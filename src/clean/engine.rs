//! The engine: blocks are read, decided about in parallel, and written in their order.

use super::edited::Edited;
use super::files::{CleanError, Job, Target};
use super::journal::{Journal, Lengths, State};
use super::judge::Judge;
use super::read::{Position, Reader, Step};
use super::records::{Block, Written, json_line};
use super::stats::{Origin, Stats};
use super::write::{Sink, is_finished};
use crate::ordered::in_order_below;
use rayon::ThreadPool;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Bytes of blocks that are read and not yet written.
const IN_FLIGHT: usize = 24 << 20;
/// How often the journal is written.
const PACE: Duration = Duration::from_secs(1);

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
    /// be resumed.
    pub fn run(&self, watch: &mut dyn Watch) -> Result<Done, CleanError> {
        let journal = self.journal.clone().map(Journal::new);
        let state = self.begin(journal.as_ref())?;
        let mut outputs = Outputs::open(self, journal, state)?;
        match self.pipe(&mut outputs, watch) {
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
                journal.save(&new)?;
                Ok(new)
            }
        }
    }

    fn pipe(&self, outputs: &mut Outputs, watch: &mut dyn Watch) -> Result<u64, CleanError> {
        let state = &outputs.state;
        let (job, position) = match state.finished {
            true => (state.job + 1, Position::default()),
            false => (state.job, state.position),
        };
        let reader = Reader::new(self.jobs, job, position, self.max_record);
        let read = reader.read.clone();
        let weigh = |step: &Result<(usize, Step), CleanError>| match step {
            Ok((_, Step::Block { block, .. })) => block.bytes.len(),
            _ => 0,
        };
        let work = |step: Result<(usize, Step), CleanError>| {
            let (job, step) = step?;
            Ok((
                job,
                match step {
                    Step::Block { block, after, ends } => Some((after, self.work(job, &block, ends)?)),
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
        })?;
        Ok(read.load(Ordering::Relaxed))
    }

    /// Decides about the records of a block and compresses what is written of them.
    fn work(&self, job: usize, block: &Block, ends: bool) -> Result<Written, CleanError> {
        let job = &self.jobs[job];
        let mut written = Written::default();
        match block.too_long {
            Some(bytes) => {
                let origin = Origin { path: &block.path, record: block.record };
                let reason = block.too_long(bytes).unwrap_or_default();
                written.reject_unread(origin, block.offset, bytes, &reason, None);
            }
            None => job.records.clean(block, self.judge, &mut written),
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

/// The outputs of a run, and how far it has come.
struct Outputs {
    state: State,
    journal: Option<Journal>,
    job: Option<JobOutputs>,
    rejects: Option<Sink>,
    edits: Option<Sink>,
    saved: Instant,
    started: Instant,
    /// Time spent before.
    before: f64,
}

struct JobOutputs {
    kept: Sink,
    dropped: Option<Sink>,
}

impl Outputs {
    fn open(run: &Run, journal: Option<Journal>, state: State) -> Result<Self, CleanError> {
        let Lengths { rejects, edits, .. } = state.lengths;
        // Killed among the very last steps: what is in its place already stays there.
        let is_done = state.finished && state.job + 1 == run.jobs.len();
        let side = |path: &Option<PathBuf>, after| {
            let target = path.clone().map(Target::File).filter(|target| !(is_done && is_finished(target)));
            target.map(|target| Sink::open(&target, after)).transpose()
        };
        let before = state.seconds;
        let outputs = Outputs {
            journal,
            job: None,
            rejects: side(&run.rejects, rejects)?,
            edits: side(&run.edits, edits)?,
            saved: Instant::now(),
            started: Instant::now(),
            before,
            state,
        };
        if outputs.state.finished {
            // Killed between the journal and the last steps of a job: they are taken now, unless they were.
            let job = &run.jobs[outputs.state.job];
            let Lengths { kept, dropped, .. } = outputs.state.lengths;
            for (target, length) in [(Some(&job.output), kept), (job.dropped.as_ref(), dropped)] {
                if let Some(target) = target.filter(|target| !is_finished(target)) {
                    Sink::open(target, length)?.finish()?;
                }
            }
        }
        Ok(outputs)
    }

    /// The outputs of a job, opened when it starts.
    fn of_job(&mut self, run: &Run, job: usize) -> Result<&mut JobOutputs, CleanError> {
        if self.job.is_none() {
            if job != self.state.job || self.state.finished {
                let Lengths { rejects, edits, .. } = self.state.lengths;
                let lengths = Lengths { rejects, edits, ..Lengths::default() };
                let position = Position::default();
                self.state =
                    State { job, position, finished: false, count: 0, lengths, ..std::mem::take(&mut self.state) };
            }
            let Lengths { kept, dropped, .. } = self.state.lengths;
            let Job { output, dropped: split, .. } = &run.jobs[job];
            let dropped = split.as_ref().map(|target| Sink::open(target, dropped)).transpose()?;
            self.job = Some(JobOutputs { kept: Sink::open(output, kept)?, dropped });
        }
        self.job.as_mut().ok_or_else(|| CleanError::Resume("no output is open".to_owned()))
    }

    fn write(
        &mut self,
        run: &Run,
        job: usize,
        after: Position,
        written: Written,
        watch: &mut dyn Watch,
    ) -> Result<(), CleanError> {
        let Written { kept, count, dropped, rejects, edited, stats } = written;
        if run.strict
            && let Some(first) = rejects.split(|byte| *byte == b'\n').next().filter(|first| !first.is_empty())
        {
            return Err(CleanError::Strict(rejection(first)));
        }
        let outputs = self.of_job(run, job)?;
        outputs.kept.write(&kept)?;
        if let Some(sink) = &mut outputs.dropped {
            sink.write(&dropped)?;
        }
        let before = self.state.count;
        match &mut self.rejects {
            Some(sink) => sink.write_compressed(rejects, None)?,
            None if !rejects.is_empty() => watch.rejected(&rejects),
            None => {}
        }
        if let Some(sink) = &mut self.edits {
            let mut lines = Vec::new();
            for edited in edited {
                let record = before + edited.record + 1;
                json_line(&mut lines, &Edited { output: run.jobs[job].name.clone(), record, ..edited });
            }
            sink.write_compressed(lines, None)?;
        }
        self.state.count += count;
        self.state.position = after;
        self.state.stats.merge(stats);
        if self.saved.elapsed() >= PACE {
            self.save()?;
        }
        Ok(())
    }

    /// Notes how far the run has come.
    fn save(&mut self) -> Result<(), CleanError> {
        let Some(journal) = &self.journal else { return Ok(()) };
        let length = |sink: Option<&mut Sink>| match sink {
            Some(sink) => sink.sync().map(|()| sink.length),
            None => Ok(0),
        };
        let lengths = &mut self.state.lengths;
        if let Some(job) = &mut self.job {
            lengths.kept = length(Some(&mut job.kept))?;
            lengths.dropped = length(job.dropped.as_mut())?;
        }
        lengths.rejects = length(self.rejects.as_mut())?;
        lengths.edits = length(self.edits.as_mut())?;
        self.state.seconds = self.before + self.started.elapsed().as_secs_f64();
        journal.save(&self.state)?;
        self.saved = Instant::now();
        Ok(())
    }

    /// Puts the outputs of a job into their places.
    fn end_job(&mut self, run: &Run, job: usize) -> Result<(), CleanError> {
        self.of_job(run, job)?;
        // A job that the journal does not know of yet is done anew when the run is killed.
        if self.state.lengths != Lengths::default() || self.saved.elapsed() >= PACE || job + 1 == run.jobs.len() {
            self.state.finished = true;
            self.save()?;
        }
        self.state.finished = true;
        if let Some(JobOutputs { kept, dropped }) = self.job.take() {
            kept.finish()?;
            dropped.map_or(Ok(()), Sink::finish)?;
        }
        Ok(())
    }

    fn finish(self, read: u64) -> Result<Done, CleanError> {
        for sink in [self.rejects, self.edits].into_iter().flatten() {
            sink.finish()?;
        }
        if let Some(journal) = &self.journal {
            journal.remove()?;
        }
        let seconds = self.before + self.started.elapsed().as_secs_f64();
        Ok(Done { stats: self.state.stats, seconds, read })
    }

    /// Leaves what a resumed run needs, or nothing.
    fn abandon(self) {
        if self.journal.is_some() {
            return;
        }
        let of_job = self.job.into_iter().flat_map(|job| [Some(job.kept), job.dropped]);
        of_job.chain([self.rejects, self.edits]).flatten().for_each(Sink::discard);
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

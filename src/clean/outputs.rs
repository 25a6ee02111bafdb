//! The outputs of a run, and how far it has come.

use super::action::Action;
use super::edited::Edited;
use super::engine::{Done, Run, Watch, rejection};
use super::files::{CleanError, Job, Target};
use super::journal::{Journal, Lengths, State};
#[cfg(feature = "parquet")]
use super::parquet::Parts;
use super::read::Position;
use super::records::{Layout, Written, json_line};
use super::write::{Sink, is_finished};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How often the journal is written.
const PACE: Duration = Duration::from_secs(1);

/// The outputs of a run, and how far it has come.
pub(super) struct Outputs {
    pub(super) state: State,
    journal: Option<Journal>,
    job: Option<JobOutputs>,
    rejects: Option<Sink>,
    edits: Option<Sink>,
    saved: Instant,
    started: Instant,
    /// Time spent before.
    before: f64,
}

/// The outputs of a job.
pub(super) struct JobOutputs {
    pub(super) kept: Output,
    pub(super) dropped: Option<Output>,
}

/// An output of a job.
pub(super) enum Output {
    /// Bytes one after the other.
    Stream(Sink),
    /// Row groups of Parquet.
    #[cfg(feature = "parquet")]
    Parquet(Parts),
}

/// Which output of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Kept,
    Dropped,
}

impl Output {
    /// Starts an output, or goes on after so much of one.
    // Only files of Parquet are begun otherwise for them.
    #[cfg_attr(not(feature = "parquet"), expect(unused_variables))]
    fn open(
        job: &Job,
        which: Which,
        action: &Action,
        level: Option<i32>,
        after: u64,
    ) -> Result<Option<Self>, CleanError> {
        let target = match which {
            Which::Kept => &job.output,
            Which::Dropped => match &job.dropped {
                Some(target) => target,
                None => return Ok(None),
            },
        };
        Ok(Some(match &job.layout {
            Layout::Stream(_) => Output::Stream(Sink::open(target, after)?),
            #[cfg(feature = "parquet")]
            Layout::Parquet(parquet) => {
                Output::Parquet(Parts::open(parquet, job, target, which, action, level, after)?)
            }
        }))
    }

    /// How much of it is on the disk for certain.
    fn sync(&mut self) -> Result<u64, CleanError> {
        match self {
            Output::Stream(sink) => sink.sync().map(|()| sink.length),
            #[cfg(feature = "parquet")]
            Output::Parquet(parts) => parts.sync(),
        }
    }

    /// Puts it into its place.
    fn finish(self) -> Result<(), CleanError> {
        match self {
            Output::Stream(sink) => sink.finish(),
            #[cfg(feature = "parquet")]
            Output::Parquet(parts) => parts.finish(),
        }
    }

    fn discard(self) {
        match self {
            Output::Stream(sink) => sink.discard(),
            #[cfg(feature = "parquet")]
            Output::Parquet(parts) => parts.discard(),
        }
    }

    /// Whether a finished output stands in its place, and not one on its way.
    fn is_finished(job: &Job, target: &Target) -> bool {
        match &job.layout {
            Layout::Stream(_) => is_finished(target),
            #[cfg(feature = "parquet")]
            Layout::Parquet(_) => is_finished(target) && Parts::are_gone(target),
        }
    }
}

impl Outputs {
    /// The outputs of a run that starts here; none is open.
    pub(super) fn new(journal: Option<Journal>, state: State) -> Self {
        let (saved, started, before) = (Instant::now(), Instant::now(), state.seconds);
        Outputs { state, journal, job: None, rejects: None, edits: None, saved, started, before }
    }

    /// Opens those of the run, and takes the last steps of a job that was killed before them.
    pub(super) fn open(&mut self, run: &Run) -> Result<(), CleanError> {
        let state = &self.state;
        let Lengths { kept, dropped, rejects, edits } = state.lengths;
        // Killed among the very last steps: what is in its place already stays there.
        let is_done = state.finished && state.job + 1 == run.jobs.len();
        let side = |path: &Option<PathBuf>, after| {
            let target = path.clone().map(Target::File).filter(|target| !(is_done && is_finished(target)));
            target.map(|target| Sink::open(&target, after)).transpose()
        };
        self.rejects = side(&run.rejects, rejects)?;
        self.edits = side(&run.edits, edits)?;
        if state.finished {
            // Killed between the journal and the last steps of a job: they are taken now, unless they were.
            let job = &run.jobs[state.job];
            let all = [(Which::Kept, Some(&job.output), kept), (Which::Dropped, job.dropped.as_ref(), dropped)];
            for (which, target, length) in all {
                if target.is_some_and(|target| !Output::is_finished(job, target))
                    && let Some(output) = Output::open(job, which, &run.judge.action, run.level, length)?
                {
                    output.finish()?;
                }
            }
        }
        Ok(())
    }

    /// The outputs of a job, opened when it starts.
    pub(super) fn of_job(&mut self, run: &Run, job: usize) -> Result<&mut JobOutputs, CleanError> {
        if self.job.is_none() {
            if job != self.state.job || self.state.finished {
                let Lengths { rejects, edits, .. } = self.state.lengths;
                let lengths = Lengths { rejects, edits, ..Lengths::default() };
                let position = Position::default();
                self.state =
                    State { job, position, finished: false, count: 0, lengths, ..std::mem::take(&mut self.state) };
            }
            let Lengths { kept, dropped, .. } = self.state.lengths;
            let open = |which, after| Output::open(&run.jobs[job], which, &run.judge.action, run.level, after);
            self.job = open(Which::Kept, kept)?.map(|kept| JobOutputs { kept, dropped: None });
            if let Some(job) = &mut self.job {
                job.dropped = open(Which::Dropped, dropped)?;
            }
        }
        self.job.as_mut().ok_or_else(|| CleanError::Resume("no output is open".to_owned()))
    }

    /// Writes what has become of a block.
    pub(super) fn write(
        &mut self,
        run: &Run,
        job: usize,
        after: Position,
        written: Written,
        watch: &mut dyn Watch,
    ) -> Result<(), CleanError> {
        let outputs = self.of_job(run, job)?;
        for (output, bytes) in [(Some(&mut outputs.kept), &written.kept), (outputs.dropped.as_mut(), &written.dropped)]
        {
            match output {
                Some(Output::Stream(sink)) => sink.write(bytes)?,
                #[cfg(feature = "parquet")]
                Some(Output::Parquet(_)) => {}
                None => {}
            }
        }
        self.note(run, job, written, watch)?;
        self.advance(after)
    }

    /// Notes what has become of records: rejected ones, edits, figures.
    pub(super) fn note(
        &mut self,
        run: &Run,
        job: usize,
        written: Written,
        watch: &mut dyn Watch,
    ) -> Result<(), CleanError> {
        let Written { count, rejects, edited, stats, .. } = written;
        if run.strict
            && let Some(first) = rejects.split(|byte| *byte == b'\n').next().filter(|first| !first.is_empty())
        {
            return Err(CleanError::Strict(rejection(first)));
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
        self.state.stats.merge(stats);
        Ok(())
    }

    /// The job has been read up to here, and all of it is written.
    pub(super) fn advance(&mut self, after: Position) -> Result<(), CleanError> {
        self.state.position = after;
        if self.saved.elapsed() >= PACE { self.save() } else { Ok(()) }
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
            lengths.kept = job.kept.sync()?;
            lengths.dropped = job.dropped.as_mut().map_or(Ok(0), Output::sync)?;
        }
        lengths.rejects = length(self.rejects.as_mut())?;
        lengths.edits = length(self.edits.as_mut())?;
        self.state.seconds = self.before + self.started.elapsed().as_secs_f64();
        journal.save(&self.state)?;
        self.saved = Instant::now();
        Ok(())
    }

    /// Puts the outputs of a job into their places.
    pub(super) fn end_job(&mut self, run: &Run, job: usize) -> Result<(), CleanError> {
        self.of_job(run, job)?;
        // A job that the journal does not know of yet is done anew when the run is killed.
        if self.state.lengths != Lengths::default() || self.saved.elapsed() >= PACE || job + 1 == run.jobs.len() {
            self.state.finished = true;
            self.save()?;
        }
        self.state.finished = true;
        if let Some(JobOutputs { kept, dropped }) = self.job.take() {
            kept.finish()?;
            dropped.map_or(Ok(()), Output::finish)?;
        }
        Ok(())
    }

    pub(super) fn finish(self, read: u64) -> Result<Done, CleanError> {
        for sink in [self.rejects, self.edits].into_iter().flatten() {
            sink.finish()?;
        }
        if let Some(journal) = &self.journal {
            journal.remove()?;
        }
        let seconds = self.before + self.started.elapsed().as_secs_f64();
        Ok(Done { stats: self.state.stats, seconds, read })
    }

    /// Leaves what a resumed run needs; nothing when there cannot be one, or nothing is done that it could go on from.
    pub(super) fn abandon(self) {
        let State { job, position, finished, .. } = self.state;
        let has_begun = finished || job > 0 || position != Position::default();
        if let Some(journal) = &self.journal {
            if has_begun {
                return;
            }
            // When this fails, the next run says that there is a journal.
            let _ = journal.remove();
        }
        self.job.into_iter().flat_map(|job| [Some(job.kept), job.dropped]).flatten().for_each(Output::discard);
        [self.rejects, self.edits].into_iter().flatten().for_each(Sink::discard);
    }
}

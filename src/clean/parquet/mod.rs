//! Parquet: columns in row groups.
//!
//! The texts are read in batches of rows, from their columns alone, and decided about in parallel. What no row changes is copied as it
//! is stored, chunk by chunk, without a look into it; a column of texts is written anew where one of them is repaired, and all columns
//! where rows are left out. Everything is done with Parquet's own values and levels, so that no type changes on the way; Arrow is there for
//! the column of findings only.

mod batches;
mod copy;
mod group;
mod judged;
mod leaves;
mod parts;
mod shape;
mod source;
mod spool;
mod undo;

use super::Fields;
use super::engine::{IN_FLIGHT, Run, Watch};
use super::files::{CleanError, Input};
use super::outputs::Outputs;
use super::read::Position;
use super::records::{Kind, Layout};
use crate::ordered::in_order_below;
use batches::{Batches, Step};
use group::Groups;
use judged::{Judged, judge};
use source::Source;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(super) use parts::Parts;
pub(super) use undo::put_back;

pub(super) const KIND: Kind = Kind {
    name: "parquet",
    summary: "Parquet: a row is a record",
    extensions: &["parquet", "pq"],
    layout: |options| {
        Layout::Parquet(Arc::new(Parquet { fields: options.fields.clone(), column: options.column.clone() }))
    },
};

/// Which columns of Parquet are texts, and the name of the one that is added.
pub struct Parquet {
    fields: Fields,
    column: Option<String>,
}

/// How many row groups an input has.
pub fn row_groups(input: &Input) -> Result<u64, CleanError> {
    Source::open(input).map(|source| source.metadata.num_row_groups() as u64)
}

/// Bytes of the row groups of an input that are read, as they are stored.
pub fn stored_bytes(input: &Input) -> Result<u64, CleanError> {
    let source = Source::open(input)?;
    Ok(source.groups(input).map(|group| source.stored_bytes(group)).sum())
}

/// The jobs from one to before another, whose files are Parquet.
pub(super) fn pipe(
    run: &Run,
    (job, end): (usize, usize),
    position: Position,
    read: &Arc<AtomicU64>,
    outputs: &mut Outputs,
    watch: &mut dyn Watch,
) -> Result<(), CleanError> {
    let batches = Batches::new(&run.jobs[..end], job, position, read.clone());
    let weigh = |step: &Result<Step, CleanError>| match step {
        Ok(Step::Batch(batch)) => batch.bytes,
        _ => 0,
    };
    let work = |step: Result<Step, CleanError>| {
        Ok(match step? {
            Step::Batch(batch) => Done::Batch(Box::new(judge(batch, run)?)),
            Step::GroupEnd { job, after } => Done::GroupEnd { job, after },
            Step::JobEnd(job) => Done::JobEnd(job),
        })
    };
    let mut groups = Groups::new(run);
    in_order_below(run.pool, batches, (IN_FLIGHT, weigh), work, |done: Result<Done, CleanError>| {
        match done? {
            Done::Batch(mut judged) => {
                let job = judged.job;
                let written = std::mem::take(&mut judged.written);
                groups.add(outputs.of_job(run, job)?, *judged)?;
                outputs.note(run, job, written, watch)?;
            }
            Done::GroupEnd { job, after } => {
                groups.end(outputs.of_job(run, job)?)?;
                outputs.advance(after)?;
            }
            Done::JobEnd(job) => outputs.end_job(run, job)?,
        }
        watch.progress(read.load(Ordering::Relaxed), &outputs.state.stats);
        Ok(())
    })
}

/// What has been done.
enum Done {
    Batch(Box<Judged>),
    GroupEnd { job: usize, after: Position },
    JobEnd(usize),
}

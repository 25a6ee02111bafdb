//! How far a run has come, in a file beside its output: enough to go on after it was killed.
//!
//! The file is replaced as a whole, after the outputs are known to be on the disk up to what it says. What they hold beyond that is cut
//! off when the run goes on.

use super::files::CleanError;
use super::read::Position;
use super::stats::Stats;
use super::write::with_end;
use crate::text::json_error;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

/// How far a run has come.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct State {
    /// What the run is: its inputs, outputs and settings.
    pub(super) key: String,
    /// The job that it is at.
    pub(super) job: usize,
    /// How far that has been read.
    pub(super) position: Position,
    /// That has been read to its end: its outputs are in their places, or about to be.
    pub(super) finished: bool,
    /// Records that it has kept.
    pub(super) count: u64,
    /// How long the outputs are.
    pub(super) lengths: Lengths,
    /// The figures.
    pub(super) stats: Stats,
    /// Time spent.
    pub(super) seconds: f64,
}

/// Bytes of the outputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lengths {
    /// Of the job.
    pub(super) kept: u64,
    /// Of the job.
    pub(super) dropped: u64,
    /// Of the run.
    pub(super) rejects: u64,
    /// Of the run.
    pub(super) edits: u64,
}

/// The file.
pub(super) struct Journal {
    path: PathBuf,
}

impl Journal {
    pub(super) fn new(path: PathBuf) -> Self {
        Journal { path }
    }

    /// What it says; none when there is none.
    pub(super) fn load(&self) -> Result<Option<State>, CleanError> {
        let unreadable = |what: String| {
            CleanError::Resume(format!("{}: cannot be read: {what}; delete it to start anew", self.path.display()))
        };
        match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
                let (what, line, column) = json_error(&error);
                unreadable(format!("{what}, line {line}, column {column}"))
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(error.to_string())),
        }
    }

    /// The first of a run, whose folder may not be there yet.
    pub(super) fn begin(&self, state: &State) -> Result<(), CleanError> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)
                .map_err(|error| CleanError::Write { name: folder.display().to_string(), error })?;
        }
        self.save(state)
    }

    pub(super) fn save(&self, state: &State) -> Result<(), CleanError> {
        let new = with_end(&self.path, ".new");
        let write = || {
            let mut file = File::create(&new)?;
            file.write_all(&serde_json::to_vec(state)?)?;
            file.sync_data()?;
            fs::rename(&new, &self.path)
        };
        write().map_err(|error| CleanError::Write { name: self.path.display().to_string(), error })
    }

    /// The run is done.
    pub(super) fn remove(&self) -> Result<(), CleanError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(CleanError::Write { name: self.path.display().to_string(), error })
            }
            _ => Ok(()),
        }
    }
}

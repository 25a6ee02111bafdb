//! What a run reads and what it writes.

use super::compression::Compression;
use super::records::Layout;
use std::path::PathBuf;
use std::sync::Arc;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What it is called in everything that is written.
    pub name: Arc<str>,
    /// The file; none for standard input.
    pub path: Option<PathBuf>,
    /// The bytes of it that are read, from the start of a record to that of another, or in Parquet the row groups; none for all.
    pub range: Option<(u64, u64)>,
}

/// Where records are written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, that is there when it is complete.
    File(PathBuf),
}

impl Target {
    /// The compression that the name asks for.
    pub fn compression(&self) -> Compression {
        match self {
            Target::Stdout => Compression::None,
            Target::File(path) => Compression::of_path(path),
        }
    }
}

/// Inputs that make one output.
pub struct Job {
    /// In the order in which they are read.
    pub inputs: Vec<Input>,
    /// How their records are written.
    pub layout: Layout,
    /// What the output is called from the folder of outputs.
    pub name: String,
    /// Where records go.
    pub output: Target,
    /// Where those go that are split off.
    pub dropped: Option<Target>,
}

/// Why a run ended before it was done.
#[derive(Debug, thiserror::Error)]
pub enum CleanError {
    /// An input cannot be read.
    #[error("{name}: {what}")]
    Read {
        /// The input.
        name: String,
        /// What is wrong.
        what: String,
    },
    /// An output cannot be written.
    #[error("{name}: cannot be written: {error}")]
    Write {
        /// The output.
        name: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A record cannot be read, and that was to stop the run.
    #[error("{0}")]
    Strict(String),
    /// Another run has left something, or the one to be resumed is another one.
    #[error("{0}")]
    Resume(String),
}

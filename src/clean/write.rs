//! Outputs that are there when they are complete.

use super::compression::Compression;
use super::files::{CleanError, Target};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What is added to the name of a file until it is complete.
pub(super) const PARTIAL: &str = ".intrus-partial";

/// An output.
pub(super) struct Sink {
    name: String,
    to: To,
    compression: Compression,
    /// Bytes written.
    pub(super) length: u64,
}

enum To {
    /// Standard output, a pipe or a device.
    Direct(Box<dyn Write + Send>),
    /// A file on its way to its place.
    File { file: File, partial: PathBuf, path: PathBuf },
}

/// A path with something added to its last part.
pub(super) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

impl Sink {
    /// Starts an output, or goes on after so many bytes of one.
    pub(super) fn open(target: &Target, after: u64) -> Result<Self, CleanError> {
        let name = match target {
            Target::Stdout => "standard output".to_owned(),
            Target::File(path) => path.display().to_string(),
        };
        let compression = target.compression();
        match open(target, after) {
            Ok(to) => Ok(Sink { name, to, compression, length: after }),
            Err(error) => Err(CleanError::Write { name, error }),
        }
    }

    /// Writes what makes a frame already.
    pub(super) fn write(&mut self, frame: &[u8]) -> Result<(), CleanError> {
        let written = match &mut self.to {
            To::Direct(out) => out.write_all(frame),
            To::File { file, .. } => file.write_all(frame),
        };
        self.length += frame.len() as u64;
        written.map_err(|error| self.failed(error))
    }

    /// Compresses and writes.
    pub(super) fn write_compressed(&mut self, bytes: Vec<u8>, level: Option<i32>) -> Result<(), CleanError> {
        if bytes.is_empty() {
            return Ok(());
        }
        let frame = self.compression.frame(bytes, level).map_err(|error| self.failed(error))?;
        self.write(&frame)
    }

    /// Has the system write what it holds back.
    pub(super) fn sync(&mut self) -> Result<(), CleanError> {
        let synced = match &mut self.to {
            To::Direct(out) => out.flush(),
            To::File { file, .. } => file.sync_data(),
        };
        synced.map_err(|error| self.failed(error))
    }

    /// Puts the file into its place. A compressed file has a frame even when it holds nothing.
    pub(super) fn finish(mut self) -> Result<(), CleanError> {
        if self.length == 0 && self.compression != Compression::None {
            let frame = self.compression.frame(Vec::new(), None).map_err(|error| self.failed(error))?;
            self.write(&frame)?;
        }
        self.sync()?;
        match &self.to {
            To::File { partial, path, .. } => fs::rename(partial, path).map_err(|error| self.failed(error)),
            To::Direct(_) => Ok(()),
        }
    }

    /// Takes away what was written.
    pub(super) fn discard(self) {
        if let To::File { partial, .. } = &self.to {
            // When this fails, a file is left whose name says what it is.
            let _ = fs::remove_file(partial);
        }
    }

    fn failed(&self, error: io::Error) -> CleanError {
        CleanError::Write { name: self.name.clone(), error }
    }
}

/// Whether a finished file stands in the place of this target, and not one on its way.
pub(super) fn is_finished(target: &Target) -> bool {
    match target {
        Target::Stdout => false,
        Target::File(path) => path.is_file() && !with_end(path, PARTIAL).exists(),
    }
}

fn open(target: &Target, after: u64) -> io::Result<To> {
    let Target::File(path) = target else {
        return Ok(To::Direct(Box::new(io::stdout())));
    };
    if let Ok(metadata) = fs::metadata(path) {
        if metadata.is_dir() {
            return Err(io::Error::other("a folder stands there"));
        }
        if !metadata.is_file() {
            return Ok(To::Direct(Box::new(OpenOptions::new().write(true).open(path)?)));
        }
    }
    // A link stays, and what it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let partial = with_end(&path, PARTIAL);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&partial)?;
    if file.metadata()?.len() < after {
        return Err(io::Error::other(format!("{} is shorter than the journal says", partial.display())));
    }
    file.set_len(after)?;
    file.seek(SeekFrom::Start(after))?;
    Ok(To::File { file, partial, path })
}

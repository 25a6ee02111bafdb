//! An output of Parquet on its way. The end of such a file says where everything in it is, so nothing can be added to one that was cut
//! off. Each row group is written as a file of its own, in a folder beside the output, so that a run that was killed goes on after the
//! last one; when all are there, they are copied into one, chunk by chunk, as they are stored.

use super::super::action::Action;
use super::super::files::{CleanError, Input, Job, Target};
use super::super::outputs::Which;
use super::super::write::{PARTIAL, with_end};
use super::leaves::find;
use super::shape::Shape;
use super::source::{Source, in_words};
use super::{Parquet, copy};
use crate::columns::findings_type;
use ::parquet::errors::ParquetError;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use arrow_schema::{DataType, Field};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What is added to the name of an output for the folder of its row groups.
const PARTS: &str = ".intrus-parts";
/// What is added to a name while the row groups are copied into one file.
const JOINING: &str = ".intrus-joining";
/// Files of row groups that are open at the same time.
const HELD_BACK: usize = 64;

/// An output on its way.
pub(in super::super) struct Parts {
    path: PathBuf,
    pub(super) shape: Shape,
    count: u64,
    /// Row groups that the system may hold back.
    held_back: Vec<File>,
}

/// The failure of an output.
pub(super) fn failed(path: &Path, error: io::Error) -> CleanError {
    CleanError::Write { name: path.display().to_string(), error }
}

/// What the library says of an output.
pub(super) fn failed_as(path: &Path) -> impl Fn(ParquetError) -> CleanError {
    move |error| failed(path, io::Error::other(in_words(&error)))
}

/// Where an output stands: a link stays, and what it leads to is replaced.
pub(super) fn place(target: &Target) -> Result<PathBuf, CleanError> {
    match target {
        Target::File(path) if !fs::metadata(path).is_ok_and(|there| !there.is_file()) => {
            Ok(fs::canonicalize(path).unwrap_or_else(|_| path.clone()))
        }
        Target::File(path) => Err(failed(path, io::Error::other("Parquet needs a file"))),
        Target::Stdout => Err(failed(Path::new("-"), io::Error::other("Parquet needs a file; name one with -o"))),
    }
}

impl Parts {
    /// Starts an output, or goes on after so many row groups.
    pub(in super::super) fn open(
        parquet: &Parquet,
        job: &Job,
        target: &Target,
        which: Which,
        action: &Action,
        level: Option<i32>,
        after: u64,
    ) -> Result<Self, CleanError> {
        let path = place(target)?;
        let [first, ..] = &job.inputs[..] else {
            return Err(failed(&path, io::Error::other("there is no input")));
        };
        let source = Source::open(first)?;
        let added = parquet.column.as_ref().and_then(|name| match (which, action) {
            (Which::Kept, Action::Tag) => Some(Field::new(name, findings_type(), true)),
            (Which::Dropped, _) => Some(Field::new(name, DataType::Utf8, false)),
            _ => None,
        });
        let sorted = !matches!(action, Action::Fix { .. });
        let shape = find(source.schema(), &parquet.fields)
            .and_then(|leaves| Shape::new(&source, &leaves, added, level, sorted))
            .map_err(|what| CleanError::Read { name: first.name.to_string(), what })?;
        let parts = Parts { path, shape, count: after, held_back: Vec::new() };
        parts.clear(after).map_err(|error| failed(&parts.path, error))?;
        Ok(parts)
    }

    /// Takes away what was written after so many row groups.
    fn clear(&self, after: u64) -> io::Result<()> {
        let folder = self.folder();
        fs::create_dir_all(&folder)?;
        if after == 0 {
            let whole = with_end(&self.path, PARTIAL);
            fs::remove_file(&whole).or_else(|error| if whole.exists() { Err(error) } else { Ok(()) })?;
        }
        let kept: Vec<PathBuf> = (0..after).map(|number| self.part(number)).collect();
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if !kept.contains(&path) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// Where the row groups are.
    pub(super) fn folder(&self) -> PathBuf {
        with_end(&self.path, PARTS)
    }

    fn part(&self, number: u64) -> PathBuf {
        self.folder().join(format!("{number:06}{PARTIAL}"))
    }

    /// How many row groups are on the disk for certain.
    pub(in super::super) fn sync(&mut self) -> Result<u64, CleanError> {
        for file in self.held_back.drain(..) {
            file.sync_data().map_err(|error| failed(&self.path, error))?;
        }
        Ok(self.count)
    }

    pub(super) fn failed(&self, error: ParquetError) -> CleanError {
        failed_as(&self.path)(error)
    }

    /// Writes a row group.
    pub(super) fn write(
        &mut self,
        fill: impl FnOnce(&mut SerializedRowGroupWriter<'_, File>) -> Result<(), CleanError>,
    ) -> Result<(), CleanError> {
        let part = self.part(self.count);
        let new = with_end(&part, ".new");
        let file = self.file(&new, |writer| {
            let mut group = writer.next_row_group().map_err(|error| self.failed(error))?;
            fill(&mut group)?;
            group.close().map(|_| ()).map_err(|error| self.failed(error))
        })?;
        fs::rename(&new, &part).map_err(|error| failed(&part, error))?;
        self.count += 1;
        self.held_back.push(file);
        if self.held_back.len() < HELD_BACK { Ok(()) } else { self.sync().map(|_| ()) }
    }

    /// Writes a file of this shape.
    fn file(
        &self,
        path: &Path,
        fill: impl FnOnce(&mut SerializedFileWriter<File>) -> Result<(), CleanError>,
    ) -> Result<File, CleanError> {
        let file = File::create(path).map_err(|error| failed(path, error))?;
        let Shape { schema, properties, .. } = &self.shape;
        let mut writer =
            SerializedFileWriter::new(file, schema.clone(), properties.clone()).map_err(failed_as(path))?;
        fill(&mut writer)?;
        writer.into_inner().map_err(failed_as(path))
    }

    /// Puts the output into its place.
    pub(in super::super) fn finish(self) -> Result<(), CleanError> {
        // When this is there, it is whole; the row groups may be gone by then.
        let whole = with_end(&self.path, PARTIAL);
        let io_failed = |error| failed(&self.path, error);
        if !whole.exists() {
            let joining = with_end(&self.path, JOINING);
            let append = |writer: &mut _| (0..self.count).try_for_each(|number| self.append(writer, number));
            self.file(&joining, append)?.sync_data().map_err(io_failed)?;
            fs::rename(&joining, &whole).map_err(io_failed)?;
        }
        fs::remove_dir_all(self.folder()).map_err(io_failed)?;
        fs::rename(&whole, &self.path).map_err(io_failed)
    }

    /// Copies a row group as it is stored.
    fn append(&self, writer: &mut SerializedFileWriter<File>, number: u64) -> Result<(), CleanError> {
        let path = self.part(number);
        let name = path.display().to_string().into();
        let source = Source::open(&Input { name, path: Some(path), range: None })?;
        for group in 0..source.metadata.num_row_groups() {
            let mut to = writer.next_row_group().map_err(|error| self.failed(error))?;
            for column in 0..source.schema().num_columns() {
                copy::whole(&mut to, &source, group, column).map_err(|error| self.failed(error))?;
            }
            to.close().map_err(|error| self.failed(error))?;
        }
        Ok(())
    }

    /// Takes away what was written.
    pub(in super::super) fn discard(self) {
        // When this fails, something is left whose name says what it is.
        let _ = fs::remove_dir_all(self.folder());
        let _ = fs::remove_file(with_end(&self.path, JOINING));
    }

    /// Whether no row groups lie beside this output.
    pub(in super::super) fn are_gone(target: &Target) -> bool {
        place(target).is_ok_and(|path| !with_end(&path, PARTS).exists())
    }
}

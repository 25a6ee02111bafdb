//! `intrus report merge`, and the files of `intrus clean --report`.

use super::Status;
use super::args::{MergeArgs, ReportArgs, ReportCommand};
use super::messages::{Message, io_error, write_error};
use super::taken::Taken;
use crate::clean::report::{Report, html};
use crate::text::{json_error, slashes};
use anyhow::Result;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

pub(super) fn run(args: &ReportArgs) -> Result<Status> {
    let ReportCommand::Merge(args) = &args.command;
    if let Err(errors) = check_taken(args) {
        errors.iter().for_each(Message::print);
        return Ok(Status::Error);
    }
    let merged = match merge(args) {
        Ok(merged) => merged,
        Err(message) => {
            message.print();
            return Ok(Status::Error);
        }
    };
    if args.output.is_empty() {
        io::stdout().lock().write_all(merged.json().as_bytes())?;
    }
    Ok(write_all(&merged, &args.output))
}

/// No report may be written over one that is read, or twice.
fn check_taken(args: &MergeArgs) -> Result<(), Vec<Message>> {
    let mut taken = Taken::default();
    args.reports.iter().for_each(|path| taken.read(path, "an input"));
    args.output.iter().for_each(|path| taken.write(path, "-o"));
    taken.check()
}

fn merge(args: &MergeArgs) -> Result<Report, Message> {
    let mut merged: Option<Report> = None;
    for path in &args.reports {
        let name = slashes(path);
        let bytes = fs::read(path).map_err(|error| Message::error(&name, io_error(&error)))?;
        let report: Report = serde_json::from_slice(&bytes).map_err(|error| {
            let (what, line, column) = json_error(&error);
            Message::error(&format!("{name}:{line}:{column}"), format_args!("no report in JSON: {what}"))
        })?;
        match &mut merged {
            None => merged = Some(report),
            Some(merged) => merged.merge(report).map_err(|error| Message::error(&name, error))?,
        }
    }
    merged.ok_or_else(|| Message::error("no report", "name one"))
}

/// Writes a report into files, in the format that their names tell.
pub(super) fn write_all(report: &Report, paths: &[PathBuf]) -> Status {
    let mut status = Status::Clean;
    for path in paths {
        let text = if is_page(path) { html(report) } else { report.json() };
        if let Err(error) = write(path, &text) {
            Message::error(&slashes(path), write_error(&error)).print();
            status = Status::Error;
        }
    }
    status
}

/// Makes the folders of reports, and finds out whether they can be written there, before the work of which they report is done.
pub(super) fn prepare(paths: &[PathBuf]) -> Result<(), Vec<Message>> {
    let trial = |path: &PathBuf| {
        let name = slashes(path);
        if path.is_dir() {
            return Some(Message::error(&name, "a folder; name a file to write to"));
        }
        folder_of(path).and_then(NamedTempFile::new_in).err().map(|error| Message::error(&name, write_error(&error)))
    };
    let errors: Vec<Message> = paths.iter().filter_map(trial).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// The folder of an output, which is made if it is not there.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::create_dir_all(folder) {
        // A file of that name.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(io::ErrorKind::NotADirectory.into()),
        made => made.map(|()| folder),
    }
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(folder_of(path)?)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

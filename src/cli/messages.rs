//! What the program says beside its findings, on standard error: `intrus: error: where: what; what to do`.

use crate::report::one_line;
use std::fmt::{Arguments, Display};
use std::io::{self, Write};

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something could not be done.
    Error,
    /// Something worth knowing.
    Note,
}

/// A message about a file.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) kind: Kind,
    /// Where, what, and what to do.
    pub(super) text: String,
    /// Lines to show below it.
    pub(super) excerpt: String,
}

impl Message {
    /// Something could not be done with the file at `place`.
    pub(super) fn error(place: &str, what: impl Display) -> Self {
        Message { kind: Kind::Error, text: format!("{place}: {what}"), excerpt: String::new() }
    }

    /// Something worth knowing about the file at `place`.
    pub(super) fn note(place: &str, what: impl Display) -> Self {
        Message { kind: Kind::Note, text: format!("{place}: {what}"), excerpt: String::new() }
    }

    /// Writes the message to standard error. That this may fail is nothing that could be told.
    pub(super) fn print(&self) {
        let kind = match self.kind {
            Kind::Error => "error",
            Kind::Note => "note",
        };
        let _ = write!(io::stderr(), "intrus: {kind}: {}\n{}", one_line(&self.text), self.excerpt);
    }
}

/// Prints an error that belongs to no file.
pub(super) fn error(text: Arguments) {
    Message { kind: Kind::Error, text: text.to_string(), excerpt: String::new() }.print();
}

/// An input or output error in words.
pub(super) fn io_error(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder; check the spelling".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied; make it readable or leave it out".to_owned(),
        _ => format!("cannot be read: {}", reason(error)),
    }
}

/// Whether output fails because whoever read it has read enough (`intrus check | head`).
pub(super) fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Why output could not be written.
pub(super) fn write_error(error: &io::Error) -> String {
    format!("cannot be written: {}", reason(error))
}

/// What the system says, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

//! A JSON array that is written as its items come.

use serde::Serialize;
use std::io::{self, Write};

/// The items so far: the caller writes what is before `[` and after `]`.
#[derive(Default)]
pub(super) struct Items {
    started: bool,
}

impl Items {
    /// Writes the next item, on a line of its own.
    pub(super) fn item(&mut self, out: &mut dyn Write, item: &impl Serialize) -> io::Result<()> {
        out.write_all(if self.started { b",\n" } else { b"\n" })?;
        self.started = true;
        super::write_json(out, item)
    }

    /// Closes the array.
    pub(super) fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.started { b"\n]" } else { b"]" })
    }
}

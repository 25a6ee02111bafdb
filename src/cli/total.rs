//! A run of `fix` in figures.

use super::messages::{Kind, Message};
use super::progress::Progress;
use crate::report::plural;
use std::io::{self, Write};

/// A run in figures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Total {
    pub(super) files: usize,
    pub(super) changed: usize,
    pub(super) changes: usize,
    pub(super) left: usize,
    /// Findings left that --unsafe would write.
    pub(super) guesses: usize,
    pub(super) errors: usize,
}

impl Total {
    pub(super) fn add(&mut self, changes: usize, left: usize) {
        self.files += 1;
        self.changed += usize::from(changes > 0);
        self.changes += changes;
        self.left += left;
    }

    /// Prints messages, after what waits on standard output.
    pub(super) fn messages(
        &mut self,
        progress: &mut Progress,
        out: &mut dyn Write,
        messages: &[Message],
    ) -> io::Result<()> {
        if messages.is_empty() {
            return Ok(());
        }
        progress.clear();
        let flushed = out.flush();
        messages.iter().for_each(Message::print);
        self.errors += messages.iter().filter(|message| message.kind == Kind::Error).count();
        flushed
    }

    /// `advice`: how many of the findings left --unsafe would fix.
    pub(super) fn summary(&self, would: bool, advice: usize) -> String {
        let fixed = match (self.changes, would) {
            (0, _) if self.left == 0 && self.errors == 0 => format!("Nothing to fix in {}", plural(self.files, "file")),
            (0, _) => "Nothing was fixed".to_owned(),
            (n, false) => format!("Fixed {} in {}", plural(n, "place"), plural(self.changed, "file")),
            (n, true) => format!("Would fix {} in {}", plural(n, "place"), plural(self.changed, "file")),
        };
        let left = match (self.left, advice) {
            (0, _) => String::new(),
            (left, 0) => format!("; {} left, see `intrus check`", plural(left, "finding")),
            (left, n) => {
                format!("; {} left, see `intrus check` (--unsafe has a guess for {n})", plural(left, "finding"))
            }
        };
        let errors = match self.errors {
            0 => String::new(),
            n => format!("; {} failed", plural(n, "path")),
        };
        format!("{fixed}{left}{errors}.")
    }
}

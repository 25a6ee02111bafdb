//! How far a long run has come, on a line of its own on standard error that goes away again.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(2);
const PACE: Duration = Duration::from_millis(200);

/// The line. It is shown only in a terminal, and only to those who have waited for two seconds.
pub(super) struct Progress {
    next: Option<Instant>,
    shown: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        Progress { next: io::stderr().is_terminal().then(|| Instant::now() + PATIENCE), shown: false }
    }

    /// Shows how far we are, if it is time to.
    pub(super) fn show(&mut self, done: usize, total: usize, what: &str) {
        let now = Instant::now();
        if self.next.is_none_or(|next| now < next) || total == 0 {
            return;
        }
        self.next = Some(now + PACE);
        self.shown = true;
        let percent = done * 100 / total;
        let _ = write!(io::stderr(), "\r\x1b[Kintrus: {percent} % of {what}");
        let _ = io::stderr().flush();
    }

    /// Takes the line away, before something else is printed.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[K");
            let _ = io::stderr().flush();
        }
    }
}

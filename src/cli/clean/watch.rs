//! How a run comes on: a bar on a terminal, and else a line a minute.

use crate::clean::Stats;
use crate::clean::engine::Watch;
use crate::cli::messages::Message;
use crate::report::plural;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Between two lines, where there is no terminal.
const PACE: Duration = Duration::from_secs(60);
/// Rejected records that are told where there is no file for them.
const TOLD: usize = 20;

/// Shows how a run comes on.
pub(super) struct Watching {
    bar: Option<ProgressBar>,
    /// Bytes of all inputs; none where that is not known.
    total: Option<u64>,
    started: Instant,
    next: Instant,
    /// What an interrupted run had read already.
    first: Option<u64>,
    rejected: usize,
}

impl Watching {
    pub(super) fn new(total: Option<u64>) -> Self {
        let bar = io::stderr().is_terminal().then(|| bar(total));
        Watching { bar, total, started: Instant::now(), next: Instant::now() + PACE, first: None, rejected: 0 }
    }

    /// Takes the bar away.
    pub(super) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if self.rejected > TOLD {
            let more = plural(self.rejected - TOLD, "record");
            Message::note("rejected", format_args!("{more} more; --rejects FILE keeps them")).print();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(5));
    let template = match total {
        Some(_) => "{bar:24} {percent:>3} %  {msg}  {binary_bytes_per_sec}  {eta} left",
        None => "{spinner} {binary_bytes}  {msg}  {binary_bytes_per_sec}",
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn figures(stats: &Stats) -> String {
    let rejected = if stats.rejected > 0 { format!(", {} rejected", stats.rejected) } else { String::new() };
    format!("{} records, {} findings{rejected}", stats.records, stats.findings)
}

impl Watch for Watching {
    fn progress(&mut self, read: u64, stats: &Stats) {
        let first = *self.first.get_or_insert(read);
        if let Some(bar) = &self.bar {
            bar.set_position(read);
            bar.set_message(figures(stats));
            return;
        }
        let now = Instant::now();
        if now < self.next {
            return;
        }
        self.next = now + PACE;
        let seconds = (now - self.started).as_secs_f64();
        let speed = (read - first) as f64 / seconds;
        let left = match self.total.filter(|total| *total > 0) {
            Some(total) => {
                let minutes = total.saturating_sub(read) as f64 / speed.max(1.0) / 60.0;
                format!(", {} % done, {minutes:.0} min left", read * 100 / total)
            }
            None => String::new(),
        };
        // That this may fail is nothing that could be told.
        let _ = writeln!(io::stderr(), "intrus: {}, {:.1} MB/s{left}", figures(stats), speed / 1e6);
    }

    fn rejected(&mut self, lines: &[u8]) {
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            self.rejected += 1;
            if self.rejected <= TOLD {
                let text = crate::clean::engine::rejection(line);
                let (place, what) = text.split_once(": ").unwrap_or(("", &text));
                Message::note(place, format_args!("{what}; left out")).print();
            }
        }
    }
}

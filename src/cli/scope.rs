//! What `check` and `fix` have in common: which inputs, which findings, how many threads, whether in colour.

use super::args::{Color, ScopeArgs};
use super::config;
use super::files::{self, Input, Source};
use super::git::Repository;
use super::messages::Message;
use crate::config::{Finder, Settings};
use crate::report::Style;
use anyhow::{Context, Result};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::sync::Arc;

/// A larger file is checked by itself, its blocks in parallel; smaller ones in parallel with others.
const LARGE: u64 = 4 << 20;
/// Small files that are checked before their findings are printed: so many, or of so many bytes.
const BATCH_FILES: usize = 256;
const BATCH_BYTES: u64 = 16 << 20;

/// Bytes of output that wait: the beginning of every report fits in, so that what it is about is known before a pipe can be closed.
const BUFFER: usize = 1 << 16;

/// The arguments, read.
pub(super) struct Scope<'a> {
    args: &'a ScopeArgs,
    finder: Arc<Finder>,
    pub(super) style: Style,
}

impl<'a> Scope<'a> {
    pub(super) fn new(args: &'a ScopeArgs) -> Result<Self> {
        Ok(Scope { args, finder: Arc::new(config::finder(args)?), style: Style { color: colored(args.color) } })
    }

    /// The inputs, and what went wrong when they were looked for.
    pub(super) fn inputs(&self) -> (Vec<Input>, Vec<Message>) {
        let ScopeArgs { paths, stdin_filename, force_exclude, .. } = self.args;
        let (mut inputs, mut messages) = files::collect(paths, stdin_filename.as_deref(), *force_exclude, &self.finder);
        messages.extend(self.configured(&mut inputs));
        (inputs, messages)
    }

    /// The inputs for what is staged, and what is wrong with their configuration.
    pub(super) fn staged(&self) -> Result<(Vec<Input>, Vec<Message>)> {
        let ScopeArgs { paths, force_exclude, .. } = self.args;
        let mut inputs = files::staged(Repository::open("--staged")?.staged()?, paths, *force_exclude, &self.finder);
        let messages = self.configured(&mut inputs);
        Ok((inputs, messages))
    }

    /// Takes out the inputs whose configuration is wrong, and tells what is wrong with it.
    fn configured(&self, inputs: &mut Vec<Input>) -> Vec<Message> {
        let errors = config::errors(&self.finder, &self.args.paths, inputs, self.style);
        inputs.retain(|input| self.finder.settings(input.place()).is_ok());
        errors
    }

    /// The settings in force for an input.
    pub(super) fn settings(&self, input: &Input) -> Arc<Settings> {
        // What cannot be configured is no input.
        self.finder.settings(input.place()).unwrap_or_default()
    }

    pub(super) fn threads(&self) -> Result<ThreadPool> {
        ThreadPoolBuilder::new()
            .num_threads(self.args.jobs.into())
            .build()
            .context("--jobs: the threads cannot be started; try fewer")
    }

    pub(super) fn stdout(&self) -> Box<dyn Write> {
        let stdout = io::stdout().lock();
        if self.style.color {
            // Turns escape sequences into calls on the consoles that do not know them.
            Box::new(BufWriter::with_capacity(BUFFER, anstream::AutoStream::new(stdout, anstream::ColorChoice::Always)))
        } else {
            Box::new(BufWriter::with_capacity(BUFFER, stdout))
        }
    }
}

fn colored(choice: Color) -> bool {
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    }
}

/// Runs of small files, and every large one by itself.
pub(super) fn batches(inputs: &[Input]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (i, input) in inputs.iter().enumerate() {
        let size = size(input);
        if i > start && (size > LARGE || bytes + size > BATCH_BYTES || i - start == BATCH_FILES) {
            batches.push(start..i);
            (start, bytes) = (i, 0);
        }
        bytes += size;
        if size > LARGE {
            batches.push(start..i + 1);
            (start, bytes) = (i + 1, 0);
        }
    }
    if start < inputs.len() {
        batches.push(start..inputs.len());
    }
    batches
}

/// Bytes of an input; what cannot be told counts as large.
fn size(input: &Input) -> u64 {
    match &input.source {
        Source::Stdin => u64::MAX,
        // Not known yet; most are small.
        Source::Staged(..) => 0,
        Source::Named(path) | Source::Met(path) => match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => metadata.len(),
            Ok(_) => u64::MAX,
            Err(_) => 0,
        },
    }
}

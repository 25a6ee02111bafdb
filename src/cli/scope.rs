//! What `check` and `fix` have in common: which inputs, which findings, how many threads, whether in colour.

use super::args::{Color, ScopeArgs};
use super::files::{self, Input, Source};
use super::git::Repository;
use super::messages::Message;
use super::selection::Selection;
use crate::formats::{self, Format};
use crate::report::Style;
use crate::text::Finding;
use anyhow::{Context, Result};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

/// A larger file is checked by itself, its blocks in parallel; smaller ones in parallel with others.
const LARGE: u64 = 4 << 20;
/// Small files that are checked before their findings are printed: so many, or of so many bytes.
const BATCH_FILES: usize = 256;
const BATCH_BYTES: u64 = 16 << 20;

/// The arguments, read.
pub(super) struct Scope<'a> {
    args: &'a ScopeArgs,
    selection: Selection,
    format: Option<&'static dyn Format>,
    /// Formats with the choices of the arguments.
    chosen: Vec<Box<dyn Format>>,
    pub(super) style: Style,
}

impl<'a> Scope<'a> {
    pub(super) fn new(args: &'a ScopeArgs) -> Result<Self> {
        let options = formats::Options { exclude_keys: args.exclude_keys.clone(), columns: args.columns.clone() };
        let has_options = options != formats::Options::default();
        let chosen =
            formats::FORMATS.iter().filter(|_| has_options).filter_map(|format| format.with(&options)).collect();
        Ok(Scope {
            args,
            selection: Selection::new(&args.select, &args.ignore)?,
            format: args.format_of.as_deref().and_then(formats::find),
            chosen,
            style: Style { color: colored(args.color) },
        })
    }

    /// The inputs, and what went wrong when they were looked for.
    pub(super) fn inputs(&self) -> (Vec<Input>, Vec<Message>) {
        files::collect(&self.args.paths, self.args.stdin_filename.as_deref(), self.args.force_exclude)
    }

    /// The inputs for what is staged.
    pub(super) fn staged(&self) -> Result<Vec<Input>> {
        let staged = Repository::open("--staged")?.staged()?;
        Ok(files::staged(staged, &self.args.paths, self.args.force_exclude))
    }

    /// The format of an input with this text.
    pub(super) fn format(&self, input: &Input, text: &str) -> &dyn Format {
        let format = self.format.unwrap_or_else(|| formats::of(Path::new(&input.name), text));
        self.chosen.iter().find(|chosen| chosen.name() == format.name()).map_or(format, |chosen| &**chosen)
    }

    pub(super) fn wants(&self, finding: &Finding) -> bool {
        finding.confidence >= self.args.min_confidence && self.selection.contains(finding.rule)
    }

    /// Whether findings of this rule are wanted.
    pub(super) fn has_rule(&self, code: &str) -> bool {
        self.selection.contains(code)
    }

    /// Whether no finding of a rule is left out.
    pub(super) fn finds_all(&self) -> bool {
        self.args.min_confidence == 0.0
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
            Box::new(BufWriter::new(anstream::AutoStream::new(stdout, anstream::ColorChoice::Always)))
        } else {
            Box::new(BufWriter::new(stdout))
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

//! `intrus fix` and `intrus check --diff`.

use super::args::{FixArgs, ScopeArgs};
use super::files::{Input, Source};
use super::interview::Interview;
use super::messages::{Kind, Message};
use super::progress::Progress;
use super::scope::{Scope, batches};
use super::{Status, input, messages};
use crate::fix::{self, Change, Fixed, Fixer};
use crate::formats::{self, Decoded};
use crate::report::one_line;
use crate::text::Applicability;
use crate::{Checker, Pack};
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

/// `intrus fix`.
pub(super) fn run(args: &FixArgs) -> Result<Status> {
    if args.diff {
        return diff(&args.scope, args.r#unsafe);
    }
    let scope = Scope::new(&args.scope)?;
    let total = if args.interactive { interactive(&scope)? } else { all(&scope, least(args.r#unsafe), Mode::Write)? };
    Ok(match total {
        Total { errors: 1.., .. } => Status::Error,
        Total { left: 1.., .. } => Status::Findings,
        Total { changes: 1.., .. } if args.exit_non_zero_on_fix => Status::Findings,
        _ => Status::Clean,
    })
}

/// What `fix` would write, as a diff.
pub(super) fn diff(args: &ScopeArgs, r#unsafe: bool) -> Result<Status> {
    let total = all(&Scope::new(args)?, least(r#unsafe), Mode::Diff)?;
    Ok(match total {
        Total { errors: 1.., .. } => Status::Error,
        Total { changes: 1.., .. } => Status::Findings,
        _ => Status::Clean,
    })
}

fn least(r#unsafe: bool) -> Applicability {
    if r#unsafe { Applicability::Unsafe } else { Applicability::Safe }
}

/// What is done with the edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// They are written: into files, or the text from standard input to standard output.
    Write,
    /// They are printed as a diff.
    Diff,
}

/// A run in figures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Total {
    files: usize,
    changed: usize,
    changes: usize,
    left: usize,
    /// Findings left that --unsafe would write.
    guesses: usize,
    errors: usize,
}

/// What came of a file.
#[derive(Default)]
struct Done {
    fixed: Fixed,
    /// What is printed of it: the diff, or the text.
    output: Vec<u8>,
}

/// Fixes every input.
fn all(scope: &Scope, least: Applicability, mode: Mode) -> Result<Total> {
    let (mut inputs, messages) = scope.inputs();
    once_each(&mut inputs);
    let checker = Checker::new(Pack::embedded());
    let fixer = Fixer::new(&checker, least).wanted(|finding| scope.wants(finding));
    let threads = scope.threads()?;
    let mut progress = Progress::new();
    let mut out = scope.stdout();
    // Standard output is for the text or the diff then.
    let listed = mode == Mode::Write && !inputs.iter().any(|input| input.source == Source::Stdin);
    let mut total = Total::default();
    total.messages(&mut progress, &mut *out, &messages)?;
    for batch in batches(&inputs) {
        progress.show(batch.start, inputs.len(), &format!("{} files", inputs.len()));
        let batch = &inputs[batch];
        let done: Vec<_> = threads.install(|| batch.par_iter().map(|input| one(scope, &fixer, input, mode)).collect());
        for (input, (done, messages)) in batch.iter().zip(done) {
            total.messages(&mut progress, &mut *out, &messages)?;
            let Some(Done { fixed, output }) = done else { continue };
            total.add(fixed.changes.len(), fixed.left.len());
            total.guesses += fixed.left.iter().filter(|left| left.applicability == Applicability::Unsafe).count();
            if listed {
                list(&mut *out, &input.name, &fixed.changes)?;
            } else if mode == Mode::Diff && scope.style.color {
                write_colored(&mut *out, &output)?;
            } else {
                out.write_all(&output)?;
            }
        }
        out.flush()?;
    }
    progress.clear();
    let advice = if least == Applicability::Safe { total.guesses } else { 0 };
    let summary = total.summary(mode == Mode::Diff, advice);
    if listed {
        writeln!(out, "{summary}")?;
    } else {
        out.flush()?;
        // That this may fail is nothing that could be told.
        let _ = writeln!(io::stderr(), "intrus: {summary}");
    }
    out.flush()?;
    Ok(total)
}

/// A file that is named twice, or named and linked to, is fixed once.
fn once_each(inputs: &mut Vec<Input>) {
    let mut seen = HashSet::new();
    inputs.retain(|input| input.path().and_then(|path| path.canonicalize().ok()).is_none_or(|path| seen.insert(path)));
}

/// Fixes a file.
fn one(scope: &Scope, fixer: &Fixer, input: &Input, mode: Mode) -> (Option<Done>, Vec<Message>) {
    let failed = |message| (None, vec![message]);
    let bytes = match input::read(input) {
        Ok(bytes) => bytes,
        Err(error) => return failed(error.message(input)),
    };
    let decoded = match formats::decode(&bytes) {
        Ok(decoded) => decoded,
        Err(error) => return failed(input::InputError::from(error).message(input)),
    };
    let fixed = fixer.fix(&decoded, scope.format(input));
    let mut messages: Vec<Message> = input::encoding_note(&input.name, &decoded).into_iter().collect();
    let output = match (mode, input.path()) {
        (Mode::Diff, _) => print_diff(input, &bytes, &decoded, &fixed, &mut messages),
        (Mode::Write, None) => Ok(fixed.edits.apply(&bytes, decoded.encoding)),
        (Mode::Write, Some(path)) => write(input, path, &bytes, &decoded, &fixed.edits).map(|()| Vec::new()),
    };
    match output {
        Ok(output) => (Some(Done { fixed, output }), messages),
        Err(message) => {
            messages.push(message);
            (None, messages)
        }
    }
}

/// Writes the edits into the file, if there are any.
fn write(input: &Input, path: &Path, bytes: &[u8], decoded: &Decoded, edits: &formats::Edits) -> Result<(), Message> {
    if edits.is_empty() {
        return Ok(());
    }
    fix::write(path, bytes, &edits.apply(bytes, decoded.encoding)).map_err(|error| match error {
        fix::WriteError::Io(error) => Message::error(&input.name, messages::write_error(&error)),
        error => Message::error(&input.name, error),
    })
}

fn print_diff(
    input: &Input,
    bytes: &[u8],
    decoded: &Decoded,
    fixed: &Fixed,
    messages: &mut Vec<Message>,
) -> Result<Vec<u8>, Message> {
    let mut diff = Vec::new();
    if fixed.edits.is_empty() {
        return Ok(diff);
    }
    let name = match input.path() {
        None => input.name.clone(),
        Some(path) => match diff_name(path) {
            None => {
                return Err(Message::error(&input.name, "no diff can name this file; use `intrus fix`, or rename it"));
            }
            Some((name, true)) => name,
            Some((name, false)) => {
                let what = "outside the current folder; its diff applies in /";
                messages.push(Message::note(&input.name, what));
                name
            }
        },
    };
    fix::unified(&mut diff, &name, bytes, &fixed.edits, decoded.encoding)
        .map_err(|error| Message::error(&input.name, messages::write_error(&error)))?;
    Ok(diff)
}

/// The name of a file in a diff: from the current folder if it lies there, else from the root; and which. Links are
/// resolved, for neither `git apply` nor `patch` writes through them.
fn diff_name(path: &Path) -> Option<(String, bool)> {
    let path = path.canonicalize().ok()?;
    let current = std::env::current_dir().and_then(|current| current.canonicalize()).ok()?;
    let inside = path.strip_prefix(&current).ok();
    let shown = inside.unwrap_or(&path).to_str()?;
    Some((shown.replace(std::path::MAIN_SEPARATOR, "/").trim_start_matches('/').to_owned(), inside.is_some()))
}

fn write_colored(out: &mut dyn Write, diff: &[u8]) -> io::Result<()> {
    for line in diff.split_inclusive(|&b| b == b'\n') {
        let color = match line.first() {
            Some(b'-') => "\x1b[31m",
            Some(b'+') => "\x1b[32m",
            Some(b'@') => "\x1b[36m",
            _ => "",
        };
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        out.write_all(color.as_bytes())?;
        out.write_all(line)?;
        out.write_all(if color.is_empty() { b"\n" } else { b"\x1b[0m\n" })?;
    }
    Ok(())
}

/// One line a change.
fn list(out: &mut dyn Write, name: &str, changes: &[Change]) -> io::Result<()> {
    for Change { place, before, after } in changes {
        let (name, before, after) = (one_line(name), one_line(before), one_line(after));
        writeln!(out, "{name}:{}:{}: “{before}” → “{after}”", place.line, place.column)?;
    }
    Ok(())
}

/// `intrus fix --interactive`.
fn interactive(scope: &Scope) -> Result<Total> {
    let (mut inputs, messages) = scope.inputs();
    once_each(&mut inputs);
    if inputs.iter().any(|input| input.source == Source::Stdin) {
        bail!("--interactive: your answers come from standard input, so texts cannot; name files");
    }
    let checker = Checker::new(Pack::embedded());
    let mut total = Total::default();
    let mut progress = Progress::new();
    let mut interview = Interview::new(io::stdin().lock(), scope.stdout(), scope.style);
    total.messages(&mut progress, interview.out(), &messages)?;
    for input in &inputs {
        let bytes = match input::read(input) {
            Ok(bytes) => bytes,
            Err(error) => {
                total.messages(&mut progress, interview.out(), &[error.message(input)])?;
                continue;
            }
        };
        let decoded = match formats::decode(&bytes) {
            Ok(decoded) => decoded,
            Err(error) => {
                let message = input::InputError::from(error).message(input);
                total.messages(&mut progress, interview.out(), &[message])?;
                continue;
            }
        };
        let format = scope.format(input);
        let document = format.parse(&decoded.text);
        let mut findings = checker.check(&document);
        findings.retain(|finding| scope.wants(finding));
        let all = findings.len();
        let edits = interview.file(&input.name, &decoded, format, &document, findings)?;
        let path = input.path().unwrap_or(Path::new(&input.name));
        match write(input, path, &bytes, &decoded, &edits) {
            Ok(()) => total.add(edits.len(), all - edits.len()),
            Err(message) => total.messages(&mut progress, interview.out(), &[message])?,
        }
        if interview.is_over() {
            break;
        }
    }
    let summary = total.summary(false, 0);
    writeln!(interview.out(), "{summary}")?;
    interview.out().flush()?;
    Ok(total)
}

impl Total {
    fn add(&mut self, changes: usize, left: usize) {
        self.files += 1;
        self.changed += usize::from(changes > 0);
        self.changes += changes;
        self.left += left;
    }

    /// Prints messages, after what waits on standard output.
    fn messages(&mut self, progress: &mut Progress, out: &mut dyn Write, messages: &[Message]) -> io::Result<()> {
        if !messages.is_empty() {
            progress.clear();
            out.flush()?;
            messages.iter().for_each(Message::print);
            self.errors += messages.iter().filter(|message| message.kind == Kind::Error).count();
        }
        Ok(())
    }

    /// `advice`: how many of the findings left --unsafe would fix.
    fn summary(&self, would: bool, advice: usize) -> String {
        let fixed = match (self.changes, would) {
            (0, _) if self.left == 0 => format!("Nothing to fix in {}", plural(self.files, "file")),
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

pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

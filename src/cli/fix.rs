//! `intrus fix` and `intrus check --diff`.

use super::args::{FixArgs, ScopeArgs};
use super::files::{Input, Source};
use super::input::{self, InputError};
use super::interview::Interview;
use super::messages::Message;
use super::progress::Progress;
use super::scope::{Scope, batches};
use super::total::Total;
use super::{Status, diff, messages};
use crate::fix::{self, Change, Fixed, Fixer};
use crate::formats::{self, Decoded, Edits};
use crate::narrow::Directives;
use crate::report::one_line;
use crate::text::Applicability;
use crate::{Checker, Finding, Pack};
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io::{self, BufRead, Write};
use std::path::Path;

/// `intrus fix`.
pub(super) fn run(args: &FixArgs) -> Result<Status> {
    if args.diff {
        return dry_run(&args.scope, args.r#unsafe);
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
pub(super) fn dry_run(args: &ScopeArgs, r#unsafe: bool) -> Result<Status> {
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

/// What came of a file.
struct Done {
    fixed: Fixed,
    /// What is printed of it: the diff, or the text.
    output: Vec<u8>,
    notes: Vec<Message>,
}

/// Fixes every input, or those until nobody reads any more what is printed.
fn all(scope: &Scope, least: Applicability, mode: Mode) -> Result<Total> {
    let mut total = Total::default();
    match each(scope, least, mode, &mut total) {
        Err(error) if error.downcast_ref().is_some_and(messages::is_closed) => Ok(total),
        done => done.map(|()| total),
    }
}

fn each(scope: &Scope, least: Applicability, mode: Mode, total: &mut Total) -> Result<()> {
    let (mut inputs, messages) = scope.inputs();
    once_each(&mut inputs);
    let checker = Checker::new(Pack::embedded());
    let threads = scope.threads()?;
    let mut progress = Progress::new();
    let mut out = scope.stdout();
    // Standard output is for the text or the diff then.
    let listed = mode == Mode::Write && !inputs.iter().any(|input| input.source == Source::Stdin);
    total.messages(&mut progress, &mut *out, &messages)?;
    for batch in batches(&inputs) {
        progress.show(batch.start, inputs.len(), &format!("{} files", inputs.len()));
        let batch = &inputs[batch];
        let done: Vec<_> =
            threads.install(|| batch.par_iter().map(|input| one(scope, &checker, least, input, mode)).collect());
        for (input, done) in batch.iter().zip(done) {
            let Done { fixed, output, notes } = match done {
                Ok(done) => done,
                Err(message) => {
                    total.messages(&mut progress, &mut *out, &[message])?;
                    continue;
                }
            };
            total.messages(&mut progress, &mut *out, &notes)?;
            total.add(fixed.changes.len(), fixed.left.len());
            total.guesses += fixed.left.iter().filter(|left| left.applicability == Applicability::Unsafe).count();
            if listed {
                list(&mut *out, &input.name, &fixed.changes)?;
            } else if mode == Mode::Diff && scope.style.color {
                diff::write_colored(&mut *out, &output)?;
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
    Ok(())
}

/// A file that is named twice, or named and linked to, is fixed once.
fn once_each(inputs: &mut Vec<Input>) {
    let mut seen = HashSet::new();
    inputs.retain(|input| input.path().and_then(|path| path.canonicalize().ok()).is_none_or(|path| seen.insert(path)));
}

/// Fixes a file.
fn one(scope: &Scope, checker: &Checker, least: Applicability, input: &Input, mode: Mode) -> Result<Done, Message> {
    let bytes = input::editable(input).map_err(|error| error.message(input))?;
    let decoded = formats::decode(&bytes).map_err(|error| InputError::from(error).message(input))?;
    let settings = scope.settings(input);
    let format = input::format(input, &settings, &decoded).map_err(|error| error.message(input))?;
    let checker = settings.checker(checker);
    let fixer = Fixer::new(&checker, least).wanted(|finding| settings.wants(finding));
    let fixed = fixer.fix(&decoded, format);
    let mut notes: Vec<Message> = input::encoding_note(&input.name, &decoded).into_iter().collect();
    let output = match (mode, input.path()) {
        (Mode::Diff, _) => diff::of_file(input, &bytes, &decoded, &fixed, &mut notes)?,
        (Mode::Write, None) => fixed.edits.apply(&bytes, decoded.encoding),
        (Mode::Write, Some(path)) => {
            write(input, path, &bytes, &decoded, &fixed.edits)?;
            Vec::new()
        }
    };
    Ok(Done { fixed, output, notes })
}

/// Writes the edits into the file, if there are any.
fn write(input: &Input, path: &Path, bytes: &[u8], decoded: &Decoded, edits: &Edits) -> Result<(), Message> {
    if edits.is_empty() {
        return Ok(());
    }
    fix::write(path, bytes, &edits.apply(bytes, decoded.encoding)).map_err(|error| match error {
        fix::WriteError::Io(error) => Message::error(&input.name, messages::write_error(&error)),
        error => Message::error(&input.name, error),
    })
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
        match ask(scope, &checker, &mut interview, input) {
            Ok((changes, left)) => total.add(changes, left),
            Err(Trouble::File(message)) => total.messages(&mut progress, interview.out(), &[message])?,
            Err(Trouble::Terminal(error)) => return Err(error.into()),
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

/// What may go wrong while somebody is asked.
enum Trouble {
    /// The file cannot be read or written; there are others.
    File(Message),
    /// There is nobody to talk to.
    Terminal(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Terminal(error)
    }
}

impl From<Message> for Trouble {
    fn from(message: Message) -> Self {
        Trouble::File(message)
    }
}

/// Asks about a file and writes it; gives how much was changed, and how many findings are left.
fn ask(
    scope: &Scope,
    checker: &Checker,
    interview: &mut Interview<impl BufRead>,
    input: &Input,
) -> Result<(usize, usize), Trouble> {
    let bytes = input::editable(input).map_err(|error| error.message(input))?;
    let decoded = formats::decode(&bytes).map_err(|error| InputError::from(error).message(input))?;
    let settings = scope.settings(input);
    let format = input::format(input, &settings, &decoded).map_err(|error| error.message(input))?;
    let document = format.parse(&decoded.text);
    let directives = Directives::read(&decoded.text, format, &document);
    let wanted = |finding: &Finding| !directives.ignores(&document, finding) && settings.wants(finding);
    let findings = settings.checker(checker).check_for(&document, wanted);
    let all = findings.len();
    let edits = interview.file(&input.name, &decoded, format, &document, findings)?;
    if let Some(path) = input.path() {
        write(input, path, &bytes, &decoded, &edits)?;
    }
    Ok((edits.len(), all - edits.len()))
}

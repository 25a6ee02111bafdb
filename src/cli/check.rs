//! `intrus check`.

use super::args::CheckArgs;
use super::config;
use super::files::Input;
use super::input::{self, InputError};
use super::large::{self, Large, Opened};
use super::messages::{Kind, Message, is_closed};
use super::narrow::{self, Narrow};
use super::progress::Progress;
use super::scope::{Scope, batches};
use super::{Status, fix};
use crate::checker::arrange;
use crate::config::Settings;
use crate::formats::{Encoding, Place};
use crate::narrow::{Directives, Entry};
use crate::ordered::in_order;
use crate::report::{self, Around, Locate, Located, Report, Summary};
use crate::stream::{Piece, StreamError};
use crate::text::{Applicability, Finding};
use crate::{Checker, Pack};
use anyhow::{Context, Result, bail};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::io::{self, BufWriter, Write};

pub(super) fn run(args: &CheckArgs) -> Result<Status> {
    if args.diff {
        if args.narrow.staged {
            bail!("--staged: only reports; a diff of what is staged would not fit the files as they are");
        }
        let status = fix::dry_run(&args.scope, args.r#unsafe)?;
        return Ok(if status == Status::Findings && args.exit_zero { Status::Clean } else { status });
    }
    if args.dump_config {
        return config::dump(&args.scope);
    }
    let scope = Scope::new(&args.scope)?;
    let narrow = Narrow::new(&args.narrow)?;
    let (inputs, messages) = narrow.inputs(&scope)?;
    if args.files {
        return list(&inputs, &messages);
    }
    let printer = report::find(&args.format).context("--format: no such format")?;
    let work = Work { checker: Checker::new(Pack::embedded()), scope: &scope, narrow: &narrow, around: printer.around };
    let pool = scope.threads()?;
    let mut run = Run {
        out: scope.stdout(),
        report: (printer.new)(scope.style),
        summary: Summary::default(),
        progress: Progress::new(),
        beside: Beside::default(),
    };
    let printed = run.all(&work, &pool, &inputs, &messages);
    let Run { summary, beside, .. } = run;
    match printed {
        Ok(()) => narrow.write(beside.entries, summary.errors)?.iter().for_each(Message::print),
        // What was found until then tells the status, as it would have if the reader had gone on.
        Err(error) if is_closed(&error) => {}
        Err(error) => return Err(error.into()),
    }
    let problems = args.narrow.strict_ignores && beside.problems > 0;
    // What is remembered are hundreds of thousands of small pieces: the system takes them back at once, we would one by one.
    std::mem::forget(work);
    Ok(match summary {
        Summary { errors: 1.., .. } => Status::Error,
        Summary { findings: 1.., .. } if !args.exit_zero => Status::Findings,
        _ if problems && !args.exit_zero => Status::Findings,
        _ => Status::Clean,
    })
}

/// `--files`.
fn list(inputs: &[Input], messages: &[Message]) -> Result<Status> {
    messages.iter().for_each(Message::print);
    let mut out = BufWriter::new(io::stdout().lock());
    for input in inputs {
        writeln!(out, "{}", report::one_line(&input.name))?;
    }
    out.flush()?;
    let failed = messages.iter().any(|message| message.kind == Kind::Error);
    Ok(if failed { Status::Error } else { Status::Clean })
}

/// How a file is checked; the same for every thread.
struct Work<'a> {
    checker: Checker,
    scope: &'a Scope<'a>,
    narrow: &'a Narrow,
    around: Around,
}

/// The wanted findings of a block, by its number.
type Check<'a> = &'a (dyn Fn(usize) -> Vec<Finding> + Sync);

/// Takes a finding, and gives it back in its file if it is to be reported.
type Take<'a> = &'a mut dyn FnMut(Finding) -> Option<Located>;

/// What came of a small file.
enum Done {
    Checked { findings: Vec<Located>, beside: Beside },
    Failed(Message),
}

/// What comes of a file beside its findings, or of all files.
#[derive(Default)]
struct Beside {
    messages: Vec<Message>,
    /// Ignore comments that cover nothing or cannot be read.
    problems: usize,
    /// For the baseline that is written.
    entries: Vec<Entry>,
    /// What the baseline knows and was not found.
    stale: Vec<Entry>,
}

impl Work<'_> {
    /// Checks a small file on the current thread.
    fn small(&self, input: &Input) -> Done {
        let each =
            |blocks, check: Check, take: Take| (0..blocks).flat_map(check).filter_map(take).collect::<Vec<Located>>();
        let settings = self.scope.settings(input);
        match input::read(input).and_then(|bytes| self.check(input, &settings, &bytes, each)) {
            Ok((findings, beside)) => Done::Checked { findings, beside },
            Err(error) => Done::Failed(error.message(input)),
        }
    }

    /// Decodes and parses a file and hands `each` the number of its blocks, what finds the wanted findings of a
    /// block, and what takes those to report. Gives what `each` gave, and what comes beside it.
    fn check<R>(
        &self,
        input: &Input,
        settings: &Settings,
        bytes: &[u8],
        each: impl FnOnce(usize, Check, Take) -> R,
    ) -> Result<(R, Beside), InputError> {
        let decoded = input::text(input, bytes)?;
        let checker = settings.checker(&self.checker);
        let format = input::format(input, settings, &decoded)?;
        let document = format.parse(&decoded.text);
        let blocks = checker.blocks(&document);
        let directives = Directives::read(&decoded.text, format, &document);
        let check = |i: usize| {
            let mut findings = checker.check_block(&document, &blocks[i]);
            findings.retain(|finding| !directives.ignores(&document, finding) && settings.wants(finding));
            arrange(&document, &mut findings);
            findings
        };
        let mut locate = Locate::new(&input.name, &decoded, format, &document, self.around);
        if input::is_packed(input) {
            locate = locate.by_paragraph();
        }
        let mut sift = self.narrow.sift(settings, input, bytes);
        let result = each(blocks.len(), &check, &mut |finding| sift.take(&mut locate, finding));
        let (entries, stale) = sift.end();
        let mut messages: Vec<Message> = input::encoding_note(&input.name, &decoded).into_iter().collect();
        let problems = narrow::problems(&input.name, &decoded, &directives);
        let count = problems.len();
        messages.extend(problems);
        Ok((result, Beside { messages, problems: count, entries, stale }))
    }
}

/// The run so far, and where it is printed.
struct Run {
    out: Box<dyn Write>,
    report: Box<dyn Report>,
    summary: Summary,
    progress: Progress,
    beside: Beside,
}

impl Run {
    /// Checks all inputs and prints what comes of them.
    fn all(&mut self, work: &Work, pool: &ThreadPool, inputs: &[Input], messages: &[Message]) -> io::Result<()> {
        if !work.narrow.writes() {
            self.report.begin(&mut self.out)?;
        }
        self.messages(messages)?;
        for batch in batches(inputs) {
            self.progress.show(batch.start, inputs.len(), &format!("{} files", inputs.len()));
            match &inputs[batch] {
                [input] => self.one(work, pool, input)?,
                inputs => {
                    let done: Vec<Done> = pool.install(|| inputs.par_iter().map(|input| work.small(input)).collect());
                    done.into_iter().try_for_each(|done| self.file(done))?;
                }
            }
            self.out.flush()?;
        }
        self.progress.clear();
        self.messages(&work.narrow.stale(&self.beside.stale))?;
        if !work.narrow.writes() {
            self.report.end(&mut self.out, &self.summary)?;
        }
        self.out.flush()
    }

    /// Checks one file, its blocks in parallel, and prints findings as soon as they are known.
    fn one(&mut self, work: &Work, pool: &ThreadPool, input: &Input) -> io::Result<()> {
        let before = self.summary.findings;
        let settings = work.scope.settings(input);
        let opened =
            if work.narrow.takes_pieces() { large::open(input, &settings, pool) } else { large::open_whole(input) };
        let checked = match opened {
            Ok(Opened::Whole(bytes)) => self.whole(work, pool, input, &settings, &bytes)?,
            Ok(Opened::Large(large)) => self.pieces(work, pool, input, &settings, large)?,
            Err(error) => Err(error),
        };
        match checked {
            Ok(beside) => {
                self.summary.files += 1;
                self.summary.files_with_findings += usize::from(self.summary.findings > before);
                self.beside(beside)
            }
            Err(error) => self.messages(&[error.message(input)]),
        }
    }

    /// Checks a file that is in memory.
    fn whole(
        &mut self,
        work: &Work,
        pool: &ThreadPool,
        input: &Input,
        settings: &Settings,
        bytes: &[u8],
    ) -> io::Result<Result<Beside, InputError>> {
        let each = |blocks: usize, check: Check, take: Take| {
            let mut done = 0;
            in_order(pool, 0..blocks, check, |found| {
                self.progress.show(done, blocks, &input.name);
                done += 1;
                self.findings(&found.into_iter().filter_map(&mut *take).collect::<Vec<Located>>())
            })
        };
        match work.check(input, settings, bytes, each) {
            Ok((printed, beside)) => printed.map(|()| Ok(beside)),
            Err(error) => Ok(Err(error)),
        }
    }

    /// Checks a file that is read piece by piece.
    fn pieces(
        &mut self,
        work: &Work,
        pool: &ThreadPool,
        input: &Input,
        settings: &Settings,
        large: Large,
    ) -> io::Result<Result<Beside, InputError>> {
        let checker = settings.checker(&work.checker);
        let (outline, format) = (large.outline, large.format);
        let mut sift = work.narrow.sift(settings, input, &[]);
        let mut place = Place::of_start(Encoding::Utf8, outline.bom_len);
        let mut broken = None;
        let check = |piece: Result<Piece, StreamError>| {
            piece.map(|piece| {
                let mut findings = checker.check_block(&piece.document(), &piece.block());
                findings.retain(|finding| settings.wants(finding));
                arrange(&piece.document(), &mut findings);
                (piece, findings)
            })
        };
        in_order(pool, large.pieces(), check, |checked| {
            let (piece, findings) = match checked {
                Ok(checked) => checked,
                Err(error) => {
                    broken = Some(error);
                    return Ok(());
                }
            };
            self.progress.show(place.byte, outline.bytes, &input.name);
            let (decoded, document, range) = (piece.decoded(), piece.document(), piece.range());
            let mut locate = Locate::new(&input.name, &decoded, format, &document, work.around).in_part(
                range.start,
                place,
                outline.decomposed,
            );
            let located: Vec<Located> = findings.into_iter().filter_map(|f| sift.take(&mut locate, f)).collect();
            place = locate.place(range.end);
            self.findings(&located)
        })?;
        let (entries, stale) = sift.end();
        Ok(match broken {
            Some(error) => Err(error.into()),
            None => Ok(Beside { entries, stale, ..Beside::default() }),
        })
    }

    /// Prints what came of a file.
    fn file(&mut self, done: Done) -> io::Result<()> {
        match done {
            Done::Checked { findings, beside } => {
                self.summary.files += 1;
                self.summary.files_with_findings += usize::from(!findings.is_empty());
                self.beside(beside)?;
                self.findings(&findings)
            }
            Done::Failed(message) => self.messages(&[message]),
        }
    }

    fn beside(&mut self, beside: Beside) -> io::Result<()> {
        self.beside.problems += beside.problems;
        self.beside.entries.extend(beside.entries);
        self.beside.stale.extend(beside.stale);
        self.messages(&beside.messages)
    }

    fn findings(&mut self, findings: &[Located]) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        self.progress.clear();
        self.summary.findings += findings.len();
        self.summary.safe += findings.iter().filter(|f| f.applicability == Applicability::Safe).count();
        self.report.findings(&mut self.out, findings)
    }

    /// Prints messages. Findings that wait come first, so that on a terminal things stand in their order.
    fn messages(&mut self, messages: &[Message]) -> io::Result<()> {
        if messages.is_empty() {
            return Ok(());
        }
        self.progress.clear();
        let flushed = self.out.flush();
        messages.iter().for_each(Message::print);
        self.summary.errors += messages.iter().filter(|message| message.kind == Kind::Error).count();
        flushed
    }
}

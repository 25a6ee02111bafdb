//! `intrus check`.

use super::args::CheckArgs;
use super::config;
use super::files::Input;
use super::input::{self, InputError};
use super::messages::{Kind, Message};
use super::progress::Progress;
use super::scope::{Scope, batches};
use super::{Status, fix};
use crate::report::{self, Locate, Located, Report, Summary};
use crate::text::{Applicability, Finding};
use crate::{Checker, Pack};
use anyhow::{Context, Result};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Blocks of a large file that are checked before their findings are printed, for each thread.
const BATCH_BLOCKS: usize = 8;

pub(super) fn run(args: &CheckArgs) -> Result<Status> {
    if args.diff {
        let status = fix::dry_run(&args.scope, args.r#unsafe)?;
        return Ok(if status == Status::Findings && args.exit_zero { Status::Clean } else { status });
    }
    if args.dump_config {
        return config::dump(&args.scope);
    }
    let scope = Scope::new(&args.scope)?;
    let (inputs, messages) = scope.inputs();
    if args.files {
        return list(&inputs, &messages);
    }
    let printer = report::find(&args.format).context("--format: no such format")?;
    let work = Work { checker: Checker::new(Pack::embedded()), scope: &scope, excerpts: printer.excerpts };
    let pool = scope.threads()?;
    let mut run = Run {
        out: scope.stdout(),
        report: (printer.new)(scope.style),
        summary: Summary::default(),
        progress: Progress::new(),
    };
    run.report.begin(&mut run.out)?;
    run.messages(&messages)?;
    for batch in batches(&inputs) {
        run.progress.show(batch.start, inputs.len(), &format!("{} files", inputs.len()));
        match &inputs[batch] {
            [input] => run.one(&work, &pool, input)?,
            inputs => {
                let done: Vec<Done> = pool.install(|| inputs.par_iter().map(|input| work.small(input)).collect());
                done.iter().try_for_each(|done| run.file(done))?;
            }
        }
        run.out.flush()?;
    }
    run.progress.clear();
    let summary = run.summary;
    run.report.end(&mut run.out, &summary)?;
    run.out.flush()?;
    // What is remembered are hundreds of thousands of small pieces: the system takes them back at once, we would one by one.
    std::mem::forget(work);
    Ok(match summary {
        Summary { errors: 1.., .. } => Status::Error,
        Summary { findings: 1.., .. } if !args.exit_zero => Status::Findings,
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
    excerpts: bool,
}

/// The findings of a block, by its number.
type Check<'a> = &'a (dyn Fn(usize) -> Vec<Finding> + Sync);

/// What came of a small file.
enum Done {
    Checked { findings: Vec<Located>, note: Option<Message> },
    Failed(Message),
}

impl Work<'_> {
    /// Checks a small file on the current thread.
    fn small(&self, input: &Input) -> Done {
        let each = |blocks, check: Check, locate: &mut Locate| {
            (0..blocks).flat_map(check).map(|finding| locate.locate(finding)).collect()
        };
        match self.check(input, each) {
            Ok((findings, note)) => Done::Checked { findings, note },
            Err(error) => Done::Failed(error.message(input)),
        }
    }

    /// Reads, decodes and parses a file and hands `each` the number of its blocks, what finds the wanted findings of a
    /// block, and what locates them. Gives what `each` gave, and a note on how the file was read.
    fn check<R>(
        &self,
        input: &Input,
        each: impl FnOnce(usize, Check, &mut Locate) -> R,
    ) -> Result<(R, Option<Message>), InputError> {
        let bytes = input::read(input)?;
        let decoded = input::text(input, &bytes)?;
        let settings = self.scope.settings(input);
        let checker = settings.checker(&self.checker);
        let format = settings.format(Path::new(&input.name), &decoded.text);
        let document = format.parse(&decoded.text);
        let blocks = checker.blocks(&document);
        let check = |i: usize| {
            let mut findings = checker.check_block(&document, &blocks[i]);
            findings.retain(|finding| settings.wants(finding));
            document.arrange(&mut findings);
            findings
        };
        let mut locate = Locate::new(&input.name, &decoded, format, &document, self.excerpts);
        if input::is_packed(input) {
            locate = locate.by_paragraph();
        }
        let result = each(blocks.len(), &check, &mut locate);
        Ok((result, input::encoding_note(&input.name, &decoded)))
    }
}

/// The run so far, and where it is printed.
struct Run {
    out: Box<dyn Write>,
    report: Box<dyn Report>,
    summary: Summary,
    progress: Progress,
}

impl Run {
    /// Checks one file, its blocks in parallel, and prints findings as soon as they are known.
    fn one(&mut self, work: &Work, pool: &ThreadPool, input: &Input) -> io::Result<()> {
        let before = self.summary.findings;
        let batch = BATCH_BLOCKS * pool.current_num_threads();
        let each = |blocks: usize, check: Check, locate: &mut Locate| -> io::Result<()> {
            for start in (0..blocks).step_by(batch) {
                self.progress.show(start, blocks, &input.name);
                let indices = start..blocks.min(start + batch);
                let found: Vec<Vec<Finding>> = pool.install(|| indices.into_par_iter().map(check).collect());
                let located: Vec<Located> = found.into_iter().flatten().map(|f| locate.locate(f)).collect();
                self.findings(&located)?;
            }
            Ok(())
        };
        match work.check(input, each) {
            Ok((printed, note)) => {
                printed?;
                self.summary.files += 1;
                self.summary.files_with_findings += usize::from(self.summary.findings > before);
                self.messages(note.as_slice())
            }
            Err(error) => self.messages(&[error.message(input)]),
        }
    }

    /// Prints what came of a file.
    fn file(&mut self, done: &Done) -> io::Result<()> {
        match done {
            Done::Checked { findings, note } => {
                self.summary.files += 1;
                self.summary.files_with_findings += usize::from(!findings.is_empty());
                self.messages(note.as_slice())?;
                self.findings(findings)
            }
            Done::Failed(message) => self.messages(std::slice::from_ref(message)),
        }
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
        self.out.flush()?;
        messages.iter().for_each(Message::print);
        self.summary.errors += messages.iter().filter(|message| message.kind == Kind::Error).count();
        Ok(())
    }
}

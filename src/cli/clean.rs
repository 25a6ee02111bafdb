//! `intrus clean`.

mod plan;
mod shard;
mod watch;

use super::args::{ActionName, CleanArgs};
use super::messages::Message;
use super::taken::Taken;
use super::{Status, config, report};
use crate::checker::rules;
use crate::clean::compression::Compression;
use crate::clean::engine::{Done, Run};
use crate::clean::files::{CleanError, Input, Target};
use crate::clean::report::Report;
use crate::clean::undo::undo;
use crate::clean::{Action, Fields, Judge, Limits};
use crate::config::{Layer, dump, similar};
use crate::report::plural;
use crate::text::{hash, slashes};
use crate::{Checker, Pack};
use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use plan::Plan;
use rayon::ThreadPoolBuilder;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use watch::Watching;

/// What the name of the file for rejected records ends with.
const REJECTS: &str = ".rejects.jsonl";

pub(super) fn run(args: &CleanArgs) -> Result<Status> {
    let action = action(args)?;
    let fields = Fields::new(&args.text_field).context("--text-field")?;
    let fields = match &args.source_field {
        Some(source) => fields.translating(source).context("--source-field")?,
        None => fields,
    };
    let plan = match plan::plan(args, &fields) {
        Ok(plan) => plan,
        Err(errors) => {
            errors.iter().for_each(Message::print);
            return Ok(Status::Error);
        }
    };
    check(args, &plan)?;
    let beside = |end: &str| plan.beside.as_deref().map(|path| with_end(path, end));
    let rejects = args.rejects.clone().or_else(|| beside(REJECTS)).filter(|_| args.undo.is_none());
    let writable = check_taken(args, &plan, rejects.as_deref()).and_then(|()| report::prepare(&args.report));
    if let Err(errors) = writable {
        errors.iter().for_each(Message::print);
        return Ok(Status::Error);
    }
    plan.notes.iter().for_each(Message::print);
    if let Some(edits) = &args.undo {
        return put_back(args, &plan, edits);
    }
    let (judge, settings) = judge(args, action)?;
    let pool = ThreadPoolBuilder::new()
        .num_threads(args.jobs.into())
        .build()
        .context("--jobs: the threads cannot be started; try fewer")?;
    let run = Run {
        jobs: &plan.jobs,
        judge: &judge,
        pool: &pool,
        max_record: args.max_record,
        level: args.level,
        strict: args.strict,
        rejects,
        edits: args.edits.clone(),
        journal: beside(".intrus-journal").filter(|_| plan.can_resume),
        key: key(args, &plan, &settings),
        resume: args.resume,
        restart: args.restart,
    };
    let mut watching = Watching::new(plan.bytes);
    let done = run.run(&mut watching);
    watching.end();
    let status = match done {
        Ok(done) => {
            tell(&done, &run);
            report::write_all(&report_of(args, done, settings), &args.report)
        }
        Err(CleanError::Write { error, .. }) if error.kind() == io::ErrorKind::BrokenPipe => return Err(error.into()),
        Err(error) => {
            let goes_on =
                run.journal.as_ref().is_some_and(|path| path.exists()) && !matches!(error, CleanError::Resume(_));
            let hint = if goes_on { "; --resume goes on from here" } else { "" };
            bail!("{error}{hint}");
        }
    };
    // What is remembered are hundreds of thousands of small pieces: the system takes them back at once, we would one by one.
    std::mem::forget(judge);
    Ok(status)
}

/// `--undo`.
fn put_back(args: &CleanArgs, plan: &Plan, edits: &Path) -> Result<Status> {
    let undone = match undo(&plan.jobs, edits, args.max_record, args.level) {
        Ok(undone) => undone,
        Err(CleanError::Write { error, .. }) if error.kind() == io::ErrorKind::BrokenPipe => return Err(error.into()),
        Err(error) => bail!("{error}"),
    };
    let (records, changed) = (count(undone.records, "record"), count(undone.changed, "record"));
    // That this may fail is nothing that could be told.
    let _ = writeln!(io::stderr(), "intrus: Read {records}: put {changed} back.");
    Ok(Status::Clean)
}

fn count(n: u64, what: &str) -> String {
    plural(usize::try_from(n).unwrap_or(usize::MAX), what)
}

/// What is to be done.
fn action(args: &CleanArgs) -> Result<Action> {
    let limits =
        Limits { density: args.max_density, untranslated: args.max_untranslated, rules: codes(&args.drop_rules)? };
    let has_limits = matches!(args.action, ActionName::Drop | ActionName::Split);
    if has_limits && limits.is_empty() {
        bail!("--action drop and split need a limit: --max-density, --max-untranslated or --drop-rules");
    }
    if !has_limits && !limits.is_empty() {
        bail!("--max-density, --max-untranslated and --drop-rules are for --action drop and split");
    }
    if (args.action == ActionName::Split) != args.dropped.is_some() {
        bail!("--dropped: goes with --action split, and names where records beyond the limits go");
    }
    if args.action != ActionName::Fix && (args.fix_above.is_some() || args.edits.is_some()) {
        bail!("--fix-above and --edits are for --action fix");
    }
    Ok(match args.action {
        ActionName::Tag => Action::Tag,
        ActionName::Fix => Action::Fix { guesses: args.fix_above },
        ActionName::Drop => Action::Drop(limits),
        ActionName::Split => Action::Split(limits),
    })
}

/// The codes of the rules that these selectors name.
fn codes(selectors: &[String]) -> Result<Vec<&'static str>> {
    let mut codes = Vec::new();
    for selector in selectors {
        let rules = rules::select(selector.trim());
        if rules.is_empty() {
            let meant = similar(selector).map_or(String::new(), |name| format!("did you mean {name}? "));
            bail!("--drop-rules: no rule is called “{selector}”; {meant}`intrus rules` lists them");
        }
        codes.extend(rules.iter().map(|rule| rule.code));
    }
    Ok(codes)
}

/// What cannot be asked for together.
fn check(args: &CleanArgs, plan: &Plan) -> Result<()> {
    let format = args.format.as_deref();
    if format == Some("dolma") && (args.action != ActionName::Tag || args.undo.is_some()) {
        bail!("--format dolma writes attributes, with --action tag only; its documents are --format jsonl");
    }
    if format == Some("dolma") && (args.source_field.is_some() || args.text_field != ["text"]) {
        bail!("--format dolma: the text of a document of dolma is its field text, and it has no source text");
    }
    if args.resume && !plan.can_resume {
        bail!(
            "--resume: not with standard input or output, of which nothing is left after an interruption; name files"
        );
    }
    let targets = plan.jobs.iter().flat_map(|job| [Some(&job.output), job.dropped.as_ref()]).flatten();
    if let Some(level) = args.level {
        let of = |target: &Target| target.compression();
        let wrong = targets.map(of).find(|which| *which != Compression::None && !which.levels().contains(&level));
        if let Some(which) = wrong {
            let (least, most) = which.levels().into_inner();
            bail!("--level: there are {least} to {most} for this compression");
        }
    }
    Ok(())
}

/// No file that is written may be one that is read, or another that is written.
fn check_taken(args: &CleanArgs, plan: &Plan, rejects: Option<&Path>) -> Result<(), Vec<Message>> {
    let mut taken = Taken::default();
    plan.inputs.iter().for_each(|path| taken.read(path, "an input"));
    if let Some(edits) = &args.undo {
        taken.read(edits, "the edits that are undone");
    }
    for job in &plan.jobs {
        for (target, option) in [(Some(&job.output), "-o"), (job.dropped.as_ref(), "--dropped")] {
            if let Some(Target::File(path)) = target {
                taken.write(path, option);
            }
        }
    }
    let sides = [(rejects, "--rejects"), (args.edits.as_deref(), "--edits")];
    let reports = args.report.iter().map(|path| (Some(path.as_path()), "--report"));
    for (path, option) in sides.into_iter().chain(reports) {
        path.into_iter().for_each(|path| taken.write(path, option));
    }
    taken.check()
}

/// What finds and decides, and the settings in a text.
fn judge(args: &CleanArgs, action: Action) -> Result<(Judge, String)> {
    let finder = config::finder_with(&args.config, &args.rules, Layer::default())?;
    // One for the whole corpus: that of the folder where we are.
    let settings = finder.settings(Path::new("-")).map_err(|error| anyhow!("{error}"))?;
    let file = finder.config(Path::new(".")).map_err(|error| anyhow!("{error}"))?;
    let text = dump("corpus", file.as_deref(), &settings);
    let checker = settings.checker(&Checker::new(Pack::embedded()));
    let mut judge = Judge::new(checker, move |finding| settings.wants(finding), action);
    judge.remembers = args.edits.is_some();
    Ok((judge, text))
}

/// What the run is, in a number: two runs that would write the same have the same.
fn key(args: &CleanArgs, plan: &Plan, settings: &str) -> String {
    let mut text = format!("{}\n{settings}\n", env!("CARGO_PKG_VERSION"));
    let what = (args.action, &args.column, args.fix_above, args.max_density, args.max_untranslated, &args.drop_rules);
    let how = (&args.format, &args.text_field, args.document, args.max_record, args.level, args.shard);
    let _ = writeln!(text, "{what:?}\n{how:?}\n{:?} {:?} {:?}", args.source_field, args.rejects, args.edits);
    for job in &plan.jobs {
        let _ = writeln!(text, "{:?} {:?}", job.output, job.dropped);
        for Input { path, range, .. } in &job.inputs {
            let metadata = path.as_ref().and_then(|path| path.metadata().ok());
            let changed = metadata.as_ref().and_then(|m| m.modified().ok()?.duration_since(UNIX_EPOCH).ok());
            let _ = writeln!(text, "{path:?} {range:?} {:?} {changed:?}", metadata.map(|m| m.len()));
        }
    }
    format!("{:016x}", hash(text.as_bytes()))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// What the run says of itself.
fn report_of(args: &CleanArgs, done: Done, settings: String) -> Report {
    let Done { stats, seconds, .. } = done;
    let files = Pack::manifest().unwrap_or_default();
    let checksums: String = files.iter().map(|file| file.sha256.as_str()).collect();
    Report {
        intrus: env!("CARGO_PKG_VERSION").to_owned(),
        pack: format!("{:016x}", hash(checksums.as_bytes())),
        action: action_in_words(args),
        settings,
        inputs: args.inputs.iter().map(|path| slashes(path)).collect(),
        runs: 1,
        seconds,
        stats,
    }
}

/// The action with its options, as they are typed.
fn action_in_words(args: &CleanArgs) -> String {
    let name = args.action.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned());
    let mut text = format!("--action {name}");
    let numbers = [
        ("--fix-above", args.fix_above),
        ("--max-density", args.max_density),
        ("--max-untranslated", args.max_untranslated),
    ];
    for (option, value) in numbers {
        text.extend(value.map(|value| format!(" {option} {value}")));
    }
    if !args.drop_rules.is_empty() {
        let _ = write!(text, " --drop-rules {}", args.drop_rules.join(","));
    }
    text
}

/// Says what was done, on standard error.
fn tell(done: &Done, run: &Run) {
    let stats = &done.stats;
    let mut text = format!("Read {}, {}: ", count(stats.records, "record"), count(stats.words, "word"));
    let _ = write!(text, "{} in {}", count(stats.findings, "finding"), count(stats.flagged, "record"));
    if stats.edits > 0 {
        let _ = write!(text, "; {} in {}", count(stats.edits, "edit"), count(stats.changed, "record"));
    }
    if stats.dropped > 0 {
        let _ = write!(text, "; {} dropped", count(stats.dropped, "record"));
    }
    if stats.rejected > 0 {
        let place = run.rejects.as_ref().map_or(String::new(), |path| format!(" ({})", path.display()));
        let _ = write!(text, "; {} rejected{place}", count(stats.rejected, "record"));
    }
    // That this may fail is nothing that could be told.
    let _ = writeln!(io::stderr(), "intrus: {text}.");
}

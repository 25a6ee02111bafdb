//! What `check` leaves out: what a baseline knows, what is on lines that did not change; and the baseline that it writes.

use super::args::NarrowArgs;
use super::files::{Input, Source};
use super::git::{Changed, Repository};
use super::messages::{Message, io_error};
use super::output::Output;
use super::relative::{relative, whole};
use super::scope::Scope;
use crate::Span;
use crate::config::Settings;
use crate::formats::{Decoded, Locator};
use crate::narrow::{Baseline, Directives, Entry, Known};
use crate::report::{Locate, Located, plural};
use crate::text::Finding;
use anyhow::{Context, Result, anyhow, bail};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Entries of a baseline that are told one by one.
const TOLD: usize = 10;

/// The arguments, read.
pub(super) struct Narrow {
    baseline: Option<(File, Baseline)>,
    write: Option<File>,
    changed: Option<Changed>,
    /// What is staged is checked, and not the files.
    staged: bool,
}

/// Where a baseline is.
struct File {
    path: PathBuf,
    /// What it is called.
    name: String,
    /// Its folder, without links.
    folder: PathBuf,
}

impl File {
    fn at(path: &Path) -> Self {
        let folder = whole(path).parent().map(Path::to_path_buf).unwrap_or_default();
        File { path: path.to_path_buf(), name: Input::of(path).name, folder }
    }

    /// Whether there is a baseline yet, and not something else that would be written over.
    fn is_baseline(&self) -> bool {
        std::fs::read_to_string(&self.path).is_ok_and(|json| Baseline::parse(&json).is_ok())
    }

    /// What a file is called in the baseline.
    fn path_of(&self, input: &Input) -> String {
        match input.path() {
            Some(path) => relative(&self.folder, &whole(path)),
            None if input.name == "-" => input.name.clone(),
            None => relative(&self.folder, &whole(Path::new(&input.name))),
        }
    }
}

impl Narrow {
    pub(super) fn new(args: &NarrowArgs) -> Result<Self> {
        let baseline = match &args.baseline {
            None => None,
            Some(path) => {
                let file = File::at(path);
                let json = std::fs::read(path).map_err(|error| anyhow!("{}: {}", file.name, io_error(&error)))?;
                let json = String::from_utf8(json).map_err(|_| anyhow!("{}: not a baseline: not UTF-8", file.name))?;
                let baseline = Baseline::parse(&json).map_err(|error| anyhow!("{}:{error}", file.name))?;
                Some((file, baseline))
            }
        };
        let changed = match &args.diff_base {
            Some(rev) => Some(Repository::open("--diff-base")?.changed_since(rev, args.staged)?),
            None => None,
        };
        let write = args.write_baseline.as_deref().map(File::at);
        Ok(Narrow { baseline, write, changed, staged: args.staged })
    }

    /// The inputs in which there is something to report, and what went wrong when they were looked for.
    pub(super) fn inputs(&self, scope: &Scope) -> Result<(Vec<Input>, Vec<Message>)> {
        let (mut inputs, messages) = if self.staged { scope.staged()? } else { scope.inputs() };
        // A baseline that lies among the texts is none of them, even when it is named with them, as by `*`.
        for file in self.baseline.iter().map(|(file, _)| file).chain(&self.write) {
            let (path, is_baseline) = (whole(&file.path), file.is_baseline());
            let may_go = |input: &Input| is_baseline || matches!(input.source, Source::Met(_));
            inputs.retain(|input| !may_go(input) || input.path().is_none_or(|input| whole(input) != path));
        }
        if let Some(changed) = &self.changed {
            if inputs.iter().any(|input| input.source == Source::Stdin) {
                bail!("--diff-base: standard input has no lines that changed; name files");
            }
            inputs.retain(|input| input.path().is_none_or(|path| changed.touches(path)));
        }
        Ok((inputs, messages))
    }

    /// Whether files may be read piece by piece: which of their lines changed cannot be told then.
    pub(super) fn takes_pieces(&self) -> bool {
        self.changed.is_none()
    }

    /// What sifts the findings of a file; `bytes` are those of all of it where it is not read piece by piece.
    pub(super) fn sift<'a>(&'a self, settings: &'a Settings, input: &Input, bytes: &[u8]) -> Sift<'a> {
        let known = self.baseline.as_ref().map(|(file, baseline)| {
            let path = file.path_of(input);
            (baseline.known(&path), path)
        });
        Sift {
            settings,
            known,
            write: self.write.as_ref().map(|file| file.path_of(input)),
            ranges: self.changed.as_ref().and_then(|changed| changed.ranges(input.path()?, bytes)),
            entries: Vec::new(),
        }
    }

    /// Whether findings are written into a baseline instead of being reported.
    pub(super) fn writes(&self) -> bool {
        self.write.is_some()
    }

    /// What is told at the end: entries of the baseline that are no longer found.
    pub(super) fn stale(&self, stale: &[Entry]) -> Vec<Message> {
        let Some((file, baseline)) = &self.baseline else { return Vec::new() };
        // Files that are no more are not checked; what is staged may lie in the index only.
        let is_gone = |entry: &Entry| !self.staged && entry.path != "-" && !file.folder.join(&entry.path).exists();
        let stale: BTreeSet<Entry> = stale.iter().cloned().chain(baseline.entries().filter(is_gone)).collect();
        let one = |entry: &Entry| {
            let Entry { path, rule, text, count, .. } = entry;
            let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
            Message::note(&file.name, format_args!("{path}: {rule} “{text}” is no longer found{times}"))
        };
        let mut messages: Vec<Message> = stale.iter().take(TOLD).map(one).collect();
        if stale.len() > TOLD {
            let more = format!("and {} more", plural(stale.len() - TOLD, "entry").replace("entrys", "entries"));
            messages.push(Message::note(&file.name, more));
        }
        if !stale.is_empty() {
            messages.push(Message::note(&file.name, "--write-baseline writes it anew, without them"));
        }
        messages
    }

    /// Writes the baseline.
    pub(super) fn write(&self, entries: Vec<Entry>, errors: usize) -> Result<Option<Message>> {
        let Some(File { path, name, .. }) = &self.write else { return Ok(None) };
        if errors > 0 {
            bail!("{name}: not written, since not everything could be checked");
        }
        let files: BTreeSet<&str> = entries.iter().map(|entry| &*entry.path).collect();
        let found = plural(entries.iter().map(|entry| entry.count).sum(), "finding");
        let what = format!("{found} in {} written", plural(files.len(), "file"));
        let baseline: Baseline = entries.into_iter().collect();
        let mut output = Output::create(path, &[]).map_err(|message| anyhow!(message.text))?;
        output.write_all(baseline.to_json().as_bytes()).map_err(|error| anyhow!(output.failed(&error).text))?;
        output.finish().map_err(|message| anyhow!(message.text)).context("the baseline")?;
        Ok(Some(Message::note(name, what)))
    }
}

/// Takes the findings of one file, in order, and gives those to report.
pub(super) struct Sift<'a> {
    settings: &'a Settings,
    /// What the baseline knows of the file, and what it calls it.
    known: Option<(Known, String)>,
    /// What the file is called in the baseline that is written.
    write: Option<String>,
    /// The bytes that changed; none: all.
    ranges: Option<Vec<Span>>,
    entries: Vec<Entry>,
}

impl Sift<'_> {
    /// The finding in its file, if it is to be reported.
    pub(super) fn take(&mut self, locate: &mut Locate, finding: Finding) -> Option<Located> {
        let segment = &locate.document().segments[finding.segment];
        if let Some(path) = &self.write {
            self.entries.push(Entry::new(path, segment, &finding));
            return None;
        }
        if self.known.as_mut().is_some_and(|(known, _)| known.meet(segment, &finding)) {
            return None;
        }
        let located = locate.locate(finding);
        // The lines of a document that is unpacked are not those that git compares.
        let changed = located.paragraph.is_some()
            || self.ranges.as_ref().is_none_or(|ranges| {
                let place = Span::new(located.start, located.end);
                ranges.get(ranges.partition_point(|range| range.end <= place.start)).is_some_and(|r| r.overlaps(place))
            });
        changed.then_some(located)
    }

    /// The entries of the baseline to write, and those of the baseline read that were not met.
    pub(super) fn end(self) -> (Vec<Entry>, Vec<Entry>) {
        let left = match &self.known {
            // A higher bound on the confidence hides some of them.
            Some((known, path)) if self.settings.min_confidence == 0.0 => known.left(path),
            _ => Vec::new(),
        };
        let stale = left.into_iter().filter(|entry| self.settings.selection.contains(&entry.rule)).collect();
        (self.entries, stale)
    }
}

/// What is wrong with the ignore comments of a file.
pub(super) fn problems(name: &str, decoded: &Decoded, directives: &Directives) -> Vec<Message> {
    let mut locator = Locator::new(decoded);
    let message = |problem: crate::narrow::Problem| {
        let place = locator.locate(problem.at);
        let place = format!("{name}:{}:{}", place.line, place.column);
        match problem.error {
            Some(error) => Message::note(&place, error),
            None => Message::note(&place, "this ignore comment covers nothing; take it out"),
        }
    };
    directives.problems().into_iter().map(message).collect()
}

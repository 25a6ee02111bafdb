//! Which files a run reads and which it writes.

use super::{REJECTS, shard};
use crate::clean::Fields;
use crate::clean::compression::{self, Compression};
use crate::clean::files::{Input, Job, Target};
#[cfg(feature = "parquet")]
use crate::clean::parquet;
use crate::clean::records::{self, Kind, Layout, Options};
use crate::cli::args::{ActionName, CleanArgs, DocumentUnit};
use crate::cli::messages::{Message, io_error};
use crate::report::plural;
use crate::text::slashes;
use globset::GlobBuilder;
use ignore::WalkBuilder;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What a run reads and writes.
pub(super) struct Plan {
    /// All files that were named, those of other shards too.
    pub(super) inputs: Vec<PathBuf>,
    pub(super) jobs: Vec<Job>,
    /// What the files beside the output begin with; none when the output is a stream.
    pub(super) beside: Option<PathBuf>,
    /// Whether the run can be taken up again.
    pub(super) can_resume: bool,
    /// Bytes of all inputs, as they are stored; none where a stream is among them.
    pub(super) bytes: Option<u64>,
    /// What is worth knowing.
    pub(super) notes: Vec<Message>,
}

/// An input that was found.
struct Found {
    path: PathBuf,
    /// The path from the folder that was named, or the name of the file.
    below: PathBuf,
    kind: &'static Kind,
}

/// What the arguments ask for, or everything that is wrong with it.
pub(super) fn plan(args: &CleanArgs, fields: &Fields) -> Result<Plan, Vec<Message>> {
    let mut found = Finder { args, found: Vec::new(), errors: Vec::new(), left_out: 0 };
    args.inputs.iter().for_each(|path| found.add(path));
    let Finder { found: mut all, mut errors, left_out, .. } = found;
    if errors.is_empty() && all.is_empty() {
        errors.push(Message::error(
            "no input",
            "no file whose name tells how its records are written; name it with --format",
        ));
    }
    if args.source_field.is_some()
        && let Some(found) = all.iter().find(|found| found.kind.name == "text")
    {
        errors.push(Message::error(&slashes(&found.path), "text has no field for --source-field"));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut met = HashSet::new();
    all.retain(|found| met.insert(found.path.clone()));
    let into_folder = is_folder(&args.output);
    let column = match args.action {
        _ if args.undo.is_some() => None,
        ActionName::Tag => Some(args.column.clone()),
        ActionName::Split => Some(format!("{}_reason", args.column)),
        ActionName::Fix | ActionName::Drop => None,
    };
    let options = Options { fields: fields.clone(), column, whole_files: args.document == DocumentUnit::File };
    let mut layouts: HashMap<&str, Layout> = HashMap::new();
    let mut layout = |kind: &'static Kind| layouts.entry(kind.name).or_insert_with(|| (kind.layout)(&options)).clone();
    let inputs = all.iter().map(|found| found.path.clone()).filter(|path| path.as_os_str() != "-").collect();
    let jobs = if into_folder {
        let mut jobs = Vec::new();
        for (i, found) in all.into_iter().enumerate() {
            if args.shard.is_none_or(|shard| i as u64 % shard.count == shard.index) {
                jobs.push(job_of_file(args, found, &mut layout)?);
            }
        }
        jobs
    } else {
        vec![job_of_all(args, all, &mut layout)?]
    };
    let sizes: Option<Vec<u64>> =
        jobs.iter().flat_map(|job| job.inputs.iter().map(|input| size_of(input, &job.layout))).collect();
    let is_stream = |target: &Target| match target {
        Target::Stdout => true,
        Target::File(path) => fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()),
    };
    let to_stream = jobs.iter().any(|job| is_stream(&job.output) || job.dropped.as_ref().is_some_and(is_stream));
    let notes = match left_out {
        0 => Vec::new(),
        n => vec![Message::note(
            "left out",
            format_args!("{} in folders: no name tells how records are written there (--format)", plural(n, "file")),
        )],
    };
    let beside = beside(args).filter(|_| !jobs.iter().any(|job| is_stream(&job.output)));
    let can_resume = !to_stream && sizes.is_some();
    Ok(Plan { inputs, beside, can_resume, bytes: sizes.map(|sizes| sizes.iter().sum()), notes, jobs })
}

/// Whether an output is a folder for many files.
fn is_folder(path: &Path) -> bool {
    path.is_dir()
        || path.as_os_str().as_encoded_bytes().last().is_some_and(|last| std::path::is_separator(char::from(*last)))
}

/// What files beside the output begin with. Shards of one run do not get into each other's way.
fn beside(args: &CleanArgs) -> Option<PathBuf> {
    let mut path: PathBuf = args.output.components().collect();
    if path.as_os_str() == "-" {
        return None;
    }
    if path.file_name().is_none() {
        path.push("intrus");
    }
    if let Some(shard) = args.shard.filter(|_| is_folder(&args.output)) {
        path.as_mut_os_string().push(format!(".{}-of-{}", shard.index + 1, shard.count));
    }
    Some(path)
}

struct Finder<'a> {
    args: &'a CleanArgs,
    found: Vec<Found>,
    errors: Vec<Message>,
    left_out: usize,
}

impl Finder<'_> {
    fn add(&mut self, path: &Path) {
        let is_stdin = path.as_os_str() == "-";
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() && !is_stdin => self.folder(path, |_| true, path),
            Ok(_) => self.file(path),
            Err(_) if is_stdin => self.file(path),
            Err(_) if is_pattern(path) => self.pattern(path),
            Err(error) => self.errors.push(Message::error(&slashes(path), io_error(&error))),
        }
    }

    fn kind(&self, path: &Path) -> Option<&'static Kind> {
        match &self.args.format {
            Some(name) => records::find(name),
            None => records::of_path(path),
        }
    }

    /// A file that was named.
    fn file(&mut self, path: &Path) {
        match self.kind(path) {
            Some(kind) => {
                let below = path.file_name().map_or_else(|| path.to_path_buf(), PathBuf::from);
                self.found.push(Found { path: path.to_path_buf(), below, kind });
            }
            None => self.errors.push(Message::error(
                &slashes(path),
                "its name does not tell how its records are written; name it with --format",
            )),
        }
    }

    /// The files of a folder that are wanted, sorted. Ignore files do not count: they name data more often than not.
    fn folder(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool, base: &Path) {
        let output = fs::canonicalize(&self.args.output).ok();
        let enters = move |entry: &ignore::DirEntry| {
            entry.depth() == 0 || output.is_none() || fs::canonicalize(entry.path()).ok() != output
        };
        let first = self.found.len();
        for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).filter_entry(enters).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.errors.push(Message::error(&slashes(folder), error));
                    continue;
                }
            };
            if !entry.path().is_file() || is_own(entry.path()) || !wanted(entry.path()) {
                continue;
            }
            match self.kind(entry.path()) {
                Some(kind) => {
                    let below = entry.path().strip_prefix(base).unwrap_or(entry.path()).to_path_buf();
                    self.found.push(Found { path: entry.into_path(), below, kind });
                }
                None => self.left_out += 1,
            }
        }
        self.found[first..].sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// The files that a pattern stands for.
    fn pattern(&mut self, pattern: &Path) {
        let text = slashes(pattern);
        let glob = match GlobBuilder::new(&text).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                return self.errors.push(Message::error(&text, format_args!("no pattern of files: {}", error.kind())));
            }
        };
        let plain = pattern.components().take_while(|part| !is_pattern(Path::new(part)));
        let plain: PathBuf = plain.collect();
        let is_here = plain.as_os_str().is_empty();
        let folder = if is_here { Path::new(".") } else { &plain };
        let before = self.found.len() + self.left_out;
        let shown = |path: &Path| {
            if is_here { path.strip_prefix(".").unwrap_or(path).to_path_buf() } else { path.to_path_buf() }
        };
        self.folder(folder, |path| glob.is_match(shown(path)), folder);
        if is_here {
            self.found.iter_mut().for_each(|found| found.path = shown(&found.path));
        }
        if self.found.len() + self.left_out == before {
            self.errors.push(Message::error(&text, "no file fits this pattern; check the spelling"));
        }
    }
}

/// Whether a file was written by a run for what it could not read.
fn is_own(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(REJECTS.as_bytes())
}

fn is_pattern(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte))
}

fn input(found: &Found) -> Input {
    let is_stdin = found.path.as_os_str() == "-";
    Input { name: slashes(&found.path).into(), path: (!is_stdin).then(|| found.path.clone()), range: None }
}

/// A file of a folder of outputs.
fn job_of_file(
    args: &CleanArgs,
    found: Found,
    layout: &mut impl FnMut(&'static Kind) -> Layout,
) -> Result<Job, Vec<Message>> {
    if found.path.as_os_str() == "-" {
        return Err(vec![Message::error(
            "-",
            "standard input has no name for a file in a folder; name a file with -o",
        )]);
    }
    let tags = args.action == ActionName::Tag && args.undo.is_none();
    let below = if tags && found.kind.name == "text" { as_jsonl(&found.below) } else { found.below.clone() };
    let dropped = args.dropped.as_ref().map(|folder| {
        Target::File(folder.join(if found.kind.name == "text" { as_jsonl(&found.below) } else { found.below.clone() }))
    });
    Ok(Job {
        inputs: vec![input(&found)],
        layout: layout(found.kind),
        name: slashes(&below),
        output: Target::File(args.output.join(&below)),
        dropped,
    })
}

/// `a.txt.gz` as `a.jsonl.gz`: text that gets columns.
fn as_jsonl(path: &Path) -> PathBuf {
    match Compression::of_path(path) {
        Compression::None => path.with_extension("jsonl"),
        _ => {
            let end = path.extension().unwrap_or_default();
            let mut name = path.with_extension("").with_extension("jsonl").into_os_string();
            name.push(".");
            name.push(end);
            name.into()
        }
    }
}

/// All inputs into one output.
fn job_of_all(
    args: &CleanArgs,
    all: Vec<Found>,
    layout: &mut impl FnMut(&'static Kind) -> Layout,
) -> Result<Job, Vec<Message>> {
    let kind = all[0].kind;
    let error = |place: &Path, what: &str| vec![Message::error(&slashes(place), what)];
    if let Some(other) = all.iter().find(|found| found.kind.name != kind.name) {
        return Err(error(&other.path, "other records than in the first file; name a folder with -o, or one --format"));
    }
    if args.document == DocumentUnit::File
        && kind.name == "text"
        && (args.action != ActionName::Tag || args.undo.is_some())
        && all.len() > 1
    {
        return Err(error(&args.output, "one file for many documents; name a folder with -o"));
    }
    let mut inputs: Vec<Input> = all.iter().map(input).collect();
    let layout = layout(kind);
    if let Some(shard) = args.shard {
        inputs = match &layout {
            Layout::Stream(records) if records.has_head() => {
                return Err(error(
                    &all[0].path,
                    "a table cannot be cut into shards; name a folder with -o, and the files are shared out",
                ));
            }
            Layout::Stream(_) => shard::of_bytes(inputs, shard)?,
            #[cfg(feature = "parquet")]
            Layout::Parquet(_) => shard::of_row_groups(inputs, shard)?,
        };
    }
    let target = |path: &Path| if path.as_os_str() == "-" { Target::Stdout } else { Target::File(path.to_path_buf()) };
    let output = target(&args.output);
    // The output that is undone is the first input.
    let named = if args.undo.is_some() { &all[0].path } else { &args.output };
    let name = slashes(Path::new(named.file_name().unwrap_or_default()));
    let dropped = args.dropped.as_deref().map(target);
    Ok(Job { inputs, layout, name, output, dropped })
}

/// Bytes of an input; none for a stream.
fn size_of(input: &Input, layout: &Layout) -> Option<u64> {
    let path = input.path.as_ref()?;
    if let Some((start, end)) = input.range {
        return match layout {
            Layout::Stream(_) => Some(end - start),
            #[cfg(feature = "parquet")]
            Layout::Parquet(_) => parquet::stored_bytes(input).ok(),
        };
    }
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
}

/// Whether an input can be cut into ranges of bytes.
pub(super) fn is_plain(input: &Input) -> bool {
    let open = input.path.as_ref().and_then(|path| File::open(path).ok());
    open.is_some_and(|mut file| compression::of_file(&mut file).is_ok_and(|which| which == Compression::None))
}

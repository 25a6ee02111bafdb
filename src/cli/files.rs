//! Which files are checked.

use super::git::Staged;
use super::messages::{Message, io_error};
use super::relative::{relative, whole};
use crate::config::{self, Finder};
use crate::text::slashes;
use ignore::{DirEntry, WalkBuilder};
use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Something to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// What it is called in the report.
    pub(super) name: String,
    pub(super) source: Source,
}

/// Where the bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Stdin,
    /// A file named on the command line.
    Named(PathBuf),
    /// A file met in a folder.
    Met(PathBuf),
    /// A file as it lies in the index of git, by the name of its blob.
    Staged(PathBuf, String),
}

/// The inputs that the paths stand for, sorted by name, and what went wrong on the way.
pub(super) fn collect(
    paths: &[PathBuf],
    stdin_filename: Option<&str>,
    force_exclude: bool,
    finder: &Arc<Finder>,
) -> (Vec<Input>, Vec<Message>) {
    let mut found = Collected { inputs: Vec::new(), messages: Vec::new(), finder };
    if paths.is_empty() {
        match stdin_filename {
            Some(name) => found.stdin(name),
            None => found.folder(Path::new("."), true),
        }
    }
    let excluded = if force_exclude { excluded(paths, finder) } else { HashSet::new() };
    for path in paths.iter().filter(|path| !excluded.contains(*path)) {
        if path.as_os_str() == "-" {
            found.stdin(stdin_filename.unwrap_or("-"));
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => found.folder(path, false),
            Ok(_) => found.inputs.push(Input { name: slashes(path), source: Source::Named(path.clone()) }),
            Err(error) => found.messages.push(Message::error(&slashes(path), io_error(&error))),
        }
    }
    // A file both named and met counts as named.
    found.inputs.sort_by(|a, b| (&a.name, a.is_met()).cmp(&(&b.name, b.is_met())));
    // Names that are not UTF-8 may look the same.
    found.inputs.dedup_by(|a, b| a.name == b.name && a.place() == b.place());
    (found.inputs, found.messages)
}

impl Input {
    /// A file that was named, or standard input.
    pub(super) fn of(path: &Path) -> Self {
        let is_stdin = path.as_os_str() == "-";
        let source = if is_stdin { Source::Stdin } else { Source::Named(path.to_path_buf()) };
        Input { name: slashes(path), source }
    }

    /// The file; none for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::Stdin => None,
            Source::Named(path) | Source::Met(path) | Source::Staged(path, _) => Some(path),
        }
    }

    /// The file, or the one that standard input stands for.
    pub(super) fn place(&self) -> &Path {
        self.path().unwrap_or(Path::new(&self.name))
    }

    fn is_met(&self) -> bool {
        matches!(self.source, Source::Met(_))
    }
}

/// The inputs for what is staged, sorted by name: what the paths cover, or what a walk through the folders would come to.
pub(super) fn staged(files: Vec<Staged>, paths: &[PathBuf], force_exclude: bool, finder: &Finder) -> Vec<Input> {
    let current = whole(Path::new("."));
    let named: Vec<PathBuf> = paths.iter().map(|path| whole(path)).collect();
    let wanted = |file: &Staged| {
        let implied = paths.is_empty() && file.path.starts_with(&current);
        implied || named.iter().any(|named| file.path.starts_with(named))
    };
    let files: Vec<Staged> = files.into_iter().filter(wanted).collect();
    let all: Vec<PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    let excluded = excluded(&all, finder);
    // What lies in the index only is met by no walk.
    let is_out = |path: &Path| excluded.contains(path) || is_own(path) || finder.excludes_way_to(path, false);
    let is_left = |file: &Staged| !is_out(&file.path) || (!force_exclude && named.contains(&file.path));
    let input =
        |file: Staged| Input { name: relative(&current, &file.path), source: Source::Staged(file.path, file.blob) };
    let mut inputs: Vec<Input> = files.into_iter().filter(is_left).map(input).collect();
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs
}

struct Collected<'a> {
    inputs: Vec<Input>,
    messages: Vec<Message>,
    finder: &'a Arc<Finder>,
}

impl Collected<'_> {
    fn stdin(&mut self, name: &str) {
        self.inputs.push(Input { name: name.to_owned(), source: Source::Stdin });
    }

    /// The files in a folder. `implied`: nobody named the folder, so that its name is left out of theirs.
    fn folder(&mut self, folder: &Path, implied: bool) {
        let shown = |path: &Path| match path.strip_prefix(folder) {
            Ok(inside) if implied && !inside.as_os_str().is_empty() => inside.to_path_buf(),
            _ => path.to_path_buf(),
        };
        let finder = self.finder.clone();
        let wanted = move |entry: &DirEntry| entry.depth() == 0 || is_wanted(entry, &finder);
        for entry in WalkBuilder::new(folder).require_git(false).filter_entry(wanted).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = shown(path_of(&error).unwrap_or(folder));
                    let what = error.io_error().map_or_else(|| error.to_string(), io_error);
                    self.messages.push(Message::error(&slashes(&path), what));
                    continue;
                }
            };
            if let Some(error) = entry.error() {
                let path = shown(entry.path());
                self.messages.push(Message::note(&slashes(&path), format_args!("in an ignore file: {error}")));
            }
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                let path = shown(entry.path());
                self.inputs.push(Input { name: slashes(&path), source: Source::Met(path) });
            }
        }
    }
}

/// Whether a file belongs to the configuration; those are no texts.
fn is_own(path: &Path) -> bool {
    config::NAMES.iter().chain([&config::SCHEMA_NAME]).any(|name| path.file_name() == Some(name.as_ref()))
}

/// Whether the configuration leaves a file or folder in.
fn is_wanted(entry: &DirEntry, finder: &Finder) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    (is_folder || !is_own(entry.path())) && !finder.excludes(entry.path(), is_folder)
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// Those of the paths that a walk from the current folder, or from the top of their repository, would not come to.
fn excluded(paths: &[PathBuf], finder: &Finder) -> HashSet<PathBuf> {
    let Ok(current) = std::env::current_dir() else { return HashSet::new() };
    let named: Vec<(PathBuf, &PathBuf)> = paths
        .iter()
        .filter(|path| path.as_os_str() != "-" && path.exists())
        .filter_map(|path| Some((absolute(path)?, path)))
        .collect();
    let roots: HashSet<&Path> = named.iter().map(|(path, _)| root(path, &current)).collect();
    let mut reached = HashSet::new();
    for root in roots {
        let wanted: HashSet<PathBuf> = named
            .iter()
            .filter(|(path, _)| path.starts_with(root))
            .flat_map(|(path, _)| path.ancestors().take_while(|a| *a != root).map(Path::to_path_buf))
            .collect();
        // Links are followed because a path may lead through one; nothing else is looked at.
        let walk = WalkBuilder::new(root)
            .require_git(false)
            .follow_links(true)
            .filter_entry(move |entry| entry.depth() == 0 || wanted.contains(entry.path()))
            .build();
        reached.extend(walk.flatten().map(DirEntry::into_path));
    }
    let is_reached = |path: &Path| reached.contains(path) && !finder.excludes_way_to(path, path.is_dir());
    named.into_iter().filter(|(path, _)| !is_reached(path)).map(|(_, path)| path.clone()).collect()
}

fn absolute(path: &Path) -> Option<PathBuf> {
    if path.components().any(|part| part == Component::ParentDir) {
        path.canonicalize().ok()
    } else {
        std::path::absolute(path).ok()
    }
}

/// The folder from which the rules for a path are read: ignore files further up count too.
fn root<'a>(path: &'a Path, current: &'a Path) -> &'a Path {
    if path.starts_with(current) {
        return current;
    }
    let mut folders = path.ancestors().skip(1);
    folders.clone().find(|folder| folder.join(".git").exists()).or_else(|| folders.next()).unwrap_or(path)
}

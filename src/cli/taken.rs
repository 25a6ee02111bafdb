//! Which files a command reads and which it writes: none may be written over another.

use super::messages::Message;
use crate::text::slashes;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The files of a command so far, and those that would be written over another.
#[derive(Default)]
pub(super) struct Taken {
    uses: HashMap<PathBuf, Use>,
    errors: Vec<Message>,
}

/// What a file is there for.
#[derive(Clone, Copy)]
enum Use {
    /// It is read: in words.
    Read(&'static str),
    /// It is written: the option that names it.
    Written(&'static str),
}

impl Taken {
    /// A file that is read; `what` says so in words, with an article.
    pub(super) fn read(&mut self, path: &Path, what: &'static str) {
        self.uses.extend(real(path).map(|path| (path, Use::Read(what))));
    }

    /// A file that an option has written. All that are read are known before. Pipes and devices may be written by several.
    pub(super) fn write(&mut self, path: &Path, option: &'static str) {
        let is_file = |real: &PathBuf| !real.exists() || real.is_file();
        let Some(real) = real(path).filter(is_file) else { return };
        let wrong = match self.uses.entry(real) {
            Entry::Vacant(free) => {
                free.insert(Use::Written(option));
                return;
            }
            Entry::Occupied(taken) => match *taken.get() {
                Use::Read(what) => format!("would be written over {what}; name another output"),
                Use::Written(other) if other == option => {
                    "would be written over another output; name another output".to_owned()
                }
                Use::Written(other) => format!("{other} and {option} would be written into one file; name another"),
            },
        };
        self.errors.push(Message::error(&slashes(path), wrong));
    }

    /// Every file that would be written over another.
    pub(super) fn check(self) -> Result<(), Vec<Message>> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }
}

/// The one path of a file, links followed. What is not there yet has the path of its folder, as far as that is there.
fn real(path: &Path) -> Option<PathBuf> {
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(in_folder).or_else(|| std::path::absolute(path).ok().map(|path| plain(&path)))
}

/// A path without `.` in it.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

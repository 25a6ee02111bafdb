//! Patterns for paths, as ignore files have them.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Component, Path, PathBuf};

/// Patterns that count from a folder.
#[derive(Debug, Clone)]
pub(super) struct Patterns {
    base: PathBuf,
    patterns: Gitignore,
}

impl Patterns {
    /// The patterns, or which of them is none and why.
    pub(super) fn new<'p>(base: &Path, patterns: impl Iterator<Item = &'p str>) -> Result<Self, (usize, String)> {
        // Paths are given from the base on.
        let mut builder = GitignoreBuilder::new("");
        for (i, pattern) in patterns.enumerate() {
            if pattern.trim().is_empty() || pattern.starts_with('#') {
                return Err((i, "a pattern is expected, such as `*.md` or `docs/`".to_owned()));
            }
            builder.add_line(None, pattern).map_err(|error| (i, reason(&error)))?;
        }
        let patterns = builder.build().map_err(|error| (0, reason(&error)))?;
        Ok(Patterns { base: base.to_path_buf(), patterns })
    }

    /// Whether the last pattern that fits this very path names it (`Some(true)`) or takes it back (`!`, `Some(false)`).
    pub(super) fn decide(&self, path: &Path, is_folder: bool) -> Option<bool> {
        decision(self.patterns.matched(self.inside(path), is_folder))
    }

    /// Whether the patterns name a file, or a folder that it is in.
    pub(super) fn contain(&self, file: &Path) -> bool {
        decision(self.patterns.matched_path_or_any_parents(self.inside(file), false)) == Some(true)
    }

    /// The path from the base on; of one that is elsewhere, from the root on. Nothing is left of the base
    /// and the folders above, which no pattern is about.
    fn inside(&self, path: &Path) -> PathBuf {
        if self.base.starts_with(path) {
            return PathBuf::new();
        }
        let inside = path.strip_prefix(&self.base).unwrap_or(path);
        inside.components().filter(|part| matches!(part, Component::Normal(_))).collect()
    }
}

fn decision<T>(found: Match<T>) -> Option<bool> {
    match found {
        Match::None => None,
        Match::Ignore(_) => Some(true),
        Match::Whitelist(_) => Some(false),
    }
}

/// What is wrong with a pattern, without the pattern itself.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => format!("no valid pattern: {err}"),
        other => format!("no valid pattern: {other}"),
    }
}

/// The path from the root on, without `.` and `..`.
pub(super) fn absolute(current: &Path, path: &Path) -> PathBuf {
    let path = current.join(path);
    if path.components().any(|part| part == Component::ParentDir) {
        // Only the system knows what `..` of a link is.
        if let Ok(path) = path.canonicalize() {
            return path;
        }
    }
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(clean.pop()),
            part => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(patterns: &[&str]) -> Patterns {
        Patterns::new(Path::new("/p"), patterns.iter().copied()).expect("patterns")
    }

    #[test]
    fn files() {
        let docs = patterns(&["docs/", "*.md", "!docs/brut.txt"]);
        for (path, contained) in [
            ("/p/docs/a.txt", true),
            ("/p/docs/b/c.txt", true),
            ("/p/x/docs/a.txt", true),
            ("/p/a.md", true),
            ("/p/a.txt", false),
            ("/p/docs/brut.txt", false),
            ("/elsewhere/a.md", true),
            ("/p", false),
            ("/", false),
        ] {
            assert_eq!(docs.contain(Path::new(path)), contained, "{path}");
        }
        assert_eq!(docs.decide(Path::new("/p/docs"), true), Some(true));
        assert_eq!(docs.decide(Path::new("/p/docs/a.txt"), false), None);
        assert_eq!(docs.decide(Path::new("/p/docs/brut.txt"), false), Some(false));
    }

    #[test]
    fn no_patterns() {
        let wrong = |list: &[&str]| Patterns::new(Path::new("/p"), list.iter().copied()).unwrap_err().0;
        assert_eq!((wrong(&["a", "[z-a]"]), wrong(&[""]), wrong(&["a", "b", "# c"])), (1, 0, 2));
    }

    #[test]
    fn absolute_paths() {
        let at = |path: &str| absolute(Path::new("/p/q"), Path::new(path)).display().to_string();
        assert_eq!(
            [at("./a/./b"), at("../nulle-part/a"), at("/x"), at(".")],
            ["/p/q/a/b", "/p/nulle-part/a", "/x", "/p/q"]
        );
    }
}

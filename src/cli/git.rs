//! What is asked of git, which must be installed for it.

use crate::narrow::Changes;
use anyhow::{Context, Result, anyhow, bail};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository around the current folder.
pub(super) struct Repository {
    /// Its top, without links.
    top: PathBuf,
}

/// A file in the index.
pub(super) struct Staged {
    pub(super) path: PathBuf,
    /// The blob's name.
    pub(super) blob: String,
}

/// The lines that changed, in the whole repository.
pub(super) struct Changed {
    top: PathBuf,
    changes: Changes,
    tracked: HashSet<Vec<u8>>,
    submodules: Vec<PathBuf>,
}

impl Repository {
    /// `option` is what needs it.
    pub(super) fn open(option: &str) -> Result<Self> {
        let top =
            git(&["rev-parse", "--show-toplevel"]).with_context(|| format!("{option}: no git repository here"))?;
        let top = path(top.strip_suffix(b"\n").unwrap_or(&top));
        let top = top.canonicalize().with_context(|| format!("{option}: {}", top.display()))?;
        Ok(Repository { top })
    }

    /// The files that a commit would change, those that it would delete left out; sorted.
    pub(super) fn staged(&self) -> Result<Vec<Staged>> {
        let listed = git(&[
            "diff",
            "--cached",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-relative",
            "--diff-filter=ACMT",
        ])
        .context("--staged")?;
        let mut staged = Vec::new();
        let mut fields = listed.split(|&b| b == 0);
        while let (Some(entry), Some(name)) = (fields.next().filter(|entry| !entry.is_empty()), fields.next()) {
            // `:100644 100644 OLD NEW M`
            let entry = String::from_utf8_lossy(entry);
            let mut columns = entry.split(' ');
            let (mode, blob) = (columns.nth(1).unwrap_or_default(), columns.nth(1).unwrap_or_default());
            // Neither links nor submodules.
            if mode.starts_with("100") {
                staged.push(Staged { path: self.top.join(path(name)), blob: blob.to_owned() });
            }
        }
        Ok(staged)
    }

    /// What changed since the commit, or since its history and ours parted; in the index or in the files.
    pub(super) fn changed_since(self, rev: &str, staged: bool) -> Result<Changed> {
        let commit = format!("{rev}^{{commit}}");
        let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
            .map_err(|_| anyhow!("--diff-base: git knows no commit “{rev}”; fetch it, or name another"))?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let base = git(&["merge-base", &commit, "HEAD"]).map_err(|_| {
            anyhow!("--diff-base: “{rev}” has no common history with HEAD; in a shallow clone, fetch more of it")
        })?;
        let base = String::from_utf8_lossy(&base).trim().to_owned();
        let mut args = vec![
            "diff",
            "-U0",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--text",
            "--find-renames",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--ignore-submodules",
            "--submodule=short",
        ];
        args.extend(staged.then_some("--cached"));
        args.extend([&*base, "--"]);
        let changes = Changes::parse(&git(&args).context("--diff-base")?);
        let listed = git_in(&self.top, &["ls-files", "-z", "--stage"]).context("--diff-base")?;
        let mut tracked = HashSet::new();
        let mut submodules = Vec::new();
        for entry in listed.split(|&b| b == 0) {
            // `100644 BLOB 0⇥NAME`
            let Some(tab) = memchr::memchr(b'\t', entry) else { continue };
            if entry.starts_with(b"160000") {
                submodules.push(self.top.join(path(&entry[tab + 1..])));
            } else {
                tracked.insert(entry[tab + 1..].to_vec());
            }
        }
        Ok(Changed { top: self.top, changes, tracked, submodules })
    }
}

impl Changed {
    /// Whether something in the file changed. All of a file is new that git does not know; what lies in a submodule is the
    /// business of another repository.
    pub(super) fn touches(&self, file: &Path) -> bool {
        let Ok(file) = real(file) else { return true };
        if self.submodules.iter().any(|submodule| file.starts_with(submodule)) {
            return false;
        }
        self.name(&file).is_none_or(|name| self.changes.touches(&name))
    }

    /// The bytes that changed in a file with this content; none if all of it is new.
    pub(super) fn ranges(&self, file: &Path, content: &[u8]) -> Option<Vec<crate::Span>> {
        let name = self.name(&real(file).ok()?)?;
        Some(self.changes.ranges(&name, content))
    }

    /// What git calls the file, if it knows it.
    fn name(&self, file: &Path) -> Option<Vec<u8>> {
        let inside = file.strip_prefix(&self.top).ok()?;
        let name = bytes(inside);
        self.tracked.contains(&name).then_some(name)
    }
}

/// The content of a blob.
pub(super) fn blob(name: &str) -> std::io::Result<Vec<u8>> {
    git(&["cat-file", "blob", name]).map_err(|error| std::io::Error::other(format!("{error:#}")))
}

/// The path without links; that of a file which is not there any more by that of its folder.
fn real(file: &Path) -> std::io::Result<PathBuf> {
    file.canonicalize().or_else(|_| std::path::absolute(file))
}

fn git(args: &[&str]) -> Result<Vec<u8>> {
    git_in(Path::new("."), args)
}

fn git_in(folder: &Path, args: &[&str]) -> Result<Vec<u8>> {
    let output = Command::new("git")
        .args(args)
        .current_dir(folder)
        // Messages that can be told apart, and no lock for what is only read.
        .envs([("LC_ALL", "C"), ("GIT_OPTIONAL_LOCKS", "0")])
        .stdin(Stdio::null())
        .output()
        .context("git cannot be started; install it")?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("git failed");
    bail!("{}", said.strip_prefix("fatal: ").unwrap_or(said));
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(unix)]
fn bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

/// Git writes names in UTF-8 there.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    OsStr::new(&*String::from_utf8_lossy(bytes)).into()
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/").into_bytes()
}

//! Files are replaced as a whole, or left as they were.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use tempfile::{Builder, NamedTempFile};

/// Why a file was not written. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Somebody else wrote it after it was read.
    #[error("the file has changed meanwhile; nothing was written, fix it again")]
    Changed,
    /// Nobody may write it, or not this user.
    #[error("the file is read-only; nothing was written, make it writable or leave it out")]
    ReadOnly,
    /// A pipe or a device.
    #[error("not a regular file; nothing was written, name a file or use -")]
    NotAFile,
    /// The folder does not take another file, or the disk is full.
    #[error("cannot be written: {0}")]
    Io(#[from] io::Error),
}

/// Replaces the content `before`, which was read from the file, by `after`.
///
/// The new content is written beside the file and takes its place in one step, with its permissions (and owner, where the
/// system allows it). A symbolic link stays, and what it leads to is replaced.
pub fn write(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    let path = fs::canonicalize(path)?;
    let metadata = fs::metadata(&path)?;
    if !metadata.is_file() {
        return Err(WriteError::NotAFile);
    }
    // The administrator could, but a file that is set read-only is meant to stay as it is.
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    OpenOptions::new().write(true).open(&path).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => WriteError::ReadOnly,
        _ => WriteError::Io(error),
    })?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = Builder::new().prefix(".intrus-").tempfile_in(folder)?;
    new.write_all(after)?;
    keep(&metadata, &new)?;
    new.as_file().sync_all()?;
    if fs::read(&path)? != before {
        return Err(WriteError::Changed);
    }
    new.persist(&path).map_err(|error| error.error)?;
    // The file is whole already; syncing its folder only makes sure that a crash does not bring the old one back.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Gives the new file the owner and the permissions of the old one.
fn keep(metadata: &Metadata, new: &NamedTempFile) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = new.as_file().metadata()?;
        if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
            // Only the administrator may give files away.
            let _ = fchown(new.as_file(), Some(metadata.uid()), Some(metadata.gid()));
        }
    }
    new.as_file().set_permissions(metadata.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    /// A folder with a file in it.
    fn file() -> (TempDir, std::path::PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("texte.txt");
        fs::write(&path, "avant").unwrap();
        (folder, path)
    }

    fn set_readonly(path: &Path) {
        let mut permissions = fs::metadata(path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions).unwrap();
    }

    /// The names in a folder: nothing else may be left there.
    fn names(folder: &TempDir) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        fs::read_dir(folder.path()).unwrap().map(name).collect()
    }

    #[test]
    fn replaced() {
        let (folder, path) = file();
        write(&path, b"avant", b"apr\xE8s").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"apr\xE8s");
        assert_eq!(names(&folder), ["texte.txt"]);
    }

    #[test]
    fn refused() {
        let (folder, path) = file();
        assert!(matches!(write(&path, b"autre", b"x"), Err(WriteError::Changed)));
        assert!(matches!(write(folder.path(), b"", b"x"), Err(WriteError::NotAFile)));
        assert!(matches!(write(&folder.path().join("absent"), b"", b"x"), Err(WriteError::Io(_))));
        set_readonly(&path);
        assert!(matches!(write(&path, b"avant", b"x"), Err(WriteError::ReadOnly)));
        assert_eq!(fs::read(&path).unwrap(), b"avant");
        assert_eq!(names(&folder), ["texte.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, path) = file();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o751)).unwrap();
        let link = folder.path().join("lien.txt");
        symlink("texte.txt", &link).unwrap();
        write(&link, b"avant", b"apres").unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("texte.txt"));
        assert_eq!(fs::read(&path).unwrap(), b"apres");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o751);
    }
}

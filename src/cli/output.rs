//! An output file that is there as a whole or not at all.

use super::files::Input;
use super::messages::{Message, write_error};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// A file on its way.
pub(super) struct Output {
    name: String,
    to: To,
}

enum To {
    /// Written beside its place, and put there at the end.
    Whole(BufWriter<NamedTempFile>, PathBuf),
    /// A pipe or a device.
    Direct(BufWriter<File>),
}

impl Output {
    /// Opens the output. It must be none of the inputs.
    pub(super) fn create(path: &Path, inputs: &[Input]) -> Result<Self, Message> {
        let name = Input::of(path).name;
        let fail = |error: io::Error| Message::error(&name, write_error(&error));
        let metadata = match fs::metadata(path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(fail(error)),
        };
        let to = match metadata {
            Some(metadata) if metadata.is_dir() => {
                return Err(Message::error(&name, "a folder; name a file to write to"));
            }
            Some(metadata) if !metadata.is_file() => {
                To::Direct(BufWriter::new(OpenOptions::new().write(true).open(path).map_err(fail)?))
            }
            Some(metadata) => {
                // A link stays, and what it leads to is replaced.
                let path = fs::canonicalize(path).map_err(fail)?;
                if inputs.iter().filter_map(Input::path).any(|input| is_same(input, &path)) {
                    return Err(Message::error(&name, "the text itself; name another file to write to"));
                }
                if metadata.permissions().readonly() {
                    return Err(Message::error(&name, "read-only; make it writable or name another file to write to"));
                }
                let new = beside(&path).map_err(fail)?;
                new.as_file().set_permissions(metadata.permissions()).map_err(fail)?;
                To::Whole(BufWriter::new(new), path)
            }
            None => To::Whole(BufWriter::new(beside(path).map_err(fail)?), path.to_path_buf()),
        };
        Ok(Output { name, to })
    }

    /// Puts the file into its place.
    pub(super) fn finish(self) -> Result<(), Message> {
        let name = self.name;
        let written = match self.to {
            To::Direct(mut file) => file.flush(),
            To::Whole(file, path) => file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|new| new.persist(path).map(drop).map_err(|error| error.error)),
        };
        written.map_err(|error| Message::error(&name, write_error(&error)))
    }

    /// What is said when it cannot be written.
    pub(super) fn failed(&self, error: &io::Error) -> Message {
        Message::error(&self.name, write_error(error))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Whole(file, _) => file.write(bytes),
            To::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Whole(file, _) => file.flush(),
            To::Direct(file) => file.flush(),
        }
    }
}

fn is_same(input: &Path, output: &Path) -> bool {
    fs::canonicalize(input).is_ok_and(|input| input == output)
}

/// A new file in the folder of another, with the permissions that new files have.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".intrus-");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        // Less what the umask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666))
    };
    builder.tempfile_in(folder)
}

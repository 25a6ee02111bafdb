//! What a diff calls a file, and its colours.

use super::files::Input;
use super::messages::{self, Message};
use crate::fix::{self, Fixed};
use crate::formats::Decoded;
use std::io::{self, Write};
use std::path::Path;

/// The diff of a file.
pub(super) fn of_file(
    input: &Input,
    bytes: &[u8],
    decoded: &Decoded,
    fixed: &Fixed,
    messages: &mut Vec<Message>,
) -> Result<Vec<u8>, Message> {
    let mut diff = Vec::new();
    if fixed.edits.is_empty() {
        return Ok(diff);
    }
    let name = match input.path() {
        None => input.name.clone(),
        Some(path) => match diff_name(path) {
            None => {
                return Err(Message::error(&input.name, "no diff can name this file; use `intrus fix`, or rename it"));
            }
            Some((name, true)) => name,
            Some((name, false)) => {
                let what = "outside the current folder; its diff applies in /";
                messages.push(Message::note(&input.name, what));
                name
            }
        },
    };
    fix::unified(&mut diff, &name, bytes, &fixed.edits, decoded.encoding)
        .map_err(|error| Message::error(&input.name, messages::write_error(&error)))?;
    Ok(diff)
}

/// The name of a file in a diff: from the current folder if it lies there, else from the root; and which. Links are
/// resolved, for neither `git apply` nor `patch` writes through them.
fn diff_name(path: &Path) -> Option<(String, bool)> {
    let path = path.canonicalize().ok()?;
    let current = std::env::current_dir().and_then(|current| current.canonicalize()).ok()?;
    let inside = path.strip_prefix(&current).ok();
    let shown = inside.unwrap_or(&path).to_str()?;
    Some((shown.replace(std::path::MAIN_SEPARATOR, "/").trim_start_matches('/').to_owned(), inside.is_some()))
}

pub(super) fn write_colored(out: &mut dyn Write, diff: &[u8]) -> io::Result<()> {
    for line in diff.split_inclusive(|&b| b == b'\n') {
        let color = match line.first() {
            Some(b'-') => "\x1b[31m",
            Some(b'+') => "\x1b[32m",
            Some(b'@') => "\x1b[36m",
            _ => "",
        };
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        out.write_all(color.as_bytes())?;
        out.write_all(line)?;
        out.write_all(if color.is_empty() { b"\n" } else { b"\x1b[0m\n" })?;
    }
    Ok(())
}

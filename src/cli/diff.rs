//! What a diff calls a file, and its colours.

use super::files::Input;
use super::messages::{self, Message};
use crate::fix::{self, Fixed};
use crate::formats::Decoded;
use std::io::{self, Write};
use std::path::{Path, is_separator};

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
        None => input.name.clone().into_bytes(),
        Some(path) => match diff_name(path).map_err(|error| Message::error(&input.name, messages::io_error(&error)))? {
            (name, true) => name,
            (name, false) => {
                let what = "outside the current folder; its diff applies in /";
                messages.push(Message::note(&input.name, what));
                name
            }
        },
    };
    fix::unified(&mut diff, name, bytes, &fixed.edits, decoded.encoding)
        .map_err(|error| Message::error(&input.name, messages::write_error(&error)))?;
    Ok(diff)
}

/// The name of a file in a diff, whose bytes need not be UTF-8: from the current folder if it lies there, else from the root; and
/// which. Links are resolved, for neither `git apply` nor `patch` writes through them.
fn diff_name(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    let path = path.canonicalize()?;
    let current = std::env::current_dir()?.canonicalize()?;
    let inside = path.strip_prefix(&current).ok();
    let mut name = inside.unwrap_or(&path).as_os_str().as_encoded_bytes().to_vec();
    name.iter_mut().filter(|byte| is_separator(char::from(**byte))).for_each(|byte| *byte = b'/');
    let root = name.iter().take_while(|byte| **byte == b'/').count();
    name.drain(..root);
    Ok((name, inside.is_some()))
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

//! From an input to its bytes.

use super::files::{Input, Source};
use super::git;
use super::messages::{Message, io_error};
use crate::config::Settings;
#[cfg(feature = "office")]
use crate::formats::office::{self, OfficeError};
use crate::formats::{DecodeError, Decoded, Encoding, Flaw, Format, Locator, UTF16_MARKS, decode};
use crate::stream::StreamError;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A binary shows itself in its first bytes: no need to read a film to the end.
const SNIFFED: u64 = 8192;

/// Why an input is not checked.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Decode(#[from] DecodeError),
    #[cfg(feature = "office")]
    #[error(transparent)]
    Office(#[from] OfficeError),
    #[error(transparent)]
    Stream(#[from] StreamError),
    #[error("{what}; the file is not checked")]
    Flaw { line: usize, column: usize, what: String },
    #[error("a document that is only read; save it as text to have it fixed")]
    ReadOnly,
}

impl InputError {
    /// The message: an error, or a note for what folders hold beside texts.
    pub(super) fn message(&self, input: &Input) -> Message {
        let name = &input.name;
        match self {
            InputError::Io(error) | InputError::Stream(StreamError::Io(error)) => Message::error(name, io_error(error)),
            InputError::Stream(error @ StreamError::Changed) => Message::error(name, error),
            InputError::Decode(error @ DecodeError::Binary { .. })
                if matches!(input.source, Source::Met(_) | Source::Staged(..)) =>
            {
                Message::note(name, format_args!("{error}; skipped"))
            }
            InputError::Decode(error @ DecodeError::Binary { .. }) => {
                Message::error(name, format_args!("{error}; name text files only"))
            }
            InputError::Decode(error) => Message::error(name, format_args!("{error}; save it as UTF-8")),
            InputError::Flaw { line, column, .. } => Message::error(&format!("{name}:{line}:{column}"), self),
            InputError::ReadOnly if matches!(input.source, Source::Met(_) | Source::Staged(..)) => {
                Message::note(name, format_args!("{self}; skipped"))
            }
            InputError::ReadOnly => Message::error(name, self),
            #[cfg(feature = "office")]
            InputError::Office(error) => Message::error(name, error),
        }
    }
}

/// Whether an input is a document whose text has to be unpacked first; it is not written.
#[cfg(feature = "office")]
pub(super) fn is_packed(input: &Input) -> bool {
    office::is_office(Path::new(&input.name))
}

/// Nothing can be unpacked.
#[cfg(not(feature = "office"))]
pub(super) fn is_packed(_: &Input) -> bool {
    false
}

/// The bytes of an input.
pub(super) fn read(input: &Input) -> Result<Vec<u8>, InputError> {
    let packed = is_packed(input);
    match &input.source {
        Source::Stdin => read_all(io::stdin().lock(), 0, packed),
        Source::Staged(_, blob) => read_all(&*git::blob(blob)?, 0, packed),
        Source::Named(path) | Source::Met(path) => {
            let file = File::open(path)?;
            let size = file.metadata()?.len();
            read_all(file, size, packed)
        }
    }
}

/// The text of an input.
#[cfg(feature = "office")]
pub(super) fn text<'b>(input: &Input, bytes: &'b [u8]) -> Result<Decoded<'b>, InputError> {
    if is_packed(input) {
        let text = office::text_of(Path::new(&input.name), bytes)?;
        return Ok(Decoded { text: text.into(), encoding: Encoding::Utf8, bom_len: 0 });
    }
    Ok(decode(bytes)?)
}

/// The text of an input.
#[cfg(not(feature = "office"))]
pub(super) fn text<'b>(_: &Input, bytes: &'b [u8]) -> Result<Decoded<'b>, InputError> {
    Ok(decode(bytes)?)
}

/// The format of an input; an error where its text cannot be read as that.
pub(super) fn format<'s>(
    input: &Input,
    settings: &'s Settings,
    decoded: &Decoded,
) -> Result<&'s dyn Format, InputError> {
    let format = settings.format(Path::new(&input.name), &decoded.text);
    let Some(Flaw { offset, what }) = format.flaw(&decoded.text) else { return Ok(format) };
    let place = Locator::new(decoded).locate(offset);
    Err(InputError::Flaw { line: place.line, column: place.column, what })
}

/// The bytes of an input that is to be edited.
pub(super) fn editable(input: &Input) -> Result<Vec<u8>, InputError> {
    if is_packed(input) { Err(InputError::ReadOnly) } else { read(input) }
}

/// All that a reader gives, about `size` bytes; an error as soon as it shows that it is no text, unless that comes `packed`.
pub(super) fn read_all(mut reader: impl Read, size: u64, packed: bool) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    reader.by_ref().take(SNIFFED).read_to_end(&mut bytes)?;
    if !packed
        && !UTF16_MARKS.iter().any(|mark| bytes.starts_with(mark))
        && let Some(offset) = memchr::memchr(0, &bytes)
    {
        // Let the decoder name what it is.
        decode(&bytes)?;
        return Err(DecodeError::Binary { offset }.into());
    }
    let rest = usize::try_from(size).unwrap_or(usize::MAX).saturating_sub(bytes.len());
    bytes.try_reserve_exact(rest).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the reader should know about how the text was read.
pub(super) fn encoding_note(name: &str, decoded: &Decoded) -> Option<Message> {
    let encoding = decoded.encoding;
    match encoding {
        Encoding::Utf8 => None,
        Encoding::Utf16Le | Encoding::Utf16Be => Some(Message::note(name, format_args!("read as {}", encoding.name()))),
        Encoding::Windows1252 => Some(Message::note(
            name,
            format_args!("not UTF-8, read as {}; save it as UTF-8 if that is wrong", encoding.name()),
        )),
    }
}

//! Inputs that are read piece by piece.

use super::files::{Input, Source};
use super::input::{self, InputError};
use crate::config::Settings;
use crate::formats::{DecodeError, Format, UTF8_MARK, UTF16_MARKS, Windows1252};
use crate::ordered::in_order;
use crate::stream::{Chunk, Chunks, Facts, Outline, Pieces, Survey};
use rayon::ThreadPool;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::Path;

/// Inputs of more bytes are read piece by piece where they can be.
const LARGE: u64 = 4 << 20;

/// The beginning of a text by which its format is told.
const BEGINNING: u64 = 1 << 16;

/// How an input is read.
pub(super) enum Opened<'s> {
    /// All of it is in memory.
    Whole(Vec<u8>),
    /// It is read piece by piece.
    Large(Large<'s>),
}

/// Plain text in a file.
pub(super) struct Large<'s> {
    file: File,
    /// What holds for all of it.
    pub(super) outline: Outline,
    /// The format, which is all prose.
    pub(super) format: &'s dyn Format,
}

impl Large<'_> {
    /// The blocks of the text.
    pub(super) fn pieces(self) -> Pieces<File> {
        Pieces::new(self.file, &self.outline)
    }
}

/// Opens an input to be read piece by piece, if it is large and plain text in UTF-8 without ignore comments; any other is read
/// whole. Standard input goes through a temporary file. That it is text is known when this returns.
pub(super) fn open<'s>(input: &Input, settings: &'s Settings, pool: &ThreadPool) -> Result<Opened<'s>, InputError> {
    match &input.source {
        _ if input::is_packed(input) => input::read(input).map(Opened::Whole),
        Source::Staged(..) => input::read(input).map(Opened::Whole),
        Source::Stdin => spooled(input, io::stdin().lock(), settings, pool),
        Source::Named(path) | Source::Met(path) => {
            let mut file = File::open(path)?;
            let metadata = file.metadata()?;
            if !metadata.is_file() {
                return spooled(input, file, settings, pool);
            }
            let mut beginning = Vec::new();
            if metadata.len() > LARGE {
                Read::by_ref(&mut file).take(BEGINNING).read_to_end(&mut beginning)?;
            }
            match all_prose(input, &beginning, settings) {
                Some(format) => surveyed(file, format, pool),
                None => whole(file).map(Opened::Whole),
            }
        }
    }
}

/// Reads an input whole, whatever it is.
pub(super) fn open_whole<'s>(input: &Input) -> Result<Opened<'s>, InputError> {
    input::read(input).map(Opened::Whole)
}

/// What comes from a pipe, in a file if it is much.
fn spooled<'s>(
    input: &Input,
    mut reader: impl Read,
    settings: &'s Settings,
    pool: &ThreadPool,
) -> Result<Opened<'s>, InputError> {
    let mut bytes = input::read_all(reader.by_ref().take(LARGE + 1), 0, false)?;
    let format = if bytes.len() as u64 > LARGE { all_prose(input, &bytes, settings) } else { None };
    let Some(format) = format else {
        reader.read_to_end(&mut bytes)?;
        return Ok(Opened::Whole(bytes));
    };
    let why = |error| io::Error::other(format!("{error}, when it was copied to a temporary file (TMPDIR says where)"));
    surveyed(copied(bytes, reader).map_err(why)?, format, pool)
}

/// A temporary file of these bytes and what comes after them.
fn copied(bytes: Vec<u8>, mut rest: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(&bytes)?;
    drop(bytes);
    io::copy(&mut rest, &mut file)?;
    Ok(file)
}

/// The format of a text that begins like this, if it is all prose and in an encoding that may be read piece by piece.
fn all_prose<'s>(input: &Input, beginning: &[u8], settings: &'s Settings) -> Option<&'s dyn Format> {
    if UTF16_MARKS.iter().any(|mark| beginning.starts_with(mark)) || beginning.contains(&0) {
        return None;
    }
    let beginning = beginning.strip_prefix(UTF8_MARK).unwrap_or(beginning);
    let text = beginning.utf8_chunks().next()?.valid();
    // Formats are told by what comes after the first blanks.
    if text.trim_start().len() * 2 < beginning.len() {
        return None;
    }
    Some(settings.format(Path::new(&input.name), text)).filter(|format| format.is_all_prose())
}

/// Reads a file once to know what holds for all of it.
fn surveyed<'s>(mut file: File, format: &'s dyn Format, pool: &ThreadPool) -> Result<Opened<'s>, InputError> {
    file.rewind()?;
    let mut survey = Survey::default();
    let look = |chunk: io::Result<Chunk>| Ok::<Facts, InputError>(Facts::of(&chunk?, format));
    in_order(pool, Chunks::new(&mut file), look, |facts| Ok::<(), InputError>(survey.add(&facts?)?))?;
    if let Some(outline) = survey.outline() {
        file.rewind()?;
        return Ok(Opened::Large(Large { file, outline, format }));
    }
    if let Some(offset) = survey.invalid() {
        file.rewind()?;
        let mut evidence = Windows1252::default();
        Chunks::new(&mut file).try_for_each(|chunk| chunk.map(|chunk| evidence.add(&chunk.bytes)))?;
        if survey.has_mark() || !evidence.is_plausible() {
            return Err(DecodeError::InvalidUtf8 { offset }.into());
        }
    }
    whole(file).map(Opened::Whole)
}

/// All of a file.
fn whole(mut file: File) -> Result<Vec<u8>, InputError> {
    file.rewind()?;
    let size = file.metadata()?.len();
    input::read_all(file, size, false)
}

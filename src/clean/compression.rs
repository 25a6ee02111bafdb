//! Compressed inputs and outputs. An output has one frame a block: members of gzip and frames of Zstandard may be strung together, so that
//! blocks are compressed in parallel, and a file that ends after one is whole up to there.

use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

const MAGIC: [(&[u8], Compression); 2] = [(b"\x1F\x8B", Compression::Gzip), (b"\x28\xB5\x2F\xFD", Compression::Zstd)];

impl Compression {
    /// What the name of a file tells.
    pub fn of_path(path: &Path) -> Self {
        match path.extension().and_then(|end| end.to_str()) {
            Some(end) if end.eq_ignore_ascii_case("gz") => Compression::Gzip,
            Some(end) if end.eq_ignore_ascii_case("zst") => Compression::Zstd,
            _ => Compression::None,
        }
    }

    /// What the first bytes of a file tell.
    fn of_start(start: &[u8]) -> Self {
        MAGIC.iter().find(|(magic, _)| start.starts_with(magic)).map_or(Compression::None, |(_, which)| *which)
    }

    /// The levels that there are.
    pub fn levels(self) -> std::ops::RangeInclusive<i32> {
        match self {
            Compression::None => 0..=0,
            Compression::Gzip => 0..=9,
            Compression::Zstd => 1..=22,
        }
    }

    /// The bytes as a frame of their own.
    pub(super) fn frame(self, bytes: Vec<u8>, level: Option<i32>) -> io::Result<Vec<u8>> {
        match self {
            Compression::None => Ok(bytes),
            Compression::Gzip => {
                let level = level
                    .and_then(|level| u32::try_from(level).ok())
                    .map_or_else(Default::default, flate2::Compression::new);
                let mut gzip = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
                gzip.write_all(&bytes)?;
                gzip.finish()
            }
            Compression::Zstd => zstd::bulk::compress(&bytes, level.unwrap_or(zstd::DEFAULT_COMPRESSION_LEVEL)),
        }
    }

    fn reader(self, from: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Compression::None => Box::new(from),
            Compression::Gzip => Box::new(MultiGzDecoder::new(io::BufReader::with_capacity(1 << 16, from))),
            Compression::Zstd => Box::new(zstd::stream::read::Decoder::new(from)?),
        })
    }
}

/// Reads the first bytes, as far as there are any.
fn start_of(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    from.by_ref().take(4).read_to_end(&mut start)?;
    Ok(start)
}

/// The compression of a file, as its first bytes tell it. The file is left at its start.
pub fn of_file(file: &mut File) -> io::Result<Compression> {
    let compression = Compression::of_start(&start_of(&mut *file)?);
    file.seek(SeekFrom::Start(0))?;
    Ok(compression)
}

/// What a stream says, decompressed, and how it was compressed.
pub(super) fn decompressed(mut from: impl Read + Send + 'static) -> io::Result<(Compression, Box<dyn Read + Send>)> {
    let start = start_of(&mut from)?;
    let compression = Compression::of_start(&start);
    Ok((compression, compression.reader(Cursor::new(start).chain(from))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_strung_together() {
        for which in [Compression::None, Compression::Gzip, Compression::Zstd] {
            let parts = ["Bonjour.\n", "", "À demain.\n"];
            let frames = parts.map(|part| which.frame(part.as_bytes().to_vec(), None).unwrap());
            let (found, mut reader) = decompressed(Cursor::new(frames.concat())).unwrap();
            let mut text = String::new();
            reader.read_to_string(&mut text).unwrap();
            assert_eq!((found, text), (which, parts.concat()));
        }
    }
}

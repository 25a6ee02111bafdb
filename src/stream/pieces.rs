//! The blocks of a text, one after the other.

use super::survey::bom_len;
use super::{Chunks, Outline};
use crate::checker::{Block, Cutter};
use crate::formats::{Decoded, Encoding, utf8};
use crate::text::Document;
use std::borrow::Cow;
use std::io::{self, Read, Take};
use std::ops::Range;

/// Bytes of the text on either side of a block: more than a report shows or knows of the surroundings of a finding.
const MARGIN: usize = 1024;

/// A block of a text with some of the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    text: String,
    range: Range<usize>,
}

impl Piece {
    /// The block and what is around it, as the text of a file.
    pub fn decoded(&self) -> Decoded<'_> {
        Decoded { text: Cow::Borrowed(&self.text), encoding: Encoding::Utf8, bom_len: 0 }
    }

    /// The block and what is around it, as a document.
    pub fn document(&self) -> Document<'_> {
        Document::plain(&self.text)
    }

    /// The block in that document.
    pub fn block(&self) -> Block {
        Block::of_text(self.range.clone())
    }

    /// The bytes of the block in that text.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

/// Why there are no more pieces.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is not what the survey saw.
    #[error("changed while it was read; check it again when nothing writes to it")]
    Changed,
}

/// The blocks of a text of which the outline is known, as the checker cuts them.
#[derive(Debug)]
pub struct Pieces<R> {
    chunks: Chunks<Take<R>>,
    cutter: Cutter,
    /// Some of the text, and where the next block starts in it.
    text: String,
    start: usize,
    /// Bytes of the text that have not been read.
    left: usize,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    /// The blocks of what the reader gives from the start of the file on.
    pub fn new(reader: R, outline: &Outline) -> Self {
        let Outline { bom_len, bytes, line_feeds, .. } = *outline;
        Pieces {
            // What has been added since is not read.
            chunks: Chunks::new(reader.take((bom_len + bytes) as u64)),
            cutter: Cutter::new(bytes, line_feeds),
            text: String::new(),
            start: 0,
            left: bytes,
            ended: false,
        }
    }

    fn read(&mut self) -> Result<Option<Piece>, StreamError> {
        let length = loop {
            match self.cutter.next(&self.text[self.start..]) {
                Some(length) => break length,
                None => self.read_on()?,
            }
        };
        if length == 0 {
            return Ok(None);
        }
        while self.left > 0 && self.text.len() < self.start + length + MARGIN {
            self.read_on()?;
        }
        let end = self.start + length;
        let from = border(&self.text, self.start.saturating_sub(MARGIN));
        let to = border(&self.text, (end + MARGIN).min(self.text.len()));
        let piece = Piece { text: self.text[from..to].to_owned(), range: self.start - from..end - from };
        self.start = end;
        Ok(Some(piece))
    }

    /// Reads some more of the text, in place of what is not needed any more: no more of it is there than lies in a fast memory.
    fn read_on(&mut self) -> Result<(), StreamError> {
        let kept = border(&self.text, self.start.saturating_sub(MARGIN));
        self.text.drain(..kept);
        self.start -= kept;
        let chunk = self.chunks.next().ok_or(StreamError::Changed)??;
        let bytes = &chunk.bytes[bom_len(&chunk)..];
        self.text.push_str(utf8(bytes).map_err(|_| StreamError::Changed)?);
        self.left = self.left.checked_sub(bytes.len()).ok_or(StreamError::Changed)?;
        Ok(())
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Result<Piece, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let piece = self.read();
        self.ended = !matches!(piece, Ok(Some(_)));
        piece.transpose()
    }
}

/// The border between characters at or before an offset.
fn border(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::stream::{Facts, Survey};

    fn outline(text: &str) -> Outline {
        let plain = formats::find("plain").unwrap();
        let mut survey = Survey::default();
        Chunks::new(text.as_bytes()).for_each(|chunk| survey.add(&Facts::of(&chunk.unwrap(), plain)).unwrap());
        survey.outline().unwrap()
    }

    /// A text of four megabytes with lines of every length.
    fn text() -> String {
        let line = |i: usize| format!("{}\r\n", "l’été, déjà ".repeat(i * 37 % 101));
        (0..5000).map(line).collect::<String>() + &"à ".repeat(400_000) + "\n\nfin"
    }

    #[test]
    fn pieces_make_the_text() {
        let text = text();
        let marked = format!("\u{FEFF}{text}");
        for (bytes, bom_len) in [(&text, 0), (&marked, 3)] {
            let outline = outline(bytes);
            assert_eq!(outline.bom_len, bom_len);
            let blocks = crate::checker::Checker::new(crate::Pack::embedded()).blocks(&Document::plain(&text));
            let pieces: Vec<Piece> = Pieces::new(bytes.as_bytes(), &outline).map(Result::unwrap).collect();
            assert_eq!(pieces.len(), blocks.len());
            let mut start = 0;
            for (piece, block) in pieces.iter().zip(&blocks) {
                let Range { start: from, end: to } = piece.range();
                assert_eq!(block.pieces, [(0, start..start + to - from)]);
                assert!(text[..start].ends_with(&piece.text[..from]) && from >= MARGIN.min(start) - 3.min(start));
                assert!(text[start..].starts_with(&piece.text[from..]));
                let after = text.len() - (start + to - from);
                assert!(piece.text.len() - to >= MARGIN.min(after) - 3.min(after));
                start += to - from;
            }
            assert_eq!(start, text.len());
        }
    }

    #[test]
    fn a_file_that_changes() {
        let text = text();
        let outline = outline(&text);
        let last = |bytes: &[u8]| Pieces::new(bytes, &outline).last();
        assert!(matches!(last(&text.as_bytes()[..3_000_000]), Some(Err(StreamError::Changed))));
        let mut damaged = text.clone().into_bytes();
        damaged[2_000_000] = 0xFF;
        assert!(matches!(last(&damaged), Some(Err(StreamError::Changed))));
        // What is added is left for the next time.
        let longer = format!("{text}{text}");
        let read: usize = Pieces::new(longer.as_bytes(), &outline).map(|piece| piece.unwrap().range().len()).sum();
        assert_eq!(read, text.len());
    }
}

//! What must be known of a text before it is read piece by piece.

use super::Chunk;
use crate::formats::{DecodeError, Format, UTF8_MARK, has_accents, utf8};
use crate::narrow::Directives;
use crate::text::Document;
use unicode_normalization::is_nfd;

/// What is seen in a part of a file.
#[derive(Debug, Clone)]
pub struct Facts {
    offset: usize,
    bom_len: usize,
    /// Bytes of text.
    bytes: usize,
    nul: Option<usize>,
    /// How many of them are valid UTF-8.
    valid: usize,
    line_feeds: usize,
    has_comments: bool,
    has_accents: bool,
    is_nfd: bool,
}

impl Facts {
    /// Looks through a part of a file of this format, which must be all prose.
    pub fn of(chunk: &Chunk, format: &dyn Format) -> Self {
        let bom_len = bom_len(chunk);
        let bytes = &chunk.bytes[bom_len..];
        // Up to the first byte that is not UTF-8.
        let text = utf8(bytes).or_else(|valid| utf8(&bytes[..valid])).unwrap_or_default();
        let is_nfd = is_nfd(text);
        Facts {
            offset: chunk.offset,
            bom_len,
            bytes: bytes.len(),
            nul: memchr::memchr(0, bytes),
            valid: text.len(),
            line_feeds: memchr::memchr_iter(b'\n', bytes).count(),
            // Nothing before or after can change what is a comment here, for lines are whole; if one is not, this errs on the
            // side of seeing one.
            has_comments: !Directives::read(text, format, &Document::default()).is_empty(),
            // A composed letter says that not all of them are.
            has_accents: is_nfd && has_accents(text),
            is_nfd,
        }
    }
}

/// Bytes of a byte order mark at the start of the file.
pub(super) fn bom_len(chunk: &Chunk) -> usize {
    if chunk.offset == 0 && chunk.bytes.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 }
}

/// What has been seen of a file so far.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    outline: Outline,
    invalid: Option<usize>,
    has_comments: bool,
    is_composed: bool,
    has_accents: bool,
}

/// What must be known of a text for its pieces to be read as parts of the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outline {
    /// Bytes of a byte order mark before the text.
    pub bom_len: usize,
    /// Bytes of the text.
    pub bytes: usize,
    /// Line feeds in it.
    pub line_feeds: usize,
    /// Whether its accents are characters of their own, all of them.
    pub decomposed: bool,
}

impl Survey {
    /// Takes in the next part of the file. A NUL byte ends it.
    pub fn add(&mut self, facts: &Facts) -> Result<(), DecodeError> {
        let start = facts.offset + facts.bom_len;
        if let Some(at) = facts.nul {
            return Err(DecodeError::Binary { offset: start + at });
        }
        if facts.valid < facts.bytes {
            self.invalid.get_or_insert(start + facts.valid);
        }
        self.outline.bom_len += facts.bom_len;
        self.outline.bytes += facts.bytes;
        self.outline.line_feeds += facts.line_feeds;
        self.has_comments |= facts.has_comments;
        self.is_composed |= !facts.is_nfd;
        self.has_accents |= facts.has_accents;
        Ok(())
    }

    /// The first byte that is not UTF-8.
    pub fn invalid(&self) -> Option<usize> {
        self.invalid
    }

    /// Whether the text has a byte order mark, so that it is meant to be UTF-8.
    pub fn has_mark(&self) -> bool {
        self.outline.bom_len > 0
    }

    /// What the pieces need, if the text can be read piece by piece: it is UTF-8, and has no ignore comments, which may reach
    /// through all of it.
    pub fn outline(&self) -> Option<Outline> {
        let decomposed = self.has_accents && !self.is_composed;
        (self.invalid.is_none() && !self.has_comments).then_some(Outline { decomposed, ..self.outline })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::stream::Chunks;

    fn survey(bytes: &[u8]) -> Result<Survey, DecodeError> {
        let plain = formats::find("plain").unwrap();
        let mut survey = Survey::default();
        Chunks::new(bytes).try_for_each(|chunk| survey.add(&Facts::of(&chunk.unwrap(), plain)))?;
        Ok(survey)
    }

    fn outline(text: &str) -> Option<Outline> {
        survey(text.as_bytes()).unwrap().outline()
    }

    #[test]
    fn outlines() {
        let long = "Le pont est fermé.\n".repeat(60_000);
        let seen = outline(&format!("\u{FEFF}{long}")).unwrap();
        assert_eq!(seen, Outline { bom_len: 3, bytes: long.len(), line_feeds: 60_000, decomposed: false });
        assert!(outline(&long.replace('é', "e\u{301}")).unwrap().decomposed);
        assert!(!outline(&format!("{}{long}", long.replace('é', "e\u{301}"))).unwrap().decomposed);
        assert!(!outline(&"un deux\n".repeat(100_000)).unwrap().decomposed);
    }

    #[test]
    fn ignore_comments() {
        let long = "Voici l’intrus: un mot.\nintrus: ou non.\n".repeat(30_000);
        assert!(outline(&long).is_some());
        assert!(outline(&format!("{long}intrus: off\n{long}")).is_none());
        assert!(outline(&format!("{long}intrus: ignore[\n{long}")).is_none());
    }

    #[test]
    fn what_is_no_text() {
        let long = "Le pont est fermé.\n".repeat(60_000).into_bytes();
        let after = |bytes: &[u8]| survey(&[&long[..], bytes, &long[..]].concat());
        assert_eq!(after(b"\xE9\n").unwrap().invalid(), Some(long.len()));
        assert_eq!(after(b"\xE9\n").unwrap().outline(), None);
        assert_eq!(after(b"\xE9\na\0").unwrap_err(), DecodeError::Binary { offset: long.len() + 3 });
    }
}

//! French text -> what is written for it into a file.

use super::{Decoded, Encoding, Format};
use crate::text::{MarkKind, Segment, Span};
use memchr::memchr2;
use std::cell::OnceCell;
use unicode_normalization::{UnicodeNormalization, is_nfd};

/// Writes French into the prose of one file, in its format, its encoding and its way with accents.
pub struct Splice<'a> {
    text: &'a str,
    encoding: Encoding,
    format: &'a dyn Format,
    decomposed: OnceCell<bool>,
}

impl<'a> Splice<'a> {
    /// For a file, decoded.
    pub fn new(decoded: &'a Decoded<'_>, format: &'a dyn Format) -> Self {
        Splice::into_text(&decoded.text, decoded.encoding, format)
    }

    /// For the text of a file in this encoding.
    pub fn into_text(text: &'a str, encoding: Encoding, format: &'a dyn Format) -> Self {
        Splice { text, encoding, format, decomposed: OnceCell::new() }
    }

    /// What is written in place of a span of a segment for it to read as `french`. None where the span touches what is not
    /// prose, and where the encoding cannot hold the text.
    pub fn raw(&self, segment: &Segment, span: Span, french: &str) -> Option<String> {
        if crosses_markup(segment, span) || !self.encoding.can_write(french) {
            return None;
        }
        let raw = self.format.escape(french);
        let raw = if raw.is_ascii() || !self.is_decomposed() { raw.into_owned() } else { raw.nfd().collect() };
        Some(broken_as(span.of(segment.text), raw))
    }

    /// Whether the file writes its accents as characters of their own, all of them.
    fn is_decomposed(&self) -> bool {
        *self.decomposed.get_or_init(|| {
            // The accents of French start with these bytes (U+0300 to U+037F). No encoding but Unicode has them.
            let has_accents = || memchr2(0xcc, 0xcd, self.text.as_bytes()).is_some();
            self.encoding != Encoding::Windows1252 && has_accents() && is_nfd(self.text)
        })
    }
}

/// Whether a span touches what is not prose. Marks are sorted and those of one kind do not overlap, so only the last one
/// that starts before the end of the span can.
fn crosses_markup(segment: &Segment, span: Span) -> bool {
    let before = segment.marks.partition_point(|mark| mark.span.start < span.end);
    let last = segment.marks[..before].iter().rev().find(|mark| mark.kind == MarkKind::Opaque);
    last.is_some_and(|mark| mark.span.overlaps(span))
}

/// The text with the line ends of what it replaces, and what indents the next line: each goes to the space that stands
/// about as far into the text. A line end for which no space is left is lost, and the lines become one.
fn broken_as(surface: &str, text: String) -> String {
    if memchr2(b'\n', b'\r', surface.as_bytes()).is_none() {
        return text;
    }
    let mut broken = String::with_capacity(surface.len().max(text.len()));
    let mut rest = &*text;
    let blank = |c: char| c.is_ascii_whitespace();
    let mut at = 0;
    while let Some(start) = surface[at..].find(blank).map(|i| at + i) {
        let end = surface[start..].find(|c| !blank(c)).map_or(surface.len(), |i| start + i);
        at = end;
        let gap = &surface[start..end];
        if !gap.contains(['\n', '\r']) {
            continue;
        }
        let wanted = start * text.len() / surface.len();
        let done = text.len() - rest.len();
        let nearest = rest.match_indices(' ').min_by_key(|(space, _)| (done + space).abs_diff(wanted));
        let Some((space, _)) = nearest else { break };
        broken.push_str(&rest[..space]);
        broken.push_str(gap);
        rest = &rest[space + 1..];
    }
    broken.push_str(rest);
    broken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{decode, find};

    #[test]
    fn accents_as_the_file_writes_them() {
        for (text, raw) in
            [("e\u{301}te\u{301} already", "de\u{301}ja\u{300}"), ("été e\u{301}", "déjà"), ("a", "déjà")]
        {
            let decoded = decode(text.as_bytes()).unwrap();
            let format = find("plain").unwrap();
            let document = format.parse(&decoded.text);
            let splice = Splice::new(&decoded, format);
            assert_eq!(splice.raw(&document.segments[0], Span::default(), "déjà").as_deref(), Some(raw), "{text}");
        }
    }

    #[test]
    fn line_ends_stay() {
        for (surface, text, written) in [
            ("in addition", "en plus", "en plus"),
            ("in\r\naddition", "en plus", "en\r\nplus"),
            ("in\naddition", "plus", "plus"),
            ("as well\n  as the", "ainsi que le", "ainsi\n  que le"),
            ("one two\nthree four\nfive", "un deux trois quatre cinq", "un deux\ntrois quatre\ncinq"),
            ("a\n\n\nb\nc\n", "d e", "d\n\n\ne"),
        ] {
            assert_eq!(broken_as(surface, text.to_owned()), written);
        }
    }
}

//! French text -> what is written for it into a file.

use super::{Decoded, Encoding, Format};
use crate::text::{MarkKind, Piece, PieceKind, Segment, Span};
use std::borrow::Cow;
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

    /// The same for a part of a file of which it is known whether it writes its accents as characters of their own.
    pub fn decomposed(mut self, decomposed: bool) -> Self {
        self.decomposed = OnceCell::from(decomposed);
        self
    }

    /// What is written in place of a span of a segment for it to read as `french`. None where the span touches what is not
    /// prose, and where the format or the encoding cannot hold the text or has no room for it.
    pub fn raw(&self, segment: &Segment, span: Span, french: &str) -> Option<String> {
        if crosses_markup(segment, span) {
            return None;
        }
        let french: Cow<str> =
            if french.is_ascii() || !self.is_decomposed() { french.into() } else { french.nfd().collect() };
        if let Some(raw) = self.closed_up(segment, span, &french) {
            return Some(raw);
        }
        let mut raw = String::with_capacity(french.len());
        for part in broken_as(span.of(&segment.text).len(), &french, &gaps(self.text, segment, span))? {
            match part {
                Part::New(text) => raw.push_str(&self.format.escape(text, segment.style)?),
                Part::Kept(source) => raw.push_str(source),
            }
        }
        let written = segment.place(span).of(self.text).chars().count();
        let fits = self.format.room(segment.style).is_none_or(|room| raw.chars().count() <= written + room);
        (fits && self.encoding.can_write(&raw)).then_some(raw)
    }

    /// What is written where the French is what stood there without some blanks: the rest stays as it is in the file, marks and all.
    fn closed_up(&self, segment: &Segment, span: Span, french: &str) -> Option<String> {
        let is_simple = |piece: &Piece| match piece.kind {
            PieceKind::Verbatim => true,
            PieceKind::Escape => piece.text.of(&segment.text).chars().count() == 1,
            _ => false,
        };
        let surface = span.of(&segment.text);
        if surface.len() <= french.len() || !inside(segment, span).iter().all(is_simple) {
            return None;
        }
        let mut left = french.chars().peekable();
        let mut raw = String::with_capacity(surface.len());
        for (at, c) in surface.char_indices() {
            if left.next_if_eq(&c).is_some() {
                let start = span.start + at;
                raw.push_str(segment.place(Span::new(start, start + c.len_utf8())).of(self.text));
            } else if !matches!(c, ' ' | '\u{a0}' | '\u{202f}') {
                return None;
            }
        }
        left.next().is_none().then_some(raw)
    }

    /// Whether the file writes its accents as characters of their own, all of them.
    fn is_decomposed(&self) -> bool {
        *self.decomposed.get_or_init(|| {
            // No encoding but Unicode has them.
            self.encoding != Encoding::Windows1252 && has_accents(self.text) && is_nfd(self.text)
        })
    }
}

/// Whether a text has accents that are characters of their own: U+0300 to U+037F, which start with these bytes.
pub(crate) fn has_accents(text: &str) -> bool {
    memchr::memchr2(0xcc, 0xcd, text.as_bytes()).is_some()
}

/// Whether a span touches what is not prose. Marks are sorted and those of one kind do not overlap, so only the last one
/// that starts before the end of the span can.
fn crosses_markup(segment: &Segment, span: Span) -> bool {
    let before = segment.marks.partition_point(|mark| mark.span.start < span.end);
    let last = segment.marks[..before].iter().rev().find(|mark| mark.kind == MarkKind::Opaque);
    last.is_some_and(|mark| mark.span.overlaps(span))
        || inside(segment, span).iter().any(|piece| piece.kind == PieceKind::Markup)
}

/// The pieces that a span covers, and those without text that stand inside it.
fn inside<'s>(segment: &'s Segment, span: Span) -> &'s [Piece] {
    let pieces = &segment.map;
    let from = pieces.partition_point(|piece| piece.text.end <= span.start);
    let to = pieces.partition_point(|piece| piece.text.start < span.end);
    &pieces[from.min(to)..to]
}

/// Part of what is written.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    /// New text, not escaped yet.
    New(&'a str),
    /// What stood in the file.
    Kept(&'a str),
}

/// A line end, or what else the text runs over, inside a span.
struct Gap<'a> {
    /// The white space in the text of the span.
    text: Span,
    /// What is written for it.
    source: &'a str,
    /// Whether it must stay.
    fixed: bool,
}

/// The gaps inside a span of a segment, in order: white space with a line end in it or a break of the file.
fn gaps<'a>(document: &'a str, segment: &Segment, span: Span) -> Vec<Gap<'a>> {
    let surface = span.of(&segment.text);
    let blank = |c: char| c.is_ascii_whitespace();
    let mut gaps: Vec<(Span, bool)> = Vec::new();
    for (at, _) in surface.match_indices(['\n', '\r']) {
        gaps.push((Span::new(at, at + 1), false));
    }
    for piece in inside(segment, span) {
        if matches!(piece.kind, PieceKind::Break | PieceKind::Border) {
            let text = Span::new(piece.text.start.max(span.start), piece.text.end.min(span.end));
            let text = Span::new(text.start - span.start, text.end - span.start);
            gaps.push((text, piece.kind == PieceKind::Border));
        }
    }
    gaps.sort_by_key(|(text, _)| *text);
    let mut merged: Vec<(Span, bool)> = Vec::new();
    for (text, fixed) in gaps {
        let start = surface[..text.start].trim_end_matches(blank).len();
        let end = surface.len() - surface[text.end..].trim_start_matches(blank).len();
        match merged.last_mut() {
            Some((last, also)) if start <= last.end => {
                last.end = last.end.max(end);
                *also |= fixed;
            }
            _ => merged.push((Span::new(start, end), fixed)),
        }
    }
    let source = |text: Span| {
        let at = |start: usize, end: usize| segment.place(Span::new(span.start + start, span.start + end));
        let start = if text.start > 0 { at(0, text.start).end } else { at(0, surface.len()).start };
        let end = if text.end < surface.len() { at(text.end, surface.len()).start } else { at(0, surface.len()).end };
        &document[start..end.max(start)]
    };
    merged.into_iter().map(|(text, fixed)| Gap { text, source: source(text), fixed }).collect()
}

/// The text with the gaps of what it replaces, which was so many bytes long: each goes to the space that stands about as
/// far into the text. A gap for which no space is left is lost, and the lines become one; if it must stay, there is
/// nothing to write.
fn broken_as<'t>(length: usize, text: &'t str, gaps: &[Gap<'t>]) -> Option<Vec<Part<'t>>> {
    let mut parts = Vec::new();
    let mut rest = text;
    for gap in gaps {
        let wanted = gap.text.start * text.len() / length.max(1);
        let done = text.len() - rest.len();
        let nearest = rest.match_indices(' ').min_by_key(|(space, _)| (done + space).abs_diff(wanted));
        match nearest.filter(|_| !gap.text.is_empty()) {
            Some((space, _)) => {
                parts.extend([Part::New(&rest[..space]), Part::Kept(gap.source)]);
                rest = &rest[space + 1..];
            }
            None if gap.fixed => return None,
            None => {}
        }
    }
    parts.push(Part::New(rest));
    Some(parts)
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
            let segment = Segment::new(surface);
            let parts = broken_as(surface.len(), text, &gaps(surface, &segment, Span::new(0, surface.len()))).unwrap();
            let parts = parts.iter().map(|part| match part {
                Part::New(text) | Part::Kept(text) => *text,
            });
            assert_eq!(parts.collect::<String>(), written);
        }
    }
}

//! What a format hands to the checker: runs of prose, where they are marked up, and where they stand in the document.

use super::{Finding, Span};
use std::borrow::Cow;

/// Why a part of a segment is set apart from the running prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Not prose: code, markup, an address, a placeholder. Never part of a finding's words; an edit never crosses it.
    Opaque,
    /// Set in italics, the typographer's sign for foreign words and titles.
    Emphasis,
    /// A heading.
    Heading,
}

/// A marked part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the segment's text that are marked.
    pub span: Span,
    /// What the mark means.
    pub kind: MarkKind,
}

/// How a piece of a segment's text is written in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// As it reads: the same bytes.
    Verbatim,
    /// Otherwise (`&#233;`, `\u00e9`): an edit that touches it replaces all of it.
    Escape,
    /// A line end of the file that the text runs over. An edit that covers it keeps it where the new text has a space for
    /// it, and joins the lines where it has none.
    Break,
    /// A border that must stay, such as the one between two subtitles: an edit that has no space for it is not made.
    Border,
    /// Markup, which the text leaves out: an edit never crosses it.
    Markup,
}

/// A piece of a segment's text and what is written for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the segment's text; may be none.
    pub text: Span,
    /// Bytes of the decoded document.
    pub source: Span,
    /// How the one is written as the other.
    pub kind: PieceKind,
}

/// A run of prose inside a document.
///
/// Most often the text is a slice of the document's decoded text at [`Segment::offset`]. Where the document writes it otherwise (escapes,
/// continued lines, markup left out), [`Segment::map`] tells what stands for which part of it. Code and what else is no prose stays in
/// place under [`MarkKind::Opaque`] marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The prose.
    pub text: Cow<'a, str>,
    /// Where the text starts in the decoded document, in bytes.
    pub offset: usize,
    /// Marked parts, sorted by start. Marks of one kind do not overlap.
    pub marks: Vec<Mark>,
    /// The pieces of the text in order, without gap or overlap in either; empty when the text is a slice of the document.
    pub map: Vec<Piece>,
    /// How the document writes this text, where its format has several ways (quoted or not, CDATA); only the format
    /// knows what the number means.
    pub style: u8,
    /// What the text translates, where the document holds that too.
    pub source: Option<Box<Source>>,
}

/// What a segment translates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The text with the tags and placeholders in it.
    pub text: String,
    /// The other number (one or many) where the message has a form for each.
    pub other_number: Option<String>,
    /// Whether this is the form for one, which may leave the number out.
    pub is_singular: bool,
    /// The translation with its tags, where the segment's text leaves them out.
    pub target: Option<String>,
}

impl Source {
    /// A source that has one form.
    pub fn new(text: impl Into<String>) -> Self {
        Source { text: text.into(), ..Source::default() }
    }

    /// The source where messages are found by what they say; none where the key is a name that programs gave
    /// (`button.save`, `welcome_title`, `saveButton`, `ERROR`).
    pub fn of_key(key: &str) -> Option<Self> {
        let is_name = !key.contains(char::is_whitespace)
            && (key.contains(['.', '_', ':', '/']) || key.chars().skip(1).any(char::is_uppercase));
        (!is_name).then(|| Source::new(key))
    }
}

impl<'a> Segment<'a> {
    /// A whole document.
    pub fn new(text: &'a str) -> Self {
        Segment::slice(text, 0)
    }

    /// A slice of the document that starts at `offset`.
    pub fn slice(text: &'a str, offset: usize) -> Self {
        Segment { text: Cow::Borrowed(text), offset, ..Segment::default() }
    }

    /// Where a part of the text stands in the decoded document. What is written for a part of an escape is all of the
    /// escape; markup before and after is left out.
    pub fn place(&self, span: Span) -> Span {
        if self.map.is_empty() {
            return Span::new(self.offset + span.start, self.offset + span.end);
        }
        let start = self.place_of_start(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let piece = &self.map[self.map.partition_point(|piece| piece.text.end < span.end)];
        let end = match piece.kind {
            PieceKind::Verbatim => piece.source.start + (span.end - piece.text.start),
            _ => piece.source.end,
        };
        Span::new(start, end)
    }

    /// Where the text has what the byte at `offset` of the decoded document is written for; none where that is markup, or lies outside.
    pub fn text_at(&self, offset: usize) -> Option<usize> {
        if self.map.is_empty() {
            return offset.checked_sub(self.offset).filter(|at| *at < self.text.len());
        }
        let piece = self.map.iter().find(|piece| (piece.source.start..piece.source.end).contains(&offset))?;
        match piece.kind {
            PieceKind::Verbatim => Some(piece.text.start + (offset - piece.source.start)),
            PieceKind::Markup => None,
            PieceKind::Escape | PieceKind::Break | PieceKind::Border => Some(piece.text.start),
        }
    }

    fn place_of_start(&self, offset: usize) -> usize {
        match self.map.get(self.map.partition_point(|piece| piece.text.end <= offset)) {
            Some(Piece { text, source, kind: PieceKind::Verbatim }) => source.start + (offset - text.start),
            Some(piece) => piece.source.start,
            None => self.map.last().map_or(self.offset, |last| last.source.end),
        }
    }
}

/// A parsed document: its segments in order of appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// The runs of prose, sorted by offset. No byte of the document is prose of two of them, but one may stand in the
    /// markup that another runs over, as the title of a link does.
    pub segments: Vec<Segment<'a>>,
}

impl<'a> Document<'a> {
    /// A document that is prose from start to end.
    pub fn plain(text: &'a str) -> Self {
        Document { segments: vec![Segment::new(text)] }
    }

    /// Where a finding stands in the decoded document.
    pub fn place(&self, finding: &Finding) -> Span {
        self.segments[finding.segment].place(finding.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `l&#233;ger <b>et</b>"⏎"vif` as `léger etvif`.
    fn segment() -> Segment<'static> {
        let piece = |text: (usize, usize), source: (usize, usize), kind| Piece {
            text: Span::new(text.0, text.1),
            source: Span::new(source.0, source.1),
            kind,
        };
        let map = vec![
            piece((0, 1), (10, 11), PieceKind::Verbatim),
            piece((1, 3), (11, 17), PieceKind::Escape),
            piece((3, 7), (17, 21), PieceKind::Verbatim),
            piece((7, 7), (21, 24), PieceKind::Markup),
            piece((7, 9), (24, 26), PieceKind::Verbatim),
            piece((9, 9), (26, 33), PieceKind::Markup),
            piece((9, 12), (33, 36), PieceKind::Verbatim),
        ];
        Segment { text: Cow::Borrowed("léger etvif"), offset: 10, map, ..Segment::default() }
    }

    #[test]
    fn places() {
        let segment = segment();
        for ((start, end), (from, to)) in [
            ((0, 1), (10, 11)),
            ((0, 6), (10, 20)),
            ((1, 3), (11, 17)),
            ((4, 6), (18, 20)),
            ((7, 9), (24, 26)),
            ((7, 12), (24, 36)),
            ((9, 12), (33, 36)),
            ((7, 7), (24, 24)),
            ((12, 12), (36, 36)),
        ] {
            assert_eq!(segment.place(Span::new(start, end)), Span::new(from, to), "{start}..{end}");
        }
        assert_eq!(Segment::slice("abc", 5).place(Span::new(1, 3)), Span::new(6, 8));
    }

    #[test]
    fn names_are_no_sources() {
        for name in ["button.save", "welcome_title", "saveButton", "ERROR", "NSPhoto", "app:open"] {
            assert_eq!(Source::of_key(name), None, "{name}");
        }
        for text in ["Cancel", "Save as…", "The file %@ is OK.", "quit"] {
            assert_eq!(Source::of_key(text), Some(Source::new(text)), "{text}");
        }
    }

    #[test]
    fn texts_at_places() {
        let segment = segment();
        for (offset, at) in [
            (9, None),
            (10, Some(0)),
            (11, Some(1)),
            (16, Some(1)),
            (18, Some(4)),
            (21, None),
            (24, Some(7)),
            (35, Some(11)),
            (36, None),
        ] {
            assert_eq!(segment.text_at(offset), at, "{offset}");
        }
        let slice = Segment::slice("abc", 5);
        assert_eq!([4, 5, 7, 8].map(|offset| slice.text_at(offset)), [None, Some(0), Some(2), None]);
    }
}

//! What a format hands to the checker: runs of prose and where they are marked up.

use super::Span;

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

/// A run of prose inside a document.
///
/// The text is a slice of the document's decoded text, so an offset in the segment plus [`Segment::offset`] is an
/// offset in the decoded document. Markup inside the run stays in place under [`MarkKind::Opaque`] marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The prose, markup included.
    pub text: &'a str,
    /// Where [`Segment::text`] starts in the decoded document, in bytes.
    pub offset: usize,
    /// Marked parts, sorted by start. Marks of one kind do not overlap.
    pub marks: Vec<Mark>,
}

/// A parsed document: its segments in order of appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// The runs of prose, sorted by offset, without overlap.
    pub segments: Vec<Segment<'a>>,
}

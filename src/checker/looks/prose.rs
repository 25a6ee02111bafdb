//! A run of prose, as the rules about bytes see it.

use crate::text::{Mark, MarkKind, Segment, Span};
use std::ops::Range;

/// A run of prose: a segment, or the part of it that lies in a block.
#[derive(Debug, Clone)]
pub(crate) struct Prose<'a> {
    /// The text of the whole segment.
    pub text: &'a str,
    /// Which bytes of it are looked at.
    pub range: Range<usize>,
    /// Whose rules of spacing it follows.
    pub typography: Typography,
    /// What the text translates, where the document holds that too.
    pub source: Option<&'a str>,
    marks: &'a [Mark],
    /// Where its line ends are.
    line_ends: Vec<usize>,
}

/// Whose rules of spacing a text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Typography {
    /// A space before `;`, `!` and `?`.
    #[default]
    France,
    /// None there.
    Canada,
}

impl<'a> Prose<'a> {
    /// All of a text.
    #[cfg(test)]
    pub fn of(text: &'a str) -> Self {
        let (range, line_ends) = (0..text.len(), line_ends(text, &(0..text.len())));
        Prose { text, range, typography: Typography::France, source: None, marks: &[], line_ends }
    }

    /// The bytes that are looked at.
    pub fn bytes(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.range.clone()]
    }

    /// Its lines, without the line ends.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.line_ends.iter().copied();
        let starts = [self.range.start].into_iter().chain(ends.clone().map(|end| end + 1));
        starts.zip(ends.chain([self.range.end])).map(|(start, end)| start..end)
    }

    /// Whether a part of the text is code, markup or a placeholder.
    pub fn is_opaque(&self, span: Span) -> bool {
        self.marks.iter().any(|mark| mark.kind == MarkKind::Opaque && mark.span.overlaps(span))
    }

    /// Whether a part of the text is nothing but code, markup or a placeholder.
    pub fn is_all_opaque(&self, span: Span) -> bool {
        self.marks.iter().any(|mark| mark.kind == MarkKind::Opaque && mark.span.contains(span))
    }

    /// Whether a part of the text is no prose: as [`Prose::is_opaque`] says, or in backquotes, in a tag or in an address.
    pub fn is_code(&self, span: Span) -> bool {
        let before = self.text[..span.start].rsplit(['\n', '\r']).next().unwrap_or_default();
        let after = self.text[span.end..].split(['\n', '\r']).next().unwrap_or_default();
        let in_backquotes = || before.matches('`').count() % 2 == 1 && after.contains('`');
        let in_tag = || {
            let inside = before.rfind('<').map(|open| &before[open + 1..]).filter(|inside| !inside.contains('>'));
            inside.is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
        };
        self.is_opaque(span) || in_backquotes() || in_tag() || is_address(self.chunk(span).of(self.text))
    }

    /// A part of the text with what it stands together with, up to the next blanks.
    pub fn chunk(&self, span: Span) -> Span {
        let is_blank = |c: char| c.is_whitespace();
        let before = self.text[..span.start]
            .rfind(is_blank)
            .map_or(0, |blank| blank + self.text[blank..].chars().next().map_or(1, char::len_utf8));
        Span::new(before, self.text[span.end..].find(is_blank).map_or(self.text.len(), |after| span.end + after))
    }

    pub(super) fn new(segment: &'a Segment, range: &Range<usize>, typography: Typography) -> Self {
        let source = segment.source.as_ref().map(|source| &*source.text);
        let line_ends = line_ends(&segment.text, range);
        Prose { text: &segment.text, range: range.clone(), typography, source, marks: &segment.marks, line_ends }
    }
}

fn line_ends(text: &str, range: &Range<usize>) -> Vec<usize> {
    memchr::memchr_iter(b'\n', &text.as_bytes()[range.clone()]).map(|end| range.start + end).collect()
}

/// Whether a run without blanks is an address or a path, or has one in it.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@') && chunk.contains('.')
}

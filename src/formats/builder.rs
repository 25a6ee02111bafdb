//! Builds a segment out of what the document writes for it.

use crate::text::{Mark, MarkKind, Piece, PieceKind, Segment, Source, Span};
use std::borrow::Cow;
use std::ops::Range;

/// A segment as far as it has been read. What is added must come in the order of the document; ranges are bytes of the
/// document, and what lies between two of them counts as markup.
#[derive(Debug, Clone)]
pub(super) struct Builder<'a> {
    document: &'a str,
    text: String,
    pieces: Vec<Piece>,
    opaque: Vec<Span>,
    emphasis: Vec<Span>,
    heading: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Builder {
            document,
            text: String::new(),
            pieces: Vec::new(),
            opaque: Vec::new(),
            emphasis: Vec::new(),
            heading: false,
        }
    }

    pub(super) fn document(&self) -> &'a str {
        self.document
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Text that stands in the document as it reads.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        let document = self.document;
        self.push(range.clone(), &document[range], PieceKind::Verbatim);
    }

    /// Text that the document writes otherwise.
    pub(super) fn escape(&mut self, range: Range<usize>, text: &str) {
        self.push(range, text, PieceKind::Escape);
    }

    /// A line end of the file, and what it is to the reader.
    pub(super) fn line_break(&mut self, range: Range<usize>, text: &str) {
        self.push(range, text, PieceKind::Break);
    }

    /// A border that edits keep, and what it is to the reader.
    pub(super) fn border(&mut self, range: Range<usize>, text: &str) {
        self.push(range, text, PieceKind::Border);
    }

    /// Markup that the reader does not see.
    pub(super) fn markup(&mut self, range: Range<usize>) {
        self.push(range, "", PieceKind::Markup);
    }

    /// What stands in the document as it reads, and is no prose.
    pub(super) fn opaque(&mut self, range: Range<usize>) {
        let start = self.text.len();
        self.verbatim(range);
        self.mark_opaque(start..self.text.len());
    }

    /// The part of the text is no prose.
    pub(super) fn mark_opaque(&mut self, text: Range<usize>) {
        self.opaque.push(Span::new(text.start, text.end));
    }

    /// The part of the text is set in italics.
    pub(super) fn mark_emphasis(&mut self, text: Range<usize>) {
        self.emphasis.push(Span::new(text.start, text.end));
    }

    /// The text is a heading.
    pub(super) fn set_heading(&mut self) {
        self.heading = true;
    }

    fn push(&mut self, range: Range<usize>, text: &str, kind: PieceKind) {
        let at = self.text.len();
        if let Some(last) = self.pieces.last()
            && last.source.end < range.start
        {
            let source = Span::new(last.source.end, range.start);
            self.pieces.push(Piece { text: Span::new(at, at), source, kind: PieceKind::Markup });
        }
        if range.is_empty() {
            return;
        }
        self.text.push_str(text);
        let source = Span::new(range.start, range.end);
        match self.pieces.last_mut() {
            Some(last) if last.kind == kind && matches!(kind, PieceKind::Verbatim | PieceKind::Markup) => {
                last.text.end = self.text.len();
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { text: Span::new(at, self.text.len()), source, kind }),
        }
    }

    /// Leaves parts of the text out, as markup; they must be sorted, and none may cut an escape.
    pub(super) fn hide(&mut self, parts: &[Span]) {
        if parts.is_empty() {
            return;
        }
        let old = std::mem::replace(self, Builder::new(self.document));
        self.heading = old.heading;
        let mut borders: Vec<usize> = parts.iter().flat_map(|part| [part.start, part.end]).collect();
        borders.push(usize::MAX);
        let hidden = |at: usize| {
            let next = parts.partition_point(|part| part.end <= at);
            parts.get(next).is_some_and(|part| part.start <= at)
        };
        for piece in &old.pieces {
            if piece.kind != PieceKind::Verbatim {
                let kind =
                    if !piece.text.is_empty() && hidden(piece.text.start) { PieceKind::Markup } else { piece.kind };
                let text = if kind == PieceKind::Markup { "" } else { piece.text.of(&old.text) };
                self.push(piece.source.range(), text, kind);
                continue;
            }
            let mut at = piece.text.start;
            let first = borders.partition_point(|&border| border <= at);
            for &border in &borders[first..] {
                let end = border.min(piece.text.end);
                let shift = piece.source.start - piece.text.start;
                if hidden(at) {
                    self.markup(at + shift..end + shift);
                } else {
                    self.verbatim(at + shift..end + shift);
                }
                at = end;
                if at == piece.text.end {
                    break;
                }
            }
        }
        // How much is left out before each part, and in all.
        let mut before = vec![0];
        before.extend(parts.iter().scan(0, |sum, part| {
            *sum += part.len();
            Some(*sum)
        }));
        let moved = |at: usize| {
            let next = parts.partition_point(|part| part.end <= at);
            let inside = parts.get(next).map_or(0, |part| at.saturating_sub(part.start));
            at - before[next] - inside
        };
        let moved = |span: &Span| Span::new(moved(span.start), moved(span.end));
        self.opaque = old.opaque.iter().map(moved).collect();
        self.emphasis = old.emphasis.iter().map(moved).collect();
    }

    /// The segment; none when there is nothing to read in it. What translates something is there to be compared with it
    /// even where it has no prose.
    pub(super) fn finish(mut self, style: u8, source: Option<Source>) -> Option<Segment<'a>> {
        let empty = |piece: &Piece| piece.text.is_empty();
        while self.pieces.last().is_some_and(empty) {
            self.pieces.pop();
        }
        let leading = self.pieces.iter().take_while(|piece| empty(piece)).count();
        self.pieces.drain(..leading);
        let opaque = self.opaque_spans();
        let mut prose = 0;
        let is_prose = opaque.iter().chain([&Span::new(self.text.len(), self.text.len())]).any(|span| {
            let part = &self.text[prose..span.start];
            prose = span.end;
            part.contains(char::is_alphabetic)
        });
        let offset = self.pieces.first()?.source.start;
        if !is_prose && source.is_none() {
            return None;
        }
        let mut marks: Vec<Mark> = opaque.into_iter().map(|span| Mark { span, kind: MarkKind::Opaque }).collect();
        marks.extend(self.emphasis.iter().map(|&span| Mark { span, kind: MarkKind::Emphasis }));
        if self.heading {
            marks.push(Mark { span: Span::new(0, self.text.len()), kind: MarkKind::Heading });
        }
        let rank = |kind: MarkKind| match kind {
            MarkKind::Heading => 0,
            MarkKind::Emphasis => 1,
            MarkKind::Opaque => 2,
        };
        marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end, rank(mark.kind)));
        let (text, map) = match &self.pieces[..] {
            [Piece { source, kind: PieceKind::Verbatim, .. }] => (Cow::Borrowed(source.of(self.document)), Vec::new()),
            _ => (Cow::Owned(self.text), self.pieces),
        };
        Some(Segment { text, offset, marks, map, style, source: source.map(Box::new) })
    }

    /// What is opaque: sorted, what touches joined, cut where emphasis begins or ends so that marks nest. Emphasis that
    /// overlaps other emphasis is dropped on the way.
    fn opaque_spans(&mut self) -> Vec<Span> {
        self.opaque.retain(|span| !span.is_empty());
        self.opaque.sort();
        let mut joined: Vec<Span> = Vec::new();
        for span in &self.opaque {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(*span),
            }
        }
        self.emphasis.retain(|span| !span.is_empty());
        self.emphasis.sort_by_key(|span| (span.start, usize::MAX - span.end));
        let mut end = 0;
        self.emphasis.retain(|span| {
            let apart = end <= span.start;
            end = end.max(span.end);
            apart
        });
        let borders: Vec<usize> = self.emphasis.iter().flat_map(|span| [span.start, span.end]).collect();
        let mut cut = Vec::new();
        for span in joined {
            let mut at = span.start;
            let first = borders.partition_point(|&border| border <= span.start);
            for &border in borders[first..].iter().take_while(|&&border| border < span.end).chain([&span.end]) {
                if at < border {
                    cut.push(Span::new(at, border));
                    at = border;
                }
            }
        }
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_needs_no_map() {
        let mut builder = Builder::new("x = un mot");
        builder.markup(0..4);
        builder.verbatim(4..6);
        builder.verbatim(6..10);
        let segment = builder.finish(3, None).unwrap();
        assert_eq!((&*segment.text, segment.offset, segment.style), ("un mot", 4, 3));
        assert!(segment.map.is_empty());
    }

    #[test]
    fn nothing_to_read() {
        let mut builder = Builder::new("12 {name}");
        builder.verbatim(0..3);
        builder.opaque(3..9);
        assert_eq!(builder.finish(0, None), None);
    }

    #[test]
    fn hidden_parts_become_markup() {
        let mut builder = Builder::new("l&eacute;<b>ger</b> %s");
        builder.verbatim(0..1);
        builder.escape(1..9, "é");
        builder.verbatim(9..22);
        builder.mark_opaque(14..16);
        builder.hide(&[Span::new(3, 6), Span::new(9, 13)]);
        let segment = builder.finish(0, None).unwrap();
        assert_eq!(segment.text, "léger %s");
        assert_eq!(segment.place(Span::new(0, 6)), Span::new(0, 15));
        assert_eq!(segment.marks, [Mark { span: Span::new(7, 9), kind: MarkKind::Opaque }]);
    }
}

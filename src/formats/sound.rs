//! What every format promises of its documents; the tests and the fuzz targets ask for it.

use crate::text::{Document, MarkKind, PieceKind, Segment};

/// Says what is wrong with a document that a format made of this text.
pub fn unsound(text: &str, document: &Document) -> Option<String> {
    let in_order = document.segments.is_sorted_by_key(|segment| segment.offset);
    let wrong = document.segments.iter().find_map(|segment| Some(format!("{}: {segment:?}", wrong(text, segment)?)));
    wrong.or_else(|| (!in_order).then(|| "the segments are not in order".to_owned()))
}

fn wrong(text: &str, segment: &Segment) -> Option<&'static str> {
    let length = segment.text.len();
    if segment.map.is_empty() && text.get(segment.offset..segment.offset + length) != Some(&*segment.text) {
        return Some("the text is not a slice of the document");
    }
    let (mut read, mut at) = (0, segment.offset);
    for piece in &segment.map {
        if piece.text.start != read || piece.source.start != at || piece.source.is_empty() {
            return Some("the map has gaps");
        }
        let (Some(own), Some(source)) = (segment.text.get(piece.text.range()), text.get(piece.source.range())) else {
            return Some("the map cuts a character");
        };
        match piece.kind {
            PieceKind::Verbatim if own != source => return Some("a piece is not what the document says"),
            PieceKind::Markup if !own.is_empty() => return Some("markup is in the text"),
            PieceKind::Break | PieceKind::Border if !own.trim_ascii().is_empty() => return Some("a break has text"),
            _ => {}
        }
        (read, at) = (piece.text.end, piece.source.end);
    }
    if !segment.map.is_empty() && read != length {
        return Some("the map ends too soon");
    }
    if !segment.marks.is_sorted_by_key(|mark| mark.span.start) {
        return Some("the marks are not sorted");
    }
    // One set of marks for each kind, the last of which may overlap the next.
    let mut open = [0; 3];
    for mark in &segment.marks {
        if mark.span.is_empty() || segment.text.get(mark.span.range()).is_none() {
            return Some("a mark is not in the text");
        }
        let kind = match mark.kind {
            MarkKind::Opaque => 0,
            MarkKind::Emphasis => 1,
            MarkKind::Heading => 2,
        };
        if mark.span.start < open[kind] {
            return Some("marks of one kind overlap");
        }
        open[kind] = mark.span.end;
    }
    None
}

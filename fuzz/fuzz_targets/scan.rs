//! Any text under any marks: tokens are in order, on character borders, inside the range.

#![no_main]

use intrus::text::Scanner;
use intrus::{Mark, MarkKind, Span};
use libfuzzer_sys::{arbitrary, fuzz_target};

#[derive(Debug, arbitrary::Arbitrary)]
struct Input<'a> {
    marks: Vec<(u16, u16, u8)>,
    range: (u16, u16),
    bytes: &'a [u8],
}

/// The character border at or before `at`.
fn border(text: &str, at: u16) -> usize {
    let at = usize::from(at).min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or_default()
}

/// What a format could mark: sorted, the marks of one kind apart from each other.
fn marks(text: &str, seeds: &[(u16, u16, u8)]) -> Vec<Mark> {
    let kinds = [MarkKind::Opaque, MarkKind::Emphasis, MarkKind::Heading];
    let mut marks: Vec<Mark> = Vec::new();
    for &(a, b, kind) in seeds.iter().take(16) {
        let (a, b) = (border(text, a), border(text, b));
        let (span, kind) = (Span::new(a.min(b), a.max(b)), kinds[usize::from(kind) % kinds.len()]);
        if !span.is_empty() && !marks.iter().any(|m| m.kind == kind && m.span.overlaps(span)) {
            marks.push(Mark { span, kind });
        }
    }
    marks.sort_by_key(|m| m.span);
    marks
}

fuzz_target!(|input: Input| {
    let text = String::from_utf8_lossy(input.bytes);
    let marks = marks(&text, &input.marks);
    let (a, b) = (border(&text, input.range.0), border(&text, input.range.1));
    for (from, to) in [(0, text.len()), (a.min(b), a.max(b))] {
        let mut at = from;
        for token in Scanner::new(&text, from, to, &marks) {
            let Span { start, end } = token.span;
            assert!(at <= start && start < end && end <= to, "{token:?} after {at}");
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{token:?}");
            at = end;
        }
    }
});

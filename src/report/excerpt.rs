//! The source around a finding, cut to what fits on a screen.

use crate::text::Span;
use memchr::{memchr2, memchr2_iter, memrchr2};

/// Columns shown on either side of a finding.
const MARGIN: usize = 100;
/// A finding longer than this is cut.
const LONGEST: usize = 400;
/// Lines shown of a finding that runs over several.
const LINES: usize = 4;
const ELLIPSIS: &str = "…";

/// A few lines of source with the finding in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The source; `…` stands where a line was cut.
    pub text: String,
    /// The finding in [`Excerpt::text`].
    pub span: Span,
    /// The line number of the first line.
    pub line: usize,
}

impl Excerpt {
    /// The source around `span`, which starts on line `line`. It looks at the neighbourhood only, so lines may be of any
    /// length.
    pub fn around(text: &str, span: Span, line: usize) -> Excerpt {
        let shown = shown(text, span);
        let before = before(&text[..shown.start]);
        let after = after(&text[shown.end..]);
        let mut excerpt = String::with_capacity(before.0.len() + shown.len() + after.0.len() + 2 * ELLIPSIS.len());
        if before.1 {
            excerpt.push_str(ELLIPSIS);
        }
        excerpt.push_str(before.0);
        let start = excerpt.len();
        push_lines(&mut excerpt, shown.of(text));
        let end = excerpt.len();
        let cut_inside = shown.end < span.end;
        excerpt.push_str(if cut_inside { "" } else { after.0 });
        if after.1 || cut_inside {
            excerpt.push_str(ELLIPSIS);
        }
        Excerpt { text: excerpt, span: Span::new(start, end), line }
    }

    /// The line number of the last line.
    pub fn last_line(&self) -> usize {
        self.line + line_ends(self.text.as_bytes()).count()
    }
}

/// The part of the finding that is shown: all of it, or its beginning.
fn shown(text: &str, span: Span) -> Span {
    let limit = floor_border(text, span.start + LONGEST.min(span.len()));
    let window = &text.as_bytes()[span.start..limit];
    let too_many_lines = line_ends(window).nth(LINES - 1).is_some();
    if limit == span.end && !too_many_lines {
        return span;
    }
    // Too long: its first line only, without the line end.
    let first = line_ends(window).next().map_or(limit, |i| span.start + i);
    let first = Span::new(span.start, first);
    Span::new(span.start, span.start + first.of(text).trim_end().len().max(1).min(span.len()))
}

/// Adds text with every line end that is a lone CR as LF, which is as long and which everyone shows as a line end.
fn push_lines(out: &mut String, text: &str) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(if c == '\r' && chars.peek() != Some(&'\n') { '\n' } else { c });
    }
}

/// Where lines end: LF, CRLF (its LF) or CR.
fn line_ends(text: &[u8]) -> impl Iterator<Item = usize> {
    memchr2_iter(b'\n', b'\r', text).filter(|&i| text[i] == b'\n' || text.get(i + 1) != Some(&b'\n'))
}

/// The rest of the line before a finding, and whether it was cut.
fn before(text: &str) -> (&str, bool) {
    // Four bytes a character at most, and some room to look for a space.
    let near = &text[ceil_border(text, text.len().saturating_sub(4 * MARGIN))..];
    let line = memrchr2(b'\n', b'\r', near.as_bytes()).map_or(near, |i| &near[i + 1..]);
    let whole_line = line.len() < near.len() || near.len() == text.len();
    match line.char_indices().rev().nth(MARGIN - 1) {
        Some((i, _)) if i > 0 => {
            let kept = &line[i..];
            (kept.find(char::is_whitespace).map_or(kept, |i| &kept[i..]), true)
        }
        _ if whole_line => (line, false),
        _ => (line, true),
    }
}

/// The rest of the line after a finding, and whether it was cut.
fn after(text: &str) -> (&str, bool) {
    let near = &text[..floor_border(text, 4 * MARGIN)];
    let line = memchr2(b'\n', b'\r', near.as_bytes()).map_or(near, |i| &near[..i]);
    let whole_line = line.len() < near.len() || near.len() == text.len();
    match line.char_indices().nth(MARGIN) {
        Some((i, _)) => {
            let kept = &line[..i];
            (kept.rfind(char::is_whitespace).map_or(kept, |i| &kept[..i]), true)
        }
        None => (line, !whole_line),
    }
}

fn floor_border(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn ceil_border(text: &str, index: usize) -> usize {
    (index..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn around(text: &str, surface: &str) -> String {
        let start = text.find(surface).unwrap();
        let excerpt = Excerpt::around(text, Span::new(start, start + surface.len()), 1);
        let Span { start, end } = excerpt.span;
        format!("{}[{}]{}", &excerpt.text[..start], &excerpt.text[start..end], &excerpt.text[end..])
    }

    #[test]
    fn a_line() {
        assert_eq!(around("un\r\ndeux three quatre\r\ncinq", "three"), "deux [three] quatre");
        assert_eq!(around("un\rtwo", "two"), "[two]");
        assert_eq!(around("two", "two"), "[two]");
        assert_eq!(around("a\rb", "a\rb"), "[a\nb]");
    }

    #[test]
    fn long_lines_are_cut_at_words() {
        let text = format!("{} whole {}", "mot ".repeat(100), "été ".repeat(100));
        let cut = around(&text, "whole");
        assert!(cut.starts_with("… mot mot") && cut.ends_with("été été…"), "{cut}");
        assert!((200..=2 * MARGIN + 9).contains(&cut.chars().count()), "{cut}");
        let text = format!("{}whole{}", "é".repeat(1000), "𝄞".repeat(1000));
        assert_eq!(around(&text, "whole"), format!("…{}[whole]{}…", "é".repeat(100), "𝄞".repeat(100)));
    }

    #[test]
    fn long_findings_are_cut() {
        assert_eq!(around("a b\nc d e", "b\nc"), "a [b\nc] d e");
        assert_eq!(around("a b\n\nc\n\nd e", "b\n\nc\n\nd"), "a [b]…");
        let text = "word ".repeat(200);
        let cut = around(&text, text.trim());
        assert!(cut.starts_with("[word word") && cut.ends_with("word]…") && cut.len() < 420, "{cut}");
    }

    proptest! {
        #[test]
        fn never_panics(text in "([a-z]{1,3}|é|𝄞| |\n|\r\n|\r){0,300}", a: prop::sample::Index, b: prop::sample::Index) {
            let borders: Vec<usize> = (0..=text.len()).filter(|&i| text.is_char_boundary(i)).collect();
            let (a, b) = (*a.get(&borders), *b.get(&borders));
            let span = Span::new(a.min(b), a.max(b));
            let excerpt = Excerpt::around(&text, span, 1);
            let lines = |text: &str| text.replace('\r', "\n");
            prop_assert!(lines(span.of(&text)).starts_with(&lines(excerpt.span.of(&excerpt.text))));
        }
    }
}

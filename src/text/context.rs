//! The words around a finding, which tell it from others without the number of its line.

use super::{Segment, Span};
use memchr::{memchr2, memchr2_iter};
use unicode_normalization::UnicodeNormalization;

/// Words taken on either side.
const WORDS: usize = 3;
/// Bytes looked at on either side: words may be of any length.
const REACH: usize = 200;

/// The finding with some words of its paragraph on both sides: composed, with single spaces and straight apostrophes.
pub fn context(segment: &Segment, span: Span) -> String {
    let text = &*segment.text;
    let from = border(text, span.start.saturating_sub(REACH));
    let to = border(text, span.end.saturating_add(REACH).min(text.len()));
    let (before, after) = (&text[from..span.start], &text[span.end..to]);
    let before = &before[blank_lines(before).last().map_or(0, |(_, end)| end)..];
    let after = &after[..blank_lines(after).next().map_or(after.len(), |(start, _)| start)];
    // A word that the reach cuts is left out, unless it touches the finding.
    let mut ends = before.split_whitespace().rev();
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let start = if touches(before.chars().next_back()) { ends.next() } else { None };
    let mut words: Vec<&str> = ends.take(WORDS - usize::from(start.is_some())).collect();
    words.reverse();
    let mut starts = after.split_whitespace();
    let end = if touches(after.chars().next()) { starts.next() } else { None };
    let middle = [start.unwrap_or_default(), span.of(text), end.unwrap_or_default()].concat();
    words.push(&middle);
    words.extend(starts.take(WORDS));
    normalized(&words.join(" "))
}

/// Composed, with single spaces and straight apostrophes, so that wrapping lines anew changes nothing.
pub fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let spaced = words.join(" ").replace('’', "'");
    // Nothing below the first combining mark composes.
    if spaced.chars().all(|c| c < '\u{300}') { spaced } else { spaced.nfc().collect() }
}

fn border(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where lines without text are: from the end of the line before to the start of the one after.
fn blank_lines(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr2(b'\n', b'\r', &text.as_bytes()[at..])?;
            let blank = &text[start..];
            let end = start + blank.find(|c: char| !c.is_whitespace()).unwrap_or(blank.len());
            at = end;
            let blank = &text.as_bytes()[start..end];
            let ends =
                memchr2_iter(b'\n', b'\r', blank).filter(|&i| blank[i] == b'\n' || blank.get(i + 1) != Some(&b'\n'));
            if ends.count() > 1 {
                return Some((start, end));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, word: &str) -> String {
        let start = text.find(word).unwrap();
        context(&Segment::new(text), Span::new(start, start + word.len()))
    }

    #[test]
    fn words_on_both_sides() {
        let text = "Les travaux ont duré plus prolonged que prévu, vehicle il a fallu\nremplacer toute la tuyauterie.";
        assert_eq!(around(text, "vehicle"), "prolonged que prévu, vehicle il a fallu");
        assert_eq!(around(text, "prolonged"), "ont duré plus prolonged que prévu, vehicle");
        assert_eq!(around("l’however, oui", "however"), "l'however, oui");
        assert_eq!(around("however", "however"), "however");
    }

    #[test]
    fn wrapping_changes_nothing_and_paragraphs_end_it() {
        assert_eq!(around("a b\r\nc however d\ne f g", "however"), around("a b c however  d e f g", "however"));
        assert_eq!(around("a\r\n\r\nb however c\n \nd", "however"), "b however c");
    }
}

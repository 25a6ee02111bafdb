//! The words around a finding, which tell it from others without the number of its line.

use super::{Segment, Span};
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
    let first = before.split_whitespace().count().saturating_sub(WORDS);
    // A word that the reach cuts is left out, unless it touches the finding.
    let mut words: Vec<&str> = before.split_whitespace().skip(first).collect();
    let joined = |text: &str, at_end: bool| {
        let c = if at_end { text.chars().next_back() } else { text.chars().next() };
        c.is_some_and(|c| !c.is_whitespace())
    };
    let mut middle = String::new();
    if joined(before, true) {
        middle.extend(words.pop());
    }
    middle.push_str(span.of(text));
    let mut rest = after.split_whitespace();
    if joined(after, false) {
        middle.extend(rest.next());
    }
    let mut all = words.into_iter().map(str::to_owned).collect::<Vec<_>>();
    all.push(middle);
    all.extend(rest.take(WORDS).map(str::to_owned));
    normalized(&all.join(" "))
}

/// Composed, with single spaces and straight apostrophes, so that wrapping lines anew changes nothing.
pub fn normalized(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('’', "'").nfc().collect()
}

fn border(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where lines without text are: from the end of the line before to the start of the one after.
fn blank_lines(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let ends = |c: char| c == '\n' || c == '\r';
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(ends)?;
            let blank = &text[start..];
            let end = start + blank.find(|c: char| !c.is_whitespace()).unwrap_or(blank.len());
            at = end;
            if text[start..end].replace("\r\n", "\n").matches(ends).count() > 1 {
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

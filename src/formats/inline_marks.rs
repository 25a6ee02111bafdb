//! Marks around words, as reStructuredText and AsciiDoc have them: `*strong*`, `_emphasis_`, `` `code` ``.

use super::builder::Builder;
use super::escapes::{Said, Unescaped};
use std::ops::Range;

/// What marks mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Code,
    Strong,
    Emphasis,
}

/// A pair of marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) mark: &'static str,
    pub(super) meaning: Meaning,
}

/// What is between marks is not longer than this: marks that nobody closes must not cost more and more.
const LONGEST: usize = 1000;
/// Marks inside marks.
const DEEPEST: usize = 4;

/// How a language marks words.
pub(super) struct Inline<'l> {
    /// The pairs, longer marks first.
    pub(super) pairs: &'l [Pair],
    /// What else has a meaning: given the character before and the text from there on.
    pub(super) special: &'l dyn Fn(Option<char>, &str) -> Option<Unescaped>,
}

impl Inline<'_> {
    /// Adds the text of a paragraph; its line ends are spaces.
    pub(super) fn read(&self, text: &mut Builder, range: Range<usize>) {
        self.read_inside(text, range, 0);
    }

    fn read_inside(&self, text: &mut Builder, range: Range<usize>, depth: usize) {
        let document = text.document();
        let mut at = range.start;
        let mut read = range.start;
        while at < range.end {
            let near = (at..=range.end.min(at + LONGEST)).rev().find(|&i| document.is_char_boundary(i)).unwrap_or(at);
            let rest = &document[at..near];
            let Some(c) = rest.chars().next() else { break };
            let before = document[range.start..at].chars().next_back();
            if c == ' ' || c.is_alphanumeric() && before.is_some_and(char::is_alphanumeric) {
                at += c.len_utf8();
                continue;
            }
            let said =
                if matches!(c, '\n' | '\r') { super::escapes::line_end(rest) } else { (self.special)(before, rest) };
            if let Some((length, said)) = said {
                text.verbatim(read..at);
                text.say(at..at + length, said);
                at += length;
                read = at;
            } else if let Some((pair, close)) = self.pair(before, rest) {
                text.verbatim(read..at);
                let (open, inner, end) = (at + pair.mark.len(), at + close, at + close + pair.mark.len());
                if pair.meaning == Meaning::Code || depth == DEEPEST {
                    text.opaque(at..end);
                } else {
                    text.markup(at..open);
                    let start = text.text().len();
                    self.read_inside(text, open..inner, depth + 1);
                    if pair.meaning == Meaning::Emphasis {
                        text.mark_emphasis(start..text.text().len());
                    }
                    text.markup(inner..end);
                }
                at = end;
                read = at;
            } else {
                at += c.len_utf8();
            }
        }
        text.verbatim(read..range.end);
    }

    /// The pair that a text begins with, and where its second mark stands.
    fn pair(&self, before: Option<char>, rest: &str) -> Option<(Pair, usize)> {
        if before.is_some_and(|c| c.is_alphanumeric()) {
            return None;
        }
        self.pairs.iter().find_map(|pair| {
            let mark = pair.mark;
            let inside = rest.strip_prefix(mark)?;
            if inside.starts_with(char::is_whitespace) || inside.starts_with(mark) {
                return None;
            }
            let mut from = mark.len();
            loop {
                let close = from + rest[from..].find(mark)?;
                let after = rest[close + mark.len()..].chars().next();
                let apart = after.is_none_or(|c| !c.is_alphanumeric() && !mark.starts_with(c));
                if apart && close > mark.len() && !rest[..close].ends_with(char::is_whitespace) {
                    return Some((*pair, close));
                }
                from = close + mark.len();
            }
        })
    }
}

/// Between brackets that follow: `[text]`, its length.
pub(super) fn bracketed(rest: &str, open: char, close: char) -> Option<usize> {
    let inside = rest.strip_prefix(open)?;
    let end = inside.find([close, '\n'])?;
    inside[end..].starts_with(close).then_some(end + 2)
}

/// Code, as an escape of this length.
pub(super) fn code(length: usize) -> Option<Unescaped> {
    Some((length, Said::Code))
}

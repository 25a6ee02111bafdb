//! Damaged passages as they are written for `score.py`: one JSON object a line.

use super::{Gold, Mechanism};
use crate::language::Pack;
use crate::text::folded;
use serde::Serialize;
use std::ops::Range;

/// How much text a passage has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A line, which is a paragraph to the checker.
    Line,
    /// What stands between two empty lines.
    Paragraph,
    /// The whole text.
    Whole,
}

/// A damaged passage with its places.
#[derive(Debug, Serialize)]
pub struct Passage<'a> {
    /// Where it comes from.
    pub id: String,
    /// The mechanism, where only one was at work.
    pub kind: &'static str,
    /// The text before.
    pub original: &'a str,
    /// The text now.
    pub text: String,
    /// The damaged places in order.
    pub spans: Vec<Place>,
}

/// A damaged place. Offsets count code points.
#[derive(Debug, PartialEq, Serialize)]
pub struct Place {
    /// Start in the damaged text.
    pub start: usize,
    /// End in the damaged text.
    pub end: usize,
    /// What stands there now.
    pub surface: String,
    /// What stood there before.
    pub gold: Vec<String>,
    /// One English word or several, or other damage.
    pub r#type: &'static str,
    /// The mechanism.
    pub origin: Mechanism,
    /// Whether what stands there is a French form too.
    pub homograph_intruder: bool,
}

impl Place {
    /// The places of a damaged text.
    pub fn of(text: &str, golds: Vec<Gold>) -> Vec<Place> {
        let french = &Pack::embedded().french;
        let (mut bytes, mut chars) = (0, 0);
        let mut chars_to = |at: usize| {
            chars += text[bytes..at].chars().count();
            bytes = at;
            chars
        };
        let place = |gold: Gold| {
            let many = gold.surface.contains(' ');
            Place {
                start: chars_to(gold.start),
                end: chars_to(gold.end),
                r#type: match gold.mechanism {
                    Mechanism::Other(_) => "other_damage",
                    _ if many => "english_phrase",
                    _ => "english_token",
                },
                homograph_intruder: french.is_word(&folded(&gold.surface)),
                surface: gold.surface,
                gold: gold.gold,
                origin: gold.mechanism,
            }
        };
        golds.into_iter().map(place).collect()
    }
}

/// The passages of a text that are not blank: the number of the line where each starts, from 1, and its bytes without the last
/// line end.
pub fn passages(text: &str, unit: Unit) -> Vec<(usize, Range<usize>)> {
    if unit == Unit::Whole {
        return if text.trim().is_empty() { Vec::new() } else { vec![(1, 0..text.len())] };
    }
    let mut passages: Vec<(usize, Range<usize>)> = Vec::new();
    let mut is_open = false;
    for (n, line) in lines(text).enumerate() {
        let is_blank = text[line.clone()].trim().is_empty();
        match passages.last_mut() {
            Some(last) if is_open && !is_blank && unit == Unit::Paragraph => last.1.end = line.end,
            _ if !is_blank => passages.push((n + 1, line)),
            _ => {}
        }
        is_open = !is_blank;
    }
    passages
}

/// The bytes of every line without its end: LF, CRLF or CR.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = start..start + len;
        let end = if rest[len..].starts_with("\r\n") { 2 } else { 1 };
        start = line.end + end;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_of_a_text() {
        let text = "Un.\r\nDeux.\n\n \nTrois.\rQuatre.";
        let cut = |unit| passages(text, unit).into_iter().map(|(n, r)| (n, &text[r])).collect::<Vec<_>>();
        assert_eq!(cut(Unit::Line), [(1, "Un."), (2, "Deux."), (5, "Trois."), (6, "Quatre.")]);
        assert_eq!(cut(Unit::Paragraph), [(1, "Un.\r\nDeux."), (5, "Trois.\rQuatre.")]);
        assert_eq!(cut(Unit::Whole), [(1, text)]);
        for unit in [Unit::Line, Unit::Paragraph, Unit::Whole] {
            assert_eq!(passages("\n \r\n", unit), []);
        }
    }

    #[test]
    fn places_count_code_points() {
        let text = "L’été however à l’already.";
        let gold = |surface: &str| {
            let start = text.find(surface).unwrap();
            let (surface, gold) = (surface.to_owned(), vec!["x".to_owned()]);
            Gold { start, end: start + surface.len(), surface, gold, mechanism: Mechanism::Untranslated }
        };
        let places = Place::of(text, vec![gold("however"), gold("already")]);
        assert_eq!(places.iter().map(|p| (p.start, p.end)).collect::<Vec<_>>(), [(6, 13), (18, 25)]);
        assert_eq!(text.chars().skip(18).take(7).collect::<String>(), "already");
    }
}

//! What is done with records in which something is found.

use crate::text::Finding;
use std::fmt;

/// What is done with records in which something is found.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Every record gets a column with its findings.
    Tag,
    /// What is safe is repaired, and guesses of which the best repair has at least this confidence.
    Fix {
        /// The least confidence of a guess that is written; none: only what is safe.
        guesses: Option<f32>,
    },
    /// Records beyond the limits are left out.
    Drop(Limits),
    /// Records beyond the limits go to another place, with the reason.
    Split(Limits),
}

impl Action {
    /// The limits beyond which a record is not kept.
    pub fn limits(&self) -> Option<&Limits> {
        match self {
            Action::Drop(limits) | Action::Split(limits) => Some(limits),
            Action::Tag | Action::Fix { .. } => None,
        }
    }
}

/// What a record may have and be kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    /// Findings per hundred words.
    pub density: Option<f32>,
    /// Rules that must not find anything, by their codes.
    pub rules: Vec<&'static str>,
    /// Share of the words that are left in English, 0 to 1.
    pub untranslated: Option<f32>,
}

/// A record in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    /// Words, as `wc -w` counts them.
    pub words: u64,
    /// Findings.
    pub findings: u64,
    /// Words in phrases, sentences and texts that are left in English.
    pub untranslated: u64,
}

/// Rules whose findings are passages left in English.
const PASSAGES: [&str; 2] = ["EN102", "EN103"];
/// The rule that finds one thing in a text that is English as a whole.
const DOCUMENT: &str = "EN107";

impl Measures {
    /// Takes in a text with its findings.
    pub fn add(&mut self, text: &str, findings: &[Finding]) {
        let words = words(text);
        self.words += words;
        self.findings += findings.len() as u64;
        self.untranslated += if findings.iter().any(|found| found.rule == DOCUMENT) {
            words
        } else {
            let passages = findings.iter().filter(|found| PASSAGES.contains(&found.rule));
            passages.map(|found| self::words(found.span.of(text))).sum()
        };
    }

    /// Findings per hundred words.
    pub fn density(&self) -> f32 {
        100.0 * self.findings as f32 / self.words.max(1) as f32
    }

    /// Share of the words that are left in English, 0 to 1.
    pub fn share_untranslated(&self) -> f32 {
        self.untranslated.min(self.words) as f32 / self.words.max(1) as f32
    }
}

impl Limits {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Limits::default()
    }

    /// Why a record with these findings is not kept, if it is not.
    pub fn broken<'f>(&self, measures: &Measures, findings: impl IntoIterator<Item = &'f Finding>) -> Option<Reason> {
        if let Some(found) = findings.into_iter().find(|found| self.rules.contains(&found.rule)) {
            return Some(Reason::Rule(found.rule));
        }
        let above = |limit: Option<f32>, value: f32| limit.filter(|limit| value > *limit).map(|_| value);
        above(self.untranslated, measures.share_untranslated())
            .map(Reason::Untranslated)
            .or_else(|| above(self.density, measures.density()).map(Reason::Density))
    }
}

/// Why a record is not kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// This rule found something.
    Rule(&'static str),
    /// This share of the words is English.
    Untranslated(f32),
    /// So many findings per hundred words.
    Density(f32),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Reason::Rule(code) => write!(f, "a finding of {code}"),
            Reason::Untranslated(share) => write!(f, "{:.1} % of the words in English", 100.0 * share),
            Reason::Density(density) => write!(f, "{density:.2} findings per 100 words"),
        }
    }
}

/// Words, as `wc -w` counts them.
fn words(text: &str) -> u64 {
    /// So many starts of words fit into a byte, and as many are counted at once as the processor can.
    const COUNTED: usize = 128;
    let is_blank = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let Some((&first, rest)) = text.as_bytes().split_first() else { return 0 };
    let starts = |(before, after): (&[u8], &[u8])| {
        let is_start = |(&before, &after): (&u8, &u8)| u8::from(is_blank(before) & !is_blank(after));
        u64::from(before.iter().zip(after).map(is_start).sum::<u8>())
    };
    u64::from(!is_blank(first)) + text.as_bytes().chunks(COUNTED).zip(rest.chunks(COUNTED)).map(starts).sum::<u64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn limits() {
        let measures = Measures { words: 200, findings: 3, untranslated: 50 };
        let reason = |limits: Limits| limits.broken(&measures, []).map(|reason| reason.to_string());
        assert_eq!(reason(Limits { density: Some(1.5), ..Limits::default() }), None);
        let density = Limits { density: Some(1.4), ..Limits::default() };
        assert_eq!(reason(density).as_deref(), Some("1.50 findings per 100 words"));
        let untranslated = Limits { untranslated: Some(0.2), density: Some(0.0), ..Limits::default() };
        assert_eq!(reason(untranslated).as_deref(), Some("25.0 % of the words in English"));
        assert_eq!(Measures::default().density(), 0.0);
    }

    proptest! {
        #[test]
        fn words_as_wc_counts_them(text in "[aé \t\n\r\u{b}]{0,400}") {
            prop_assert_eq!(words(&text), text.split_ascii_whitespace().flat_map(|w| w.split('\u{b}')).filter(|w| !w.is_empty()).count() as u64);
        }
    }
}

//! Whether a block is in English as a whole: then one finding says so.

use super::detect::Paragraph;
use super::message;
use crate::text::{Applicability, Document, Finding, Span};

/// The rule.
const RULE: &str = "EN107";

/// Words in small letters after which the language of a block is known: a longer look changes nothing.
const PAGE: usize = 400;

/// A shorter text is not called a document.
const SHORTEST_DOCUMENT: usize = 40;

/// Share of the words in small letters that are English and no French, from which on a block is in English. English prose
/// has 55 to 65 %, the most damaged manual seen 25 %.
const ENGLISH_DOCUMENT: f32 = 0.4;

/// What the first page of a block says of its language.
#[derive(Debug, Default)]
pub struct Language {
    english: usize,
    small: usize,
    /// The segment of the first sentence, and its words.
    first: Option<(usize, Span)>,
    first_is_read: bool,
}

impl Language {
    /// Takes in the next paragraph, while the language is not known.
    pub fn read(&mut self, segment: usize, paragraph: &Paragraph) {
        if self.is_known() {
            return;
        }
        self.small += paragraph.small();
        self.english += paragraph.english;
        if !self.first_is_read {
            for item in paragraph.items.iter().filter(|i| i.is_word() && i.sentence == 0) {
                let start = self.first.map_or(item.token.span.start, |first| first.1.start);
                self.first = Some((segment, Span::new(start, item.token.span.end)));
            }
        }
        self.first_is_read |= self.first.is_some();
    }

    /// Whether enough was read.
    pub fn is_known(&self) -> bool {
        self.small > PAGE
    }

    /// Whether what was read is in English.
    pub fn is_english(&self) -> bool {
        self.first.is_some()
            && self.small >= SHORTEST_DOCUMENT
            && self.english as f32 >= ENGLISH_DOCUMENT * self.small as f32
    }

    /// One finding on the first sentence of a block that is in English.
    pub fn finding(&self, document: &Document) -> Option<Finding> {
        let (segment, span) = self.first.filter(|_| self.is_english())?;
        Some(Finding {
            rule: RULE,
            segment,
            span,
            message: message::of(RULE, span.of(&document.segments[segment].text), None),
            confidence: 0.99,
            applicability: Applicability::None,
            suggestions: Vec::new(),
        })
    }
}

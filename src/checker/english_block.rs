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
}

impl Language {
    /// Takes in the next paragraph, which is worth it while the language is not known.
    pub fn read(&mut self, segment: usize, paragraph: &Paragraph) {
        self.small += paragraph.small();
        self.english += paragraph.english;
        if self.first.is_none() {
            let sentence = &paragraph.items[..paragraph.items.partition_point(|item| item.sentence() == 0)];
            let mut words = sentence.iter().filter(|item| item.is_word()).map(|item| item.span());
            let ends = words.next().map(|first| (first.start, words.next_back().unwrap_or(first).end));
            self.first = ends.map(|(start, end)| (segment, Span::new(start, end)));
        }
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::text::{Document, Segment, Span};
    use crate::{Checker, Pack};

    const FIRST: &str = "She knew that they would not be there";
    const REST: &str = ". Nothing was right with the weather, which should have been much better by then, and everybody thought \
                        that something must be done about the old bridge before the next flood. ";

    #[test]
    fn english_as_a_whole_is_one_finding() {
        let checker = Checker::new(Pack::embedded());
        for times in [2, 40] {
            let text = format!("{FIRST}{REST}\n").repeat(times);
            let document = Document { segments: ["***", &text, &text].map(Segment::new).into() };
            let found = checker.check(&document);
            let told: Vec<_> = found.iter().map(|f| (f.rule, f.segment, f.span)).collect();
            assert_eq!(told, [(RULE, 1, Span::new(0, FIRST.len()))], "{times}");
            // What was read of it is forgotten.
            let found = checker.check(&Document::plain("Le maire, however prudent, attend."));
            assert_eq!(found.iter().map(|f| f.rule).collect::<Vec<_>>(), ["EN101"]);
        }
    }
}

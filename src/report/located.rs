//! A finding in its file.

use super::{Around, Excerpt};
use crate::checker::rules::{self, Severity};
use crate::formats::{Decoded, Edit, Format, Locator, Place, Splice};
use crate::text::{Applicability, Document, Finding, Suggestion, context, three_decimals};
use serde::Serialize;
use std::sync::Arc;

/// A finding as it is reported. The fields and their order are those of the JSON formats.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Located {
    /// The file, as it was named.
    pub path: Arc<str>,
    /// Code of the rule.
    pub rule: &'static str,
    /// Name of the rule.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Number of the paragraph, from 1, in a document that is no text file. `start`, `end` and the columns count in its
    /// text then, and so does `line`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// First byte in the file as stored, a byte order mark included.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column of the end, exclusive.
    pub end_column: usize,
    /// [`Located::column`] in bytes of UTF-8.
    #[serde(skip)]
    pub utf8_column: usize,
    /// [`Located::end_column`] in bytes of UTF-8.
    #[serde(skip)]
    pub end_utf8_column: usize,
    /// The words found, decoded.
    pub surface: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Probability that the finding is right, to three decimals.
    pub confidence: f32,
    /// Whether the first suggestion may be written.
    pub applicability: Applicability,
    /// Repairs, best first.
    pub suggestions: Vec<Suggestion>,
    /// The splice for the first suggestion; absent when it cannot be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<Edit>,
    /// The words found with some on both sides, for printers that tell it by these when lines move.
    #[serde(skip)]
    pub context: Option<String>,
    /// The source around the finding, for printers that show it.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

/// Locates the findings of one file. Findings must come sorted by segment and start for it to be fast.
pub struct Locate<'a> {
    path: Arc<str>,
    text: &'a str,
    splice: Splice<'a>,
    document: &'a Document<'a>,
    locator: Locator<'a>,
    around: Around,
    paragraphs: bool,
}

impl<'a> Locate<'a> {
    /// For the file at `path`, decoded and parsed. `around`: what the findings shall carry.
    pub fn new(
        path: &str,
        decoded: &'a Decoded<'a>,
        format: &'a dyn Format,
        document: &'a Document<'a>,
        around: Around,
    ) -> Self {
        let splice = Splice::new(decoded, format);
        Locate {
            path: Arc::from(path),
            text: &decoded.text,
            splice,
            document,
            locator: Locator::new(decoded),
            around,
            paragraphs: false,
        }
    }

    /// The text is a part of the file, of which this offset is at this place; `decomposed`: the file writes its accents as
    /// characters of their own. No finding starts before the offset.
    pub fn in_part(mut self, offset: usize, place: Place, decomposed: bool) -> Self {
        self.locator = self.locator.resumed(offset, place);
        self.splice = self.splice.decomposed(decomposed);
        self
    }

    /// The document whose findings are located.
    pub fn document(&self) -> &'a Document<'a> {
        self.document
    }

    /// Where an offset of the text lies in the file.
    pub fn place(&mut self, offset: usize) -> Place {
        self.locator.locate(offset)
    }

    /// The lines are the paragraphs of a document that cannot be written.
    pub fn by_paragraph(mut self) -> Self {
        self.paragraphs = true;
        self
    }

    /// The finding in its file.
    ///
    /// # Panics
    ///
    /// When the finding is not one of this document.
    pub fn locate(&mut self, finding: Finding) -> Located {
        let segment = &self.document.segments[finding.segment];
        let span = segment.place(finding.span);
        let start = self.locator.locate(span.start);
        let end = self.locator.locate(span.end);
        let line_start = if self.paragraphs { self.text[..span.start].rfind('\n').map_or(0, |at| at + 1) } else { 0 };
        let edit = finding
            .suggestions
            .first()
            .filter(|_| !self.paragraphs)
            .and_then(|first| self.splice.raw(segment, finding.span, &first.text))
            .map(|raw| Edit { start: start.byte, end: end.byte, raw });
        let rule = rules::find(finding.rule);
        let mut suggestions = finding.suggestions;
        for suggestion in &mut suggestions {
            suggestion.confidence = three_decimals(suggestion.confidence) as f32;
        }
        Located {
            path: Arc::clone(&self.path),
            rule: finding.rule,
            name: rule.map_or("", |rule| rule.name),
            severity: rule.map_or(Severity::Warning, |rule| rule.severity),
            paragraph: self.paragraphs.then_some(start.line),
            start: start.byte - line_start,
            end: end.byte - line_start,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            utf8_column: start.utf8_column,
            end_utf8_column: end.utf8_column,
            surface: finding.span.of(&segment.text).to_owned(),
            message: finding.message,
            confidence: three_decimals(finding.confidence) as f32,
            applicability: if edit.is_some() { finding.applicability } else { Applicability::None },
            suggestions,
            edit,
            context: self.around.context.then(|| context(segment, finding.span)),
            excerpt: self.around.excerpt.then(|| Excerpt::around(self.text, span, start.line)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::text::{Origin, Span};

    fn locate(bytes: &[u8], format: &str, surface: &str, repair: &str) -> Located {
        let decoded = formats::decode(bytes).unwrap();
        let format = formats::find(format).unwrap();
        let document = format.parse(&decoded.text);
        let (segment, start) = document
            .segments
            .iter()
            .enumerate()
            .find_map(|(i, segment)| Some((i, segment.text.find(surface)?)))
            .unwrap();
        let finding = Finding {
            rule: "EN101",
            segment,
            span: Span::new(start, start + surface.len()),
            message: "message".into(),
            confidence: 0.98765,
            applicability: Applicability::Safe,
            suggestions: vec![Suggestion { text: repair.into(), confidence: 0.93, origin: Origin::Homograph }],
        };
        Locate::new("a", &decoded, format, &document, Around::NOTHING).locate(finding)
    }

    #[test]
    fn places_and_edit() {
        let found = locate("\u{FEFF}Été\nà vehicle".as_bytes(), "plain", "vehicle", "car");
        assert_eq!((found.start, found.end), (12, 19));
        assert_eq!((found.line, found.column, found.end_line, found.end_column), (2, 3, 2, 10));
        assert_eq!(found.edit, Some(Edit { start: 12, end: 19, raw: "car".into() }));
        assert_eq!(found.confidence, 0.987);
        assert_eq!(found.applicability, Applicability::Safe);
    }

    #[test]
    fn no_edit_across_markup() {
        let found = locate(b"Il va in *addition* vite", "markdown", "in addition", "plus");
        assert_eq!((found.edit, found.applicability), (None, Applicability::None));
        let found = locate(b"Il va in *addition* vite", "markdown", "addition", "plus");
        assert_eq!(found.applicability, Applicability::Safe);
    }

    #[test]
    fn no_edit_that_the_encoding_cannot_hold() {
        let found = locate(b"\xE9t\xE9 indeed !", "plain", "indeed", "fine\u{202F}");
        assert_eq!((found.start, found.edit, found.applicability), (4, None, Applicability::None));
    }

    #[test]
    fn edits_are_escaped() {
        assert_eq!(locate(b"le word ici", "markdown", "word", "a_b").edit.unwrap().raw, "a\\_b");
    }
}

//! One run of prose, built up from the events of the parser.

use super::html::{self, Effect};
use crate::formats::builder::Builder;
use crate::text::Segment;
use std::ops::Range;

/// Elements of HTML inside one another that are kept track of; tags that nobody closes must not cost more and more.
const DEEPEST: usize = 32;

/// The inline content of a block, as far as it has been read. Ranges are bytes of the document; what no event gives is markup.
pub(super) struct Run<'a> {
    source: &'a str,
    text: Builder<'a>,
    /// Where in the document that ends which has been read.
    read: usize,
    /// The line end after which nothing has been read.
    line_end: Option<LineEnd>,
    /// Where in the text the emphases start that are open.
    emphases: Vec<usize>,
    /// Elements of HTML that are open: name, what they do, where in the text they start.
    open: Vec<(String, Effect, usize)>,
}

/// A line end inside a block.
struct LineEnd {
    range: Range<usize>,
    /// Readers see it too.
    is_hard: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Run { source, text: Builder::new(source), read: 0, line_end: None, emphases: Vec::new(), open: Vec::new() }
    }

    /// The run belongs to a heading.
    pub(super) fn set_heading(&mut self) {
        self.text.set_heading();
    }

    /// Text; `literal` is what the reader sees.
    pub(super) fn text(&mut self, range: Range<usize>, literal: &str) {
        if !self.reaches(&range) {
            return;
        }
        if self.open.iter().any(|(_, effect, _)| *effect == Effect::Code) {
            self.text.opaque(range);
        } else if self.source[range.clone()] == *literal {
            self.text.verbatim(range);
        } else if !literal.is_empty() {
            self.text.escape(range, literal);
        }
    }

    /// A line end inside a paragraph: a space to the reader, or, if it is hard, a line end too. Of several in a row the reader sees one.
    pub(super) fn line_end(&mut self, range: Range<usize>, is_hard: bool) {
        match &mut self.line_end {
            Some(before) => {
                *before = LineEnd { range: before.range.start..range.end, is_hard: before.is_hard | is_hard }
            }
            None if range.start >= self.read => self.line_end = Some(LineEnd { range, is_hard }),
            None => {}
        }
    }

    /// Emphasis begins here.
    pub(super) fn enter_emphasis(&mut self, at: usize) {
        self.end_line(at);
        self.emphases.push(self.text.text().len());
    }

    /// The last emphasis that began ends.
    pub(super) fn leave_emphasis(&mut self) {
        if let Some(start) = self.emphases.pop() {
            self.text.mark_emphasis(start..self.text.text().len());
        }
    }

    /// What is no prose, with everything inside it.
    pub(super) fn opaque(&mut self, range: Range<usize>) {
        if self.reaches(&range) {
            self.text.opaque(range);
        }
    }

    /// What is no prose, from that on which has been read.
    pub(super) fn opaque_until(&mut self, end: usize) {
        self.opaque(self.read..end);
    }

    /// A tag of HTML.
    pub(super) fn html(&mut self, range: Range<usize>, tag: &str) {
        match html::tag(tag) {
            Some(html::Tag::Break) => self.line_end(range, true),
            Some(html::Tag::Open(name, effect)) if self.open.len() < DEEPEST => {
                self.end_line(range.start);
                self.open.push((name, effect, self.text.text().len()));
            }
            Some(html::Tag::Close(name)) => {
                let Some(i) = self.open.iter().rposition(|(open, ..)| *open == name) else { return };
                let (_, effect, start) = self.open.swap_remove(i);
                self.open.truncate(i);
                if effect == Effect::Emphasis {
                    self.text.mark_emphasis(start..self.text.text().len());
                }
            }
            Some(html::Tag::Open(..)) | None => {}
        }
    }

    /// The segment, if any of it is prose; the run starts anew.
    pub(super) fn finish(&mut self) -> Option<Segment<'a>> {
        std::mem::replace(self, Run::new(self.source)).text.finish(0, None)
    }

    /// Whether this has not been read.
    fn reaches(&mut self, range: &Range<usize>) -> bool {
        if range.start < self.read || range.is_empty() {
            return false;
        }
        self.read = range.end;
        self.end_line(range.start);
        true
    }

    /// Adds the line end before what starts at `at`, with what that line begins with (`> `, indentation), which has no event of its own.
    fn end_line(&mut self, at: usize) {
        let Some(LineEnd { range: Range { start, end }, is_hard }) = self.line_end.take() else { return };
        if self.text.text().is_empty() {
            return;
        }
        let after = self.source.get(end..at).unwrap_or_default();
        let prefix = after.len() - after.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '>').len();
        if is_hard {
            self.text.border(start..end + prefix, "\n");
        } else {
            self.text.line_break(start..end + prefix, " ");
        }
    }
}

//! One run of prose, built up from the events of the parser.

use super::html::{self, Effect};
use crate::text::{Mark, MarkKind, Segment, Span};
use std::ops::Range;

/// Elements of HTML inside one another that are kept track of; tags that nobody closes must not cost more and more.
const DEEPEST: usize = 32;

/// The inline content of a block, as far as it has been read. Positions are offsets in the document.
pub(super) struct Run<'a> {
    source: &'a str,
    /// From the first inline event to the end of the last.
    extent: Option<Range<usize>>,
    /// The parts that read as they stand, in order: everything else inside the extent is markup.
    prose: Vec<Range<usize>>,
    /// Stretches that are not prose although the parser gives their text: automatic links, `<code>` in HTML.
    opaque_until: usize,
    /// Emphasised stretches, in order, none inside another.
    emphasis: Vec<Range<usize>>,
    /// Elements of HTML that are open: name, what they do, end of the opening tag.
    open: Vec<(String, Effect, usize)>,
    heading: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Run {
            source,
            extent: None,
            prose: Vec::new(),
            opaque_until: 0,
            emphasis: Vec::new(),
            open: Vec::new(),
            heading: false,
        }
    }

    /// The run belongs to a heading.
    pub(super) fn set_heading(&mut self) {
        self.heading = true;
    }

    /// Text; `literal` is what the reader sees.
    pub(super) fn text(&mut self, range: Range<usize>, literal: &str) {
        self.extend(&range);
        let hidden = range.start < self.opaque_until || self.open.iter().any(|(_, effect, _)| *effect == Effect::Code);
        if !hidden && self.source[range.clone()] == *literal {
            self.push_prose(range);
        }
    }

    /// A line end inside a paragraph: white space to the reader. What follows it on the next line before the text
    /// (`> `, indentation) is markup, and has no event of its own.
    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        self.extend(&range);
        let is_end = |c: char| c == '\n' || c == '\r';
        let slice = &self.source[range.clone()];
        let blank = slice.len() - slice.trim_start_matches(|c| !is_end(c)).len();
        let end = slice.trim_end_matches(|c| !is_end(c)).len();
        if blank < end && range.start >= self.opaque_until {
            self.push_prose(range.start + blank..range.start + end);
        }
    }

    /// Emphasis, its delimiters included, each one byte long.
    pub(super) fn emphasis(&mut self, range: Range<usize>) {
        self.extend(&range);
        if range.len() > 2 {
            self.push_emphasis(range.start + 1..range.end - 1);
        }
    }

    /// Markup; what is prose inside it has events of its own.
    pub(super) fn markup(&mut self, range: Range<usize>) {
        self.extend(&range);
    }

    /// Markup, with everything inside it.
    pub(super) fn opaque(&mut self, range: Range<usize>) {
        self.extend(&range);
        self.opaque_until = self.opaque_until.max(range.end);
    }

    /// A tag of HTML.
    pub(super) fn html(&mut self, range: Range<usize>, tag: &str) {
        self.extend(&range);
        match html::tag(tag) {
            Some(html::Tag::Open(name, effect)) if self.open.len() < DEEPEST => {
                self.open.push((name, effect, range.end))
            }
            Some(html::Tag::Close(name)) => {
                let Some(i) = self.open.iter().rposition(|(open, ..)| *open == name) else { return };
                let (_, effect, start) = self.open.swap_remove(i);
                self.open.truncate(i);
                if effect == Effect::Emphasis && start < range.start {
                    self.push_emphasis(start..range.start);
                }
            }
            Some(html::Tag::Open(..)) | None => {}
        }
    }

    /// The segment, if any of it is prose; the run starts anew.
    pub(super) fn finish(&mut self) -> Option<Segment<'a>> {
        let run = std::mem::replace(self, Run::new(self.source));
        let extent = run.extent?;
        if run.prose.iter().all(|part| run.source[part.clone()].trim().is_empty()) {
            return None;
        }
        let text = &run.source[extent.clone()];
        let local = |range: &Range<usize>| Span::new(range.start - extent.start, range.end - extent.start);
        let mut marks = Vec::new();
        if run.heading {
            marks.push(Mark { span: Span::new(0, text.len()), kind: MarkKind::Heading });
        }
        marks.extend(run.emphasis.iter().map(|range| Mark { span: local(range), kind: MarkKind::Emphasis }));
        let mut borders: Vec<usize> = run.emphasis.iter().flat_map(|range| [range.start, range.end]).collect();
        borders.sort_unstable();
        let mut at = extent.start;
        for part in run.prose.iter().chain([&(extent.end..extent.end)]) {
            push_opaque(&mut marks, at..part.start, &borders, extent.start);
            at = part.end;
        }
        marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end, mark.kind == MarkKind::Opaque));
        Some(Segment { marks, ..Segment::slice(text, extent.start) })
    }

    fn extend(&mut self, range: &Range<usize>) {
        match &mut self.extent {
            Some(extent) => extent.end = extent.end.max(range.end),
            None => self.extent = Some(range.clone()),
        }
    }

    fn push_prose(&mut self, range: Range<usize>) {
        let Some(extent) = &self.extent else { return };
        let read = self.prose.last().map_or(extent.start, |last| last.end);
        if range.start < read || range.is_empty() {
            return;
        }
        match self.prose.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.prose.push(range),
        }
    }

    /// Emphasis inside emphasis adds nothing; emphasis around emphasis takes its place.
    fn push_emphasis(&mut self, range: Range<usize>) {
        if self.emphasis.iter().rev().take_while(|e| e.end > range.start).any(|e| e.start <= range.start) {
            return;
        }
        while self.emphasis.last().is_some_and(|last| last.start >= range.start) {
            self.emphasis.pop();
        }
        self.emphasis.push(range);
    }
}

/// Marks `range` as opaque, cut where emphasis begins or ends so that marks nest.
fn push_opaque(marks: &mut Vec<Mark>, range: Range<usize>, borders: &[usize], base: usize) {
    let mut at = range.start;
    let first = borders.partition_point(|&border| border <= range.start);
    for &border in borders[first..].iter().take_while(|&&border| border < range.end).chain([&range.end]) {
        if at < border {
            marks.push(Mark { span: Span::new(at - base, border - base), kind: MarkKind::Opaque });
            at = border;
        }
    }
}

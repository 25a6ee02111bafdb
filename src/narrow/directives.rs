//! The ignore comments of a document, and what they reach.

use super::directive::{Directive, DirectiveError, NAME, Verb};
use crate::formats::{Comment, Format, Unit, line_end, line_start};
use crate::text::{Document, Finding, MarkKind, PieceKind, Span};
use memchr::memmem;
use std::sync::atomic::{AtomicBool, Ordering};

/// The ignore comments of a document.
#[derive(Debug, Default)]
pub struct Directives {
    placed: Vec<Placed>,
    problems: Vec<Problem>,
}

/// An ignore comment where it stands.
#[derive(Debug)]
struct Placed {
    directive: Directive,
    /// Where it says its name.
    at: usize,
    comment: Span,
    reach: Span,
    used: AtomicBool,
}

/// Something about an ignore comment that its writer should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it starts in the decoded document.
    pub at: usize,
    /// What it is; none: it covers nothing.
    pub error: Option<DirectiveError>,
}

/// A comment that starts like an ignore comment.
struct Found {
    at: usize,
    comment: Span,
    alone: bool,
    directive: Directive,
}

impl Directives {
    /// The ignore comments in a text that was read in this format.
    pub fn read(text: &str, format: &dyn Format, document: &Document) -> Self {
        let signs = format.comments();
        let mut candidates = memmem::find_iter(text.as_bytes(), NAME).peekable();
        if signs.is_empty() || candidates.peek().is_none() {
            return Directives::default();
        }
        let bare = signs.contains(&Comment::Bare);
        // In strings, and in code that is shown, a comment is none.
        let prose = if matches!(format.unit(), Unit::String) { prose(document) } else { Vec::new() };
        let code = format.code(text);
        let mut found = Vec::new();
        let mut problems = Vec::new();
        for at in candidates.filter(|&at| !covers(&prose, at) && !covers(&code, at)) {
            let Some((comment, content)) = signs.iter().find_map(|sign| sign.at(text, at)) else { continue };
            match Directive::parse(&content.of(text)[NAME.len()..]) {
                Ok(directive) => found.push(Found { at, comment, alone: is_alone(text, comment), directive }),
                // In plain text the line may be a sentence.
                Err(DirectiveError::UnknownVerb(_)) if bare => {}
                Err(error) => problems.push(Problem { at, error: Some(error) }),
            }
        }
        let mut reaches = vec![Span::default(); found.len()];
        let mut next_on = text.len();
        for which in (0..found.len()).rev() {
            reaches[which] = match found[which].directive.verb {
                Verb::Off => Span::new(found[which].comment.end, next_on),
                _ => reach(text, format, document, &found, which),
            };
            if found[which].directive.verb == Verb::On {
                next_on = found[which].comment.start;
            }
        }
        let place = |(found, reach): (Found, Span)| {
            let Found { at, comment, directive, .. } = found;
            Placed { directive, at, comment, reach, used: AtomicBool::new(false) }
        };
        let placed: Vec<Placed> = found.into_iter().zip(reaches).map(place).collect();
        for (i, on) in placed.iter().enumerate().filter(|(_, on)| on.directive.verb == Verb::On) {
            let mut ends = placed[..i].iter().rev().take_while(|before| before.directive.verb != Verb::On);
            // One that ends nothing is of no use.
            on.used.store(ends.any(|before| before.directive.verb == Verb::Off), Ordering::Relaxed);
        }
        Directives { placed, problems }
    }

    /// Whether there are none, and nothing that looks like one.
    pub fn is_empty(&self) -> bool {
        self.placed.is_empty() && self.problems.is_empty()
    }

    /// Whether an ignore comment covers a finding of the document, which is remembered.
    pub fn ignores(&self, document: &Document, finding: &Finding) -> bool {
        if self.placed.is_empty() {
            return false;
        }
        let start = document.place(finding).start;
        let surface = finding.span.of(&document.segments[finding.segment].text);
        let mut ignored = false;
        for placed in &self.placed {
            if is_in(placed.reach, start) && placed.directive.is_for(finding.rule, surface) {
                placed.used.store(true, Ordering::Relaxed);
                ignored = true;
            }
            // In plain text the comment itself is read.
            ignored |= is_in(placed.comment, start);
        }
        ignored
    }

    /// Comments that cannot be read, and those that have covered no finding that [`Directives::ignores`] was asked about.
    pub fn problems(&self) -> Vec<Problem> {
        let unused = self.placed.iter().filter(|placed| !placed.used.load(Ordering::Relaxed));
        let unused = unused.map(|placed| Problem { at: placed.at, error: None });
        let mut problems: Vec<Problem> = self.problems.iter().cloned().chain(unused).collect();
        problems.sort_by_key(|problem| problem.at);
        problems
    }
}

/// The bytes of the text in which a finding must start to be covered by the comment with this number.
fn reach(text: &str, format: &dyn Format, document: &Document, all: &[Found], which: usize) -> Span {
    let Found { comment, alone, directive, .. } = &all[which];
    let unit = format.unit();
    match directive.verb {
        Verb::IgnoreFile => Span::new(0, text.len()),
        // `off` reaches to the next `on`, which by itself covers nothing.
        Verb::Off | Verb::On => Span::new(comment.end, comment.end),
        Verb::Ignore | Verb::IgnoreNextLine => {
            if let Unit::Part(part) = unit
                && let Some(part) = part(text, *comment).filter(|part| *alone || part.contains(*comment))
            {
                return part;
            }
            if directive.verb == Verb::Ignore && !alone {
                return Span::new(line_start(text, comment.start), line_end(text, comment.end));
            }
            let line = next_line(text, comment.end, all);
            let after = document.segments.partition_point(|segment| segment.offset < line.start);
            match document.segments.get(after).filter(|_| matches!(unit, Unit::String)) {
                Some(string) => {
                    let end = string.place(Span::new(0, string.text.len())).end;
                    Span::new(line.start, line.end.max(end))
                }
                None => line,
            }
        }
    }
}

/// The first line after `from` that is neither blank nor a comment of this kind.
fn next_line(text: &str, from: usize, all: &[Found]) -> Span {
    let mut end = line_end(text, from);
    loop {
        let start = end + if text[end..].starts_with("\r\n") { 2 } else { usize::from(end < text.len()) };
        if start >= text.len() {
            return Span::new(text.len(), text.len());
        }
        end = line_end(text, start);
        let blank = text[start..end].trim().is_empty();
        let next = all.partition_point(|found| found.at < start);
        match all.get(next).filter(|found| found.alone && found.comment.start < end) {
            Some(found) => end = line_end(text, found.comment.end),
            None if blank => {}
            None => return Span::new(start, end),
        }
    }
}

/// Whether nothing else stands on the lines of a comment.
fn is_alone(text: &str, comment: Span) -> bool {
    let before = &text[line_start(text, comment.start)..comment.start];
    let after = &text[comment.end..line_end(text, comment.end)];
    before.trim().is_empty() && after.trim().is_empty()
}

fn is_in(span: Span, at: usize) -> bool {
    span.start <= at && at < span.end
}

/// Whether one of the spans, sorted by start, has this offset in it.
fn covers(spans: &[Span], at: usize) -> bool {
    let before = spans.partition_point(|span| span.start <= at);
    before > 0 && at < spans[before - 1].end
}

/// What is read as prose, marks that are none left out; sorted and without overlap.
fn prose(document: &Document) -> Vec<Span> {
    let mut spans = Vec::new();
    for segment in &document.segments {
        let opaque = segment.marks.iter().filter(|mark| mark.kind == MarkKind::Opaque);
        let mut start = 0;
        let mut stretches: Vec<Span> = Vec::new();
        for mark in opaque {
            stretches.push(Span::new(start.min(mark.span.start), mark.span.start));
            start = start.max(mark.span.end);
        }
        stretches.push(Span::new(start.min(segment.text.len()), segment.text.len()));
        if segment.map.is_empty() {
            spans.extend(stretches.into_iter().map(|stretch| segment.place(stretch)));
            continue;
        }
        let pieces = segment.map.iter().filter(|piece| piece.kind == PieceKind::Verbatim);
        spans.extend(pieces.filter(|piece| stretches.iter().any(|s| s.contains(piece.text))).map(|piece| piece.source));
    }
    spans.sort_unstable();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::text::Applicability;

    /// The lines of the text on which a finding of every word “however” is covered, and the problems by line.
    fn covered(format: &str, text: &str) -> (Vec<usize>, Vec<usize>) {
        let format = formats::find(format).unwrap();
        let document = format.parse(text);
        let directives = Directives::read(text, format, &document);
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let mut lines = Vec::new();
        for (segment, part) in document.segments.iter().enumerate() {
            for (start, word) in part.text.match_indices("however") {
                let finding = Finding {
                    rule: "EN101",
                    segment,
                    span: Span::new(start, start + word.len()),
                    message: String::new(),
                    confidence: 1.0,
                    applicability: Applicability::None,
                    suggestions: Vec::new(),
                };
                if directives.ignores(&document, &finding) {
                    lines.push(line(document.place(&finding).start));
                }
            }
        }
        (lines, directives.problems().iter().map(|problem| line(problem.at)).collect())
    }

    #[test]
    fn reaches() {
        let text = "Oui, however.\nintrus: ignore\n\nOui, however.\nOui, however.\nintrus: off\nOui, however.\nintrus: on\nOui, however.\n";
        assert_eq!(covered("plain", text), (vec![4, 7], vec![]));
        let text =
            "Oui, however. <!-- intrus: ignore[EN101] -->\nOui, however.\n\n<!-- intrus: off -->\n\nOui, however.\n";
        assert_eq!(covered("markdown", text), (vec![1, 6], vec![]));
        let text = "Oui, however.\n\n<!-- intrus: ignore-file[\"however\"] -->\n";
        assert_eq!(covered("markdown", text), (vec![1], vec![]));
    }

    #[test]
    fn comments_one_after_the_other() {
        let text = "intrus: ignore[EN102]\nintrus: ignore-next-line[EN101]\n\nOui, however.\nOui, however.\n";
        assert_eq!(covered("plain", text), (vec![4], vec![1]));
    }

    #[test]
    fn problems() {
        assert_eq!(covered("plain", "intrus: les mots\nintrus: ignore[\nintrus: on\n"), (vec![], vec![2, 3]));
        assert_eq!(covered("latex", "Oui, however. % intrus: ignroe\n"), (vec![], vec![1]));
        assert_eq!(covered("latex", "Oui. % intrus: ignore\nOui, however.\n"), (vec![], vec![1]));
    }

    #[test]
    fn no_comment_in_code_or_prose() {
        let text = "```html\n<!-- intrus: ignore-file -->\n```\n\nOui, `<!-- intrus: ignore -->` however.\n";
        assert_eq!(covered("markdown", text), (vec![], vec![]));
        assert_eq!(covered("yaml", "a: \"Oui, # intrus: ignore however.\"\n"), (vec![], vec![]));
    }

    #[test]
    fn line_ends_of_every_kind() {
        let text = "intrus: ignore\r\rOui, however.\rOui, however.";
        let format = formats::find("plain").unwrap();
        let document = format.parse(text);
        let directives = Directives::read(text, format, &document);
        assert_eq!(directives.placed[0].reach.of(text), "Oui, however.");
        assert_eq!(directives.placed[0].reach.start, 16);
    }
}

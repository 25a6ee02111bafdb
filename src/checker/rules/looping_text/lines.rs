//! Paragraphs that come again at once.

use super::Sighting;
use crate::checker::looks::Prose;
use crate::text::Span;

/// At most so many paragraphs come again together.
const LONGEST: usize = 8;

/// So many words a person does not write three times below each other; in a document of many texts, such as a table or a catalogue, more.
const WORDS: usize = 6;
const WORDS_OF_TEXTS: usize = 15;

/// A paragraph: a line that is not blank.
#[derive(Debug, Clone, Copy, Default)]
struct Line<'a> {
    text: &'a str,
    /// In which run of prose.
    prose: usize,
    /// In the text of its segment.
    span: Span,
}

/// Lines in a row of which each is the line so many before.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    length: usize,
    /// The first.
    first: Span,
    prose: usize,
    /// The end of the last in the same run of prose.
    end: usize,
}

pub(super) fn look(all: &[Prose]) -> Vec<(usize, Sighting)> {
    let (lines, runs) = ([Line::default(); LONGEST], [Run::default(); LONGEST + 1]);
    let mut walk = Walk { all, lines, count: 0, runs, free: (0, 0), found: Vec::new() };
    for (number, prose) in all.iter().enumerate() {
        for line in prose.lines() {
            let text = prose.text[line.clone()].trim_end();
            let trimmed = text.trim_start();
            if !trimmed.is_empty() {
                let from = line.start + text.len() - trimmed.len();
                walk.read(Line { text: trimmed, prose: number, span: Span::new(from, from + trimmed.len()) });
            }
        }
    }
    for period in 1..=LONGEST {
        if walk.runs[period].length > 0 {
            walk.close(period);
        }
    }
    walk.found
}

/// The last lines, and what comes again.
struct Walk<'p, 'a> {
    all: &'p [Prose<'a>],
    lines: [Line<'a>; LONGEST],
    count: usize,
    runs: [Run; LONGEST + 1],
    /// Until where something was found.
    free: (usize, usize),
    found: Vec<(usize, Sighting)>,
}

impl<'a> Walk<'_, 'a> {
    fn before(&self, lines: usize) -> Option<&Line<'a>> {
        (lines <= self.count).then(|| &self.lines[(self.count - lines) % LONGEST])
    }

    /// Whether two lines translate the same, as messages of a catalogue often do.
    fn is_said_again(&self, one: &Line, other: &Line) -> bool {
        let source = |line: &Line| self.all[line.prose].source;
        one.prose != other.prose && source(one).is_some() && source(one) == source(other)
    }

    fn read(&mut self, line: Line<'a>) {
        // Hardly any line is as long as one of the last, and that is cheap to see.
        let may_come_again = self.lines.iter().any(|before| before.text.len() == line.text.len())
            || self.runs.iter().any(|run| run.length > 0);
        for period in 1..=if may_come_again { LONGEST } else { 0 } {
            if self.before(period).is_some_and(|before| before.text == line.text && !self.is_said_again(before, &line))
            {
                let run = &mut self.runs[period];
                if run.length == 0 {
                    *run = Run { length: 0, first: line.span, prose: line.prose, end: 0 };
                }
                run.length += 1;
                if run.prose == line.prose {
                    run.end = line.span.end;
                }
            } else if self.runs[period].length > 0 {
                self.close(period);
            }
        }
        self.lines[self.count % LONGEST] = line;
        self.count += 1;
    }

    /// Whether what comes again is a few times the same itself.
    fn is_shorter(&self, period: usize) -> bool {
        let text = |back: usize| self.before(back).map(|line| line.text);
        (1..period)
            .filter(|shorter| period.is_multiple_of(*shorter))
            .any(|shorter| (1..=period - shorter).all(|back| text(back) == text(back + shorter)))
    }

    /// A run has ended: three times the same is a loop.
    fn close(&mut self, period: usize) {
        let run = std::mem::take(&mut self.runs[period]);
        if run.length < 2 * period || self.is_shorter(period) || (run.prose, run.first.start) < self.free {
            return;
        }
        let unit = || (1..=period).filter_map(|back| self.before(back));
        let words: usize = unit().map(|line| line.text.split_whitespace().count()).sum();
        let is_one_text = unit().all(|line| line.prose == run.prose);
        let is_sentence = self.before(1).is_some_and(|line| line.text.ends_with(['.', '?', '…', '»', '”']));
        if words < if is_one_text { WORDS } else { WORDS_OF_TEXTS } || !is_sentence {
            return;
        }
        let span = Span::new(run.first.start, run.end);
        if self.all.get(run.prose).is_none_or(|prose| prose.is_all_opaque(span)) {
            return;
        }
        let times = run.length / period + 1;
        let what = if period == 1 { "paragraph comes".to_owned() } else { format!("{period} paragraphs come") };
        let message = format!("the same {what} {times} times in a row");
        self.free = (run.prose, run.end);
        self.found.push((run.prose, Sighting::new(span, 0.9, message)));
    }
}

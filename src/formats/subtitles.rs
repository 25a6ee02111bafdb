//! Subtitles: SubRip and WebVTT.
//!
//! A segment is what one speaker says, from cue to cue while the sentence goes on; tags are left out.

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::escapes::entity;
use super::lines::{Line, lines};
use super::{Format, xml};
use crate::text::{Document, Segment, Span};
use std::borrow::Cow;

/// SubRip.
pub(super) struct SubRip;

/// WebVTT.
pub(super) struct WebVtt;

impl Format for SubRip {
    fn name(&self) -> &'static str {
        "srt"
    }

    fn summary(&self) -> &'static str {
        "SubRip subtitles; a sentence may run over several cues"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["srt"]
    }

    fn is_like(&self, beginning: &str) -> bool {
        let mut lines = lines(beginning);
        let number = lines.next().is_some_and(|line| line.text.trim().parse::<u32>().is_ok());
        number && lines.next().is_some_and(is_timing)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        Reader::new(text, false).read()
    }

    fn escape<'t>(&self, text: &'t str, _: u8) -> Option<Cow<'t, str>> {
        (!text.contains(['<', '>', '{', '\\'])).then_some(Cow::Borrowed(text))
    }
}

impl Format for WebVtt {
    fn name(&self) -> &'static str {
        "vtt"
    }

    fn summary(&self) -> &'static str {
        "WebVTT subtitles; a sentence may run over several cues"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["vtt"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::WholeLine("NOTE")]
    }

    fn unit(&self) -> Unit {
        Unit::Part(cue)
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.starts_with("WEBVTT")
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        Reader::new(text, true).read()
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        if text.contains('{') { None } else { xml::escape(text, style) }
    }
}

/// The cue that comes after a note.
fn cue(text: &str, note: Span) -> Option<Span> {
    let mut cue = lines(&text[note.end..]).skip_while(|line| !is_timing(*line)).take_while(|line| !line.is_blank());
    let first = cue.next()?;
    let last = cue.last().unwrap_or(first);
    Some(Span::new(note.end + first.start, note.end + last.end()))
}

struct Reader<'a> {
    document: &'a str,
    entities: bool,
    speech: Builder<'a>,
    /// Where the last line of text ended.
    end: usize,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a str, entities: bool) -> Self {
        Reader { document, entities, speech: Builder::new(document), end: 0, segments: Vec::new() }
    }

    fn read(mut self) -> Document<'a> {
        // A cue is a line with its times and the lines below it up to a blank one; whatever else there is (numbers,
        // names, notes, styles) stands outside cues.
        let mut in_cue = false;
        let mut first = false;
        for line in lines(self.document) {
            if line.is_blank() {
                in_cue = false;
            } else if is_timing(line) {
                (in_cue, first) = (true, true);
            } else if in_cue {
                self.line(line.trimmed(), first);
                first = false;
            }
        }
        self.finish();
        Document { segments: self.segments }
    }

    fn line(&mut self, line: Line, first: bool) {
        let mut text = Builder::new(self.document);
        self.push(&mut text, line);
        let said = text.text().trim_start();
        let speaker = said.starts_with(['-', '–', '—', '‐']);
        let goes_on = said.trim_start_matches(['.', '…', ' ', '«', '"']).starts_with(char::is_lowercase);
        if speaker || first && !goes_on {
            self.finish();
        }
        if !self.speech.text().is_empty() {
            let gap = self.end..line.start;
            if first { self.speech.border(gap, " ") } else { self.speech.line_break(gap, " ") }
        }
        let mut speech = std::mem::replace(&mut self.speech, Builder::new(self.document));
        self.push(&mut speech, line);
        self.speech = speech;
        self.end = line.end();
    }

    /// A line without its tags: `<i>`, `<v Nom>`, `{\an8}`.
    fn push(&self, builder: &mut Builder, line: Line) {
        let (mut at, end) = (line.start, line.end());
        while let Some(open) = self.document[at..end].find(['<', '{']).map(|i| at + i) {
            let rest = &self.document[open..end];
            let close = match rest.starts_with('<') {
                true => rest.find('>').filter(|_| rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '/')),
                false => rest.find('}').filter(|_| rest.starts_with("{\\")),
            };
            let tag_end = close.map_or(open, |close| open + close + 1);
            self.push_text(builder, at, if close.is_some() { open } else { open + 1 });
            builder.markup(open..tag_end);
            at = tag_end.max(open + 1);
        }
        self.push_text(builder, at, end);
    }

    fn push_text(&self, builder: &mut Builder, start: usize, end: usize) {
        if self.entities {
            builder.escaped(self.document, start..end, b"&", |rest| entity(rest, true));
        } else {
            builder.verbatim(start..end);
        }
    }

    fn finish(&mut self) {
        let speech = std::mem::replace(&mut self.speech, Builder::new(self.document));
        self.segments.extend(speech.finish(0, None));
    }
}

/// `00:01:02,500 --> 00:01:04,000`, with or without hours and settings.
fn is_timing(line: Line) -> bool {
    line.text.split_once("-->").is_some_and(|(from, to)| {
        let time = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit()) && text.contains(':');
        time(from) && time(to)
    })
}

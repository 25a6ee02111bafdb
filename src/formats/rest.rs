//! reStructuredText.
//!
//! A segment is one paragraph, heading, list item or admonition. Code, comments and directives that hold none of the
//! text are left out.

use super::Format;
use super::builder::Builder;
use super::comments::Comment;
use super::escapes::{Said, Unescaped, to_backslashes};
use super::inline_marks::{Inline, Meaning, Pair, bracketed, code};
use super::lines::{Line, lines};
use crate::text::{Document, Segment};
use std::borrow::Cow;
use std::ops::Range;

/// reStructuredText.
pub(super) struct Rest;

const PAIRS: &[Pair] = &[
    Pair { mark: "``", meaning: Meaning::Code },
    Pair { mark: "**", meaning: Meaning::Strong },
    Pair { mark: "*", meaning: Meaning::Emphasis },
];

/// Directives whose content is text.
const TEXT: &[&str] = &[
    "admonition",
    "attention",
    "caution",
    "container",
    "danger",
    "deprecated",
    "epigraph",
    "error",
    "figure",
    "hint",
    "important",
    "note",
    "pull-quote",
    "rubric",
    "seealso",
    "sidebar",
    "tip",
    "topic",
    "versionadded",
    "versionchanged",
    "warning",
];
/// Those of them whose argument is none.
const NO_ARGUMENT: &[&str] = &["container", "figure", "deprecated", "versionadded", "versionchanged"];

impl Format for Rest {
    fn name(&self) -> &'static str {
        "rst"
    }

    fn summary(&self) -> &'static str {
        "reStructuredText; code, roles and directives are skipped"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rst", "rest"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::WholeLine("..")]
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut reader = Reader {
            document: text,
            paragraph: None,
            skip: None,
            literal: false,
            session: false,
            table: false,
            segments: Vec::new(),
        };
        let all: Vec<Line> = lines(text).collect();
        for (i, line) in all.iter().enumerate() {
            reader.line(*line, all.get(i + 1));
        }
        reader.finish(None);
        Document { segments: reader.segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        // A colon might make a field or a directive of the line.
        (style & ALIGNED == 0 && !text.contains([':', '\n', '\r'])).then(|| to_backslashes(text, "\\*`|_", false))
    }

    fn room(&self, style: u8) -> Option<usize> {
        (style & HEADING != 0).then(|| usize::from(style >> SHARE))
    }
}

/// The text stands in a table whose borders are drawn: with a word of another length, they would no longer meet.
const ALIGNED: u8 = 1;

/// The text is a title, which may not become longer than the line under it: the bits above say by how much an edit of it may lengthen it.
const HEADING: u8 = 2;
const SHARE: u32 = 2;

struct Reader<'a> {
    document: &'a str,
    /// The paragraph that is being read, and its indentation.
    paragraph: Option<(Range<usize>, usize)>,
    /// Lines that are indented further than this are no text.
    skip: Option<usize>,
    /// The paragraph before ended with `::`: what is indented further than it is literal.
    literal: bool,
    /// A session with an interpreter goes on to the next blank line.
    session: bool,
    /// Between the borders of a table of `===  ===`.
    table: bool,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: Line<'a>, next: Option<&Line<'a>>) {
        if line.is_blank() {
            self.finish(None);
            self.session = false;
            return;
        }
        if self.session {
            return;
        }
        let indent = line.indent();
        if let Some(outside) = self.skip {
            if indent > outside {
                return;
            }
            self.skip = None;
        }
        let own = line.trimmed();
        if is_ruled(own.text) {
            self.finish(None);
            if own.text.starts_with('=') && own.text.contains(' ') {
                self.table = next.is_some_and(|next| !next.is_blank());
            }
            return;
        }
        if next.is_some_and(|next| is_underline(next.text, own.text)) && self.paragraph.is_none() {
            self.paragraph = Some((own.start..own.end(), indent));
            self.finish(next.map(|next| share(line.text, next.text)));
            return;
        }
        if own.text.starts_with(".. ") || own.text == ".." || own.text.starts_with("__ ") {
            self.finish(None);
            self.explicit(own, indent);
            return;
        }
        if own.text.starts_with(">>> ") {
            self.finish(None);
            self.session = true;
            return;
        }
        if own.text.starts_with('|') && own.text.ends_with('|') && own.text.len() > 1 {
            self.finish(None);
            self.row(own);
            return;
        }
        let marker = marker(own.text);
        match &mut self.paragraph {
            Some((range, outside)) if marker == 0 && indent == *outside => range.end = own.end(),
            Some((range, outside))
                if marker == 0 && indent > *outside && self.document[range.clone()].contains('\n') =>
            {
                range.end = own.end();
            }
            _ => {
                self.finish(None);
                let start = own.start + marker;
                // A field of a directive is no text.
                let text = self.document[start..own.end()].trim_start();
                self.paragraph = Some((own.end() - text.len()..own.end(), indent + marker));
            }
        }
    }

    /// A directive, a comment, a footnote or a target.
    fn explicit(&mut self, line: Line<'a>, indent: usize) {
        let content = line.text[2..].trim_start();
        let start = line.end() - content.len();
        if let Some(length) = bracketed(content, '[', ']') {
            self.paragraph = Some((start + length..line.end(), indent + 3));
            return;
        }
        let name = content.split("::").next().unwrap_or_default();
        if !content.contains("::") || !TEXT.contains(&name) {
            self.skip = Some(indent);
            return;
        }
        let argument = content[name.len() + 2..].trim();
        if !NO_ARGUMENT.contains(&name) && !argument.is_empty() {
            self.paragraph = Some((line.end() - argument.len()..line.end(), indent + 3));
        }
    }

    /// A row of a table: every cell is one of its own.
    fn row(&mut self, line: Line<'a>) {
        let mut at = line.start;
        let table = std::mem::replace(&mut self.table, true);
        for cell in line.text.split('|') {
            let start = at + cell.len() - cell.trim_start().len();
            at += cell.len() + 1;
            self.paragraph = Some((start..start + cell.trim().len(), 0));
            self.finish(None);
        }
        self.table = table;
    }

    /// Ends the paragraph; a heading with the share of its edits.
    fn finish(&mut self, heading: Option<u8>) {
        let literal = std::mem::take(&mut self.literal);
        let Some((range, indent)) = self.paragraph.take() else {
            self.literal = literal;
            return;
        };
        let range = range.start..range.start + self.document[range.clone()].trim_end().len();
        if self.document[range.clone()].ends_with("::") {
            self.skip = Some(indent);
        }
        if self.document[range.clone()].starts_with(':') && field(&self.document[range.clone()]).is_some() {
            return;
        }
        let mut text = Builder::new(self.document);
        if heading.is_some() {
            text.set_heading();
        }
        let heading = heading.map_or(0, |share| HEADING | share << SHARE);
        Inline { pairs: PAIRS, special: &special }.read(&mut text, range);
        self.segments.extend(text.finish(if self.table { ALIGNED } else { heading }, None));
    }
}

/// Whether a line is drawn: the border of a table or a heading.
fn is_ruled(text: &str) -> bool {
    let mut drawn = text.chars().filter(|c| !matches!(c, ' ' | '+'));
    let first = drawn.next();
    text.len() > 2
        && first.is_some_and(|c| c.is_ascii_punctuation())
        && drawn.all(|c| Some(c) == first || matches!(c, '-' | '='))
}

/// Whether a line underlines the title above it.
fn is_underline(line: &str, title: &str) -> bool {
    let line = line.trim_end();
    let first = line.chars().next();
    line.len() >= title.chars().count().min(3)
        && first.is_some_and(|c| c.is_ascii_punctuation())
        && line.chars().all(|c| Some(c) == first)
        && line.len() >= 3
}

/// By how many characters an edit may lengthen a title, so that all that could be made at once leave it no longer than the line under
/// it.
fn share(title: &str, line: &str) -> u8 {
    let title = title.trim_end();
    let room = line.trim_end().len().saturating_sub(title.chars().count());
    let places = title.trim_start().split_inclusive(|c: char| !c.is_alphanumeric()).count();
    // As much as the style has bits for.
    u8::try_from(room / places.max(1)).unwrap_or(u8::MAX).min(u8::MAX >> SHARE)
}

/// The length of the marker of a list item, with the blank after it.
fn marker(text: &str) -> usize {
    let bullet = text.starts_with(['-', '*', '+', '•', '|']);
    let length = if bullet {
        text.chars().next().map_or(0, char::len_utf8)
    } else {
        let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '#');
        match text.len() - number.len() {
            0 => return 0,
            digits if number.starts_with(['.', ')']) => digits + 1,
            _ => return 0,
        }
    };
    let blank = text[length..].len() - text[length..].trim_start().len();
    if blank == 0 { 0 } else { length + blank }
}

/// `:name:`, its length.
fn field(text: &str) -> Option<usize> {
    let end = text[1..].find(':')? + 2;
    (text[end..].is_empty() || text[end..].starts_with(char::is_whitespace)).then_some(end)
}

fn special(before: Option<char>, rest: &str) -> Option<Unescaped> {
    let apart = before.is_none_or(|c| !c.is_alphanumeric());
    match rest.as_bytes()[0] {
        b'\\' => {
            let c = rest[1..].chars().next()?;
            Some(if c.is_whitespace() { (1 + c.len_utf8(), Said::Nothing) } else { (1 + c.len_utf8(), Said::Char(c)) })
        }
        // A role: what it names is mostly no French.
        b':' if apart => {
            let role = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')))?;
            let name = &rest[..role + 1];
            let text = rest[role + 1..].strip_prefix('`').filter(|_| name.len() > 2 && name.ends_with(':'))?;
            code(name.len() + 1 + text.find('`')? + 1)
        }
        b'`' if rest.starts_with("`_") => Some((rest.len() - rest[1..].trim_start_matches('_').len(), Said::Nothing)),
        b'`' if apart && !rest.starts_with("``") => {
            let end = rest[1..].find('`')? + 1;
            // The name of a target must stay; with its address beside it, it is text.
            let is_name = rest[end + 1..].starts_with('_') && !rest[..end].ends_with('>');
            Some(if is_name { (end + 2, Said::Code) } else { (1, Said::Nothing) })
        }
        b'`' if !rest.starts_with("``") => Some((1, Said::Nothing)),
        // The target of a link.
        b'<' => {
            let end = bracketed(rest, '<', '>').filter(|end| !rest[..*end].contains(' '))?;
            if rest[end..].starts_with("`_") { Some((end, Said::Code)) } else { None }
        }
        b'|' if apart => {
            let end = rest[1..].find('|').filter(|end| *end > 0)? + 2;
            (!rest[1..].starts_with(' ')).then_some((end, Said::Code))
        }
        b'[' => {
            let end = bracketed(rest, '[', ']')?;
            if rest[end..].starts_with('_') { code(end + 1) } else { None }
        }
        // `name_`, the name of a target
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.. if apart => {
            let name =
                rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.')).len();
            let marks = rest[name..].len() - rest[name..].trim_start_matches('_').len();
            let ends = rest[name + marks..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            (marks > 0 && ends).then_some((name + marks, Said::Code))
        }
        _ => None,
    }
}

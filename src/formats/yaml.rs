//! YAML: the catalogues of Rails and Symfony, and others.
//!
//! A segment is one string value, as the parser has it. What the document writes for it is found by laying its source
//! beside the value, so nothing that was not understood is ever edited.

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::escapes::{Said, Unescaped, common, hex, visible};
use super::flaw::Flaw;
use super::options::{Options, is_excluded};
use super::{Format, language, placeholders};
use crate::text::{Document, Segment};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;
use std::ops::Range;

/// YAML.
pub(super) struct Yaml {
    /// Patterns of keys whose values are not read.
    pub(super) exclude: Vec<String>,
}

const PLAIN: u8 = 0;
const SINGLE: u8 = 1;
const DOUBLE: u8 = 2;
const BLOCK: u8 = 3;

/// Plain scalars that are no strings, to some reader or other.
const NO_STRING: &[&str] = &["on", "off", "y", "n", "yes", "no", "true", "false", "null", "~"];

impl Format for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn summary(&self) -> &'static str {
        "YAML: every string value; of several languages side by side only French"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["yml", "yaml"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::ToLineEnd("#")]
    }

    fn unit(&self) -> Unit {
        Unit::String
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.starts_with("%YAML")
    }

    fn with(&self, options: &Options) -> Option<Box<dyn Format>> {
        Some(Box::new(Yaml { exclude: options.exclude_keys.clone() }))
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        let error = Parser::new_from_str(text).find_map(Result::err)?;
        let offset = Place::new(text).byte(error.marker().index());
        Some(Flaw::at(offset, format!("cannot be read as YAML: {}", error.info())))
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        Document {
            segments: segments(text, 0..text.len(), |keys| {
                !is_excluded(&self.exclude, keys.iter().map(String::as_str))
            }),
        }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        escape(text, style)
    }
}

/// Text as it is written in one of the styles; what a plain scalar might not hold is not written there.
pub(super) fn escape(text: &str, style: u8) -> Option<Cow<'_, str>> {
    match style {
        SINGLE if text.contains('\n') => None,
        SINGLE => Some(Cow::Owned(text.replace('\'', "''"))),
        DOUBLE => Some(super::escapes::to_backslashes(text, "\\\"", false)),
        BLOCK => (!text.contains(['\n', '\r'])).then_some(Cow::Borrowed(text)),
        _ => {
            let fits =
                |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-' | '«' | '»' | '…' | '\u{a0}');
            let starts = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '’' | '«' | '…'));
            let plain = starts && text.chars().all(fits) && !NO_STRING.contains(&text.to_lowercase().as_str());
            plain.then_some(Cow::Borrowed(text))
        }
    }
}

/// What encloses a value.
#[derive(Debug)]
enum Container {
    /// A mapping, and the key that was read last; `expects_key` until it is read.
    Mapping {
        key: String,
        expects_key: bool,
    },
    Sequence,
}

/// A string value: the keys that lead to it, where it stands, what it says, and how.
struct Value {
    path: Vec<String>,
    range: Range<usize>,
    text: String,
    style: ScalarStyle,
}

/// The string values of a part of a document that is YAML, of the wanted keys.
pub(super) fn segments(document: &str, part: Range<usize>, wanted: impl Fn(&[String]) -> bool) -> Vec<Segment<'_>> {
    let values = values(&document[part.clone()]);
    let top = |value: &Value| value.path.first().cloned().unwrap_or_default();
    let tops: Vec<String> = values.iter().map(top).collect();
    let by_language = language::are_tags(tops.iter().map(String::as_str));
    let read = |(value, top): (&Value, &String)| {
        if !wanted(&value.path) || by_language && !language::is_french(top) {
            return None;
        }
        let range = part.start + value.range.start..part.start + value.range.end;
        let (mut text, style) = lay_beside(document, range, value)?;
        placeholders::mark(&mut text);
        text.finish(style, None)
    };
    let is_string = |value: &Value| {
        // Rails writes symbols as `:day`.
        let is_symbol = value.text.strip_prefix(':').is_some_and(|name| !name.contains(' '));
        value.style != ScalarStyle::Plain || !is_symbol && !NO_STRING.contains(&value.text.to_lowercase().as_str())
    };
    values.iter().zip(&tops).filter(|(value, _)| is_string(value)).filter_map(read).collect()
}

fn values(text: &str) -> Vec<Value> {
    let mut open: Vec<Container> = Vec::new();
    let mut values = Vec::new();
    let mut place = Place::new(text);
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        match event {
            Event::Scalar(value, style, _, tag) => {
                let range = place.byte(span.start.index())..place.byte(span.end.index());
                if let Some(Container::Mapping { key, expects_key: true }) = open.last_mut() {
                    *key = value.into_owned();
                } else if tag.is_none_or(|tag| tag.suffix == "str") {
                    values.push(Value { path: path(&open), range, text: value.into_owned(), style });
                }
                toggle(&mut open);
            }
            Event::Alias(_) => toggle(&mut open),
            Event::MappingStart(..) => open.push(Container::Mapping { key: String::new(), expects_key: true }),
            Event::SequenceStart(..) => open.push(Container::Sequence),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                toggle(&mut open);
            }
            Event::DocumentStart(_) => open.clear(),
            _ => {}
        }
    }
    values
}

/// After a key comes its value, after a value the next key.
fn toggle(open: &mut [Container]) {
    if let Some(Container::Mapping { expects_key, .. }) = open.last_mut() {
        *expects_key = !*expects_key;
    }
}

fn path(open: &[Container]) -> Vec<String> {
    let keys = open.iter().filter_map(|container| match container {
        Container::Mapping { key, .. } => Some(key.clone()),
        Container::Sequence => None,
    });
    keys.collect()
}

/// Numbers of characters, which only grow, as offsets in bytes.
struct Place<'a> {
    rest: std::str::CharIndices<'a>,
    length: usize,
    read: usize,
    at: usize,
}

impl<'a> Place<'a> {
    fn new(text: &'a str) -> Self {
        Place { rest: text.char_indices(), length: text.len(), read: 0, at: 0 }
    }

    fn byte(&mut self, number: usize) -> usize {
        while self.read < number && self.rest.next().is_some() {
            self.read += 1;
            self.at = self.rest.offset();
        }
        self.at.min(self.length)
    }
}

/// The text of a value with what its source writes for each part of it, and its style; none where the two do not fit.
fn lay_beside<'a>(document: &'a str, range: Range<usize>, value: &Value) -> Option<(Builder<'a>, u8)> {
    let source = &document[range.clone()];
    let (range, style) = match value.style {
        ScalarStyle::Plain => {
            // Anchors and tags stand before it.
            let first = value.text.split(['\n', ' ']).next().filter(|first| !first.is_empty())?;
            let start = if source.starts_with(['&', '!']) { source.rfind(first)? } else { 0 };
            (range.start + start..range.end, PLAIN)
        }
        ScalarStyle::SingleQuoted => (range.start + source.find('\'')? + 1..range.end - 1, SINGLE),
        ScalarStyle::DoubleQuoted => (range.start + source.find('"')? + 1..range.end - 1, DOUBLE),
        ScalarStyle::Literal | ScalarStyle::Folded => (range, BLOCK),
    };
    let mut builder = Builder::new(document);
    let mut at = range.start;
    let mut rest = value.text.as_str();
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    while !rest.is_empty() {
        let source = document.get(at..range.end)?;
        let length = source.len() - source.trim_start_matches(blank).len();
        if source[..length].contains('\n') {
            let said = rest.len() - rest.trim_start_matches(blank).len();
            builder.line_break(at..at + length, &rest[..said]);
            (at, rest) = (at + length, &rest[said..]);
            continue;
        }
        if let Some((length, said)) = unescape(source, style) {
            match said {
                Said::Char(c) => {
                    rest = rest.strip_prefix(c)?;
                    builder.escape(at..at + length, c.encode_utf8(&mut [0; 4]));
                }
                Said::Join => builder.line_break(at..at + length, ""),
                _ => return None,
            }
            at += length;
            continue;
        }
        let c = source.chars().next()?;
        rest = rest.strip_prefix(c)?;
        builder.verbatim(at..at + c.len_utf8());
        at += c.len_utf8();
    }
    Some((builder, style))
}

/// The escape that a quoted scalar goes on with.
fn unescape(rest: &str, style: u8) -> Option<Unescaped> {
    match style {
        SINGLE => rest.starts_with("''").then_some((2, Said::Char('\''))),
        DOUBLE if rest.starts_with('\\') => {
            let number = |digits| {
                let (length, code) = hex(rest, 2, digits..digits)?;
                Some((length, char::from_u32(code).map_or(Said::Code, visible)))
            };
            match rest.as_bytes().get(1)? {
                b'x' => number(2),
                b'u' => number(4),
                b'U' => number(8),
                b' ' => Some((2, Said::Char(' '))),
                b'_' => Some((2, Said::Char('\u{a0}'))),
                b'\n' | b'\r' => {
                    let next = rest[1..].trim_start_matches([' ', '\t', '\n', '\r']);
                    Some((rest.len() - next.len(), Said::Join))
                }
                _ => common(rest),
            }
        }
        _ => None,
    }
}

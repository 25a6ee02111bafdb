//! String tables of Apple's systems (`.strings`).

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::escapes::{Said, Unescaped, common, end_of_string, to_backslashes, utf16};
use super::flaw::Flaw;
use super::{Format, placeholders};
use crate::text::{Document, Segment, Source};
use std::borrow::Cow;
use std::ops::Range;

/// `.strings`.
pub(super) struct Strings;

impl Format for Strings {
    fn name(&self) -> &'static str {
        "strings"
    }

    fn summary(&self) -> &'static str {
        "Apple string tables (.strings): the values"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["strings"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::ToLineEnd("//"), Comment::Between("/*", "*/")]
    }

    fn unit(&self) -> Unit {
        Unit::String
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        flaw(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut key: Option<Range<usize>> = None;
        let mut is_value = false;
        let mut at = 0;
        while let Some(next) = text[at..].find(['"', '=', ';', '/']) {
            let start = at + next;
            let rest = &text[start..];
            at = start + 1;
            match rest.as_bytes()[0] {
                b'=' => is_value = true,
                b';' => (key, is_value) = (None, false),
                b'"' => {
                    let Some(end) = end_of_string(text, start + 1) else { break };
                    at = end + 1;
                    if !is_value {
                        key = Some(start + 1..end);
                        continue;
                    }
                    let source = key.take().and_then(|key| Source::of_key(string(text, key).text()));
                    let value = string(text, start + 1..end);
                    segments.extend(placeholders::finish_pair(value, None, 0, source));
                }
                _ => at = start + comment(rest).unwrap_or(1),
            }
        }
        Document { segments }
    }

    fn escape<'t>(&self, text: &'t str, _: u8) -> Option<Cow<'t, str>> {
        Some(to_backslashes(text, "\\\"", false))
    }
}

/// The length of the comment that a text starts with.
fn comment(rest: &str) -> Option<usize> {
    let end = match rest.get(..2)? {
        "//" => rest.find('\n'),
        "/*" => rest.find("*/").map(|end| end + 2),
        _ => return None,
    };
    Some(end.unwrap_or(rest.len()))
}

/// What a string table goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Key,
    /// An equals sign, or a semicolon: the value is the key then.
    Equals,
    Value,
    Semicolon,
}

/// What is wrong with a string table: it is made of `key = value;` and `key;`. What other property lists hold, lists and XML
/// among them, is not looked into.
fn flaw(text: &str) -> Option<Flaw> {
    let mut next = Next::Key;
    let (mut at, mut end) = (0, 0);
    loop {
        let rest = text[at..].trim_start();
        at = text.len() - rest.len();
        if let Some(length) = comment(rest) {
            at += length;
            continue;
        }
        let first = rest.chars().next();
        next = match (next, first) {
            (Next::Key, None) | (_, Some('{' | '}' | '(' | ')' | '<')) => return None,
            (Next::Key | Next::Equals | Next::Semicolon, Some(';')) => Next::Key,
            (Next::Equals, Some('=')) => Next::Value,
            (Next::Key, Some('=')) => return Some(Flaw::at(at, "the key is missing before this")),
            (Next::Value, None | Some('=' | ';')) => return Some(Flaw::at(at, "the value is missing before this")),
            (Next::Key, Some(_)) => Next::Equals,
            (Next::Value, Some(_)) => Next::Semicolon,
            (Next::Equals, _) => {
                return Some(Flaw::at(end, "an equals sign is missing here, or a quotation mark before"));
            }
            (Next::Semicolon, _) => {
                return Some(Flaw::at(end, "a semicolon is missing here, or a quotation mark before"));
            }
        };
        end = match first {
            Some('"') => match end_of_string(text, at + 1) {
                Some(end) => end + 1,
                None => return Some(Flaw::at(at, "a string without its end")),
            },
            Some('=' | ';') => at + 1,
            _ => at + rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | ';' | '"')).unwrap_or(rest.len()),
        };
        at = end;
    }
}

fn string(text: &str, range: Range<usize>) -> Builder<'_> {
    let mut builder = Builder::new(text);
    builder.escaped(text, range, b"\\", unescape);
    builder
}

fn unescape(rest: &str) -> Option<Unescaped> {
    match rest.as_bytes().get(1)? {
        b'U' | b'u' => utf16(rest),
        // Numbers are bytes in an encoding that nobody remembers.
        b'0'..=b'7' => {
            Some((1 + rest[1..].bytes().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count(), Said::Code))
        }
        _ => common(rest),
    }
}

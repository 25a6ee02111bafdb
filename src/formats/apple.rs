//! String tables of Apple's systems (`.strings`).

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::escapes::{Said, Unescaped, common, to_backslashes, utf16};
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
                _ if rest.starts_with("//") => at = start + rest.find('\n').unwrap_or(rest.len()),
                _ if rest.starts_with("/*") => at = start + rest.find("*/").map_or(rest.len(), |end| end + 2),
                _ => {}
            }
        }
        Document { segments }
    }

    fn escape<'t>(&self, text: &'t str, _: u8) -> Option<Cow<'t, str>> {
        Some(to_backslashes(text, "\\\"", false))
    }
}

fn end_of_string(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr::memchr2(b'"', b'\\', text.as_bytes().get(at..)?)?;
        if text.as_bytes()[at] == b'"' {
            return Some(at);
        }
        at += 2;
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

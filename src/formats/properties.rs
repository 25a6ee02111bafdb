//! Java property files.

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::escapes::{Said, Unescaped, common, is_ascii_with, to_backslashes, utf16};
use super::lines::lines;
use super::{Format, placeholders};
use crate::text::{Document, Segment};
use std::borrow::Cow;
use std::ops::Range;

/// Java `.properties`.
pub(super) struct Properties;

/// What is not ASCII is written as `\uXXXX`.
const ASCII: u8 = 1;
/// The value is a `MessageFormat`, which doubles its apostrophes.
const MESSAGE: u8 = 2;

impl Format for Properties {
    fn name(&self) -> &'static str {
        "properties"
    }

    fn summary(&self) -> &'static str {
        "Java properties: the values"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["properties"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::WholeLine("#"), Comment::WholeLine("!")]
    }

    fn unit(&self) -> Unit {
        Unit::String
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let ascii = if is_ascii_with(text, "\\u") { ASCII } else { 0 };
        let mut segments: Vec<Segment> = Vec::new();
        // The parts of the value that goes on in the next line.
        let mut parts: Vec<Range<usize>> = Vec::new();
        for line in lines(text) {
            let start = line.start + line.indent();
            let content = &line.text[line.indent()..];
            let part = if !parts.is_empty() {
                start..line.end()
            } else if content.is_empty() || content.starts_with(['#', '!']) {
                continue;
            } else {
                start + start_of_value(content)..line.end()
            };
            let goes_on = text[part.clone()].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
            parts.push(part.start..part.end - usize::from(goes_on));
            if !goes_on {
                segments.extend(value(text, &std::mem::take(&mut parts), ascii));
            }
        }
        segments.extend(value(text, &parts, ascii));
        Document { segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        let doubled = style & MESSAGE != 0 && text.contains('\'');
        if style & MESSAGE != 0 && text.contains(['{', '}']) {
            return None;
        }
        if doubled {
            return Some(Cow::Owned(to_backslashes(&text.replace('\'', "''"), "\\", style & ASCII != 0).into_owned()));
        }
        Some(to_backslashes(text, "\\", style & ASCII != 0))
    }
}

/// Where the value starts on a line that starts with its key.
fn start_of_value(content: &str) -> usize {
    let mut escaped = false;
    let ends_key = |c: char| {
        let ends = !escaped && (c.is_ascii_whitespace() || matches!(c, '=' | ':'));
        escaped = c == '\\' && !escaped;
        ends
    };
    let Some(end) = content.find(ends_key) else { return content.len() };
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{c}');
    let rest = content[end..].trim_start_matches(blank);
    let rest = rest.strip_prefix(['=', ':']).unwrap_or(rest).trim_start_matches(blank);
    content.len() - rest.len()
}

fn value<'a>(text: &'a str, parts: &[Range<usize>], ascii: u8) -> Option<Segment<'a>> {
    let message = parts.iter().any(|part| text[part.clone()].contains("''"));
    let unescape =
        |rest: &str| if message && rest.starts_with("''") { Some((2, Said::Char('\''))) } else { unescape(rest) };
    let mut builder = Builder::new(text);
    let mut end = None;
    for part in parts {
        if let Some(end) = end.replace(part.end) {
            builder.line_break(end..part.start, "");
        }
        builder.escaped(text, part.clone(), b"\\'", unescape);
    }
    placeholders::mark(&mut builder);
    builder.finish(ascii | if message { MESSAGE } else { 0 }, None)
}

fn unescape(rest: &str) -> Option<Unescaped> {
    let c = rest.strip_prefix('\\')?.chars().next()?;
    if c == 'u' { utf16(rest) } else { common(rest).or(Some((1 + c.len_utf8(), Said::Char(c)))) }
}

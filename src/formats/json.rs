//! JSON: message catalogues of web and mobile programs, ARB, and the string catalogues of Xcode.
//!
//! A segment is one string value. Keys are never text, and some name values that are none. What is no JSON is read as
//! far as it looks like it, comments included.

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::escapes::{Unescaped, common, is_ascii_with, to_backslashes, utf16};
use super::flaw::Flaw;
use super::options::{Options, is_excluded};
use super::{Format, language, placeholders};
use crate::text::{Document, Segment, Source};
use std::borrow::Cow;
use std::ops::Range;

/// JSON and ARB.
pub(super) struct Json {
    /// Patterns of keys whose values are not read.
    pub(super) exclude: Vec<String>,
}

/// String catalogues of Xcode.
pub(super) struct XcStrings;

/// Keys of values that programs read.
const NO_TEXT: &[&str] = &[
    "class",
    "className",
    "color",
    "href",
    "icon",
    "id",
    "key",
    "lang",
    "license",
    "locale",
    "path",
    "slug",
    "src",
    "type",
    "uri",
    "url",
    "version",
];
/// What is not ASCII is written as `\uXXXX`.
const ASCII: u8 = 1;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "JSON and ARB: every string value; of several languages side by side only French"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "arb", "jsonc"]
    }

    /// In JSONC only.
    fn comments(&self) -> &'static [Comment] {
        &[Comment::ToLineEnd("//"), Comment::Between("/*", "*/")]
    }

    fn unit(&self) -> Unit {
        Unit::String
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
    }

    fn with(&self, options: &Options) -> Option<Box<dyn Format>> {
        Some(Box::new(Json { exclude: options.exclude_keys.clone() }))
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        flaw(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let strings = strings(text);
        let locale = strings.iter().find(|(path, _)| *path == ["@@locale"]).map(|(_, value)| &text[value.clone()]);
        if locale.is_some_and(|locale| !language::is_french(locale)) {
            return Document::default();
        }
        let by_language = language::are_tags(strings.iter().map(|(path, _)| top_of(path)));
        let wanted = |path: &[&str]| {
            (!by_language || language::is_french(top_of(path)))
                && path.iter().all(|key| is_text(key))
                && !is_excluded(&self.exclude, path.iter().copied())
        };
        let style = style(text);
        let read = |(_, value): &(Vec<&str>, Range<usize>)| string(text, value).finish(style, None);
        Document { segments: strings.iter().filter(|(path, _)| wanted(path)).filter_map(read).collect() }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        escape(text, style)
    }
}

impl Format for XcStrings {
    fn name(&self) -> &'static str {
        "xcstrings"
    }

    fn summary(&self) -> &'static str {
        "String catalogues of Xcode: the French of every string, its variations included"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xcstrings"]
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        flaw(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let strings = strings(text);
        let style = style(text);
        let mut segments: Vec<Segment> = Vec::new();
        let mut new = false;
        let mut source: Option<(&str, String)> = None;
        for (path, value) in &strings {
            let ["strings", key, "localizations", tag, rest @ ..] = &path[..] else { continue };
            match rest.last() {
                Some(&"state") => new = &text[value.clone()] == "new",
                Some(&"value") if language::is_french(tag) && !new => {
                    let own = source.as_ref().filter(|(of, _)| of == key).map(|(_, said)| said.clone());
                    let source = own.map(Source::new).or_else(|| Source::of_key(key));
                    let source = source.map(|source| Source { is_singular: rest.contains(&"one"), ..source });
                    segments.extend(placeholders::finish_pair(whole(text, value), None, style, source));
                }
                Some(&"value") if tag.starts_with("en") => {
                    source = Some((*key, whole(text, value).text().to_owned()));
                }
                _ => {}
            }
        }
        Document { segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        escape(text, style)
    }
}

fn escape(text: &str, style: u8) -> Option<Cow<'_, str>> {
    Some(to_backslashes(text, "\\\"", style & ASCII != 0))
}

fn top_of<'p>(path: &[&'p str]) -> &'p str {
    path.first().copied().unwrap_or_default()
}

fn is_text(key: &str) -> bool {
    !key.starts_with(['@', '$', '_']) && !NO_TEXT.contains(&key)
}

fn style(text: &str) -> u8 {
    if is_ascii_with(text, "\\u") { ASCII } else { 0 }
}

/// The text of a string value.
fn string<'a>(document: &'a str, value: &Range<usize>) -> Builder<'a> {
    let mut builder = whole(document, value);
    placeholders::mark(&mut builder);
    builder
}

/// A string with its tags and placeholders.
fn whole<'a>(document: &'a str, value: &Range<usize>) -> Builder<'a> {
    let mut builder = Builder::new(document);
    builder.escaped(document, value.clone(), b"\\", unescape);
    builder
}

fn unescape(rest: &str) -> Option<Unescaped> {
    if rest.as_bytes().get(1) == Some(&b'u') { utf16(rest) } else { common(rest) }
}

/// What encloses a value.
enum Container<'a> {
    /// An object, and the key that was read last; `expects_key` until its colon.
    Object {
        key: &'a str,
        expects_key: bool,
    },
    Array,
}

/// Every string value: the keys that lead to it, as they are written, and the bytes between its quotation marks.
fn strings(text: &str) -> Vec<(Vec<&str>, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut open: Vec<Container> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| b"{}[],:\"/".contains(b)) {
        let start = at + next;
        at = start + 1;
        match bytes[start] {
            b'{' => open.push(Container::Object { key: "", expects_key: true }),
            b'[' => open.push(Container::Array),
            b'}' | b']' => drop(open.pop()),
            b',' => {
                if let Some(Container::Object { expects_key, .. }) = open.last_mut() {
                    *expects_key = true;
                }
            }
            b'/' => at = end_of_comment(text, start),
            b'"' => {
                let Some(end) = end_of_string(bytes, start + 1) else { break };
                at = end + 1;
                match open.last_mut() {
                    Some(Container::Object { key, expects_key }) if *expects_key => {
                        *key = &text[start + 1..end];
                    }
                    _ => found.push((path(&open), start + 1..end)),
                }
            }
            _ => {
                if let Some(Container::Object { expects_key, .. }) = open.last_mut() {
                    *expects_key = false;
                }
            }
        }
    }
    found
}

fn path<'a>(open: &[Container<'a>]) -> Vec<&'a str> {
    let keys = open.iter().filter_map(|container| match container {
        Container::Object { key, .. } => Some(*key),
        Container::Array => None,
    });
    keys.collect()
}

/// What is wrong with a text: a string or a bracket without its end, or two values with nothing between them. Comments, commas at
/// the end of a list and several documents one after the other are not.
fn flaw(text: &str) -> Option<Flaw> {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut after_value = false;
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| b"{}[],:\"/".contains(b)) {
        let start = at + next;
        at = start + 1;
        if after_value && !open.is_empty() && b"{[\"".contains(&bytes[start]) {
            return Some(Flaw::at(
                start,
                "a comma or a colon is missing before this, or a backslash before a quotation mark",
            ));
        }
        match bytes[start] {
            b'/' => at = end_of_comment(text, start),
            b'{' | b'[' => {
                open.push(start);
                after_value = false;
            }
            b'"' => {
                let Some(end) = end_of_string(bytes, start + 1) else {
                    return Some(Flaw::at(start, "a string without its end on the same line"));
                };
                at = end + 1;
                after_value = true;
            }
            close @ (b'}' | b']') => {
                let opens = if close == b'}' { b'{' } else { b'[' };
                if open.pop().is_none_or(|opened| bytes[opened] != opens) {
                    return Some(Flaw::at(start, format!("nothing that “{}” closes", char::from(close))));
                }
                after_value = true;
            }
            _ => after_value = false,
        }
    }
    open.pop().map(|start| Flaw::at(start, format!("“{}” without its end", char::from(bytes[start]))))
}

/// Where the quotation mark is that closes a string. No string runs over a line end.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..])?;
        match bytes[at] {
            b'"' => return Some(at),
            b'\n' => return None,
            _ => at += 2,
        }
        if at > bytes.len() {
            return None;
        }
    }
}

fn end_of_comment(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let end = if rest.starts_with("//") {
        rest.find('\n')
    } else if rest.starts_with("/*") {
        rest.find("*/").map(|end| end + 2)
    } else {
        Some(1)
    };
    end.map_or(text.len(), |end| start + end)
}

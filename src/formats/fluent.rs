//! Fluent (`.ftl`).
//!
//! A segment is one pattern, or one variant of a select expression; placeables are opaque.

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::lines::lines;
use super::{Format, placeholders};
use crate::text::{Document, Segment};
use std::borrow::Cow;

/// Fluent.
pub(super) struct Fluent;

/// Selects inside one another that are read.
const DEEPEST: usize = 16;

impl Format for Fluent {
    fn name(&self) -> &'static str {
        "fluent"
    }

    fn summary(&self) -> &'static str {
        "Fluent: the patterns of messages, terms and attributes"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ftl"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::WholeLine("#")]
    }

    fn unit(&self) -> Unit {
        Unit::String
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut reader = Reader { document: text, at: 0, segments: Vec::new() };
        for line in lines(text) {
            let is_start = line.text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
            let trimmed = line.trimmed();
            let is_attribute = line.indent() > 0 && trimmed.text.starts_with('.');
            // What is read already belongs to the pattern before.
            if line.start < reader.at || !(is_start || is_attribute) {
                continue;
            }
            let name = trimmed.text.trim_start_matches(['-', '.']);
            let name = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            let Some(rest) = name.trim_start_matches(' ').strip_prefix('=') else { continue };
            reader.at = trimmed.end() - rest.len();
            reader.pattern(0);
        }
        Document { segments: reader.segments }
    }

    fn escape<'t>(&self, text: &'t str, _: u8) -> Option<Cow<'t, str>> {
        // At the start of a line these begin something else.
        let special = text.contains(['{', '}']) || text.starts_with(['.', '*', '[', '#']);
        (!special).then_some(Cow::Borrowed(text))
    }
}

struct Reader<'a> {
    document: &'a str,
    at: usize,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.document[self.at..]
    }

    /// Reads a pattern from here on; in a variant (`depth` above 0) it ends before the next one or the closing brace.
    fn pattern(&mut self, depth: usize) {
        let document = self.document;
        let mut text = Builder::new(document);
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
        loop {
            let stop = self.rest().find(['{', '}', '\n', '\r']).map_or(document.len(), |i| self.at + i);
            text.verbatim(self.at..stop);
            self.at = stop;
            match self.rest().bytes().next() {
                None => break,
                Some(b'{') => {
                    if self.is_select() && depth < DEEPEST {
                        self.finish(&mut text);
                        self.select(depth);
                    } else {
                        let end = self.end_of_placeable();
                        text.opaque(self.at..end);
                        self.at = end;
                    }
                }
                Some(b'}') if depth > 0 => break,
                Some(b'}') => {
                    text.verbatim(self.at..self.at + 1);
                    self.at += 1;
                }
                Some(_) => match self.next_line(depth) {
                    Some(next) => {
                        let blank = self.rest()[..next - self.at].matches('\n').count();
                        text.line_break(self.at..next, if blank > 1 { "\n\n" } else { "\n" });
                        self.at = next;
                    }
                    None => break,
                },
            }
        }
        self.finish(&mut text);
    }

    fn finish(&mut self, text: &mut Builder<'a>) {
        let mut text = std::mem::replace(text, Builder::new(self.document));
        placeholders::mark(&mut text);
        self.segments.extend(text.finish(0, None));
    }

    /// Where the pattern goes on after the line end here: on an indented line that begins nothing else.
    fn next_line(&self, depth: usize) -> Option<usize> {
        let rest = self.rest();
        let content = rest.trim_start_matches([' ', '\n', '\r']);
        let next = self.document.len() - content.len();
        let indented = rest[..next - self.at].ends_with(' ');
        let begins = match content.chars().next()? {
            '.' => depth == 0,
            '[' | '*' => depth > 0,
            '}' => true,
            _ => false,
        };
        (indented && !begins).then_some(next)
    }

    /// Whether the placeable here has an arrow before it is closed or opens another.
    fn is_select(&self) -> bool {
        let rest = &self.rest()[1..];
        let head = &rest[..rest.find(['{', '}']).unwrap_or(rest.len())];
        head.contains("->")
    }

    /// Reads the variants of a select expression.
    fn select(&mut self, depth: usize) {
        self.at += self.rest().find("->").map_or(1, |arrow| arrow + 2);
        loop {
            let rest = self.rest();
            let content = rest.trim_start_matches([' ', '\n', '\r']);
            self.at = self.document.len() - content.len();
            if let Some(after) = content.strip_prefix('}') {
                self.at = self.document.len() - after.len();
                return;
            }
            let key = content.strip_prefix('*').unwrap_or(content);
            let line_end = key.find('\n').unwrap_or(key.len());
            let Some(close) = key.strip_prefix('[').and_then(|_| key[..line_end].find(']')) else { return };
            self.at = self.document.len() - key.len() + close + 1;
            self.pattern(depth + 1);
        }
    }

    /// Where the placeable here ends; string literals may hold braces.
    fn end_of_placeable(&self) -> usize {
        let (mut depth, mut quoted) = (0usize, false);
        for (i, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' => quoted = false,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => {
                    depth -= 1;
                    if depth == 0 {
                        return self.at + i + 1;
                    }
                }
                _ => {}
            }
        }
        self.document.len()
    }
}

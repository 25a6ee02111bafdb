//! LaTeX.
//!
//! A segment is one paragraph, or the argument of a command that holds text of its own (a heading, a note). Commands that
//! only set text off are left out; all others, with their arguments, and mathematics are opaque.

mod commands;

use super::Format;
use super::builder::Builder;
use super::comments::Comment;
use super::escapes::{Said, line_end};
use crate::text::{Document, Segment};
use commands::{ACCENTS, CODE, Kind, SIGNS, kind};
use std::borrow::Cow;

/// LaTeX.
pub(super) struct Latex;

/// Accents are written as commands.
const ASCII: u8 = 1;
/// No argument that is passed over is longer.
const LONGEST: usize = 2000;
/// Arguments inside one another that are read.
const DEEPEST: usize = 24;

impl Format for Latex {
    fn name(&self) -> &'static str {
        "latex"
    }

    fn summary(&self) -> &'static str {
        "LaTeX; mathematics, code and the arguments of commands are skipped"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tex", "ltx"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::ToLineEnd("%")]
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.contains("\\documentclass")
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        const BEGIN: &str = "\\begin{document}";
        let start = text.find(BEGIN).map_or(0, |start| start + BEGIN.len());
        let style = if text.is_ascii() && text.contains("\\'") { ASCII } else { 0 };
        let mut reader =
            Reader { document: text, at: start, style, paragraph: Builder::new(text), segments: Vec::new() };
        reader.read(0);
        reader.finish(false);
        reader.segments.sort_by_key(|segment| segment.offset);
        Document { segments: reader.segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        if text.contains(['\\', '^', '~', '\n', '\r', '"', '`', '<', '>', '|']) {
            return None;
        }
        let plain = |c: char| !matches!(c, '{' | '}' | '$' | '&' | '#' | '%' | '_' | '\u{a0}');
        if text.chars().all(plain) && (style & ASCII == 0 || text.is_ascii()) {
            return Some(Cow::Borrowed(text));
        }
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '\u{a0}' => escaped.push('~'),
                c if !plain(c) => escaped.extend(['\\', c]),
                c if style & ASCII != 0 && !c.is_ascii() => escaped.push_str(&commands::written(c)?),
                c => escaped.push(c),
            }
        }
        Some(Cow::Owned(escaped))
    }
}

struct Reader<'a> {
    document: &'a str,
    at: usize,
    style: u8,
    paragraph: Builder<'a>,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.document[self.at..]
    }

    fn finish(&mut self, heading: bool) {
        let mut text = std::mem::replace(&mut self.paragraph, Builder::new(self.document));
        if heading {
            text.set_heading();
        }
        self.segments.extend(text.finish(self.style, None));
    }

    /// Passes over so many bytes and says what they are.
    fn say(&mut self, length: usize, said: Said) {
        let start = self.at;
        self.at = (start + length).min(self.document.len());
        self.paragraph.say(start..self.at, said);
    }

    /// Reads text, inside an argument (`depth` above 0) to its closing brace.
    fn read(&mut self, depth: usize) {
        let mut braces = 0usize;
        while self.at < self.document.len() {
            let stop = self.rest().find(['\\', '{', '}', '$', '%', '~', '\n', '\r', '&', '`', '\'', '-']);
            let stop = stop.map_or(self.document.len(), |i| self.at + i);
            self.paragraph.verbatim(self.at..stop);
            self.at = stop;
            let rest = self.rest();
            match rest.bytes().next() {
                None => break,
                Some(b'\\') => self.command(depth),
                Some(b'{') => {
                    braces += 1;
                    self.say(1, Said::Nothing);
                }
                Some(b'}') if braces == 0 && depth > 0 => return,
                Some(b'}') => {
                    braces = braces.saturating_sub(1);
                    self.say(1, Said::Nothing);
                }
                Some(b'$') => {
                    let mark = if rest.starts_with("$$") { "$$" } else { "$" };
                    self.opaque_to(mark.len(), mark);
                }
                // With the line end, and what indents the next line.
                Some(b'%') => {
                    let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
                    let blank = rest[line..].len() - rest[line..].trim_start_matches([' ', '\t']).len();
                    self.say(line + blank, Said::Nothing);
                }
                Some(b'~') => self.say(1, Said::Char('\u{a0}')),
                Some(b'&') => {
                    self.finish(false);
                    self.at += 1;
                }
                Some(b'`') if rest.starts_with("``") => self.say(2, Said::Char('“')),
                Some(b'\'') if rest.starts_with("''") => self.say(2, Said::Char('”')),
                Some(b'-') if rest.starts_with("---") => self.say(3, Said::Char('—')),
                Some(b'-') if rest.starts_with("--") => self.say(2, Said::Char('–')),
                Some(b'\n' | b'\r') => {
                    let Some((length, said)) = line_end(rest) else { break };
                    if rest[..length].matches('\n').count() > 1 {
                        self.finish(false);
                        self.at += length;
                    } else {
                        self.say(length, said);
                    }
                }
                Some(_) => {
                    self.paragraph.verbatim(self.at..self.at + 1);
                    self.at += 1;
                }
            }
        }
    }

    /// What stands to the mark that closes it is no prose.
    fn opaque_to(&mut self, from: usize, close: &str) {
        let end = self.rest()[from..].find(close).map_or(self.rest().len(), |end| from + end + close.len());
        self.say(end, Said::Code);
    }

    fn command(&mut self, depth: usize) {
        let rest = self.rest();
        let name: &str = &rest[1..];
        let letters = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if letters == 0 {
            self.sign(name);
            return;
        }
        let name = &name[..letters];
        let after = &rest[1 + letters..];
        if let Some((length, c)) = accent(name, after) {
            self.say(1 + letters + length, Said::Char(c));
            return;
        }
        if let Some((_, c)) = SIGNS.iter().find(|(sign, _)| *sign == name) {
            let end = if after.starts_with("{}") { 2 } else { after.len() - after.trim_start_matches(' ').len() };
            self.say(1 + letters + end, Said::Char(*c));
            return;
        }
        if matches!(name, "verb" | "lstinline" | "mintinline")
            && let Some(length) = verbatim_length(after)
        {
            self.say(1 + letters + length, Said::Code);
            return;
        }
        match kind(name) {
            Kind::Begin => self.begin(after),
            Kind::End | Kind::Paragraph => {
                self.finish(false);
                let arguments = if name == "end" { argument_length(after) } else { 0 };
                self.at += 1 + letters + arguments + optional_length(&after[arguments..]);
            }
            // The brace after it counts as a group.
            Kind::Set => self.say(1 + letters + optional_length(after), Said::Nothing),
            Kind::Emphasis if after.starts_with('{') && depth < DEEPEST => {
                self.say(1 + letters + 1, Said::Nothing);
                let start = self.paragraph.text().len();
                self.read(depth + 1);
                // A paragraph may have ended inside.
                if start < self.paragraph.text().len() {
                    self.paragraph.mark_emphasis(start..self.paragraph.text().len());
                }
                self.close();
            }
            kind @ (Kind::Heading | Kind::Note) if depth < DEEPEST => {
                let start = self.at;
                let star = usize::from(after.starts_with('*'));
                let optional = optional_length(&after[star..]);
                let open = 1 + letters + star + optional;
                if !rest[open..].starts_with('{') {
                    self.say(open, Said::Code);
                    return;
                }
                if kind == Kind::Heading {
                    self.finish(false);
                }
                let outside = std::mem::replace(&mut self.paragraph, Builder::new(self.document));
                self.at = start + open + 1;
                self.read(depth + 1);
                self.finish(kind == Kind::Heading);
                self.paragraph = outside;
                self.at = (self.at + 1).min(self.document.len());
            }
            Kind::Link => {
                let address = argument_length(after);
                self.say(1 + letters + address, Said::Nothing);
            }
            _ => self.say(1 + letters + arguments_length(after), Said::Code),
        }
    }

    /// The closing brace of an argument.
    fn close(&mut self) {
        if self.rest().starts_with('}') {
            self.say(1, Said::Nothing);
        }
    }

    /// A command that is one sign: an accent, a special character, a space.
    fn sign(&mut self, name: &str) {
        let Some(c) = name.chars().next() else {
            self.say(1, Said::Code);
            return;
        };
        if let Some((length, accented)) = accent(&name[..c.len_utf8()], &name[c.len_utf8()..]) {
            self.say(1 + c.len_utf8() + length, Said::Char(accented));
            return;
        }
        match c {
            '%' | '&' | '#' | '_' | '$' | '{' | '}' => self.say(2, Said::Char(c)),
            ',' | ';' | ':' | '!' => self.say(2, Said::Char('\u{202f}')),
            ' ' => self.say(2, Said::Char(' ')),
            '-' | '/' => self.say(2, Said::Nothing),
            '\\' => {
                self.finish(false);
                self.at += 2;
                self.at += optional_length(self.rest());
            }
            '[' => self.opaque_to(2, "\\]"),
            '(' => self.opaque_to(2, "\\)"),
            c => self.say(1 + c.len_utf8(), Said::Code),
        }
    }

    /// `\begin{…}`; what is code is passed over to its end.
    fn begin(&mut self, after: &str) {
        self.finish(false);
        let length = argument_length(after);
        let name = after[..length].trim_matches(['{', '}', '*']);
        let start = self.at + "\\begin".len() + length;
        if CODE.contains(&name) {
            let end = format!("\\end{}", &after[..length]);
            self.at = self.document[start..].find(&end).map_or(self.document.len(), |i| start + i + end.len());
        } else {
            self.at = start + arguments_length(&self.document[start..]);
        }
    }
}

/// The length of an argument in braces.
fn argument_length(text: &str) -> usize {
    let mut depth = 0usize;
    for (i, byte) in text.bytes().take(LONGEST).enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return if depth == 1 { i + 1 } else { 0 },
            b'}' => depth -= 1,
            _ if depth == 0 => return 0,
            _ => {}
        }
    }
    0
}

/// The length of an argument in brackets.
fn optional_length(text: &str) -> usize {
    let Some(inside) = text.strip_prefix('[') else { return 0 };
    let end = inside.bytes().take(LONGEST).position(|b| matches!(b, b']' | b'\n'));
    end.filter(|&end| inside[end..].starts_with(']')).map_or(0, |end| end + 2)
}

/// The length of what stands between two signs of the same kind, as after `\verb`.
fn verbatim_length(text: &str) -> Option<usize> {
    let star = usize::from(text.starts_with('*'));
    let open = star + optional_length(&text[star..]);
    let sign = text[open..].chars().next().filter(|c| !c.is_alphanumeric() && !matches!(c, '{' | ' '))?;
    let inside = &text[open + sign.len_utf8()..];
    let end = inside.find([sign, '\n']).filter(|&end| inside[end..].starts_with(sign))?;
    Some(open + end + 2 * sign.len_utf8())
}

/// The length of all arguments that follow a command, its star included.
fn arguments_length(text: &str) -> usize {
    let mut at = usize::from(text.starts_with('*'));
    loop {
        let length = argument_length(&text[at..]).max(optional_length(&text[at..]));
        if length == 0 {
            return at;
        }
        at += length;
    }
}

/// The letter that an accent makes of what follows it (`e`, `{e}`, `\i`), and how long that is.
fn accent(sign: &str, after: &str) -> Option<(usize, char)> {
    let written = |base: &str| ACCENTS.iter().find(|(s, b, _)| *s == sign && *b == base).map(|(_, _, c)| *c);
    let blank = if sign.starts_with(|c: char| c.is_ascii_alphabetic()) {
        after.len() - after.trim_start_matches(' ').len()
    } else {
        0
    };
    let base = &after[blank..];
    let (length, base) = if let Some(inside) = base.strip_prefix('{') {
        let end = inside.find('}').filter(|end| *end <= 2)?;
        (end + 2, &inside[..end])
    } else if base.starts_with("\\i") {
        (2, "\\i")
    } else {
        if sign.starts_with(|c: char| c.is_ascii_alphabetic()) && blank == 0 {
            return None;
        }
        (1, base.get(..1)?)
    };
    Some((blank + length, written(if base == "\\i" { "i" } else { base })?))
}

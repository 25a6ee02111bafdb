//! Catalogues of GNU gettext.
//!
//! A segment is one `msgstr`, whatever the number of lines it is written on; what it translates is its source.
//! Obsolete and fuzzy entries, the header, and catalogues of other languages are left out.

use super::builder::Builder;
use super::comments::{Comment, Unit};
use super::escapes::{Said, Unescaped, common, end_of_string, hex, to_backslashes, visible};
use super::flaw::Flaw;
use super::lines::{Line, lines};
use super::{Format, language, placeholders};
use crate::text::{Document, Segment, Source, Span};
use std::borrow::Cow;
use std::ops::Range;

/// gettext PO and its templates.
pub(super) struct Po;

impl Format for Po {
    fn name(&self) -> &'static str {
        "po"
    }

    fn summary(&self) -> &'static str {
        "gettext catalogues: every msgstr that is neither fuzzy nor obsolete"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["po", "pot"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::WholeLine("#")]
    }

    fn unit(&self) -> Unit {
        Unit::Part(entry)
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.lines().any(|line| line.starts_with("msgid \""))
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        lines(text).map(Line::trimmed).filter(|line| !line.text.starts_with('#')).find_map(flaw)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut reader = Reader { document: text, entry: Entry::default(), segments: Vec::new(), foreign: false };
        for line in lines(text) {
            reader.line(line);
        }
        reader.finish_entry();
        if reader.foreign { Document::default() } else { Document { segments: reader.segments } }
    }

    fn escape<'t>(&self, text: &'t str, _: u8) -> Option<Cow<'t, str>> {
        Some(to_backslashes(text, "\\\"", false))
    }
}

/// What the strings of a catalogue are introduced by.
const KEYWORDS: &[&str] = &["domain", "msgctxt", "msgid", "msgid_plural", "msgstr"];

/// The entry that a comment stands before.
fn entry(text: &str, comment: Span) -> Option<Span> {
    let mut end = comment.end;
    let mut translated = false;
    for line in lines(&text[comment.end..]).skip(1) {
        let line = line.trimmed();
        let starts_another = translated && ["#", "msgid", "msgctxt"].iter().any(|sign| line.text.starts_with(sign));
        if line.text.is_empty() || starts_another {
            break;
        }
        translated |= line.text.starts_with("msgstr");
        end = comment.end + line.end();
    }
    Some(Span::new(comment.start, end))
}

/// What the strings that follow belong to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Field {
    #[default]
    None,
    Id,
    Plural,
    /// The translation for this number.
    Str(u32),
}

/// The strings of an entry, each as the ranges between its quotation marks.
#[derive(Debug, Default)]
struct Entry {
    id: Vec<Range<usize>>,
    plural: Vec<Range<usize>>,
    translations: Vec<(u32, Vec<Range<usize>>)>,
    fuzzy: bool,
    field: Field,
}

struct Reader<'a> {
    document: &'a str,
    entry: Entry,
    segments: Vec<Segment<'a>>,
    /// The header names another language than French.
    foreign: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: Line) {
        let line = line.trimmed();
        if line.text.starts_with('#') {
            if !self.entry.translations.is_empty() {
                self.finish_entry();
            }
            let is_flags = line.text.starts_with("#,");
            self.entry.fuzzy |= is_flags && line.text[2..].split(',').any(|flag| flag.trim() == "fuzzy");
            return;
        }
        if line.text.is_empty() {
            return;
        }
        let keyword = line.text.split(['"', ' ', '\t']).next().unwrap_or_default();
        match keyword {
            "msgctxt" | "msgid" if !self.entry.translations.is_empty() => self.finish_entry(),
            _ => {}
        }
        match keyword {
            "" => {}
            "msgid" => self.entry.field = Field::Id,
            "msgid_plural" => self.entry.field = Field::Plural,
            "msgstr" => self.entry.field = Field::Str(0),
            _ => {
                let number = keyword.strip_prefix("msgstr[").and_then(|rest| rest.strip_suffix(']')?.parse().ok());
                self.entry.field = number.map_or(Field::None, Field::Str);
            }
        }
        if !keyword.is_empty()
            && let Field::Str(number) = self.entry.field
        {
            self.entry.translations.push((number, Vec::new()));
        }
        let (Some(open), Some(close)) = (line.text.find('"'), line.text.rfind('"')) else { return };
        if open == close {
            return;
        }
        let string = line.start + open + 1..line.start + close;
        match self.entry.field {
            Field::None => {}
            Field::Id => self.entry.id.push(string),
            Field::Plural => self.entry.plural.push(string),
            Field::Str(_) => {
                if let Some((_, strings)) = self.entry.translations.last_mut() {
                    strings.push(string);
                }
            }
        }
    }

    fn finish_entry(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        let id = self.string(&entry.id);
        if id.text().is_empty() {
            let header = entry.translations.first().map(|(_, strings)| self.string(strings));
            self.foreign |= header.is_some_and(|header| is_foreign(header.text()));
            return;
        }
        if entry.fuzzy {
            return;
        }
        let plural = self.string(&entry.plural);
        for (number, strings) in &entry.translations {
            let is_singular = *number == 0;
            let source = match (id.text().to_owned(), plural.text().to_owned()) {
                (id, plural) if plural.is_empty() => Source::new(id),
                (id, plural) if is_singular => Source { other_number: Some(plural), is_singular, ..Source::new(id) },
                (id, plural) => Source { other_number: Some(id), ..Source::new(plural) },
            };
            self.segments.extend(placeholders::finish_pair(self.string(strings), None, 0, Some(source)));
        }
    }
}

impl<'a> Reader<'a> {
    /// The strings of a field as one.
    fn string(&self, strings: &[Range<usize>]) -> Builder<'a> {
        let mut builder = Builder::new(self.document);
        let mut end = None;
        for string in strings {
            if let Some(end) = end.replace(string.end) {
                builder.line_break(end..string.start, "");
            }
            builder.escaped(self.document, string.clone(), b"\\", unescape);
        }
        builder
    }
}

/// What is wrong with a line that is no comment: as for gettext, it is made of keywords, numbers in brackets and strings.
fn flaw(line: Line) -> Option<Flaw> {
    let mut rest = line.text;
    while !rest.is_empty() {
        let at = line.end() - rest.len();
        let end = if rest.starts_with('"') {
            let Some(end) = end_of_string(rest, 1) else {
                return Some(Flaw::at(at, "a string without its end on the same line"));
            };
            end + 1
        } else {
            let end = rest.find(['"', ' ', '\t', '[']).unwrap_or(rest.len());
            let number = rest[end..].trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
            match (&rest[..end], number) {
                ("msgstr", Some((number, after))) if number.trim().parse::<u32>().is_ok() => rest.len() - after.len(),
                (word, _) if KEYWORDS.contains(&word) => end,
                _ => return Some(Flaw::at(at, "neither a keyword of gettext nor a string nor a comment")),
            }
        };
        rest = rest[end..].trim_start();
        if rest.starts_with('#') {
            break;
        }
    }
    None
}

fn is_foreign(header: &str) -> bool {
    let named = header.lines().find_map(|line| line.strip_prefix("Language:")).map(str::trim);
    named.is_some_and(|named| !named.is_empty() && !language::is_french(named))
}

fn unescape(rest: &str) -> Option<Unescaped> {
    if let Some(said) = common(rest) {
        return Some(said);
    }
    // Numbers are bytes in the encoding of the catalogue.
    let ascii = |code: u32| char::from_u32(code).filter(char::is_ascii).map_or(Said::Code, visible);
    match rest.as_bytes().get(1)? {
        b'x' => hex(rest, 2, 1..2).map(|(length, code)| (length, ascii(code))),
        b'0'..=b'7' => {
            let digits = rest[1..].bytes().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
            Some((1 + digits, u32::from_str_radix(&rest[1..1 + digits], 8).map_or(Said::Code, ascii)))
        }
        _ => None,
    }
}

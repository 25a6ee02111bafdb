//! AsciiDoc.
//!
//! A segment is one paragraph, heading, list item or cell. Code, comments, attributes and macros are left out.

use super::Format;
use super::builder::Builder;
use super::comments::Comment;
use super::escapes::{Said, Unescaped};
use super::inline_marks::{Inline, Meaning, Pair, bracketed, code};
use super::lines::{Line, lines};
use crate::text::{Document, Segment};
use std::borrow::Cow;
use std::ops::Range;

/// AsciiDoc.
pub(super) struct AsciiDoc;

const PAIRS: &[Pair] = &[
    Pair { mark: "``", meaning: Meaning::Code },
    Pair { mark: "`", meaning: Meaning::Code },
    Pair { mark: "++", meaning: Meaning::Code },
    Pair { mark: "+", meaning: Meaning::Code },
    Pair { mark: "**", meaning: Meaning::Strong },
    Pair { mark: "*", meaning: Meaning::Strong },
    Pair { mark: "__", meaning: Meaning::Emphasis },
    Pair { mark: "_", meaning: Meaning::Emphasis },
    Pair { mark: "#", meaning: Meaning::Strong },
];

/// Words that make a paragraph an admonition.
const LABELS: &[&str] = &["NOTE: ", "TIP: ", "IMPORTANT: ", "CAUTION: ", "WARNING: "];

impl Format for AsciiDoc {
    fn name(&self) -> &'static str {
        "asciidoc"
    }

    fn summary(&self) -> &'static str {
        "AsciiDoc; code, macros and attributes are skipped"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["adoc", "asciidoc", "asc"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::WholeLine("//")]
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut reader = Reader { document: text, paragraph: None, skip: None, table: false, segments: Vec::new() };
        for line in lines(text) {
            reader.line(line);
        }
        reader.finish(false);
        Document { segments: reader.segments }
    }

    fn escape<'t>(&self, text: &'t str, _: u8) -> Option<Cow<'t, str>> {
        // What a backslash does depends on whether the mark after it would have had a meaning.
        let special = |c: char| "*_`#+{}[]<>|^~\\\"=/:".contains(c) || c.is_control();
        (!text.contains(special) && !text.starts_with(['.', '-'])).then_some(Cow::Borrowed(text))
    }
}

struct Reader<'a> {
    document: &'a str,
    paragraph: Option<Range<usize>>,
    /// The line that ends the block whose content is no text.
    skip: Option<&'a str>,
    table: bool,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: Line<'a>) {
        let text = line.text.trim_end();
        if let Some(end) = self.skip {
            if text == end {
                self.skip = None;
            }
            return;
        }
        if text.trim().is_empty() || text == "+" {
            self.finish(false);
            return;
        }
        if let Some(delimiter) = delimiter(text) {
            self.finish(false);
            match delimiter {
                b'|' => self.table = !self.table,
                b'-' | b'.' | b'+' | b'/' | b'`' if text != "--" => self.skip = Some(text),
                _ => {}
            }
            return;
        }
        if self.table {
            self.finish(false);
            self.cells(line);
            return;
        }
        let own = line.trimmed();
        let name = own
            .text
            .strip_prefix(':')
            .and_then(|rest| rest.split_once(": ").or(rest.strip_suffix(':').map(|n| (n, ""))));
        let is_attribute = name.is_some_and(|(name, _)| !name.contains(' '));
        let is_options = own.text.starts_with('[') && own.text.ends_with(']');
        if text.starts_with("//") || is_attribute || is_options || is_block_macro(own.text) {
            self.finish(false);
            return;
        }
        let level = text.len() - text.trim_start_matches('=').len();
        if (1..=6).contains(&level) && text[level..].starts_with(' ') {
            self.finish(false);
            self.paragraph = Some(self.trimmed(line.start + level..line.end()));
            self.finish(true);
            return;
        }
        if text.starts_with('.') && !text.starts_with("..") && !text.starts_with(". ") {
            self.finish(false);
            self.paragraph = Some(line.start + 1..line.end());
            self.finish(false);
            return;
        }
        let marker = marker(own.text);
        match &mut self.paragraph {
            Some(range) if marker == 0 && !own.text.contains(":: ") => range.end = own.end(),
            // Lines that are indented are literal, but for those of list items.
            None if marker == 0 && line.indent() > 0 => {}
            _ => {
                self.finish(false);
                self.item(own, marker);
            }
        }
    }

    fn item(&mut self, line: Line<'a>, marker: usize) {
        let mut start = line.start + marker;
        let label = LABELS.iter().find(|label| line.text.starts_with(**label));
        start += label.map_or(0, |label| label.len());
        if let Some(term) = self.document[start..line.end()].find(":: ") {
            self.paragraph = Some(start..start + term);
            self.finish(false);
            start += term + 3;
        }
        self.paragraph = Some(self.trimmed(start..line.end()));
    }

    /// The cells on a line of a table.
    fn cells(&mut self, line: Line<'a>) {
        let mut at = line.start;
        for (i, cell) in line.text.split('|').enumerate() {
            let range = at..at + cell.len();
            at += cell.len() + 1;
            // What stands before the first bar goes on with the cell above, or says how to set the next.
            if i > 0 || !line.text.contains('|') {
                self.paragraph = Some(self.trimmed(range));
                self.finish(false);
            }
        }
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.document[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }

    fn finish(&mut self, heading: bool) {
        let Some(range) = self.paragraph.take() else { return };
        let mut text = Builder::new(self.document);
        if heading {
            text.set_heading();
        }
        Inline { pairs: PAIRS, special: &special }.read(&mut text, range);
        self.segments.extend(text.finish(0, None));
    }
}

/// The sign that a line is drawn of, when it delimits a block.
fn delimiter(text: &str) -> Option<u8> {
    let first = *text.as_bytes().first()?;
    if text == "--" || text == "|===" {
        return Some(first);
    }
    let drawn = text.len() >= 4 || first == b'`' && text.starts_with("```") || first == b'\'' && text == "'''";
    let same = text.bytes().all(|b| b == first);
    if first == b'`' && text.starts_with("```") {
        return Some(first);
    }
    (drawn && same && b"-.+/=*_'<".contains(&first)).then_some(first)
}

/// `image::a.png[…]`, `include::b.adoc[]`.
fn is_block_macro(text: &str) -> bool {
    let Some((name, rest)) = text.split_once("::") else { return false };
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && rest.ends_with(']') && !rest.starts_with(' ')
}

/// The length of the marker of a list item, with the blank after it.
fn marker(text: &str) -> usize {
    let signs = text.len() - text.trim_start_matches(['*', '-', '.']).len();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = match (signs, digits) {
        (1..=5, _) => signs,
        (0, 1..) if text[digits..].starts_with('.') => digits + 1,
        _ => return 0,
    };
    let blank = text[length..].len() - text[length..].trim_start().len();
    if blank == 0 { 0 } else { length + blank }
}

fn special(before: Option<char>, rest: &str) -> Option<Unescaped> {
    let apart = before.is_none_or(|c| !c.is_alphanumeric());
    match rest.as_bytes()[0] {
        b'\\' if rest[1..].starts_with(['*', '_', '`', '#', '{', '<', '+']) => Some((1, Said::Nothing)),
        b'{' => code(bracketed(rest, '{', '}').filter(|end| !rest[..*end].contains(' '))?),
        b'<' if rest.starts_with("<<") => code(rest.find(">>")? + 2),
        // The end of a link.
        b']' => Some((1, Said::Nothing)),
        // `link:…[`, `https://…[`
        b'a'..=b'z' if apart => {
            let name = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
            let target = rest[name..].strip_prefix(':')?.find(|c: char| c.is_whitespace() || c == '[')?;
            rest[name + 1 + target..].starts_with('[').then_some((name + target + 2, Said::Code))
        }
        b'[' if apart => code(bracketed(rest, '[', ']')?),
        _ => None,
    }
}

//! String resources of Android.
//!
//! A segment is one string, or one item of a plural or an array. Inline tags are left out; what `<xliff:g>` protects is
//! opaque.

use super::builder::Builder;
use super::comments::{Comment, Unit, element};
use super::escapes::{Said, Unescaped, common, line_end, utf16};
use super::flaw::Flaw;
use super::xml::{self, Tag, Token};
use super::{Format, placeholders};
use crate::text::{Document, Segment};
use std::borrow::Cow;
use std::ops::Range;

/// Android `strings.xml`.
pub(super) struct Android;

impl Format for Android {
    fn name(&self) -> &'static str {
        "android"
    }

    fn summary(&self) -> &'static str {
        "Android string resources (strings.xml)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::Between("<!--", "-->")]
    }

    fn unit(&self) -> Unit {
        Unit::Part(|text, comment| element(text, comment, &["string", "plurals", "string-array"]))
    }

    fn is_named(&self, name: &str) -> bool {
        matches!(name, "strings.xml" | "plurals.xml" | "arrays.xml")
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.starts_with('<') && beginning.contains("<resources")
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        xml::flaw(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut reader = Reader {
            document: text,
            style: xml::style_of_text(text),
            string: None,
            protected: 0,
            segments: Vec::new(),
        };
        for token in xml::tokens(text) {
            reader.token(token);
        }
        Document { segments: reader.segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        if text.contains(['"', '\'', '\\', '\n', '@', '?']) {
            let mut escaped = String::with_capacity(text.len() + 8);
            for c in text.chars() {
                match c {
                    '\n' => escaped.push_str("\\n"),
                    '"' | '\'' | '\\' | '@' | '?' => escaped.extend(['\\', c]),
                    c => escaped.push(c),
                }
            }
            return xml::escape(&escaped, style).map(|text| Cow::Owned(text.into_owned()));
        }
        xml::escape(text, style)
    }
}

/// The string that is being read.
struct Text<'a> {
    /// Its element.
    name: &'a str,
    builder: Builder<'a>,
    /// Where what is protected starts.
    protected: Option<usize>,
}

struct Reader<'a> {
    document: &'a str,
    style: u8,
    string: Option<Text<'a>>,
    /// Elements that are open whose strings are not to be translated.
    protected: usize,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn token(&mut self, token: Token<'a>) {
        match token {
            Token::Open { tag, empty: false } => self.enter(&tag),
            Token::Close(tag) => self.leave(&tag),
            Token::Text(range) => {
                if let Some(builder) = self.builder() {
                    push_text(builder, range);
                }
            }
            Token::Reference(range) => {
                let document = self.document;
                if let Some(builder) = self.builder() {
                    xml::push_reference(builder, document, range);
                }
            }
            Token::Cdata(_, inner) => {
                self.flush(self.style);
                if let Some(builder) = self.builder() {
                    push_text(builder, inner);
                }
                self.flush(xml::style_of_cdata());
            }
            Token::Open { .. } | Token::Other(_) => {}
        }
    }

    fn builder(&mut self) -> Option<&mut Builder<'a>> {
        let string = self.string.as_mut().filter(|string| string.protected.is_none())?;
        Some(&mut string.builder)
    }

    fn enter(&mut self, tag: &Tag<'a>) {
        if let Some(string) = &mut self.string {
            if tag.name == "g" && string.protected.is_none() {
                string.protected = Some(tag.range.start);
            }
            return;
        }
        match tag.name {
            "string-array" | "plurals" if tag.attribute("translatable") == Some("false") => self.protected += 1,
            "string" | "item" if self.protected == 0 && tag.attribute("translatable") != Some("false") => {
                self.string = Some(Text { name: tag.name, builder: Builder::new(self.document), protected: None });
            }
            _ => {}
        }
    }

    fn leave(&mut self, tag: &Tag<'a>) {
        let Some(string) = &mut self.string else {
            if matches!(tag.name, "string-array" | "plurals") {
                self.protected = 0;
            }
            return;
        };
        if tag.name == string.name {
            self.flush(self.style);
            self.string = None;
        } else if tag.name == "g"
            && let Some(start) = string.protected.take()
        {
            string.builder.opaque(start..tag.range.end);
        }
    }

    /// Ends the segment; the string goes on.
    fn flush(&mut self, style: u8) {
        let document = self.document;
        let Some(builder) = self.builder() else { return };
        let mut text = std::mem::replace(builder, Builder::new(document));
        placeholders::mark(&mut text);
        self.segments.extend(text.finish(style, None));
    }
}

fn push_text(builder: &mut Builder, range: Range<usize>) {
    let document = builder.document();
    builder.escaped(document, range, b"\\\"\r\n", unescape);
}

fn unescape(rest: &str) -> Option<Unescaped> {
    match rest.as_bytes()[0] {
        // Quotation marks keep blanks as they are, and are not shown.
        b'"' => Some((1, Said::Nothing)),
        b'\\' if rest.as_bytes().get(1) == Some(&b'u') => utf16(rest),
        b'\\' => common(rest).or_else(|| {
            let c = rest[1..].chars().next().filter(|c| matches!(c, '@' | '?' | ' '))?;
            Some((2, Said::Char(c)))
        }),
        _ => line_end(rest),
    }
}

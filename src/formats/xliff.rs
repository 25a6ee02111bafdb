//! XLIFF 1.2 and 2.x.
//!
//! A segment is one `<target>`, with its `<source>`; a CDATA section in it is one of its own. Inline tags that stand for
//! something (`<x/>`, `<ph>`) are opaque, those that only set it off (`<g>`, `<pc>`, `<bpt>`) are left out.

use super::comments::{Comment, Unit, element};
use super::flaw::Flaw;
use super::inline::Inline;
use super::xml::{self, Tag, Token};
use super::{Format, language, placeholders};
use crate::text::{Document, Segment, Source};
use std::borrow::Cow;
use std::ops::Range;

/// XLIFF.
pub(super) struct Xliff;

/// Not translated yet, whatever the target says.
const UNTRANSLATED: &[&str] = &["new", "needs-translation", "initial"];

/// Elements inside one another that are kept track of.
const DEEPEST: usize = 256;

impl Format for Xliff {
    fn name(&self) -> &'static str {
        "xliff"
    }

    fn summary(&self) -> &'static str {
        "XLIFF 1.2 and 2.x: every target that may be translated and has been"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlf", "xliff", "mxliff", "mqxliff", "sdlxliff"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::Between("<!--", "-->"), Comment::Element("note")]
    }

    fn unit(&self) -> Unit {
        Unit::Part(|text, comment| element(text, comment, &["trans-unit", "unit"]))
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.starts_with('<') && beginning.contains("<xliff")
    }

    fn flaw(&self, text: &str) -> Option<Flaw> {
        xml::flaw(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut reader = Reader::new(text);
        for token in xml::tokens(text) {
            reader.token(&token);
        }
        Document { segments: reader.segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        xml::escape(text, style)
    }
}

/// An element that is open.
struct Element<'a> {
    name: &'a str,
    /// Whether it may be translated, and has been.
    translated: bool,
}

struct Reader<'a> {
    document: &'a str,
    style: u8,
    open: Vec<Element<'a>>,
    /// The file is translated into another language than French.
    foreign: bool,
    /// The source of the unit, and, while it is being read, how many elements were open outside it.
    source: Option<(Inline<'a>, Option<usize>)>,
    /// The target that is being read, and how many elements were open outside it.
    target: Option<(Inline<'a>, usize)>,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a str) -> Self {
        Reader {
            document,
            style: xml::style_of_text(document),
            open: Vec::new(),
            foreign: false,
            source: None,
            target: None,
            segments: Vec::new(),
        }
    }

    fn token(&mut self, token: &Token<'a>) {
        if let Some((target, _)) = &mut self.target {
            target.token(token);
        }
        match token {
            Token::Open { tag, empty: false } => {
                self.add_to_source(token);
                self.enter(tag);
            }
            Token::Close(tag) => {
                self.leave(tag);
                self.add_to_source(token);
            }
            Token::Cdata(_, inner) => self.cdata(inner.clone()),
            Token::Open { .. } | Token::Text(_) | Token::Reference(_) | Token::Other(_) => self.add_to_source(token),
        }
    }

    fn add_to_source(&mut self, token: &Token<'a>) {
        if let Some((source, Some(_))) = &mut self.source {
            source.token(token);
        }
    }

    fn enter(&mut self, tag: &Tag<'a>) {
        let inherited = self.open.last().is_none_or(|element| element.translated);
        let state = tag.attribute("state").is_none_or(|state| !UNTRANSLATED.contains(&state));
        let allowed = match tag.attribute("translate") {
            Some("no") => false,
            Some("yes") => true,
            _ => inherited,
        };
        // The header of a catalogue is no message.
        let header = tag.attribute("restype") == Some("x-gettext-domain-header");
        let translated = allowed && state && !header;
        let language = match tag.name {
            "xliff" => tag.attribute("trgLang"),
            "file" => tag.attribute("target-language"),
            _ => None,
        };
        if let Some(language) = language {
            self.foreign = !language::is_french(language);
        }
        let in_unit = self.open.last().is_some_and(|element| is_unit(element.name));
        match tag.name {
            "trans-unit" | "segment" => self.source = None,
            "source" if in_unit => self.source = Some((Inline::new(self.document), Some(self.open.len()))),
            "target" if in_unit && translated && !self.foreign => {
                self.target = Some((Inline::new(self.document), self.open.len()));
            }
            _ => {}
        }
        if self.open.len() < DEEPEST {
            self.open.push(Element { name: tag.name, translated });
        }
    }

    fn leave(&mut self, tag: &Tag<'a>) {
        let Some(depth) = self.open.iter().rposition(|element| element.name == tag.name) else { return };
        self.open.truncate(depth);
        if let Some((_, reading)) = &mut self.source {
            reading.take_if(|outside| *outside >= depth);
        }
        if self.target.as_ref().is_some_and(|(_, outside)| *outside >= depth) {
            self.flush(self.style);
            self.target = None;
        }
    }

    fn cdata(&mut self, inner: Range<usize>) {
        if let Some((source, Some(_))) = &mut self.source {
            source.cdata(inner.clone());
        }
        if self.target.as_ref().is_none_or(|(target, _)| target.is_code()) {
            return;
        }
        self.flush(self.style);
        if let Some((target, _)) = &mut self.target {
            target.cdata(inner);
        }
        self.flush(xml::style_of_cdata());
    }

    /// Ends the segment; the target goes on.
    fn flush(&mut self, style: u8) {
        let Some((target, _)) = &mut self.target else { return };
        let (text, whole) = target.take();
        let source = self.source.as_ref().map(|(source, _)| Source::new(source.whole()));
        self.segments.extend(placeholders::finish_pair(text, Some(whole), style, source));
    }
}

fn is_unit(name: &str) -> bool {
    matches!(name, "trans-unit" | "segment")
}

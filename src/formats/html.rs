//! HTML and XHTML.
//!
//! A segment is the text of one block, or the value of an attribute that people read. Inline tags are left out; code and
//! what is in another language is opaque.

use super::builder::Builder;
use super::comments::Comment;
use super::escapes::{Said, entity, line_end};
use super::xml::{self, Tag};
use super::{Format, language, placeholders};
use crate::text::{Document, Segment};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::borrow::Cow;
use std::ops::Range;

/// HTML.
pub(super) struct Html;

/// Elements that stand inside a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
];
/// Elements that nothing closes.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose content is no prose.
const CODE: &[&str] =
    &["code", "kbd", "math", "object", "pre", "samp", "script", "style", "svg", "template", "tt", "var"];
/// Elements that browsers set in italics.
const ITALIC: &[&str] = &["cite", "dfn", "em", "i"];
/// Elements that close one of their own kind before them.
const SIBLINGS: &[&str] = &["dd", "dt", "li", "option", "p", "td", "th", "tr"];
/// Attributes that people read.
const READ: &[&str] = &[
    "abbr",
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "label",
    "placeholder",
    "summary",
    "title",
];
/// Elements inside one another that are kept track of.
const DEEPEST: usize = 64;
/// The value of an attribute is not quoted.
const UNQUOTED: u8 = 128;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn summary(&self) -> &'static str {
        "HTML and XHTML: text, and the attributes that people read, where lang is French or not given"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::Between("<!--", "-->")]
    }

    fn is_like(&self, beginning: &str) -> bool {
        let start = beginning.get(..14).unwrap_or(beginning).to_ascii_lowercase();
        start.starts_with("<!doctype html") || start.starts_with("<html")
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut reader = Reader::new(text);
        let tokens: Tokenizer<_, DefaultEmitter<usize>> = Tokenizer::new_with_emitter(text, emitter);
        for token in tokens {
            let Ok(token) = token;
            let range = |span: html5gum::Span| span.start..span.end.min(text.len());
            match token {
                Token::StartTag(tag) => reader.enter(&Tag::new(text, range(tag.span)), tag.self_closing),
                Token::EndTag(tag) => reader.leave(&Tag::new(text, range(tag.span))),
                Token::String(string) => reader.text(range(string.span)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        reader.finish_block();
        let mut segments = reader.segments;
        segments.sort_by_key(|segment| segment.offset);
        Document { segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        if style & UNQUOTED != 0 {
            let unsafe_there =
                |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`' | '&' | '/');
            return (!text.contains(unsafe_there)).then_some(Cow::Borrowed(text));
        }
        xml::escape(text, style)
    }
}

/// An element that matters to what is inside it.
struct Element {
    name: String,
    prose: bool,
    /// Where the text of an element in italics starts.
    italic: Option<usize>,
    /// Elements of the same name that are open inside it.
    nested: usize,
}

struct Reader<'a> {
    document: &'a str,
    /// How text and the values of attributes are written.
    styles: (u8, u8),
    open: Vec<Element>,
    block: Builder<'a>,
    /// Where what is no prose starts inside the block.
    skipped: Option<usize>,
    segments: Vec<Segment<'a>>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a str) -> Self {
        Reader {
            document,
            styles: (xml::style_of_text(document), xml::style_of_attribute(document)),
            open: Vec::new(),
            block: Builder::new(document),
            skipped: None,
            segments: Vec::new(),
        }
    }

    fn is_prose(&self) -> bool {
        self.open.last().is_none_or(|element| element.prose)
    }

    fn finish_block(&mut self) {
        self.skipped = None;
        for element in &mut self.open {
            element.italic = element.italic.map(|_| 0);
        }
        let mut block = std::mem::replace(&mut self.block, Builder::new(self.document));
        placeholders::mark(&mut block);
        self.segments.extend(block.finish(self.styles.0, None));
    }

    fn enter(&mut self, tag: &Tag, closed: bool) {
        let name = tag.name.to_ascii_lowercase();
        let inline = INLINE.contains(&&*name);
        if name == "br" && self.is_prose() {
            if !self.block.text().is_empty() {
                self.block.border(tag.range.clone(), "\n");
            }
            return;
        }
        if !inline {
            self.finish_block();
        }
        if SIBLINGS.contains(&&*name) && self.open.last().is_some_and(|last| last.name == name) {
            self.open.pop();
        }
        let inherited = self.is_prose() && !CODE.contains(&&*name);
        let prose = match (tag.attribute("lang"), tag.attribute("translate")) {
            _ if CODE.contains(&&*name) => false,
            (_, Some("no")) => false,
            (Some(lang), _) if !lang.is_empty() => language::is_french(lang),
            _ => inherited,
        };
        if prose {
            self.attributes(tag, &name);
        }
        if VOID.contains(&&*name) || closed && !matches!(&*name, "p" | "div" | "span") {
            return;
        }
        let heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        if heading {
            self.block.set_heading();
        }
        let italic = (prose && ITALIC.contains(&&*name)).then(|| self.block.text().len());
        if let Some(element) = self.open.iter_mut().rev().find(|element| element.name == name)
            && prose == inherited
            && italic.is_none()
        {
            element.nested += 1;
            return;
        }
        if prose == self.is_prose() && italic.is_none() || self.open.len() == DEEPEST {
            return;
        }
        if prose {
            self.skipped = None;
        } else if self.is_prose() {
            self.skipped = Some(tag.range.start);
        }
        self.open.push(Element { name, prose, italic, nested: 0 });
    }

    fn leave(&mut self, tag: &Tag) {
        let name = tag.name.to_ascii_lowercase();
        let inline = INLINE.contains(&&*name);
        if let Some(depth) = self.open.iter().rposition(|element| element.name == name) {
            let element = &mut self.open[depth];
            if element.nested > 0 {
                element.nested -= 1;
            } else {
                if let Some(start) = element.italic
                    && start < self.block.text().len()
                {
                    self.block.mark_emphasis(start..self.block.text().len());
                }
                self.open.truncate(depth);
                if self.is_prose()
                    && let Some(start) = self.skipped.take()
                    && inline
                {
                    self.block.opaque(start..tag.range.end);
                }
            }
        }
        if !inline {
            self.finish_block();
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if !self.is_prose() {
            return;
        }
        push_text(&mut self.block, self.document, range);
    }

    /// The attributes that people read.
    fn attributes(&mut self, tag: &Tag, name: &str) {
        let button = || tag.attribute("type").is_some_and(|kind| matches!(kind, "submit" | "button" | "reset"));
        let described = || {
            let of = tag.attribute("name").or_else(|| tag.attribute("property")).unwrap_or_default();
            let of = of.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
            matches!(&*of, "description" | "title" | "alt" | "subject" | "abstract")
        };
        for attribute in tag.attributes() {
            let read = match &*attribute.name.to_ascii_lowercase() {
                "content" => name == "meta" && described(),
                "value" => name == "input" && button(),
                own => READ.contains(&own),
            };
            if !read {
                continue;
            }
            let quoted = self.document[..attribute.range.start].ends_with(['"', '\'']);
            let style = if quoted { self.styles.1 } else { UNQUOTED };
            let mut value = Builder::new(self.document);
            push_text(&mut value, self.document, attribute.range);
            placeholders::mark(&mut value);
            self.segments.extend(value.finish(style, None));
        }
    }
}

/// Text with its entities; a line end and what indents the next line is a space.
fn push_text(builder: &mut Builder, document: &str, range: Range<usize>) {
    builder.escaped(document, range, b"&<\r\n", |rest| match rest.as_bytes()[0] {
        b'&' => entity(rest, true),
        // Another word after it might make it a tag.
        b'<' => Some((rest.len() - rest[1..].trim_start_matches(char::is_alphanumeric).len(), Said::Code)),
        _ => line_end(rest),
    });
}

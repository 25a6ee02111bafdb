//! XML as a sequence of tokens with their places, for the formats that are made of it.

use super::builder::Builder;
use super::escapes::{Said, entity, is_ascii_with, to_entities};
use super::flaw::Flaw;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::ops::Range;

/// The text is in a CDATA section.
const CDATA: u8 = 1;
/// What is not ASCII is written as references.
const ASCII: u8 = 2;
/// The text is the value of an attribute.
const QUOTED: u8 = 4;

/// A part of a document. Ranges are bytes of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name …>`, or `<name …/>`, which nothing closes.
    Open { tag: Tag<'a>, empty: bool },
    /// `</name>`.
    Close(Tag<'a>),
    /// Text without references.
    Text(Range<usize>),
    /// `&…;`.
    Reference(Range<usize>),
    /// A CDATA section, and what is in it.
    Cdata(Range<usize>, Range<usize>),
    /// Comments, declarations, instructions.
    Other(Range<usize>),
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name without the prefix of a namespace.
    pub(super) name: &'a str,
    /// From `<` to `>`.
    pub(super) range: Range<usize>,
    source: &'a str,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// The name as it is written.
    pub(super) name: &'a str,
    /// The value as it is written.
    pub(super) value: &'a str,
    /// Where the value stands in the document.
    pub(super) range: Range<usize>,
}

impl<'a> Tag<'a> {
    pub(super) fn new(document: &'a str, range: Range<usize>) -> Self {
        let source = &document[range.clone()];
        let name = source.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        Tag { name, range, source }
    }

    /// The value of an attribute, whatever its prefix; references are left as they are.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let wanted = |own: &str| own == name || own.rsplit(':').next() == Some(name);
        self.attributes().find(|attribute| wanted(attribute.name)).map(|attribute| attribute.value)
    }

    /// The attributes that have a value, as XML and HTML write them.
    pub(super) fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        let (source, base) = (self.source, self.range.start);
        let end = source.strip_suffix('>').unwrap_or(source).len();
        let mut at = source.find(|c: char| c.is_ascii_whitespace()).unwrap_or(end).min(end);
        std::iter::from_fn(move || {
            let blank = |c: char| c.is_ascii_whitespace();
            loop {
                let start = end - source[at..end].trim_start_matches(|c| blank(c) || c == '/').len();
                if start == end {
                    return None;
                }
                // An equals sign may start a name in HTML.
                let mut after_first = source[start..end].char_indices().skip(1);
                let length = after_first.find(|&(_, c)| blank(c) || matches!(c, '=' | '/'));
                let name_end = length.map_or(end, |(length, _)| start + length);
                let name = &source[start..name_end];
                let after = source[name_end..end].trim_start_matches(blank);
                let Some(value) = after.strip_prefix('=') else {
                    at = name_end;
                    continue;
                };
                let value = value.trim_start_matches(blank);
                let value_start = end - value.len();
                let (range, next) = match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let close = source[value_start + 1..end].find(quote).map_or(end, |i| value_start + 1 + i);
                        (value_start + 1..close, (close + 1).min(end))
                    }
                    _ => {
                        let close = value.find(blank).map_or(end, |i| value_start + i);
                        (value_start..close, close)
                    }
                };
                at = next;
                let value = &source[range.clone()];
                return Some(Attribute { name, value, range: base + range.start..base + range.end });
            }
        })
    }
}

/// The tokens of a document, as far as it is well formed.
pub(super) fn tokens(document: &str) -> impl Iterator<Item = Token<'_>> {
    let mut reader = Reader::from_str(document);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    std::iter::from_fn(move || {
        let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let start = position(&reader);
        let event = reader.read_event().ok()?;
        let range = start..position(&reader).min(document.len());
        document.get(range.clone())?;
        Some(match event {
            Event::Eof => return None,
            Event::Start(_) => Token::Open { tag: Tag::new(document, range), empty: false },
            Event::Empty(_) => Token::Open { tag: Tag::new(document, range), empty: true },
            Event::End(_) => Token::Close(Tag::new(document, range)),
            Event::Text(_) => Token::Text(range),
            Event::GeneralRef(_) => Token::Reference(range),
            Event::CData(_) => {
                let inner = range.start + "<![CDATA[".len()..range.end - "]]>".len();
                Token::Cdata(range, inner)
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Token::Other(range),
        })
    })
}

/// What keeps a document from being read as XML: what the reader does not know, a tag that closes another element, or one that nothing
/// closes. An ampersand by itself is read as it stands.
pub(super) fn flaw(document: &str) -> Option<Flaw> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().allow_dangling_amp = true;
    let mut open: Vec<usize> = Vec::new();
    let place = |position: u64| {
        let at = usize::try_from(position).map_or(document.len(), |at| at.min(document.len()));
        (0..=at).rev().find(|&at| document.is_char_boundary(at)).unwrap_or_default()
    };
    loop {
        let start = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(_)) => open.push(place(start)),
            Ok(Event::End(_)) => _ = open.pop(),
            Ok(Event::Eof) => return open.pop().map(|start| Flaw::at(start, "an element that nothing closes")),
            Ok(_) => {}
            Err(error) => {
                return Some(Flaw::at(place(reader.error_position()), format!("cannot be read as XML: {error}")));
            }
        }
    }
}

/// How text is written in a document.
pub(super) fn style_of_text(document: &str) -> u8 {
    if is_ascii_with(document, "&#") { ASCII } else { 0 }
}

/// How text is written in the CDATA sections of a document.
pub(super) fn style_of_cdata() -> u8 {
    CDATA
}

/// How values of attributes are written in a document.
pub(super) fn style_of_attribute(document: &str) -> u8 {
    style_of_text(document) | QUOTED
}

/// Text as it is written in one of these styles.
pub(super) fn escape(text: &str, style: u8) -> Option<Cow<'_, str>> {
    if style & CDATA != 0 {
        return (!text.contains([']', '<', '&'])).then_some(Cow::Borrowed(text));
    }
    Some(to_entities(text, style & QUOTED != 0, style & ASCII != 0))
}

/// The text of a reference.
pub(super) fn push_reference(builder: &mut Builder, document: &str, range: Range<usize>) {
    match entity(&document[range.clone()], false) {
        Some((length, Said::Char(c))) if length == range.len() => builder.escape(range, c.encode_utf8(&mut [0; 4])),
        _ => builder.opaque(range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes() {
        let source = "x<a:p one=\"1 > 0\" two = 'b' three=c four five/>";
        let tag = Tag::new(source, 1..source.len());
        assert_eq!(tag.name, "p");
        let all: Vec<_> = tag.attributes().map(|a| (a.name, &source[a.range])).collect();
        assert_eq!(all, [("one", "1 > 0"), ("two", "b"), ("three", "c")]);
        assert_eq!(Tag::new("<p xml:lang='fr'>", 0..17).attribute("lang"), Some("fr"));
        assert_eq!(Tag::new("<p =x ===>", 0..10).attributes().count(), 1);
    }

    #[test]
    fn tokens_lie_where_they_say() {
        let source = "<?xml version='1.0'?><!-- c --><a b='1'>té&amp;x & y<![CDATA[<i>]]><c/></a>\n";
        let shown: Vec<_> = tokens(source)
            .map(|token| match token {
                Token::Open { tag, empty } => format!("open {} {}{}", tag.name, &source[tag.range], empty),
                Token::Close(tag) => format!("close {}", &source[tag.range]),
                Token::Text(range) => format!("text {}", &source[range]),
                Token::Reference(range) => format!("reference {}", &source[range]),
                Token::Cdata(whole, inner) => format!("cdata {} {}", &source[whole], &source[inner]),
                Token::Other(range) => format!("other {}", &source[range]),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "other <?xml version='1.0'?>",
                "other <!-- c -->",
                "open a <a b='1'>false",
                "text té",
                "reference &amp;",
                "text x ",
                "text & y",
                "cdata <![CDATA[<i>]]> <i>",
                "open c <c/>true",
                "close </a>",
                "text \n",
            ]
        );
    }
}

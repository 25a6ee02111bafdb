//! TMX, translation memories.
//!
//! A segment is one `<seg>` in French; its source is that of the unit in the language that the file translates from.

use super::comments::{Comment, Unit, element};
use super::inline::Inline;
use super::xml::{self, Token};
use super::{Format, language, placeholders};
use crate::text::{Document, Segment};
use std::borrow::Cow;

/// TMX.
pub(super) struct Tmx;

impl Format for Tmx {
    fn name(&self) -> &'static str {
        "tmx"
    }

    fn summary(&self) -> &'static str {
        "TMX translation memories: the French of every unit"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tmx"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::Between("<!--", "-->"), Comment::Element("note")]
    }

    fn unit(&self) -> Unit {
        Unit::Part(|text, comment| element(text, comment, &["tu"]))
    }

    fn is_like(&self, beginning: &str) -> bool {
        beginning.starts_with('<') && beginning.contains("<tmx")
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut source_language = "";
        let mut language = "";
        let mut seg: Option<Inline> = None;
        // The unit: where its segments start, and its source.
        let (mut unit, mut source) = (0, None);
        let style = xml::style_of_text(text);
        for token in xml::tokens(text) {
            match (&token, &mut seg) {
                (Token::Close(tag), Some(inline)) if tag.name == "seg" => {
                    let mut said = inline.take();
                    if language::is_french(language) {
                        placeholders::mark(&mut said);
                        segments.extend(said.finish(style, None));
                    } else if source.is_none() || language.eq_ignore_ascii_case(source_language) {
                        source = Some(said.text().to_owned());
                    }
                    seg = None;
                }
                (Token::Close(tag), _) if tag.name == "tu" => {
                    for segment in &mut segments[unit..] {
                        segment.source = source.clone().map(Cow::Owned);
                    }
                    (unit, source) = (segments.len(), None);
                }
                (_, Some(inline)) => inline.token(&token),
                (Token::Open { tag, .. }, None) => match tag.name {
                    "header" => source_language = tag.attribute("srclang").unwrap_or_default(),
                    "tuv" => language = tag.attribute("lang").unwrap_or_default(),
                    "seg" => seg = Some(Inline::new(text)),
                    _ => {}
                },
                _ => {}
            }
        }
        Document { segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        xml::escape(text, style)
    }
}

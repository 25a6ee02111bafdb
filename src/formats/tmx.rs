//! TMX, translation memories.
//!
//! A segment is one `<seg>` in French; its source is that of the unit in the language that the file translates from.

use super::builder::Builder;
use super::comments::{Comment, Unit, element};
use super::flaw::Flaw;
use super::inline::Inline;
use super::xml::{self, Token};
use super::{Format, language, placeholders};
use crate::text::{Document, Segment, Source};
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

    fn flaw(&self, text: &str) -> Option<Flaw> {
        xml::flaw(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut source_language = "";
        let mut language = "";
        let mut seg: Option<Inline> = None;
        // The unit: its source, and what it says in French.
        let (mut source, mut french) = (None, Vec::new());
        let style = xml::style_of_text(text);
        for token in xml::tokens(text) {
            match (&token, &mut seg) {
                (Token::Close(tag), Some(inline)) if tag.name == "seg" => {
                    let (said, whole) = inline.take();
                    if language::is_french(language) {
                        french.push((said, whole));
                    } else if source.is_none() || language.eq_ignore_ascii_case(source_language) {
                        source = Some(whole);
                    }
                    seg = None;
                }
                (Token::Close(tag), _) if tag.name == "tu" => {
                    finish_unit(&mut segments, std::mem::take(&mut french), source.take(), style);
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
        finish_unit(&mut segments, french, source, style);
        Document { segments }
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        xml::escape(text, style)
    }
}

fn finish_unit<'a>(
    segments: &mut Vec<Segment<'a>>,
    french: Vec<(Builder<'a>, String)>,
    source: Option<String>,
    style: u8,
) {
    let source = source.map(Source::new);
    let pair = |(said, whole)| placeholders::finish_pair(said, Some(whole), style, source.clone());
    segments.extend(french.into_iter().filter_map(pair));
}

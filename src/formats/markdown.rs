//! Markdown (CommonMark and what GitHub adds to it), and MDX.
//!
//! A segment is the text of one block as its reader sees it: a paragraph, a heading, a table cell, a list item. Marks around words are left
//! out, entities are the characters that they stand for; code, addresses and images are opaque.

mod html;
mod run;

use super::comments::Comment;
use super::{Format, yaml};
use crate::text::{Document, Segment, Span};
use pulldown_cmark::{Event, LinkType, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use run::Run;
use std::borrow::Cow;

/// The values of front matter that people read.
const FRONT: &[&str] = &["abstract", "caption", "description", "excerpt", "linkTitle", "subtitle", "summary", "title"];
/// What an image begins with.
const IMAGE: &str = "![";
/// The segment is a value of front matter, in one of the styles of YAML.
const FRONT_MATTER: u8 = 64;

/// Markdown.
pub(super) struct Markdown;

/// Markdown with JSX.
pub(super) struct Mdx;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn summary(&self) -> &'static str {
        "Markdown with the titles of its front matter; code, links and HTML are skipped"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::Between("<!--", "-->")]
    }

    fn code(&self, text: &str) -> Vec<Span> {
        code(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        parse(text)
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        escape(text, style)
    }
}

impl Format for Mdx {
    fn name(&self) -> &'static str {
        "mdx"
    }

    fn summary(&self) -> &'static str {
        "Markdown with JSX; import and export lines are skipped too"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mdx"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::Between("{/*", "*/}")]
    }

    fn code(&self, text: &str) -> Vec<Span> {
        code(text)
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        let mut document = parse(text);
        document.segments.retain(|segment| !is_module_code(&segment.text));
        document
    }

    fn escape<'t>(&self, text: &'t str, style: u8) -> Option<Cow<'t, str>> {
        escape(text, style)
    }
}

/// Whether a paragraph of MDX is JavaScript: `import X from "…"`, `export const …`.
fn is_module_code(text: &str) -> bool {
    (text.starts_with("import ") && text.contains(['"', '\'']))
        || ["export const ", "export let ", "export default ", "export function ", "export {", "export * "]
            .iter()
            .any(|start| text.starts_with(start))
}

/// The extensions of Markdown that are read: those of GitHub, mathematics, front matter, attributes of headings.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// The code that is shown.
fn code(text: &str) -> Vec<Span> {
    let is_code = |event: &Event| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_));
    let events = Parser::new_ext(text, options()).into_offset_iter().filter(|(event, _)| is_code(event));
    events.map(|(_, range)| Span::new(range.start, range.end)).collect()
}

fn parse(text: &str) -> Document<'_> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut run = Run::new(text);
    let mut skipped_blocks = 0usize;
    let mut in_front_matter = false;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            // Blocks: each border ends the run before it.
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                segments.extend(run.finish());
                skipped_blocks += 1;
                in_front_matter = event == Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle));
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                skipped_blocks = skipped_blocks.saturating_sub(1);
                in_front_matter = false;
            }
            Event::Text(_) if in_front_matter => {
                let front = yaml::segments(text, range, |keys| matches!(keys, [key] if FRONT.contains(&key.as_str())));
                segments.extend(
                    front.into_iter().map(|segment| Segment { style: segment.style | FRONT_MATTER, ..segment }),
                );
            }
            _ if skipped_blocks > 0 => {}
            Event::Start(Tag::Heading { .. }) => {
                segments.extend(run.finish());
                run.set_heading();
            }
            Event::Rule => segments.extend(run.finish()),

            // Inline: text and what is set among it.
            Event::Text(literal) => run.text(range, &literal),
            Event::SoftBreak => run.line_end(range, false),
            Event::HardBreak => run.line_end(range, true),
            Event::Start(Tag::Emphasis) => run.enter_emphasis(range.start),
            Event::End(TagEnd::Emphasis) => run.leave_emphasis(),
            // What an image shows is no part of the sentence: its markup stays between the two.
            Event::Start(Tag::Image { .. }) => run.opaque(range.start..range.start + IMAGE.len()),
            Event::End(TagEnd::Image) => run.opaque_until(range.end),
            Event::InlineHtml(tag) => run.html(range, &tag),
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. })
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => run.opaque(range),
            Event::Start(Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. })
            | Event::End(
                TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link,
            ) => {}

            Event::Start(_) | Event::End(_) | Event::Html(_) | Event::TaskListMarker(_) => {
                segments.extend(run.finish())
            }
        }
    }
    segments.extend(run.finish());
    Document { segments }
}

/// Puts a backslash before every character that Markdown could take for markup inside a line.
fn escape(text: &str, style: u8) -> Option<Cow<'_, str>> {
    if style & FRONT_MATTER != 0 {
        return yaml::escape(text, style & !FRONT_MATTER);
    }
    // The number sign would close a heading.
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~' | '$' | '#');
    if !text.contains(special) {
        return Some(Cow::Borrowed(text));
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if special(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    Some(Cow::Owned(escaped))
}

#[cfg(test)]
mod tests;

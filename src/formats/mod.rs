//! From the bytes of a file to runs of prose, and from offsets in those back to the file.
//!
//! A format is one file and one line in [`FORMATS`]. It never writes a document anew: edits are splices of bytes.

mod android;
mod apple;
mod asciidoc;
mod builder;
pub(crate) mod cells;
mod comments;
mod edits;
mod encoding;
mod escapes;
mod flaw;
mod fluent;
mod html;
mod inline;
mod inline_marks;
mod json;
mod language;
mod latex;
mod lines;
mod locator;
mod markdown;
#[cfg(feature = "office")]
pub mod office;
mod options;
pub(crate) mod placeholders;
mod plain;
mod po;
mod properties;
mod rest;
mod sound;
mod splice;
mod subtitles;
mod table;
mod tmx;
mod xliff;
mod xml;
mod yaml;

pub use comments::{Comment, Unit};
pub(crate) use comments::{line_end, line_start};
pub use edits::{Edit, Edits};
pub(crate) use encoding::utf8;
pub use encoding::{DecodeError, Decoded, Encoding, UTF8_MARK, UTF16_MARKS, Windows1252, decode};
pub(crate) use escapes::character;
#[cfg(feature = "corpus")]
pub(crate) use escapes::to_backslashes;
pub use flaw::Flaw;
pub use locator::{Locator, Place};
pub use options::Options;
#[doc(hidden)]
pub use sound::unsound;
pub use splice::Splice;
pub(crate) use splice::has_accents;

use crate::text::{Document, Span};
use std::borrow::Cow;
use std::path::Path;

/// A way in which documents are written.
pub trait Format: Send + Sync {
    /// The name that `--format-of` takes.
    fn name(&self) -> &'static str;

    /// One line for the help.
    fn summary(&self) -> &'static str;

    /// File name extensions, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a file of this name, in small letters, is of this format, whatever its extension.
    fn is_named(&self, _name: &str) -> bool {
        false
    }

    /// Whether a text that starts like this is of this format, when its name says nothing.
    fn is_like(&self, _beginning: &str) -> bool {
        false
    }

    /// The format with these choices made; none if it has none to make.
    fn with(&self, _options: &Options) -> Option<Box<dyn Format>> {
        None
    }

    /// How comments are written; none where the format has none.
    fn comments(&self) -> &'static [Comment] {
        &[]
    }

    /// What a comment that stands alone is about.
    fn unit(&self) -> Unit {
        Unit::Line
    }

    /// What looks like comments there is code that is shown.
    fn code(&self, _text: &str) -> Vec<Span> {
        Vec::new()
    }

    /// Whether a document is one run of prose, whatever is in it: it may be read piece by piece then.
    fn is_all_prose(&self) -> bool {
        false
    }

    /// What keeps a decoded document from being read as this format. [`Format::parse`] reads it as far as it can all the
    /// same; none where whatever is written can be read.
    fn flaw(&self, _text: &str) -> Option<Flaw> {
        None
    }

    /// The runs of prose in a decoded document.
    fn parse<'a>(&self, text: &'a str) -> Document<'a>;

    /// By how many characters one edit may lengthen what is written for a segment of this style; none: by any number.
    fn room(&self, _style: u8) -> Option<usize> {
        None
    }

    /// French text as it must be written into a segment of this [`style`](crate::text::Segment::style); none where it
    /// cannot be written.
    fn escape<'t>(&self, text: &'t str, _style: u8) -> Option<Cow<'t, str>> {
        Some(Cow::Borrowed(text))
    }
}

/// Every format. The first takes the files that no other claims.
pub static FORMATS: &[&dyn Format] = &[
    &plain::Plain,
    &markdown::Markdown,
    &markdown::Mdx,
    &po::Po,
    &xliff::Xliff,
    &html::Html,
    &subtitles::SubRip,
    &subtitles::WebVtt,
    &json::Json { exclude: Vec::new() },
    &json::XcStrings,
    &properties::Properties,
    &android::Android,
    &apple::Strings,
    &fluent::Fluent,
    &yaml::Yaml { exclude: Vec::new() },
    &table::Csv { columns: Vec::new() },
    &table::Tsv { columns: Vec::new() },
    &tmx::Tmx,
    &rest::Rest,
    &asciidoc::AsciiDoc,
    &latex::Latex,
];

/// The format with this name.
pub fn find(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// The format that the name of a file tells, if it tells one.
fn named(path: &Path) -> Option<&'static dyn Format> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let mut formats = FORMATS.iter().copied();
    formats
        .clone()
        .find(|format| format.is_named(&name))
        .or_else(|| formats.find(|format| format.extensions().contains(&extension.as_str())))
}

/// The format of a file, by its name.
pub fn of_path(path: &Path) -> &'static dyn Format {
    named(path).unwrap_or(FORMATS[0])
}

/// The format of a file, by its name, or by what it holds when the name tells nothing.
pub fn of(path: &Path, text: &str) -> &'static dyn Format {
    named(path).unwrap_or_else(|| {
        let text = text.trim_start();
        let end = (0..=text.len().min(SNIFFED)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or_default();
        FORMATS.iter().copied().find(|format| format.is_like(&text[..end])).unwrap_or(FORMATS[0])
    })
}

/// How much of a text is looked at to tell its format.
const SNIFFED: usize = 2048;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format() {
        for (path, name) in [
            ("a.txt", "plain"),
            ("README.md", "markdown"),
            ("docs/A.Markdown", "markdown"),
            ("page.mdx", "mdx"),
            ("LICENSE", "plain"),
            (".md", "plain"),
            ("-", "plain"),
        ] {
            assert_eq!(of_path(Path::new(path)).name(), name, "{path}");
        }
    }

    #[test]
    fn the_content_tells_the_format_when_the_name_does_not() {
        for (path, text, name) in [
            ("-", "Bonjour.", "plain"),
            ("a.txt", "WEBVTT\n", "plain"),
            ("-", "WEBVTT\n", "vtt"),
            ("-", "1\n00:00:01,000 --> 00:00:02,000\nOui", "srt"),
            ("a.xml", "<?xml version='1.0'?>\n<resources>", "android"),
            ("a.xml", "<?xml version='1.0'?>\n<xliff version='1.2'>", "xliff"),
            ("a.xml", "<?xml version='1.0'?>\n<!-- --><tmx>", "tmx"),
            ("a.xml", "<svg>", "plain"),
            ("-", "\n<!DOCTYPE html>", "html"),
            ("-", "# fr\nmsgid \"\"\nmsgstr \"\"\n", "po"),
            ("-", "{\n  \"a\": \"b\"}", "json"),
            ("-", "{Bonjour} \"b\"", "plain"),
            ("-", "\\documentclass{article}", "latex"),
        ] {
            assert_eq!(of(Path::new(path), text).name(), name, "{path} {text}");
        }
    }

    #[test]
    fn names_are_unique() {
        for (i, format) in FORMATS.iter().enumerate() {
            assert_eq!(FORMATS.iter().position(|f| f.name() == format.name()), Some(i));
        }
    }
}

//! From the bytes of a file to runs of prose, and from offsets in those back to the file.
//!
//! A format is one file and one line in [`FORMATS`]. It never writes a document anew: edits are splices of bytes.

mod android;
mod apple;
mod asciidoc;
mod builder;
mod edits;
mod encoding;
mod escapes;
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
mod placeholders;
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

pub use edits::{Edit, Edits};
pub use encoding::{DecodeError, Decoded, Encoding, UTF16_MARKS, decode};
pub use locator::{Locator, Place};
#[doc(hidden)]
pub use sound::unsound;
pub use splice::Splice;

use crate::text::Document;
use std::borrow::Cow;
use std::path::Path;

/// A way in which documents are written.
pub trait Format: Sync {
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

    /// The runs of prose in a decoded document.
    fn parse<'a>(&self, text: &'a str) -> Document<'a>;

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
    &json::Json,
    &json::XcStrings,
    &properties::Properties,
    &android::Android,
    &apple::Strings,
    &fluent::Fluent,
    &yaml::Yaml,
    &table::Csv,
    &table::Tsv,
    &tmx::Tmx,
    &rest::Rest,
    &asciidoc::AsciiDoc,
    &latex::Latex,
];

/// The format with this name.
pub fn find(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// The format of a file, by its name.
pub fn of_path(path: &Path) -> &'static dyn Format {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    if let Some(format) = FORMATS.iter().copied().find(|format| format.is_named(&name)) {
        return format;
    }
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    FORMATS.iter().copied().find(|format| format.extensions().contains(&extension.as_str())).unwrap_or(FORMATS[0])
}

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
    fn names_are_unique() {
        for (i, format) in FORMATS.iter().enumerate() {
            assert_eq!(FORMATS.iter().position(|f| f.name() == format.name()), Some(i));
        }
    }
}

//! Plain text: the whole file is prose.

use super::Format;
use super::comments::Comment;
use crate::text::Document;

/// Plain text.
pub(super) struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn summary(&self) -> &'static str {
        "The whole file is prose"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn comments(&self) -> &'static [Comment] {
        &[Comment::Bare]
    }

    fn is_all_prose(&self) -> bool {
        true
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        if text.is_empty() {
            return Document::default();
        }
        Document::plain(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_segment_or_none() {
        assert!(Plain.parse("").segments.is_empty());
        let document = Plain.parse("Bonjour.\n\nÀ demain.");
        assert_eq!(document.segments.len(), 1);
        assert_eq!(document.segments[0].text, "Bonjour.\n\nÀ demain.");
    }
}

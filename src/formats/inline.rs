//! The text of a translation unit with the inline elements of XLIFF and TMX.

use super::builder::Builder;
use super::xml::{self, Token};
use std::ops::Range;

/// Text with inline elements: those that stand for something are opaque, those that set off the text between them are
/// left out.
pub(super) struct Inline<'a> {
    document: &'a str,
    pub(super) text: Builder<'a>,
    /// The text with its tags, and with the code that they hold.
    whole: String,
    /// An element whose content is the code of another format: its name, where it starts, how many of the same name are
    /// open inside it, and whether it is left out.
    code: Option<(&'a str, usize, usize, bool)>,
}

impl<'a> Inline<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Inline { document, text: Builder::new(document), whole: String::new(), code: None }
    }

    /// Whether what comes next is code.
    pub(super) fn is_code(&self) -> bool {
        self.code.is_some()
    }

    /// Takes what has been read so far, as text and as a whole with its tags; the rest is still to come.
    pub(super) fn take(&mut self) -> (Builder<'a>, String) {
        (std::mem::replace(&mut self.text, Builder::new(self.document)), std::mem::take(&mut self.whole))
    }

    /// What has been read and not taken, with its tags.
    pub(super) fn whole(&self) -> &str {
        &self.whole
    }

    /// Adds a CDATA section.
    pub(super) fn cdata(&mut self, inner: Range<usize>) {
        self.whole.push_str(&self.document[inner.clone()]);
        self.text.verbatim(inner);
    }

    /// Adds a token; CDATA is left to the format.
    pub(super) fn token(&mut self, token: &Token<'a>) {
        self.add_to_whole(token);
        if let Some((name, start, nested, hidden)) = &mut self.code {
            match token {
                Token::Open { tag, empty: false } if tag.name == *name => *nested += 1,
                Token::Close(tag) if tag.name == *name && *nested > 0 => *nested -= 1,
                Token::Close(tag) if tag.name == *name => {
                    if !*hidden {
                        self.text.opaque(*start..tag.range.end);
                    }
                    self.code = None;
                }
                _ => {}
            }
            return;
        }
        match token {
            Token::Open { tag, empty: true } if matches!(tag.name, "x" | "ph" | "it" | "ut" | "cp") => {
                self.text.opaque(tag.range.clone());
            }
            Token::Open { tag, empty: false } => {
                let protected = tag.attribute("translate") == Some("no")
                    || tag.attribute("mtype").or(tag.attribute("type")) == Some("protected");
                let paired = matches!(tag.name, "bpt" | "ept");
                if protected || paired || matches!(tag.name, "ph" | "it" | "ut") {
                    self.code = Some((tag.name, tag.range.start, 0, paired));
                }
            }
            Token::Text(range) => self.text.verbatim(range.clone()),
            Token::Reference(range) => xml::push_reference(&mut self.text, self.document, range.clone()),
            // What is not added counts as markup.
            Token::Open { .. } | Token::Close(_) | Token::Cdata(..) | Token::Other(_) => {}
        }
    }

    fn add_to_whole(&mut self, token: &Token<'a>) {
        match token {
            // Notes of translators are no part of the message, nor is the element that it is the content of.
            Token::Open { tag, .. } | Token::Close(tag) if matches!(tag.name, "mrk" | "target") => {}
            Token::Open { tag, .. } | Token::Close(tag) => self.whole.push_str(&self.document[tag.range.clone()]),
            Token::Text(range) => self.whole.push_str(&self.document[range.clone()]),
            Token::Reference(range) => {
                let mut text = Builder::new(self.document);
                xml::push_reference(&mut text, self.document, range.clone());
                self.whole.push_str(text.text());
            }
            Token::Cdata(..) | Token::Other(_) => {}
        }
    }
}

//! Documents of Word and of LibreOffice, which are only read.
//!
//! Their text is unpacked into one line a paragraph; nothing can be written into them by splicing bytes.

use super::escapes::{Said, entity};
use super::xml::{self, Token};
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// No part of a document is larger, unpacked.
const LARGEST: u64 = 256 << 20;

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The archive is damaged, or has no text in it.
    #[error("not a document that can be unpacked ({0})")]
    Zip(#[from] zip::result::ZipError),
    /// A part cannot be unpacked.
    #[error("not a document that can be unpacked ({0})")]
    Io(#[from] std::io::Error),
    /// A part is too large.
    #[error("more than {} MB of text", LARGEST >> 20)]
    TooLarge,
}

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Docx,
    Odt,
}

/// Whether the name is that of a document that [`text_of`] reads.
pub fn is_office(path: &Path) -> bool {
    kind(path).is_some()
}

fn kind(path: &Path) -> Option<Kind> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match &*extension {
        "docx" | "docm" | "dotx" => Some(Kind::Docx),
        "odt" | "ott" | "odp" => Some(Kind::Odt),
        _ => None,
    }
}

/// The text of a document, one line a paragraph; notes come last. Line ends inside a paragraph are spaces.
pub fn text_of(path: &Path, bytes: &[u8]) -> Result<String, OfficeError> {
    let kind = kind(path).unwrap_or(Kind::Docx);
    let parts: &[(&str, bool)] = match kind {
        Kind::Docx => &[("word/document.xml", true), ("word/footnotes.xml", false), ("word/endnotes.xml", false)],
        Kind::Odt => &[("content.xml", true)],
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut paragraphs = Vec::new();
    for (name, required) in parts {
        let file = match archive.by_name(name) {
            Err(zip::result::ZipError::FileNotFound) if !required => continue,
            file => file?,
        };
        let mut part = String::new();
        let read = file.take(LARGEST + 1).read_to_string(&mut part)?;
        if read as u64 > LARGEST {
            return Err(OfficeError::TooLarge);
        }
        read_part(&part, kind, &mut paragraphs);
    }
    Ok(paragraphs.join("\n"))
}

/// Adds the paragraphs of a part. A paragraph in a text box or a note stands after the one that it stands in.
fn read_part(part: &str, kind: Kind, paragraphs: &mut Vec<String>) {
    // The paragraphs that are open, by number.
    let mut open: Vec<usize> = Vec::new();
    let mut skipped: Option<(&str, usize)> = None;
    let mut in_text = kind == Kind::Odt;
    for token in xml::tokens(part) {
        if let Some((name, nested)) = &mut skipped {
            match token {
                Token::Open { tag, empty: false } if tag.name == *name => *nested += 1,
                Token::Close(tag) if tag.name == *name && *nested > 0 => *nested -= 1,
                Token::Close(tag) if tag.name == *name => skipped = None,
                _ => {}
            }
            continue;
        }
        let now = open.last().map(|&number| &mut paragraphs[number]);
        match token {
            Token::Open { tag, empty } => match (tag.name, now) {
                ("p" | "h", _) => {
                    if !empty {
                        open.push(paragraphs.len());
                    }
                    paragraphs.push(String::new());
                }
                ("t", _) if kind == Kind::Docx => in_text = !empty,
                ("tab", Some(now)) => now.push('\t'),
                ("br" | "cr" | "line-break", Some(now)) => now.push(' '),
                ("noBreakHyphen", Some(now)) => now.push('\u{2011}'),
                ("s", Some(now)) if kind == Kind::Odt => {
                    let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1usize);
                    now.extend(std::iter::repeat_n(' ', count.min(100)));
                }
                // What stands in them is shown elsewhere, twice or not at all.
                ("Fallback" | "annotation" | "note-citation" | "ruby-text" | "tracked-changes", _) if !empty => {
                    skipped = Some((tag.name, 0));
                }
                _ => {}
            },
            Token::Close(tag) => match tag.name {
                "p" | "h" => drop(open.pop()),
                "t" if kind == Kind::Docx => in_text = false,
                _ => {}
            },
            Token::Text(range) | Token::Cdata(_, range) if in_text => {
                if let Some(now) = now {
                    now.extend(part[range].chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
                }
            }
            Token::Reference(range) if in_text => {
                if let (Some(now), Some((_, Said::Char(c)))) = (now, entity(&part[range], false)) {
                    now.push(c);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(part: &str, kind: Kind) -> Vec<String> {
        let mut paragraphs = Vec::new();
        read_part(part, kind, &mut paragraphs);
        paragraphs
    }

    #[test]
    fn word() {
        let part = "<w:document><w:body><w:p><w:r><w:t>Un mo</w:t></w:r><w:r><w:t xml:space='preserve'>t &amp; </w:t><w:tab/>\
            <w:delText>non</w:delText><w:instrText>PAGE</w:instrText></w:r></w:p><w:p/><w:p><w:r><w:t>deux</w:t><w:br/>\
            <w:t>trois</w:t></w:r><w:txbx><w:p><w:r><w:t>quatre</w:t></w:r></w:p></w:txbx><w:r><w:t>.</w:t></w:r></w:p>";
        assert_eq!(paragraphs(part, Kind::Docx), ["Un mot & \t", "", "deux trois.", "quatre"]);
    }

    #[test]
    fn open_document() {
        let part = "<office:body><text:tracked-changes><text:p>non</text:p></text:tracked-changes><text:h>Titre</text:h>\
            <text:p>Un<text:s text:c='2'/>mot<text:note><text:note-citation>1</text:note-citation><text:note-body>\
            <text:p>Une note</text:p></text:note-body></text:note>, <text:span>de</text:span>ux\n&#233;t&#233;s</text:p>";
        assert_eq!(paragraphs(part, Kind::Odt), ["Titre", "Un  mot, deux étés", "Une note"]);
    }
}

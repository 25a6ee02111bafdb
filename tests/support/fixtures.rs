//! The files in `tests/formats`, and the word that each of them has among its French.

// Every test program has this module and uses some of it.
#![allow(dead_code)]

use intrus::formats::{self, Format};
use intrus::{Document, MarkKind, Span};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The word that fixtures have in every unit.
pub const MARKER: &str = "however";
/// What is written in its place: everything that some format has to escape.
pub const FRENCH: &str = "déjà, « l'an & l’autre \"œuf\" », à 5 < 6 \\ 7: #";
/// The same where a format cannot hold all of it.
pub const PLAIN: &str = "déjà";

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

pub fn fixture(name: &str) -> (&'static dyn Format, String) {
    let path = folder().join(name);
    (formats::of_path(&path), fs::read_to_string(path).unwrap())
}

/// The places of a word in the prose of a document: segment and span.
pub fn places(document: &Document, word: &str) -> Vec<(usize, Span)> {
    let mut places = Vec::new();
    for (i, segment) in document.segments.iter().enumerate() {
        let lower = segment.text.to_ascii_lowercase();
        for (at, _) in lower.match_indices(word) {
            let span = Span::new(at, at + word.len());
            if !segment.marks.iter().any(|mark| mark.kind == MarkKind::Opaque && mark.span.overlaps(span)) {
                places.push((i, span));
            }
        }
    }
    places
}

pub fn fixtures() -> BTreeSet<String> {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| ![".py", "requirements.txt", "__pycache__"].iter().any(|end| name.ends_with(end))).collect()
}

/// White space counts for one space: a line end may move when words go. The apostrophes are one: LaTeX in ASCII has no other.
pub fn plain(text: &str) -> String {
    text.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the escapes of Android and of Java's messages, which the other program leaves to their libraries.
pub fn unescaped(text: &str) -> String {
    let pairs = [("’", "'"), ("\\\\", "\\"), ("\\'", "'"), ("\\\"", "\""), ("''", "'"), ("\\n", " ")];
    plain(&pairs.iter().fold(text.to_owned(), |text, (escape, said)| text.replace(escape, said)))
}

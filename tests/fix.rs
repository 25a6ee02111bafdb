//! What holds of fixed texts: nothing else changes, no fix makes a finding, fixing twice changes no more.

use intrus::fix::{Fixed, Fixer};
use intrus::formats::{self, Decoded, Edits, Format};
use intrus::{Applicability, Checker, Document, Finding, Origin, Pack, Span, Suggestion};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn plain() -> &'static dyn Format {
    formats::find("plain").unwrap()
}

/// The documents of `tests/documents/damaged`, without their marks.
fn damaged() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/damaged");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), unmarked(&fs::read_to_string(path).unwrap()))).collect()
}

/// A text without its marks `[[English|French]]`: the English.
fn unmarked(text: &str) -> String {
    let mut pieces = text.split("[[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let (inside, after) = piece.split_once("]]").expect("[[ without ]]");
        text + inside.split('|').next().unwrap_or_default() + after
    })
}

/// Where the findings of a text are.
fn found(checker: &Checker, text: &str) -> Vec<Span> {
    let document = plain().parse(text);
    let place = |f: Finding| {
        let offset = document.segments[f.segment].offset;
        Span::new(offset + f.span.start, offset + f.span.end)
    };
    checker.check(&document).into_iter().map(place).collect()
}

/// The findings of an edited text that none of the text before explains: those that touch an edit, and those where
/// nothing was found.
fn created(edits: &Edits, before: &[Span], after: &[Span]) -> Vec<Span> {
    let regions = edits.regions();
    let is_new = |span: &Span| {
        let edited = regions.iter().any(|region| region.overlaps(*span));
        let shift = edits.iter().zip(&regions).rev().find(|(_, region)| region.end <= span.start);
        let shift = shift.map_or(0, |(edit, region)| edit.end as isize - region.end as isize);
        let moved = |at: usize| at.checked_add_signed(shift).unwrap();
        let stood = Span::new(moved(span.start), moved(span.end));
        edited || !before.iter().any(|known| known.overlaps(stood))
    };
    after.iter().copied().filter(is_new).collect()
}

#[test]
fn damaged_documents() {
    let checker = Checker::new(Pack::embedded());
    let fixer = Fixer::new(&checker, Applicability::Unsafe);
    let mut whole = String::new();
    for (path, text) in damaged() {
        holds(&checker, &fixer, &path.display().to_string(), &text);
        whole += &text;
    }
    holds(&checker, &fixer, "all of them", &whole);
}

fn holds(checker: &Checker, fixer: &Fixer, name: &str, text: &str) {
    let before = found(checker, text);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let Fixed { edits, left, .. } = fixer.fix(&decoded, plain());
    let fixed = edits.apply_to_text(text);
    let after = found(checker, &fixed);
    eprintln!("{name}: {} findings, {} edits, {} left", before.len(), edits.len(), left.len());
    assert_eq!(left.len(), after.len(), "{name}");
    let created = created(&edits, &before, &after);
    assert!(created.is_empty(), "{name}: {:?}", created.iter().map(|span| span.of(&fixed)).collect::<Vec<_>>());
    let decoded = formats::decode(fixed.as_bytes()).unwrap();
    assert_eq!(fixer.fix(&decoded, plain()).edits, Edits::default(), "{name}: fixed twice");
}

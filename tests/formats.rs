//! The file formats: what is read of the files in `tests/formats`, and what edits make of them.
//!
//! In `snapshots/formats__*.snap` each segment stands with its line, what is no prose in braces, emphasis between
//! slashes, headings between number signs, and what it translates below. In every fixture the word “however” is put
//! among the French; what stands there after it has been replaced is read by another program
//! (`tests/formats/independent.py`), which must see the same file but for that word.

#[path = "support/fixtures.rs"]
mod support;
#[path = "support/tools.rs"]
mod tools;

use intrus::formats::{self, Edit, Edits, Format, Locator, Splice};
use intrus::{Mark, MarkKind, Segment, Span};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::{FRENCH, MARKER, PLAIN, fixture, fixtures, places, unescaped};

fn annotated(segment: &Segment) -> String {
    let sign = |mark: &Mark, closing: bool| match (mark.kind, closing) {
        (MarkKind::Opaque, false) => '{',
        (MarkKind::Opaque, true) => '}',
        (MarkKind::Emphasis, _) => '/',
        (MarkKind::Heading, _) => '#',
    };
    let mut signs: Vec<(usize, char)> = Vec::new();
    for mark in segment.marks.iter().rev() {
        signs.push((mark.span.end, sign(mark, true)));
    }
    for mark in &segment.marks {
        signs.push((mark.span.start, sign(mark, false)));
    }
    signs.sort_by_key(|(at, _)| *at);
    let mut out = String::new();
    let mut at = 0;
    for (next, sign) in signs {
        out.push_str(&segment.text[at..next]);
        out.push(sign);
        at = next;
    }
    out.push_str(&segment.text[at..]);
    format!("{out:?}").replace("\\\"", "\"")
}

fn snapshot(name: &str) {
    let (format, text) = fixture(name);
    assert_eq!(format.flaw(&text), None);
    let document = format.parse(&text);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let mut locator = Locator::new(&decoded);
    let mut shown = format!("{}\n", format.name());
    for segment in &document.segments {
        let line = locator.locate(segment.offset).line;
        let _ = writeln!(shown, "{line:3}: {}", annotated(segment));
        if let Some(source) = &segment.source {
            let _ = writeln!(shown, "   = {:?}", source.text);
            if let Some(other) = &source.other_number {
                let _ = writeln!(shown, "   | {other:?}");
            }
            if let Some(whole) = &source.target {
                let _ = writeln!(shown, "   > {whole:?}");
            }
        }
    }
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("formats__{name}"), shown);
    });
}

/// The file with every marker replaced, where it can be.
fn replaced(format: &dyn Format, text: &str, french: &str) -> (String, usize) {
    let document = format.parse(text);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let splice = Splice::new(&decoded, format);
    let edit = |(i, span): (usize, Span)| {
        let segment = &document.segments[i];
        let Span { start, end } = segment.place(span);
        let raw = splice.raw(segment, span, french).or_else(|| splice.raw(segment, span, PLAIN))?;
        Some(Edit { start, end, raw })
    };
    let edits = Edits::resolve(places(&document, MARKER).into_iter().filter_map(edit));
    (edits.apply_to_text(text), edits.len())
}

/// The fixtures, a test for each, and the list of them.
macro_rules! fixtures {
    ($($test:ident = $name:literal),* $(,)?) => {
        const FIXTURES: &[&str] = &[$($name),*];
        $(#[test] fn $test() { snapshot($name); })*
    };
}

fixtures! {
    po = "catalogue.po",
    xliff_1 = "unites.xlf",
    xliff_2 = "unites.xliff",
    html = "page.html",
    subrip = "film.srt",
    webvtt = "film.vtt",
    json = "messages.json",
    json_of_languages = "langues.json",
    arb = "app_fr.arb",
    xcode_catalogue = "Localizable.xcstrings",
    properties = "messages_fr.properties",
    android = "strings.xml",
    apple = "Localizable.strings",
    fluent = "app.ftl",
    rails = "fr.yml",
    symfony = "messages.fr.yaml",
    csv = "chaines.csv",
    semicolons = "point-virgule.csv",
    tsv = "paires.tsv",
    tmx = "memoire.tmx",
    rest = "guide.rst",
    asciidoc = "guide.adoc",
    latex = "article.tex",
    latex_ascii = "ascii.tex",
    front_matter = "page.md",
}

#[test]
fn every_fixture_has_its_test() {
    assert_eq!(fixtures(), FIXTURES.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn every_format_has_a_fixture() {
    let read: BTreeSet<&str> = FIXTURES.iter().map(|name| fixture(name).0.name()).collect();
    for format in formats::FORMATS.iter().filter(|format| !["plain", "markdown", "mdx"].contains(&format.name())) {
        assert!(read.contains(format.name()), "{}", format.name());
    }
}

#[test]
fn the_readme_names_every_format() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for format in formats::FORMATS {
        let rows = readme.lines().filter(|line| line.starts_with("| `"));
        assert!(rows.clone().any(|row| row.contains(&format!("`{}`", format.name()))), "{}", format.name());
        for extension in format.extensions().iter().take(1) {
            assert!(rows.clone().any(|row| row.contains(&format!("`.{extension}`"))), ".{extension}");
        }
    }
}

#[test]
fn markers_can_be_replaced() {
    for name in FIXTURES {
        let (format, text) = fixture(name);
        let (edited, count) = replaced(format, &text, FRENCH);
        assert!(count > 1, "{name}: {count} markers in the prose");
        assert_eq!(places(&format.parse(&edited), MARKER), [], "{name}");
    }
}

/// What another program reads of the files: for each the path to every text in it, and the text. None if the program or
/// its libraries are not there.
fn independent(folder: &Path) -> Option<serde_json::Value> {
    let script = support::folder().join("independent.py");
    let output = tools::output(Command::new("python3").arg(script).arg(folder), b"")?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn another_program_sees_the_same_file() {
    let temporary = tempfile::TempDir::new().unwrap();
    for name in FIXTURES {
        let (format, text) = fixture(name);
        for (side, text) in [("before", &text), ("after", &replaced(format, &text, FRENCH).0)] {
            let folder = temporary.path().join(side);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let Some(read) = independent(temporary.path()) else { return };
    assert_eq!(read.as_object().unwrap().len(), FIXTURES.len(), "files that another program reads");
    for (name, sides) in read.as_object().unwrap() {
        let side = |side: &str| sides[side].as_array().unwrap().clone();
        let (before, after) = (side("before"), side("after"));
        assert_eq!(before.len(), after.len(), "{name}");
        let mut changed = 0;
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before[0], after[0], "{name}: another path");
            let (old, new) = (before[1].as_str().unwrap(), after[1].as_str().unwrap());
            if old != new {
                changed += 1;
                let old = old.replace("However", MARKER);
                // The Translate Toolkit shows what is in `<ph>` as text, and it is left alone.
                let with = |french, times| unescaped(&old.replacen(MARKER, french, times));
                let is = |french| (1..=old.matches(MARKER).count()).any(|times| with(french, times) == unescaped(new));
                assert!(is(FRENCH) || is(PLAIN), "{name}: {old:?} became {new:?}");
            }
        }
        assert!(changed > 0, "{name}: nothing changed");
    }
}

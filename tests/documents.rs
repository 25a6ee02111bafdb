//! Whole documents, annotated in place.
//!
//! `tests/documents/clean` holds good, hard French: nothing may be found there. `tests/documents/open` holds more of it,
//! where something still is: each finding is a false alarm to be got rid of; a paragraph without one moves to `clean`. `tests/documents/damaged` holds every
//! mechanism; `[[English|French|other French]]` marks what the machine wrote and what stood there. What is found is in
//! `snapshots/documents__*.snap`, with the count of marked places at the end; `INSTA_UPDATE=always cargo test --test
//! documents` writes the snapshots anew, `git diff snapshots` shows what a change has done.

use intrus::{Checker, Finding, Pack, Span, formats};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Columns of an annotated line.
const WIDTH: usize = 100;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(name)
}

/// The findings of a document with their spans in its text.
fn check(path: &Path, text: &str) -> Vec<(Span, Finding)> {
    let document = formats::of_path(path).parse(text);
    let findings = Checker::new(Pack::embedded()).check(&document);
    findings.into_iter().map(|finding| (document.place(&finding), finding)).collect()
}

/// The lines of a text that have findings, in pieces of [`WIDTH`] columns, with carets, rule and best French below.
fn annotated(text: &str, findings: &[(Span, Finding)]) -> String {
    let mut out = String::new();
    let mut start = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let end = start + line.trim_end().len();
        let line_span = Span::new(start, end);
        let here: Vec<&(Span, Finding)> = findings.iter().filter(|(span, _)| span.overlaps(line_span)).collect();
        if !here.is_empty() {
            let _ = writeln!(out, "line {}", n + 1);
            for piece in pieces(text, line_span) {
                annotate(&mut out, text, piece, &here);
            }
            out.push('\n');
        }
        start += line.len();
    }
    out
}

/// A line cut at blanks into pieces of at most [`WIDTH`] columns (more where a word is longer).
fn pieces(text: &str, line: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let (mut start, mut blank, mut columns) = (line.start, None, 0);
    for (i, c) in line.of(text).char_indices() {
        let at = line.start + i;
        columns += 1;
        if let Some(cut) = blank.filter(|_| columns > WIDTH) {
            pieces.push(Span::new(start, cut));
            start = cut;
            blank = None;
            columns = text[start..at].chars().count() + 1;
        }
        if c == ' ' {
            blank = Some(at + 1);
        }
    }
    pieces.push(Span::new(start, line.end));
    pieces
}

fn annotate(out: &mut String, text: &str, piece: Span, findings: &[&(Span, Finding)]) {
    let _ = writeln!(out, "| {}", piece.of(text).trim_end());
    for (span, finding) in findings.iter().filter(|(span, _)| span.overlaps(piece)) {
        let part = Span::new(span.start.max(piece.start), span.end.min(piece.end));
        let before = text[piece.start..part.start].chars().count();
        let carets = "^".repeat(part.of(text).trim_end().chars().count().max(1));
        // A finding that goes on in the next piece is named there.
        let label = match finding.suggestions.first() {
            _ if span.end > piece.end => String::new(),
            Some(best) => format!(" {} {}", finding.rule, best.text),
            None => format!(" {}", finding.rule),
        };
        let _ = writeln!(out, "  {:before$}{carets}{label}", "");
    }
}

/// A marked place: where it is once the marks are gone, and the French.
struct Marked {
    span: Span,
    french: Vec<String>,
}

/// A text without its marks, and what was marked.
fn unmarked(text: &str) -> (String, Vec<Marked>) {
    let mut pieces = text.split("[[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    let mut marked = Vec::new();
    for piece in pieces {
        let (inside, after) = piece.split_once("]]").expect("[[ without ]]");
        let mut parts = inside.split('|').map(str::to_owned);
        let english = parts.next().unwrap_or_default();
        marked.push(Marked { span: Span::new(plain.len(), plain.len() + english.len()), french: parts.collect() });
        plain.push_str(&english);
        plain.push_str(after);
    }
    (plain, marked)
}

/// How many marked places were found, which were not, and what was found elsewhere.
fn tally(text: &str, marked: &[Marked], findings: &[(Span, Finding)]) -> String {
    let (mut found, mut exact, mut repaired) = (0, 0, 0);
    let mut missed = Vec::new();
    for Marked { span, french } in marked {
        let hits: Vec<&(Span, Finding)> = findings.iter().filter(|(hit, _)| hit.overlaps(*span)).collect();
        if hits.is_empty() {
            missed.push(span.of(text));
            continue;
        }
        found += 1;
        if let [(hit, finding)] = hits[..]
            && hit == span
        {
            exact += 1;
            repaired += usize::from(finding.suggestions.first().is_some_and(|best| same(&best.text, french)));
        }
    }
    let elsewhere = findings.iter().filter(|(hit, _)| !marked.iter().any(|m| m.span.overlaps(*hit)));
    let elsewhere: Vec<&str> = elsewhere.map(|(hit, _)| hit.of(text)).collect();
    let list = |names: &[&str]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    format!(
        "marked places: {}; found: {found}; with these borders: {exact}; with this French first: {repaired}\nmissed: {}\nfound elsewhere: {}\n",
        marked.len(),
        list(&missed),
        list(&elsewhere),
    )
}

/// Whether a text is one of the French texts, whatever the apostrophes and capitals.
fn same(text: &str, french: &[String]) -> bool {
    let plain = |text: &str| text.replace('’', "'").to_lowercase();
    french.iter().any(|f| plain(f) == plain(text))
}

fn damaged(name: &str) {
    let path = folder("damaged").join(format!("{name}.txt"));
    let (text, marked) = unmarked(&fs::read_to_string(&path).unwrap());
    let findings = check(&path, &text);
    let shown = format!("{}{}", annotated(&text, &findings), tally(&text, &marked, &findings));
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("documents__{name}"), shown);
    });
}

fn clean(name: &str) {
    assert_eq!(alarms("clean", name), "", "{name}: nothing may be found in good French");
}

fn open(name: &str) {
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("documents__open_{}", name.split('.').next().unwrap_or(name)), alarms("open", name));
    });
}

fn alarms(kind: &str, name: &str) -> String {
    let path = folder(kind).join(name);
    let text = fs::read_to_string(&path).unwrap();
    let findings = check(&path, &text);
    if findings.is_empty() { String::new() } else { annotated(&text, &findings) }
}

/// A test for each document, and the list of them.
macro_rules! documents {
    ($each:ident in $list:ident: $($test:ident = $name:literal),* $(,)?) => {
        const $list: &[&str] = &[$($name),*];
        $(#[test] fn $test() { $each($name); })*
    };
}

documents! { damaged in DAMAGED:
    damaged_cognate = "cognate",
    damaged_homograph = "homograph",
    damaged_homograph_french_form = "homograph_french_form",
    damaged_inside_word = "inside_word",
    damaged_phrase_borders = "phrase_borders",
    damaged_segment = "segment",
    damaged_untranslated = "untranslated",
    damaged_wrong_sense = "wrong_sense",
}

documents! { clean in CLEAN:
    clean_ancien = "ancien.txt",
    clean_citations = "citations.txt",
    clean_homographes = "homographes.txt",
    clean_majuscules = "majuscules.txt",
    clean_oral = "oral.txt",
    clean_presse = "presse.txt",
    clean_quebec_belgique = "quebec_belgique.txt",
    clean_sport_culture = "sport_culture.txt",
    clean_technique = "technique.md",
}

documents! { open in OPEN:
    open_clean = "clean.txt",
}

#[test]
fn every_document_has_its_test() {
    let there = |name: &str| -> BTreeSet<String> {
        fs::read_dir(folder(name)).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(there("clean"), CLEAN.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(there("open"), OPEN.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(there("damaged"), DAMAGED.iter().map(|name| format!("{name}.txt")).collect());
}

#[test]
fn there_is_enough_good_french() {
    let words = |name: &&str| fs::read_to_string(folder("clean").join(name)).unwrap().split_whitespace().count();
    assert!(CLEAN.iter().map(words).sum::<usize>() >= 1500);
}

#[test]
fn pieces_are_the_line() {
    let text = "été ".repeat(100) + &"a".repeat(300) + " fin";
    let line = Span::new(0, text.len());
    let pieces = pieces(&text, line);
    assert_eq!(pieces.iter().map(|p| p.of(&text)).collect::<String>(), text);
    assert!(pieces.iter().all(|p| p.of(&text).trim_end().chars().count() <= WIDTH || p.of(&text).contains('a')));
}

//! The file formats: what is read of the files in `tests/formats`, and what edits make of them.
//!
//! In `snapshots/formats__*.snap` each segment stands with its line, what is no prose in braces, emphasis between
//! slashes, headings between number signs, and what it translates below. In every fixture the word “however” is put
//! among the French; what stands there after it has been replaced is read by another program
//! (`tests/formats/independent.py`), which must see the same file but for that word.

use intrus::formats::{self, Edit, Edits, Format, Locator, Splice};
use intrus::{Document, Mark, MarkKind, Segment, Span};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The word that fixtures have in every unit.
const MARKER: &str = "however";
/// What is written in its place: everything that some format has to escape.
const FRENCH: &str = "déjà, « l'an & l’autre \"œuf\" », à 5 < 6 \\ 7: #";
/// The same where a format cannot hold all of it.
const PLAIN: &str = "déjà";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn fixture(name: &str) -> (&'static dyn Format, String) {
    let path = folder().join(name);
    (formats::of_path(&path), fs::read_to_string(path).unwrap())
}

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
    let document = format.parse(&text);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let mut locator = Locator::new(&decoded);
    let mut shown = format!("{}\n", format.name());
    for segment in &document.segments {
        let line = locator.locate(segment.offset).line;
        let _ = writeln!(shown, "{line:3}: {}", annotated(segment));
        if let Some(source) = &segment.source {
            let _ = writeln!(shown, "   = {source:?}");
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

/// The places of a word in the prose of a document: segment and span.
fn places(document: &Document, word: &str) -> Vec<(usize, Span)> {
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

/// Edits of one word at a time: the text reads as it should, and every other segment as before.
fn edits_read_back(format: &dyn Format, text: &str, words: usize) -> Result<(), TestCaseError> {
    let document = format.parse(text);
    prop_assert_eq!(formats::unsound(text, &document), None);
    let decoded = formats::decode(text.as_bytes()).unwrap();
    let splice = Splice::new(&decoded, format);
    let before: Vec<&str> = document.segments.iter().map(|segment| &*segment.text).collect();
    for (i, segment) in document.segments.iter().enumerate() {
        // The text of Markdown is its source, escapes included.
        if format.name() == "markdown" && segment.style == 0 {
            continue;
        }
        for span in words_of(segment).into_iter().take(words) {
            for french in [PLAIN, FRENCH] {
                let french = in_capitals_of(span.of(&segment.text), french);
                let Some(raw) = splice.raw(segment, span, &french) else { continue };
                let Span { start, end } = segment.place(span);
                let edited = Edits::resolve([Edit { start, end, raw }]).apply_to_text(text);
                let again = format.parse(&edited);
                let mut wanted: Vec<String> = before.iter().map(|text| (*text).to_owned()).collect();
                wanted[i].replace_range(span.range(), &french);
                let read: Vec<String> = again.segments.iter().map(|segment| segment.text.to_string()).collect();
                prop_assert_eq!(read, wanted, "{:?} for {:?} in\n{}", french, span.of(&segment.text), text);
            }
        }
    }
    Ok(())
}

/// French with a capital where the word has one: whether a subtitle goes on with the sentence is told by that.
fn in_capitals_of(word: &str, french: &str) -> String {
    if word.starts_with(char::is_uppercase) { french.replacen('d', "D", 1) } else { french.to_owned() }
}

/// Words of the prose.
fn words_of(segment: &Segment) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut start = None;
    for (at, c) in segment.text.char_indices().chain([(segment.text.len(), ' ')]) {
        match (c.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn fixtures() -> BTreeSet<String> {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| ![".py", "requirements.txt", "__pycache__"].iter().any(|end| name.ends_with(end))).collect()
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
fn what_is_not_edited_stays() {
    for name in FIXTURES {
        let (format, text) = fixture(name);
        edits_read_back(format, &text, usize::MAX).unwrap_or_else(|error| panic!("{name}: {error}"));
        let windows = text.replace('\n', "\r\n");
        edits_read_back(format, &windows, 3).unwrap_or_else(|error| panic!("{name}, CRLF: {error}"));
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

#[test]
fn choices() {
    let read = |name: &str, text: &str, options: &formats::Options| -> Vec<String> {
        let format = formats::find(name).unwrap().with(options).unwrap();
        format.parse(text).segments.iter().map(|segment| segment.text.to_string()).collect()
    };
    let keys = formats::Options { exclude_keys: vec!["note*".into(), "a.b".into()], ..Default::default() };
    assert_eq!(read("json", r#"{"a": {"b": "un", "c": "deux"}, "notes": ["trois"]}"#, &keys), ["deux"]);
    assert_eq!(read("yaml", "a:\n  b: un\n  c: deux\nnotes:\n- trois\n", &keys), ["deux"]);
    let columns = formats::Options { columns: vec!["Texte".into(), "3".into()], ..Default::default() };
    assert_eq!(read("csv", "id,texte,x\nun,deux,trois\n", &columns), ["deux", "trois"]);
    assert_eq!(read("tsv", "un\tdeux\ttrois\n", &columns), ["trois"]);
}

/// What another program reads of the files: for each the path to every text in it, and the text. None if the program or
/// its libraries are not there.
fn independent(folder: &Path) -> Option<serde_json::Value> {
    let script = self::folder().join("independent.py");
    let output = Command::new("python3").arg(script).arg(folder).output().ok()?;
    if output.status.code() == Some(77) {
        eprintln!("skipped: {}", String::from_utf8_lossy(&output.stderr).trim());
        return None;
    }
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
                let with = |french: &str| old.replace(MARKER, french).replace("However", french);
                assert!(
                    [with(FRENCH), with(PLAIN)].iter().any(|wanted| wanted == new),
                    "{name}: {old:?} became {new:?}"
                );
            }
        }
        assert!(changed > 0, "{name}: nothing changed");
    }
}

/// What upsets a parser.
const ODD: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\\u",
    "\\ud83d",
    "\\x",
    "&",
    "&#x",
    "&;",
    "<",
    ">",
    "</",
    "<b>",
    "<!--",
    "]]>",
    "<![CDATA[",
    "{",
    "}",
    "{{",
    "{%",
    "{n, plural, one {",
    "%",
    "%1$",
    "%(",
    "$",
    "#",
    "[",
    "]",
    "--",
    "-->",
    "=",
    ":",
    ";",
    ",",
    "\t",
    "\n",
    "\r",
    "\n\n",
    " ",
    "\u{a0}",
    "é",
    "😀",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "*",
    "_",
    "`",
    "|",
    "~",
    "@",
    "!",
    "?",
    "- ",
    "\\begin{",
    "$$",
    "..",
    "::",
    "===",
    "''",
    "\"\"",
];

/// Signs that nobody closes must not cost more and more: ten times the text may take little more than ten times as long.
#[test]
fn long_files_take_no_longer_than_they_must() {
    let mut signs: Vec<String> = ODD.iter().map(|odd| format!("{odd}a ")).collect();
    signs.extend(ODD.iter().map(|odd| (*odd).to_owned()));
    let more = ["<p>a", "<i>a", "<i lang=en>a", "<a b='", "- a\n", "a\n", "a: b\n", "[a](", "{a {", "\\emph{", "a\n\n"];
    signs.extend(more.map(str::to_owned));
    let mut all = Vec::new();
    for format in formats::FORMATS {
        for sign in &signs {
            let time = |bytes: usize| {
                let (text, start) = (sign.repeat(bytes / sign.len()), Instant::now());
                format.parse(&text);
                start.elapsed()
            };
            let (short, long) = (time(2_000), time(20_000));
            let slow = long > Duration::from_millis(200) && long > 30 * short;
            if slow {
                all.push(format!("{}: {sign:?} {short:?} {long:?}", format.name()));
            }
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Fixtures that have been cut, doubled and mixed.
fn damaged_files() -> impl Strategy<Value = (usize, String)> {
    let cut = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8u8, any::<prop::sample::Index>());
    (0..FIXTURES.len(), proptest::collection::vec(cut, 0..4)).prop_map(|(which, cuts)| {
        let (_, mut text) = fixture(FIXTURES[which]);
        for (a, b, how, odd) in cuts {
            let borders: Vec<usize> = (0..=text.len()).filter(|&i| text.is_char_boundary(i)).collect();
            let (a, b) = (*a.get(&borders), *b.get(&borders));
            let (start, end) = (a.min(b), a.max(b));
            match how {
                0 => text.truncate(end),
                1 => text.replace_range(start..borders[borders.partition_point(|&i| i <= start + 20) - 1].min(end), ""),
                2 => text = text[start..].to_owned(),
                3.. if how > 3 => text.insert_str(start, ODD[odd.index(ODD.len())]),
                _ => {
                    let piece = text[start..end].to_owned();
                    text.insert_str(start, &piece);
                }
            }
        }
        (which, text)
    })
}

proptest! {
    #[test]
    fn damaged_files_are_read((which, text) in damaged_files()) {
        for format in formats::FORMATS {
            prop_assert_eq!(formats::unsound(&text, &format.parse(&text)), None, "{}", format.name());
        }
        let (format, _) = fixture(FIXTURES[which]);
        edits_read_back(format, &text, 2)?;
    }
}

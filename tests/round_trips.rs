//! Files made up at random and edited at random, many of them in every format: no byte outside an edit changes, the format
//! reads the same but for the words that were edited, and so does another program (`tests/formats/independent.py`).
//!
//!     cargo test --release --test round_trips -- --ignored --nocapture
//!
//! INTRUS_ROUND_TRIPS=100 makes so many files a format in place of 10,000; INTRUS_ROUND_TRIPS_OF=po those of one format.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "round_trips/shapes.rs"]
mod shapes;
#[path = "support/tools.rs"]
mod tools;

use fixtures::{FRENCH, PLAIN, plain, unescaped};
use intrus::formats::{self, Edit, Edits, Encoding, Format, Splice, UTF16_MARKS};
use intrus::{Document, Span};
use shapes::{Random, SHAPES, Shape, made_up, word};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What is written in place of a word.
const WRITTEN: &[&str] =
    &[PLAIN, FRENCH, "en plus", "l’œuvre d’art", "l'an", "d’à côté", "c’est-à-dire que", "été : hier"];

/// Files that another program reads at once.
const BATCH: usize = 500;

/// One edit of a random file.
struct Change {
    segment: usize,
    span: Span,
    surface: String,
    french: &'static str,
    edit: Edit,
}

/// Edits of random words of a document; a few go over two words.
fn changes(text: &str, document: &Document, splice: &Splice, words: usize, random: &mut Random) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let known: Vec<String> = (0..words).map(word).collect();
    // Over a line of its own or a cue, the parts stand in two texts of the other program.
    let two = !["-->", "<br>", "  \n", "  \r\n"].iter().any(|border| text.contains(border));
    for (i, segment) in document.segments.iter().enumerate() {
        let mut after = 0;
        for (n, known) in known.iter().enumerate() {
            let Some(start) = segment.text.find(known) else { continue };
            if start < after || random.below(2) == 0 {
                continue;
            }
            let mut span = Span::new(start, start + known.len());
            let next = word(n + 1);
            let rest = segment.text[span.end..].trim_start_matches([' ', '\n', '\r', '\t']);
            if two && rest.starts_with(&next) && rest.len() < segment.text.len() - span.end && random.below(2) == 0 {
                span.end = segment.text.len() - rest.len() + next.len();
            }
            let wanted = random.of(WRITTEN);
            let written =
                [wanted, PLAIN].into_iter().find_map(|french| Some((french, splice.raw(segment, span, french)?)));
            let Some((french, raw)) = written else { continue };
            let Span { start, end } = segment.place(span);
            let surface = span.of(&segment.text).to_owned();
            after = span.end;
            changes.push(Change { segment: i, span, surface, french, edit: Edit { start, end, raw } });
        }
    }
    changes
}

/// The file as stored, in several encodings: only what is edited changes.
fn only_edits_change(format: &dyn Format, text: &str, words: usize, seed: u64) -> Result<(), String> {
    let utf16 = |text: &str| [UTF16_MARKS[0], &Encoding::Utf16Le.encode(text)].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into(),
        utf16(text),
        Encoding::Windows1252.encode(text).to_vec(),
    ] {
        let decoded = formats::decode(&bytes).map_err(|error| error.to_string())?;
        let document = format.parse(&decoded.text);
        let changes = changes(&decoded.text, &document, &Splice::new(&decoded, format), words, &mut Random(seed));
        let edits = Edits::resolve(changes.into_iter().map(|change| change.edit));
        let edited = edits.stored(&decoded).apply(&bytes, decoded.encoding);
        // The pieces between the edits, taken from the file one after the other.
        let mut rest: &[u8] = &edited;
        let mut at = 0;
        let mark = bytes.len() - decoded.encoding.encode(&decoded.text).len();
        let mut pieces = vec![bytes[..mark].to_vec()];
        for edit in edits.iter() {
            pieces.push(decoded.encoding.encode(&decoded.text[at..edit.start]).to_vec());
            pieces.push(decoded.encoding.encode(&edit.raw).to_vec());
            at = edit.end;
        }
        pieces.push(decoded.encoding.encode(&decoded.text[at..]).to_vec());
        for piece in pieces {
            rest =
                rest.strip_prefix(&piece[..]).ok_or_else(|| format!("bytes changed, {}", decoded.encoding.name()))?;
        }
        if !rest.is_empty() {
            return Err(format!("bytes added, {}", decoded.encoding.name()));
        }
    }
    Ok(())
}

/// The text with the changes made, if the format reads it as it must.
fn read_back(format: &dyn Format, text: &str, document: &Document, changes: &[Change]) -> Result<String, String> {
    let edits = Edits::resolve(changes.iter().map(|change| change.edit.clone()));
    if edits.len() != changes.len() {
        return Err("edits overlap".to_owned());
    }
    let edited = edits.apply_to_text(text);
    let again = format.parse(&edited);
    if let Some(unsound) = formats::unsound(&edited, &again) {
        return Err(format!("unsound: {unsound}"));
    }
    let mut wanted: Vec<String> = document.segments.iter().map(|segment| segment.text.to_string()).collect();
    for change in changes.iter().rev() {
        wanted[change.segment].replace_range(change.span.range(), change.french);
    }
    let read: Vec<String> = again.segments.iter().map(|segment| plain(&segment.text)).collect();
    let wanted: Vec<String> = wanted.iter().map(|text| plain(text)).collect();
    if read != wanted {
        let (read, wanted) = read
            .iter()
            .zip(&wanted)
            .find(|(a, b)| a != b)
            .map_or((&read[..], &wanted[..]), |(a, b)| (std::slice::from_ref(a), std::slice::from_ref(b)));
        return Err(format!("reads {read:?}\nnot   {wanted:?}"));
    }
    Ok(edited)
}

/// A file before and after, and the words that were changed in it.
struct Edited {
    before: String,
    after: String,
    changes: Vec<(String, &'static str)>,
}

/// What another program makes of a batch: how many files it reads, and the complaints. None if it is not there.
fn complaints(shape: &Shape, batch: &[Edited]) -> Option<(usize, Vec<String>)> {
    let temporary = tempfile::TempDir::new().unwrap();
    let name = |n: usize| format!("{n:05}-{}", shape.file);
    for (n, file) in batch.iter().enumerate() {
        for (side, text) in [("before", &file.before), ("after", &file.after)] {
            fs::create_dir_all(temporary.path().join(side)).unwrap();
            fs::write(temporary.path().join(side).join(name(n)), text).unwrap();
        }
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/independent.py");
    let output = tools::output(Command::new("python3").arg(script).arg(temporary.path()), b"")?;
    if !output.status.success() {
        return Some((0, vec![String::from_utf8_lossy(&output.stderr).into_owned()]));
    }
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut complaints = Vec::new();
    for (n, file) in batch.iter().enumerate() {
        let Some(sides) = read.get(name(n)) else { continue };
        let side = |side: &str| sides[side].as_array().cloned().unwrap_or_default();
        if let Some(complaint) = differ(&side("before"), &side("after"), &file.changes) {
            complaints.push(format!("another program: {complaint}\n{}\n-----\n{}", file.before, file.after));
        }
    }
    Some((read.as_object()?.len(), complaints))
}

/// Where two readings differ by more than the changes.
fn differ(before: &[serde_json::Value], after: &[serde_json::Value], changes: &[(String, &str)]) -> Option<String> {
    if before.len() != after.len() {
        return Some(format!("{} texts became {}", before.len(), after.len()));
    }
    before.iter().zip(after).find_map(|(before, after)| {
        let mut wanted = unescaped(before[1].as_str()?);
        for (surface, french) in changes {
            wanted = wanted.replace(&plain(surface), &unescaped(french));
        }
        let read = unescaped(after[1].as_str()?);
        (before[0] != after[0] || read != wanted).then(|| format!("{}: {read:?}\nnot {wanted:?}", after[0]))
    })
}

/// How many files, edits and files another program read; what went wrong.
fn round_trips(shape: &Shape, files: usize) -> (usize, usize, Vec<String>) {
    let format = formats::of_path(Path::new(shape.file));
    let (mut count, mut read) = (0, 0);
    let mut wrong: Vec<String> = Vec::new();
    let mut batch: Vec<Edited> = Vec::new();
    for n in 0..files {
        let seed = n as u64;
        let random = &mut Random(seed);
        let (mut text, words) = made_up(shape, random);
        if n % 4 == 3 {
            text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        let document = format.parse(&text);
        let splice = Splice::into_text(&text, Encoding::Utf8, format);
        let changes = changes(&text, &document, &splice, words, random);
        count += changes.len();
        let outcome =
            only_edits_change(format, &text, words, seed).and_then(|()| read_back(format, &text, &document, &changes));
        match outcome {
            // Nothing is wrong with it, nor with what edits make of it.
            Ok(after) if format.flaw(&text).or(format.flaw(&after)).is_some() => {
                let flaws = (format.flaw(&text), format.flaw(&after));
                wrong.push(format!("{}, file {n}: {flaws:?}\n{text}", shape.file));
            }
            Ok(after) => {
                let changes = changes.into_iter().map(|change| (change.surface, change.french)).collect();
                batch.push(Edited { before: text, after, changes });
            }
            Err(error) => wrong.push(format!("{}, file {n}: {error}\n{text}", shape.file)),
        }
        if batch.len() == BATCH || n + 1 == files {
            if let Some((some, complaints)) = complaints(shape, &batch) {
                read += some;
                wrong.extend(complaints);
            }
            batch.clear();
        }
    }
    println!("| {} | {files} | {count} | {read} | {} |", shape.file, wrong.len());
    (count, read, wrong)
}

/// From the environment.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[test]
#[ignore = "takes minutes; .ci/full runs it"]
fn nothing_else_changes() {
    let files = variable("INTRUS_ROUND_TRIPS").map_or(10_000, |n| n.parse().expect("INTRUS_ROUND_TRIPS is a number"));
    let only = variable("INTRUS_ROUND_TRIPS_OF");
    println!("| file | files | edits | read by another program | wrong |");
    let mut wrong = Vec::new();
    for shape in SHAPES {
        let format = formats::of_path(Path::new(shape.file)).name();
        if only.as_deref().is_none_or(|only| only == format) {
            let (edits, _, found) = round_trips(shape, files);
            assert!(edits > files / 2, "{}: {edits} edits", shape.file);
            wrong.extend(found.into_iter().take(5));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// So that CI sees it too.
#[test]
fn a_few_files() {
    for shape in SHAPES {
        let (_, _, wrong) = round_trips(shape, 20);
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

#[test]
fn every_format_is_made_up() {
    let made: BTreeSet<&str> = SHAPES.iter().map(|shape| formats::of_path(Path::new(shape.file)).name()).collect();
    for format in formats::FORMATS {
        assert!(made.contains(format.name()), "{}", format.name());
    }
}

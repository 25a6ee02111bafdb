//! The committed language pack against its manifest and its rules, and the tables written by hand.

use fst::Streamer;
use intrus::Pack;
use intrus::language::candidates::{BACKWARDS, PARTS};
use intrus::language::{Doubt, PACK_FILES, PackFile};
use intrus::text::{Scanner, TokenKind, folded};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The whole pack must stay below this.
const LARGEST: usize = 25_000_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn manifest() -> Vec<PackFile> {
    Pack::manifest().unwrap_or_else(|e| panic!("{e}"))
}

/// Fails with one line for each thing that is wrong.
fn nothing_wrong(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_embedded_pack_is_that_of_the_manifest() {
    Pack::verify().unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn the_folder_holds_the_files_of_the_manifest_and_no_others() {
    let folder = root().join("data/pack");
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "manifest.toml")
        .collect();
    let listed: BTreeSet<String> = manifest().into_iter().map(|file| file.name).collect();
    assert_eq!(there, listed);
    for (name, bytes) in PACK_FILES {
        assert!(fs::read(folder.join(name)).unwrap() == *bytes, "{name}: not the file that is embedded");
    }
}

#[test]
fn the_pack_is_small() {
    let total: usize = manifest().iter().map(|file| file.bytes).sum();
    assert!(total < LARGEST, "{total} bytes");
}

#[test]
fn transducers_open_sound_and_sorted() {
    let mut wrong = Vec::new();
    for (name, bytes) in PACK_FILES.iter().filter(|(name, _)| name.ends_with(".fst")) {
        let map = fst::Map::new(*bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
        map.as_fst().verify().unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(!map.is_empty(), "{name} is empty");
        let mut before: Option<Vec<u8>> = None;
        let mut stream = map.stream();
        while let Some((key, _)) = stream.next() {
            if before.as_deref().is_some_and(|before| before >= key) {
                wrong.push(format!("{name}: {:?} is out of order", String::from_utf8_lossy(key)));
            }
            match std::str::from_utf8(key) {
                Ok(text) if folded(text) == text && !text.trim().is_empty() => {}
                _ => wrong.push(format!("{name}: {:?} is not in look-up form", String::from_utf8_lossy(key))),
            }
            before = Some(key.to_owned());
        }
    }
    nothing_wrong(wrong);
}

#[test]
fn lists_that_exclude_each_other() {
    let pack = Pack::embedded();
    let mut wrong = Vec::new();
    pack.loans.each(|loan| {
        if pack.word(loan).doubt() == Doubt::English {
            wrong.push(format!("{loan}: accepted, and English left in French"));
        }
    });
    pack.unaccented.each(|word| {
        if pack.french.is_word(word) {
            wrong.push(format!("{word}: French, and French but for its accents"));
        }
    });
    pack.english.each(|word| {
        if pack.word(word).doubt() == Doubt::English && pack.french.is_word(word) {
            wrong.push(format!("{word}: French, and English left in French"));
        }
        if pack.word(word).doubt() == Doubt::Unknown {
            wrong.push(format!("{word}: English, and unknown"));
        }
    });
    nothing_wrong(wrong);
}

#[test]
fn candidates_are_french_in_order() {
    let pack = Pack::embedded();
    let mut wrong = Vec::new();
    let tables = [("translation", &pack.translation), ("alignment", &pack.alignment), ("homograph", &pack.homograph)];
    for (name, table) in tables {
        table.each(|key, candidate| {
            let french = candidate.french;
            // Names keep their capitals.
            if french.trim() != french || folded(french) != folded(&french.to_lowercase()) || french.contains('’') {
                wrong.push(format!("{name}: {key}: {french:?} is not in look-up form"));
            }
            if !(-13.0..=0.0).contains(&candidate.log_channel) {
                wrong.push(format!("{name}: {key}: {french}: no probability"));
            }
        });
    }
    pack.translation.each(|key, candidate| {
        if PARTS.get(candidate.bits as usize).is_none() {
            wrong.push(format!("translation: {key}: no part of speech"));
        }
    });
    pack.alignment.each(|key, candidate| {
        if PARTS.get(usize::from(candidate.bits & !BACKWARDS)).is_none() {
            wrong.push(format!("alignment: {key}: no part of speech"));
        }
    });
    pack.homograph.each(|key, candidate| {
        if !pack.french.contains(candidate.french) {
            wrong.push(format!("homograph: {key}: {} is not French", candidate.french));
        }
    });
    nothing_wrong(wrong);
}

/// The text of each licence that the manifest names: those of the data, and the code's own at the top.
fn licence_texts(licence: &str) -> Vec<PathBuf> {
    let text = |name: &str| match name {
        "MIT OR Apache-2.0" => vec!["LICENSE-MIT".to_owned(), "LICENSE-APACHE".to_owned()],
        "MIT" => vec!["data/licences/MIT-lemminflect.txt".to_owned()],
        "WordNet-3.1" => vec!["data/licences/WordNet.txt".to_owned()],
        "public domain" => vec!["data/licences/Moby.txt".to_owned()],
        name => vec![format!("data/licences/{name}.txt")],
    };
    licence.split(" and ").flat_map(text).map(|path| root().join(path)).collect()
}

#[test]
fn licences_are_there() {
    let mut wrong = Vec::new();
    for PackFile { name, licence, .. } in manifest() {
        for text in licence_texts(&licence) {
            if fs::metadata(&text).map_or(0, |m| m.len()) < 200 {
                wrong.push(format!("{name} ({licence}): {} is missing", text.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    nothing_wrong(wrong);
}

#[test]
fn sources_are_named() {
    let text = fs::read_to_string(root().join("data/sources.toml")).unwrap();
    let sources: toml::Table = toml::from_str(&text).unwrap();
    let rows = |table: &str| sources.get(table).and_then(|t| t.as_array()).cloned().unwrap_or_default();
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for table in sources.keys() {
        for row in rows(table) {
            let field = |name: &str| row.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
            names.insert(field("name"));
            if field("name").is_empty() || field("licence").is_empty() {
                wrong.push(format!("[[{table}]] {}: name and licence expected", field("name")));
            }
        }
    }
    for file in manifest() {
        for source in file.sources.split(", ") {
            let known = match source.strip_prefix("every [[").and_then(|s| s.strip_suffix("]]")) {
                Some(table) => !rows(table).is_empty(),
                None => names.contains(source) || root().join(source).is_dir(),
            };
            if !known {
                wrong.push(format!("{}: {source} is not in data/sources.toml", file.name));
            }
        }
    }
    nothing_wrong(wrong);
}

/// A row of a table written by hand.
struct Row {
    /// `data/curated/loans.tsv:12`
    place: String,
    columns: Vec<String>,
}

/// The rows of a table, whose form is checked on the way.
fn rows(path: &Path, columns: usize, wrong: &mut Vec<String>) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    if text.contains('\r') || text.starts_with('\u{feff}') || !text.ends_with('\n') {
        wrong.push(format!("{}: UTF-8 without mark, lines that end with LF", path.display()));
    }
    let name = path.strip_prefix(root()).unwrap().display().to_string();
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", n + 1);
        let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if row.len() != columns || row.iter().any(|c| c.is_empty() || c.trim() != c || c.contains("  ")) {
            wrong.push(format!("{place}: {columns} columns, no blanks around them: {line:?}"));
            continue;
        }
        rows.push(Row { place, columns: row });
    }
    rows
}

/// The rows of the translation tables.
fn translations(wrong: &mut Vec<String>) -> Vec<Row> {
    let curated = root().join("data/curated");
    let mut paths: Vec<PathBuf> = fs::read_dir(curated.join("words")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.push(curated.join("phrases.tsv"));
    paths.sort();
    paths.iter().flat_map(|path| rows(path, 3, wrong)).collect()
}

#[test]
fn loans_and_names_are_well_formed() {
    const NAMES: &[&str] =
        &["band", "event", "firm", "media", "organisation", "person", "place", "product", "team", "work"];
    let mut wrong = Vec::new();
    for (file, codes) in [("loans.tsv", &["loan", "field"][..]), ("names.tsv", NAMES)] {
        let mut seen = BTreeSet::new();
        for Row { place, columns } in rows(&root().join("data/curated").join(file), 2, &mut wrong) {
            if !codes.contains(&columns[1].as_str()) {
                wrong.push(format!("{place}: unknown code {}", columns[1]));
            }
            if !seen.insert((columns[0].clone(), columns[1].clone())) {
                wrong.push(format!("{place}: {} stands here for the second time", columns[0]));
            }
        }
    }
    nothing_wrong(wrong);
}

#[test]
fn homographs_are_well_formed() {
    let pack = Pack::embedded();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for Row { place, columns } in rows(&root().join("data/curated/homographs.tsv"), 2, &mut wrong) {
        let head = &columns[0];
        if !seen.insert(head.clone()) {
            wrong.push(format!("{place}: {head} stands here for the second time"));
        }
        let mut choices = BTreeSet::new();
        for choice in columns[1].split('|') {
            if choice == head || !choices.insert(choice) {
                wrong.push(format!("{place}: {head}: {choice} stands there twice"));
            }
            for word in choice.split([' ', '-']).filter(|word| !pack.english.contains(word)) {
                wrong.push(format!("{place}: {head}: {choice}: the English lexicon does not know {word}"));
            }
        }
    }
    nothing_wrong(wrong);
}

#[test]
fn translations_are_well_formed() {
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    for Row { place, columns } in translations(&mut wrong) {
        let (english, part) = (&columns[0], &columns[1]);
        if !PARTS.contains(&part.as_str()) {
            wrong.push(format!("{place}: unknown part of speech {part}"));
        }
        if let Some(first) = seen.insert((english.clone(), part.clone()), place.clone()) {
            wrong.push(format!("{place}: {english} ({part}) stands at {first} already"));
        }
        let mut choices = BTreeSet::new();
        for choice in columns[2].split('|') {
            if choice.is_empty() || choice.trim() != choice || choice.contains("  ") {
                wrong.push(format!("{place}: {english}: {choice:?} has blanks too many"));
            }
            if !choices.insert(choice) {
                wrong.push(format!("{place}: {english}: {choice} stands there twice"));
            }
        }
    }
    nothing_wrong(wrong);
}

/// French of the tables that the French lexicon does not have, one a line.
fn exceptions() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/french_exceptions.txt")).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn translations_are_french() {
    let pack = Pack::embedded();
    let known = |word: &str| {
        let word = word.trim_end_matches('\'');
        pack.french.contains(word)
            || pack.french.contains(&format!("{word}e"))
            || pack.loans.contains(word)
            || pack.is_name(word)
            || word.split('-').all(|part| pack.french.contains(part) || part.is_empty())
    };
    let exceptions = exceptions();
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for Row { place, columns } in translations(&mut Vec::new()) {
        for choice in columns[2].split('|') {
            for token in Scanner::new(choice, 0, choice.len(), &[]).filter(|t| t.kind == TokenKind::Word) {
                let word = folded(token.span.of(choice)).trim_start_matches('-').trim_start_matches("t-").to_owned();
                if exceptions.contains(&word) {
                    used.insert(word);
                } else if !known(&word) {
                    wrong.push(format!("{place}: {}: {choice}: the lexicon does not know {word}", columns[0]));
                }
            }
        }
    }
    wrong.extend(exceptions.difference(&used).map(|word| format!("tests/french_exceptions.txt: {word} is not needed")));
    nothing_wrong(wrong);
}

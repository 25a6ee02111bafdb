//! How many everyday English words have French: by hand, by alignment, or none.

use anyhow::{Context, Result, bail};
use intrus::language::candidates::BACKWARDS;
use intrus::text::{Origin, Span, folded, unaccented};
use intrus::{Checker, Pack};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A word learnt by alignment counts as good French from this share on (log10).
const GOOD: f32 = -1.0;

/// Cognates are counted from this length on, and with a channel (log10) as good as a change of ending.
const COGNATE: usize = 7;
const REGULAR: f32 = -1.5;

/// Size classes of SCOWL up to which the words are counted.
const SIZES: [u8; 3] = [10, 20, 35];

/// English -> French of a dictionary that is never shipped.
type Dictionary = BTreeMap<String, BTreeSet<String>>;

/// Prints the shares; with dictionaries, how often they agree; and the words without French, if asked for.
pub fn run(dictionaries: &[PathBuf], show: bool) -> Result<()> {
    let pack = Pack::embedded();
    let checker = Checker::new(pack);
    let mut lemmas: Vec<(u8, String)> = Vec::new();
    pack.english.each(|form| {
        let size = pack.english.size(form).unwrap_or(99);
        let is_lemma = pack.english.readings(form).any(|r| r.lemma == form);
        if size <= SIZES[SIZES.len() - 1] && is_lemma && form.len() > 1 {
            lemmas.push((size, form.to_owned()));
        }
    });
    for size in SIZES {
        let words: Vec<&String> = lemmas.iter().filter(|l| l.0 <= size).map(|l| &l.1).collect();
        let by_hand = words.iter().filter(|w| is_by_hand(pack, w)).count();
        let good = words.iter().filter(|w| is_good(pack, w)).count();
        let spelt = words.iter().filter(|w| is_good(pack, w) || is_cognate(&checker, w)).count();
        let share = |n: usize| 100.0 * n as f64 / words.len().max(1) as f64;
        println!(
            "SCOWL <= {size}: {} lemmas, {:.2} % with French by hand, {:.2} % with alignment, {:.2} % with cognates",
            words.len(),
            share(by_hand),
            share(good),
            share(spelt)
        );
    }
    for path in dictionaries {
        let dictionary = read(path)?;
        agreement(pack, &dictionary, &lemmas, path);
    }
    if show {
        for (size, word) in lemmas.iter().filter(|(_, word)| !is_good(pack, word) && !is_cognate(&checker, word)) {
            println!("{size}\t{word}");
        }
    }
    let mut phrases = 0;
    pack.translation.each_key(|key| phrases += usize::from(key.contains(' ')));
    println!("{phrases} expressions of several words by hand");
    Ok(())
}

/// Whether the word, or what it is a form of, stands in the table written by hand.
fn is_by_hand(pack: &Pack, word: &str) -> bool {
    pack.translation.contains(word) || pack.english.readings(word).any(|r| pack.translation.contains(r.lemma))
}

/// Whether the word is spelt like a French word by a regular correspondence, and long enough to be no accident.
fn is_cognate(checker: &Checker, word: &str) -> bool {
    let span = Span::new(0, word.len());
    let candidates = checker.candidates_at(word, span);
    word.len() >= COGNATE && candidates.iter().any(|c| c.origin == Origin::Cognate && c.log_channel >= REGULAR)
}

fn is_good(pack: &Pack, word: &str) -> bool {
    is_by_hand(pack, word) || pack.alignment.get(word).any(|c| c.bits & BACKWARDS == 0 && c.log_channel >= GOOD)
}

/// Of the words that a dictionary has too, how many have French in common with it.
fn agreement(pack: &Pack, dictionary: &Dictionary, lemmas: &[(u8, String)], path: &Path) {
    let level = |french: &str| unaccented(&folded(french));
    let (mut both, mut first, mut any) = (0, 0, 0);
    for (_, word) in lemmas.iter().filter(|(_, word)| is_good(pack, word)) {
        let Some(theirs) = dictionary.get(word) else { continue };
        let ours: Vec<String> = pack
            .translation
            .get(word)
            .chain(pack.alignment.get(word).filter(|c| c.bits & BACKWARDS == 0))
            .map(|c| level(c.french))
            .collect();
        both += 1;
        first += usize::from(ours.first().is_some_and(|f| theirs.contains(f)));
        any += usize::from(ours.iter().any(|f| theirs.contains(f)));
    }
    let share = |n: usize| 100.0 * n as f64 / f64::from(both.max(1));
    println!(
        "{}: {both} words in both, {:.1} % with French in common, {:.1} % the first of ours",
        path.display(),
        share(any),
        share(first)
    );
}

/// A dictionary of dictd (`.dict.dz`, as FreeDict ships them), or a table: English, tab, French between `|`.
fn read(path: &Path) -> Result<Dictionary> {
    let level = |french: &str| unaccented(&folded(french.trim()));
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let mut dictionary = Dictionary::new();
    if path.extension().is_some_and(|e| e == "dz") {
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
        let mut word = None;
        for line in text.lines() {
            // `house /haʊs/` is a head; what it means stands below, indented or numbered.
            if let Some((head, _)) = line.split_once(" /") {
                word = Some(folded(head.trim()));
            } else if let Some(word) = word.as_ref().filter(|_| !line.trim().is_empty()) {
                let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
                let french = line.split([',', ';']).map(level).filter(|f| !f.is_empty());
                dictionary.entry(word.clone()).or_default().extend(french);
            }
        }
    } else {
        let text = String::from_utf8(bytes)?;
        for (english, french) in text.lines().filter_map(|line| line.split_once('\t')) {
            dictionary.entry(folded(english)).or_default().extend(french.split('|').map(level));
        }
    }
    if dictionary.is_empty() {
        bail!("{}: no entries", path.display());
    }
    Ok(dictionary)
}

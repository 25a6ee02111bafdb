//! The tables written by hand for this project.

use anyhow::{Context, Result, bail};
use intrus::language::lexicon::EnglishEntry;
use intrus::text::folded;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What `data/curated/` holds.
#[derive(Default)]
pub struct Tables {
    /// English lemma or phrase -> (French, P(French | English), bit of the part of speech).
    pub translations: BTreeMap<String, Vec<(String, f64, u8)>>,
    /// English word that is spelt like a French form -> what is written for it in English.
    pub homographs: BTreeMap<String, Vec<String>>,
    /// Accepted English forms and expressions, folded.
    pub loans: BTreeSet<String>,
    /// Names of firms, products, works, people, folded.
    pub names: BTreeSet<String>,
}

impl Tables {
    /// The names as a set.
    pub fn names(&self) -> Result<Vec<u8>> {
        let mut set = fst::SetBuilder::memory();
        set.extend_iter(&self.names)?;
        Ok(set.into_inner()?)
    }

    /// Gives British spellings the French of the American ones, and the other way round, where the tables have one only.
    pub fn respell(&mut self, english: &BTreeMap<String, EnglishEntry>) {
        let mut more = Vec::new();
        for word in english.keys().filter(|word| !self.translations.contains_key(*word)) {
            if let Some(list) = respelt(word).find_map(|other| self.translations.get(&other)) {
                more.push((word.clone(), list.clone()));
            }
        }
        self.translations.extend(more);
    }

    pub fn loans(&self) -> Result<Vec<u8>> {
        let mut set = fst::SetBuilder::memory();
        set.extend_iter(&self.loans)?;
        Ok(set.into_inner()?)
    }
}

/// British spelling, American spelling.
const SPELLINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("lyse", "lyze"),
    ("our", "or"),
    ("tre", "ter"),
    ("logue", "log"),
    ("fence", "fense"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("gramme", "gram"),
    ("oe", "e"),
    ("ae", "e"),
    ("grey", "gray"),
];

/// The word with one British spelling made American, or one American spelling made British; most are no words.
fn respelt(word: &str) -> impl Iterator<Item = String> {
    let pairs = SPELLINGS.iter().flat_map(|&(british, american)| [(british, american), (american, british)]);
    pairs.filter(|_| word.len() > 4).flat_map(move |(from, to)| {
        let places = word.match_indices(from).filter(|(at, _)| *at > 2 || from.len() < 3);
        places.map(move |(at, _)| format!("{}{to}{}", &word[..at], &word[at + from.len()..]))
    })
}

/// The code that stands for a part of speech in the table.
fn part(code: &str) -> Option<u8> {
    intrus::language::candidates::PARTS.iter().position(|p| *p == code).map(|i| i as u8)
}

fn rows(path: &Path, columns: usize) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let row: Vec<String> = line.split('\t').map(|c| c.trim().to_owned()).collect();
        if row.len() != columns || row.iter().any(String::is_empty) {
            bail!("{}:{}: {columns} columns expected", path.display(), n + 1);
        }
        rows.push(row);
    }
    Ok(rows)
}

pub fn read(folder: &Path) -> Result<Tables> {
    let mut tables = Tables::default();
    let words = folder.join("words");
    let mut files: Vec<_> = std::fs::read_dir(&words)
        .with_context(|| words.display().to_string())?
        .map(|f| f.map(|f| f.path()))
        .collect::<Result<_, _>>()?;
    files.push(folder.join("phrases.tsv"));
    files.sort();
    for path in files {
        for (n, row) in rows(&path, 3)?.into_iter().enumerate() {
            let Some(part) = part(&row[1]) else {
                bail!("{}:{}: unknown part of speech {}", path.display(), n + 1, row[1])
            };
            let choices: Vec<&str> = row[2].split('|').map(str::trim).filter(|c| !c.is_empty()).collect();
            // The first alternative is the most frequent: weights fall as 1/rank (Zipf).
            let total: f64 = (1..=choices.len()).map(|r| 1.0 / r as f64).sum();
            let list = tables.translations.entry(folded(&row[0])).or_default();
            for (rank, choice) in choices.into_iter().enumerate() {
                let entry = (choice.replace('’', "'"), 1.0 / (rank + 1) as f64 / total, part);
                if !list.iter().any(|e| e.0 == entry.0 && e.2 == part) {
                    list.push(entry);
                }
            }
        }
    }
    for row in rows(&folder.join("homographs.tsv"), 2)? {
        let choices = row[1].split('|').map(|c| folded(c.trim())).filter(|c| !c.is_empty());
        tables.homographs.entry(folded(&row[0])).or_default().extend(choices);
    }
    tables.loans = rows(&folder.join("loans.tsv"), 2)?.into_iter().map(|row| folded(&row[0])).collect();
    let names = folder.join("names.tsv");
    tables.names = rows(&names, 2)?.into_iter().map(|row| folded(&row[0])).collect();
    Ok(tables)
}

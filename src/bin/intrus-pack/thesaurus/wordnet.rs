//! WordNet: the words near a head.

use super::pairs::{Id, Pairs, relation};
use anyhow::{Context, Result};
use intrus::text::folded;
use std::collections::HashMap;
use std::path::Path;

/// More children of a synset than this are a crowd.
const FAMILY: usize = 24;

/// At most so many children are looked at.
const CROWD: usize = 150;

/// Words of the longest explanation that is taken as an expression.
const GLOSS: usize = 4;

#[derive(Default)]
struct Synset {
    /// Its words; those with a capital are left empty.
    words: Vec<String>,
    links: Vec<Link>,
    gloss: String,
}

/// A pointer of wndb(5WN).
struct Link {
    symbol: char,
    /// The synset.
    target: String,
    /// The word that it starts from, counted from 1; 0 for all.
    word: usize,
}

/// Adds the relations of every head that WordNet has.
pub fn read(
    folder: &Path,
    pairs: &mut Pairs,
    is_head: impl Fn(&str) -> bool,
    is_english: impl Fn(&str) -> bool,
) -> Result<()> {
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
    let mut numbers: Vec<&String> = synsets.keys().collect();
    numbers.sort_unstable();
    let mut ids: HashMap<&str, Vec<Id>> = HashMap::new();
    for number in &numbers {
        let words = synsets[*number].words.iter().filter(|w| is_english(w));
        let list: Vec<Id> = words.map(|w| pairs.id(w)).collect();
        list.iter().for_each(|id| pairs.know(relation::WORDNET, *id));
        ids.insert(number, list);
    }
    let none = Vec::new();
    let words_of = |number: &str| ids.get(number).unwrap_or(&none);
    for number in numbers {
        let synset = &synsets[number];
        for (at, head) in synset.words.iter().enumerate().filter(|(_, w)| is_head(w)) {
            let head = pairs.id(head);
            let mut add = |number: &str, relation: u32| {
                words_of(number).iter().for_each(|word| pairs.relate(head, *word, relation));
            };
            add(number, relation::SYNONYM);
            near(&synsets, synset, at + 1, &mut add);
            for gloss in expressions(&synset.gloss).filter(|g| is_english(g)) {
                let gloss = pairs.id(gloss);
                pairs.relate(head, gloss, relation::GLOSS);
            }
        }
    }
    Ok(())
}

/// The synsets around one, as its word number `word` sees them.
fn near(synsets: &HashMap<String, Synset>, synset: &Synset, word: usize, add: &mut impl FnMut(&str, u32)) {
    for link in &synset.links {
        let relation = match link.symbol {
            '+' if link.word != 0 && link.word != word => relation::REMOTE,
            _ if link.word != 0 && link.word != word => continue,
            '@' => relation::HYPERNYM,
            '~' => relation::HYPONYM,
            '&' => relation::SIMILAR,
            '^' => relation::ALSO,
            '+' | '\\' => relation::DERIVED,
            '%' | '#' => relation::PART,
            '*' | '>' | '$' | '=' => relation::OTHER,
            _ => continue,
        };
        add(&link.target, relation);
        let Some(other) = synsets.get(&link.target) else { continue };
        let children = other.links.iter().filter(|l| l.symbol == '~').count();
        for far in &other.links {
            match (link.symbol, far.symbol) {
                ('@', '@') => add(&far.target, relation::HYPERNYM2),
                ('~', '~') => add(&far.target, relation::HYPONYM2),
                ('&', '&') => add(&far.target, relation::SIMILAR2),
                ('@', '~') if children <= FAMILY => add(&far.target, relation::SIBLING),
                ('@', '~') if children <= CROWD => add(&far.target, relation::COUSIN),
                _ => {}
            }
        }
    }
}

/// The explanations of a gloss that are short enough to be written for the word itself, without their article.
fn expressions(gloss: &str) -> impl Iterator<Item = &str> {
    gloss.split(';').map(str::trim).filter(|part| !part.starts_with('"')).filter_map(|part| {
        let part = ["a ", "an ", "the "].iter().find_map(|article| part.strip_prefix(article)).unwrap_or(part);
        let words = part.split(' ').count();
        let plain = part.bytes().all(|b| b == b' ' || b.is_ascii_lowercase());
        ((2..=GLOSS).contains(&words) && plain).then_some(part)
    })
}

/// One line of a WordNet data file: the synset's number with its part of speech, and the synset (wndb(5WN)).
fn read_synset(line: &str, part: &str) -> Option<(String, Synset)> {
    let (line, gloss) = line.split_once('|').unwrap_or((line, ""));
    let mut fields = line.split(' ');
    let offset = fields.next()?;
    let (_, _) = (fields.next()?, fields.next()?);
    let count = usize::from_str_radix(fields.next()?, 16).ok()?;
    let mut synset = Synset { gloss: gloss.trim().to_owned(), ..Synset::default() };
    for _ in 0..count {
        let word = fields.next()?;
        let word = word.split('(').next()?.replace('_', " ");
        let small = word.chars().next()?.is_lowercase();
        synset.words.push(if small { folded(&word) } else { String::new() });
        fields.next()?;
    }
    let links: usize = fields.next()?.parse().ok()?;
    for _ in 0..links {
        let (symbol, target, kind) = (fields.next()?, fields.next()?, fields.next()?);
        let word = usize::from_str_radix(fields.next()?.get(..2)?, 16).ok()?;
        let kind = match kind {
            "n" => "noun",
            "v" => "verb",
            "r" => "adv",
            _ => "adj",
        };
        synset.links.push(Link { symbol: symbol.chars().next()?, target: format!("{kind}{target}"), word });
    }
    Some((format!("{part}{offset}"), synset))
}

//! A table of translations learnt from bilingual text: content words only, since the tables written by hand have the others
//! and clitics would soak up much of what belongs to nouns.

mod model;

use super::curated::Tables;
use super::sources::{Registry, is_reserved};
use anyhow::{Context, Result};
use intrus::language::candidates::{BACKWARDS, PARTS};
use intrus::language::lexicon::{EnglishEntry, EnglishTags, Tags};
use intrus::text::{Scanner, TokenKind, folded};
use model::{Model, Pair, Word};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// Longest side of a pair of sentences, in content words.
const LONGEST: usize = 40;
/// A pair of words must be linked so often.
const LINKS: u32 = 3;
/// Least share of a French word among those that a word is linked with.
const SHARE: f64 = 0.03;
/// The same, backwards, for French that is rare and yet mostly put into this English.
const BACK_SHARE: f64 = 0.12;
/// The least share backwards of any row: what goes with everything translates nothing.
const LEAST: f64 = 0.004;
/// At most so many French words under one English word and part of speech.
const KEPT: usize = 6;
/// English that is more frequent than this (log10) and may be a function word is taken for one.
const FREQUENT: f32 = -3.6;

/// English -> (French, share, bits).
pub type Table = BTreeMap<String, Vec<(String, f64, u8)>>;

/// (form, lemma, tags) by form.
type French<'a> = HashMap<&'a str, Vec<(&'a str, Tags)>>;

/// What the two lexicons say.
struct Lexicons<'a> {
    french: French<'a>,
    english: &'a BTreeMap<String, EnglishEntry>,
    by_hand: &'a Tables,
}

/// Numbers of strings.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.0.get(text) {
            return number;
        }
        let number = self.0.len() as u32;
        self.0.insert(text.to_owned(), number);
        number
    }

    fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.0.len()];
        self.0.iter().for_each(|(text, &number)| texts[number as usize] = text);
        texts
    }
}

/// The table learnt from the parallel text, without the pairs that the table written by hand has.
pub fn table(
    registry: &Registry,
    sources: &Path,
    french: &[(String, String, Tags)],
    english: &BTreeMap<String, EnglishEntry>,
    by_hand: &Tables,
) -> Result<Table> {
    let mut by_form = French::new();
    for (form, lemma, tags) in french.iter().filter(|(_, _, tags)| !tags.is_name_only()) {
        by_form.entry(form).or_default().push((lemma, *tags));
    }
    let lexicons = Lexicons { french: by_form, english, by_hand };
    let mut forms = [Numbers::default(), Numbers::default()];
    let pairs = read(registry, sources, &lexicons, &mut forms)?;
    let (there, back) = rayon::join(
        || Model::fit(|| Box::new(pairs.iter().map(|p| (&p.english[..], &p.french[..])))),
        || Model::fit(|| Box::new(pairs.iter().map(|p| (&p.french[..], &p.english[..])))),
    );
    let mut links: HashMap<(u32, u32), (u32, f64)> = HashMap::new();
    for pair in &pairs {
        let back = back.links(&pair.french, &pair.english);
        // Only what both directions agree on.
        for (j, i) in there.links(&pair.english, &pair.french).into_iter().enumerate() {
            if let Some(i) = i.filter(|&i| back[i] == Some(j)) {
                let entry = links.entry((pair.english[i].form, pair.french[j].form)).or_default();
                entry.0 += 1;
                entry.1 += f64::from(pair.weight);
            }
        }
    }
    eprintln!("  {} pairs of sentences, {} pairs of forms", pairs.len(), links.len());
    let [english_forms, french_forms] = &forms;
    let (english_forms, french_forms) = (english_forms.texts(), french_forms.texts());
    let mut counts: Counts = BTreeMap::new();
    let mut links: Vec<_> = links.into_iter().collect();
    links.sort_unstable_by_key(|l| l.0);
    for ((e, f), (n, weight)) in links {
        lexicons.count(english_forms[e as usize], french_forms[f as usize], n, weight, &mut counts);
    }
    Ok(choose(&counts, by_hand))
}

/// (English lemma, number of the part of speech, French lemma) -> links, their weight.
type Counts = BTreeMap<(String, u8, String), (f64, f64)>;

/// The sentences of the parallel text, each pair once.
fn read(registry: &Registry, sources: &Path, lexicons: &Lexicons, forms: &mut [Numbers; 2]) -> Result<Vec<Pair>> {
    let mut classes = [Numbers::default(), Numbers::default()];
    let mut pairs = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for parallel in &registry.parallel {
        let path = sources.join("parallel").join(format!("{}.tsv", parallel.name));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for (_, line) in text.lines().enumerate().filter(|(n, _)| !is_reserved(*n)) {
            let Some((english, french)) = line.split_once('\t') else { continue };
            if !seen.insert(line.to_owned()) {
                continue;
            }
            let mut words = |text: &str, side: usize, class: &dyn Fn(&str) -> Option<String>| {
                let tokens: Vec<String> = Scanner::new(text, 0, text.len(), &[])
                    .filter(|t| t.kind == TokenKind::Word)
                    .map(|t| folded(t.span.of(text)))
                    .collect();
                let length = tokens.len().max(1) as f32;
                let word = |(n, token): (usize, String)| {
                    let class = classes[side].of(&class(&token)?);
                    Some(Word { class, form: forms[side].of(&token), at: n as f32 / length })
                };
                tokens.into_iter().enumerate().filter_map(word).collect::<Vec<_>>()
            };
            let pair = Pair {
                english: words(english, 0, &|w| lexicons.english_class(w)),
                french: words(french, 1, &|w| lexicons.french_class(w)),
                weight: parallel.weight,
            };
            let fits = |side: &[Word]| (1..=LONGEST).contains(&side.len());
            if fits(&pair.english) && fits(&pair.french) {
                pairs.push(pair);
            }
        }
    }
    Ok(pairs)
}

/// The parts of speech that are learnt, as in [`PARTS`], with the tags that they have in either language.
const LEARNT: [(&str, EnglishTags, Tags); 4] = [
    ("n", EnglishTags::NOUN, Tags::NOUN),
    ("v", EnglishTags::VERB, Tags::VERB),
    ("a", EnglishTags::ADJECTIVE, Tags::ADJECTIVE),
    ("r", EnglishTags::ADVERB, Tags::ADVERB),
];

impl Lexicons<'_> {
    /// The lemma by which an English content word is aligned.
    fn english_class(&self, word: &str) -> Option<String> {
        let entry = self.english.get(word)?;
        let (lemma, tags) = entry.readings.first()?;
        let function = |part: &u8| matches!(PARTS.get(usize::from(*part)), Some(&("p" | "c" | "d" | "o" | "x" | "q")));
        let is_function = entry.log_frequency.is_some_and(|log| log > FREQUENT)
            && self.by_hand.translations.get(word).is_some_and(|list| list.iter().any(|(.., part)| function(part)));
        (!is_function && *tags != EnglishTags::OTHER).then(|| lemma.clone())
    }

    /// The lemma by which a French content word is aligned.
    fn french_class(&self, word: &str) -> Option<String> {
        let readings = self.french.get(word)?;
        let function = Tags::DETERMINER
            .union(Tags::PREPOSITION)
            .union(Tags::PRONOUN)
            .union(Tags::CONJUNCTION)
            .union(Tags::PARTICLE);
        let is_function = |(lemma, tags): &(&str, Tags)| {
            tags.intersects(function) || matches!(*lemma, "être" | "avoir" | "pas" | "plus" | "ne")
        };
        (!readings.iter().any(is_function)).then(|| readings[0].0.to_owned())
    }

    /// Adds a pair of forms to the lemmas that they may be, where the parts of speech agree.
    fn count(&self, english: &str, french: &str, n: u32, weight: f64, counts: &mut Counts) {
        let (Some(entry), Some(readings)) = (self.english.get(english), self.french.get(french)) else { return };
        let mut rows: Vec<(String, u8, String)> = Vec::new();
        for (part, english_tags, french_tags) in LEARNT {
            let Some(part) = PARTS.iter().position(|p| *p == part).map(|p| p as u8) else { continue };
            for (lemma, tags) in entry.readings.iter().filter(|r| r.1.intersects(english_tags)) {
                if tags.intersects(EnglishTags::DEGREE) {
                    continue;
                }
                for (other, _) in readings.iter().filter(|r| r.1.intersects(french_tags)) {
                    let row = (lemma.clone(), part, (*other).to_owned());
                    if !rows.contains(&row) {
                        rows.push(row);
                    }
                }
            }
        }
        let share = 1.0 / rows.len().max(1) as f64;
        for row in rows {
            let entry = counts.entry(row).or_default();
            entry.0 += share * f64::from(n);
            entry.1 += share * weight;
        }
    }
}

/// The rows that are worth keeping.
fn choose(counts: &Counts, by_hand: &Tables) -> Table {
    let mut of_english: HashMap<(&str, u8), f64> = HashMap::new();
    let mut of_french: HashMap<&str, f64> = HashMap::new();
    for ((english, part, french), (_, weight)) in counts {
        *of_english.entry((english, *part)).or_default() += weight;
        *of_french.entry(french).or_default() += weight;
    }
    let mut table = Table::new();
    for ((english, part, french), (n, weight)) in counts {
        let share = weight / of_english[&(english.as_str(), *part)];
        let back = weight / of_french[french.as_str()];
        let known = by_hand.translations.get(english).is_some_and(|list| list.iter().any(|row| row.0 == *french));
        if *n < f64::from(LINKS) || known || english == french || back < LEAST {
            continue;
        }
        if share >= SHARE {
            table.entry(english.clone()).or_default().push((french.clone(), share, *part));
        } else if back >= BACK_SHARE {
            table.entry(english.clone()).or_default().push((french.clone(), back * share.sqrt(), *part | BACKWARDS));
        }
    }
    for list in table.values_mut() {
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| (&a.0, a.2).cmp(&(&b.0, b.2))));
        list.truncate(KEPT);
    }
    table
}

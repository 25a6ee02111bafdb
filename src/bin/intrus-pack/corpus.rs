//! Counting over running text.

use super::lexicons::FrenchForms;
use super::sources::Registry;
use super::words::Vocabulary;
use anyhow::{Context, Result};
use intrus::language::lexicon::EnglishEntry;
use intrus::language::ngram::classes;
use intrus::language::ngram::model::{self, Pruning};
use intrus::language::ngram::symbols::{self, BREAK, FIRST_WORD, Step, Symbol};
use intrus::text::{Case, Scanner, Token, TokenKind, fold, folded};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// How often a word stands in each position.
#[derive(Debug, Clone, Copy, Default)]
pub struct Use {
    /// In small letters.
    pub lower: u32,
    /// In small letters, where no neighbour is English and not French: real use, not part of a title or quotation.
    pub alone: u32,
    /// Capitalised inside a sentence.
    pub capital: u32,
    /// As the first word of a sentence, capitalised.
    pub initial: u32,
}

impl Use {
    fn add(&mut self, other: Use) {
        self.lower += other.lower;
        self.alone += other.alone;
        self.capital += other.capital;
        self.initial += other.initial;
    }
}

/// What is counted in the first pass.
#[derive(Default)]
pub struct WordCounts {
    pub words: HashMap<String, Use>,
    /// Runs of capitalised words with English in them.
    pub titles: HashMap<String, u32>,
    /// Words in all.
    pub total: u64,
    /// [`Use::alone`] without the bursts of single corpora.
    pub spread: HashMap<String, f64>,
}

impl WordCounts {
    /// How often the word stands in small letters.
    pub fn lower(&self, word: &str) -> u64 {
        self.words.get(word).map_or(0, |u| u64::from(u.lower))
    }
}

type EnglishForms = BTreeMap<String, EnglishEntry>;

/// Calls `each` with every token and whether it starts a sentence.
fn sentences(text: &str, mut each: impl FnMut(Token, bool, Step)) {
    let mut before = None;
    let mut initial = true;
    for token in Scanner::new(text, 0, text.len(), &[]) {
        let step = symbols::step(text, token, before);
        each(token, initial, step);
        match step {
            Step::Break => initial = true,
            Step::Word | Step::Symbol(_) if !matches!(token.kind, TokenKind::Comma | TokenKind::Punctuation) => {
                initial = false;
            }
            _ => {}
        }
        before = Some(token);
    }
}

/// First pass: words and titles.
pub fn count_words(
    registry: &Registry,
    sources: &Path,
    french: &FrenchForms,
    english: &EnglishForms,
) -> Result<WordCounts> {
    let mut all = WordCounts::default();
    let mut shares = Vec::new();
    for corpus in &registry.corpus {
        let lines = corpus.lines(sources)?;
        let parts: Vec<WordCounts> =
            lines.par_chunks(20_000).map(|lines| count_lines(lines, french, english)).collect();
        let mut share = WordCounts::default();
        for part in parts {
            share.total += part.total;
            for (word, u) in part.words {
                share.words.entry(word).or_default().add(u);
            }
            for (title, n) in part.titles {
                *all.titles.entry(title).or_default() += n;
            }
        }
        all.total += share.total;
        for (word, u) in &share.words {
            all.words.entry(word.clone()).or_default().add(*u);
        }
        shares.push((share.words, share.total));
    }
    all.spread = spread(&all, &shares);
    Ok(all)
}

/// A corpus counts no more of a word than this many times what the others lead one to expect.
const BURST: f64 = 10.0;

/// What it counts in any case.
const BURST_FLOOR: f64 = 3.0;

/// How often each word stands in small letters outside English runs, without the bursts of single corpora: the manual of
/// one program says its own jargon thousands of times, and the word is no more French for that.
fn spread(all: &WordCounts, shares: &[(HashMap<String, Use>, u64)]) -> HashMap<String, f64> {
    let mut spread: HashMap<String, f64> = HashMap::new();
    for (words, total) in shares {
        for (word, u) in words.iter().filter(|(_, u)| u.alone > 0) {
            let elsewhere = f64::from(all.words[word].alone - u.alone) / (all.total - total).max(1) as f64;
            let expected = elsewhere * *total as f64;
            *spread.entry(word.clone()).or_default() += f64::from(u.alone).min(BURST_FLOOR + BURST * expected);
        }
    }
    spread
}

fn count_lines(lines: &[String], french: &FrenchForms, english: &EnglishForms) -> WordCounts {
    let mut counts = WordCounts::default();
    let is_foreign = |word: &str| english.contains_key(word) && !french.is_word(word);
    for line in lines {
        let mut words: Vec<(String, Case, bool, bool)> = Vec::new();
        sentences(line, |token, initial, step| match step {
            Step::Word => {
                let word = folded(token.span.of(line));
                let foreign = is_foreign(&word);
                words.push((word, token.case, initial, foreign));
            }
            Step::Skip => {}
            _ => words.push((String::new(), Case::Lower, false, false)),
        });
        for (i, (word, case, initial, _)) in words.iter().enumerate() {
            if word.is_empty() {
                continue;
            }
            counts.total += 1;
            let near_foreign = i > 0 && words[i - 1].3 || words.get(i + 1).is_some_and(|w| w.3);
            let u = counts.words.entry(word.clone()).or_default();
            match case {
                Case::Lower => {
                    u.lower += 1;
                    u.alone += u32::from(!near_foreign);
                }
                _ if *initial => u.initial += 1,
                Case::Capital => u.capital += 1,
                _ => {}
            }
        }
        titles_of(&words, &mut counts.titles);
    }
    counts
}

/// Runs of two to six words that start and end with a capital, hold something English, and have only small English
/// words between.
fn titles_of(words: &[(String, Case, bool, bool)], titles: &mut HashMap<String, u32>) {
    let capital = |w: &(String, Case, bool, bool)| !w.0.is_empty() && w.1 != Case::Lower;
    let mut i = 0;
    while i < words.len() {
        if !capital(&words[i]) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < words.len()
            && (capital(&words[end]) || end + 1 < words.len() && words[end].3 && capital(&words[end + 1]))
        {
            end += 1;
        }
        if (2..=6).contains(&(end - i)) && words[i..end].iter().any(|w| w.3) {
            let key: Vec<&str> = words[i..end].iter().map(|w| w.0.as_str()).collect();
            *titles.entry(key.join(" ")).or_default() += 1;
        }
        i = end;
    }
}

/// The titles and names of several words seen at least three times.
pub fn titles(counts: &WordCounts) -> Result<Vec<u8>> {
    let mut keys: Vec<&str> = counts.titles.iter().filter(|(_, n)| **n >= 3).map(|(k, _)| k.as_str()).collect();
    keys.sort_unstable();
    let mut set = fst::SetBuilder::memory();
    set.extend_iter(keys)?;
    Ok(set.into_inner()?)
}

fn ngrams_of(steps: &[Symbol], bigrams: &mut Vec<u64>, trigrams: &mut Vec<u64>) {
    bigrams.extend(steps.windows(2).map(model::key));
    trigrams.extend(steps.windows(3).map(model::key));
}

fn tally(mut keys: Vec<u64>) -> Vec<(u64, u32)> {
    keys.par_sort_unstable();
    keys.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect()
}

/// Second pass: the context model and the model of the `classes` of the symbols.
pub fn count_ngrams(
    registry: &Registry,
    sources: &Path,
    vocabulary: &Vocabulary,
    classes: &[u16],
) -> Result<[Vec<u8>; 2]> {
    let mut unigrams = vec![0u64; vocabulary.symbols()];
    let (mut bigrams, mut trigrams) = (Vec::new(), Vec::new());
    for corpus in &registry.corpus {
        let lines = corpus.lines(sources)?;
        let parts: Vec<_> = lines
            .par_chunks(20_000)
            .map(|lines| {
                let (mut ones, mut twos, mut threes) = (Vec::new(), Vec::new(), Vec::new());
                let mut buffer = String::new();
                for line in lines {
                    let mut steps = vec![BREAK, BREAK];
                    sentences(line, |token, _, step| match step {
                        Step::Skip => {}
                        Step::Break => {
                            if steps.len() > 2 {
                                steps.extend([BREAK, BREAK]);
                                ngrams_of(&steps, &mut twos, &mut threes);
                                ones.extend_from_slice(&steps[2..]);
                                steps.truncate(2);
                            }
                        }
                        Step::Symbol(symbol) => steps.push(symbol),
                        Step::Word => {
                            fold(token.span.of(line), &mut buffer);
                            let (number, is_name) = vocabulary.get(&buffer).unwrap_or((symbols::UNKNOWN, false));
                            steps.push(symbols::symbol(number, is_name, token.case));
                        }
                    });
                    if steps.len() > 2 {
                        steps.extend([BREAK, BREAK]);
                        ngrams_of(&steps, &mut twos, &mut threes);
                        ones.extend_from_slice(&steps[2..]);
                    }
                }
                (ones, twos, threes)
            })
            .collect();
        for (ones, twos, threes) in parts {
            for symbol in ones {
                unigrams[symbol as usize] += 1;
            }
            bigrams.extend(twos);
            trigrams.extend(threes);
        }
    }
    let counts = model::Counts { unigrams, bigrams: tally(bigrams), trigrams: tally(trigrams) };
    eprintln!("  {} bigrams, {} trigrams counted", counts.bigrams.len(), counts.trigrams.len());
    let size = 1 + classes.iter().copied().max().map_or(0, usize::from);
    let mut pairs = vec![0u64; size * size];
    for &(pair, n) in &counts.bigrams {
        let [before, after] = model::pair(pair).map(|symbol| usize::from(classes[symbol as usize]));
        pairs[before * size + after] += u64::from(n);
    }
    eprintln!("  {size} classes");
    let model = model::build(&[], &counts, Pruning { min_bigram: 3, min_trigram: 3, min_gain: 0.25 });
    Ok([model, classes::build(classes, &pairs)])
}

/// A bigram model of English, for the borders of phrases: its vocabulary and its file.
pub fn english_model(registry: &Registry, sources: &Path, english: &EnglishForms) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut lines: Vec<String> = Vec::new();
    for parallel in &registry.parallel {
        let path = sources.join("parallel").join(format!("{}.tsv", parallel.name));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let kept = text.lines().enumerate().filter(|(n, _)| !super::sources::is_reserved(*n));
        lines.extend(kept.filter_map(|(_, l)| l.split('\t').next().map(|s| s.replace('¤', "\n"))));
    }
    let parts: Vec<Vec<Vec<String>>> = lines
        .par_chunks(20_000)
        .map(|lines| {
            let mut sentences_of = Vec::new();
            for line in lines {
                let mut words = Vec::new();
                sentences(line, |token, _, step| match step {
                    Step::Word => words.push(folded(token.span.of(line))),
                    Step::Skip => {}
                    _ => {
                        if words.len() > 1 {
                            sentences_of.push(std::mem::take(&mut words));
                        }
                        words.clear();
                    }
                });
                sentences_of.push(words);
            }
            sentences_of
        })
        .collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in parts.iter().flatten().flatten() {
        if english.contains_key(word) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(&str, u32)> = counts.into_iter().filter(|w| w.1 >= 5).collect();
    words.sort_unstable_by_key(|w| (std::cmp::Reverse(w.1), w.0));
    let ids: HashMap<&str, Symbol> = words.iter().enumerate().map(|(i, w)| (w.0, i as Symbol + FIRST_WORD)).collect();
    let mut unigrams = vec![0u64; words.len() + FIRST_WORD as usize];
    let mut bigrams = Vec::new();
    for sentence in parts.iter().flatten() {
        let steps: Vec<Symbol> = sentence.iter().map(|w| ids.get(w.as_str()).copied().unwrap_or(0)).collect();
        for &step in &steps {
            unigrams[step as usize] += 1;
        }
        bigrams.extend(steps.windows(2).map(model::key));
    }
    let counts = model::Counts { unigrams, bigrams: tally(bigrams), trigrams: Vec::new() };
    let file = model::build(&[], &counts, Pruning { min_bigram: 5, min_trigram: 5, min_gain: 0.0 });
    let sorted: BTreeMap<&str, u64> = ids.into_iter().map(|(w, id)| (w, u64::from(id))).collect();
    let mut map = fst::MapBuilder::memory();
    map.extend_iter(sorted)?;
    Ok((map.into_inner()?, file))
}

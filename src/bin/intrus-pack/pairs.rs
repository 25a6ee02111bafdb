//! What it says of a doubted word that it stands in the source, or does not: fitted on reserved lines of the bilingual text.

use super::sources::{Registry, is_reserved};
use anyhow::Result;
use intrus::checker::{DetectionModel, Standing, pair_weight};
use intrus::damage::{Damager, Gold, Mechanism, Plan, Random};
use intrus::text::folded;
use intrus::{Checker, Document, Pack, Segment, Source, Span};
use rayon::prelude::*;
use std::borrow::Cow;
use std::path::Path;

/// Lines of a document: the reserved ones come in runs of so many.
const LINES: usize = 200;
/// Words left in English in a line, where it has one that its source has.
const LEFT: f64 = 0.08;
/// Places of a spinner in a word.
const SPUN: f64 = 1.0 / 60.0;
/// The tails of the figures: candidates below are never reported, whatever the source says.
const HOPELESS: f32 = 0.005;

/// A candidate: how the detector judges it without the source, how it stands to the source, and whether it is an intruder.
struct Case {
    model: DetectionModel,
    standing: Standing,
    log_odds: f32,
    is_intruder: bool,
}

/// Prints the table of `src/checker/pair/evidence.rs`.
pub fn run(registry: &Registry, sources: &Path) -> Result<()> {
    let documents = documents(registry, sources);
    let damager = Damager::new(Pack::embedded());
    let checker = Checker::new(Pack::embedded());
    let cases: Vec<Case> =
        documents.par_iter().enumerate().flat_map_iter(|(n, pairs)| cases(&checker, &damager, pairs, n)).collect();
    println!("{} documents, {} candidates", documents.len(), cases.len());
    println!("{:10} {:10} {:>7} {:>9} {:>7}", "model", "standing", "others", "intruders", "weight");
    for model in DetectionModel::ALL {
        for standing in Standing::ALL {
            let own: Vec<&Case> = cases.iter().filter(|c| c.model == model && c.standing == standing).collect();
            let intruders = own.iter().filter(|c| c.is_intruder).count();
            let (model, standing) = (format!("{model:?}"), format!("{standing:?}"));
            let others = own.len() - intruders;
            println!("{model:10} {standing:10} {others:7} {intruders:9} {:7.2}", fitted(&own));
        }
    }
    Ok(())
}

/// The shift of the log-odds under which the intruders are most likely ones and the others most likely none. Two cases that
/// are even, one an intruder and one none, stand for what is known before.
fn fitted(cases: &[&Case]) -> f32 {
    let logistic = |x: f32| 1.0 / (1.0 + (-x).exp());
    let mut shift = 0.0f32;
    for _ in 0..100 {
        let even = logistic(shift);
        let (mut slope, mut curve) = (1.0 - 2.0 * even, 2.0 * even * (1.0 - even));
        for case in cases {
            let p = logistic(case.log_odds + shift);
            slope += f32::from(u8::from(case.is_intruder)) - p;
            curve += p * (1.0 - p);
        }
        shift += (slope / curve.max(0.1)).clamp(-0.5, 0.5);
    }
    shift
}

/// The reserved lines of each corpus that is there, a run of them a document: English and French.
fn documents(registry: &Registry, sources: &Path) -> Vec<Vec<(String, String)>> {
    let mut all = Vec::new();
    for parallel in &registry.parallel {
        let path = sources.join("parallel").join(format!("{}.tsv", parallel.name));
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let mut runs: Vec<(usize, Vec<(String, String)>)> = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(n, _)| is_reserved(*n)) {
            let Some((english, french)) = line.split_once('\t') else { continue };
            let pair = (english.to_owned(), french.to_owned());
            match runs.last_mut() {
                Some((run, pairs)) if *run == n / LINES => pairs.push(pair),
                _ => runs.push((n / LINES, vec![pair])),
            }
        }
        // What is large does not outweigh the rest.
        all.extend(runs.into_iter().map(|run| run.1).take(12));
    }
    all
}

/// The candidates of a document: a third are clean, in a third words are left from the source, a third a spinner has seen.
fn cases(checker: &Checker, damager: &Damager, pairs: &[(String, String)], n: usize) -> Vec<Case> {
    let mut random = Random::new(n as u64);
    let spun = Plan { rate: SPUN, mix: vec![(Mechanism::Homograph, 1.0)], ..Plan::benchmark() };
    let damaged: Vec<(String, Vec<Gold>)> = pairs
        .iter()
        .map(|(english, french)| match n % 3 {
            0 => (french.clone(), Vec::new()),
            1 => left_over(damager, english, french, &mut random),
            _ => damager.damage(french, &spun, &mut random),
        })
        .collect();
    let segment = |((text, _), (english, _)): (&(String, Vec<Gold>), &(String, String))| Segment {
        text: Cow::Owned(text.clone()),
        source: Some(Box::new(Source::new(english.clone()))),
        ..Segment::default()
    };
    let document = Document { segments: damaged.iter().zip(pairs).map(segment).collect() };
    let (observations, _) = checker.observe(&document);
    let case = |o: intrus::checker::Observation| {
        let standing = o.standing?;
        let is_over = |gold: &Gold| o.span.start < gold.end && gold.start < o.span.end;
        let is_intruder = damaged[o.segment].1.iter().any(is_over);
        let log_odds = (o.probability / (1.0 - o.probability)).ln() - pair_weight(o.model, standing);
        let sound = log_odds.is_finite() && log_odds > (HOPELESS / (1.0 - HOPELESS)).ln();
        sound.then_some(Case { model: o.model, standing, log_odds, is_intruder })
    };
    observations.into_iter().filter_map(case).collect()
}

/// A line in which a word or two of the source are left: of the English that may stand for a French word that which the
/// source has.
fn left_over(damager: &Damager, english: &str, french: &str, random: &mut Random) -> (String, Vec<Gold>) {
    let plan = Plan { rate: 0.5, mix: vec![(Mechanism::Untranslated, 1.0)], ..Plan::benchmark() };
    let (damaged, golds) = damager.damage(french, &plan, random);
    let source: Vec<String> = folded(english).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let has = |surface: &str| source.contains(&folded(surface));
    let (mut out, mut copied, mut kept) = (String::new(), 0, Vec::new());
    for mut gold in golds {
        out.push_str(Span::new(copied, gold.start).of(&damaged));
        copied = gold.end;
        if has(&gold.surface) && random.chance(LEFT) {
            gold.start = out.len();
            out.push_str(&gold.surface);
            gold.end = out.len();
            kept.push(gold);
        } else {
            out.push_str(&gold.gold[0]);
        }
    }
    out.push_str(&damaged[copied..]);
    (out, kept)
}

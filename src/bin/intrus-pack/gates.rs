//! Grows the gates that stop, before it costs anything, what the models would not report.

use super::boost::{self, Row};
use super::fit::{self, treat};
use super::sources::Registry;
use anyhow::{Context, Result};
use intrus::checker::gate::{self, GLANCE_FEATURES, Gate, Gates, HEARING_FEATURES, LOOK, MIEN_FEATURES, TRIAL};
use intrus::checker::{COSTLY_FEATURES, DetectionModel, forest};
use intrus::damage::Damager;
use intrus::{Checker, Document, Pack};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// How often the text is damaged.
const ROUNDS: u64 = 16;
/// Trees of the glance, the look and the mien: they are asked of one word in a hundred or so.
const QUICK: usize = 24;
/// Trees of the trial, the hearing and a sieve: they are asked of one word in a thousand.
const SIEVE: usize = 128;
/// Share of the damage found that the last floor of each gate may lose; those before it lose a little more.
const LOST: f64 = 0.002;

/// The names of the gates.
pub const NAMES: [&str; 6] = ["glance", "look", "trial", "sieves", "mien", "hearing"];

/// Grows the gates with these names, or all, and writes them with the others.
pub fn run(registry: &Registry, sources: &Path, only: &[String], out: &Path) -> Result<()> {
    let lines = fit::lines(registry, sources)?;
    let english = fit::english_sentences(registry, sources)?;
    let mut rows: BTreeMap<DetectionModel, Vec<Row>> = BTreeMap::new();
    for seed in 1..=ROUNDS {
        for (model, row) in observe(&lines, &english, 100 + seed) {
            rows.entry(model).or_default().push(row);
        }
    }
    let all: Vec<Vec<&Row>> =
        DetectionModel::ALL.iter().map(|model| rows.get(model).into_iter().flatten().collect()).collect();
    // The words that came here for what stands beside them, without runs of several.
    let single = |row: &&Row| row.x[4] == 0.0 && row.x[5] == 0.0 && row.x[LOOK] != 0.0;
    let of = |model: DetectionModel| -> Vec<&Row> { all[model as usize].iter().copied().filter(single).collect() };
    let [homographs, capitals] = [DetectionModel::Homograph, DetectionModel::Capital].map(of);
    let is_glanced = |f: usize| GLANCE_FEATURES.contains(&f);
    let is_seen = |f: usize| MIEN_FEATURES.contains(&f);
    let is_cheap = |f: usize| !COSTLY_FEATURES.contains(&f);
    // Each is grown, or stays as it is in this build.
    let gate = |name: &str, now: &Gate, grow: &dyn Fn() -> Gate| {
        if only.is_empty() || only.iter().any(|other| other == name) { grow() } else { now.clone() }
    };
    let now = gate::gates();
    let gates = Gates {
        glance: gate("glance", &now.glance, &|| grow("glance", &homographs, QUICK, is_glanced)),
        look: gate("look", &now.look, &|| grow("look", &homographs, QUICK, |f| is_glanced(f) || f == LOOK)),
        trial: gate("trial", &now.trial, &|| {
            grow("trial", &homographs, SIEVE, |f| is_glanced(f) || f == LOOK || f == TRIAL)
        }),
        sieves: (DetectionModel::ALL.iter().zip(&all).zip(&now.sieves))
            .map(|((model, rows), now)| gate("sieves", now, &|| grow(&format!("{model:?}"), rows, SIEVE, is_cheap)))
            .collect(),
        mien: gate("mien", &now.mien, &|| grow("mien", &capitals, QUICK, is_seen)),
        hearing: gate("hearing", &now.hearing, &|| {
            grow("hearing", &capitals, SIEVE, |f| is_seen(f) || HEARING_FEATURES.contains(&f))
        }),
    };
    std::fs::write(out, gate::write(&gates)).with_context(|| out.display().to_string())
}

/// Every candidate of damaged and clean text; a hit is damage that the models report.
fn observe(lines: &[String], english: &[String], seed: u64) -> Vec<(DetectionModel, Row)> {
    let damager = Damager::new(Pack::embedded());
    let checker = Checker::new(Pack::embedded());
    let rows = |(n, line): (usize, &String)| {
        let (text, golds, weight) = treat(line, n, &damager, english, seed);
        let document = Document::plain(&text);
        let (observations, effort) = checker.observe(&document);
        let row = move |o: intrus::checker::Observation| {
            let is_damage = golds.iter().any(|g| g.0 < o.span.end && o.span.start < g.1);
            let hit = is_damage && o.probability >= forest::of(o.model).threshold;
            let (words, clean) = (effort.words as f32, weight.is_nan());
            (o.model, Row { x: o.values, hit, weight: 1.0, line: n, round: seed, words, clean })
        };
        observations.into_iter().map(row).collect::<Vec<_>>()
    };
    lines.par_iter().enumerate().flat_map_iter(rows).collect()
}

/// Grows a gate; prints how many findings and others it lets pass on the half of the lines that it has not seen, and how many trees
/// it asks there.
fn grow(name: &str, rows: &[&Row], trees: usize, asks_for: impl Fn(usize) -> bool + Sync) -> Gate {
    let (own, other): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.line % 2 == 0);
    let half = boost::train_gate(&own, trees, &asks_for);
    let last = floor(&other, &half);
    let half = Gate { floors: floors(&own, &half, last), forest: half };
    let tell = |hit: bool| {
        let rows = || other.iter().filter(|row| row.hit == hit);
        let asked =
            |row: &&Row| 1 + half.forest.steps(&row.x).zip(&half.floors).take_while(|(z, floor)| z >= floor).count();
        let asked: usize = rows().map(asked).map(|asked| asked.min(trees)).sum();
        let all = rows().count();
        let (passed, at_last) =
            (rows().filter(|row| half.passes(&row.x)), rows().filter(|row| log_odds(row, &half.forest) >= last));
        format!(
            "{} of {all} ({} by the last floor alone) after {:.1} trees",
            passed.count(),
            at_last.count(),
            asked as f32 / all as f32
        )
    };
    eprintln!("{name}: of findings pass {}, of others {}", tell(true), tell(false));
    let forest = boost::train_gate(rows, trees, &asks_for);
    let last = floor(rows, &forest).min(last);
    Gate { floors: floors(rows, &forest, last), forest }
}

/// The log-odds after the last tree, as a gate sums them.
fn log_odds(row: &Row, forest: &forest::Forest) -> f32 {
    forest.steps(&row.x).last().unwrap_or(forest.bias)
}

/// The log-odds that all but a few findings reach.
fn floor(rows: &[&Row], forest: &forest::Forest) -> f32 {
    let mut odds: Vec<f32> = rows.iter().filter(|row| row.hit).map(|row| log_odds(row, forest)).collect();
    odds.sort_by(f32::total_cmp);
    odds.get((odds.len() as f64 * LOST) as usize).copied().unwrap_or(f32::MIN)
}

/// The least log-odds, after each tree, of the findings that reach the last floor.
fn floors(rows: &[&Row], forest: &forest::Forest, last: f32) -> Vec<f32> {
    if !rows.iter().any(|row| row.hit) {
        return vec![f32::MIN; forest.trees.len()];
    }
    let mut floors = vec![f32::MAX; forest.trees.len()];
    for row in rows.iter().filter(|row| row.hit && log_odds(row, forest) >= last) {
        floors.iter_mut().zip(forest.steps(&row.x)).for_each(|(floor, odds)| *floor = floor.min(odds));
    }
    if let Some(floor) = floors.last_mut() {
        *floor = last;
    }
    floors
}

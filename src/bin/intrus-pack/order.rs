//! Fits the order in which repairs are offered, on reserved text that is damaged with the original known.

use super::boost::{self, Row};
use super::fit::reserved;
use super::sources::Registry;
use anyhow::{Context, Result};
use intrus::checker::forest::Forest;
use intrus::checker::order;
use intrus::damage::{Damager, Mechanism, Plan, Random};
use intrus::text::folded;
use intrus::{Checker, Document, Pack};
use rayon::prelude::*;
use std::path::Path;

/// Trees of the forest.
const TREES: usize = 160;
/// How often the text is damaged.
const ROUNDS: u64 = 2;
/// Words of each corpus.
const WORDS: usize = 150_000;

/// Share of right fixes that `safe` asks for on damaged text: more than the 98 % promised, for damage that is not made by us.
const SAFE: f64 = 0.998;

/// Lines of a document.
const LINES: usize = 3;

/// The repairs of one finding.
struct Group {
    line: usize,
    /// Whether anything was damaged there.
    is_intruder: bool,
    rows: Vec<Row>,
}

/// The damage of one document, which is all of a kind: a spinner's, a careless translator's, a word list's, or a mixture.
fn plan(random: &mut Random) -> Plan {
    use Mechanism as M;
    let spun = vec![(M::Homograph, 1.0)];
    let slips = vec![(M::Untranslated, 0.8), (M::Cognate, 0.2)];
    let list = vec![(M::Untranslated, 0.5), (M::WrongSense, 0.3), (M::InsideWord, 0.2)];
    let both = vec![(M::Homograph, 0.5), (M::Untranslated, 0.4), (M::Cognate, 0.1)];
    let (mix, rate) = random.pick(&[
        ((spun.clone(), 0.05), 0.3),
        ((spun, 0.02), 0.2),
        ((slips, 0.03), 0.2),
        ((list, 0.12), 0.15),
        ((both, 0.04), 0.15),
    ]);
    // Nobody knows how a spinner chooses among the synonyms: evenly perhaps.
    let temper = random.pick(&[(1.0, 0.3), (0.5, 0.3), (0.0, 0.4)]);
    Plan { rate, mix, temper, ..Plan::default() }
}

/// The findings in damaged lines.
fn observe(lines: &[String], seed: u64) -> Vec<Group> {
    let damager = Damager::new(Pack::embedded());
    let checker = Checker::new(Pack::embedded());
    let groups = |(n, line): (usize, &String)| {
        let mut random = Random::new(seed ^ (n as u64).wrapping_mul(0x9e37_79b9));
        let (text, golds) = damager.damage(line, &plan(&mut random), &mut random);
        let document = Document::plain(&text);
        let mut groups = Vec::new();
        for choices in checker.observe_repairs(&document) {
            let gold = golds.iter().find(|g| g.start < choices.span.end && choices.span.start < g.end);
            let exact = gold.filter(|g| g.start == choices.span.start && g.end == choices.span.end);
            let is_true = |text: &str| exact.is_some_and(|e| e.gold.iter().any(|g| folded(g) == text));
            let row = |(text, x): &(String, [f32; intrus::checker::FEATURE_COUNT])| Row {
                x: *x,
                hit: is_true(text),
                weight: 1.0,
                line: n,
                round: seed,
                words: 0.0,
                clean: false,
            };
            groups.push(Group { line: n, is_intruder: gold.is_some(), rows: choices.rows.iter().map(row).collect() });
        }
        groups
    };
    lines.par_iter().enumerate().flat_map_iter(groups).collect()
}

fn train(rows: &[&Row]) -> Forest {
    boost::train_with(rows, TREES, |f| f < order::COUNT, &[(1, 1.0), (18, -1.0), (19, -1.0), (33, 1.0)])
}

/// Fits the forest and writes it; prints how good it is on text that it was not fitted on.
pub fn run(registry: &Registry, sources: &Path, out: &Path) -> Result<()> {
    let lines = reserved(registry, sources, WORDS, |n| !n.starts_with("law"))?;
    let lines: Vec<String> = lines.chunks(LINES).map(|some| some.join("\n")).collect();
    let groups: Vec<Group> = (1..=ROUNDS).flat_map(|seed| observe(&lines, 1000 + seed)).collect();
    let rows = |keep: &dyn Fn(&Group) -> bool| -> Vec<&Row> {
        groups.iter().filter(|g| keep(g)).flat_map(|g| &g.rows).collect()
    };
    eprintln!("{} findings, {} repairs", groups.len(), groups.iter().map(|g| g.rows.len()).sum::<usize>());
    let halves = [0, 1].map(|half| train(&rows(&|g: &Group| g.is_intruder && g.line % 2 != half)));
    report(&groups, &halves);
    let safe_from = safe_from(&groups, &halves);
    let forest = train(&rows(&|g: &Group| g.is_intruder));
    super::fit::importance_named(&forest.trees, &order::NAMES);
    std::fs::write(out, order::write(&forest, safe_from)).with_context(|| out.display().to_string())
}

/// The best repair of a finding by a forest that has not seen it: the probability that it stood there, and its row.
fn best<'g>(group: &'g Group, halves: &[Forest; 2]) -> Option<(f32, &'g Row)> {
    let scored = |row: &'g Row| (1.0 / (1.0 + (-halves[row.line % 2].log_odds(&row.x)).exp()), row);
    let sum = group.rows.iter().map(|row| scored(row).0).sum::<f32>().max(1.0);
    group.rows.iter().map(scored).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(p, row)| (p / sum, row))
}

/// The least confidence from which on a share of [`SAFE`] of the plain places get what stood there, false alarms counted.
fn safe_from(groups: &[Group], halves: &[Forest; 2]) -> f32 {
    let mut claims: Vec<(f32, bool)> = groups
        .iter()
        .filter_map(|group| best(group, halves))
        .filter(|(_, row)| order::is_plain(&row.x))
        .map(|(p, row)| (p / (1.0 + (-row.x[30]).exp()), row.hit))
        .collect();
    claims.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut kept, mut from) = (0usize, 0usize, 1.0);
    for (n, (confidence, hit)) in claims.iter().enumerate() {
        right += usize::from(*hit);
        if right as f64 >= SAFE * (n + 1) as f64 {
            (kept, from) = (n + 1, *confidence);
        }
    }
    eprintln!("safe from {from:.4}: {kept} of {} plain places", claims.len());
    from
}

/// Prints how often the true repair is first, by the cheap score and by the forest, and the reliability of its probability.
fn report(groups: &[Group], halves: &[Forest; 2]) {
    let (mut there, mut cheap, mut forest) = (0, 0, 0);
    let mut bins = [(0usize, 0usize, 0f64); 10];
    let damaged: Vec<&Group> = groups.iter().filter(|g| g.is_intruder).collect();
    for group in &damaged {
        there += usize::from(group.rows.iter().any(|r| r.hit));
        cheap += usize::from(group.rows.first().is_some_and(|r| r.hit));
        if let Some((p, row)) = best(group, halves) {
            forest += usize::from(row.hit);
            let bin = &mut bins[((p * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + usize::from(row.hit), bin.2 + f64::from(p));
        }
    }
    let share = |n: usize| 100.0 * n as f64 / damaged.len().max(1) as f64;
    eprintln!("true repair among those looked at {:.1} %", share(there));
    eprintln!("first by the cheap score {:.1} %, by the forest {:.1} %", share(cheap), share(forest));
    for (n, hits, p) in bins.into_iter().filter(|b| b.0 > 0) {
        eprintln!("  claimed {:5.1} %, true {:5.1} % of {n}", 100.0 * p / n as f64, 100.0 * hits as f64 / n as f64);
    }
}

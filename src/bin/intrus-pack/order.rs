//! Fits the order in which repairs are offered, on reserved text that is damaged with the original known.

use super::boost::{self, Row};
use super::fit::reserved;
use super::sharpness;
use super::sources::Registry;
use super::trial::{Regime, Trial};
use anyhow::{Context, Result};
use intrus::checker::FEATURE_COUNT;
use intrus::checker::forest::Forest;
use intrus::checker::order::{self, COUNT, Company, Ranker, Sharpness, Topics, View};
use intrus::damage::{Damager, Mechanism, Random};
use intrus::language::numbering;
use intrus::text::folded;
use intrus::{Checker, Document, Pack};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Trees of the forest.
const TREES: usize = 200;
/// Trees of the forest that tells the manner of the damage.
const MANNER_TREES: usize = 80;
/// How often the text is damaged.
const ROUNDS: u64 = 5;
/// Words of each corpus: the longest would drown the others.
const WORDS: usize = 200_000;

/// Lines of a document.
const LINES: usize = 3;

/// The repairs of one finding.
pub struct Group {
    line: usize,
    /// The mechanism that was at work there, if any.
    mechanism: Option<Mechanism>,
    /// What the thesauri that made the damage had to do with those that list the repairs.
    regime: Regime,
    /// What tells whether a spinner made it.
    manner: Row,
    rows: Vec<Row>,
}

/// The findings in damaged lines.
fn observe(lines: &[String], seed: u64, topics: Topics) -> Vec<Group> {
    let damager = Damager::new(Pack::embedded());
    let checker = Checker::new(Pack::embedded());
    let groups = |(n, line): (usize, &String)| {
        let mut random = Random::new(seed ^ (n as u64).wrapping_mul(0x9e37_79b9));
        let trial = Trial::draw(&mut random);
        let (text, golds) = trial.damage(&damager, line, &mut random);
        let document = Document::plain(&text);
        let mut groups = Vec::new();
        for choices in checker.observe_repairs(&document, View { topics, far: f32::INFINITY, ..trial.view }) {
            let gold = golds.iter().find(|g| g.start < choices.span.end && choices.span.start < g.end);
            let exact = gold.filter(|g| g.start == choices.span.start && g.end == choices.span.end);
            let is_true = |text: &str| exact.is_some_and(|e| e.gold.iter().any(|g| folded(g) == folded(text)));
            let row = |x: [f32; FEATURE_COUNT], hit: bool| Row {
                x,
                hit,
                weight: 1.0,
                line: n,
                round: seed,
                words: 0.0,
                clean: false,
            };
            let mechanism = gold.map(|g| g.mechanism);
            groups.push(Group {
                line: n,
                mechanism,
                regime: trial.regime,
                manner: row(choices.manner, mechanism == Some(Mechanism::Homograph)),
                rows: choices.rows.iter().map(|r| row(r.values, is_true(&r.text))).collect(),
            });
        }
        groups
    };
    lines.par_iter().enumerate().flat_map_iter(groups).collect()
}

fn train_order(groups: &[&Group]) -> Forest {
    let rows: Vec<&Row> = groups.iter().flat_map(|g| &g.rows).collect();
    let sizes: Vec<usize> = groups.iter().map(|g| g.rows.len()).collect();
    boost::train_groups(&rows, &sizes, TREES, |f| f < COUNT, order::MONOTONE)
}

fn train_manner(groups: &[&Group]) -> Forest {
    let rows: Vec<&Row> = groups.iter().map(|g| &g.manner).collect();
    boost::train_with(&rows, MANNER_TREES, |f| f < order::MANNER_COUNT, &[])
}

/// Tells the findings of each document, which follow each other, about their company.
fn keep_company(groups: &mut [Group], halves: &[Forest; 2]) {
    for document in groups.chunk_by_mut(|a, b| a.line == b.line && a.manner.round == b.manner.round) {
        let odds: Vec<f32> = document.iter().map(|g| halves[g.line % 2].log_odds(&g.manner.x)).collect();
        for (group, company) in document.iter_mut().zip(Company::of(&odds)) {
            group.rows.iter_mut().for_each(|row| order::keep_company(&mut row.x, &company));
        }
    }
}

/// Fits the forests and writes them; prints how good they are on text that they were not fitted on.
pub fn run(registry: &Registry, sources: &Path, out: &Path) -> Result<()> {
    let topics = Topics::new(super::topics::build(registry, sources)?.leak());
    let lines = documents(registry, sources, &[Part::Fitted])?;
    let mut groups: Vec<Group> = (1..=ROUNDS).flat_map(|seed| observe(&lines, 1000 + seed, topics)).collect();
    eprintln!("{} findings, {} repairs", groups.len(), groups.iter().map(|g| g.rows.len()).sum::<usize>());
    let manners = [0, 1].map(|half| train_manner(&damaged(&groups, |g| g.line % 2 != half)));
    let manner = train_manner(&damaged(&groups, |_| true));
    keep_company(&mut groups, &manners);
    let mut halves = [0, 1]
        .map(|half| Ranker { order: train_order(&damaged(&groups, |g| g.line % 2 != half)), ..Ranker::default() });
    let sharpness = sharpen(&groups, &halves);
    halves.iter_mut().for_each(|half| half.sharpness = sharpness);
    eprintln!("{sharpness:?}");
    report(&groups, &halves);
    let order = train_order(&damaged(&groups, |_| true));
    super::fit::importance_named(&order.trees, order::NAMES);
    let numbering = numbering();
    let mut ranker =
        Ranker { order, manner, sharpness, unseen: 0.0, curves: Default::default(), safe_from: 1.0, topics, numbering };
    fit_confidence(registry, sources, &mut ranker)?;
    write(&ranker, out)
}

/// Makes the vectors of words for the pack of this build, by whose numbers of words they go.
pub fn number_anew(registry: &Registry, sources: &Path, ranker: &mut Ranker) -> Result<()> {
    ranker.topics = Topics::new(super::topics::build(registry, sources)?.leak());
    ranker.numbering = numbering();
    Ok(())
}

/// Fits what the figures of the forests are worth, and how sure a safe fix must be.
pub fn fit_confidence(registry: &Registry, sources: &Path, ranker: &mut Ranker) -> Result<()> {
    ranker.unseen = super::safety::unseen(registry, sources, ranker)?;
    ranker.curves = super::confidence::fit(registry, sources, ranker)?;
    ranker.safe_from = super::safety::fit(registry, sources, ranker)?;
    Ok(())
}

/// Writes the file of the order.
pub fn write(ranker: &Ranker, out: &Path) -> Result<()> {
    std::fs::write(out, ranker.write()).with_context(|| out.display().to_string())
}

/// What documents of reserved text are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Four in five: the forests are grown on them.
    Fitted,
    /// One in ten: they tell what the figures are worth, and how sure a safe fix must be.
    Tried,
    /// One in ten: nothing is fitted on them.
    Measured,
    /// What the long corpora have beyond [`WORDS`]: for what [`Part::Tried`] is for.
    Beyond,
}

impl Part {
    fn of(document: usize) -> Part {
        match document % 10 {
            4 => Part::Tried,
            9 => Part::Measured,
            _ => Part::Fitted,
        }
    }
}

/// Reserved text by documents, those that are for one of the `parts`.
pub fn documents(registry: &Registry, sources: &Path, parts: &[Part]) -> Result<Vec<String>> {
    let keep = |name: &str| !name.starts_with("law");
    let lines = reserved(registry, sources, ..=WORDS, keep)?;
    let documents = lines.chunks(LINES).enumerate().filter(|(n, _)| parts.contains(&Part::of(*n)));
    let mut documents: Vec<String> = documents.map(|(_, some)| some.join("\n")).collect();
    if parts.contains(&Part::Beyond) {
        let beyond = reserved(registry, sources, WORDS + 1.., keep)?;
        documents.extend(beyond.chunks(LINES).map(|some| some.join("\n")));
    }
    Ok(documents)
}

/// The findings that are damage, of those that `keep` lets through.
fn damaged(groups: &[Group], keep: impl Fn(&Group) -> bool) -> Vec<&Group> {
    groups.iter().filter(|g| g.mechanism.is_some() && keep(g)).collect()
}

/// The repairs of a finding in the order of a forest that has not seen it, with their shares.
fn ordered<'g>(group: &'g Group, halves: &[Ranker; 2]) -> Vec<(f32, &'g Row)> {
    let shares = halves[group.line % 2].shares(group.rows.iter().map(|r| &r.x));
    shares.into_iter().map(|(index, share)| (share, &group.rows[index])).collect()
}

/// How log-odds become shares, by what the halves of the text say about each other: damage that the tables know alone, as in
/// [`curve`].
fn sharpen(groups: &[Group], halves: &[Ranker; 2]) -> Sharpness {
    let finding = |g: &Group| {
        let odds = halves[g.line % 2].order.log_odds_of(&[g.rows.iter().map(|r| &r.x).collect()]).concat();
        (odds, g.rows.iter().position(|r| r.hit))
    };
    sharpness::fit(&damaged(groups, |g| g.regime.is_own_thesaurus()).into_iter().map(finding).collect::<Vec<_>>())
}

/// Suggestions of a finding that are offered.
pub const OFFERED: usize = 5;

/// How often the true repair is where.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    listed: usize,
    cheap: usize,
    first: usize,
    three: usize,
}

/// Prints how often the true repair comes first, by the cheap score and by the forest, for each mechanism and regime, and how
/// true the shares are.
fn report(groups: &[Group], halves: &[Ranker; 2]) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut bins = [(0usize, 0usize, 0f64); 10];
    for group in groups {
        let Some(mechanism) = group.mechanism else { continue };
        let ordered = ordered(group, halves);
        let place = ordered.iter().position(|o| o.1.hit);
        for name in ["all".to_owned(), format!("{mechanism:?}, {:?}", group.regime)] {
            let tally = tallies.entry(name).or_default();
            tally.all += 1;
            tally.listed += usize::from(place.is_some());
            tally.cheap += usize::from(group.rows.first().is_some_and(|r| r.hit));
            tally.first += usize::from(place == Some(0));
            tally.three += usize::from(place.is_some_and(|p| p < 3));
        }
        if let Some((p, row)) = ordered.first() {
            let bin = &mut bins[((p * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + usize::from(row.hit), bin.2 + f64::from(*p));
        }
    }
    eprintln!("{:32} {:>6} {:>7} {:>7} {:>7} {:>7}", "%", "places", "listed", "cheap", "first", "three");
    for (name, t) in tallies {
        let share = |n: usize| 100.0 * n as f64 / t.all as f64;
        let [listed, cheap, first, three] = [t.listed, t.cheap, t.first, t.three].map(share);
        eprintln!("{name:32} {:6} {listed:7.1} {cheap:7.1} {first:7.1} {three:7.1}", t.all);
    }
    for (n, hits, p) in bins.into_iter().filter(|b| b.0 > 0) {
        eprintln!("  claimed {:5.1} %, true {:5.1} % of {n}", 100.0 * p / n as f64, 100.0 * hits as f64 / n as f64);
    }
}

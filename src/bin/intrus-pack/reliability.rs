//! How true the confidences are, and the safe fixes, on reserved text that is damaged and was not fitted on, and on annotated
//! passages.

use super::claims::{Claim, claims};
use super::order::{OFFERED, Part, documents};
use super::passages;
use super::sources::Registry;
use super::trial::Trial;
use anyhow::Result;
use intrus::checker::order::Ranker;
use intrus::damage::{Damager, Gold, Random};
use intrus::{Checker, Pack};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// One claim: how sure it is, and whether it is right.
pub struct Sample {
    pub confidence: f32,
    pub is_right: bool,
    about: About,
    pub is_safe: bool,
    /// See [`Claim::sureness`].
    pub sureness: f32,
    kind: String,
    line: String,
}

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// That something is wrong there.
    Finding,
    /// That this, the first suggestion, belongs there.
    First,
    /// That this belongs there, a later one.
    Other,
}

impl Sample {
    fn is_first(&self) -> bool {
        self.about == About::First
    }
}

/// How often each document is damaged: with less the table shows chance more than anything else.
const ROUNDS: u64 = 8;

/// Characters that are shown around a wrong claim.
const AROUND: usize = 30;

/// Prints the table for reserved text, or for the passages of some files.
pub fn run(registry: &Registry, sources: &Path, files: &[PathBuf], ranker: &Ranker, show: bool) -> Result<()> {
    let samples = if files.is_empty() {
        damaged(&documents(registry, sources, &[Part::Measured])?, ranker)
    } else {
        let checker = Checker::new(Pack::embedded());
        let mut samples = Vec::new();
        for file in files {
            for passage in passages::read(file)? {
                let at = |place| passage.bytes(place);
                let marked = Marked {
                    text: &passage.text,
                    golds: passage.spans.iter().map(|p| (at(p), &p.gold[..])).collect(),
                    neutral: passage.neutral().map(at).collect(),
                };
                marked.judge(&checker, ranker, &mut samples);
            }
        }
        samples
    };
    table(&samples);
    safe(&samples);
    if show {
        let wrong = samples.iter().filter(|s| s.is_first() && !s.is_right && (s.is_safe || s.confidence > 0.9));
        wrong.for_each(|s| println!("{:.3} {} {}", s.confidence, s.kind, s.line));
    }
    Ok(())
}

/// Suggestions in these documents, damaged.
pub fn damaged(documents: &[String], ranker: &Ranker) -> Vec<Sample> {
    let checker = Checker::new(Pack::embedded());
    in_damaged(documents, |text, golds| {
        let golds = golds.iter().map(|g| ((g.start, g.end), &g.gold[..])).collect();
        let mut samples = Vec::new();
        Marked { text, golds, neutral: Vec::new() }.judge(&checker, ranker, &mut samples);
        samples
    })
}

/// What `judge` makes of these documents, damaged several times, with what stood there.
pub fn in_damaged<R: Send>(documents: &[String], judge: impl Fn(&str, &[Gold]) -> Vec<R> + Sync) -> Vec<R> {
    let damager = Damager::new(Pack::embedded());
    let judged = |(round, n): (u64, usize)| {
        let document = &documents[n];
        let mut random = Random::new(0xab1e ^ round << 32 ^ (n as u64).wrapping_mul(0x9e37_79b9));
        let trial = Trial::draw(&mut random);
        let (text, golds) = trial.damage(&damager, document, &mut random);
        judge(&text, &golds)
    };
    let trials: Vec<(u64, usize)> =
        (0..ROUNDS).flat_map(|round| (0..documents.len()).map(move |n| (round, n))).collect();
    trials.into_par_iter().flat_map_iter(judged).collect()
}

/// A text with the places where something else belongs, and with those that count neither way.
struct Marked<'a> {
    text: &'a str,
    golds: Vec<((usize, usize), &'a [String])>,
    neutral: Vec<(usize, usize)>,
}

impl Marked<'_> {
    fn judge(&self, checker: &Checker, ranker: &Ranker, out: &mut Vec<Sample>) {
        let is_neutral = |claim: &&Claim| {
            let span = claim.choices.span;
            let over = |at: (usize, usize)| at.0 < span.end && span.start < at.1;
            self.neutral.iter().any(|&n| over(n)) && !claim.is_found(&self.golds)
        };
        for claim in claims(checker, ranker, self.text).iter().filter(|c| !is_neutral(c)) {
            self.judge_one(claim, ranker, out);
        }
    }

    fn judge_one(&self, claim: &Claim, ranker: &Ranker, out: &mut Vec<Sample>) {
        let span = claim.choices.span;
        let gold = self.golds.iter().find(|g| g.0 == (span.start, span.end)).map(|g| g.1);
        let kind = claim.kind().map_or_else(String::new, |(model, origin)| format!("{model:?} {origin:?}"));
        let before: Vec<char> = self.text[..span.start].chars().rev().take(AROUND).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = self.text[span.end..].chars().take(AROUND).collect();
        let wanted = gold.map_or("nothing there", |g| g.first().map_or("", |g| g));
        let line = format!("…{before}[{}]{after}…, wanted {wanted}", span.of(self.text)).replace('\n', " ");
        let (is_safe, sureness) = (claim.is_safe(ranker), claim.sureness(ranker));
        let sample = |about: About, confidence: f32, is_right: bool, offered: &str| Sample {
            confidence,
            is_right,
            about,
            is_safe: about == About::First && is_safe,
            sureness,
            kind: kind.clone(),
            line: format!("{offered} in {line}"),
        };
        out.push(sample(About::Finding, claim.confidence(ranker), claim.is_found(&self.golds), ""));
        let offered = claim.order.iter().map(|&(index, _)| &*claim.choices.rows[index].text);
        let claims = claim.confidences(ranker).zip(claim.hits(&self.golds)).zip(offered).take(OFFERED);
        for (place, ((confidence, is_right), offered)) in claims.enumerate() {
            let about = if place == 0 { About::First } else { About::Other };
            out.push(sample(about, confidence, is_right, offered));
        }
    }
}

/// The table of ten bins, of the findings, of the first suggestions and of all.
fn table(samples: &[Sample]) {
    let of = ["findings", "first", "all"];
    let heads = of.map(|of| format!("{of:>8} {:>8} {:>8}", "claimed", "right"));
    println!("{:>12} {}", "confidence", heads.join("   "));
    for bin in 0..10 {
        let inside: Vec<&Sample> = samples.iter().filter(|s| ((s.confidence * 10.0) as usize).min(9) == bin).collect();
        let figures = |keep: fn(&Sample) -> bool| {
            let some: Vec<&&Sample> = inside.iter().filter(|s| keep(s)).collect();
            let n = some.len() as f64;
            let claimed = some.iter().fold(0.0, |sum, s| sum + f64::from(s.confidence)) / n.max(1.0);
            let right = some.iter().filter(|s| s.is_right).count() as f64 / n.max(1.0);
            format!("{n:8} {:8.1} {:8.1}", 100.0 * claimed, 100.0 * right)
        };
        let (low, high) = (bin as f64 / 10.0, (bin + 1) as f64 / 10.0);
        let columns =
            [figures(|s| s.about == About::Finding), figures(Sample::is_first), figures(|s| s.about != About::Finding)];
        println!("{low:6.1}..{high:<4.1} {}", columns.join("   "));
    }
}

/// How many fixes are safe, and how many of these are right, by kind; what every tenth of the findings would give, were it safe.
fn safe(samples: &[Sample]) {
    let mut kinds: std::collections::BTreeMap<&str, [usize; 3]> = std::collections::BTreeMap::new();
    for sample in samples.iter().filter(|s| s.is_first()) {
        for kind in ["all", &sample.kind] {
            let counts = kinds.entry(kind).or_default();
            counts[0] += 1;
            counts[1] += usize::from(sample.is_safe);
            counts[2] += usize::from(sample.is_safe && sample.is_right);
        }
    }
    for (kind, [all, safe, right]) in kinds {
        let share = 100.0 * right as f64 / safe.max(1) as f64;
        println!("{kind:24} {all:6} findings, {safe:6} safe, {share:6.2} % of these right");
    }
    let mut first: Vec<(f32, bool)> =
        samples.iter().filter(|s| s.is_first()).map(|s| (s.confidence, s.is_right)).collect();
    first.sort_by(|a, b| b.0.total_cmp(&a.0));
    for tenth in 1..=10 {
        let upper = &first[..first.len() * tenth / 10];
        let right = upper.iter().filter(|f| f.1).count() as f64 / upper.len().max(1) as f64;
        let from = upper.last().map_or(1.0, |f| f.0);
        println!("the surest {} %: from {from:.3}, {:.1} % right", 10 * tenth, 100.0 * right);
    }
}

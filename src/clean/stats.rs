//! A run in figures, and what a reviewer wants to see of it. The figures of two parts of a run add up.

use super::action::Measures;
use super::intruders::Intruders;
use super::judge::{Text, Verdict};
use crate::text::{Finding, hash};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Findings that are shown in their context.
const SAMPLES: usize = 50;
/// Records that are named as the worst.
const WORST: usize = 20;
/// A shorter record is not named as one of the worst: one finding in five words says little.
const WORDS_OF_WORST: u64 = 50;
/// Bytes of context on each side of a finding.
const CONTEXT: usize = 120;

/// Where the records with so many findings per hundred words are counted: 0, up to 0.1, and so on; more than the last in one more.
pub const DENSITIES: [f32; 9] = [0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0];

/// Where a record comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The input.
    pub path: &'a str,
    /// The number of the record in it, from 1.
    pub record: u64,
}

/// A run in figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stats {
    /// Records read: those kept, dropped and rejected.
    pub records: u64,
    /// Records that are kept.
    pub kept: u64,
    /// Records that are not.
    pub dropped: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Kept records with edits.
    pub changed: u64,
    /// Records with findings.
    pub flagged: u64,
    /// Words, as `wc -w` counts them.
    pub words: u64,
    /// Bytes of the texts.
    pub bytes: u64,
    /// Findings.
    pub findings: u64,
    /// Edits made.
    pub edits: u64,
    /// Findings by rule.
    pub rules: BTreeMap<String, u64>,
    /// Findings by the mechanism that their best repair inverts.
    pub mechanisms: BTreeMap<String, u64>,
    /// Rejected records by reason, without what differs from one to the next.
    pub reasons: BTreeMap<String, u64>,
    /// Records by density of findings, as [`DENSITIES`] has the borders.
    pub densities: [u64; DENSITIES.len() + 1],
    /// The records with most findings per hundred words.
    pub worst: Vec<Worst>,
    /// The most frequent intruders.
    pub intruders: Intruders,
    /// Findings in their context, drawn at random.
    pub samples: Vec<Sample>,
}

/// One of the worst records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Worst {
    /// Findings per hundred words.
    pub density: f32,
    /// Findings.
    pub findings: u64,
    /// Words.
    pub words: u64,
    /// The input.
    pub path: String,
    /// The number of the record.
    pub record: u64,
}

/// A finding in its context.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Decides whether it is drawn: a hash of where it stands.
    pub key: u64,
    /// The input.
    pub path: String,
    /// The number of the record.
    pub record: u64,
    /// The field.
    pub field: String,
    /// Code of the rule.
    pub rule: String,
    /// The text before.
    pub before: String,
    /// The words found.
    pub surface: String,
    /// The text after.
    pub after: String,
    /// The best repair.
    pub repair: Option<String>,
    /// The probability that the finding is right.
    pub confidence: f32,
}

impl Stats {
    /// Counts a record that is decided about.
    pub(super) fn add(&mut self, texts: &[Text], verdict: &Verdict, origin: Origin) {
        let measures = &verdict.measures;
        self.records += 1;
        *(if verdict.reason.is_some() { &mut self.dropped } else { &mut self.kept }) += 1;
        self.words += measures.words;
        self.bytes += texts.iter().map(|text| text.text.len() as u64).sum::<u64>();
        let density = measures.density();
        self.densities[DENSITIES.iter().take_while(|border| density > **border).count()] += 1;
        if verdict.findings.is_empty() {
            return;
        }
        self.flagged += 1;
        self.findings += measures.findings;
        self.changed += u64::from(!verdict.edits.is_empty());
        self.edits += verdict.edits.iter().map(|(_, edits)| edits.len() as u64).sum::<u64>();
        if measures.words >= WORDS_OF_WORST {
            let Measures { words, findings, .. } = *measures;
            let path = origin.path.to_owned();
            self.worst.push(Worst { density, findings, words, path, record: origin.record });
            self.keep_worst();
        }
        for (i, finding) in &verdict.findings {
            self.finding(&texts[*i], finding, origin);
        }
    }

    /// Counts a record that cannot be read.
    pub(super) fn reject(&mut self, reason: &str) {
        self.records += 1;
        self.rejected += 1;
        let kind: String =
            reason.split([':', ',', '“']).next().unwrap_or(reason).chars().filter(|c| !c.is_ascii_digit()).collect();
        *self.reasons.entry(kind.trim().to_owned()).or_default() += 1;
    }

    fn finding(&mut self, text: &Text, finding: &Finding, origin: Origin) {
        let Text { field, text, .. } = text;
        *self.rules.entry(finding.rule.to_owned()).or_default() += 1;
        let best = finding.suggestions.first();
        let mechanism = best.map_or("none", |best| best.origin.name());
        *self.mechanisms.entry(mechanism.to_owned()).or_default() += 1;
        let surface = finding.span.of(text);
        self.intruders.add(surface, best.map(|best| best.text.as_str()));
        let key = hash(format!("{}\n{}\n{field}\n{}", origin.path, origin.record, finding.span.start).as_bytes());
        if self.samples.len() >= SAMPLES && self.samples.last().is_some_and(|last| last.key <= key) {
            return;
        }
        let border = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = border(finding.span.start.saturating_sub(CONTEXT));
        let to = border(text.len().min(finding.span.end + CONTEXT));
        self.samples.push(Sample {
            key,
            path: origin.path.to_owned(),
            record: origin.record,
            field: field.to_string(),
            rule: finding.rule.to_owned(),
            before: text[from..finding.span.start].to_owned(),
            surface: surface.to_owned(),
            after: text[finding.span.end..to].to_owned(),
            repair: best.map(|best| best.text.clone()),
            confidence: finding.confidence,
        });
        self.keep_samples();
    }

    /// Takes in the figures of what comes after.
    pub fn merge(&mut self, other: Stats) {
        self.records += other.records;
        self.kept += other.kept;
        self.dropped += other.dropped;
        self.rejected += other.rejected;
        self.changed += other.changed;
        self.flagged += other.flagged;
        self.words += other.words;
        self.bytes += other.bytes;
        self.findings += other.findings;
        self.edits += other.edits;
        let counts = [
            (&mut self.rules, other.rules),
            (&mut self.mechanisms, other.mechanisms),
            (&mut self.reasons, other.reasons),
        ];
        for (own, others) in counts {
            others.into_iter().for_each(|(name, count)| *own.entry(name).or_default() += count);
        }
        self.densities.iter_mut().zip(other.densities).for_each(|(own, other)| *own += other);
        self.worst.extend(other.worst);
        self.keep_worst();
        self.intruders.merge(other.intruders);
        self.samples.extend(other.samples);
        self.keep_samples();
    }

    fn keep_worst(&mut self) {
        let order = |a: &Worst, b: &Worst| {
            b.density.total_cmp(&a.density).then_with(|| (&a.path, a.record).cmp(&(&b.path, b.record)))
        };
        self.worst.sort_by(order);
        self.worst.truncate(WORST);
    }

    fn keep_samples(&mut self) {
        self.samples.sort_by(|a, b| (a.key, &a.path, a.record).cmp(&(b.key, &b.path, b.record)));
        self.samples.truncate(SAMPLES);
    }
}

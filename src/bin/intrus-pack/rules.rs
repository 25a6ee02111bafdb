//! What the rules about other damage (MT, TY) find in good French, and how much of such damage: the table of false alarms and
//! recall, a rule a row.
//!
//! The corpora hold real slips, and a rule that finds them is right. `data/judged.txt` has the hits that a person has looked at and
//! found right, by a hash of the rule and the words around: text of the corpora is not kept here. What is not in it counts as a false
//! alarm.

use super::sources::{Registry, is_reserved};
use anyhow::{Context, Result, ensure};
use intrus::checker::rules::{RULES, Rule, State};
use intrus::damage::{Damager, Mechanism, Plan, Series};
use intrus::text::hash;
use intrus::{Checker, Document, Finding, Pack};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Corpora whose reserved lines are good prose: news, parliament, government and what it tells citizens, novels, encyclopedias, mixed sentences. Law and manuals have code and lists.
const PROSE: [&str; 7] = ["news_", "parl_", "gov_", "fiches_", "book", "wiki_", "mixed_"];

/// So many damaged sentences are made for each rule.
const SENTENCES: usize = 100;

/// What the damage is drawn with.
const SEED: u64 = 0x7_2e_ed;

/// What a rule must reach: false alarms in 10,000 words, and percent found.
const ALARMS: f64 = 0.2;
const RECALL: f64 = 85.0;
/// All rules that are on by default together.
const ALARMS_TOGETHER: f64 = 1.0;

/// Letters on either side of a hit that tell it from others.
const AROUND: usize = 40;

/// A text that is good French, by the set it is from.
struct Clean {
    set: String,
    text: String,
}

#[derive(Deserialize)]
struct Passage {
    text: String,
}

/// Prints the table; of the `rules` named, or else of all, so many of the hits in clean text as `show` says, evenly spread, to be judged by
/// eye.
///
/// # Errors
///
/// When a file cannot be read, or a rule that is on by default is below the bar.
pub fn run(sources: &Path, data: &Path, files: &[PathBuf], named: &[String], show: usize) -> Result<()> {
    let measured: Vec<&Rule> = RULES
        .iter()
        .copied()
        .filter(|rule| rule.code.starts_with("MT") || rule.code.starts_with("TY"))
        .filter(|rule| named.is_empty() || named.iter().any(|name| name == rule.code || name == rule.name))
        .collect();
    let mut texts = reserved(&Registry::read(&data.join("sources.toml"))?, sources)?;
    let sentences: Vec<String> = texts.iter().flat_map(|clean| clean.text.lines().map(str::to_owned)).collect();
    for file in files {
        texts.extend(read(file)?);
    }
    let checker = Checker::new(Pack::embedded()).with_rules(|rule| measured.contains(&rule));
    let is_measured = |finding: &Finding| measured.iter().any(|rule| rule.code == finding.rule);
    let hits: Vec<Vec<Finding>> = texts
        .par_iter()
        .map(|clean| checker.check(&Document::plain(&clean.text)).into_iter().filter(is_measured).collect())
        .collect();
    let judged = judged(data)?;
    let hits: Vec<Vec<Hit>> = texts
        .iter()
        .zip(hits)
        .map(|(clean, findings)| findings.into_iter().map(|finding| Hit::new(&clean.text, finding, &judged)).collect())
        .collect();
    let mut sets: Vec<(&str, usize)> = Vec::new();
    for clean in &texts {
        let words = clean.text.split_whitespace().count();
        match sets.iter_mut().find(|set| set.0 == clean.set) {
            Some(set) => set.1 += words,
            None => sets.push((&clean.set, words)),
        }
    }
    for (set, words) in &sets {
        println!("{set}: {words} words");
    }
    print!("{:6} {:22} {:8}", "rule", "", "state");
    println!("hits, and of these false alarms, in 10,000 words");
    print!("{:38}", "");
    sets.iter().for_each(|set| print!(" {:>16}", set.0));
    println!(" recall, by the rule + as English");
    let rates = |(set, words): (&str, usize), wanted: &dyn Fn(&Finding) -> bool| -> [f64; 2] {
        let own = texts.iter().zip(&hits).filter(|(clean, _)| clean.set == set);
        let own: Vec<&Hit> = own.flat_map(|(_, hits)| hits).filter(|hit| wanted(&hit.finding)).collect();
        let wrong = own.iter().filter(|hit| !hit.is_right).count();
        [own.len(), wrong].map(|n| 1e4 * n as f64 / words.max(1) as f64)
    };
    let damager = Damager::new(Pack::embedded());
    let mut missed = Vec::new();
    for rule in &measured {
        print!("{:6} {:22} {:8}", rule.code, rule.name, if rule.state == State::Stable { "stable" } else { "preview" });
        let mut is_good = true;
        for &set in &sets {
            let [all, wrong] = rates(set, &|finding| finding.rule == rule.code);
            is_good &= wrong <= ALARMS;
            print!(" {all:8.3} {wrong:7.3}");
        }
        match recall(&damager, &sentences, rule, named.len() == 1 && show > 0) {
            Some(Recall { made, found, as_english }) => {
                let share = 100.0 * (found + as_english) as f64 / made.max(1) as f64;
                is_good &= share >= RECALL && made == SENTENCES;
                print!(" {found:4} + {as_english} / {made}");
            }
            None => print!(" {:>8}", "-"),
        }
        println!("{}", if is_good { "" } else { "  below the bar" });
        if !is_good && rule.state == State::Stable {
            missed.push(rule.code);
        }
    }
    let is_stable = |finding: &Finding| measured.iter().any(|r| r.code == finding.rule && r.state == State::Stable);
    print!("{:38}", format!("on by default, at most {ALARMS_TOGETHER}"));
    let mut together = 0.0f64;
    for &set in &sets {
        let [all, wrong] = rates(set, &is_stable);
        together = together.max(wrong);
        print!(" {all:8.3} {wrong:7.3}");
    }
    println!();
    let all: Vec<(&Clean, &Hit)> =
        texts.iter().zip(&hits).flat_map(|(clean, own)| own.iter().map(move |hit| (clean, hit))).collect();
    let step = (all.len() / show.max(1)).max(1);
    for (clean, hit) in all.iter().step_by(step).take(show) {
        let finding = &hit.finding;
        let (before, after) = around(&clean.text, finding, 70);
        let offered = finding.suggestions.first().map_or(String::new(), |best| format!(" -> {}", best.text));
        let verdict = if hit.is_right { "right" } else { "-" };
        let surface = finding.span.of(&clean.text);
        println!(
            "{} {:016x} {verdict:5} {}: …{before}[[{surface}]]{after}…{offered}",
            finding.rule, hit.hash, clean.set
        );
    }
    ensure!(missed.is_empty(), "on by default, and below the bar: {}", missed.join(", "));
    ensure!(
        together <= ALARMS_TOGETHER,
        "the rules that are on by default give more false alarms together than they may"
    );
    Ok(())
}

/// A finding in clean text.
struct Hit {
    finding: Finding,
    /// Of the rule and the words around.
    hash: u64,
    /// A person has looked at it and found it right.
    is_right: bool,
}

impl Hit {
    fn new(text: &str, finding: Finding, judged: &HashSet<u64>) -> Self {
        let (before, after) = around(text, &finding, AROUND);
        let hash = hash(format!("{}\t{before}\t{}\t{after}", finding.rule, finding.span.of(text)).as_bytes());
        Hit { finding, hash, is_right: judged.contains(&hash) }
    }
}

/// So many letters before and after a finding, in its line.
fn around(text: &str, finding: &Finding, letters: usize) -> (String, String) {
    let in_line = |c: &char| *c != '\n';
    let before: Vec<char> = text[..finding.span.start].chars().rev().take(letters).take_while(in_line).collect();
    let after = text[finding.span.end..].chars().take(letters).take_while(in_line).collect();
    (before.into_iter().rev().collect(), after)
}

/// The hits that were judged right: the hash is the second word of each line, as `--show` prints them.
fn judged(data: &Path) -> Result<HashSet<u64>> {
    let path = data.join("judged.txt");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let hash = line.split_whitespace().nth(1).unwrap_or_default();
            u64::from_str_radix(hash, 16).with_context(|| format!("{}: {line}", path.display()))
        })
        .collect()
}

/// What became of the damaged sentences.
#[derive(Default)]
struct Recall {
    made: usize,
    /// The rule found the place.
    found: usize,
    /// Another rule did, one about English, which goes before the others.
    as_english: usize,
}

/// How many of a hundred damaged sentences the rule finds. None where the damage cannot be made.
fn recall(damager: &Damager, sentences: &[String], rule: &Rule, show: bool) -> Option<Recall> {
    let mechanism = Mechanism::find(rule.name)?;
    let checker = Checker::new(Pack::embedded()).with_rules(|other| other == rule);
    let plan = Plan { rate: 1.0 / 15.0, mix: vec![(mechanism, 1.0)], ..Plan::benchmark() };
    let mut series = Series::new(damager, &plan, SEED);
    let mut recall = Recall::default();
    // Every seventeenth: from all corpora, not the first alone.
    for sentence in sentences.iter().step_by(17).filter(|sentence| sentence.split_whitespace().count() >= 8) {
        let (text, golds) = series.damage(sentence);
        let Some(gold) = golds.first() else { continue };
        recall.made += 1;
        let findings = checker.check(&Document::plain(&text));
        let near: Vec<&Finding> =
            findings.iter().filter(|f| f.span.start <= gold.end && gold.start <= f.span.end).collect();
        if near.iter().any(|finding| finding.rule == rule.code) {
            recall.found += 1;
        } else if near.iter().any(|finding| finding.is_english()) {
            recall.as_english += 1;
        } else if show {
            println!("missed: {}[[{}]]{}", &text[..gold.start], gold.surface, &text[gold.end..]);
        }
        if recall.made == SENTENCES {
            break;
        }
    }
    Some(recall)
}

/// The reserved lines of the corpora of prose, in the runs in which they stand there.
fn reserved(registry: &Registry, sources: &Path) -> Result<Vec<Clean>> {
    let mut all = Vec::new();
    for corpus in registry.corpus.iter().filter(|corpus| PROSE.iter().any(|prose| corpus.name.starts_with(prose))) {
        let path = corpus.path(sources);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let lines: Vec<(usize, &str)> = text.lines().enumerate().filter(|(line, _)| is_reserved(*line)).collect();
        for run in lines.chunk_by(|a, b| a.0 + 1 == b.0) {
            let text = run.iter().map(|line| line.1.replace('¤', "\n")).collect::<Vec<_>>().join("\n");
            all.push(Clean { set: "reserved".to_owned(), text });
        }
    }
    Ok(all)
}

/// A file with a passage a line: text, or JSON with a field `text`.
fn read(file: &Path) -> Result<Vec<Clean>> {
    let name = || file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(name)?;
    let set = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_json = file.extension().is_some_and(|extension| extension == "jsonl");
    let passage = |line: &str| -> Result<Clean> {
        let text =
            if is_json { serde_json::from_str::<Passage>(line).with_context(name)?.text } else { line.to_owned() };
        Ok(Clean { set: set.clone(), text })
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(passage).collect()
}

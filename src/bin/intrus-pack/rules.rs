//! What the rules about other damage (MT, TY) find in good French, and how much of such damage: the table of false alarms and
//! recall, a rule a row.

use super::sources::{Registry, is_reserved};
use anyhow::{Context, Result};
use intrus::checker::rules::{RULES, Rule, State};
use intrus::damage::{Damager, Mechanism, Plan, Series};
use intrus::{Checker, Document, Finding, Pack};
use rayon::prelude::*;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Corpora whose reserved lines are good prose: news, parliament, government, novels, encyclopedias. Law and manuals have code and lists.
const PROSE: [&str; 5] = ["news_", "parl_", "gov_", "book", "wiki_"];

/// So many damaged sentences are made for each rule.
const SENTENCES: usize = 100;

/// What the damage is drawn with.
const SEED: u64 = 0x7_2e_ed;

/// What a rule must reach: false alarms in 10,000 words, and percent found.
const ALARMS: f64 = 0.2;
const RECALL: f64 = 85.0;
/// All rules that are on by default together.
const ALARMS_TOGETHER: f64 = 1.0;

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
pub fn run(registry: &Registry, sources: &Path, files: &[PathBuf], named: &[String], show: usize) -> Result<()> {
    let measured: Vec<&Rule> = RULES
        .iter()
        .copied()
        .filter(|rule| rule.code.starts_with("MT") || rule.code.starts_with("TY"))
        .filter(|rule| named.is_empty() || named.iter().any(|name| name == rule.code || name == rule.name))
        .collect();
    let mut texts = reserved(registry, sources)?;
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
    sets.iter().for_each(|set| print!(" {:>16}", set.0));
    println!(" {:>8}", "recall");
    let count = |set: &str, wanted: &dyn Fn(&Finding) -> bool| -> usize {
        let own = texts.iter().zip(&hits).filter(|(clean, _)| clean.set == set);
        own.map(|(_, findings)| findings.iter().filter(|finding| wanted(finding)).count()).sum()
    };
    let per_words = |n: usize, words: usize| 1e4 * n as f64 / words.max(1) as f64;
    let damager = Damager::new(Pack::embedded());
    for rule in &measured {
        print!("{:6} {:22} {:8}", rule.code, rule.name, if rule.state == State::Stable { "stable" } else { "preview" });
        let mut is_good = true;
        for &(set, words) in &sets {
            let rate = per_words(count(set, &|finding| finding.rule == rule.code), words);
            is_good &= rate <= ALARMS;
            print!(" {rate:16.3}");
        }
        match recall(&damager, &sentences, rule, named.len() == 1 && show > 0) {
            Some((found, made)) => {
                let share = 100.0 * found as f64 / made.max(1) as f64;
                is_good &= share >= RECALL && made == SENTENCES;
                print!(" {found:4}/{made:<3}");
            }
            None => print!(" {:>8}", "-"),
        }
        println!("{}", if is_good { "" } else { "  below the bar" });
    }
    let is_stable = |finding: &Finding| measured.iter().any(|r| r.code == finding.rule && r.state == State::Stable);
    print!("{:38}", format!("on by default, at most {ALARMS_TOGETHER}"));
    sets.iter().for_each(|&(set, words)| print!(" {:16.3}", per_words(count(set, &is_stable), words)));
    println!();
    let all: Vec<(&Clean, &Finding)> =
        texts.iter().zip(&hits).flat_map(|(clean, own)| own.iter().map(move |finding| (clean, finding))).collect();
    let step = (all.len() / show.max(1)).max(1);
    for (clean, finding) in all.iter().step_by(step).take(show) {
        let (before, after) = (&clean.text[..finding.span.start], &clean.text[finding.span.end..]);
        let before: String = before.chars().rev().take(70).take_while(|&c| c != '\n').collect();
        let before: String = before.chars().rev().collect();
        let after: String = after.chars().take(70).take_while(|&c| c != '\n').collect();
        let offered = finding.suggestions.first().map_or(String::new(), |best| format!(" -> {}", best.text));
        println!("{} {}: …{before}[[{}]]{after}…{offered}", finding.rule, clean.set, finding.span.of(&clean.text));
    }
    Ok(())
}

/// How many of a hundred damaged sentences the rule finds. None where the damage cannot be made.
fn recall(damager: &Damager, sentences: &[String], rule: &Rule, show: bool) -> Option<(usize, usize)> {
    let mechanism = Mechanism::find(rule.name)?;
    let checker = Checker::new(Pack::embedded()).with_rules(|other| other == rule);
    let plan = Plan { rate: 1.0 / 15.0, mix: vec![(mechanism, 1.0)], ..Plan::benchmark() };
    let mut series = Series::new(damager, &plan, SEED);
    let (mut made, mut found) = (0, 0);
    // Every seventeenth: from all corpora, not the first alone.
    for sentence in sentences.iter().step_by(17).filter(|sentence| sentence.split_whitespace().count() >= 8) {
        let (text, golds) = series.damage(sentence);
        let Some(gold) = golds.first() else { continue };
        made += 1;
        let near = |finding: &Finding| {
            finding.rule == rule.code && finding.span.start <= gold.end && gold.start <= finding.span.end
        };
        let is_found = checker.check(&Document::plain(&text)).iter().any(near);
        found += usize::from(is_found);
        if show && !is_found {
            println!("missed: {}[[{}]]{}", &text[..gold.start], gold.surface, &text[gold.end..]);
        }
        if made == SENTENCES {
            break;
        }
    }
    Some((found, made))
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

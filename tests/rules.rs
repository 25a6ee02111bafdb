//! The sentences of every rule: each `bad` one gives the finding that its brackets show and no other, each `good` one
//! none.

use intrus::checker::rules::{self, RULES, Rule, State};
use intrus::{Checker, Document, Finding, Pack, Span, formats};

/// Every stable rule, and this one.
fn checker(rule: &Rule) -> Checker {
    Checker::new(Pack::embedded()).with_rules(|other| other.state == State::Stable || other == rule)
}

/// Checks the sentence of a rule; one about pairs is a source and a target. Gives the text that was looked at too.
fn check_sentence(rule: &Rule, sentence: &str) -> (Vec<Finding>, String) {
    if !rule.code.starts_with("PA") {
        return (checker(rule).check(&Document::plain(sentence)), sentence.to_owned());
    }
    let (source, target) = sentence.split_once(" = ").unwrap_or_else(|| panic!("a pair expected: {sentence}"));
    let file = format!("{source}\t{target}\n");
    let document = formats::find("tsv").unwrap().parse(&file);
    let text = document.segments[0].text.to_string();
    (checker(rule).check(&document), text)
}

/// A sentence without its brackets, and what they enclose.
fn unbracketed(sentence: &str) -> (String, Span) {
    let parts: Vec<&str> = sentence.split(['[', ']']).collect();
    let [before, inside, after] = parts[..] else { panic!("one pair of brackets expected: {sentence}") };
    (format!("{before}{inside}{after}"), Span::new(before.len(), before.len() + inside.len()))
}

fn shown(findings: &[Finding], text: &str) -> String {
    let each = |f: &Finding| format!("{} [{}] {:.2}", f.rule, f.span.of(text), f.confidence);
    if findings.is_empty() { "nothing".to_owned() } else { findings.iter().map(each).collect::<Vec<_>>().join(", ") }
}

/// What is wrong with the findings of a rule's sentences.
fn wrong(rule: &Rule) -> Vec<String> {
    let mut wrong = Vec::new();
    for sentence in rule.bad {
        let (text, span) = unbracketed(sentence);
        let wanted = span.of(&text);
        let (findings, text) = check_sentence(rule, &text);
        // Tags are left out of the text of a segment.
        let is_it = |f: &Finding| f.rule == rule.code && (f.span.of(&text) == wanted || is_whole(f, &text, wanted));
        if !matches!(&findings[..], [finding] if is_it(finding)) {
            wrong.push(format!("{}: {sentence}\n       {}", rule.code, shown(&findings, &text)));
        }
    }
    for sentence in rule.good {
        let (findings, text) = check_sentence(rule, sentence);
        if !findings.is_empty() {
            wrong.push(format!("{}: {sentence}\n       {}", rule.code, shown(&findings, &text)));
        }
    }
    wrong
}

/// Whether a finding covers the whole text, and so was wanted, tags aside.
fn is_whole(finding: &Finding, text: &str, wanted: &str) -> bool {
    finding.span == Span::new(0, text.len()) && wanted.contains('<') && wanted.len() > text.len()
}

#[test]
fn sentences_give_what_they_show() {
    let wrong: Vec<String> = RULES.iter().flat_map(|rule| wrong(rule)).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_sentences() {
    // EN107 is about documents, not sentences.
    for rule in RULES.iter().filter(|rule| rule.code != "EN107") {
        assert!(rule.bad.len() >= 4 && rule.good.len() >= 4, "{}: four sentences of each kind", rule.code);
    }
}

#[test]
fn the_registry_is_sound() {
    for (i, rule) in RULES.iter().enumerate() {
        assert!(RULES[..i].iter().all(|before| before.code < rule.code && before.name != rule.name), "{}", rule.code);
        assert!(rule.summary.ends_with('.') && rule.summary.len() <= 90, "{}: {}", rule.code, rule.summary);
        assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
        let headings: Vec<&str> = rule.page.lines().filter(|line| line.starts_with("## ")).collect();
        let expected = ["## What it finds", "## Why it matters", "## Example", "## When a fix is safe"];
        assert_eq!(headings, expected, "{}", rule.code);
        assert_eq!(rules::find(rule.code), Some(*rule));
        assert_eq!(rules::find(rule.name), Some(*rule));
    }
}

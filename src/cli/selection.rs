//! `--select` and `--ignore`.

use crate::checker::rules::{self, RULES, Rule, State};
use anyhow::{Result, bail};

/// The rules that are applied.
#[derive(Debug)]
pub(super) struct Selection {
    rules: Vec<&'static Rule>,
}

impl Selection {
    /// Every stable rule, or those selected; without those ignored.
    pub(super) fn new(select: &[String], ignore: &[String]) -> Result<Self> {
        let mut rules = match select {
            [] => RULES.iter().copied().filter(|rule| rule.state == State::Stable).collect(),
            _ => resolve("--select", select)?,
        };
        let ignored = resolve("--ignore", ignore)?;
        rules.retain(|rule| !ignored.contains(rule));
        Ok(Selection { rules })
    }

    /// Whether findings of the rule with this code are wanted.
    pub(super) fn contains(&self, code: &str) -> bool {
        self.rules.iter().any(|rule| rule.code == code)
    }
}

fn resolve(option: &str, selectors: &[String]) -> Result<Vec<&'static Rule>> {
    let mut selected = Vec::new();
    for selector in selectors {
        let selector = selector.trim();
        let rules = rules::select(selector);
        if rules.is_empty() {
            let hint = similar(selector).map(|name| format!("did you mean {name}? ")).unwrap_or_default();
            bail!("{option}: no rule is called “{selector}”; {hint}`intrus rules` lists them");
        }
        selected.extend(rules);
    }
    Ok(selected)
}

/// The code, name or family that looks most like what was typed.
pub(super) fn similar(typed: &str) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    let family = |rule: &&'static Rule| rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
    let names = RULES.iter().flat_map(|rule| [rule.code, rule.name, family(rule)]);
    names
        .map(|name| (distance(&typed, &name.to_lowercase()), name))
        .filter(|&(distance, name)| distance <= 1.max(name.len() / 3))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Letters to put in, take out or change to make one word the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(select: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let own = |list: &[&str]| list.iter().map(|&s| s.to_owned()).collect::<Vec<_>>();
        Selection::new(&own(select), &own(ignore)).unwrap().rules.iter().map(|rule| rule.code).collect()
    }

    #[test]
    fn selectors() {
        assert_eq!(codes(&["stray-word", " en102"], &[]), ["EN101", "EN102"]);
        assert_eq!(codes(&["EN"], &["EN10"]), [""; 0]);
        assert!(codes(&[], &["EN101"]).contains(&"EN102"));
    }

    #[test]
    fn near_misses() {
        assert_eq!(similar("stray-words"), Some("stray-word"));
        assert_eq!(similar("EB"), Some("EN"));
        assert_eq!(similar("EN10l"), Some("EN101"));
        assert_eq!(similar("spelling"), None);
        assert_eq!(distance("chat", "chien"), 3);
    }
}

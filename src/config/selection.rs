//! Which rules are applied.

use crate::checker::rules::{self, RULES, Rule, State};

/// The rules that are applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    rules: Vec<&'static Rule>,
}

/// A selector that names no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule is called “{selector}”; {}`intrus rules` lists them", .meant.map(|name| format!("did you mean {name}? ")).unwrap_or_default())]
pub struct UnknownRule {
    /// What was typed.
    pub selector: String,
    /// What may have been meant.
    pub meant: Option<&'static str>,
}

impl Default for Selection {
    /// Every stable rule.
    fn default() -> Self {
        Selection { rules: RULES.iter().copied().filter(|rule| rule.state == State::Stable).collect() }
    }
}

impl Selection {
    /// Whether findings of the rule with this code are wanted.
    pub fn contains(&self, code: &str) -> bool {
        self.rules.iter().any(|rule| rule.code == code)
    }

    /// Makes these the only rules.
    pub(super) fn select(&mut self, rules: &[&'static Rule]) {
        self.rules = rules.to_vec();
    }

    /// Leaves these rules out.
    pub(super) fn ignore(&mut self, rules: &[&'static Rule]) {
        self.rules.retain(|rule| !rules.contains(rule));
    }
}

/// The rules that a selector names.
pub(super) fn resolve(selector: &str) -> Result<Vec<&'static Rule>, UnknownRule> {
    let selector = selector.trim();
    match rules::select(selector) {
        rules if rules.is_empty() => Err(UnknownRule { selector: selector.to_owned(), meant: similar(selector) }),
        rules => Ok(rules),
    }
}

/// The code, name or family that looks most like what was typed.
pub fn similar(typed: &str) -> Option<&'static str> {
    let family = |rule: &&'static Rule| rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
    nearest(typed, RULES.iter().flat_map(|rule| [rule.code, rule.name, family(rule)]))
}

/// The name that looks most like what was typed, if one does.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    names
        .map(|name| (strsim::levenshtein(&typed, &name.to_lowercase()), name))
        .filter(|&(distance, name)| distance <= 1.max(name.len() / 3))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors() {
        let codes = |selector| resolve(selector).map(|rules| rules.iter().map(|rule| rule.code).collect::<Vec<_>>());
        assert_eq!(codes("stray-word"), Ok(vec!["EN101"]));
        assert_eq!(codes(" en102"), Ok(vec!["EN102"]));
        let all = [codes("EN"), codes("MT"), codes("PA"), codes("TY")].map(Result::unwrap_or_default).concat();
        assert_eq!(all, Selection::default().rules.iter().map(|rule| rule.code).collect::<Vec<_>>());
        assert_eq!(codes("EN9").map_err(|error| error.meant), Err(Some("EN")));
    }

    #[test]
    fn near_misses() {
        assert_eq!(similar("stray-words"), Some("stray-word"));
        assert_eq!(similar("EB"), Some("EN"));
        assert_eq!(similar("EN10l"), Some("EN101"));
        assert_eq!(similar("spelling"), None);
    }
}

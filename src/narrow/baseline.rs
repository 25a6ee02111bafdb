//! Findings that were there before: a baseline.
//!
//! ```json
//! {"version": 1, "findings": [
//! {"path": "docs/a.md", "rule": "EN101", "text": "vehicle", "context": "que prévu, vehicle il a fallu", "count": 1}
//! ]}
//! ```
//!
//! It knows neither lines nor offsets, so that a text may change around what is in it.

use crate::text::{Finding, Segment, context, json_error, normalized};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The version that is read and written.
const VERSION: u32 = 1;

/// Equal findings in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, from the folder of the baseline, with `/`.
    pub path: String,
    /// Code of the rule.
    pub rule: String,
    /// The words found.
    pub text: String,
    /// These with some words on both sides.
    pub context: String,
    /// How often.
    pub count: usize,
}

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// Broken or of another kind; the place is in the file.
    #[error("{line}:{column}: not a baseline: {what}; write it anew with --write-baseline")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// A later intrus wrote it.
    #[error("a baseline of version {0}, and this intrus knows version 1; write it anew with --write-baseline")]
    Version(u32),
}

/// What a finding is known by in its file.
type Key = (String, String, String);

/// The findings that are known, by file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, BTreeMap<Key, usize>>);

/// Those of one file that have not been met yet.
#[derive(Debug, Clone, Default)]
pub struct Known(HashMap<Key, usize>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Entry {
    /// The entry of a finding in the file at `path`.
    pub fn new(path: &str, segment: &Segment, finding: &Finding) -> Self {
        let (rule, text, context) = key(segment, finding);
        Entry { path: path.to_owned(), rule, text, context, count: 1 }
    }
}

impl Baseline {
    /// Reads what [`Baseline::to_json`] has written.
    pub fn parse(json: &str) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_str(json).map_err(|error| match serde_json::from_str(json) {
            Ok(Version { version }) if version != VERSION => BaselineError::Version(version),
            _ => {
                let (what, line, column) = json_error(&error);
                BaselineError::Json { line, column, what }
            }
        })?;
        if file.version != VERSION {
            return Err(BaselineError::Version(file.version));
        }
        Ok(file.findings.into_iter().collect())
    }

    /// The same findings always give the same bytes: sorted, an entry a line.
    pub fn to_json(&self) -> String {
        let lines: Vec<String> = self.entries().map(|entry| format!("\n{}", serde_json::json!(entry))).collect();
        format!("{{\"version\": {VERSION}, \"findings\": [{}\n]}}\n", lines.join(","))
    }

    /// The findings that are known of the file at this path.
    pub fn known(&self, path: &str) -> Known {
        Known(self.0.get(path).into_iter().flatten().map(|(key, &count)| (key.clone(), count)).collect())
    }

    /// All of it, sorted.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.0.iter().flat_map(|(path, keys)| keys.iter().map(|(key, &count)| entry(path, key, count)))
    }
}

impl FromIterator<Entry> for Baseline {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        let mut baseline = Baseline::default();
        for Entry { path, rule, text, context, count } in entries {
            let keys = baseline.0.entry(path).or_default();
            let known = keys.entry((rule, text, context)).or_default();
            *known = known.saturating_add(count);
        }
        baseline
    }
}

impl Known {
    /// Whether the finding is known; each is met as often as it was there.
    pub fn meet(&mut self, segment: &Segment, finding: &Finding) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let Some(count) = self.0.get_mut(&key(segment, finding)).filter(|count| **count > 0) else { return false };
        *count -= 1;
        true
    }

    /// What has not been met, sorted, as entries of the file at this path.
    pub fn left(&self, path: &str) -> Vec<Entry> {
        let left = self.0.iter().filter(|(_, count)| **count > 0);
        let mut left: Vec<Entry> = left.map(|(key, &count)| entry(path, key, count)).collect();
        left.sort_unstable();
        left
    }
}

fn entry(path: &str, (rule, text, context): &Key, count: usize) -> Entry {
    let (rule, text, context) = (rule.clone(), text.clone(), context.clone());
    Entry { path: path.to_owned(), rule, text, context, count }
}

fn key(segment: &Segment, finding: &Finding) -> Key {
    (finding.rule.to_owned(), normalized(finding.span.of(&segment.text)), context(segment, finding.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Applicability, Span};

    fn finding(text: &str, at: usize) -> Finding {
        let start = text.match_indices("however").nth(at).unwrap().0;
        Finding {
            rule: "EN101",
            segment: 0,
            span: Span::new(start, start + 7),
            message: String::new(),
            confidence: 1.0,
            applicability: Applicability::None,
            suggestions: Vec::new(),
        }
    }

    #[test]
    fn written_and_read_back() {
        let text = "Oui, however.\n\nNon, however.\n\nOui, however.";
        let segment = Segment::new(text);
        let findings: Vec<Finding> = (0..3).map(|at| finding(text, at)).collect();
        let entries = |order: &[usize]| {
            order.iter().map(|&i| Entry::new("a/é.txt", &segment, &findings[i])).collect::<Baseline>()
        };
        let json = entries(&[0, 1, 2]).to_json();
        assert_eq!(json, entries(&[2, 0, 1]).to_json());
        assert_eq!(
            json,
            "{\"version\": 1, \"findings\": [\n\
             {\"path\":\"a/é.txt\",\"rule\":\"EN101\",\"text\":\"however\",\"context\":\"Non, however.\",\"count\":1},\n\
             {\"path\":\"a/é.txt\",\"rule\":\"EN101\",\"text\":\"however\",\"context\":\"Oui, however.\",\"count\":2}\n]}\n"
        );
        let baseline = Baseline::parse(&json).unwrap();
        assert_eq!(baseline.to_json(), json);
        let mut known = baseline.known("a/é.txt");
        assert_eq!([0, 1, 0, 2].map(|i| known.meet(&segment, &findings[i])), [true, true, true, false]);
        assert_eq!(known.left("a/é.txt"), []);
        assert_eq!(baseline.known("b.txt").left("b.txt"), []);
        assert_eq!(Baseline::parse(&Baseline::default().to_json()).unwrap(), Baseline::default());
    }

    #[test]
    fn what_is_left() {
        let text = "Oui, however.";
        let entry = Entry { count: 3, ..Entry::new("a", &Segment::new(text), &finding(text, 0)) };
        let baseline: Baseline = [entry.clone()].into_iter().collect();
        let mut known = baseline.known("a");
        assert!(known.meet(&Segment::new(text), &finding(text, 0)));
        assert_eq!(known.left("a"), [Entry { count: 2, ..entry }]);
    }

    #[test]
    fn not_a_baseline() {
        let message = |json| Baseline::parse(json).unwrap_err().to_string();
        assert!(message("{\"version\": 1,\n \"findings\": [").starts_with("2:14: not a baseline: EOF while parsing"));
        assert!(message("{\"version\": 1, \"findings\": [{\"path\": 1}]}").contains("expected a string"));
        assert!(message("{\"version\": 2, \"rows\": []}").starts_with("a baseline of version 2"));
        assert!(message("").starts_with("1:1: not a baseline"));
    }
}

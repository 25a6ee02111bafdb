//! What becomes of a record: its texts checked, its findings counted, its edits decided.

use super::action::{Action, Measures, Reason};
use super::stats::{Origin, Stats};
use crate::checker::Checker;
use crate::fix::Fixer;
use crate::formats::placeholders::pair;
use crate::formats::{Decoded, Edits, Encoding, Format};
use crate::text::{Applicability, Document, Finding};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Wanted = dyn Fn(&Finding) -> bool + Send + Sync;

/// Decides about records; the same for every thread.
pub struct Judge {
    checker: Checker,
    wanted: Box<Wanted>,
    /// What is done.
    pub action: Action,
    /// Whether edits are to be remembered.
    pub remembers: bool,
}

/// A text of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'t> {
    /// The field that it stands in.
    pub field: Cow<'t, str>,
    /// What it says.
    pub text: Cow<'t, str>,
    /// What it translates, where the record holds that too.
    pub source: Option<Cow<'t, str>>,
    /// Characters that cannot be written there.
    pub never: &'t [char],
}

/// What is decided about a record.
#[derive(Debug, Default)]
pub struct Verdict {
    /// The findings, with the numbers of their texts.
    pub findings: Vec<(usize, Finding)>,
    /// The edits of what the texts say, with the numbers of their texts.
    pub edits: Vec<(usize, Edits)>,
    /// Why the record is not kept.
    pub reason: Option<Reason>,
    /// The record in figures.
    pub measures: Measures,
}

/// A text of a record as a format: nothing in it is a comment for us.
struct Value<'t> {
    source: Option<&'t str>,
    never: &'t [char],
}

impl Format for Value<'_> {
    fn name(&self) -> &'static str {
        "value"
    }

    fn summary(&self) -> &'static str {
        "A text of a record"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn parse<'a>(&self, text: &'a str) -> Document<'a> {
        match self.source {
            Some(source) => pair(text, source),
            None => Document::plain(text),
        }
    }

    fn escape<'t>(&self, text: &'t str, _: u8) -> Option<Cow<'t, str>> {
        (!text.contains(self.never)).then_some(Cow::Borrowed(text))
    }
}

impl Judge {
    /// Decides with what this checker finds and `wanted` takes.
    pub fn new(checker: Checker, wanted: impl Fn(&Finding) -> bool + Send + Sync + 'static, action: Action) -> Self {
        Judge { checker, wanted: Box::new(wanted), action, remembers: false }
    }

    /// Decides about a record and counts it. That the checker fails on a text is a mistake of ours, and costs this record only.
    pub fn judge(&self, texts: &[Text], origin: Origin, stats: &mut Stats) -> Result<Verdict, String> {
        let decided = catch_unwind(AssertUnwindSafe(|| self.decide(texts)));
        let verdict = decided.map_err(|_| "intrus failed on this record; please report it".to_owned())?;
        stats.add(texts, &verdict, origin);
        Ok(verdict)
    }

    fn decide(&self, texts: &[Text]) -> Verdict {
        let mut verdict = Verdict::default();
        for (i, Text { text, source, never, .. }) in texts.iter().enumerate() {
            let value = Value { source: source.as_deref(), never };
            let document = value.parse(text);
            let mut findings = self.checker.check_for(&document, &self.wanted);
            findings.iter_mut().for_each(|finding| finding.span = document.place(finding));
            verdict.measures.add(text, &findings);
            if let Action::Fix { guesses } = self.action
                && findings.iter().any(|finding| allowed(finding, guesses) != Applicability::None)
            {
                let edits = self.edits(text, &value, guesses);
                if !edits.is_empty() {
                    verdict.edits.push((i, edits));
                }
            }
            verdict.findings.extend(findings.into_iter().map(|finding| (i, finding)));
        }
        if let Some(limits) = self.action.limits() {
            verdict.reason = limits.broken(&verdict.measures, verdict.findings.iter().map(|(_, finding)| finding));
        }
        verdict
    }

    /// The edits of a text that hold; none writes a character that must never stand there.
    fn edits(&self, text: &str, value: &Value, guesses: Option<f32>) -> Edits {
        let decoded = Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, bom_len: 0 };
        let check = |document: &Document| {
            let mut findings = self.checker.check(document);
            findings.iter_mut().for_each(|finding| finding.applicability = allowed(finding, guesses));
            findings
        };
        Fixer::with(check, Applicability::Unsafe).wanted(&self.wanted).fix(&decoded, value).edits
    }
}

/// The applicability of a finding when guesses from this confidence on are as good as what is safe.
fn allowed(finding: &Finding, guesses: Option<f32>) -> Applicability {
    let is_sure = || {
        let best = finding.suggestions.first();
        guesses.zip(best).is_some_and(|(least, best)| best.confidence >= least)
    };
    match finding.applicability {
        Applicability::Unsafe if !is_sure() => Applicability::None,
        applicability => applicability,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_place_cannot_hold_is_not_written_there() {
        let bare = Value { source: None, never: &[';', '"'] };
        assert_eq!(bare.escape("car", 0).as_deref(), Some("car"));
        assert_eq!(bare.escape("bon ; bien", 0), None);
    }
}

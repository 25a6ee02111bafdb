//! The registry of rules. A rule is one file and one line in [`RULES`]; help, the README's table and
//! `intrus explain` are generated from here.

mod agreement;
mod broken_sentence;
mod broken_word;
mod doubled_punctuation;
mod elision;
mod email_mismatch;
mod english_document;
mod english_spelling;
mod homograph;
mod html_entity;
mod invisible_characters;
mod leftover_prompt;
mod looping_text;
mod lost_space;
mod mixed_quotes;
mod mojibake;
mod number_format;
mod number_mismatch;
mod placeholder_mismatch;
mod repeated_word;
mod spacing;
mod split_placeholder;
mod stray_phrase;
mod stray_word;
mod tag_mismatch;
mod untranslated_affix;
mod untranslated_segment;
mod url_mismatch;
mod verb_form;

pub(super) use agreement::DETERMINERS;
pub(super) use verb_form::PRONOUNS;

use super::looks::{At, Look, Prose, Sighting, Typography};
use super::tagged::Tagged;
use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Wrong: it must not be published.
    Error,
    /// Probably wrong.
    Warning,
}

/// Whether a rule is on by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// On by default.
    Stable,
    /// Measured, not good enough yet; on request.
    Preview,
}

/// Which of two findings that overlap is kept: the later here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// What English brings about more often than not, so that the English is the better thing to show.
    Last,
    /// English.
    English,
    /// What makes text look English that is none: misread letters, broken marks, the words of a program.
    First,
}

/// A kind of finding.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// `EN101`: the family and a number.
    pub code: &'static str,
    /// Kebab-case name.
    pub name: &'static str,
    /// One line.
    pub summary: &'static str,
    /// What a finding of this rule counts as unless configured otherwise.
    pub severity: Severity,
    /// Whether it is on by default.
    pub state: State,
    /// What becomes of its findings where others overlap with them.
    #[serde(skip)]
    pub precedence: Precedence,
    /// The page `intrus explain` prints, in Markdown: what it finds, why it matters, example, when a fix is safe.
    #[serde(skip)]
    pub page: &'static str,
    /// How it finds what it is about.
    #[serde(skip)]
    pub(super) look: Look,
    /// Sentences that must give a finding of this rule; the intruder stands between `[` and `]`. Of a rule about pairs each
    /// is a source and a target with ` = ` between.
    #[serde(skip)]
    pub bad: &'static [&'static str],
    /// Sentences, or pairs, that must give no finding at all.
    #[serde(skip)]
    pub good: &'static [&'static str],
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// Every rule, sorted by code.
pub static RULES: &[&Rule] = &[
    &stray_word::RULE,
    &stray_phrase::RULE,
    &untranslated_segment::RULE,
    &english_spelling::RULE,
    &broken_word::RULE,
    &homograph::RULE,
    &english_document::RULE,
    &broken_sentence::RULE,
    &verb_form::RULE,
    &repeated_word::RULE,
    &looping_text::RULE,
    &elision::RULE,
    &agreement::RULE,
    &untranslated_affix::RULE,
    &split_placeholder::RULE,
    &number_format::RULE,
    &leftover_prompt::RULE,
    &number_mismatch::RULE,
    &placeholder_mismatch::RULE,
    &tag_mismatch::RULE,
    &url_mismatch::RULE,
    &email_mismatch::RULE,
    &doubled_punctuation::RULE,
    &mixed_quotes::RULE,
    &mojibake::RULE,
    &html_entity::RULE,
    &spacing::RULE,
    &lost_space::RULE,
    &invisible_characters::RULE,
];

/// The rule with this code or name, whatever the case.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|r| r.code.eq_ignore_ascii_case(code_or_name) || r.name.eq_ignore_ascii_case(code_or_name))
}

/// The rules that a selector names: a code (`EN101`), a name, or the start of a code (`EN`, `EN1`), which means every
/// stable rule below it. Empty when it names none.
pub fn select(selector: &str) -> Vec<&'static Rule> {
    match find(selector) {
        Some(rule) => vec![rule],
        None if selector.is_empty() => Vec::new(),
        None => {
            let prefix = selector.to_ascii_uppercase();
            RULES.iter().copied().filter(|r| r.state == State::Stable && r.code.starts_with(&prefix)).collect()
        }
    }
}

//! Findings and repairs, as the checker returns them: spans are in segment text, nothing is located in a file yet.

use super::Span;
use serde::{Serialize, Serializer};

/// Whether a repair may be written without a person looking (the terms of rustc and ruff).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Applicability {
    /// Shown only.
    None,
    /// A good guess, written on request.
    Unsafe,
    /// May be written without a person looking.
    Safe,
}

/// The mechanism that a repair inverts (docs/design.md, "How the English got there").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// A French word was read as the English word of the same spelling and replaced by an English synonym.
    Homograph,
    /// A word or phrase was left in English.
    Untranslated,
    /// The English spelling of a French word.
    Cognate,
    /// A French word was put into English in the wrong sense.
    WrongSense,
    /// Search-and-replace cut into the word.
    InsideWord,
    /// Other damage (MT, TY): the rule itself says what should stand there.
    Rule,
}

impl Applicability {
    /// What it is called wherever it is written.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::None => "none",
            Applicability::Unsafe => "unsafe",
            Applicability::Safe => "safe",
        }
    }
}

impl Origin {
    /// What it is called wherever it is written.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Homograph => "homograph",
            Origin::Untranslated => "untranslated",
            Origin::Cognate => "cognate",
            Origin::WrongSense => "wrong-sense",
            Origin::InsideWord => "inside-word",
            Origin::Rule => "rule",
        }
    }
}

impl Serialize for Applicability {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A French text offered in place of a finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// Replaces the whole finding exactly as it stands: case, elision and contraction included.
    pub text: String,
    /// Probability that this is the right text, 0 to 1.
    pub confidence: f32,
    /// The mechanism inverted.
    pub origin: Origin,
}

/// A confidence or density as it is printed: three decimals, downwards, so that `--min-confidence` with what is printed keeps the finding.
/// What is added keeps 0.95, which 32 bits hold as a little less.
pub(crate) fn three_decimals(number: f32) -> f64 {
    (f64::from(number) * 1000.0 + 0.001).floor() / 1000.0
}

/// One place where something is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Code of the rule, as registered (`EN101`).
    pub rule: &'static str,
    /// Index of the segment in its document.
    pub segment: usize,
    /// The words covered, in the segment's text.
    pub span: Span,
    /// One sentence for a person: what is wrong and what to do.
    pub message: String,
    /// Probability that the finding is right, 0 to 1.
    pub confidence: f32,
    /// Whether the first suggestion may be written.
    pub applicability: Applicability,
    /// Repairs, best first, at most five.
    pub suggestions: Vec<Suggestion>,
}

impl Finding {
    /// Whether it is about English (the family EN).
    pub fn is_english(&self) -> bool {
        self.rule.starts_with("EN")
    }
}

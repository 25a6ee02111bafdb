//! Where the rules about other damage (MT, TY) look, and what they find.
//!
//! They read every paragraph of good French, so they must cost next to nothing where nothing is wrong: for each token a few
//! bits tell what it may be about ([`At`]), and only the rules that asked for one of them are called.

mod at;
mod prose;

pub(crate) use at::At;
pub(crate) use prose::Prose;
pub use prose::Typography;

use super::blocks::Block;
use super::detect::Paragraph;
use super::memos::Notes;
use super::rules::{RULES, Rule, State};
use super::tagged::Tagged;
use crate::text::{Applicability, Document, Finding, Mark, Origin, Span, Suggestion};
use at::{Governors, Walk, ones};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// What is wrong at a token.
type LookAt = fn(Tagged, usize) -> Option<Sighting>;

/// What is wrong in a paragraph.
type LookThrough = fn(Tagged) -> Vec<Sighting>;

/// How a rule finds what it is about.
#[derive(Clone, Copy)]
pub(crate) enum Look {
    /// It does not: its findings come from the decision, the pairs or the list of loans.
    Elsewhere,
    /// Called at each token that is one of these.
    Token(At, LookAt),
    /// Called with each run of prose of a block.
    Prose(fn(&Prose) -> Vec<Sighting>),
    /// Called with all prose of a block. Which run a finding is in comes first.
    Block(fn(&[Prose]) -> Vec<(usize, Sighting)>),
    /// Called with each paragraph, and with all prose of the block for what goes on over paragraphs.
    Paragraphs(LookThrough, fn(&[Prose]) -> Vec<(usize, Sighting)>),
}

impl std::fmt::Debug for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Look::Elsewhere => "Elsewhere",
            Look::Token(..) => "Token",
            Look::Prose(_) => "Prose",
            Look::Block(_) => "Block",
            Look::Paragraphs(..) => "Paragraphs",
        })
    }
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sighting {
    /// The bytes of the segment's text.
    pub span: Span,
    /// What is wrong, in one sentence for a person.
    pub message: String,
    /// Probability that it is wrong, 0 to 1.
    pub confidence: f32,
    /// What should stand there: the text, the probability that it is right, and whether it may be written without a person looking.
    pub repair: Option<(String, f32, bool)>,
}

impl Sighting {
    /// Something wrong for which no repair is known.
    pub fn new(span: Span, confidence: f32, message: impl Into<String>) -> Self {
        Sighting { span, message: message.into(), confidence, repair: None }
    }

    /// With a repair that a person should look at.
    pub fn with_guess(self, text: impl Into<String>, confidence: f32) -> Self {
        Sighting { repair: Some((text.into(), confidence, false)), ..self }
    }

    /// With a repair that may be written.
    pub fn with_repair(self, text: impl Into<String>, confidence: f32) -> Self {
        Sighting { repair: Some((text.into(), confidence, true)), ..self }
    }

    fn finding(self, rule: &'static Rule, segment: usize) -> Finding {
        let applicability = match self.repair {
            None => Applicability::None,
            Some((.., false)) => Applicability::Unsafe,
            Some((.., true)) => Applicability::Safe,
        };
        // A repair may hold letters of the text, whose accents may be characters of their own.
        let composed = |text: String| if text.is_ascii() { text } else { text.nfc().collect() };
        let suggestion = |(text, confidence, _): (String, f32, bool)| Suggestion {
            text: composed(text),
            confidence,
            origin: Origin::Rule,
        };
        Finding {
            rule: rule.code,
            segment,
            span: self.span,
            message: self.message,
            confidence: self.confidence,
            applicability,
            suggestions: self.repair.map(suggestion).into_iter().collect(),
        }
    }
}

/// The rules that are called at tokens.
#[derive(Debug, Default)]
struct AtTokens {
    calls: Vec<(LookAt, &'static Rule)>,
    /// For each bit of [`At`] the calls that wait for it, a bit for each.
    waiting: [u32; At::BITS],
    /// All that is waited for.
    wanted: At,
}

impl AtTokens {
    fn new(rules: &[&'static Rule]) -> Self {
        let mut all = AtTokens::default();
        for rule in rules {
            if let Look::Token(at, look) = rule.look {
                at.bits().for_each(|bit| all.waiting[bit] |= 1 << all.calls.len());
                all.calls.push((look, rule));
                all.wanted = all.wanted.or(at);
            }
        }
        all
    }

    /// Those that wait for something that a token may be about.
    #[inline]
    fn about(&self, is: At) -> impl Iterator<Item = (LookAt, &'static Rule)> {
        ones(is.bits().fold(0, |all, bit| all | self.waiting[bit])).map(|call| self.calls[call])
    }
}

/// The rules that look for themselves, out of those that are wanted.
#[derive(Debug, Clone)]
pub(super) struct Looks {
    rules: Arc<[&'static Rule]>,
    at_tokens: Arc<AtTokens>,
    /// Those of them that are called with paragraphs.
    at_paragraphs: Arc<[(LookThrough, &'static Rule)]>,
    typography: Typography,
    governors: Arc<OnceLock<Governors>>,
}

impl Default for Looks {
    /// Those of the stable rules.
    fn default() -> Self {
        let none = Looks {
            rules: Arc::default(),
            at_tokens: Arc::default(),
            at_paragraphs: Arc::default(),
            typography: Typography::default(),
            governors: Arc::default(),
        };
        none.of(|rule| rule.state == State::Stable)
    }
}

impl Looks {
    /// Those of the rules that are wanted. What the rules know of words is shared: it takes longer to find than a small file to check.
    pub fn of(&self, wanted: impl Fn(&Rule) -> bool) -> Self {
        let looks = |rule: &&&Rule| !matches!(rule.look, Look::Elsewhere) && wanted(rule);
        let rules: Arc<[&'static Rule]> = RULES.iter().filter(looks).copied().collect();
        let at_paragraph = |rule: &&'static Rule| match rule.look {
            Look::Paragraphs(look, _) => Some((look, *rule)),
            _ => None,
        };
        Looks {
            at_tokens: AtTokens::new(&rules).into(),
            at_paragraphs: rules.iter().filter_map(at_paragraph).collect(),
            rules,
            ..self.clone()
        }
    }

    /// The same, for texts that follow these rules of spacing.
    pub fn with(self, typography: Typography) -> Self {
        Looks { typography, ..self }
    }

    /// Adds what the rules find in a paragraph.
    pub fn paragraph(
        &self,
        notes: &Notes,
        (segment, text, marks): (usize, &str, &[Mark]),
        paragraph: &Paragraph,
        findings: &mut Vec<Finding>,
    ) {
        if self.rules.is_empty() {
            return;
        }
        let tagged = Tagged { notes, text, marks, paragraph };
        if self.at_tokens.wanted != At::NOTHING {
            let governors = self.governors.get_or_init(|| Governors::new(notes.words.pack()));
            for (at, is) in Walk::new(paragraph, text, governors, self.at_tokens.wanted) {
                for (look, rule) in self.at_tokens.about(is) {
                    if let Some(sighting) = look(tagged, at) {
                        findings.push(sighting.finding(rule, segment));
                    }
                }
            }
        }
        for &(look, rule) in &*self.at_paragraphs {
            for sighting in look(tagged) {
                findings.push(sighting.finding(rule, segment));
            }
        }
    }

    /// Adds what the rules find in the prose of a block.
    pub fn block(&self, document: &Document, block: &Block, findings: &mut Vec<Finding>) {
        let prose = |(index, range): &(usize, Range<usize>)| {
            (*index, Prose::new(&document.segments[*index], range, self.typography))
        };
        let (segments, all): (Vec<usize>, Vec<Prose>) = if self.rules.iter().any(|rule| is_about_prose(rule)) {
            block.pieces.iter().map(prose).unzip()
        } else {
            return;
        };
        for rule in &*self.rules {
            match rule.look {
                Look::Prose(look) => {
                    for (prose, &segment) in all.iter().zip(&segments) {
                        findings.extend(look(prose).into_iter().map(|sighting| sighting.finding(rule, segment)));
                    }
                }
                Look::Block(look) | Look::Paragraphs(_, look) => {
                    findings.extend(look(&all).into_iter().map(|(i, sighting)| sighting.finding(rule, segments[i])));
                }
                _ => {}
            }
        }
    }
}

fn is_about_prose(rule: &Rule) -> bool {
    matches!(rule.look, Look::Prose(_) | Look::Block(_) | Look::Paragraphs(..))
}

//! The source beside the target: what a translation has to have in common with what it translates (PA), and what the
//! source says of the English in it (EN).

mod addresses;
mod copy;
mod evidence;
mod literal;
mod mask;
mod mention;
mod numbers;
mod placeholders;
mod purpose;
mod spelt;
mod tags;

pub use evidence::{Standing, weigh, weight};

use super::Block;
use super::memos::Notes;
use crate::text::{Applicability, Document, Finding, Source, Span};

/// Where source and target disagree.
#[derive(Debug, Clone, PartialEq)]
struct Mismatch {
    rule: &'static str,
    /// What is odd in the target; none where something is missing in it.
    odd: Option<String>,
    message: String,
}

impl Mismatch {
    /// `odd` stands in the target and not in the source, `missing` the other way round. None where neither does.
    fn new(rule: &'static str, what: &str, odd: Option<&str>, missing: Option<&str>) -> Option<Self> {
        let message = match (odd, missing) {
            (Some(odd), Some(missing)) => format!("{what} “{odd}” where the source has “{missing}”"),
            (Some(odd), None) => format!("{what} “{odd}” is not in the source"),
            (None, Some(missing)) => format!("{what} “{missing}” of the source is missing"),
            (None, None) => return None,
        };
        Some(Mismatch { rule, odd: odd.map(str::to_owned), message })
    }
}

/// A candidate in a pair must be so likely to be reported. The weights of the evidence are fitted where words were left in one
/// text of three, and translations that people made have a fiftieth of that: of the candidates of the development catalogues
/// between a half and this about one in three was English that was left, above it most.
pub const LEAST: f32 = 0.75;

/// How likely a finding of PA is to be right: a round figure from the few dozen in real catalogues that were looked through by eye
/// (docs/design.md, "The source beside the target"); not fitted.
const CONFIDENCE: f32 = 0.9;

/// Adds the findings of the pairs of a block to the others, which are sorted by segment and start, as they all are then.
pub fn add(notes: &Notes, document: &Document, block: &Block, findings: &mut Vec<Finding>) {
    let mut copies = Vec::new();
    let mut mismatched = Vec::new();
    for (index, range) in &block.pieces {
        let segment = &document.segments[*index];
        // A segment that was cut is looked at where it begins.
        if let (Some(source), 0) = (&segment.source, range.start) {
            copies.extend(copy::untranslated(notes, *index, segment));
            mismatched.extend(mismatches(source, *index, &segment.text));
        }
    }
    if copies.is_empty() && mismatched.is_empty() {
        return;
    }
    copy::replace(findings, copies);
    findings.extend(mismatched);
    findings.sort_by_key(|finding| (finding.segment, finding.span));
}

/// The places where a segment of this text disagrees with its source.
fn mismatches(source: &Source, segment: usize, text: &str) -> Vec<Finding> {
    let whole = source.target.as_deref().unwrap_or(text);
    if whole == source.text || text.trim().is_empty() {
        return Vec::new();
    }
    let found = [
        numbers::mismatch(source, whole),
        placeholders::mismatch(source, whole),
        tags::mismatch(source, whole),
        addresses::url_mismatch(source, whole),
        addresses::email_mismatch(source, whole),
    ];
    let place = |odd: &str| text.find(odd).map(|start| Span::new(start, start + odd.len()));
    let finding = |mismatch: Mismatch| Finding {
        rule: mismatch.rule,
        segment,
        span: mismatch.odd.as_deref().and_then(place).unwrap_or_else(|| trimmed(text)),
        message: mismatch.message,
        confidence: CONFIDENCE,
        applicability: Applicability::None,
        suggestions: Vec::new(),
    };
    found.into_iter().flatten().map(finding).collect()
}

/// The text without the blanks around it.
fn trimmed(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

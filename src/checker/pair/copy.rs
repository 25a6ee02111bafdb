//! Segments that nobody translated: the target is the source.

use crate::checker::detect::Paragraphs;
use crate::checker::{memos::Notes, message};
use crate::language::Doubt;
use crate::text::{Applicability, Case, Finding, Scanner, Segment};

/// Fewer words may be a name, a command or a term.
const FEWEST_WORDS: usize = 3;

/// Of so many words one may be in no dictionary; of more, one may be code.
const FEW: usize = 4;

/// SCOWL's size of the most common English words.
const COMMON: u8 = 10;

/// How likely a finding is to be right: a round figure, from looking through some in real catalogues; not fitted.
const CONFIDENCE: f32 = 0.95;

/// The finding on a segment that is a copy of its source and in English: none where it may be names, commands and terms, or
/// the same in French.
pub fn untranslated(notes: &Notes, index: usize, segment: &Segment) -> Option<Finding> {
    let source = segment.source.as_deref()?;
    let whole = source.target.as_deref().unwrap_or(&segment.text);
    if whole.trim() != source.text.trim() || !is_english(notes, segment) {
        return None;
    }
    let span = super::trimmed(&segment.text);
    Some(Finding {
        rule: "EN103",
        segment: index,
        span,
        message: message::of("EN103", span.of(&segment.text), None),
        confidence: CONFIDENCE,
        applicability: Applicability::None,
        suggestions: Vec::new(),
    })
}

/// Whether the words are running English: all may be, a common one in small letters cannot be French, and most are in small
/// letters, as they are in no name or title; little is code, and little is in no dictionary.
fn is_english(notes: &Notes, segment: &Segment) -> bool {
    let text = &*segment.text;
    let mut scanner = Scanner::new(text, 0, text.len(), &segment.marks);
    let mut paragraphs = Paragraphs::default();
    let (mut words, mut small, mut english, mut common, mut french, mut unknown) = (0, 0, 0, 0, 0, 0);
    while paragraphs.read(&notes.words, text, &mut scanner) {
        let paragraph = paragraphs.first();
        for (i, item) in paragraph.items.iter().enumerate().filter(|(_, item)| item.is_word()) {
            words += 1;
            let is_small = item.case() == Case::Lower;
            small += usize::from(is_small);
            match item.word.doubt() {
                Doubt::English if is_small => {
                    english += 1;
                    let size = paragraph.profile(&notes.words, text, i).english_size();
                    common += usize::from(size.is_some_and(|size| size <= COMMON));
                }
                Doubt::Plain if is_small => french += 1,
                Doubt::Unknown if is_small => unknown += 1,
                _ => {}
            }
        }
    }
    let code = text.split_whitespace().filter(|chunk| is_code(chunk)).count();
    words >= FEWEST_WORDS
        && 2 * small >= words
        && common > 0
        && french <= english / 8
        && FEW * unknown <= words
        && FEW * code < words
}

/// Whether a chunk is part of a command or of its usage: `--all`, `[<file>]`, `a|b`.
fn is_code(chunk: &str) -> bool {
    chunk.starts_with(['-', '<', '[', '\\']) || chunk.contains(['|', '=', '_', '@', '{', '*'])
}

/// Puts the findings on untranslated copies in place of the others in their segments.
pub fn replace(findings: &mut Vec<Finding>, copies: Vec<Finding>) {
    findings.retain(|finding| copies.binary_search_by_key(&finding.segment, |copy| copy.segment).is_err());
    findings.extend(copies);
}

//! English words that French accepts and has a word of its own for, for those who want them found.

use super::blocks::Block;
use super::detect::{Paragraph, Paragraphs};
use super::memos::Notes;
use super::vocabulary::Vocabulary;
use crate::language::Pack;
use crate::text::{
    Applicability, Case, Document, Finding, Origin, Scanner, Segment, Span, Suggestion, capitalised, folded,
};
use std::collections::HashMap;
use std::sync::LazyLock;

/// That the word is there is sure; that its French fits here is a round guess, not fitted.
const CONFIDENCE: f32 = 0.9;
const FITS: f32 = 0.6;

static LOANS: LazyLock<Loans> = LazyLock::new(|| Loans::read(include_str!("../../data/curated/loans-french.tsv")));

/// The table, ready to be looked up.
struct Loans {
    english: Vocabulary,
    french: HashMap<String, French>,
}

/// The French for a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct French {
    text: &'static str,
    is_feminine: bool,
}

impl Loans {
    /// English, gender, French and its plural in each row.
    fn read(table: &'static str) -> Self {
        let mut loans = Loans { english: Vocabulary::new(Pack::embedded()), french: HashMap::new() };
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let (Some(english), Some(gender), Some(one), Some(many)) =
                (columns.next(), columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            for (english, text) in [(english.to_owned(), one), (format!("{english}s"), many)] {
                loans.english.add_name(&english);
                loans.french.insert(folded(&english), French { text, is_feminine: gender == "f" });
            }
        }
        loans
    }
}

/// Adds a finding for every such word of a block to the others, which are sorted by segment and start, as they all are then.
/// Where there is a finding already, or the vocabulary accepts the word, there is none.
pub(super) fn add(
    notes: &Notes,
    vocabulary: Option<&Vocabulary>,
    document: &Document,
    block: &Block,
    findings: &mut Vec<Finding>,
) {
    let mut found = Vec::new();
    let mut paragraphs = Paragraphs::default();
    for (index, range) in &block.pieces {
        let segment = &document.segments[*index];
        let known: Vec<Span> = findings.iter().filter(|f| f.segment == *index).map(|f| f.span).collect();
        let mut scanner = Scanner::new(&segment.text, range.start, range.end, &segment.marks);
        while paragraphs.read(&notes.words, &segment.text, &mut scanner) {
            let paragraph = paragraphs.first();
            let accepted = vocabulary.map(|words| words.accepted(&segment.text, paragraph.items)).unwrap_or_default();
            for items in LOANS.english.accepted(&segment.text, paragraph.items) {
                let span = paragraph.span(&items);
                let is_accepted = accepted.iter().any(|known| known.contains(&items.start));
                if !is_accepted && is_word(&paragraph, items.start) && !known.iter().any(|known| known.overlaps(span)) {
                    found.extend(finding(*index, segment, span));
                }
            }
        }
    }
    if !found.is_empty() {
        findings.extend(found);
        findings.sort_by_key(|finding| (finding.segment, finding.span));
    }
}

/// Whether no name starts at an item: it is in small letters, or the first word of its sentence.
fn is_word(paragraph: &Paragraph, item: usize) -> bool {
    let first = &paragraph.items[item];
    let is_first =
        || !paragraph.items[..item].iter().any(|before| before.is_word() && before.sentence() == first.sentence());
    first.case() == Case::Lower || (first.case() == Case::Capital && is_first())
}

fn finding(index: usize, segment: &Segment, span: Span) -> Option<Finding> {
    let surface = span.of(&segment.text);
    let french = LOANS.french.get(&folded(surface))?;
    let text = if surface.starts_with(char::is_uppercase) { capitalised(french.text) } else { french.text.to_owned() };
    let message = format!("“{surface}” is an English word that French accepts; it has “{text}”");
    let suggestion = Suggestion { text, confidence: FITS, origin: Origin::Untranslated };
    let suggestions: Vec<Suggestion> =
        fits(&segment.text[..span.start], *french).then_some(suggestion).into_iter().collect();
    let applicability = if suggestions.is_empty() { Applicability::None } else { Applicability::Unsafe };
    Some(Finding { rule: "EN101", segment: index, span, message, confidence: CONFIDENCE, applicability, suggestions })
}

/// Whether the French can take the place of the English without a change to the word before it: gender and elision.
fn fits(before: &str, french: French) -> bool {
    const MASCULINE: &[&str] = &["le", "un", "du", "au", "ce", "cet", "quel", "aucun"];
    const FEMININE: &[&str] = &["la", "une", "cette", "ma", "ta", "sa", "quelle", "aucune"];
    const ELIDED: &[&str] = &["le", "la", "de", "du", "au", "que", "ce", "ma", "ta", "sa"];
    let opens_with_vowel = folded(french.text).starts_with(['a', 'e', 'i', 'o', 'u', 'h', 'é', 'è', 'ê', 'œ']);
    let before = before.trim_end();
    if before.ends_with(['\'', '’']) {
        return opens_with_vowel;
    }
    let word = folded(before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default());
    let is = |words: &[&str]| words.contains(&word.as_str());
    !(is(MASCULINE) && french.is_feminine || is(FEMININE) && !french.is_feminine || is(ELIDED) && opens_with_vowel)
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Document, Pack};

    /// What is found, and the first repair.
    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let checker = Checker::new(Pack::embedded()).with_flagged_loans();
        let findings = checker.check(&Document::plain(text));
        let repair = |f: &crate::Finding| f.suggestions.first().map(|suggestion| suggestion.text.clone());
        findings.iter().map(|f| (f.span.of(text).to_owned(), repair(f))).collect()
    }

    #[test]
    fn the_french_fits_what_stands_before() {
        let repair = |text: &str| found(text).first().and_then(|(_, repair)| repair.clone());
        assert_eq!(repair("Le directeur a reçu un mail ce matin.").as_deref(), Some("courriel"));
        assert_eq!(repair("Nous avons reçu deux mails ce matin.").as_deref(), Some("courriels"));
        assert_eq!(repair("Parking gratuit devant la mairie.").as_deref(), Some("Stationnement"));
        // « la fin de semaine », « le courriel ».
        assert_eq!(found("Nous partons le week-end prochain."), [("week-end".to_owned(), None)]);
        assert_eq!(found("Il répondra à l’e-mail demain."), [("e-mail".to_owned(), None)]);
    }

    #[test]
    fn rows() {
        assert!(super::LOANS.french.len() > 240);
        assert!(super::LOANS.french.values().all(|french| !french.text.is_empty()));
    }

    #[test]
    fn names_and_code_are_none() {
        assert!(found("La société Smart Parking ouvrira ses portes lundi à Lyon.").is_empty());
    }
}

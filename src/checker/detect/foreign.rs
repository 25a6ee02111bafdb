//! Sentences in another language, in old spelling, or lists of names: what is English in them is nobody's slip.
//!
//! Good French has one small word in a hundred that no lexicon knows, a sentence of Italian, Dutch or creole one in two or three. English is
//! known: it is not told here, and where there is much of it, what nobody knows may be broken French. Read by eye, of the findings in 32 million
//! words of the corpora 194 stood in such sentences: 179 in a quiz in five languages, the others in lists of packages, creole, French of the
//! sixteenth century and French as an accent sounds; none was a slip.

use super::paragraph::{Item, Paragraph};
use super::seeds::Seed;
use crate::checker::memos::Notes;
use crate::language::Doubt;
use crate::text::Case;
use std::ops::Range;

/// Fewer unknown words may be a name, a quotation or a slip of the pen.
const FEWEST: usize = 4;

/// One small word in so many must be unknown.
const ONE_IN: usize = 4;

/// Bytes of an unknown word from which on it counts: what is shorter may be the rest of any word.
const SHORTEST: usize = 4;

/// Leaves out the seeds in sentences that are no French.
pub fn spare(notes: &Notes, text: &str, paragraph: &Paragraph, seeds: &mut Vec<Seed>) {
    let is_unknown = |item: &Item| item.word.doubt() == Doubt::Unknown && item.case() == Case::Lower;
    // Nearly all paragraphs end here.
    if paragraph.doubtful.iter().filter(|&&i| is_unknown(&paragraph.items[i])).nth(FEWEST - 1).is_none() {
        return;
    }
    let mut last: Option<(Range<usize>, bool)> = None;
    seeds.retain(|seed| match &last {
        Some((sentence, is_foreign)) if sentence.contains(&seed.item) => !is_foreign,
        _ => {
            let sentence = sentence(paragraph, seed.item);
            let is_foreign = is_foreign(notes, text, paragraph, sentence.clone());
            last = Some((sentence, is_foreign));
            !is_foreign
        }
    });
}

/// The items of the sentence that an item stands in.
fn sentence(paragraph: &Paragraph, item: usize) -> Range<usize> {
    let number = paragraph.items[item].sentence();
    let of = |item: &Item| item.sentence();
    paragraph.items.partition_point(|item| of(item) < number)
        ..paragraph.items.partition_point(|item| of(item) <= number)
}

fn is_foreign(notes: &Notes, text: &str, paragraph: &Paragraph, sentence: Range<usize>) -> bool {
    let (mut small, mut english, mut unknown) = (0, 0, 0);
    for i in sentence {
        let item = &paragraph.items[i];
        if !item.is_word() || item.case() != Case::Lower {
            continue;
        }
        small += 1;
        match item.word.doubt() {
            Doubt::English => english += 1,
            Doubt::Unknown if item.span().len() >= SHORTEST => {
                let word = paragraph.profile(&notes.words, text, i);
                // French without its accents, and words that are French again once something in them is put back, are French.
                unknown += usize::from(!word.is_unaccented() && notes.broken(&word.text).is_empty());
            }
            _ => {}
        }
    }
    unknown >= FEWEST && unknown * ONE_IN >= small && unknown >= 2 * english
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Document, Pack};

    /// The rules of the findings in a text.
    fn found(text: &str) -> Vec<&'static str> {
        let findings = Checker::new(Pack::embedded()).check(&Document::plain(text));
        findings.iter().map(|finding| finding.rule).filter(|rule| rule.starts_with("EN")).collect()
    }

    #[test]
    fn other_languages_are_left_alone() {
        for text in [
            "Il ponte vecchio attraversa il fiume in un punto stretto, come scrivono gli abitanti della città.",
            "De oude brug was vorig jaar gesloten en is sinds de lente weer open voor fietsers.",
            "El puente viejo no se cerró hasta que llegaron los vecinos con sus herramientas.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn french_beside_them_is_not() {
        let italian =
            "Il ponte vecchio attraversa il fiume in un punto stretto, come scrivono gli abitanti della città.";
        let french = "Le maire a visité the vieux pont, however il n’a rien décidé.";
        assert_eq!(found(&format!("{italian} {french}")), ["EN101", "EN101"]);
        // A few words that nobody knows make no other language.
        assert_eq!(found("Le zorblak et le fripouzin sont, however, très rares."), ["EN101"]);
    }
}

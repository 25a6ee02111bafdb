//! Which tokens of a paragraph deserve a closer look.

use super::grammar;
use super::paragraph::{Item, Paragraph};
use super::quick;
use crate::language::{Doubt, Memo};
use crate::text::Case;

/// Why a token deserves a closer look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    /// English and not French, in small letters or as the first word of a sentence.
    English,
    /// English and not French, capitalised inside a sentence.
    Capital,
    /// French or accepted, but it sits badly between its neighbours and may be English.
    Homograph,
    /// The first word of an English expression.
    Phrase,
    /// In no lexicon, in small letters.
    Unknown,
}

/// The seeds of a paragraph, in order: item and reason.
pub fn seeds(memo: &Memo, text: &str, paragraph: &Paragraph, seeds: &mut Vec<(usize, Seed)>) {
    seeds.clear();
    // The pairs of the others are hardly ever asked for.
    let weighed = |i: &&usize| matches!(paragraph.items[**i].word.doubt, Doubt::Homograph | Doubt::Loan);
    memo.pack().context.fetch(paragraph.doubtful.iter().filter(weighed).flat_map(|&i| {
        let at = paragraph.items[i].flow;
        let [before, after] = [paragraph.left(at)[1], paragraph.right(at + 1)[0]];
        [[before, paragraph.flow[at]], [paragraph.flow[at], after]]
    }));
    for &i in &paragraph.doubtful {
        let item = &paragraph.items[i];
        if let Some(seed) = seed(memo, text, paragraph, i, item) {
            seeds.push((i, seed));
        }
    }
}

fn seed(memo: &Memo, text: &str, paragraph: &Paragraph, i: usize, item: &Item) -> Option<Seed> {
    let clashes = || i > 0 && grammar::clashes(memo, text, paragraph, i);
    let promising = |hope| is_promising(memo, text, paragraph, i, hope);
    match (item.word.doubt, item.token.case) {
        (Doubt::English, Case::Lower) => Some(Seed::English),
        (Doubt::English, _) if item.initial && !item.word.is_name => Some(Seed::English),
        (Doubt::English, _) => (clashes()
            // Of English without a row in the tables nothing is known here: a spelling may lead to the French.
            || paragraph.profile(memo, text, i).rivals().is_empty()
            || promising(quick::HOPE_CAPITAL))
        .then_some(Seed::Capital),
        (Doubt::Homograph | Doubt::Loan, Case::Lower) => {
            let suspicious = || item.word.symbol == 0 || association(memo, paragraph, item) < quick::SUSPICIOUS;
            if clashes() || suspicious() && promising(quick::HOPE) {
                return Some(Seed::Homograph);
            }
            phrase(memo, text, paragraph, i)
        }
        (Doubt::Homograph, _) if item.is_capital_inside() && !item.word.is_name => {
            (association(memo, paragraph, item) < quick::SUSPICIOUS_CAPITAL && (clashes() || promising(quick::HOPE)))
                .then_some(Seed::Homograph)
        }
        (Doubt::Shared, Case::Lower) => {
            if clashes() && association(memo, paragraph, item) < quick::SUSPICIOUS {
                return Some(Seed::Homograph);
            }
            phrase(memo, text, paragraph, i)
        }
        (Doubt::Unknown, Case::Lower) => Some(Seed::Unknown),
        _ => None,
    }
}

/// Whether some French for a word comes near it between its neighbours: what follows costs much more than to find out.
fn is_promising(memo: &Memo, text: &str, paragraph: &Paragraph, i: usize, hope: f32) -> bool {
    let flow = paragraph.items[i].flow;
    let (before, after) = (paragraph.left(flow)[1], paragraph.right(flow + 1)[0]);
    let profile = paragraph.profile(memo, text, i);
    quick::is_promising(memo.pack(), &profile, [before, paragraph.flow[flow], after], hope)
}

fn association(memo: &Memo, paragraph: &Paragraph, item: &Item) -> f32 {
    let (before, after) = (paragraph.left(item.flow)[1], paragraph.right(item.flow + 1)[0]);
    quick::association(memo.pack(), before, paragraph.flow[item.flow], after)
}

/// Two words in a row that are spelt like English, are no pair in French, and begin an English expression.
fn phrase(memo: &Memo, text: &str, paragraph: &Paragraph, i: usize) -> Option<Seed> {
    let (item, next) = (&paragraph.items[i], paragraph.items.get(i + 1)?);
    if !next.is_word() || next.token.case != Case::Lower || !next.word.doubt.is_english_spelling() {
        return None;
    }
    let n = super::phrases::longest(memo, text, paragraph, i)?;
    // The expressions written by hand are English whatever the pair is in French; those of the thesauri are many.
    let known = memo.pack().context.knows(paragraph.flow[item.flow], paragraph.flow[next.flow]);
    (!known || super::phrases::is_by_hand(memo.pack(), text, paragraph, i, n)).then_some(Seed::Phrase)
}

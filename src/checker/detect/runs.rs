//! The runs of a paragraph that are weighed: what the decoder finds, expressions, passages, and the other seeds alone.

use super::decode::{self, Run};
use super::paragraph::Paragraph;
use super::phrases;
use super::seeds::{Reason, Seed};
use crate::language::{Doubt, Memo};
use crate::text::{Case, TokenKind};
use std::ops::Range;

/// Words of English from which on a sentence can be called untranslated.
const SENTENCE: usize = 4;

/// Every run to be weighed, sorted, without overlap.
pub fn runs(memo: &Memo, text: &str, paragraph: &Paragraph, seeds: &[Seed], density: f32) -> Vec<Run> {
    let mut runs = decode::runs(memo, text, paragraph, seeds, density);
    // An expression whose words the decoder did not join.
    for seed in seeds.iter().filter(|s| s.reason != Reason::Unknown).map(|s| s.item) {
        let Some(n) = phrases::longest(memo, text, paragraph, seed) else { continue };
        let items = seed..seed + n;
        let inside = runs.iter().any(|r| r.items.start <= items.start && items.end <= r.items.end);
        let crossing = runs.iter().any(|r| {
            r.items.start < items.end
                && items.start < r.items.end
                && !(items.start <= r.items.start && r.items.end <= items.end)
        });
        if !inside && !crossing {
            let gain = runs.iter().filter(|r| overlap(&r.items, &items)).map(|r| r.gain).fold(0.0, f32::max);
            runs.retain(|r| !overlap(&r.items, &items));
            runs.push(Run { items, gain });
        }
    }
    for &Seed { item: seed, reason, .. } in seeds {
        if reason != Reason::Phrase && !runs.iter().any(|r| r.items.contains(&seed)) {
            runs.push(Run { items: seed..seed + 1, gain: 0.0 });
        }
    }
    passages(paragraph, &mut runs);
    runs.sort_by_key(|r| r.items.start);
    runs
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Sentences that are English all but for names, code and a word or two become one run each, with their full stop.
fn passages(paragraph: &Paragraph, runs: &mut Vec<Run>) {
    // Nearly all paragraphs end here: their runs have fewer words than one such sentence.
    if runs.iter().map(|run| run.items.len()).sum::<usize>() < SENTENCE {
        return;
    }
    let mut start = 0;
    while start < paragraph.items.len() {
        let sentence = paragraph.items[start].sentence();
        let end = paragraph.items[start..]
            .iter()
            .position(|i| i.sentence() != sentence)
            .map_or(paragraph.items.len(), |n| start + n);
        if let Some(run) = passage(paragraph, start..end, runs) {
            runs.retain(|r| !overlap(&r.items, &run.items));
            runs.push(run);
        }
        start = end;
    }
}

fn passage(paragraph: &Paragraph, sentence: Range<usize>, runs: &[Run]) -> Option<Run> {
    let items = &paragraph.items;
    let inside: Vec<&Run> = runs.iter().filter(|r| overlap(&r.items, &sentence)).collect();
    let (mut english, mut surely, mut french) = (0, 0, 0);
    for i in sentence.clone().filter(|&i| items[i].is_word()) {
        let in_run = inside.iter().any(|r| r.items.contains(&i));
        if in_run {
            english += 1;
            surely += usize::from(items[i].word.doubt() == Doubt::English);
        } else if items[i].case() == Case::Lower || !items[i].word.is_english_spelling() && !items[i].word.is_name() {
            french += 1;
        }
    }
    if english < SENTENCE || surely * 3 < english || french * 4 > english {
        return None;
    }
    // From the first English word, or from the start of the sentence where nothing French stands before it, to the last
    // word, with what markup opens before and the stop that ends it.
    let mut first = inside.iter().map(|r| r.items.start).min()?;
    let is_french = |i: &usize| items[*i].is_word() && matches!(items[*i].word.doubt(), Doubt::Plain | Doubt::Shared);
    if !(sentence.start..first).any(|i| is_french(&i)) {
        first = sentence.clone().find(|&i| items[i].is_word() || items[i].kind() == TokenKind::Opaque)?;
    }
    let mut last = sentence
        .clone()
        .rev()
        .find(|&i| !matches!(items[i].kind(), TokenKind::LineEnd | TokenKind::CloseQuote | TokenKind::StraightQuote))?;
    let asterisks = |range: Range<usize>| range.filter(|&i| items[i].kind() == TokenKind::Asterisk).count();
    while first > sentence.start
        && items[first - 1].kind() == TokenKind::Asterisk
        && asterisks(first..last + 1) % 4 != 0
    {
        first -= 1;
    }
    while last > first && items[last].kind() == TokenKind::Asterisk && asterisks(first..last + 1) % 4 != 0 {
        last -= 1;
    }
    Some(Run { items: first..last + 1, gain: inside.iter().map(|r| r.gain).sum() })
}

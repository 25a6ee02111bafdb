//! Names and titles of several words, known ones and what looks like one.

use super::features::Judge;
use super::paragraph::Item;
use crate::language::lexicon::Prefix;
use crate::language::{Doubt, Start};
use crate::text::Case;
use std::ops::Range;

/// English words that stay small inside a title.
const TITLE_GLUE: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "off", "on", "or", "the", "to", "with",
];

impl Judge<'_> {
    /// Whether the run and its capitalised neighbours are a known name or title of several words.
    pub(super) fn in_title(&self, items: &Range<usize>) -> bool {
        let all = &self.paragraph.items;
        let from = items.start.saturating_sub(3);
        let to = (items.end + 3).min(all.len());
        let memo = &self.notes.words;
        let profile = |i: usize| self.paragraph.profile(memo, self.text, i);
        if items.len() == 1 && profile(items.start).is_listed() {
            return true;
        }
        // Names and titles have a capital.
        let any_capital = all[from..to].iter().any(|i| i.case() != Case::Lower);
        for start in from..=items.start {
            if !all[start].is_word() || start + 1 >= to || !all[start + 1].is_word() {
                continue;
            }
            let hashes = [all[start].hash(), all[start + 1].hash()];
            let starts = || profile(start).starts_titles_with(&profile(start + 1));
            let starts_loans = || profile(start).starts_loans_with(&profile(start + 1));
            let may_start = if any_capital {
                memo.starts(Start::Title, hashes, starts)
            } else {
                memo.starts(Start::Loan, hashes, starts_loans)
            };
            if may_start && self.reaches_title(start, items.end, to) {
                return true;
            }
        }
        false
    }

    /// Whether a known title starts with the word at `start` and ends after at least `end` and at most `to` items.
    fn reaches_title(&self, start: usize, end: usize, to: usize) -> bool {
        let all = &self.paragraph.items;
        let profile = |i: usize| self.paragraph.profile(&self.notes.words, self.text, i);
        // The lists that have something that starts with the words so far.
        let mut walks: Vec<Prefix> = profile(start).titles().to_vec();
        for i in (start + 1..to).take_while(|&i| all[i].is_word()) {
            let word = profile(i);
            walks.retain_mut(|walk| walk.then(&word.text).map(|next| *walk = next).is_some());
            if i + 1 >= end && walks.iter().any(|walk| walk.is_entry()) && self.is_title(start..i + 1) {
                return true;
            }
            walks.retain_mut(|walk| walk.then(" ").map(|next| *walk = next).is_some());
            if walks.is_empty() {
                break;
            }
        }
        false
    }

    /// Whether these words, more than one, are a known name or title, which has a capital, or a loan.
    fn is_title(&self, items: Range<usize>) -> bool {
        let words: Vec<_> = items.clone().map(|i| self.paragraph.folded(self.text, i)).collect();
        let key = words.join(" ");
        let has_capital = self.paragraph.items[items].iter().any(|i| i.case() != Case::Lower);
        self.pack.loans.contains(&key) || has_capital && (self.pack.titles.contains(&key) || self.pack.is_name(&key))
    }

    pub(super) fn capital_at(&self, item: Option<usize>) -> bool {
        item.and_then(|i| self.paragraph.items.get(i)).is_some_and(Item::is_capital)
    }

    /// Capitalised words that go on on both sides of the run, over English words in small letters: the words of a title.
    pub(super) fn title_capitals(&self, items: &Range<usize>) -> usize {
        let all = &self.paragraph.items;
        let goes_on = |i: &&Item| i.is_word() && (i.case() != Case::Lower || i.word.doubt() == Doubt::English);
        let capitals = |i: &Item| i.case() != Case::Lower && i.word.is_english_spelling();
        let before = all[..items.start].iter().rev().take_while(goes_on).filter(|i| capitals(i)).count();
        let after = all[items.end..].iter().take_while(goes_on).filter(|i| capitals(i)).count();
        before + after
    }

    /// Whether the run is nothing but small words between capitals of which one is spelt like English:
    /// `Brigham [and] Women`.
    pub(super) fn is_title_glue(&self, items: &Range<usize>) -> bool {
        let all = &self.paragraph.items;
        let is_glue = |i: usize| {
            let item = &all[i];
            item.case() == Case::Lower && TITLE_GLUE.contains(&item.span().of(self.text))
        };
        let capital = |i: Option<usize>| i.and_then(|i| all.get(i)).filter(|i| i.is_word() && i.case() != Case::Lower);
        let (before, after) = (capital(items.start.checked_sub(1)), capital(Some(items.end)));
        let is_english = |i: &Item| i.word.is_english_spelling();
        items.clone().all(is_glue)
            && before.zip(after).is_some_and(|(before, after)| is_english(before) || is_english(after))
    }
}

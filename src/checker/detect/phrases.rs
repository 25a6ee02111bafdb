//! English expressions: runs of words that the tables know as one.

use super::paragraph::Paragraph;
use crate::language::filter::pair;
use crate::language::lexicon::EnglishTags;
use crate::language::{Memo, Pack};
use std::borrow::Cow;

/// Longest expression looked for, in words.
const LONGEST: usize = 5;

/// How many items the longest expression that starts at `item` covers, if one does.
pub fn longest(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> Option<usize> {
    // Nearly all words end here: no expression starts with them and the next word.
    let next = paragraph.items.get(item + 1).filter(|next| next.is_word())?;
    if next.sentence != paragraph.items[item].sentence || !paragraph.items[item].is_word() {
        return None;
    }
    if !memo.pack().starts.contains(pair(paragraph.items[item].token.hash, next.token.hash)) {
        return None;
    }
    let may_go_on = |i: &usize| {
        let next = &paragraph.items[*i];
        next.is_word()
            && next.sentence == paragraph.items[item].sentence
            && !next.token.is_elided(text)
            // What is not spelt like English is no English.
            && (next.word.is_english_spelling() || next.token.span.of(text).contains('-'))
            && paragraph.profile(memo, text, *i).may_be_in_expression()
    };
    let count = (item..(item + LONGEST).min(paragraph.items.len())).take_while(may_go_on).count();
    let items = &paragraph.items[item..item + count];
    let find = || {
        let words: Vec<Cow<str>> = (item..item + count).map(|i| paragraph.folded(text, i)).collect();
        (2..=count).rev().find(|&n| is_expression(memo.pack(), &words[..n])).unwrap_or(0) as u8
    };
    let words = memo.expression(items.iter().map(|item| item.token.hash), find);
    (words > 0).then_some(usize::from(words))
}

/// Whether the expression of `n` items stands as it is in the table written by hand.
pub fn is_by_hand(pack: &Pack, text: &str, paragraph: &Paragraph, item: usize, n: usize) -> bool {
    let words: Vec<Cow<str>> = (item..item + n).map(|i| paragraph.folded(text, i)).collect();
    pack.translation.contains(&words.join(" "))
}

/// Whether the tables have the words as one entry, the last in the plural or the first inflected perhaps.
fn is_expression(pack: &Pack, words: &[Cow<str>]) -> bool {
    let known = |phrase: &str| pack.homograph.contains(phrase) || pack.translation.contains(phrase);
    let phrase = words.join(" ");
    if known(&phrase) {
        return !pack.loans.contains(&phrase);
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let start = words[..words.len() - 1].join(" ");
    let rest = words[1..].join(" ");
    pack.english
        .readings(last)
        .any(|r| r.tags.intersects(EnglishTags::PLURAL) && known(&format!("{start} {}", r.lemma)))
        || pack.english.readings(first).any(|r| {
            r.tags.intersects(EnglishTags::VERB) && *r.lemma != **first && known(&format!("{} {rest}", r.lemma))
        })
}

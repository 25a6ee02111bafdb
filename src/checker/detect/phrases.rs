//! English expressions: runs of words that the tables know as one.

use super::paragraph::Paragraph;
use crate::language::Pack;
use crate::language::lexicon::EnglishTags;

/// Longest expression looked for, in words.
const LONGEST: usize = 5;

/// How many items the longest expression that starts at `item` covers, if one does.
pub fn longest(pack: &Pack, text: &str, paragraph: &Paragraph, item: usize) -> Option<usize> {
    let mut words: Vec<String> = Vec::new();
    for i in item..(item + LONGEST).min(paragraph.items.len()) {
        let next = &paragraph.items[i];
        if !next.is_word() || next.sentence != paragraph.items[item].sentence || next.token.is_elided(text) {
            break;
        }
        let word = paragraph.folded(text, i);
        if !pack.english.contains(&word) && !word.contains('-') {
            break;
        }
        words.push(word);
    }
    (2..=words.len()).rev().find(|&n| is_expression(pack, &words[..n]))
}

/// Whether the expression of `n` items stands as it is in the table written by hand.
pub fn is_by_hand(pack: &Pack, text: &str, paragraph: &Paragraph, item: usize, n: usize) -> bool {
    let words: Vec<String> = (item..item + n).map(|i| paragraph.folded(text, i)).collect();
    pack.translation.contains(&words.join(" "))
}

/// Whether the tables have the words as one entry, the last in the plural or the first inflected perhaps.
fn is_expression(pack: &Pack, words: &[String]) -> bool {
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
        .iter()
        .any(|r| r.tags.intersects(EnglishTags::PLURAL) && known(&format!("{start} {}", r.lemma)))
        || pack
            .english
            .readings(first)
            .iter()
            .any(|r| r.tags.intersects(EnglishTags::VERB) && r.lemma != *first && known(&format!("{} {rest}", r.lemma)))
}

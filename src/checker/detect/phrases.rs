//! English expressions: runs of words that the tables know as one.

use super::paragraph::{Item, Paragraph};
use crate::language::filter::pair;
use crate::language::lexicon::{EnglishTags, Prefix};
use crate::language::{Memo, Pack};
use std::borrow::Cow;

/// Longest expression looked for, in words.
const LONGEST: usize = 5;

/// Whether an expression may start with two items, of which the second comes right after the first. Nearly all start none.
#[inline(always)]
pub fn may_start(pack: &Pack, item: &Item, next: &Item) -> bool {
    pack.starts.contains(pair(item.hash(), next.hash())) & item.is_word() & next.is_word()
}

/// How many items the longest expression that starts at `item` covers, if one does.
pub fn longest(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> Option<usize> {
    let next = paragraph.items.get(item + 1)?;
    if !may_start(memo.pack(), &paragraph.items[item], next) || next.sentence() != paragraph.items[item].sentence() {
        return None;
    }
    let may_go_on = |i: &usize| {
        let next = &paragraph.items[*i];
        next.is_word()
            && next.sentence() == paragraph.items[item].sentence()
            && !next.is_elided(text)
            // What is not spelt like English is no English.
            && (next.word.is_english_spelling() || next.span().of(text).contains('-'))
            && paragraph.profile(memo, text, *i).may_be_in_expression()
    };
    let count = (item..(item + LONGEST).min(paragraph.items.len())).take_while(may_go_on).count();
    let items = &paragraph.items[item..item + count];
    let find = || {
        let words: Vec<Cow<str>> = (item..item + count).map(|i| paragraph.folded(text, i)).collect();
        longest_of(memo.pack(), &words) as u8
    };
    let words = memo.expression(items.iter().map(|item| item.hash()), find);
    (words > 0).then_some(usize::from(words))
}

/// Whether the expression of `n` items stands as it is in the table written by hand.
pub fn is_by_hand(pack: &Pack, text: &str, paragraph: &Paragraph, item: usize, n: usize) -> bool {
    let words: Vec<Cow<str>> = (item..item + n).map(|i| paragraph.folded(text, i)).collect();
    pack.translation.contains(&words.join(" "))
}

/// How many of the words, from the first on, the tables have as one entry, the last in the plural or the first inflected perhaps; 0 for none.
fn longest_of(pack: &Pack, words: &[Cow<str>]) -> usize {
    let Some((first, rest)) = words.split_first() else { return 0 };
    let verbs = pack.english.readings(first).filter(|r| r.tags.intersects(EnglishTags::VERB) && *r.lemma != **first);
    let mut as_it_is = Begun::anything(pack).then(first);
    let mut of_lemmas: Vec<Begun> = verbs.map(|r| Begun::anything(pack).then(r.lemma)).collect();
    let mut longest = 0;
    for (count, word) in (2..).zip(rest) {
        let before = as_it_is.then(" ");
        as_it_is = before.then(word);
        of_lemmas.iter_mut().for_each(|begun| *begun = begun.then(" ").then(word));
        let is_expression = if as_it_is.is_entry() {
            !pack.loans.contains(&words[..count].join(" "))
        } else {
            of_lemmas.iter().any(|begun| begun.is_entry()) || before.is_something() && before.has_plural(pack, word)
        };
        if is_expression {
            longest = count;
        }
        // Most end after the first two words.
        if !as_it_is.is_something() && !of_lemmas.iter().any(|begun| begun.is_something()) {
            break;
        }
    }
    longest
}

/// The entries of the tables of expressions that start in a certain way.
#[derive(Debug, Clone, Copy)]
struct Begun([Option<Prefix>; 2]);

impl Begun {
    fn anything(pack: &Pack) -> Self {
        Begun([&pack.homograph, &pack.translation].map(|table| Some(table.prefix())))
    }

    /// Those that go on with `text`.
    fn then(self, text: &str) -> Self {
        Begun(self.0.map(|prefix| prefix?.then(text)))
    }

    /// Whether there are any.
    fn is_something(self) -> bool {
        self.0.iter().any(Option::is_some)
    }

    /// Whether one of them ends here.
    fn is_entry(self) -> bool {
        self.0.into_iter().flatten().any(Prefix::is_entry)
    }

    /// Whether one of them ends with what `word` is the plural of.
    fn has_plural(self, pack: &Pack, word: &str) -> bool {
        let mut plurals = pack.english.readings(word).filter(|r| r.tags.intersects(EnglishTags::PLURAL));
        plurals.any(|r| self.then(r.lemma).is_entry())
    }
}

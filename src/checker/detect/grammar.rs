//! Where a word clashes with the word before it: elision and agreement.

use super::paragraph::Paragraph;
use crate::language::lexicon::Tags;
use crate::language::{Memo, Part};
use crate::text::{Span, TokenKind};

/// Words that elide before a vowel.
const ELIDING: &[&str] = &["le", "la", "de", "ne", "que", "je", "se", "me", "te", "ce", "jusque", "lorsque", "puisque"];

/// Words with a vowel at the start that nothing elides before, and numbers' names.
const NOT_ELIDED: &[&str] = &[
    "oui", "onze", "onzième", "ouistiti", "yaourt", "un", "une", "on", "à", "au", "aux", "en", "y", "est", "et", "ou",
    "où", "eux", "elle", "elles", "il", "ils",
];

fn starts_with_vowel(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' | 'ê' | 'à' | 'â' | 'î' | 'ô' | 'œ' | 'û'))
}

/// Whether elision is wrong between the word at `item` and the one before: `l'user`, `le issue`.
pub fn elision_clash(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> bool {
    let Some(before) = item.checked_sub(1).map(|i| &paragraph.items[i]) else { return false };
    if !before.is_word() {
        return false;
    }
    if before.token.is_elided(text) {
        let word = paragraph.folded(text, item);
        let first = word.chars().next().unwrap_or('h');
        return first.is_ascii_alphabetic() && !starts_with_vowel(&word) && !matches!(first, 'h' | 'y');
    }
    if role(memo, text, paragraph, item - 1) & ELIDES == 0
        || before.token.span.len() > 7
        || Span::new(before.token.span.end, paragraph.items[item].token.span.start).of(text).contains('-')
    {
        return false;
    }
    let word = paragraph.folded(text, item);
    starts_with_vowel(&word) && word.len() > 2 && !NOT_ELIDED.contains(&&*word)
}

/// Whether the determiner before the word at `item` cannot stand before any of its French readings: `une concept`.
pub fn agreement_clash(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> bool {
    let Some(before) = item.checked_sub(1).map(|i| &paragraph.items[i]) else { return false };
    if before.token.kind != TokenKind::Word || before.token.span.len() > 8 {
        return false;
    }
    match role(memo, text, paragraph, item - 1) >> DETERMINER & 7 {
        0 => false,
        determiner => traits(memo, text, paragraph, item) >> (determiner - 1) & 1 == 1,
    }
}

/// Whether some expression of the tables may start with the word at `item`.
pub fn starts_expressions(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> bool {
    traits(memo, text, paragraph, item) & STARTS_EXPRESSIONS != 0
}

/// What the lexicons say of the word at `item`: a bit for each of [`DETERMINERS`] that clashes with it, and
/// [`STARTS_EXPRESSIONS`].
fn traits(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> u16 {
    let find = || {
        let profile = paragraph.profile(memo, text, item);
        let clashes = DETERMINERS.iter().enumerate().filter(|d| disagrees(profile.readings(), *d.1));
        let starts = if profile.starts_expressions() { STARTS_EXPRESSIONS } else { 0 };
        clashes.fold(starts, |all, (i, _)| all | 1 << i)
    };
    match paragraph.items[item].word.symbol {
        0 => find(),
        symbol => memo.traits(symbol, Part::Readings, find),
    }
}

/// What the word at `item` is to the next: [`ELIDES`], and from [`DETERMINER`] on which of [`DETERMINERS`] it is, from 1.
fn role(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> u16 {
    let find = || role_of(&paragraph.folded(text, item));
    match paragraph.items[item].word.symbol {
        0 => find(),
        symbol => memo.traits(symbol, Part::Role, find),
    }
}

fn role_of(word: &str) -> u16 {
    let elides = if ELIDING.contains(&word) { ELIDES } else { 0 };
    elides | determiner(word).map_or(0, |d| (d + 1) << DETERMINER)
}

const STARTS_EXPRESSIONS: u16 = 1 << 6;
const ELIDES: u16 = 1 << 7;
const DETERMINER: u32 = 8;

/// Whether a determiner that wants this cannot stand before a word with these readings.
fn disagrees(readings: &[Tags], wanted: Tags) -> bool {
    let nominal = Tags(
        Tags::NOUN.0
            | Tags::ADJECTIVE.0
            | Tags::PAST_PARTICIPLE.0
            | Tags::NUMERAL.0
            | Tags::DETERMINER.0
            | Tags::PRONOUN.0,
    );
    let fits = |tags: Tags| {
        tags.intersects(nominal)
            && (!tags.intersects(Tags::GENDERS)
                || tags.and(Tags::GENDERS).intersects(wanted)
                || !wanted.intersects(Tags::GENDERS))
            && (!tags.intersects(Tags::NUMBERS) || tags.and(Tags::NUMBERS).intersects(wanted))
    };
    // `la`, `le`, `les` are pronouns too: before a verb they agree with nothing.
    let as_pronoun = wanted.intersects(Tags::PRONOUN) && readings.iter().any(|r| r.intersects(Tags::VERB));
    !readings.is_empty()
        && !as_pronoun
        && !readings.iter().any(|&r| fits(r) || r.intersects(Tags(Tags::ADVERB.0 | Tags::PREPOSITION.0)))
}

/// Gender and number that the kinds of determiners want; with [`Tags::PRONOUN`] when they may be pronouns.
const DETERMINERS: [Tags; 6] = {
    const M: u64 = Tags::MASCULINE.0 | Tags::SINGULAR.0;
    const F: u64 = Tags::FEMININE.0 | Tags::SINGULAR.0;
    const P: u64 = Tags::PLURAL.0;
    const PRONOUN: u64 = Tags::PRONOUN.0;
    [Tags(M), Tags(F), Tags(P), Tags(M | PRONOUN), Tags(F | PRONOUN), Tags(P | PRONOUN)]
};

/// Which of [`DETERMINERS`] a word is.
fn determiner(word: &str) -> Option<u16> {
    Some(match word {
        "un" | "du" | "au" | "ce" | "cet" | "quel" | "aucun" => 0,
        "une" | "cette" | "ma" | "ta" | "sa" | "quelle" | "aucune" => 1,
        "des" | "ces" | "mes" | "tes" | "ses" | "aux" | "plusieurs" | "quelques" => 2,
        "le" => 3,
        "la" => 4,
        "les" => 5,
        _ => return None,
    })
}

/// Either clash.
pub fn clashes(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> bool {
    elision_clash(memo, text, paragraph, item) || agreement_clash(memo, text, paragraph, item)
}

/// Verbs and prepositions that an infinitive follows.
const BEFORE_INFINITIVE: &[&str] = &[
    "pouvoir",
    "devoir",
    "vouloir",
    "falloir",
    "aller",
    "faire",
    "laisser",
    "venir",
    "savoir",
    "oser",
    "pour",
    "sans",
    "à",
    "de",
    "d'",
    "préférer",
    "désirer",
    "espérer",
    "compter",
    "sembler",
    "paraître",
];

/// Whether the word at `item` is a French infinitive where one belongs: `on doit longer la voie`.
pub fn is_infinitive_in_place(memo: &Memo, text: &str, paragraph: &Paragraph, item: usize) -> bool {
    let Some(before) = item.checked_sub(1).map(|i| &paragraph.items[i]) else { return false };
    if !before.is_word() || !paragraph.profile(memo, text, item).tags().intersects(Tags::INFINITIVE) {
        return false;
    }
    let before = paragraph.folded(text, item - 1);
    BEFORE_INFINITIVE.contains(&&*before)
        || memo.pack().french.readings(&before).iter().any(|r| BEFORE_INFINITIVE.contains(&r.word.as_str()))
}

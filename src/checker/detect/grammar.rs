//! Where a word clashes with the word before it: elision and agreement.

use super::paragraph::Paragraph;
use crate::language::Memo;
use crate::language::lexicon::Tags;
use crate::text::Span;

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
fn elision_clash(text: &str, paragraph: &Paragraph, item: usize) -> bool {
    let Some(before) = item.checked_sub(1).map(|i| &paragraph.items[i]) else { return false };
    if !before.is_word() {
        return false;
    }
    if before.is_elided(text) {
        let word = paragraph.folded(text, item);
        let first = word.chars().next().unwrap_or('h');
        return first.is_ascii_alphabetic() && !starts_with_vowel(&word) && !matches!(first, 'h' | 'y');
    }
    if !before.word.traits().elides()
        || before.span().len() > 7
        || Span::new(before.span().end, paragraph.items[item].span().start).of(text).contains('-')
    {
        return false;
    }
    // Most words start with a consonant, and that is cheap to see.
    let first = paragraph.items[item].span().of(text).as_bytes()[0].to_ascii_lowercase();
    if first.is_ascii_lowercase() && !matches!(first, b'a' | b'e' | b'i' | b'o' | b'u') {
        return false;
    }
    let word = paragraph.folded(text, item);
    starts_with_vowel(&word) && word.len() > 2 && !NOT_ELIDED.contains(&&*word)
}

/// Whether the determiner before the word at `item` cannot stand before any of its French readings: `une concept`.
fn agreement_clash(paragraph: &Paragraph, item: usize) -> bool {
    let Some(before) = item.checked_sub(1).map(|i| &paragraph.items[i]) else { return false };
    let determiner = before.word.traits().determiner().filter(|_| before.span().len() <= 8);
    determiner.is_some_and(|determiner| paragraph.items[item].word.traits().clashes_with(determiner))
}

/// The clashes of a French word with these readings, put in the place of the item.
#[derive(Debug, Clone, Copy)]
pub struct Clashes {
    /// With an elided word before it, or with one that should be.
    pub elision: bool,
    /// With the determiner before it.
    pub agreement: bool,
}

impl Clashes {
    const NONE: Clashes = Clashes { elision: false, agreement: false };

    /// Either.
    pub fn any(self) -> bool {
        self.elision || self.agreement
    }
}

/// How the word at `item` clashes with the one before. Few words ask anything of the next, and that is cheap to know.
#[inline(always)]
pub fn clash(text: &str, paragraph: &Paragraph, item: usize) -> Clashes {
    match item.checked_sub(1).map(|i| &paragraph.items[i]) {
        Some(before) if before.word.traits().asks_something() || before.is_elided(text) => {
            Clashes { elision: elision_clash(text, paragraph, item), agreement: agreement_clash(paragraph, item) }
        }
        _ => Clashes::NONE,
    }
}

/// How `french`, the first word of which has these readings, would clash with what stands before the word at `item`, in its place.
pub fn clashes_with(text: &str, paragraph: &Paragraph, item: usize, french: &str, readings: &[Tags]) -> Clashes {
    let Some(before) = item.checked_sub(1).filter(|&i| paragraph.items[i].is_word()) else {
        return Clashes::NONE;
    };
    let traits = paragraph.items[before].word.traits();
    let elision = if paragraph.items[before].is_elided(text) {
        !starts_with_vowel(french) && !french.starts_with(['h', 'y'])
    } else {
        let first = || french.split(' ').next().unwrap_or_default();
        traits.elides() && starts_with_vowel(french) && !NOT_ELIDED.contains(&first())
    };
    let agreement = traits.determiner().is_some_and(|determiner| determiner.disagrees(readings));
    Clashes { elision, agreement }
}

/// Words between `ne` and `point`: the verb, pronouns before it, adverbs after it.
const NEGATED: usize = 5;

/// Whether the word at `item` is the `point` of a negation (`il n’y a point`, `qui ne veulent point`) and no noun.
pub fn is_negation(text: &str, paragraph: &Paragraph, item: usize) -> bool {
    let items = &paragraph.items;
    if items[item].span().of(text) != "point" {
        return false;
    }
    let before = items[..item].iter().enumerate().rev().take(NEGATED);
    let mut words = before.take_while(|(_, i)| i.is_word()).map(|(i, _)| paragraph.folded(text, i));
    words.any(|word| matches!(&*word, "ne" | "n'"))
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
    // Most words that are asked about are no verbs, and that is cheap to see.
    if !before.is_word()
        || !paragraph.items[item].word.traits().is_verb()
        || !paragraph.profile(memo, text, item).tags().intersects(Tags::INFINITIVE)
    {
        return false;
    }
    let before = paragraph.folded(text, item - 1);
    BEFORE_INFINITIVE.contains(&&*before)
        || memo.pack().french.readings(&before).iter().any(|r| BEFORE_INFINITIVE.contains(&r.word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::detect::Paragraphs;
    use crate::language::Pack;
    use crate::text::Scanner;

    #[test]
    fn point_may_deny() {
        let is_negation = |text: &str| {
            let mut paragraphs = Paragraphs::default();
            paragraphs.read(&Memo::new(Pack::embedded()), text, &mut Scanner::new(text, 0, text.len(), &[]));
            let paragraph = paragraphs.first();
            (0..paragraph.items.len()).any(|item| super::is_negation(text, &paragraph, item))
        };
        assert!(is_negation("Il n’y a point de fumée sans feu."));
        assert!(is_negation("Ceux qui ne veulent vraiment point partir restent."));
        assert!(!is_negation("Ce point ne change rien."));
        assert!(!is_negation("Il ne vient pas, et le point reste ouvert."));
    }
}

//! What a translator leaves, or chooses, on purpose: copies, literals, names, glosses, and abbreviations of the French.

use super::literal::is_literal;
use super::mention::{is_apposition, is_element};
use crate::checker::memos::Notes;
use crate::text::{Origin, Segment, Source, Span, folded, has_words, unaccented};

/// The letters of the longest abbreviation that is no word with a full stop.
const ABBREVIATION: usize = 5;

/// Whether some words of a target were left, or chosen, on purpose.
pub(super) fn is_on_purpose(notes: &Notes, source: &Source, segment: &Segment, span: Span) -> bool {
    let whole = source.target.as_deref().unwrap_or(&segment.text);
    is_copy(source, segment)
        || is_literal(&source.text, &segment.text, span)
        || is_element(&source.text, whole, span.of(&segment.text))
        || is_apposition(&source.text, &segment.text, span)
        || is_coinage(notes, &source.text, &segment.text, span)
        || is_gloss(&source.text, &segment.text, span)
        || is_name(&source.text, &segment.text, span)
        || is_abbreviation(notes, &source.text, &segment.text, span)
}

/// Whether the whole target is a word, and the source as it stands, but for what the source tells the translator alone: in an
/// untranslated entry of a catalogue nothing is written, so who writes one word again means it (names of commands, of symbols, of
/// styles). Several words that stay are as likely to have been forgotten.
fn is_copy(source: &Source, segment: &Segment) -> bool {
    let target = source.target.as_deref().unwrap_or(&segment.text).trim();
    if target.contains(char::is_whitespace) {
        return false;
    }
    let source = source.text.trim();
    // `context|text` of GNOME, `text|shortcut` and `text[[context]]` of LyX.
    let bare = source.split_once("[[").map_or(source, |(text, _)| text);
    bare == target || source == target || source.split('|').any(|part| part.trim() == target)
}

/// Prefixes with which French makes words as it needs them.
const PREFIXES: [&str; 16] = [
    "anti", "archi", "auto", "extra", "hyper", "inter", "macro", "micro", "mini", "mono", "multi", "semi", "sous",
    "super", "télé", "ultra",
];

/// The letters of the shortest word that a prefix is looked for before: `interest` is not made of `est`.
const STEM: usize = 4;

/// Whether a word that does not stand in the source is made of French words, or of a prefix and one: `sous-index`, `archimage`.
fn is_coinage(notes: &Notes, source: &str, target: &str, span: Span) -> bool {
    let word = folded(span.of(target));
    let is_french = |part: &str| !notes.grammar(part).first().is_empty();
    let is_stem = |rest: &str| rest.chars().count() >= STEM && is_french(rest);
    let is_prefixed = || PREFIXES.iter().any(|prefix| word.strip_prefix(prefix).is_some_and(is_stem));
    let is_compound = || word.split('-').all(|part| is_french(part) || PREFIXES.contains(&part));
    !has_words(&folded(source), &word) && (is_prefixed() || word.contains('-') && is_compound())
}

/// Whether the words explain in brackets the French before them: `échec de positionnement (seek)`.
fn is_gloss(source: &str, target: &str, span: Span) -> bool {
    let is_bracketed = |text: &str, span: Span| text[..span.start].ends_with('(') && text[span.end..].starts_with(')');
    is_bracketed(target, span) && occurrences(source, span.of(target)).any(|span| !is_bracketed(source, span))
}

/// Whether half of the words and more are names: French writes capitals inside a sentence in names only, and the source has
/// the same.
fn is_name(source: &str, target: &str, span: Span) -> bool {
    let (mut words, mut names) = (0, 0);
    let mut first: Option<Span> = None;
    for word in words_of(target, span) {
        words += 1;
        let stands = |part: Span| occurrences(source, part.of(target)).next().is_some();
        if !word.of(target).starts_with(char::is_uppercase) {
            first = None;
        } else if is_first(target, word) {
            first = Some(word);
        } else if stands(word) {
            names += 1;
            // `Phase One` at the beginning of a sentence, if it is so in the source.
            names += usize::from(first.take().is_some_and(|first| stands(Span::new(first.start, word.end))));
        }
    }
    2 * names >= words && names > 0
}

/// Whether a word begins a sentence, a label or a step of a path.
pub(super) fn is_first(text: &str, word: Span) -> bool {
    let before = text[..word.start].trim_end_matches(|c: char| c.is_whitespace() || "«“\"'‘(_&".contains(c));
    !before.ends_with(|c: char| c.is_alphanumeric() || ",;%»”)’".contains(c))
}

/// Whether a text has some folded words with a capital after a word in small letters.
pub(super) fn has_name(text: &str, words: &str) -> bool {
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return false };
    let name: String = first.to_uppercase().chain(chars).collect();
    occurrences(text, &name).any(|span| {
        let before = text[..span.start].split_whitespace().next_back();
        before.is_some_and(|word| word.starts_with(char::is_lowercase) && word.ends_with(char::is_alphabetic))
    })
}

/// Whether a short word that does not stand in the source is the beginning of the French for it (`rép`, `dim`).
fn is_abbreviation(notes: &Notes, source: &str, target: &str, span: Span) -> bool {
    let word = folded(span.of(target));
    let letters = word.chars().count();
    let theirs = folded(source);
    if !word.chars().all(char::is_alphabetic) || has_words(&theirs, &word) {
        return false;
    }
    let after = target[span.end..].strip_prefix('.');
    // One word for one word, which the other is not.
    if words_of(target, Span::new(0, target.len())).count() == 1 && (letters < ABBREVIATION || after.is_some()) {
        return true;
    }
    // A full stop that ends no sentence.
    let goes_on = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_lowercase() || ",;:)".contains(c));
    if letters < ABBREVIATION && after.is_some_and(goes_on) {
        return true;
    }
    let begins = |french: &str| {
        let (french, word) = (unaccented(french), unaccented(&word));
        french.len() > word.len() + 1 && french.starts_with(&word)
    };
    letters <= ABBREVIATION
        && theirs.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).any(|word| {
            let known = notes.english(word);
            known.iter().any(|k| k.repair.origin == Origin::Untranslated && begins(&k.repair.text))
        })
}

/// Where some words stand in a text, in the same letters, as words.
pub(super) fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Span> + 't {
    let touches = |at: &str, end: bool| {
        if end { at.ends_with(char::is_alphanumeric) } else { at.starts_with(char::is_alphanumeric) }
    };
    text.match_indices(words).map(|(start, words)| Span::new(start, start + words.len())).filter(move |span| {
        !span.is_empty() && !touches(&text[..span.start], true) && !touches(&text[span.end..], false)
    })
}

/// The words of a part of a text: runs of letters and digits.
pub(super) fn words_of(text: &str, part: Span) -> impl Iterator<Item = Span> {
    let mut at = part.start;
    std::iter::from_fn(move || {
        let rest = &text[at..part.end];
        let start = at + rest.find(char::is_alphanumeric)?;
        let length = text[start..part.end].find(|c: char| !c.is_alphanumeric()).unwrap_or(part.end - start);
        at = start + length;
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::memos::Memos;
    use crate::language::Pack;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    }

    #[test]
    fn copies() {
        let is_copy = |source: &str, target: &'static str| is_copy(&Source::new(source), &Segment::new(target));
        assert!(is_copy("Join", "Join"));
        assert!(is_copy("unit of length|in", "in"));
        assert!(is_copy("in[[unit of length]]", "in"));
        assert!(!is_copy("Sign in", "Sign in"));
        assert!(!is_copy("The widget", "Le widget"));
    }

    #[test]
    fn coinages() {
        Memos::default().with(Pack::embedded(), |notes| {
            let is_coinage = |source: &str, target: &str| is_coinage(notes, source, target, Span::new(0, target.len()));
            assert!(is_coinage("subindex", "sous-index"));
            assert!(is_coinage("Mid-centralized", "Semi-centralisation"));
            assert!(is_coinage("Grand Wizard", "archimage"));
            assert!(!is_coinage("the rate", "interest"));
            assert!(!is_coinage("half-long", "half-long"));
            assert!(!is_coinage("a half", "half-long"));
        });
    }

    #[test]
    fn names() {
        let is_name = |source: &str, target: &str, words: &str| is_name(source, target, span(target, words));
        assert!(is_name("Web Family Tree format", "Format Web Family Tree", "Format Web Family Tree"));
        assert!(is_name("Raw Phase One", "Phase One raw", "Phase One raw"));
        assert!(!is_name("Letter from home", "Letter de chez soi", "Letter"));
        assert!(!is_name("The family tree", "Le family tree", "family tree"));
    }

    #[test]
    fn glosses() {
        let is_gloss = |source: &str, target: &str, words: &str| is_gloss(source, target, span(target, words));
        assert!(is_gloss("seek failed", "échec de positionnement (seek)", "seek"));
        assert!(!is_gloss("failed (seek)", "échec (seek)", "seek"));
    }

    #[test]
    fn abbreviations() {
        Memos::default().with(Pack::embedded(), |notes| {
            let is_abbreviation =
                |source: &str, target: &str, words: &str| is_abbreviation(notes, source, target, span(target, words));
            assert!(is_abbreviation("Sun", "dim", "dim"));
            assert!(is_abbreviation("Next Sun", "Dim. prochain", "Dim"));
            assert!(is_abbreviation("set the directory", "choisir le rep", "rep"));
            assert!(!is_abbreviation("set the directory", "choisir le file", "file"));
            assert!(!is_abbreviation("the rep of the directory", "le rep du répertoire", "rep"));
        });
    }

    #[test]
    fn first_words() {
        let is_first = |text: &str, word: &str| is_first(text, span(text, word));
        assert!(is_first("Outils ▸ Options", "Options"));
        assert!(is_first("Fin. « Options »", "Options"));
        assert!(!is_first("Les « Options »", "Options"));
    }
}

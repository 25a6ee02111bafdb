//! Words that are mentioned and not used: the text says what they are called.

use super::purpose::occurrences;
use crate::text::{Span, folded};

/// Elements that hold code, keys, values and words that are spoken of.
const ELEMENTS: [&str; 7] = ["code", "em", "i", "kbd", "samp", "tt", "var"];

/// What has a name that programs read, in French and in English.
const KINDS: [(&str, &str); 21] = [
    ("appel", "call"),
    ("argument", "argument"),
    ("attribut", "attribute"),
    ("balise", "element"),
    ("balise", "tag"),
    ("bibliothèque", "library"),
    ("classe", "class"),
    ("commande", "command"),
    ("environnement", "environment"),
    ("extension", "extension"),
    ("fonction", "function"),
    ("macro", "macro"),
    ("module", "module"),
    ("mot-clé", "keyword"),
    ("méthode", "method"),
    ("option", "option"),
    ("paquet", "package"),
    ("paquetage", "package"),
    ("paramètre", "parameter"),
    ("programme", "program"),
    ("variable", "variable"),
];

/// Whether an element that holds words of this sort holds just these on both sides: `<i>and</i>`. Both texts with their tags.
pub(super) fn is_element(source: &str, target: &str, words: &str) -> bool {
    ELEMENTS.iter().any(|element| {
        let whole = format!("<{element}>{words}</{element}>");
        source.contains(&whole) && target.contains(&whole)
    })
}

/// Whether the words, in small letters, are the name of what stands before them in French and beside them in English: `la
/// fonction unlink` for `the unlink function`, `le paquet LaTeX cancel` for `the LaTeX package cancel`. With nothing in
/// between, French puts a name there.
pub(super) fn is_apposition(source: &str, target: &str, span: Span) -> bool {
    let words = span.of(target);
    let Some(french) = kind_before(target, span) else { return false };
    let is_same = |english: Option<String>| english.is_some_and(|english| KINDS.contains(&(&*french, &*english)));
    words.starts_with(char::is_lowercase)
        && occurrences(source, words)
            .any(|span| is_same(kind_before(source, span)) || is_same(kind_after(source, span)))
}

/// The kind right before some words; a name with a capital may stand in between.
fn kind_before(text: &str, span: Span) -> Option<String> {
    let before = text[..span.start].strip_suffix(' ')?;
    let mut words = before.rsplit(|c: char| c.is_whitespace() || "'’«“(".contains(c));
    let last = words.next()?;
    kind(last).or_else(|| words.next().filter(|_| last.starts_with(char::is_uppercase)).and_then(kind))
}

fn kind_after(text: &str, span: Span) -> Option<String> {
    let after = text[span.end..].strip_prefix(' ')?;
    kind(after.split(|c: char| !c.is_alphanumeric()).next()?)
}

/// A word as it stands in the table, if it does, for one or for many.
fn kind(word: &str) -> Option<String> {
    let word = folded(word);
    let is_known = |word: &&str| KINDS.iter().any(|(french, english)| french == word || english == word);
    [Some(&*word), word.strip_suffix('s')].into_iter().flatten().find(is_known).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_apposition(source: &str, target: &str, words: &str) -> bool {
        let start = target.rfind(words).expect("the words are in the text");
        super::is_apposition(source, target, Span::new(start, start + words.len()))
    }

    #[test]
    fn appositions() {
        assert!(is_apposition("Call the unlink function", "Appeler la fonction unlink", "unlink"));
        assert!(is_apposition("The LaTeX package cancel", "Le paquet LaTeX cancel", "cancel"));
        assert!(is_apposition("the except keyword", "Mot-clé except", "except"));
        assert!(!is_apposition("Remove the function", "La fonction remove", "remove"));
        assert!(!is_apposition("the search function", "la fonction de search", "search"));
        assert!(!is_apposition("the Search function", "la fonction Search", "Search"));
        assert!(!is_apposition("a search button", "un bouton search", "search"));
    }

    #[test]
    fn elements() {
        assert!(is_element("<i>and</i>: the link", "<i>and</i> : le lien", "and"));
        assert!(!is_element("<i>and</i>: the link", "and : le lien", "and"));
        assert!(!is_element("<b>and</b>", "<b>and</b>", "and"));
    }
}

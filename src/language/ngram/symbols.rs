//! The alphabet of the context model: words by number, and classes for what it does not tell apart.

use crate::text::{Case, Token, TokenKind, fold_in};
use std::hint::select_unpredictable;

/// A word or class of the context model.
pub type Symbol = u32;

/// A word outside the vocabulary.
pub const UNKNOWN: Symbol = 0;
/// The border of a sentence.
pub const BREAK: Symbol = 1;
/// Any number.
pub const NUMBER: Symbol = 2;
/// Any name.
pub const NAME: Symbol = 3;
/// A comma.
pub const COMMA: Symbol = 4;
/// Any other mark inside a sentence.
pub const PUNCTUATION: Symbol = 5;
/// The first word.
pub const FIRST_WORD: Symbol = 8;

/// Abbreviations whose full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "m", "mm", "mr", "mrs", "dr", "st", "ste", "cf", "art", "ex", "p", "pp", "n", "vol", "éd", "av", "env", "al", "jr",
    "no", "vs",
];

/// Bytes of the longest abbreviation, with an accent as a character of its own.
const LONGEST_ABBREVIATION: usize = 4;

/// The symbol of a word with this number, [`UNKNOWN`] for none, capitalised so; `is_name` says whether it is mostly a name.
#[inline]
pub fn symbol(number: Symbol, is_name: bool, case: Case) -> Symbol {
    // Nobody can guess which words start with a capital.
    select_unpredictable((case != Case::Lower) & ((number == UNKNOWN) | is_name), NAME, number)
}

/// What a token is to the context model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// As good as not there: a quotation mark.
    Skip,
    /// A word; its symbol is [`symbol`].
    Word,
    /// A symbol inside a sentence.
    Symbol(Symbol),
    /// The border between two sentences.
    Break,
}

/// The step that a token makes, given the token before it.
pub fn step(text: &str, token: Token, before: Option<Token>) -> Step {
    if is_abbreviation(text, token, before) { Step::Skip } else { step_of(token.kind) }
}

/// The step that tokens of a kind make, a stop that ends no [abbreviation](is_abbreviation).
pub const fn step_of(kind: TokenKind) -> Step {
    match kind {
        TokenKind::Word => Step::Word,
        TokenKind::Number => Step::Symbol(NUMBER),
        TokenKind::Symbol => Step::Symbol(NAME),
        TokenKind::Opaque => Step::Symbol(UNKNOWN),
        TokenKind::Comma => Step::Symbol(COMMA),
        TokenKind::Punctuation => Step::Symbol(PUNCTUATION),
        TokenKind::OpenQuote | TokenKind::CloseQuote | TokenKind::StraightQuote | TokenKind::Asterisk => Step::Skip,
        TokenKind::LineEnd | TokenKind::Stop => Step::Break,
    }
}

/// Whether a token is the full stop of the abbreviation before it.
#[inline(always)]
pub fn is_abbreviation(text: &str, token: Token, before: Option<Token>) -> bool {
    // Most marks are no stops and most words are longer; nobody can guess which, but that it is neither.
    before.is_some_and(|before| {
        (token.kind == TokenKind::Stop)
            & (before.kind == TokenKind::Word)
            & (before.span.end == token.span.start)
            & (before.span.len() <= LONGEST_ABBREVIATION)
            && is_abbreviated(text, before, token)
    })
}

#[inline(never)]
fn is_abbreviated(text: &str, word: Token, stop: Token) -> bool {
    if stop.span.of(text) != "." {
        return false;
    }
    let mut room = String::new();
    let folded = fold_in(word.span.of(text), &mut room);
    folded.chars().count() == 1 && word.case != Case::Lower || ABBREVIATIONS.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Scanner;
    use unicode_normalization::UnicodeNormalization;

    /// Sentences of a text.
    fn sentences(text: &str) -> usize {
        let tokens: Vec<Token> = Scanner::new(text, 0, text.len(), &[]).collect();
        let before = |i: usize| i.checked_sub(1).map(|i| tokens[i]);
        (0..tokens.len()).filter(|&i| step(text, tokens[i], before(i)) == Step::Break).count()
    }

    #[test]
    fn abbreviations_end_no_sentence_however_accents_are_written() {
        for (text, expected) in
            [("É. Dupont est venu.", 1), ("La 2e éd. est parue.", 1), ("Il est né. Elle vit.", 2), ("Et si. Non.", 2)]
        {
            assert_eq!(sentences(text), expected, "{text}");
            assert_eq!(sentences(&text.nfd().collect::<String>()), expected, "{text}, decomposed");
        }
    }
}

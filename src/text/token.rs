//! Tokens: words, numbers, punctuation and what is not prose.

use super::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and hyphens (`week-end`, `aujourd'hui`); an elided word keeps its apostrophe
    /// (`l’`), an inverted pronoun its hyphen (`-t-il`).
    Word,
    /// Digits and what belongs to them (`3,26`, `04h40`, `1er`, `2e`).
    Number,
    /// Letters and digits mixed, or capitals inside a word (`H1N1`, `JavaScript`): a name or a symbol, never prose.
    Symbol,
    /// Not prose: an address, a path, code, a placeholder, markup.
    Opaque,
    /// `,`
    Comma,
    /// `; : ( ) [ ] – —` and other marks inside a sentence.
    Punctuation,
    /// An opening quotation mark: `«`, `“`, `„`.
    OpenQuote,
    /// A closing quotation mark: `»`, `”`.
    CloseQuote,
    /// `"`, which opens and closes.
    StraightQuote,
    /// `*` or `_` around words.
    Asterisk,
    /// `. ! ? …`
    Stop,
    /// The end of a line.
    LineEnd,
}

impl TokenKind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [TokenKind; 12] = [
        TokenKind::Word,
        TokenKind::Number,
        TokenKind::Symbol,
        TokenKind::Opaque,
        TokenKind::Comma,
        TokenKind::Punctuation,
        TokenKind::OpenQuote,
        TokenKind::CloseQuote,
        TokenKind::StraightQuote,
        TokenKind::Asterisk,
        TokenKind::Stop,
        TokenKind::LineEnd,
    ];

    /// The kind of a number.
    #[inline(always)]
    pub(crate) const fn of(number: u32) -> TokenKind {
        match number {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            2 => TokenKind::Symbol,
            3 => TokenKind::Opaque,
            4 => TokenKind::Comma,
            5 => TokenKind::Punctuation,
            6 => TokenKind::OpenQuote,
            7 => TokenKind::CloseQuote,
            8 => TokenKind::StraightQuote,
            9 => TokenKind::Asterisk,
            10 => TokenKind::Stop,
            _ => TokenKind::LineEnd,
        }
    }
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No capital.
    Lower,
    /// First letter only.
    Capital,
    /// Every letter, and at least two of them.
    Upper,
    /// Capitals elsewhere.
    Mixed,
}

impl Case {
    /// The case whose number the two lowest bits are.
    #[inline(always)]
    pub(crate) const fn of(bits: u32) -> Case {
        match bits & 3 {
            0 => Case::Lower,
            1 => Case::Capital,
            2 => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Capitals, for words.
    pub case: Case,
    /// For words: [`hash`](super::hash()) of the look-up form ([`fold`](super::fold)). 0 for the others.
    pub hash: u64,
}

/// The last byte of `’`.
const LAST_OF_APOSTROPHE: u8 = 0x99;

impl Token {
    /// Whether the token is an elided word (`l’`, `qu'`).
    #[inline]
    pub fn is_elided(&self, text: &str) -> bool {
        self.kind == TokenKind::Word
            && match text.as_bytes()[self.span.end - 1] {
                b'\'' => true,
                LAST_OF_APOSTROPHE => self.span.of(text).ends_with('’'),
                _ => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_cases_by_number() {
        assert!(TokenKind::ALL.into_iter().all(|kind| TokenKind::of(kind as u32) == kind));
        let cases = [Case::Lower, Case::Capital, Case::Upper, Case::Mixed];
        assert!(cases.into_iter().all(|case| Case::of(case as u32) == case));
    }
}

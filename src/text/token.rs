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

/// How the look-up form of a word ([`super::fold`]) comes from its spelling, as far as the scanner has seen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folding {
    /// It is the spelling.
    None,
    /// The byte of this number, 0 or 1, changes in the bit that tells small letters of ASCII and Latin-1 from capitals.
    Flip(u8),
    /// Nobody knows.
    Unknown,
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
    /// For words.
    pub folding: Folding,
}

impl Token {
    /// Whether the token is an elided word (`l’`, `qu'`).
    pub fn is_elided(&self, text: &str) -> bool {
        let word = self.span.of(text);
        self.kind == TokenKind::Word && (word.ends_with('\'') || word.ends_with('’'))
    }
}

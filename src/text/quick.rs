//! The short way through plain prose.
//!
//! Nineteen tokens in twenty are words of small letters, perhaps with a capital first, after one blank, and commas, full
//! stops, line ends and other marks of one byte. Their ends are told for 512 bytes at once ([`Window`]), their hash from the first sixteen bytes in
//! hand; whatever is told neither here nor in [`super::rarer`] is left to the long way ([`Scanner::next_token`]), which tells all of it: a test
//! holds them equal. The long way takes some 960 instructions a token, which are the odd ones; all that is done for a token in the mean, with
//! the look-up of the word, takes 220 (callgrind over 4 MB of news and debates).

use super::hash::short_hash;
use super::letters::{AfterWord, after_word};
use super::rarer::{is_elided_short, odd_word, rarer_token};
use super::window::Window;
use super::{Case, Scanner, Span, Token, TokenKind};

/// The bit that tells small letters of ASCII and Latin-1 from capitals.
pub(super) const CAPITAL: u8 = 0x20;

/// What takes the tokens of the short way, words apart from the others: neither has to be told again, and both can be taken where they
/// are told, with nothing put together in memory to be waited for.
pub trait Sink {
    /// Takes a word.
    fn word(&mut self, token: Token);

    /// Takes what is no word.
    fn mark(&mut self, token: Token);
}

impl Scanner<'_> {
    /// Whether the short way may be tried: no marks hide parts of the text.
    pub fn is_plain(&self) -> bool {
        self.marks.is_empty()
    }

    /// Gives the words and marks that stand here in a row to `sink`, as long as the short way tells them; `true` behind a line end.
    #[inline(always)]
    pub fn quick_tokens(&mut self, sink: &mut impl Sink) -> bool {
        let bytes = &self.bytes[..self.end];
        // Copied, so that it stays in a register.
        let mut at = self.at;
        let is_line_end = loop {
            if let Some(word) = quick_word(bytes, &mut self.window, at) {
                at = word.end;
                sink.word(word.token());
                continue;
            }
            let Some(mark) = self.quick_mark(bytes, at) else { break false };
            at = mark.span.end;
            sink.mark(mark);
            if mark.kind == TokenKind::LineEnd {
                break true;
            }
        };
        self.at = at;
        is_line_end
    }

    /// The token that stands where [`Scanner::quick_tokens`] has ended, if that was not behind a line end.
    pub fn odd_token(&mut self) -> Option<Token> {
        let Some(token) = rarer_token(&self.bytes[..self.end], self.at) else { return self.next_token() };
        self.at = token.span.end;
        Some(token)
    }

    /// The token that stands here, if the short way tells it.
    pub(super) fn quick_token(&mut self) -> Option<Token> {
        let bytes = &self.bytes[..self.end];
        let word = quick_word(bytes, &mut self.window, self.at).map(Quick::token);
        let mark = || self.quick_mark(bytes, self.at);
        let token = word.or_else(mark).or_else(|| rarer_token(bytes, self.at))?;
        self.at = token.span.end;
        Some(token)
    }

    /// The mark that stands at `at`, or after one blank there, when it is of the common kind: of one byte, and it means one thing wherever
    /// it stands, or next to it shows what.
    #[inline(always)]
    fn quick_mark(&self, bytes: &[u8], at: usize) -> Option<Token> {
        let start = at + usize::from(bytes.get(at) == Some(&b' '));
        let byte = *bytes.get(start)?;
        let kind = MARKS[usize::from(byte)]?;
        let before = if start > 0 { bytes[start - 1] } else { 0 };
        if (byte == b'.') & !before.is_ascii_alphanumeric() {
            return None;
        }
        // It may stand for a letter that was lost.
        if byte == b'?' && bytes.get(start + 1).is_some_and(|next| next.is_ascii_lowercase() || !next.is_ascii()) {
            return None;
        }
        if byte == b'\n' && !bytes.get(start + 1).is_none_or(starts_line) && self.is_wrapped(start) {
            return None;
        }
        Some(Token { span: Span::new(start, start + 1), kind, case: Case::Lower, hash: 0 })
    }
}

/// The marks of one byte that [`Scanner::quick_token`] tells. Nobody can guess which mark comes next: no branch depends on it.
const MARKS: [Option<TokenKind>; 256] = {
    let mut table = [None; 256];
    table[b',' as usize] = Some(TokenKind::Comma);
    table[b'"' as usize] = Some(TokenKind::StraightQuote);
    let (punctuation, stops) = (b"():;'+=[]", b"?!.");
    let mut i = 0;
    while i < punctuation.len() {
        table[punctuation[i] as usize] = Some(TokenKind::Punctuation);
        i += 1;
    }
    i = 0;
    while i < stops.len() {
        table[stops[i] as usize] = Some(TokenKind::Stop);
        i += 1;
    }
    table[b'\n' as usize] = Some(TokenKind::LineEnd);
    table
};

/// A word that the short way tells.
#[derive(Clone, Copy)]
pub(super) struct Quick {
    pub start: usize,
    pub end: usize,
    pub hash: u64,
    pub is_capital: bool,
}

impl Quick {
    #[inline(always)]
    fn token(self) -> Token {
        let case = if self.is_capital { Case::Capital } else { Case::Lower };
        let span = Span { start: self.start, end: self.end };
        Token { span, kind: TokenKind::Word, case, hash: self.hash }
    }
}

/// Bytes of the text that must be left where a word, or the blank before it, starts: what is nearer to the end goes the long way, and
/// the word and what follows it need no further look at where the text ends.
const NEAR: usize = 24;

/// Words of so many bytes are not told at once.
const LONG: usize = 16;

/// The word that starts at `at`, or after one blank there, when it is of the common kind: letters of French, only the first of
/// them a capital, and a blank, a mark that ends words, or an elision after it.
#[inline(always)]
fn quick_word(bytes: &[u8], window: &mut Window, at: usize) -> Option<Quick> {
    let near = bytes.get(at..)?.first_chunk::<NEAR>()?;
    let blank = usize::from(near[0] == b' ');
    let (start, near) = (at + blank, &near[blank..]);
    let is_capital = near[0].is_ascii_uppercase();
    let mut len = usize::from(is_capital);
    len += window.run(bytes, start + len);
    if !(1..LONG).contains(&len) {
        return if MARKS[usize::from(near[0])].is_some() { None } else { odd_word(bytes, start, len, is_capital) };
    }
    match after_word(near[len]) {
        AfterWord::End => {}
        // The apostrophe is part of the word.
        AfterWord::Apostrophe if is_elided_short(&near[..len]) => len += 1,
        _ => return odd_word(bytes, start, len, is_capital),
    }
    let [first, second, ..] = near.as_chunks::<8>().0 else { return None };
    let first = u64::from_le_bytes(*first) ^ (u64::from(is_capital) * u64::from(CAPITAL));
    let hash = short_hash(first, u64::from_le_bytes(*second), len);
    Some(Quick { start, end: start + len, hash, is_capital })
}

/// Whether a line that starts with this byte cannot go on with the sentence of the line before.
fn starts_line(first: &u8) -> bool {
    first.is_ascii() && !first.is_ascii_lowercase() && !matches!(first, b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The short way gives what the long way gives.
    #[test]
    fn plain_prose_the_long_way() {
        let pieces = [
            "le",
            "l'",
            "qu’",
            "lorsqu'",
            "Été",
            "ÉTÉ",
            "œuvre",
            "Œuvre",
            "naïf",
            "a",
            "À",
            "I",
            "anticonstitutionnellement",
            "porte-monnaie",
            "est-ce",
            "celui-là",
            "sous-",
            "-mêmes",
            "a-t-il",
            "-t-elle",
            "-t-",
            "explique-t-on",
            "ajoute-t-",
            "-là",
            "-",
            " - ",
            "-il-",
            "aujourd'hui",
            "2016",
            "3",
            "14,5",
            "04h40",
            "%",
            " %",
            "Jean-Marie",
            "Dis-Moi",
            "Saint-Jean-de-Luz",
            "Aix-La-Chapelle",
            "J-P",
            "RTL",
            "TGV-Est",
            "PS",
            "ÉTATS",
            "iPhone",
            "McDonald",
            "XIX",
            "XIXe",
            "1er",
            "foo_bar",
            "b.c",
            "étudiant.e.s",
            "mot",
            " ",
            " ",
            "\u{a0}",
            "\n",
            "\n\n",
            ".",
            ". ",
            ".\"",
            ",",
            ", ",
            ":",
            " : ",
            "::",
            "://",
            "(",
            "()",
            ")",
            "'",
            "’",
            "-",
            "--",
            "/",
            "«",
            "» ",
            "…",
            "\"",
            "@",
            "=",
            "_",
            "__",
            "*",
            "`",
            "e\u{301}",
            "\u{ad}",
            "\u{200b}",
            "\u{fffd}",
            "?",
            "? ",
            "Ã©",
            "â€™",
            "Å“",
            "\u{9c}",
            "Â\u{a0}",
            "Â«",
            "gouver-\nne",
            "ß",
            "ÿ",
            "×",
            "д",
            "中",
            "\0",
        ];
        let mut state = 1u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            let short: Vec<Token> = Scanner::new(&text, 0, text.len(), &[]).collect();
            let mut scanner = Scanner::new(&text, 0, text.len(), &[]);
            let long: Vec<Token> = std::iter::from_fn(|| scanner.next_token()).collect();
            assert_eq!(short, long, "{text:?}");
        }
    }
}

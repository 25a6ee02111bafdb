//! The short way for tokens that are rarer than those of [`super::quick`], but not so rare that the long way will do: words with what
//! only one in nine has, numbers, names in capitals, pronouns behind a hyphen.

use super::hash::{hash, hash_in, short_hash};
use super::letters::{AfterWord, Letter, after_word, group_at, letter, second_byte, small_run};
use super::quick::{CAPITAL, Quick};
use super::scan::{CLITICS, ELIDED};
use super::window::Window;
use super::{Case, Span, Token, TokenKind};

/// The first byte of Œ, which is a capital in another way.
const OE: u8 = 0xc5;

/// ’
const APOSTROPHE: &[u8] = "’".as_bytes();

/// [`quick_word`](super::quick) for the words that one in nine is: long, longer elided ones, with rarer letters, or before something else than a blank or a
/// comma. They start with `len` bytes of which the first may be a capital, and the others are small letters.
#[inline(never)]
pub(super) fn odd_word(bytes: &[u8], start: usize, len: usize, is_capital: bool) -> Option<Quick> {
    let end = start + len;
    if len == 0 {
        return (letter(*bytes.get(start)?) == Letter::Lead).then(|| accented(bytes, start)).flatten();
    }
    let flip = u64::from(is_capital) * u64::from(CAPITAL);
    let end = match after_word(*bytes.get(end)?) {
        _ if len > Window::LONGEST => return None,
        _ if ends_word(bytes, end) => end,
        // The apostrophe is part of the word.
        AfterWord::Apostrophe if is_elided(&bytes[start..end]) => end + 1,
        AfterWord::Accent if bytes[end..].starts_with(APOSTROPHE) && is_elided(&bytes[start..end]) => {
            // Folded, it is the ASCII one; the longest such word has six letters and it.
            let letters = (group_at(bytes, start) ^ flip) & ((1 << (8 * len)) - 1);
            let hash = short_hash(letters | u64::from(b'\'') << (8 * len), 0, len + 1);
            return Some(Quick { start, end: end + APOSTROPHE.len(), hash, is_capital });
        }
        AfterWord::Accent => return accented(bytes, start),
        AfterWord::Hyphen => hyphened(bytes, end)?,
        _ => return None,
    };
    Some(Quick { start, end, hash: hash_in(bytes, start, end, flip)?, is_capital })
}

/// Where a word ends that has a hyphen at `hyphen` and small letters after it: there, if these are a word of their own (`est-ce`, `a-t-il`),
/// or behind them.
fn hyphened(bytes: &[u8], hyphen: usize) -> Option<usize> {
    if clitic_end(bytes, hyphen).is_some() {
        return Some(hyphen);
    }
    let end = small_end(bytes, hyphen + 1);
    (end > hyphen + 1 && ends_word(bytes, end)).then_some(end)
}

/// Where the small letters end that start at `at`, if any do.
fn small_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at += small_run(group_at(bytes, at));
        match bytes.get(at..at + 2) {
            Some(&[first, second]) if letter(first) == Letter::Lead && second_byte(first, second) == Letter::Small => {
                at += 2
            }
            _ if bytes.get(at).is_some_and(u8::is_ascii_lowercase) => {}
            _ => return at,
        }
    }
}

/// [`quick_word`](super::quick) for words with a capital or a rarer letter beyond ASCII, or with a no-break space or a quotation mark after
/// them.
#[inline]
fn accented(bytes: &[u8], start: usize) -> Option<Quick> {
    let (mut at, mut is_capital, mut flip) = (start, false, 0);
    if bytes[start].is_ascii_uppercase() {
        (at, is_capital, flip) = (start + 1, true, u64::from(CAPITAL));
    }
    while let Some(&byte) = bytes.get(at) {
        let (kind, len) = match letter(byte) {
            Letter::Lead => (second_byte(byte, *bytes.get(at + 1)?), 2),
            kind => (kind, 1),
        };
        match kind {
            Letter::Small => {}
            Letter::Capital if at == start && byte != OE => {
                is_capital = true;
                flip = u64::from(CAPITAL) << 8;
            }
            Letter::Capital | Letter::Lead => return None,
            Letter::None => break,
        }
        at += len;
    }
    if at == start {
        return None;
    }
    let after = |n: usize| bytes.get(at + n).copied();
    let end = match after(0).map_or(AfterWord::End, after_word) {
        _ if ends_word(bytes, at) => at,
        AfterWord::Apostrophe if is_elided(&bytes[start..at]) => at + 1,
        // What is bound by no-break spaces or guillemets.
        AfterWord::Accent if after(0) == Some(0xc2) && matches!(after(1), Some(0xa0 | 0xab | 0xbb)) => at,
        _ => return None,
    };
    Some(Quick { start, end, hash: hash_in(bytes, start, end, flip)?, is_capital })
}

/// Whether a full stop before this byte is no part of an address or of an inclusive spelling.
fn ends_after_stop(next: &u8) -> bool {
    next.is_ascii() && !next.is_ascii_alphanumeric()
}

/// Whether this is one of [`ELIDED`], which it need not tell where there are capitals or accents inside.
fn is_elided(word: &[u8]) -> bool {
    is_elided_short(word) || word.len() > 2 && ELIDED.iter().any(|elided| elided.as_bytes() == word)
}

/// [`is_elided`] for words of one or two letters, which nearly all of them are.
#[inline(always)]
pub(super) fn is_elided_short(word: &[u8]) -> bool {
    match word {
        [letter] => {
            matches!(letter.to_ascii_lowercase(), b'l' | b'd' | b'j' | b'n' | b'm' | b't' | b's' | b'c' | b'y' | b'z')
        }
        [b'q' | b'Q', b'u'] => true,
        _ => false,
    }
}

/// What stands at `at`, or after one blank there, when it is a number of nothing but digits, a full stop, a hyphen or `%` that can be
/// nothing else, a pronoun behind a hyphen, an abbreviation in capitals or a name of several with hyphens between.
#[inline(never)]
pub(super) fn rarer_token(bytes: &[u8], at: usize) -> Option<Token> {
    let start = at + usize::from(bytes.get(at) == Some(&b' '));
    let next = bytes.get(start + 1).copied().unwrap_or(b' ');
    let mark = |kind| Some(Token { span: Span::new(start, start + 1), kind, case: Case::Lower, hash: 0 });
    match *bytes.get(start)? {
        b'0'..=b'9' => number(bytes, start),
        b'A'..=b'Z' => capitals(bytes, start),
        // Before letters, digits and slashes it may start a path.
        b'.' if ends_after_stop(&next) && !matches!(next, b'/' | b'\\') => mark(TokenKind::Stop),
        b'%' if matches!(next, b' ' | b',' | b'.' | b';' | b')') => mark(TokenKind::Punctuation),
        b'-' if next == b' ' => mark(TokenKind::Punctuation),
        b'-' if start > 0 && bytes[start - 1].is_ascii_alphabetic() => clitic(bytes, start),
        _ => None,
    }
}

/// A number of digits, before something that does not go on with it.
fn number(bytes: &[u8], start: usize) -> Option<Token> {
    let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let ends = match bytes.get(end) {
        None | Some(b' ' | b'\n' | b';' | b')' | b'!' | b'?' | b'"' | b'%') => true,
        Some(b'.' | b',' | b':' | b'/' | b'-') => !is_digit(end + 1),
        _ => false,
    };
    ends.then_some(Token { span: Span::new(start, end), kind: TokenKind::Number, case: Case::Lower, hash: 0 })
}

/// Where the pronoun or particle ends that stands behind the hyphen at `hyphen` (`-il`, `-t-il`), before something that does not go on
/// with it.
fn clitic_end(bytes: &[u8], hyphen: usize) -> Option<usize> {
    let has_t = bytes[hyphen..].starts_with(b"-t-");
    let from = hyphen + if has_t { 3 } else { 1 };
    let end = small_end(bytes, from);
    (ends_word(bytes, end) && CLITICS.iter().any(|clitic| clitic.as_bytes() == &bytes[from..end])).then_some(end)
}

/// A pronoun or particle with the hyphen before it.
fn clitic(bytes: &[u8], start: usize) -> Option<Token> {
    let end = clitic_end(bytes, start)?;
    let hash = hash_in(bytes, start, end, 0)?;
    Some(Token { span: Span::new(start, end), kind: TokenKind::Word, case: Case::Lower, hash })
}

/// Longer words in capitals or with hyphens are left to the long way.
const LONGEST: usize = 32;

/// A word of several capitals (`RTL`), or one with hyphens and a capital behind each (`Jean-Marie`), of letters of ASCII.
fn capitals(bytes: &[u8], start: usize) -> Option<Token> {
    let count = |from: usize, is: fn(&u8) -> bool| bytes[from..].iter().take_while(|byte| is(byte)).count();
    let capitals = count(start, u8::is_ascii_uppercase);
    let (mut end, case) = (start + capitals, if capitals > 1 { Case::Upper } else { Case::Capital });
    if case == Case::Capital {
        end += count(end, u8::is_ascii_lowercase);
        while bytes.get(end) == Some(&b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase) {
            let small = count(end + 2, u8::is_ascii_lowercase);
            let next = end + 2 + small;
            // What is no word, or a pronoun with a capital, is not told here.
            let is_clitic =
                || CLITICS.iter().any(|clitic| bytes[end + 1..next].eq_ignore_ascii_case(clitic.as_bytes()));
            if small == 0 || is_clitic() {
                return None;
            }
            end = next;
        }
    }
    let mut folded = [0; LONGEST];
    let folded = folded.get_mut(..end - start).filter(|_| ends_word(bytes, end))?;
    folded.copy_from_slice(&bytes[start..end]);
    folded.make_ascii_lowercase();
    Some(Token { span: Span::new(start, end), kind: TokenKind::Word, case, hash: hash(folded) })
}

/// Whether a word ends before this byte.
fn ends_word(bytes: &[u8], end: usize) -> bool {
    let next = bytes.get(end + 1);
    match bytes.get(end).map_or(AfterWord::End, |&byte| after_word(byte)) {
        AfterWord::End => true,
        AfterWord::Stop => next.is_none_or(ends_after_stop),
        AfterWord::Colon => next.is_none_or(|&next| next == b' '),
        _ => false,
    }
}

//! The look-up form of a word.

use super::letters;
use unicode_normalization::UnicodeNormalization;

/// Writes the look-up form of `word` into `out`, which is cleared first: lower case, composed (NFC), with the ASCII
/// apostrophe and hyphen and without what readers do not see (soft hyphens, zero-width characters).
pub fn fold(word: &str, out: &mut String) {
    out.clear();
    out.reserve(word.len());
    let mut decomposed = false;
    for c in word.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => out.push(c),
            '’' | 'ʼ' => out.push('\''),
            '\u{2011}' => out.push('-'),
            _ if is_hidden(c) => {}
            '\u{300}'..='\u{36f}' => {
                decomposed = true;
                out.push(c);
            }
            _ => out.extend(c.to_lowercase()),
        }
    }
    if decomposed {
        let composed: String = out.nfc().collect();
        *out = composed;
    }
}

/// Zero-width characters and direction marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// What a word may hold that its readers do not see.
fn is_hidden(c: char) -> bool {
    c == '\u{ad}' || is_invisible(c)
}

/// The look-up form of `word`: itself where that is what [`fold`] gives, as for nearly all words, else in `out`.
pub fn fold_in<'a>(word: &'a str, out: &'a mut String) -> &'a str {
    if is_folded(word) {
        return word;
    }
    fold(word, out);
    out
}

/// Whether [`fold`] changes nothing, for the letters of French; `false` may also mean that nobody knows.
pub fn is_folded(word: &str) -> bool {
    letters::is_folded(word)
}

/// Whether a text is one word in small letters, for the letters of French; `false` may also mean that nobody knows.
pub fn is_small_word(text: &str) -> bool {
    !text.is_empty() && letters::is_small(text)
}

/// The text with a capital at its start.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// [`fold`] into a new string.
pub fn folded(word: &str) -> String {
    let mut out = String::new();
    fold(word, &mut out);
    out
}

/// The word without accents and with its ligatures spelt out, in lower case (`Œuvré` gives `oeuvre`).
pub fn unaccented(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfd() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            _ if is_hidden(c) => {}
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            '’' => out.push('\''),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether a folded text has some folded words, as words: no letter or digit touches them.
pub fn has_words(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(start, _)| {
            !text[..start].ends_with(char::is_alphanumeric)
                && !text[start + words.len()..].starts_with(char::is_alphanumeric)
        })
}

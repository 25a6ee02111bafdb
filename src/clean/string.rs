//! Strings of JSON: what they say, and edits of that as edits of what is written.

use crate::formats::{Edit, Edits, to_backslashes};
use std::borrow::Cow;

/// What a string says; `raw` stands between its quotation marks and is known to be JSON. Half a surrogate pair says nothing that a
/// text could hold: an error.
pub(super) fn decode(raw: &str) -> Result<Cow<'_, str>, String> {
    let Some(first) = memchr::memchr(b'\\', raw.as_bytes()) else { return Ok(Cow::Borrowed(raw)) };
    let mut text = String::with_capacity(raw.len());
    text.push_str(&raw[..first]);
    let mut at = first;
    while at < raw.len() {
        let (length, c) =
            escape(&raw[at..]).ok_or_else(|| format!("lone surrogate “{}”", &raw[at..raw.len().min(at + 6)]))?;
        text.push(c);
        at += length;
        let next = memchr::memchr(b'\\', &raw.as_bytes()[at..]).map_or(raw.len(), |next| at + next);
        text.push_str(&raw[at..next]);
        at = next;
    }
    Ok(Cow::Owned(text))
}

/// Edits of what the string says as edits of what is written. What is not ASCII becomes `\uXXXX` in strings that write it so.
pub(super) fn written(raw: &str, edits: &Edits) -> Edits {
    let ascii = raw.is_ascii() && raw.contains("\\u");
    let mut walk = Offsets { raw, at: 0, said: 0 };
    Edits::resolve(edits.iter().map(|edit| {
        let start = walk.to(edit.start);
        let end = walk.to(edit.end);
        Edit { start, end, raw: to_backslashes(&edit.raw, "\\\"", ascii).into_owned() }
    }))
}

/// Finds, for growing offsets in what the string says, where that is written.
struct Offsets<'a> {
    raw: &'a str,
    at: usize,
    said: usize,
}

impl Offsets<'_> {
    fn to(&mut self, wanted: usize) -> usize {
        while self.said < wanted {
            let rest = &self.raw[self.at..];
            let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
            if plain > 0 {
                let step = plain.min(wanted - self.said);
                self.at += step;
                self.said += step;
                continue;
            }
            let Some((length, c)) = escape(rest) else { break };
            self.at += length;
            self.said += c.len_utf8();
        }
        self.at
    }
}

/// The escape that a text begins with: its length and the character it stands for. None for half a surrogate pair.
fn escape(rest: &str) -> Option<(usize, char)> {
    let unit = |from: usize| u16::from_str_radix(rest.get(from..from + 4)?, 16).ok();
    let c = match rest.as_bytes().get(1)? {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = unit(2)?;
            if let Some(c) = char::from_u32(first.into()) {
                return Some((6, c));
            }
            let second = if rest[6..].starts_with("\\u") { unit(8)? } else { return None };
            let c = char::decode_utf16([first, second]).next()?.ok()?;
            return Some((12, c));
        }
        &other => char::from(other),
    };
    Some((2, c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes() {
        assert_eq!(decode("sans").unwrap(), "sans");
        assert_eq!(decode(r#"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000z"#).unwrap(), "a\"\\/\u{8}\u{c}\n\r\té😀\0z");
        for lone in [r"\ud83d", r"a\ude00", r"\ud83dx", r"\ud83d\u0041", r"\ud83d\ud83d"] {
            assert!(decode(lone).unwrap_err().starts_with("lone surrogate “\\u"), "{lone}");
        }
    }

    /// One of several ways to write a text.
    fn raw(text: &str, ways: &[u8]) -> String {
        let mut ways = ways.iter().cycle();
        let mut raw = String::new();
        for c in text.chars() {
            match ways.next() {
                Some(0) => c.encode_utf16(&mut [0; 2]).iter().for_each(|u| raw.push_str(&format!("\\u{u:04X}"))),
                _ => raw.push_str(&to_backslashes(c.encode_utf8(&mut [0; 4]), "\\\"", false)),
            }
        }
        raw
    }

    proptest! {
        #[test]
        fn edits_reach_their_places(
            text in "[a-cé€😀\"\\\\\n\u{0}]{0,20}",
            ways in proptest::collection::vec(0u8..2, 1..9),
            edits in proptest::collection::vec((0usize..60, 0usize..60, "[a-cé\"\n]{0,3}"), 0..5),
        ) {
            let border = |i: usize| (0..=i.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap();
            let edits = Edits::resolve(edits.into_iter().map(|(a, b, raw)| {
                Edit { start: border(a.min(b)), end: border(a.max(b)), raw }
            }));
            let raw = raw(&text, &ways);
            prop_assert_eq!(decode(&raw).unwrap(), text.as_str());
            let edited = written(&raw, &edits).apply_to_text(&raw);
            prop_assert_eq!(decode(&edited).unwrap().into_owned(), edits.apply_to_text(&text));
            if edits.is_empty() {
                prop_assert_eq!(edited, raw);
            }
        }
    }
}

//! Bytes of a file -> text.

use encoding_rs::{UTF_8, WINDOWS_1252};
use memchr::memchr;
use std::borrow::Cow;

/// How the text of a file is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first, with a byte order mark.
    Utf16Le,
    /// UTF-16, big end first, with a byte order mark.
    Utf16Be,
    /// Windows-1252 (and so Latin-1), one byte a character.
    Windows1252,
}

impl Encoding {
    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 (little-endian)",
            Encoding::Utf16Be => "UTF-16 (big-endian)",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// Whether the text can be written in this encoding.
    pub fn can_write(self, text: &str) -> bool {
        match self {
            Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => true,
            Encoding::Windows1252 => text.is_ascii() || !WINDOWS_1252.encode(text).2,
        }
    }

    /// The text as it is stored. What the encoding cannot hold ([`Encoding::can_write`]) becomes a character reference.
    pub fn encode(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Encoding::Utf8 => Cow::Borrowed(text.as_bytes()),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Encoding::Windows1252 => WINDOWS_1252.encode(text).0,
        }
    }

    /// How many bytes the text takes when it is stored in this encoding.
    pub fn stored_len(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let pairs = text.bytes().filter(|&b| b >= 0xF0).count();
                2 * (count_chars(text) + pairs)
            }
            Encoding::Windows1252 => count_chars(text),
        }
    }
}

/// Code points in a text.
pub(super) fn count_chars(text: &str) -> usize {
    text.bytes().filter(|&b| b & 0xC0 != 0x80).count()
}

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// How it is stored.
    pub encoding: Encoding,
    /// Bytes of the mark before the text.
    pub bom_len: usize,
}

/// Why bytes are not text that can be checked. Offsets are bytes from the start of the file, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A byte that UTF-8 does not allow, in a file that is not Windows-1252 either.
    #[error("not valid UTF-8 at byte {offset}")]
    InvalidUtf8 {
        /// The first offending byte.
        offset: usize,
    },
    /// Half a surrogate pair.
    #[error("not valid UTF-16 at byte {offset}: half a surrogate pair")]
    LoneSurrogate {
        /// The offending unit.
        offset: usize,
    },
    /// UTF-16 that ends in the middle of a unit.
    #[error("not valid UTF-16 at byte {offset}: the file ends with half a character")]
    OddLength {
        /// The last byte.
        offset: usize,
    },
    /// UTF-32, which nobody writes.
    #[error("the text is in UTF-32")]
    Utf32,
    /// A NUL byte: not a text.
    #[error("a binary file (NUL byte at {offset})")]
    Binary {
        /// The first NUL.
        offset: usize,
    },
}

/// The byte order mark of UTF-8.
pub const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
/// The byte order marks of UTF-16, little end first and big end first.
pub const UTF16_MARKS: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];

/// Decodes the bytes of a file: UTF-8, UTF-16 with a byte order mark, or what can only be Windows-1252.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, DecodeError> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(DecodeError::Utf32);
    }
    if bytes.starts_with(UTF16_MARKS[0]) {
        return utf16(bytes, Encoding::Utf16Le, u16::from_le_bytes);
    }
    if bytes.starts_with(UTF16_MARKS[1]) {
        return utf16(bytes, Encoding::Utf16Be, u16::from_be_bytes);
    }
    if let Some(offset) = memchr(0, bytes) {
        return Err(DecodeError::Binary { offset });
    }
    let bom_len = if bytes.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
    match utf8(&bytes[bom_len..]) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, bom_len }),
        Err(_) if bom_len == 0 && plausible_windows_1252(bytes) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Ok(Decoded { text, encoding: Encoding::Windows1252, bom_len })
        }
        Err(valid) => Err(DecodeError::InvalidUtf8 { offset: bom_len + valid }),
    }
}

/// The text that these bytes are in UTF-8, or how many of them are. Faster over accents than the standard library.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(Cow::Borrowed(text)) => Ok(text),
        _ => Err(encoding_rs::Encoding::utf8_valid_up_to(bytes)),
    }
}

fn utf16(bytes: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Result<Decoded<'static>, DecodeError> {
    let bom_len = 2;
    let (units, rest) = bytes[bom_len..].as_chunks::<2>();
    if !rest.is_empty() {
        return Err(DecodeError::OddLength { offset: bytes.len() - 1 });
    }
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = bom_len;
    for decoded in char::decode_utf16(units.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok('\0') => return Err(DecodeError::Binary { offset }),
            Ok(c) => {
                text.push(c);
                offset += 2 * c.len_utf16();
            }
            Err(_) => return Err(DecodeError::LoneSurrogate { offset }),
        }
    }
    Ok(Decoded { text: Cow::Owned(text), encoding, bom_len })
}

fn plausible_windows_1252(bytes: &[u8]) -> bool {
    let mut evidence = Windows1252::default();
    evidence.add(bytes);
    evidence.is_plausible()
}

/// Whether bytes that are not UTF-8 read as Windows-1252: no byte that the code page leaves undefined, no control
/// characters, and next to none of the sequences that UTF-8 makes of the letters of Europe (a file with many of those
/// is UTF-8 that has been damaged).
#[derive(Debug, Clone, Copy, Default)]
pub struct Windows1252 {
    impossible: bool,
    broken: usize,
    sound: usize,
}

impl Windows1252 {
    /// Looks at more of the file, up to where no sequence of UTF-8 can run over.
    pub fn add(&mut self, bytes: &[u8]) {
        let undefined = |b: u8| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
        let control = |b: u8| matches!(b, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
        self.impossible = self.impossible || bytes.iter().any(|&b| undefined(b) || control(b));
        if self.impossible {
            return;
        }
        for chunk in bytes.utf8_chunks() {
            self.broken += chunk.invalid().len();
            self.sound += chunk.valid().chars().filter(|&c| european(c)).count();
        }
    }

    /// Whether what was seen is Windows-1252.
    pub fn is_plausible(&self) -> bool {
        !self.impossible && self.sound * 8 <= self.broken
    }
}

/// Letters and signs that French text in UTF-8 is full of. Other sequences are as likely to be Windows-1252 read
/// wrongly: `é »` with a no-break space happens to be a Chinese character.
fn european(c: char) -> bool {
    matches!(c, '\u{A0}'..='\u{17F}' | '\u{300}'..='\u{36F}' | '\u{2000}'..='\u{206F}' | '\u{20AC}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        let encoding = if big { Encoding::Utf16Be } else { Encoding::Utf16Le };
        [UTF16_MARKS[usize::from(big)], &encoding.encode(text)].concat()
    }

    #[test]
    fn utf8_with_and_without_mark() {
        let plain = decode("été".as_bytes()).unwrap();
        assert_eq!((&*plain.text, plain.encoding, plain.bom_len), ("été", Encoding::Utf8, 0));
        let marked = decode("\u{FEFF}été".as_bytes()).unwrap();
        assert_eq!((&*marked.text, marked.encoding, marked.bom_len), ("été", Encoding::Utf8, 3));
        assert_eq!(decode(b"").unwrap().text, "");
    }

    #[test]
    fn windows_1252() {
        for (bytes, text) in [
            (&b"\xE9t\xE9"[..], "été"),
            (b"\xAB\xA0caf\xE9\xA0\xBB, dit-il \x96 d\xE9j\xE0", "«\u{A0}café\u{A0}», dit-il – déjà"),
            (b"l\x92\x9Cuvre, 5 \x80", "l’œuvre, 5 €"),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!((&*decoded.text, decoded.encoding), (text, Encoding::Windows1252));
        }
    }

    #[test]
    fn damaged_utf8_is_an_error() {
        let mut bytes = "L’été dernier, déjà, à Orléans".as_bytes().to_vec();
        bytes.push(0xC3);
        assert_eq!(decode(&bytes), Err(DecodeError::InvalidUtf8 { offset: bytes.len() - 1 }));
        assert_eq!(decode(b"ab\x81"), Err(DecodeError::InvalidUtf8 { offset: 2 }));
        assert_eq!(decode(b"\xEF\xBB\xBFab\xE9"), Err(DecodeError::InvalidUtf8 { offset: 5 }));
        assert_eq!(decode(b"\x01\xE9t\xE9"), Err(DecodeError::InvalidUtf8 { offset: 1 }));
    }

    #[test]
    fn binaries() {
        assert_eq!(decode(b"ab\0"), Err(DecodeError::Binary { offset: 2 }));
        assert_eq!(decode(&utf16_bytes("a\0", false)), Err(DecodeError::Binary { offset: 4 }));
        assert_eq!(decode(b"\xFF\xFE\0\0a\0\0\0"), Err(DecodeError::Utf32));
    }

    #[test]
    fn broken_utf16() {
        assert_eq!(decode(b"\xFF\xFEa\0b"), Err(DecodeError::OddLength { offset: 4 }));
        assert_eq!(decode(b"\xFF\xFEa\0\x00\xD8b\0"), Err(DecodeError::LoneSurrogate { offset: 4 }));
        assert_eq!(decode(b"\xFE\xFF\0a\xDC\x00"), Err(DecodeError::LoneSurrogate { offset: 4 }));
        assert_eq!(decode(b"\xFE\xFF").unwrap().text, "");
    }

    #[test]
    fn what_can_be_written() {
        assert!(Encoding::Windows1252.can_write("l’œuvre à 5 €"));
        assert!(!Encoding::Windows1252.can_write("fine\u{202F}!"));
        assert!(Encoding::Utf16Le.can_write("fine\u{202F}!"));
        assert_eq!(*Encoding::Windows1252.encode("l’été"), *b"l\x92\xE9t\xE9");
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_fail(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(decoded) = decode(&bytes) {
                let stored = decoded.bom_len + decoded.encoding.stored_len(&decoded.text);
                prop_assert_eq!(stored, bytes.len());
            }
        }

        #[test]
        fn any_text_round_trips(text in "[^\0\u{FEFF}]*", big: bool) {
            let utf16 = utf16_bytes(&text, big);
            let decoded = decode(&utf16).unwrap();
            prop_assert_eq!(&*decoded.text, &*text);
            prop_assert_eq!(decoded.bom_len + decoded.encoding.stored_len(&text), utf16.len());
            prop_assert_eq!(&*decode(text.as_bytes()).unwrap().text, &*text);
        }
    }
}

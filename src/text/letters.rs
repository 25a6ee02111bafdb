//! The letters of French, told by their bytes.

/// What the first byte of a character, or a character of two bytes, is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    /// No letter, or none that is told here.
    None,
    /// A small letter.
    Small,
    /// A capital.
    Capital,
    /// The first byte of two: [`second_byte`] tells.
    Lead,
}

const TABLE: [Letter; 256] = {
    let mut table = [Letter::None; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c.is_ascii_lowercase() {
            table[byte] = Letter::Small;
        } else if c.is_ascii_uppercase() {
            table[byte] = Letter::Capital;
        }
        byte += 1;
    }
    table[0xc3] = Letter::Lead;
    table[0xc5] = Letter::Lead;
    table
};

/// What a byte is.
#[inline]
pub(super) fn letter(byte: u8) -> Letter {
    TABLE[byte as usize]
}

/// What a character of these two bytes is, the first of them a [`Letter::Lead`]: the letters from À to ÿ, Œ and œ.
/// [`Letter::Lead`] stands for characters that are not told.
#[inline]
pub(super) fn second_byte(first: u8, second: u8) -> Letter {
    match (first, second) {
        // × and ÷
        (0xc3, 0x97 | 0xb7) => Letter::Lead,
        (0xc3, 0x80..=0x9e) | (0xc5, 0x92) => Letter::Capital,
        (0xc3, 0x9f..=0xbf) | (0xc5, 0x93) => Letter::Small,
        _ => Letter::Lead,
    }
}

/// Whether [`super::fold`] changes nothing; `false` also where nothing is told.
pub(super) fn is_folded(word: &str) -> bool {
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let kind = match letter(byte) {
            Letter::Lead => bytes.next().map_or(Letter::Lead, |second| second_byte(byte, second)),
            kind => kind,
        };
        if matches!(kind, Letter::Capital | Letter::Lead) || byte >= 0x80 && kind == Letter::None {
            return false;
        }
    }
    true
}

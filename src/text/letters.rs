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

/// How many small letters of ASCII `bytes` starts with: at most eight are counted, and none where fewer than eight bytes
/// are left. All eight are told at once.
#[inline]
pub(super) fn small_run(bytes: &[u8]) -> usize {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = EACH << 7;
    let Some(&chunk) = bytes.first_chunk::<8>() else { return 0 };
    let chunk = u64::from_le_bytes(chunk);
    // In the high bit of each byte: whether its other bits are at least `a`, and whether they are beyond `z`.
    let low = chunk & !HIGH;
    let (from_a, beyond_z) = (low + EACH * (0x80 - b'a' as u64), low + EACH * (0x7f - b'z' as u64));
    let small = from_a & !beyond_z & !chunk & HIGH;
    (small ^ HIGH).trailing_zeros() as usize / 8
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

#[cfg(test)]
mod tests {
    use super::small_run;

    #[test]
    fn runs_of_small_letters() {
        for byte in 0..=255u8 {
            for at in 0..8 {
                let mut bytes = *b"azbycxdwe";
                bytes[at] = byte;
                let expected = if byte.is_ascii_lowercase() { 8 } else { at };
                assert_eq!(small_run(&bytes), expected, "{byte} at {at}");
            }
        }
        assert_eq!(small_run(b"azbycxd"), 0);
    }
}

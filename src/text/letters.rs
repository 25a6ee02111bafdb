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

/// What may follow a word of the common kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterWord {
    /// The word may go on, or be something else: letters, digits and all marks not named below.
    Other,
    /// A blank, a line end, or a mark that ends words whatever follows.
    End,
    /// `.` and `?`, which end the word when no letter or digit follows them.
    Stop,
    /// `:` and `(`, which end it before a blank.
    Colon,
    /// `'`
    Apostrophe,
    /// `-`, which may join it to another.
    Hyphen,
    /// A byte of a character beyond ASCII.
    Accent,
}

const AFTER_WORD: [AfterWord; 256] = {
    let mut table = [AfterWord::Other; 256];
    let ends = b" ,\n\r;!)\"/+%&]}>|*#$^~`<{[";
    let mut i = 0;
    while i < ends.len() {
        table[ends[i] as usize] = AfterWord::End;
        i += 1;
    }
    table[b'.' as usize] = AfterWord::Stop;
    table[b'?' as usize] = AfterWord::Stop;
    table[b':' as usize] = AfterWord::Colon;
    table[b'(' as usize] = AfterWord::Colon;
    table[b'\'' as usize] = AfterWord::Apostrophe;
    table[b'-' as usize] = AfterWord::Hyphen;
    let mut byte = 0x80;
    while byte < 256 {
        table[byte] = AfterWord::Accent;
        byte += 1;
    }
    table
};

/// What a byte right after a word means for it.
#[inline]
pub(super) fn after_word(byte: u8) -> AfterWord {
    AFTER_WORD[byte as usize]
}

/// The eight bytes from `at` on, the first of them the lowest, with zeros after the end.
#[inline(always)]
pub(super) fn group_at(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        Some(group) => u64::from_le_bytes(*group),
        None => last_group(bytes.get(at..).unwrap_or_default()),
    }
}

#[cold]
fn last_group(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |group, &byte| group << 8 | u64::from(byte))
}

/// One in each byte.
const EACH: u64 = u64::from_le_bytes([1; 8]);
/// The high bit of each byte.
const HIGH: u64 = EACH << 7;

/// In the high bit of each byte: whether it is a small letter of ASCII. All eight are told at once.
#[inline]
fn small(group: u64) -> u64 {
    // Whether the other bits are at least `a`, and whether they are beyond `z`.
    let low = group & !HIGH;
    let (from_a, beyond_z) = (low + EACH * (0x80 - b'a' as u64), low + EACH * (0x7f - b'z' as u64));
    from_a & !beyond_z & !group & HIGH
}

/// How many small letters of ASCII a group of eight bytes starts with.
#[inline]
pub(super) fn small_run(group: u64) -> usize {
    (small(group) ^ HIGH).trailing_zeros() as usize / 8
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

/// Whether a text is made of small letters and nothing else; `false` may also mean that nobody knows.
pub(super) fn is_small(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_small = byte.is_ascii_lowercase()
            || letter(byte) == Letter::Lead
                && bytes.next().is_some_and(|second| second_byte(byte, second) == Letter::Small);
        if !is_small {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{group_at, small_run};

    #[test]
    fn runs_of_small_letters() {
        for byte in 0..=255u8 {
            for at in 0..8 {
                let mut bytes = *b"azbycxdwe";
                bytes[at] = byte;
                let expected = if byte.is_ascii_lowercase() { 8 } else { at };
                assert_eq!(small_run(group_at(&bytes, 0)), expected, "{byte} at {at}");
            }
        }
        assert_eq!(small_run(group_at(b"azbycxd", 0)), 7);
        assert_eq!(group_at(b"azbycxd", 5), u64::from_le_bytes(*b"xd\0\0\0\0\0\0"));
        assert_eq!(group_at(b"azbycxd", 8), 0);
    }
}

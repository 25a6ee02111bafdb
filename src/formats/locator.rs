//! Offsets in decoded text -> bytes of the file, lines and columns.

use super::encoding::{Decoded, Encoding, count_chars};
use memchr::{memchr_iter, memrchr2_iter};

/// Where an offset lies in the file as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Byte offset in the file, a byte order mark included.
    pub byte: usize,
    /// Line, from 1. Lines end at LF, CRLF or CR.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Column in bytes of UTF-8, from 1. As in the bytes, a byte order mark counts; in `column` it does not.
    pub utf8_column: usize,
}

impl Place {
    /// Where the text of a file starts, after a byte order mark of so many bytes.
    pub fn of_start(encoding: Encoding, bom_len: usize) -> Self {
        let utf8_bom_len = if encoding == Encoding::Utf8 { bom_len } else { 0 };
        Place { byte: bom_len, line: 1, column: 1, utf8_column: 1 + utf8_bom_len }
    }
}

/// Turns offsets into places. It walks forward from the last offset asked for, so that any number of findings, sorted
/// by start, cost one pass over the text, however long its lines are.
#[derive(Debug, Clone)]
pub struct Locator<'a> {
    text: &'a str,
    encoding: Encoding,
    /// Where it starts over.
    start: (usize, Place),
    offset: usize,
    place: Place,
}

impl<'a> Locator<'a> {
    /// A locator at the start of the text.
    pub fn new(decoded: &'a Decoded<'_>) -> Self {
        let place = Place::of_start(decoded.encoding, decoded.bom_len);
        Locator { text: &decoded.text, encoding: decoded.encoding, start: (0, place), offset: 0, place }
    }

    /// The text is a part of the file, of which this offset is at this place; those before it cannot be asked for.
    pub fn resumed(self, offset: usize, place: Place) -> Self {
        Locator { start: (offset, place), offset, place, ..self }
    }

    /// The place of an offset in the decoded text, which must lie on a character border. Going back to an earlier
    /// offset is allowed, and starts over.
    pub fn locate(&mut self, offset: usize) -> Place {
        if offset < self.offset {
            (self.offset, self.place) = self.start;
        }
        let passed = &self.text[self.offset..offset];
        let (bytes, rest) = (passed.as_bytes(), &self.text.as_bytes()[self.offset..]);
        let ends_line = |&i: &usize| rest[i] == b'\n' || rest.get(i + 1) != Some(&b'\n');
        // Line feeds are counted in less time than found.
        self.place.line += memchr_iter(b'\n', bytes).count() + memchr_iter(b'\r', bytes).filter(ends_line).count();
        match memrchr2_iter(b'\n', b'\r', bytes).find(ends_line) {
            Some(end) => {
                let line = &passed[end + 1..];
                self.place.column = 1 + count_chars(line);
                self.place.utf8_column = 1 + line.len();
            }
            None => {
                self.place.column += count_chars(passed);
                self.place.utf8_column += passed.len();
            }
        }
        self.place.byte += self.encoding.stored_len(passed);
        self.offset = offset;
        self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn decoded(text: &str, encoding: Encoding, bom_len: usize) -> Decoded<'_> {
        Decoded { text: Cow::Borrowed(text), encoding, bom_len }
    }

    /// The same by counting every character from the start.
    fn naive(text: &str, encoding: Encoding, bom_len: usize, offset: usize) -> Place {
        let mut place = Place::of_start(encoding, bom_len);
        for (i, c) in text[..offset].char_indices() {
            place.byte += match encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16Le | Encoding::Utf16Be => 2 * c.len_utf16(),
                Encoding::Windows1252 => 1,
            };
            let ends_line = c == '\n' || (c == '\r' && !text[i + 1..].starts_with('\n'));
            if ends_line {
                place.line += 1;
                place.column = 1;
                place.utf8_column = 1;
            } else {
                place.column += 1;
                place.utf8_column += c.len_utf8();
            }
        }
        place
    }

    #[test]
    fn line_ends() {
        let text = "a\r\nb\rc\nd";
        let decoded = decoded(text, Encoding::Utf8, 3);
        let mut locator = Locator::new(&decoded);
        let places: Vec<_> = [0, 2, 3, 5, 7].map(|o| locator.locate(o)).map(|p| (p.byte, p.line, p.column)).into();
        assert_eq!(places, [(3, 1, 1), (5, 1, 3), (6, 2, 1), (8, 3, 1), (10, 4, 1)]);
    }

    proptest! {
        #[test]
        fn agrees_with_counting(
            text in "([a-zé€𝄞]|\r|\n|\r\n){0,40}",
            encoding in prop_oneof![Just(Encoding::Utf8), Just(Encoding::Utf16Le), Just(Encoding::Windows1252)],
            bom_len in 0usize..4,
            step in 1usize..5,
        ) {
            let decoded = decoded(&text, encoding, bom_len);
            let mut locator = Locator::new(&decoded);
            let borders: Vec<usize> = (0..=text.len()).filter(|&i| text.is_char_boundary(i)).collect();
            for &offset in borders.iter().step_by(step) {
                prop_assert_eq!(locator.locate(offset), naive(&text, encoding, bom_len, offset));
            }
            for &offset in borders.iter().rev() {
                prop_assert_eq!(locator.locate(offset), naive(&text, encoding, bom_len, offset));
            }
            let from = borders[borders.len() / 2];
            let mut resumed = Locator::new(&decoded).resumed(from, locator.locate(from));
            for &offset in borders.iter().filter(|&&offset| offset >= from).rev() {
                prop_assert_eq!(resumed.locate(offset), locator.locate(offset));
            }
        }
    }
}

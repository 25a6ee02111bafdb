//! Which of the next bytes of a text are small letters, told for many at once.
//!
//! A word of French has five letters; where it ends is a matter of counting ones in a register. What tells the letters are vectors of 16
//! bytes, which every x86-64 and 64-bit ARM has. A window is as long as a few lines: nobody can guess at which word a short one ends.

use wide::u8x16;

/// Registers of a window.
const PARTS: usize = 8;

/// Bytes of a register.
const SIZE: usize = 64;

/// A window into a text. It does not hold the text: whoever asks must ask about one text only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    start: usize,
    /// A bit for each byte, the lowest of the first for the first: whether it belongs to a small letter of ASCII or one from à to ÿ.
    small: [u8; PARTS * SIZE / 8],
}

impl Window {
    /// Runs of more bytes than this are not told.
    pub(super) const LONGEST: usize = SIZE - 8;

    /// A window that nothing is seen through yet.
    pub(super) const fn new() -> Self {
        Window { start: usize::MAX - PARTS * SIZE, small: [0; PARTS * SIZE / 8] }
    }

    /// How many bytes of small letters (a to z, à to ÿ) stand in a row from `at` on; of more than [`Window::LONGEST`] bytes,
    /// that many or some more.
    #[inline(always)]
    pub(super) fn run(&mut self, bytes: &[u8], at: usize) -> usize {
        let mut skipped = at.wrapping_sub(self.start);
        // From here on there may be less than a register.
        if skipped > (PARTS - 1) * SIZE {
            self.open(bytes, at);
            skipped = 0;
        }
        // Read from the byte where it starts, a run is in one register.
        let bits = self.small[skipped / 8..].first_chunk().map_or(0, |bits| u64::from_le_bytes(*bits));
        (bits >> (skipped % 8)).trailing_ones() as usize
    }

    /// Puts the window where a run starts.
    #[inline(never)]
    fn open(&mut self, bytes: &[u8], at: usize) {
        self.start = at;
        let mut rest = bytes.get(at..).unwrap_or_default();
        let (mut small, mut leads) = ([0u64; PARTS], [0; PARTS + 1]);
        let mut seconds = leads;
        for part in 0..PARTS {
            let (these, others) = rest.split_at(rest.len().min(SIZE));
            if these.is_empty() {
                break;
            }
            [small[part], leads[part], seconds[part]] = letters(these);
            rest = others;
        }
        let mut lead_before = 0;
        for part in 0..PARTS {
            let (lead, second) = (leads[part], seconds[part]);
            // The other byte of a letter may be in the next register, or in the one before.
            small[part] |= lead & (second >> 1 | seconds[part + 1] << (SIZE - 1)) | second & (lead << 1 | lead_before);
            lead_before = lead >> (SIZE - 1);
        }
        for (bytes, bits) in self.small.as_chunks_mut().0.iter_mut().zip(small) {
            *bytes = bits.to_le_bytes();
        }
    }
}

/// Of the first 64 bytes of a text, which are small letters of ASCII, and which may be the first and the second byte of others.
fn letters(bytes: &[u8]) -> [u64; 3] {
    match bytes.first_chunk::<SIZE>() {
        Some(bytes) => letters_of(bytes),
        None => {
            let mut all = [0; SIZE];
            all[..bytes.len()].copy_from_slice(bytes);
            letters_of(&all)
        }
    }
}

#[inline(always)]
fn letters_of(bytes: &[u8; SIZE]) -> [u64; 3] {
    let (mut ascii, mut lead, mut second) = (0, 0, 0);
    for (i, part) in bytes.as_chunks::<16>().0.iter().enumerate() {
        let part = u8x16::new(*part);
        let letter = part - u8x16::splat(b'a');
        let is_ascii = letter.min(u8x16::splat(b'z' - b'a')).simd_eq(letter);
        // 0xc3 and a byte from 0xa0 to 0xbf, but for ÷.
        let is_second = (part & u8x16::splat(0xe0)).simd_eq(u8x16::splat(0xa0)) & part.simd_ne(u8x16::splat(0xb7));
        let is_lead = part.simd_eq(u8x16::splat(0xc3));
        let place = |bits: u32| u64::from(bits) << (16 * i);
        ascii |= place(is_ascii.to_bitmask());
        lead |= place(is_lead.to_bitmask());
        second |= place(is_second.to_bitmask());
    }
    [ascii, lead, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Slowly.
    fn run(text: &str, at: usize) -> usize {
        let is_small = |c: &char| c.is_ascii_lowercase() || ('à'..='ÿ').contains(c) && *c != '÷';
        text[at..].chars().take_while(is_small).map(char::len_utf8).sum()
    }

    #[test]
    fn runs_wherever_the_window_starts() {
        let pieces =
            ["a", "é", "naïveté", "e", "÷", "É", "ß", "œ", "'", " ", "à", "zz", "\u{a0}", "🦀", "ÿ", "Z", "`{"];
        let mut state = 7u64;
        for _ in 0..2000 {
            let mut text = String::new();
            for _ in 0..300 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            let mut window = Window::new();
            for (at, _) in text.char_indices() {
                assert_eq!(window.run(text.as_bytes(), at), run(&text, at), "{text:?} at {at}");
            }
            assert_eq!(window.run(text.as_bytes(), text.len()), 0);
        }
    }

    #[test]
    fn long_runs_are_told_to_be_long() {
        for letter in ["a", "é"] {
            let text = letter.repeat(200);
            assert!(Window::new().run(text.as_bytes(), 0) > Window::LONGEST - letter.len() + 1);
        }
    }
}

//! Which of the next 64 bytes of a text are small letters, told all at once.
//!
//! A word of French has five letters, so one look at 64 bytes finds the ends of ten words; each is then a matter of counting
//! ones in a register. What tells the letters are vectors of 16 bytes, which every x86-64 and 64-bit ARM has.

use wide::u8x16;

/// Bytes of a window.
const SIZE: usize = 64;

/// A window into a text. It does not hold the text: whoever asks must ask about one text only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    start: usize,
    /// A bit for each byte, the lowest for the first: whether it belongs to a small letter of ASCII or one from à to ÿ.
    small: u64,
}

impl Window {
    /// Runs of more bytes than this are not told.
    pub(super) const LONGEST: usize = SIZE - 2;

    /// A window that nothing is seen through yet.
    pub(super) const fn new() -> Self {
        Window { start: usize::MAX - SIZE, small: 0 }
    }

    /// How many bytes of small letters (a to z, à to ÿ) stand in a row from `at` on; of more than [`Window::LONGEST`] bytes,
    /// that many or one more.
    #[inline(always)]
    pub(super) fn run(&mut self, bytes: &[u8], at: usize) -> usize {
        let skipped = at.wrapping_sub(self.start);
        if skipped < SIZE {
            let run = (self.small >> skipped).trailing_ones() as usize;
            // The last letter may have its second byte beyond.
            if skipped + run <= Self::LONGEST {
                return run;
            }
        }
        self.start = at;
        self.small = small_letters(bytes.get(at..).unwrap_or_default());
        self.small.trailing_ones() as usize
    }
}

/// [`Window::small`] of the first bytes of a text.
#[inline]
fn small_letters(bytes: &[u8]) -> u64 {
    match bytes.first_chunk::<SIZE>() {
        Some(window) => small_letters_of(window),
        None => last_letters(bytes),
    }
}

#[cold]
fn last_letters(bytes: &[u8]) -> u64 {
    let mut window = [0; SIZE];
    window[..bytes.len()].copy_from_slice(bytes);
    small_letters_of(&window)
}

#[inline]
fn small_letters_of(window: &[u8; SIZE]) -> u64 {
    let (mut ascii, mut lead, mut second) = (0, 0, 0);
    for (i, part) in window.as_chunks::<16>().0.iter().enumerate() {
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
    ascii | lead & second >> 1 | second & lead << 1
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
            for _ in 0..60 {
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

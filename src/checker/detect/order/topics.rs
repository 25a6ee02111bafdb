//! What a text is about: words that stand in the same paragraphs have vectors that point the same way.

use crate::language::lexicon::bytes::Table;
use crate::language::ngram::Symbol;
use crate::language::ngram::symbols::FIRST_WORD;

/// Numbers of a vector.
pub const DIMENSIONS: usize = 40;

/// The most frequent words, which say nothing of what a text is about.
pub const FREQUENT: Symbol = 250;

/// The vectors of the words of middling frequency.
#[derive(Debug, Clone, Copy, Default)]
pub struct Topics {
    rows: &'static [u8],
}

/// Of so many vectors the sum fits into sixteen bits.
const MOST: usize = i16::MAX as usize / 128;

/// A direction.
pub type Vector = [f32; DIMENSIONS];

impl Topics {
    /// Vectors of unit length, 127 for 1, of the words after the most [`FREQUENT`].
    pub fn new(rows: &'static [u8]) -> Self {
        Topics { rows }
    }

    /// The vector of a word, if it has one.
    fn of(&self, symbol: Symbol) -> Option<&'static [u8; DIMENSIONS]> {
        let at = DIMENSIONS * symbol.checked_sub(FIRST_WORD + FREQUENT)? as usize;
        self.rows.get(at..)?.first_chunk()
    }

    /// Asks for the vectors of some words from memory: all that will be looked at are on their way before the first is waited for.
    pub fn prefetch(&self, symbols: &[Symbol]) {
        let rows = Table::<DIMENSIONS>::new(self.rows);
        symbols
            .iter()
            .filter_map(|symbol| symbol.checked_sub(FIRST_WORD + FREQUENT))
            .for_each(|at| rows.prefetch(at as usize));
    }

    /// The direction of some words together, at most [`MOST`] of them, of unit length.
    pub fn together(&self, symbols: impl Iterator<Item = Symbol>) -> Option<Vector> {
        // Small numbers, of which the processor adds eight at once.
        let mut sum = [0i16; DIMENSIONS];
        for row in symbols.take(MOST).filter_map(|s| self.of(s)) {
            sum.iter_mut().zip(row).for_each(|(sum, &x)| *sum += i16::from(x as i8));
        }
        let sum = sum.map(f32::from);
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        (length > 0.0).then(|| sum.map(|x| x / length))
    }

    /// The file.
    #[cfg(feature = "pack-builder")]
    pub fn rows(&self) -> &[u8] {
        self.rows
    }
}

/// The cosine of two directions.
pub fn cosine(a: &Vector, b: &Vector) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

//! What a text is about: words that stand in the same paragraphs have vectors that point the same way.

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

/// A direction.
pub type Vector = [f32; DIMENSIONS];

impl Topics {
    /// Vectors of unit length, 127 for 1, of the words after the most [`FREQUENT`].
    pub fn new(rows: &'static [u8]) -> Self {
        Topics { rows }
    }

    /// The vector of a word, if it has one.
    pub fn of(&self, symbol: Symbol) -> Option<Vector> {
        let at = DIMENSIONS * symbol.checked_sub(FIRST_WORD + FREQUENT)? as usize;
        let row = self.rows.get(at..at + DIMENSIONS)?;
        Some(std::array::from_fn(|i| f32::from(row[i] as i8) / 127.0))
    }

    /// The direction of some words together, of unit length.
    pub fn together(&self, symbols: impl Iterator<Item = Symbol>) -> Option<Vector> {
        let mut sum = [0f32; DIMENSIONS];
        for vector in symbols.filter_map(|s| self.of(s)) {
            sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        (length > 1e-3).then(|| sum.map(|x| x / length))
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

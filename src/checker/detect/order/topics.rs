//! What a text is about: words that stand in the same paragraphs have vectors that point the same way.

use crate::language::lexicon::bytes::Table;
use crate::language::ngram::Symbol;
use crate::language::ngram::symbols::FIRST_WORD;
use wide::f32x4;

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

/// Of so few vectors the sum has a square below 2^24. A float holds all whole numbers up to there, so the order in which they are added is of
/// no account.
const FEW: usize = 5;

const _: () = assert!((FEW * 128).pow(2) * DIMENSIONS < 1 << 24);

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
    #[inline]
    pub fn together<'s>(&self, symbols: impl Iterator<Item = &'s Symbol>) -> Option<Vector> {
        // Small numbers, of which the processor adds eight at once.
        let (mut sum, mut words) = ([0i16; DIMENSIONS], 0);
        for row in symbols.take(MOST).filter_map(|&s| self.of(s)) {
            sum.iter_mut().zip(row).for_each(|(sum, &x)| *sum += i16::from(x as i8));
            words += 1;
        }
        if words == 0 {
            return None;
        }
        let mut direction = [0.0; DIMENSIONS];
        direction.iter_mut().zip(sum).for_each(|(x, sum)| *x = f32::from(sum));
        let squares = if words <= FEW {
            let (fours, _) = direction.as_chunks();
            fours.iter().fold(f32x4::ZERO, |sum, &x| sum + f32x4::new(x) * f32x4::new(x)).reduce_add()
        } else {
            direction.iter().map(|x| x * x).sum::<f32>()
        };
        let length = squares.sqrt();
        direction.iter_mut().for_each(|x| *x /= length);
        (length > 0.0).then_some(direction)
    }

    /// The file.
    #[cfg(feature = "pack-builder")]
    pub fn rows(&self) -> &[u8] {
        self.rows
    }
}

/// The products of each of some vectors with another: of directions, their cosines.
pub fn products(vectors: &[Option<Vector>], with: &Vector) -> Vec<Option<f32>> {
    const LANES: usize = 4;
    let mut all = Vec::with_capacity(vectors.len());
    for some in vectors.chunks(LANES) {
        // Each lane has a vector, and adds its numbers up in their order.
        let rows: [&Vector; LANES] =
            std::array::from_fn(|lane| some.get(lane).and_then(Option::as_ref).unwrap_or(&[0.0; DIMENSIONS]));
        let mut sums = f32x4::splat(-0.0);
        for (columns, numbers) in with.as_chunks::<LANES>().0.iter().enumerate() {
            let columns = rows.map(|row| f32x4::new(row.as_chunks().0[columns]));
            for (column, number) in f32x4::transpose(columns).into_iter().zip(numbers) {
                sums += column * f32x4::splat(*number);
            }
        }
        all.extend(some.iter().zip(sums.to_array()).map(|(vector, sum)| vector.as_ref().map(|_| sum)));
    }
    all
}

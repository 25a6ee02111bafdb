//! A bigram model of word classes: what the context model has not seen of a word, its grammar still tells.
//!
//! The class of a word is the set of its possible readings (part of speech, gender, number, person, mood); each of the
//! most frequent words is a class of its own. Two classes that follow each other more often than chance has them
//! (`les` and a plural) have a positive affinity, two that never do (`doit` and a noun) a negative one.

use super::symbols::Symbol;
use crate::language::lexicon::bytes::{Sections, Table};

/// A byte `q` of the table stands for an affinity of `q` / SCALE.
const SCALE: f32 = 24.0;

/// The classes of the words and how well they follow each other.
#[derive(Debug, Clone, Copy)]
pub struct Classes {
    classes: Table<'static, 2>,
    affinities: &'static [u8],
    size: usize,
}

impl Classes {
    /// The model in a file of the pack.
    pub fn load(sections: Sections<'static>) -> Self {
        let affinities = sections.get(1);
        Classes { classes: Table::new(sections.get(0)), affinities, size: affinities.len().isqrt() }
    }

    /// Number of classes.
    pub fn len(&self) -> usize {
        self.size
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// The class of a symbol.
    pub fn of(&self, symbol: Symbol) -> u16 {
        self.classes.get(symbol as usize) as u16
    }

    /// Asks for the class of a symbol from memory.
    #[inline]
    pub fn prefetch(&self, symbol: Symbol) {
        self.classes.prefetch(symbol as usize);
    }

    /// The pointwise mutual information of the classes of two symbols in a row (log10), between -5 and 5.
    pub fn affinity(&self, before: Symbol, after: Symbol) -> f32 {
        let at = usize::from(self.of(before)) * self.size + usize::from(self.of(after));
        self.affinities.get(at).map_or(0.0, |&q| f32::from(q as i8) / SCALE)
    }
}

/// The file: the class of every symbol, and how often each class follows each, in rows.
///
/// The affinity is log10((n + 1) / (e + 1)), with n the count and e what chance leads one to expect: rare classes have
/// affinities near 0.
#[cfg(feature = "pack-builder")]
pub fn build(classes: &[u16], counts: &[u64]) -> Vec<u8> {
    let size = counts.len().isqrt();
    let row = |a: usize| counts[a * size..(a + 1) * size].iter().sum::<u64>() as f64;
    let before: Vec<f64> = (0..size).map(row).collect();
    let after: Vec<f64> = (0..size).map(|b| (0..size).map(|a| counts[a * size + b]).sum::<u64>() as f64).collect();
    let all = before.iter().sum::<f64>().max(1.0);
    let affinities = (0..size * size).map(|at| {
        let expected = before[at / size] * after[at % size] / all;
        let affinity = ((counts[at] as f64 + 1.0) / (expected + 1.0)).log10();
        (affinity as f32 * SCALE).round().clamp(-120.0, 120.0) as i8 as u8
    });
    let classes: Vec<u8> = classes.iter().flat_map(|c| c.to_le_bytes()).collect();
    crate::language::lexicon::bytes::write_sections(&[&classes, &affinities.collect::<Vec<u8>>()])
}

#[cfg(test)]
mod tests {
    use crate::Pack;
    use crate::language::ngram::Symbol;

    fn symbol(word: &str) -> Symbol {
        Pack::embedded().words.get(word).map_or(0, |w| w.symbol())
    }

    #[test]
    fn grammar_shows() {
        let classes = Pack::embedded().classes;
        let affinity = |a: &str, b: &str| classes.affinity(symbol(a), symbol(b));
        assert!(affinity("les", "maisons") > 0.5);
        assert!(affinity("les", "maison") < -0.5);
        assert!(affinity("doit", "longer") > affinity("doit", "maison") + 1.0);
        assert!(affinity("une", "table") > affinity("un", "table"));
    }
}

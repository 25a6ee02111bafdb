//! Repairs made ready to be ranked in many places.

use super::{Repair, symbols_of};
use crate::language::Pack;
use crate::language::ngram::Symbol;
use crate::language::ngram::model::spelling;
use crate::language::ngram::symbols::{NAME, UNKNOWN};

/// A repair with what the context model needs of it.
#[derive(Debug)]
pub struct Known {
    /// The repair.
    pub repair: Repair,
    symbols: Symbols,
    /// log10 of the probability of its words, each for itself.
    pub alone: f32,
    /// log10 of the share that its spellings have of their symbols.
    pub spellings: f32,
}

/// Nearly all repairs are short, and the ranking reads thousands of them: no detour over the heap for these.
#[derive(Debug)]
enum Symbols {
    Few([Symbol; 3], u8),
    Many(Box<[Symbol]>),
}

impl Known {
    /// Those of the repairs that the context model has something to say about.
    pub fn all(pack: &Pack, repairs: Vec<Repair>) -> std::sync::Arc<[Known]> {
        let mut symbols = Vec::new();
        let mut known = Vec::with_capacity(repairs.len());
        for repair in repairs {
            match repair.symbol {
                Some(symbol) => {
                    symbols.clear();
                    symbols.push(symbol);
                }
                None => symbols_of(pack, &repair.text, &mut symbols),
            }
            if !symbols.is_empty() {
                let (mut alone, mut spellings) = (0.0, 0.0);
                for &symbol in &symbols {
                    alone += pack.context.unigram(symbol);
                    spellings += spelling(symbol);
                }
                known.push(Known { repair, symbols: Symbols::new(&symbols), alone, spellings });
            }
        }
        // Forms that edited French does not use (`coûterez`) are offered where there is nothing else.
        if known.iter().any(Known::is_in_use) {
            known.retain(Known::is_in_use);
        }
        known.into()
    }

    /// The symbols of its words.
    pub fn symbols(&self) -> &[Symbol] {
        match &self.symbols {
            Symbols::Few(symbols, len) => &symbols[..usize::from(*len)],
            Symbols::Many(symbols) => symbols,
        }
    }

    /// Whether the context model has every word.
    fn is_in_use(&self) -> bool {
        self.symbols().iter().all(|&s| s != UNKNOWN && s != NAME)
    }
}

impl Symbols {
    fn new(symbols: &[Symbol]) -> Self {
        match *symbols {
            [a] => Symbols::Few([a, 0, 0], 1),
            [a, b] => Symbols::Few([a, b, 0], 2),
            [a, b, c] => Symbols::Few([a, b, c], 3),
            _ => Symbols::Many(symbols.into()),
        }
    }
}

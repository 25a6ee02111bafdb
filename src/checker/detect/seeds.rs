//! Which tokens of a paragraph deserve a closer look.

use super::paragraph::Paragraph;
use super::quick;
use crate::language::{Doubt, Pack};
use crate::text::Case;

/// Why a token deserves a closer look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    /// English and not French, in small letters or as the first word of a sentence.
    English,
    /// English and not French, capitalised inside a sentence.
    Capital,
    /// French, but it sits badly between its neighbours and may be English.
    Homograph,
    /// In no lexicon, in small letters.
    Unknown,
}

/// The seeds of a paragraph, in order: item and reason. `reached` counts the tokens handed on.
pub fn seeds(pack: &Pack, paragraph: &Paragraph, seeds: &mut Vec<(usize, Seed)>) {
    seeds.clear();
    for (i, item) in paragraph.items.iter().enumerate() {
        if !item.is_word() || matches!(item.word.doubt, Doubt::Plain | Doubt::Loan | Doubt::Name) {
            continue;
        }
        let seed = match (item.word.doubt, item.token.case) {
            (Doubt::English, Case::Lower) => Some(Seed::English),
            (Doubt::English, _) if item.initial && !item.word.is_name => Some(Seed::English),
            (Doubt::English, _) => Some(Seed::Capital),
            (Doubt::Homograph, Case::Lower) => {
                let (before, after) = (paragraph.left(item.flow)[1], paragraph.right(item.flow + 1)[0]);
                let association = quick::association(pack, before, item.word.symbol, after);
                (association < quick::SUSPICIOUS).then_some(Seed::Homograph)
            }
            (Doubt::Unknown, Case::Lower) => Some(Seed::Unknown),
            _ => None,
        };
        if let Some(seed) = seed {
            seeds.push((i, seed));
        }
    }
}

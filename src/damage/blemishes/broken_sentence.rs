//! MT201: a sentence cut in two.

use super::{Blemish, Random, Spot};
use crate::text::{Case, TokenKind};

pub(super) static BLEMISH: Blemish = Blemish { name: "broken-sentence", spoil };

/// A full stop after a word inside a sentence; the half after it starts as it stood there.
fn spoil(spot: &Spot, _: &mut Random) -> Option<(usize, String)> {
    let (word, next) = (spot.surface(0), spot.surface(1));
    let is_inside = spot.gap_after(0) == " " && spot.is(1, TokenKind::Word) && spot.tokens[1].case == Case::Lower;
    let starts = spot.before().is_empty() || spot.before().ends_with(' ');
    (is_inside && starts && word.chars().count() > 3 && next.chars().count() > 1)
        .then(|| (2, format!("{word}. {next}")))
}

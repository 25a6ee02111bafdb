//! MT203: a word said twice.

use super::{Blemish, Random, Spot};
use crate::language::lexicon::Tags;
use crate::text::{Case, folded};

pub(super) static BLEMISH: Blemish = Blemish { name: "repeated-word", spoil };

/// The words at which a stuttering model stutters most: short ones that others follow.
fn spoil(spot: &Spot, _: &mut Random) -> Option<(usize, String)> {
    let word = spot.surface(0);
    let tags = spot.pack.french.tags(&folded(word));
    let is_bound = tags.intersects(Tags(Tags::DETERMINER.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0));
    let is_whole = spot.gap_after(0) == " " && (spot.before().is_empty() || spot.before().ends_with(' '));
    (is_bound && is_whole && spot.tokens[0].case == Case::Lower).then(|| (1, format!("{word} {word}")))
}

//! TY306: two words with a mark between and nothing else.

use super::{Blemish, Random, Spot};
use crate::text::TokenKind;

pub(super) static BLEMISH: Blemish = Blemish { name: "lost-space", spoil };

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let mark = spot.surface(1);
    let is_mark = matches!(mark, "." | "," | "?" | "!" | ";") && spot.is(2, TokenKind::Word);
    // Commas are many.
    if !is_mark || spot.gap_after(1) != " " || mark == "," && !random.chance(0.2) {
        return None;
    }
    // A program that takes one space out takes the one before out as well.
    Some((3, format!("{}{mark}{}", spot.surface(0), spot.surface(2))))
}

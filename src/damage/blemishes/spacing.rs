//! TY305: spaces as English has them.

use super::{Blemish, Random, Spot};

pub(super) static BLEMISH: Blemish = Blemish { name: "spacing", spoil };

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let (word, mark) = (spot.surface(0), spot.surface(1));
    let has_gap = !spot.gap_after(0).is_empty();
    match mark {
        ";" | "!" | "?" | ":" | "»" if has_gap => Some((2, format!("{word}{mark}"))),
        // The quotation mark and the word after it.
        "«" if !spot.gap_after(1).is_empty() => Some((3, format!("{word}{}«{}", spot.gap_after(0), spot.surface(2)))),
        "," | "." if !has_gap && random.chance(0.2) => Some((2, format!("{word} {mark}"))),
        _ => None,
    }
}

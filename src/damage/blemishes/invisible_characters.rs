//! TY307: a character that cannot be seen, in a word or behind it.

use super::{Blemish, Random, Spot};

pub(super) static BLEMISH: Blemish = Blemish { name: "invisible-characters", spoil };

/// What pages and programs put there, and how often.
const HIDDEN: &[(char, f64)] = &[
    ('\u{ad}', 0.3),
    ('\u{200b}', 0.3),
    ('\u{feff}', 0.1),
    ('\u{200e}', 0.1),
    ('\u{2060}', 0.05),
    ('\u{200c}', 0.05),
    ('\u{200d}', 0.05),
    ('\u{202c}', 0.05),
];

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let word = spot.surface(0);
    let borders: Vec<(usize, f64)> = word.char_indices().map(|(at, _)| (at, 1.0)).collect();
    let at = if random.chance(0.3) { word.len() } else { random.pick(&borders) };
    let (before, after) = word.split_at(at);
    Some((1, format!("{before}{}{after}", random.pick(HIDDEN))))
}

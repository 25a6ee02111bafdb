//! TY301: a mark too many.

use super::{Blemish, Random, Spot};

pub(super) static BLEMISH: Blemish = Blemish { name: "doubled-punctuation", spoil };

/// What is found in the place of a mark, and how often: a key hit twice, or what an edit left of another sentence.
fn marks(mark: &str) -> &'static [(&'static str, f64)] {
    match mark {
        "." => &[("..", 0.7), (",.", 0.2), ("….", 0.1)],
        "," => &[(",,", 0.7), (";,", 0.15), (",;", 0.15)],
        ";" => &[(";;", 0.7), (",;", 0.3)],
        "?" => &[("?.", 1.0)],
        "!" => &[("!.", 1.0)],
        _ => &[],
    }
}

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let (mark, after) = (spot.surface(1), spot.surface(2));
    let is_alone = !spot.gap_after(1).is_empty() || after.is_empty();
    let choices = marks(mark);
    if choices.is_empty() || !is_alone {
        return None;
    }
    Some((2, format!("{}{}{}", spot.surface(0), spot.gap_after(0), random.pick(choices))))
}

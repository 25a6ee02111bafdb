//! TY303: a word whose bytes were read in the wrong encoding.

use super::{Blemish, Random, Spot};
use encoding_rs::WINDOWS_1252;

pub(super) static BLEMISH: Blemish = Blemish { name: "mojibake", spoil };

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let word = spot.surface(0);
    if word.is_ascii() {
        return None;
    }
    if random.chance(0.1) {
        return Some((1, word.replace(|c: char| !c.is_ascii(), "\u{fffd}")));
    }
    let twice = random.chance(0.15);
    let mut read = misread(word);
    if twice {
        read = misread(&read);
    }
    // Many programs make every no-break space a space.
    Some((1, if random.chance(0.3) { read.replace('\u{a0}', " ") } else { read }))
}

fn misread(text: &str) -> String {
    WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

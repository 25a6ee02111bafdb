//! TY304: an entity in the place of a letter, an apostrophe or a space.

use super::{Blemish, Random, Spot};

pub(super) static BLEMISH: Blemish = Blemish { name: "html-entity", spoil };

/// The characters that programs escape most, and their names.
const NAMES: &[(char, &str)] = &[
    ('à', "agrave"),
    ('â', "acirc"),
    ('ç', "ccedil"),
    ('è', "egrave"),
    ('é', "eacute"),
    ('ê', "ecirc"),
    ('î', "icirc"),
    ('ô', "ocirc"),
    ('ù', "ugrave"),
    ('û', "ucirc"),
    ('œ', "oelig"),
    ('É', "Eacute"),
    ('À', "Agrave"),
    ('’', "rsquo"),
    ('\'', "#39"),
];

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let word = spot.surface(0);
    let names = || NAMES.iter().filter(|(c, _)| word.contains(*c));
    if names().next().is_none() && !random.chance(0.02) {
        return None;
    }
    let lead = if random.chance(0.15) { "&amp;" } else { "&" };
    let is_number = random.chance(0.3);
    let mut spoilt = String::new();
    for c in word.chars() {
        match names().find(|(known, _)| *known == c) {
            Some(_) if is_number => spoilt.push_str(&format!("{lead}#{};", u32::from(c))),
            Some((_, name)) => spoilt.push_str(&format!("{lead}{name};")),
            None => spoilt.push(c),
        }
    }
    if spoilt == word {
        spoilt.push_str(&format!("{lead}nbsp;"));
    }
    Some((1, spoilt))
}

//! MT205: elision undone, or done before a consonant, as where one noun was put in the place of another.

use super::{Blemish, Random, Spot};
use crate::language::lexicon::Tags;
use crate::text::{Case, capitalised, folded};

pub(super) static BLEMISH: Blemish = Blemish { name: "elision", spoil };

fn spoil(spot: &Spot, _: &mut Random) -> Option<(usize, String)> {
    let (first, second) = (folded(spot.surface(0)), spot.surface(1));
    let word = folded(second);
    let tags = spot.pack.french.tags(&word);
    if spot.tokens.get(1)?.case != Case::Lower || tags.0 & 0xffff == 0 || tags.is_name_only() {
        return None;
    }
    let is_capital = spot.surface(0).starts_with(char::is_uppercase);
    let whole = |start: &str| if is_capital { capitalised(start) } else { start.to_owned() };
    match &*first {
        "l'" => {
            let vowel = if tags.intersects(Tags::FEMININE) && !tags.intersects(Tags::MASCULINE) { "la" } else { "le" };
            Some((2, format!("{} {second}", whole(vowel))))
        }
        "d'" | "qu'" | "n'" | "j'" | "s'" | "m'" | "t'" => {
            let start = if first == "s'" && matches!(&*word, "il" | "ils") {
                "si".to_owned()
            } else {
                first.replace('\'', "e")
            };
            Some((2, format!("{} {second}", whole(&start))))
        }
        // As where `la décision` becomes `l’résolution`: the noun was another when the article was written.
        "le" | "la" if tags.intersects(Tags::NOUN) && spot.gap_after(0) == " " => {
            let is_consonant = word.starts_with(|c: char| c.is_ascii_alphabetic() && !"aeiouhy".contains(c));
            (is_consonant && word.len() > 4).then(|| (2, format!("{}’{second}", whole("l"))))
        }
        _ => None,
    }
}

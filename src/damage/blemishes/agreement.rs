//! MT206: a determiner or adjective that belongs to another noun.

use super::{Blemish, Random, Spot};
use crate::language::lexicon::Tags;
use crate::text::{Case, capitalised, folded};

pub(super) static BLEMISH: Blemish = Blemish { name: "agreement", spoil };

const DETERMINERS: &[[&str; 2]] = &[["un", "une"], ["le", "la"], ["ce", "cette"], ["mon", "ma"], ["son", "sa"]];

/// Before a noun the determiner of the other gender; or the noun in the other number; or the adjective after it as it goes with another noun.
fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let [first, word] = [0, 1].map(|at| folded(spot.surface(at)));
    let readings = spot.pack.french.readings(&word);
    if spot.gap_after(0) != " " || spot.tokens.get(1)?.case != Case::Lower || readings.is_empty() {
        return None;
    }
    let is_all = |tags: Tags| readings.iter().all(|reading| reading.tags.intersects(tags));
    let genders = readings.iter().fold(Tags::default(), |all, reading| all.union(reading.tags)).and(Tags::GENDERS);
    let starts_with_vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h', 'é', 'è', 'ê', 'â', 'î', 'ô', 'œ']);
    if let Some(pair) = DETERMINERS.iter().find(|pair| pair.contains(&first.as_str())) {
        let is_one = genders == Tags::MASCULINE || genders == Tags::FEMININE;
        if !is_all(Tags::NOUN) || !is_one || starts_with_vowel {
            return None;
        }
        let other = pair[usize::from(pair[0] == first)];
        let start = if spot.tokens[0].case == Case::Lower { other.to_owned() } else { capitalised(other) };
        return Some((2, format!("{start} {}", spot.surface(1))));
    }
    let tags = spot.pack.french.tags(&first);
    if matches!(first.as_str(), "les" | "des" | "ces" | "ses" | "nos" | "aux") && is_all(Tags::NOUN) {
        let lemma = &readings[0].word;
        return (*lemma != word && random.chance(0.8)).then(|| (2, format!("{} {lemma}", spot.surface(0))));
    }
    let is_adjective = is_all(Tags(Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0)) && !is_all(Tags::NOUN);
    if tags.intersects(Tags::NOUN) && !tags.intersects(Tags::VERB) && is_adjective && follows_determiner(spot) {
        let forms = spot.pack.french.inflect_where(&readings[0].word, |tags| {
            tags.intersects(Tags(Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0))
        });
        let forms: Vec<(String, f64)> =
            forms.into_iter().map(|form| (form.word, 1.0)).filter(|form| form.0 != word).collect();
        return (!forms.is_empty()).then(|| (2, format!("{} {}", spot.surface(0), random.pick(&forms))));
    }
    None
}

fn follows_determiner(spot: &Spot) -> bool {
    let before = folded(spot.before().trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default());
    DETERMINERS.iter().any(|pair| pair.contains(&before.as_str())) || matches!(before.as_str(), "les" | "ces" | "ses")
}

//! MT207: an English stem with a French ending.

use super::{Blemish, Random, Spot};
use crate::language::lexicon::{EnglishTags, Tags};
use crate::text::{Case, folded};

pub(super) static BLEMISH: Blemish = Blemish { name: "untranslated-affix", spoil };

/// Translates a participle and puts the ending that the French one has, or what an engine takes for it, behind the English participle; now and
/// then behind the bare verb.
fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let word = folded(spot.surface(0));
    let tags = spot.pack.french.tags(&word);
    let is_plural = tags.intersects(Tags::PLURAL) && word.ends_with('s');
    let is_feminine = tags.intersects(Tags::FEMININE) && word.trim_end_matches('s').ends_with('e');
    if !tags.intersects(Tags::PAST_PARTICIPLE) || spot.tokens[0].case != Case::Lower || !(is_plural || is_feminine) {
        return None;
    }
    let lemmas = spot.pack.french.readings_where(&word, |tags| tags.intersects(Tags::VERB));
    let lemma = lemmas.first()?.word.clone();
    let english = spot.english_of(&lemma, random)?;
    // Engines know the irregular ones as words.
    let past = spot.english_form(&english, EnglishTags::PAST).filter(|past| past.ends_with("ed"))?;
    let ending = match (is_feminine, is_plural) {
        (false, _) => "s",
        (true, false) => "e",
        (true, true) => "es",
    };
    let text = if random.chance(0.8) || english == past {
        format!("{past}{ending}")
    } else {
        format!(
            "{}é{}",
            english.trim_end_matches('e'),
            if ending == "s" {
                "s"
            } else if ending == "e" {
                "e"
            } else {
                "es"
            }
        )
    };
    Some((1, text))
}

//! MT202: a verb in a form that does not go with what governs it.

use super::{Blemish, Random, Spot};
use crate::language::lexicon::Tags;
use crate::text::{Case, folded};

pub(super) static BLEMISH: Blemish = Blemish { name: "verb-form", spoil };

/// An infinitive or a participle becomes another form of the verb, wherever it stands after the words before.
fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let word = folded(spot.surface(0));
    if spot.tokens[0].case != Case::Lower || !spot.before().ends_with([' ', '\'', '’']) {
        return None;
    }
    let before = folded(spot.before().trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default());
    let readings = spot.pack.french.readings(&word);
    let [reading] = &readings[..] else { return None };
    let wanted = if reading.tags.intersects(Tags::INFINITIVE) && is_before_infinitive(spot, &before) {
        Tags::FINITE
    } else if reading.tags.contains(Tags::VERB.union(Tags::PAST_PARTICIPLE)) && is_of(spot, &before, "avoir") {
        Tags::FINITE.union(Tags::INFINITIVE)
    } else {
        return None;
    };
    let forms = spot.pack.french.inflect_where(&reading.word, |tags| tags.intersects(wanted));
    let forms: Vec<(String, f64)> =
        forms.into_iter().map(|form| form.word).filter(|form| *form != word).map(|form| (form, 1.0)).collect();
    (!forms.is_empty()).then(|| (1, random.pick(&forms)))
}

fn is_before_infinitive(spot: &Spot, before: &str) -> bool {
    let modal = ["pouvoir", "devoir", "vouloir", "falloir", "aller"];
    matches!(before, "pour" | "sans" | "de" | "à" | "d'" | "se") || modal.iter().any(|lemma| is_of(spot, before, lemma))
}

fn is_of(spot: &Spot, form: &str, lemma: &str) -> bool {
    spot.pack.french.readings(form).iter().any(|reading| reading.word == lemma && reading.tags.intersects(Tags::FINITE))
}

//! French forms that answer to an English form.

use crate::language::Pack;
use crate::language::lexicon::{EnglishTags, Parts, Tags};

/// Whether an English form with these tags can be translated by a French word of this part of speech.
pub fn fits(part: &str, tags: EnglishTags) -> bool {
    match part {
        _ if tags == EnglishTags::default() => true,
        "n" => tags.intersects(EnglishTags::NOUN),
        "v" | "x" => tags.intersects(EnglishTags::VERB),
        "a" => tags.intersects(EnglishTags(EnglishTags::ADJECTIVE.0 | EnglishTags::ADVERB.0)),
        "r" => tags.intersects(EnglishTags(EnglishTags::ADVERB.0 | EnglishTags::ADJECTIVE.0 | EnglishTags::OTHER.0)),
        _ => true,
    }
}

/// Calls `each` with the plural forms of a French noun or adjective, given in the singular; with some of them more than once.
pub fn plurals(pack: &Pack, form: &str, mut each: impl FnMut(&str)) {
    let nominal = Tags::NOUN.union(Tags::ADJECTIVE);
    let is_singular = |tags: Tags| tags.intersects(nominal) && tags.intersects(Tags::SINGULAR);
    let (mut lemma, mut plural) = (String::new(), String::new());
    for reading in pack.french.lemmas_of(form, is_singular) {
        let gender = reading.tags().and(Tags::GENDERS);
        let answers = |tags: Tags| tags.intersects(nominal) && tags.intersects(Tags::PLURAL) && tags.intersects(gender);
        for other in pack.french.forms_of(reading.followed("", &mut lemma), answers) {
            each(other.followed("", &mut plural));
        }
    }
}

/// The word of a French phrase that is inflected: the first.
pub fn head(french: &str) -> &str {
    &french[..french.find(' ').unwrap_or(french.len())]
}

/// Calls `each` with the forms of a French word or phrase that may answer to an English form with these tags; with some of them
/// more than once.
pub fn forms(pack: &Pack, french: &str, part: &str, tags: EnglishTags, mut each: impl FnMut(&str)) {
    let (head, rest) = french.split_at(head(french).len());
    let is_adjective = part == "a" && rest.is_empty();
    if is_adjective {
        each(head);
    }
    let (mut is_found, mut room) = (is_adjective, String::new());
    let mut push = |form: Parts| {
        is_found = true;
        each(form.followed(rest, &mut room));
    };
    match part {
        "n" => {
            let plural = tags.intersects(EnglishTags::PLURAL);
            let number = if plural { Tags::PLURAL } else { Tags::SINGULAR };
            let answers = |tags: Tags| tags.intersects(Tags::NOUN) && tags.intersects(number);
            pack.french.forms_of(head, answers).for_each(&mut push);
        }
        "a" if is_adjective => {
            pack.french.forms_of(head, |tags| tags.intersects(Tags::ADJECTIVE)).for_each(&mut push);
            // `damaged`: the lemma of a participle is its verb.
            let is_participle = |tags: Tags| tags.contains(Tags::PAST_PARTICIPLE);
            let mut verb = String::new();
            for participle in pack.french.lemmas_of(head, is_participle) {
                pack.french.forms_of(participle.followed("", &mut verb), is_participle).for_each(&mut push);
            }
        }
        "v" if head != "se" && !head.starts_with("s'") => {
            let moods = if tags.intersects(EnglishTags::PAST) {
                Tags(Tags::PAST_PARTICIPLE.0 | Tags::IMPERFECT.0 | Tags::SIMPLE_PAST.0 | Tags::PRESENT.0)
            } else if tags.intersects(EnglishTags::ING) {
                Tags(Tags::PRESENT_PARTICIPLE.0 | Tags::INFINITIVE.0 | Tags::PRESENT.0 | Tags::IMPERFECT.0)
            } else if tags.intersects(EnglishTags::THIRD) {
                Tags(Tags::PRESENT.0 | Tags::SUBJUNCTIVE.0)
            } else {
                Tags(Tags::INFINITIVE.0 | Tags::PRESENT.0 | Tags::SUBJUNCTIVE.0 | Tags::IMPERATIVE.0 | Tags::FUTURE.0)
            };
            let answers = |tags: Tags| {
                let person = tags.intersects(Tags(Tags::P3S.0 | Tags::P3P.0 | Tags::P2P.0 | Tags::P1P.0));
                tags.intersects(moods) && (person || !tags.intersects(Tags::PERSONS))
            };
            pack.french.forms_of(head, answers).for_each(&mut push);
        }
        _ => {}
    }
    if !is_found {
        each(french);
    }
}

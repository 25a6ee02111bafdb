//! French forms that answer to an English form.

use crate::language::Pack;
use crate::language::lexicon::{EnglishTags, Tags};

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

/// The plural forms of a French noun or adjective, given in the singular.
pub fn plurals(pack: &Pack, form: &str) -> Vec<String> {
    let nominal = Tags::NOUN.union(Tags::ADJECTIVE);
    let mut found = Vec::new();
    let is_singular = |tags: Tags| tags.intersects(nominal) && tags.intersects(Tags::SINGULAR);
    for reading in pack.french.readings_where(form, is_singular) {
        let gender = reading.tags.and(Tags::GENDERS);
        let answers = |tags: Tags| tags.intersects(nominal) && tags.intersects(Tags::PLURAL) && tags.intersects(gender);
        for other in pack.french.inflect_where(&reading.word, answers) {
            if !found.contains(&other.word) {
                found.push(other.word);
            }
        }
    }
    found
}

/// The forms of a French word or phrase that may answer to an English form with these tags.
pub fn forms(pack: &Pack, french: &str, part: &str, tags: EnglishTags) -> Vec<String> {
    let (head, rest) = french.split_once(' ').map_or((french, ""), |(head, rest)| (head, rest));
    let mut found: Vec<String> = Vec::new();
    let mut push = |form: String| {
        let text = if rest.is_empty() { form } else { format!("{form} {rest}") };
        if !found.contains(&text) {
            found.push(text);
        }
    };
    match part {
        "n" => {
            let plural = tags.intersects(EnglishTags::PLURAL);
            let number = if plural { Tags::PLURAL } else { Tags::SINGULAR };
            let answers = |tags: Tags| tags.intersects(Tags::NOUN) && tags.intersects(number);
            for reading in pack.french.inflect_where(head, answers) {
                push(reading.word);
            }
            if found.is_empty() {
                return vec![french.to_owned()];
            }
        }
        "a" if rest.is_empty() => {
            push(head.to_owned());
            for reading in pack.french.inflect_where(head, |tags| tags.intersects(Tags::ADJECTIVE)) {
                push(reading.word);
            }
            // `damaged`: the lemma of a participle is its verb.
            let is_participle = |tags: Tags| tags.contains(Tags::PAST_PARTICIPLE);
            for participle in pack.french.readings_where(head, is_participle) {
                for reading in pack.french.inflect_where(&participle.word, is_participle) {
                    push(reading.word);
                }
            }
        }
        "v" => {
            let reflexive = head == "se" || head.starts_with("s'");
            if reflexive {
                return vec![french.to_owned()];
            }
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
            for reading in pack.french.inflect_where(head, answers) {
                push(reading.word);
            }
            if found.is_empty() {
                return vec![french.to_owned()];
            }
        }
        _ => push(head.to_owned()),
    }
    found
}

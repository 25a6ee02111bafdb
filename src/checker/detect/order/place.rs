//! The grammar of a place: what the words around it ask of the word that is put there.

use crate::checker::detect::features::Judge;
use crate::language::Profile;
use crate::language::lexicon::Tags;
use crate::text::TokenKind;
use std::ops::Range;
use std::sync::Arc;

/// What stands around a candidate, as far as French words have to agree with it.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Gender and number that the nearest determiner wants.
    determiner: Tags,
    /// Whether that may be a pronoun (`la`), which agrees with no verb.
    is_pronoun: bool,
    /// The readings of the nouns and adjectives right before and after.
    before: Vec<Tags>,
    after: Vec<Tags>,
    /// Person of the subject before.
    subject: Tags,
    /// Persons of the verb right after.
    verb: Tags,
    /// Whether a form of être or avoir stands before, adverbs aside.
    auxiliary: bool,
}

/// Agreement: 1 yes, -1 no, 0 where nothing tells.
pub type Agreement = f32;

const NOMINAL: Tags = Tags(Tags::NOUN.0 | Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0);
const THIRD: Tags = Tags(Tags::P3S.0 | Tags::P3P.0);

/// Words between a subject and its verb.
const CLITICS: &[&str] = &[
    "ne", "n'", "se", "s'", "me", "m'", "te", "t'", "y", "en", "le", "la", "les", "l'", "lui", "leur", "nous", "vous",
];

/// Adverbs between a determiner and its noun, an adjective and what it goes with, an auxiliary and its participle.
const ADVERBS: &[&str] = &[
    "très",
    "plus",
    "moins",
    "aussi",
    "si",
    "trop",
    "assez",
    "bien",
    "mieux",
    "tout",
    "peu",
    "pas",
    "jamais",
    "déjà",
    "encore",
    "toujours",
    "également",
];

impl Place {
    /// What stands around these items.
    pub fn around(judge: &Judge, items: &Range<usize>) -> Place {
        let all = &judge.paragraph.items;
        let word = |i: usize| judge.paragraph.folded(judge.text, i);
        let profile = |i: usize| judge.paragraph.profile(&judge.notes.words, judge.text, i);
        let is_word = |i: usize| all[i].is_word();
        let mut place = Place::default();
        // Back to the determiner, over adjectives and adverbs.
        for (i, item) in all.iter().enumerate().take(items.start).skip(items.start.saturating_sub(3)) {
            let between = i + 1..items.start;
            let reaches = between.into_iter().all(|i| is_word(i) && is_modifier(&word(i), profile(i).readings()));
            if !reaches {
                continue;
            }
            if item.kind() == TokenKind::Number {
                let is_one = matches!(item.span().of(judge.text), "1" | "0");
                place.determiner = if is_one { Tags::default() } else { Tags::PLURAL };
            } else if item.is_word()
                && let Some(wanted) = determiner(&word(i))
            {
                place.determiner = wanted.and(Tags(Tags::GENDERS.0 | Tags::NUMBERS.0));
                place.is_pronoun = wanted.intersects(Tags::PRONOUN);
            }
        }
        if let Some(before) = items.start.checked_sub(1).filter(|&i| is_word(i)) {
            place.before = nominal(profile(before).readings()).collect();
            place.subject = subject(before, &word, &profile, &is_word);
            let at = if ADVERBS.contains(&&*word(before)) && before > 0 { before - 1 } else { before };
            place.auxiliary = is_word(at) && is_auxiliary(judge, &word(at));
        }
        let skip = |i: usize| i + usize::from(i < all.len() && is_word(i) && ADVERBS.contains(&&*word(i)));
        let after = skip(items.end);
        if after < all.len() && is_word(after) {
            let profile = profile(after);
            let found = profile.readings();
            place.after = nominal(found).collect();
            if after == items.end {
                let finite = |r: &&Tags| r.intersects(Tags::FINITE);
                place.verb = found.iter().filter(finite).fold(Tags::default(), |a, r| a.union(r.and(Tags::PERSONS)));
                if found.iter().any(|r| !r.intersects(Tags::FINITE)) {
                    place.verb = Tags::default();
                }
            }
        }
        place
    }

    /// Whether a French word with these readings has the gender (or the number) that the determiner wants.
    pub fn with_determiner(&self, readings: &[Tags], what: Tags) -> Agreement {
        let wanted = self.determiner.and(what);
        let is_verb = |r: &Tags| r.intersects(Tags::VERB) && !r.intersects(Tags::PAST_PARTICIPLE);
        if wanted == Tags::default() || self.is_pronoun && readings.iter().any(is_verb) {
            return 0.0;
        }
        verdict(nominal(readings).filter(|r| r.intersects(what)).map(|r| r.intersects(wanted)))
    }

    /// Whether a French word with these readings agrees in gender and number with the noun or adjective before it.
    pub fn with_word_before(&self, readings: &[Tags]) -> Agreement {
        agree(self.before.iter().copied(), nominal(readings))
    }

    /// The same with what comes after, or after the adverb there.
    pub fn with_word_after(&self, readings: &[Tags]) -> Agreement {
        agree(nominal(readings), self.after.iter().copied())
    }

    /// Whether a verb with these readings goes with the subject before it.
    pub fn with_subject(&self, readings: &[Tags]) -> Agreement {
        if self.subject == Tags::default() {
            return 0.0;
        }
        let finite = readings.iter().filter(|r| r.intersects(Tags::FINITE));
        verdict(finite.map(|r| r.intersects(self.subject)))
    }

    /// Whether a noun with these readings goes with the verb right after it.
    pub fn with_verb(&self, readings: &[Tags]) -> Agreement {
        if !self.verb.intersects(THIRD) {
            return 0.0;
        }
        let nouns = readings.iter().filter(|r| r.intersects(Tags::NOUN) && r.intersects(Tags::NUMBERS));
        verdict(nouns.map(|r| {
            r.intersects(Tags::SINGULAR) && self.verb.intersects(Tags::P3S)
                || r.intersects(Tags::PLURAL) && self.verb.intersects(Tags::P3P)
        }))
    }

    /// 1 for a participle after an auxiliary, -1 for a finite verb there.
    pub fn with_auxiliary(&self, readings: &[Tags]) -> Agreement {
        if !self.auxiliary {
            return 0.0;
        }
        let is = |wanted: Tags| readings.iter().any(|r| r.intersects(wanted));
        if is(Tags::PAST_PARTICIPLE) {
            1.0
        } else if is(Tags::FINITE) && !is(Tags(Tags::NOUN.0 | Tags::ADJECTIVE.0 | Tags::ADVERB.0)) {
            -1.0
        } else {
            0.0
        }
    }
}

fn verdict(mut fits: impl Iterator<Item = bool>) -> Agreement {
    match fits.next() {
        None => 0.0,
        Some(first) if first || fits.any(|fit| fit) => 1.0,
        Some(_) => -1.0,
    }
}

/// The readings as a noun, adjective or participle.
fn nominal(readings: &[Tags]) -> impl Iterator<Item = Tags> + Clone {
    readings.iter().copied().filter(|r| r.intersects(NOMINAL))
}

fn agree(left: impl Iterator<Item = Tags>, right: impl Iterator<Item = Tags> + Clone) -> Agreement {
    let shares = |a: Tags, b: Tags, what: Tags| !a.intersects(what) || !b.intersects(what) || a.and(what).intersects(b);
    let agree = |a: Tags, b: Tags| shares(a, b, Tags::GENDERS) && shares(a, b, Tags::NUMBERS);
    verdict(left.flat_map(|a| right.clone().map(move |b| agree(a, b))))
}

/// Whether a word may stand between a determiner and its noun.
fn is_modifier(word: &str, readings: &[Tags]) -> bool {
    ADVERBS.contains(&word) || readings.iter().any(|r| r.intersects(Tags(Tags::ADJECTIVE.0 | Tags::NUMERAL.0)))
}

/// The person of the subject whose verb would come after the word at `last`.
fn subject<'w>(
    last: usize,
    word: &impl Fn(usize) -> std::borrow::Cow<'w, str>,
    profile: &impl Fn(usize) -> Arc<Profile>,
    is_word: &impl Fn(usize) -> bool,
) -> Tags {
    let mut at = last;
    for _ in 0..3 {
        let text = word(at);
        let person = match &*text {
            "je" | "j'" => Tags::P1S,
            "tu" => Tags::P2S,
            "il" | "elle" | "on" | "ce" | "c'" | "cela" | "ça" | "celui-ci" | "celle-ci" => Tags::P3S,
            "ils" | "elles" | "ceux-ci" | "celles-ci" => Tags::P3P,
            "nous" if at == last => Tags::P1P,
            "vous" if at == last => Tags::P2P,
            _ => Tags::default(),
        };
        if person != Tags::default() {
            return person;
        }
        if !CLITICS.contains(&&*text) || at == 0 || !is_word(at - 1) {
            break;
        }
        at -= 1;
    }
    if !is_word(at) {
        return Tags::default();
    }
    let profile = profile(at);
    let found = profile.readings();
    if found.is_empty() || !found.iter().all(|r| r.intersects(Tags::NOUN)) {
        return Tags::default();
    }
    let number = found.iter().fold(Tags::default(), |a, r| a.union(r.and(Tags::NUMBERS)));
    match number {
        Tags::SINGULAR => Tags::P3S,
        Tags::PLURAL => Tags::P3P,
        _ => Tags::default(),
    }
}

fn is_auxiliary(judge: &Judge, word: &str) -> bool {
    let verbs = judge.pack.french.readings_where(word, |tags| tags.intersects(Tags::VERB));
    verbs.iter().any(|reading| matches!(reading.word.as_str(), "être" | "avoir"))
}

/// Gender and number that a determiner wants, with [`Tags::PRONOUN`] when it may be a pronoun.
fn determiner(word: &str) -> Option<Tags> {
    const M: u64 = Tags::MASCULINE.0;
    const F: u64 = Tags::FEMININE.0;
    const S: u64 = Tags::SINGULAR.0;
    const P: u64 = Tags::PLURAL.0;
    const PRONOUN: u64 = Tags::PRONOUN.0;
    Some(Tags(match word {
        "un" | "du" | "au" | "ce" | "cet" | "quel" | "aucun" | "certain" | "tel" => M | S,
        "une" | "cette" | "ma" | "ta" | "sa" | "quelle" | "aucune" | "certaine" | "telle" => F | S,
        "mon" | "ton" | "son" | "notre" | "votre" | "chaque" | "quelque" => S,
        "des" | "ces" | "mes" | "tes" | "ses" | "nos" | "vos" | "leurs" | "aux" | "plusieurs" | "quelques" | "deux"
        | "trois" | "quatre" | "cinq" | "six" | "sept" | "huit" | "neuf" | "dix" | "onze" | "douze" | "vingt"
        | "trente" | "cent" | "mille" => P,
        "quels" | "certains" => M | P,
        "quelles" | "certaines" => F | P,
        "le" => M | S | PRONOUN,
        "la" => F | S | PRONOUN,
        "l'" | "leur" => S | PRONOUN,
        "les" => P | PRONOUN,
        _ => return None,
    }))
}

//! MT206 agreement.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::language::lexicon::Tags;
use crate::language::{Determiner, Doubt};
use crate::text::{Case, TokenKind, capitalised};

pub(super) static RULE: Rule = Rule {
    code: "MT206",
    name: "agreement",
    summary: "A determiner and noun, or a noun and adjective, that do not agree.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("agreement.md"),
    look: Look::Token(At::DETERMINER.or(At::NEIGHBOUR), look),
    bad: &[
        "La commune a acheté [un maison] près du port.",
        "Ils ont signé [une contrat] de trois ans.",
        "Le maire a reçu [les voisin] du quartier.",
        "Elle a présenté [ses projet] au conseil.",
        "Dans [le maison] voisine, une lampe brûlait.",
        "Le maire a reçu [les voisin] et la presse hier.",
        "Il vient d’acheter une [maison spacieux] au bord de la route.",
        "Cette [décision définitif] sera votée demain.",
    ],
    good: &[
        "Il a une vingtaine d’années et parle la langue et la culture françaises.",
        "Un groupe d’hommes armé a bloqué la route.",
        "Les Sans-abri ont été relogés.",
        "Le peu de gens qui restent sont las.",
        "Les plus de soixante ans votent davantage.",
        "Il la mange sans la partager, puis les range.",
        "Le village est à vingt et un kilomètres de la côte.",
        "Une fois la maison construite, ils y vécurent.",
        "Un chic type, une fille très fleur bleue.",
        "Les père et mère indiquent leurs nom, prénom et adresse.",
    ],
};

/// Of the hits in reserved text about so many were right, looked through by eye (docs/design.md, “Other damage”).
const CONFIDENCE: f32 = 0.9;

/// What a noun or its adjective may be.
const NOMINAL: Tags = Tags(Tags::NOUN.0 | Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0);

/// How much more often (log10) edited French must have words that agree where these are seen too (`la chef`), or where a word may be a verb.
const CLEAR: f32 = 2.0;

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let before = at - 1;
    if !is_plain(tagged, at) || !tagged.are_beside_or_elided(at) || !tagged.is_among_french(before, at) {
        return None;
    }
    let (text, message) = match tagged.get(before)?.word.traits().determiner() {
        Some(determiner) => determined(tagged, at, determiner)?,
        None => described(tagged, at)?,
    };
    if tagged.is_set_off(before, at) {
        return None;
    }
    let sighting = Sighting::new(tagged.spans(before, at), CONFIDENCE, message);
    Some(match text {
        Some(text) => sighting.with_guess(text, 0.6),
        None => sighting,
    })
}

/// Whether the word is French and nothing else as far as anyone knows: the gender of loans and names is anybody's guess.
fn is_plain(tagged: Tagged, at: usize) -> bool {
    tagged.get(at).is_some_and(|item| {
        item.case() == Case::Lower
            && matches!(item.word.doubt(), Doubt::Plain | Doubt::Homograph | Doubt::Shared)
            && !tagged.surface(at).contains(['-', '.', '·', '’', '\''])
    })
}

/// What is wrong between a determiner and the word after it, and what may be right.
fn determined(tagged: Tagged, at: usize, determiner: Determiner) -> Option<(Option<String>, String)> {
    let before = at - 1;
    let traits = |at: usize| tagged.get(at).map(|item| item.word.traits());
    if !traits(at)?.clashes_as_noun(traits(before)?) {
        return None;
    }
    let profile = tagged.profile(at)?;
    let readings = profile.readings();
    let nominal: Tags =
        readings.iter().filter(|tags| tags.intersects(NOMINAL)).fold(Tags::default(), |all, &tags| all.union(tags));
    let is_verb = readings.iter().any(|tags| tags.intersects(Tags::VERB) && !tags.intersects(Tags::PAST_PARTICIPLE));
    let is_noun = readings.iter().any(|tags| tags.intersects(Tags::NOUN));
    let first = tagged.folded(before);
    if !nominal.intersects(NOMINAL)
        || is_verb && (!is_noun || first.starts_with("quel"))
        || first.starts_with('-')
        || is_end_of_number(tagged, before)
        || determiner.wants().intersects(Tags::PLURAL) && is_first_of_several(tagged, at)
        || tagged.text[tagged.span(at).end..].starts_with('(')
    {
        return None;
    }
    let right = agreeing(&first, nominal, determiner.wants());
    let other = other_number(tagged, at, determiner.wants());
    let is_clear = right.is_some_and(|right| tagged.log_odds(right, &first, at) > CLEAR)
        || other.as_ref().is_some_and(|other| tagged.log_odds_of(other, at) > CLEAR);
    let is_pronoun = determiner.may_be_pronoun() && is_verb;
    if (is_pronoun || tagged.is_pair(before, at)) && !is_clear || is_pronoun && !is_article(tagged, before) {
        return None;
    }
    let (first, word) = (tagged.surface(before), tagged.surface(at));
    let text = match (right, other) {
        (Some(right), _) => Some(format!("{} {word}", cased(right, tagged.get(before).map(|item| item.case())))),
        (None, Some(other)) => Some(format!("{first} {other}")),
        (None, None) => None,
    };
    Some((text, format!("“{first}” and “{word}” do not agree")))
}

/// Whether `un` ends a number: `vingt et un kilomètres`.
fn is_end_of_number(tagged: Tagged, at: usize) -> bool {
    matches!(&*tagged.folded(at), "un" | "une")
        && at >= 2
        && tagged.folded(at - 1) == "et"
        && tagged.tags(at - 2).intersects(Tags::NUMERAL)
}

/// Whether a noun is the first of several that share a determiner: `les père et mère`, `les nom, prénom et adresse`.
fn is_first_of_several(tagged: Tagged, at: usize) -> bool {
    let goes_on = matches!(&*tagged.folded(at + 1), "et" | "ou") || tagged.is(at + 1, TokenKind::Comma);
    let next = tagged.tags(at + 2);
    goes_on && next.intersects(Tags::NOUN) && !next.intersects(Tags(Tags::DETERMINER.0 | Tags::PREPOSITION.0))
}

/// The word at a position in the number that a determiner wants, if that makes them agree.
fn other_number(tagged: Tagged, at: usize, wanted: Tags) -> Option<String> {
    let agrees = |tags: Tags| {
        tags.intersects(NOMINAL)
            && tags.intersects(wanted.and(Tags::NUMBERS))
            && (!wanted.intersects(Tags::GENDERS) || tags.intersects(wanted.and(Tags::GENDERS)))
    };
    let lemma = tagged.lemmas(at).into_iter().find(|reading| reading.tags.intersects(NOMINAL))?.word;
    let mut forms = tagged.pack().french.inflect_where(&lemma, agrees).into_iter().map(|form| form.word);
    forms.find(|form| *form != *tagged.folded(at))
}

/// Whether what may be a pronoun is an article: no verb follows where a sentence starts, after a preposition or after a verb.
fn is_article(tagged: Tagged, at: usize) -> bool {
    if tagged.get(at).is_some_and(|item| item.is_initial()) {
        return true;
    }
    let Some(before) = at.checked_sub(1).filter(|_| tagged.are_beside(at)) else { return false };
    let Some(profile) = tagged.profile(before) else { return false };
    const BEFORE_INFINITIVES: &[&str] = &["pour", "sans", "de", "à"];
    let word = tagged.folded(before);
    let are_all =
        |tags: Tags| !profile.readings().is_empty() && profile.readings().iter().all(|own| own.intersects(tags));
    are_all(Tags::PREPOSITION) && !BEFORE_INFINITIVES.contains(&&*word) || are_all(Tags::FINITE)
}

/// The determiner of the same kind that agrees with a word.
fn agreeing(determiner: &str, word: Tags, wanted: Tags) -> Option<&'static str> {
    const PAIRS: &[[&str; 2]] = &[
        ["un", "une"],
        ["le", "la"],
        ["ce", "cette"],
        ["cet", "cette"],
        ["du", "de la"],
        ["au", "à la"],
        ["quel", "quelle"],
        ["aucun", "aucune"],
        ["mon", "ma"],
        ["ton", "ta"],
        ["son", "sa"],
    ];
    if !word.intersects(Tags::SINGULAR) || wanted.intersects(Tags::PLURAL) {
        return None;
    }
    let place = PAIRS.iter().position(|pair| pair.contains(&determiner))?;
    Some(PAIRS[place][usize::from(!word.intersects(Tags::MASCULINE))])
}

fn cased(word: &str, case: Option<Case>) -> String {
    if case.is_some_and(|case| case != Case::Lower) { capitalised(word) } else { word.to_owned() }
}

/// What is wrong between a noun and the adjective after it, and what may be right.
fn described(tagged: Tagged, at: usize) -> Option<(Option<String>, String)> {
    let noun = at - 1;
    // What is cheap to see and seldom so comes first.
    if !is_plain(tagged, noun) || !is_head(tagged, noun) || tagged.is_pair(noun, at) || tagged.folded(noun) == "fois" {
        return None;
    }
    let (own, adjective) = (tagged.profile(noun)?, tagged.profile(at)?);
    let is_adjective = adjective.readings().iter().all(|tags| {
        tags.intersects(Tags(Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0))
            && !tags.intersects(Tags(Tags::NOUN.0 | Tags::ADVERB.0))
    });
    if own.readings().iter().any(|tags| tags.intersects(Tags::VERB)) {
        return None;
    }
    let nouns: Vec<Tags> = own.readings().iter().copied().filter(|tags| tags.intersects(Tags::NOUN)).collect();
    if !is_adjective || adjective.readings().is_empty() || nouns.is_empty() {
        return None;
    }
    if INVARIABLE.contains(&&*tagged.folded(at))
        || tagged.tags(at + 1).intersects(Tags(Tags::ADJECTIVE.0 | Tags::NOUN.0)) && tagged.are_beside(at + 1)
    {
        return None;
    }
    let agree = |a: Tags, b: Tags, set: Tags| !a.intersects(set) || !b.intersects(set) || a.and(set).intersects(b);
    let fits =
        |tags: &Tags| nouns.iter().any(|&noun| agree(noun, *tags, Tags::GENDERS) && agree(noun, *tags, Tags::NUMBERS));
    if adjective.readings().iter().any(fits) {
        return None;
    }
    let (first, word) = (tagged.surface(noun), tagged.surface(at));
    let lemmas = tagged.lemmas(at);
    let form = lemmas.first().and_then(|reading| {
        let wanted = |tags: Tags| tags.intersects(Tags(Tags::ADJECTIVE.0 | Tags::PAST_PARTICIPLE.0)) && fits(&tags);
        tagged.pack().french.inflect_where(&reading.word, wanted).into_iter().next()
    });
    Some((form.map(|form| format!("{first} {}", form.word)), format!("“{first}” and “{word}” do not agree")))
}

/// Adjectives and participles that stay as they are, or go with more than the noun before them.
const INVARIABLE: &[&str] = &[
    "compris",
    "inclus",
    "possible",
    "demi",
    "vu",
    "dit",
    "fini",
    "confondus",
    "réunis",
    "mêlés",
    "confondues",
    "réunies",
];

/// Determiners after which a noun stands by itself: not those with a preposition in them (`des`, `au`).
pub(in crate::checker) const DETERMINERS: &[&str] = &[
    "un",
    "une",
    "le",
    "la",
    "l'",
    "les",
    "ce",
    "cet",
    "cette",
    "ces",
    "mon",
    "ma",
    "mes",
    "ton",
    "ta",
    "tes",
    "son",
    "sa",
    "ses",
    "notre",
    "nos",
    "votre",
    "vos",
    "leur",
    "leurs",
    "quelques",
    "plusieurs",
];

/// Whether a noun is the head of what it belongs to, so that the adjective after it must be its own: a determiner stands right before
/// it, and before that neither a preposition nor `et` or `ou`.
fn is_head(tagged: Tagged, noun: usize) -> bool {
    let Some(determiner) = noun.checked_sub(1) else { return false };
    if !DETERMINERS.contains(&&*tagged.folded(determiner)) || !tagged.are_beside_or_elided(noun) {
        return false;
    }
    match determiner.checked_sub(1).filter(|&before| tagged.is_word(before)) {
        None => true,
        Some(before) => !tagged.tags(before).intersects(Tags(Tags::PREPOSITION.0 | Tags::CONJUNCTION.0 | Tags::NOUN.0)),
    }
}

//! MT207 untranslated-affix.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::language::Pack;
use crate::language::lexicon::{EnglishTags, Tags};
use crate::text::{Case, unaccented};

pub(super) static RULE: Rule = Rule {
    code: "MT207",
    name: "untranslated-affix",
    summary: "An English word with a French ending.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("untranslated_affix.md"),
    look: Look::Token(At::UNKNOWN, look),
    bad: &[
        "Les fichiers [deleteds] ne peuvent pas être retrouvés.",
        "Deux tables [separatedes] attendent les invités.",
        "Les comptes [updatés] hier sont de nouveau ouverts.",
        "La liste [updatedée] se trouve sur le site de la commune.",
        "Les messages [forwardeds] restent dans la boîte de réception.",
        "La page demandée a été [removede] par son auteur.",
        "Les options [recommendées] sont cochées.",
        "Le paquet est [frequentlyment] mis en attente.",
    ],
    good: &[
        "Les vidéos likées et boostées sont vues par tous.",
        "Les documents scannés sont customisés à la demande.",
        "Les pièces presentées à l’audience ont été relues.",
        "Les données persistées sont relues au démarrage.",
        "Il a été hébergé, nourri et blanchi pendant un mois.",
        "Les singes et les méninges, les pieds et les trépieds.",
        "La procédure est uniquement écrite.",
    ],
};

/// French endings of participles, adjectives and adverbs.
const ENDINGS: &[&str] = &["ement", "ment", "ées", "ée", "és", "é", "es", "s", "e"];

/// The English word is so frequent at least (log10).
const FREQUENT: f32 = -6.5;

/// Shorter ones are too often something else.
const SHORTEST: usize = 4;

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    if tagged.get(at)?.case() != Case::Lower {
        return None;
    }
    let word = tagged.folded(at);
    let (english, ending) =
        ENDINGS.iter().find_map(|ending| Some((english(tagged.pack(), &word, ending)?, *ending)))?;
    let message = format!("“{word}” is the English “{english}” with a French ending");
    // By eye, in 20 million words: of 20 hits with `é` 11 were right, the others dialect, old French or names of tools; behind an
    // English participle 1 hit, in Italian.
    let confidence = if ending.starts_with('é') { 0.55 } else { 0.95 };
    let sighting = Sighting::new(tagged.span(at), confidence, message);
    Some(match french(tagged, &english, ending) {
        Some(text) => sighting.with_guess(text, 0.4),
        None => sighting,
    })
}

/// The English word that a word is but for its French ending.
fn english(pack: &Pack, word: &str, ending: &str) -> Option<String> {
    let stem = word.strip_suffix(ending)?;
    if stem.len() < SHORTEST || !stem.is_ascii() || pack.unaccented.contains(&unaccented(word)) {
        return None;
    }
    let is = |form: &str, tags: EnglishTags| {
        pack.english.readings(form).any(|reading| reading.tags.intersects(tags))
            && !pack.french.contains(form)
            && !pack.loans.contains(form)
            && !pack.is_name(form)
            && pack.english_log_frequency(form) >= FREQUENT
    };
    let inflected =
        if ending == "s" { EnglishTags::PAST } else { EnglishTags(EnglishTags::PAST.0 | EnglishTags::ING.0) };
    if stem.ends_with("ed") && is(stem, EnglishTags::PAST) || stem.ends_with("ing") && is(stem, inflected) {
        return Some(stem.to_owned());
    }
    if ending.ends_with("ment") {
        return (stem.ends_with("ly") && is(stem, EnglishTags::ADVERB)).then(|| stem.to_owned());
    }
    // `persistée` is French in all but its gender.
    if ending.starts_with('é') && !pack.french.contains(&format!("{stem}é")) {
        let past = format!("{stem}ed");
        let base = pack.english.readings(&past).find(|reading| reading.tags.intersects(EnglishTags::PAST))?.lemma;
        return (is(&past, EnglishTags::PAST) && is(base, EnglishTags::VERB)).then_some(past);
    }
    None
}

/// The French of an English word in the form that an ending shows.
fn french(tagged: Tagged, english: &str, ending: &str) -> Option<String> {
    let pack = tagged.pack();
    let wanted = |text: &str| {
        let tags = pack.french.tags(text);
        let number = if ending.ends_with('s') { Tags::PLURAL } else { Tags::SINGULAR };
        let gender = if ending.contains('e') { Tags::FEMININE } else { Tags::MASCULINE };
        match ending {
            "ement" | "ment" => tags.intersects(Tags::ADVERB),
            _ => tags.contains(number) && tags.contains(gender) && tags.intersects(Tags::PAST_PARTICIPLE),
        }
    };
    let weight = |text: &str, channel: f32| channel + pack.french_log_frequency(text);
    let known = tagged.french_of(english);
    let fitting = known.iter().filter(|repair| wanted(&repair.text));
    let best = fitting.max_by(|a, b| weight(&a.text, a.log_channel).total_cmp(&weight(&b.text, b.log_channel)));
    best.map(|repair| repair.text.to_string())
}

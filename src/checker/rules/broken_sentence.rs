//! MT201 broken-sentence.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::checker::detect::Item;
use crate::language::lexicon::Tags;
use crate::text::{Case, TokenKind};

pub(super) static RULE: Rule = Rule {
    code: "MT201",
    name: "broken-sentence",
    summary: "A full stop inside a sentence.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("broken_sentence.md"),
    look: Look::Token(At::STOP, look),
    bad: &[
        "La mesure a été annoncée par le porte-parole du ministère, Paul Martin[. journalistes] lundi.",
        "Le conseil a voté hier soir[. le] budget de la ville.",
        "Les habitants du quartier attendent depuis deux ans[. que] le pont rouvre.",
        "Le projet viole plusieurs accords des Nations Unies[. Résolutions] du Conseil.",
    ],
    good: &[
        "Voir l’art. premier, p. 12, et le vol. suivant.",
        "M. Martin et Mme Durand, etc. sont venus.",
        "Le groupe Yahoo! a vendu ses parts.",
        "Préf. générales de la fenêtre",
        "Il hésita… puis sortit.",
        "La ville dort. Silence.",
        "Il est parti à Paris. Direction la gare du Nord.",
        "La fin approche. Fin du premier acte.",
    ],
};

/// Of the hits in reserved text about so many were right, looked through by eye (docs/design.md, “Other damage”).
const CONFIDENCE: f32 = 0.85;

/// Words that are abbreviations before a full stop.
const ABBREVIATIONS: &[&str] = &[
    "art", "vol", "col", "fig", "min", "max", "sec", "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "arr",
    "dép", "chap", "par", "pop", "adj", "ex", "cap", "coll", "dir", "trad", "rue", "av", "apr", "env", "sup", "inf",
    "tel", "ext", "int", "gén", "prof", "ed", "id", "ibid", "op", "cit", "loc", "etc", "hab", "no", "bd", "st", "ste",
    "réf", "inc", "ltd", "corp", "bros",
];

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let item = tagged.get(after).filter(|item| item.is_word())?;
    // Of the capitals after a stop nearly all start a sentence, and most paragraphs are longer than a fragment.
    if item.case() != Case::Lower && (item.case() != Case::Capital || tagged.len() > after + FRAGMENT + 2) {
        return None;
    }
    let is_stop = tagged.surface(at) == "." && tagged.gap_before(at).is_empty() && tagged.gap_before(after) == " ";
    if !is_stop || !tagged.is_word(before) {
        return None;
    }
    let word = tagged.folded(before);
    if word.chars().count() < 3 || ABBREVIATIONS.contains(&&*word) {
        return None;
    }
    let goes_on = match item.case() {
        // A word alone is a heading or a label.
        Case::Lower => is_french(tagged, before) && is_french(tagged, after) && tagged.is_word(after + 1),
        _ => is_fragment(tagged, before, after),
    };
    let message = "a full stop stands inside a sentence";
    (goes_on && !tagged.is_set_off(after, after)).then(|| Sighting::new(tagged.spans(at, after), CONFIDENCE, message))
}

/// Whether a word is in the French lexicon, or a name: the full stop after another may belong to an abbreviation (`Préf. générales`).
fn is_french(tagged: Tagged, at: usize) -> bool {
    let is_named = |item: &Item| item.case() == Case::Capital && item.is_capital_inside();
    tagged.tags(at).0 != 0 || tagged.get(at).is_some_and(|item| item.word.is_name() || is_named(item))
}

/// How long a fragment is at most, in words.
const FRAGMENT: usize = 4;

// Of a stop before a capital nothing is told unless the paragraph ends so soon.
const _: () = assert!(FRAGMENT + 2 < At::LAST);

/// Whether what follows a sentence that ends in a name is not a sentence but the rest of it, as where the full stop of an abbreviation
/// was taken for the end: a plural noun without determiner, its complement, no verb, and the paragraph ends.
fn is_fragment(tagged: Tagged, before: usize, first: usize) -> bool {
    let is_name = tagged.get(before).is_some_and(|item| item.is_capital_inside());
    let noun = tagged.likely(first);
    let is_plural_noun = !noun.is_empty()
        && noun.iter().all(|tags| {
            tags.intersects(Tags::NOUN) && tags.intersects(Tags::PLURAL) && !tags.intersects(Tags::SINGULAR)
        });
    if !is_name || !is_plural_noun {
        return false;
    }
    let rest: Vec<usize> = (first..tagged.len()).filter(|&at| !tagged.is(at, TokenKind::LineEnd)).collect();
    let Some((&last, words)) = rest.split_last() else { return false };
    let is_verb = |at: usize| tagged.tags(at).intersects(Tags::FINITE) && !tagged.tags(at).intersects(Tags::NOUN);
    tagged.surface(last) == "."
        && (2..=FRAGMENT).contains(&words.len())
        && words.iter().all(|&at| tagged.is_word(at) && !is_verb(at))
}

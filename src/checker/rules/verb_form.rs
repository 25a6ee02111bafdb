//! MT202 verb-form.

use super::{At, Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::language::lexicon::Tags;
use crate::text::Case;

pub(super) static RULE: Rule = Rule {
    code: "MT202",
    name: "verb-form",
    summary: "A verb in a form that cannot stand there: `pourraient se poursuivra`.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::Last,
    page: include_str!("verb_form.md"),
    look: Look::Token(At::GOVERNED, look),
    bad: &[
        "Les discussions pourraient se [poursuivra] dans les mois à venir.",
        "Le ministre doit [rencontrera] ses homologues à Lyon.",
        "La ville a tout fait pour [empêchera] la crue.",
        "Elle est partie sans [saluait] personne.",
        "Les élus ont [débattront] du budget pendant trois heures.",
        "Il faut le [convaincra] de rester.",
        "Nous avons [oublier] de fermer la porte.",
        "Le gouvernement cherche [a éviter] une nouvelle taxe.",
    ],
    good: &[
        "Les discussions pourraient se poursuivre dans les mois à venir.",
        "Tout ce qu’il peut se trouve dans ce carnet.",
        "Ce qu’il faut reste à écrire.",
        "Il veut que tu viennes, mais il ne peut.",
        "Le pouvoir est ailleurs, dit-elle.",
        "Pour être clair, il va falloir attendre.",
        "Il a été élu sans avoir fait campagne.",
        "Souffler n’est pas jouer, a-t-il rappelé.",
        "Ceux qui l’ont sont heureux.",
    ],
};

/// Of the hits in reserved text about so many were right, looked through by eye (docs/design.md, “Other damage”).
const CONFIDENCE: f32 = 0.95;

/// Words that start a clause which may end in the verb that governs: `ce qu’il faut reste à écrire`.
const RELATIVE: &[&str] = &["que", "qu'", "qui", "dont", "où", "lequel", "laquelle"];

/// How many words a clause has between its relative and such a verb.
const REACH: usize = 4;

/// Verbs that go on after such a clause: `ce que nous avons est à vous`.
const AFTER_CLAUSE: &[&str] = &[
    "être",
    "avoir",
    "faire",
    "aller",
    "pouvoir",
    "devoir",
    "valoir",
    "suffire",
    "sembler",
    "paraître",
    "rester",
    "venir",
    "devenir",
];

/// What governs a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Governor {
    /// A verb or preposition before an infinitive.
    Infinitive,
    /// The auxiliary `avoir`, before a participle.
    Participle,
}

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let item = tagged.get(at)?;
    let (surface, before) = (tagged.surface(at), tagged.surface(at - 1));
    // Infinitives are right but after a form of `avoir`, all of which start with a vowel.
    let is_after_have = before.starts_with(['a', 'e', 'o']);
    let tags = tagged.tags(at);
    let can_be = |form: Tags| tags.intersects(form);
    if !is_after_have && can_be(Tags::INFINITIVE) {
        return None;
    }
    if item.case() != Case::Lower || can_be(Tags::PRESENT_PARTICIPLE) || !tagged.are_beside_or_elided(at) {
        return None;
    }
    // `a semble-t-il été`, `a priori`
    if tagged.surface(at + 1).starts_with('-') || item.span().len() < 2 {
        return None;
    }
    let (governor, place) = governor(tagged, at)?;
    let wanted = match governor {
        Governor::Infinitive if !can_be(Tags::INFINITIVE) => Tags::INFINITIVE,
        Governor::Participle if !can_be(Tags::PAST_PARTICIPLE) => Tags::PAST_PARTICIPLE,
        _ => return None,
    };
    if !tagged.is_among_french(place, at) || tagged.is_set_off(at, at) {
        return None;
    }
    if tagged.folded(place) == "a" && can_be(Tags::INFINITIVE) {
        let span = tagged.spans(place, at);
        let sighting = Sighting::new(
            span,
            CONFIDENCE,
            format!("after “a” the infinitive “{surface}” cannot stand; perhaps “à” is meant"),
        );
        return Some(sighting.with_guess(format!("à {surface}"), 0.7));
    }
    let after = tagged.spans(place, at - 1).of(tagged.text);
    let sighting = Sighting::new(item.span(), CONFIDENCE, format!("after “{after}” the form “{surface}” cannot stand"));
    Some(match right_form(tagged, at, wanted) {
        Some(form) => sighting.with_guess(form, 0.7),
        None => sighting,
    })
}

/// What governs the verb at a position, before the pronouns that stand between, and where it stands.
fn governor(tagged: Tagged, at: usize) -> Option<(Governor, usize)> {
    let mut place = at - 1;
    while place > 0 && tagged.are_beside_or_elided(place) && PRONOUNS.contains(&&*tagged.folded(place)) {
        place -= 1;
    }
    let word = tagged.folded(place);
    let has_pronoun = place + 1 < at;
    // `quant à lui poursuit`, `de la choura`: after a preposition these may stand for themselves, or before a noun.
    let is_other =
        |at: usize| matches!(&*tagged.folded(at), "nous" | "vous" | "lui" | "leur" | "le" | "la" | "l'" | "les");
    if matches!(&*word, "pour" | "sans" | "de" | "d'" | "à") {
        return (!(place + 1..at).any(is_other)).then_some((Governor::Infinitive, place));
    }
    if tagged.get(place)?.case() != Case::Lower || word == "puis" {
        return None;
    }
    let lemmas = tagged.lemmas(place);
    let is_form_of = |lemma: &str| lemmas.iter().any(|r| r.word == lemma && r.tags.intersects(Tags::FINITE));
    let is_before_infinitive = matches!(&*word, "pu" | "dû")
        || ["pouvoir", "devoir", "vouloir", "falloir"].iter().any(|lemma| is_form_of(lemma))
        || is_form_of("aller") && !has_pronoun;
    if is_before_infinitive {
        return (!is_end_of_clause(tagged, place)).then_some((Governor::Infinitive, place));
    }
    let may_go_on = || tagged.lemmas(at).iter().any(|reading| AFTER_CLAUSE.contains(&reading.word.as_str()));
    let is_auxiliary = is_form_of("avoir") && !has_pronoun && !(may_go_on() && is_end_of_clause(tagged, place));
    is_auxiliary.then_some((Governor::Participle, place))
}

/// Pronouns that stand before their verb.
pub(in crate::checker) const PRONOUNS: &[&str] =
    &["se", "s'", "me", "m'", "te", "t'", "nous", "vous", "le", "la", "l'", "les", "lui", "leur", "y", "en"];

/// Whether a relative clause that starts shortly before a verb may end with it, so that what follows belongs to another. After a verb `que`
/// starts another kind: `ajoutant que les discussions pourraient`.
fn is_end_of_clause(tagged: Tagged, verb: usize) -> bool {
    let before = (verb.saturating_sub(REACH)..verb).rev();
    before.take_while(|&at| tagged.is_word(at)).any(|at| {
        let word = tagged.folded(at);
        let is_after_verb = || at > 0 && tagged.tags(at - 1).intersects(Tags::VERB);
        RELATIVE.contains(&&*word) && !(matches!(&*word, "que" | "qu'") && is_after_verb())
    })
}

/// The infinitive, or the participle in its simplest form, of the verb at a position; none where it may be of several verbs.
fn right_form(tagged: Tagged, at: usize, wanted: Tags) -> Option<String> {
    let mut lemmas: Vec<String> = tagged.lemmas(at).into_iter().map(|reading| reading.word).collect();
    lemmas.dedup();
    let [lemma] = &lemmas[..] else { return None };
    if wanted == Tags::INFINITIVE {
        return Some(lemma.clone());
    }
    let forms = tagged.pack().french.inflect_where(lemma, |tags| tags.intersects(wanted));
    let simple = Tags::MASCULINE.union(Tags::SINGULAR);
    forms.into_iter().find(|form| form.tags.contains(simple)).map(|form| form.word)
}

//! MT203 repeated-word.

use super::{At, Look, Rule, Severity, Sighting, State, Tagged};
use crate::language::lexicon::Tags;
use crate::text::Case;

pub(super) static RULE: Rule = Rule {
    code: "MT203",
    name: "repeated-word",
    summary: "A word that stands there twice in a row.",
    severity: Severity::Error,
    state: State::Stable,
    page: include_str!("repeated_word.md"),
    look: Look::Token(At::REPEATED, look),
    bad: &[
        "Le directeur [de de] la banque a démissionné hier.",
        "La commune a voté [le le] budget en décembre.",
        "Les travaux ont commencé [dans dans] la rue principale.",
        "Le tribunal a rendu [une une] décision attendue.",
    ],
    good: &[
        "Nous nous sommes retrouvés devant la mairie.",
        "Vous vous trompez de quai, le train part de la voie 2.",
        "Il fait très très froid cet hiver, dit le berger.",
        "L’ancien secrétaire général Boutros Boutros-Ghali était égyptien.",
        "Le petit train roule, roule jusqu’à la mer.",
        "Dans le « que que que » du refrain, on reconnaît la chanson.",
    ],
};

/// Pronouns that are subject and object in the same form.
const PRONOUNS: &[&str] = &["nous", "vous", "elle", "elles", "lui", "ça"];

/// What a word is that nobody says twice. Others are said twice for emphasis.
const BOUND: Tags = Tags(Tags::DETERMINER.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0);

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let word = tagged.folded(at);
    let is_small = |at: usize| tagged.get(at).is_some_and(|item| item.token.case == Case::Lower);
    let is_bound = tagged.tags(at).intersects(BOUND) && !PRONOUNS.contains(&&*word);
    if !tagged.are_beside(at) || !is_small(at) || !is_small(at - 1) || !is_bound || tagged.is_set_off(at - 1, at) {
        return None;
    }
    let message = format!("“{word}” stands here twice");
    Some(Sighting::new(tagged.spans(at - 1, at), 0.95, message).with_repair(tagged.surface(at - 1), 0.98))
}

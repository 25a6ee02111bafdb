//! TY306 lost-space.

use super::{At, Look, Rule, Severity, Sighting, State, Tagged};
use crate::language::lexicon::Tags;
use crate::text::Case;

pub(super) static RULE: Rule = Rule {
    code: "TY306",
    name: "lost-space",
    summary: "No space after a mark between two words, as “mois.La”.",
    severity: Severity::Warning,
    state: State::Stable,
    page: include_str!("lost_space.md"),
    look: Look::Token(At::GLUED, look),
    bad: &[
        "Les travaux dureront deux mois[.]La rue reste ouverte.",
        "Le maire a quitté la salle[.]M. Durand l’a suivi.",
        "La séance est levée[.]L’assemblée se réunira lundi.",
        "La grange[,]qui date de 1820, sera restaurée.",
        "Que va devenir le pont[?]La commune hésite.",
        "Quelle surprise[!]Personne ne l’attendait.",
        "Le conseil a voté[;]le maire est satisfait.",
        "Le train part de Paris[.]Il arrive à midi à Lyon.",
        "On y vend des chemises rouges[,]vertes et bleues.",
    ],
    good: &[
        "Server2008R2, ASP.NET et Node.js sont installés.",
        "Il a acheté ce livre sur amazon.fr et sur Decitre.fr.",
        "J.-P. Martin et M.Dupont ont signé l’accord.",
        "Les étudiant.e.s et les élu.es ont voté.",
        "La fonction f(x,y) dépend de deux variables.",
        "Le fichier Notes.Docx se trouve dans le dossier System.Windows.",
        "Le prix est de 3,50 € la botte, soit 10.50 francs.",
        "L’association e.V. siège à Berlin.",
    ],
};

/// Of the hits on the reserved text all were right.
const CONFIDENCE: f32 = 0.97;

/// What a sentence begins with, and no name of a file or a method.
const FUNCTION: Tags = Tags(
    Tags::DETERMINER.0 | Tags::PRONOUN.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0 | Tags::ADVERB.0 | Tags::NUMERAL.0,
);

fn look(tagged: Tagged, at: usize) -> Option<Sighting> {
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let mark = tagged.surface(at);
    let (first, second) = (tagged.get(before)?, tagged.get(after)?);
    let letters = |at: usize| tagged.surface(at).chars().count();
    let is_elided = second.token.is_elided(tagged.text);
    let is_french = |at: usize| tagged.tags(at) != Tags::default();
    // Letters are initials, variables and sizes.
    if letters(before) < 2
        || first.token.case == Case::Upper
        || first.token.is_elided(tagged.text)
        || !is_french(before)
    {
        return None;
    }
    let is_border = match mark {
        "." => {
            second.token.case != Case::Lower
                && (is_elided || is_title(tagged, after) || is_start(tagged, before, after))
        }
        "!" | "?" | "…" => is_elided || letters(after) > 1 && is_start(tagged, before, after),
        "," | ";" => is_elided || letters(after) > 1 && second.token.case == Case::Lower && is_french(after),
        _ => false,
    };
    let is_known = is_border && !is_code(tagged, before, after);
    let word = tagged.spans(before, after).of(tagged.text);
    is_known.then(|| {
        let message = format!("a space is lost in “{word}”");
        Sighting::new(tagged.span(at), CONFIDENCE, message).with_repair(format!("{mark} "), 0.98)
    })
}

/// Whether a sentence may start with the second word, after the first: a word of grammar, or another French word that stands in a
/// sentence, with words around.
fn is_start(tagged: Tagged, before: usize, after: usize) -> bool {
    let is_lower = tagged.get(before).is_some_and(|item| item.token.case == Case::Lower);
    let tags = tagged.tags(after);
    let in_sentence = || before > 0 && tagged.are_beside(before) && tagged.are_beside(after + 1);
    tags.intersects(FUNCTION) || is_lower && tags != Tags::default() && in_sentence()
}

/// Whether the word is `M`, of `M. Durand`.
fn is_title(tagged: Tagged, at: usize) -> bool {
    tagged.surface(at) == "M" && tagged.surface(at + 1) == "."
}

/// Whether more marks glue the words to others: then it is a name of something.
fn is_code(tagged: Tagged, before: usize, after: usize) -> bool {
    let touches = |at: usize| at > 0 && at < tagged.len() && tagged.gap_before(at).is_empty();
    let is_inner = |at: usize| tagged.surface(at).starts_with(['.', '/', '\\', '_', '=', '(', '[', '{', '<', '#', '@']);
    let glued = |mark: usize, word: usize| touches(mark) && is_inner(mark) && touches(word) && tagged.is_word(word);
    glued(after + 1, after + 2)
        || before > 0 && touches(before) && is_inner(before - 1) && before > 1 && touches(before - 1)
}

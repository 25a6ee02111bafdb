//! MT204 looping-text.

use super::{Look, Precedence, Rule, Severity, Sighting, State, Tagged};
use crate::text::{Case, TokenKind};

mod lines;
mod repeats;

use repeats::Repeat;

pub(super) static RULE: Rule = Rule {
    code: "MT204",
    name: "looping-text",
    summary: "A phrase, sentence or paragraph that comes again and again.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::First,
    page: include_str!("looping_text.md"),
    look: Look::Paragraphs(look, lines::look),
    bad: &[
        "Le maire a présenté le budget de la commune [de la commune de la commune de la commune] hier soir.",
        "La banque a relevé ses taux. [La banque a relevé ses taux. La banque a relevé ses taux.]",
        "Il faut que les élèves puissent, [que les élèves puissent, que les élèves puissent, que les élèves] partir.",
        "Le musée rouvre au mois de mars.\n\n[Le musée rouvre au mois de mars.\n\nLe musée rouvre au mois de mars.]\n",
        "Plusieurs députés ont fait état de leur vive émotion hier. [Plusieurs députés ont fait état de leur vive émotion hier.]",
        "Les travaux commencent lundi prochain.\nLa rue sera fermée.\n[Les travaux commencent lundi prochain.\nLa rue \
         sera fermée.\nLes travaux commencent lundi prochain.\nLa rue sera fermée.]\n",
    ],
    good: &[
        "Plus on monte, plus il fait froid, plus il fait froid, plus on s’habille.",
        "Un pas, un pas, un pas de plus, et nous y sommes.",
        "Alouette, gentille alouette,\nAlouette, je te plumerai.\nAlouette, gentille alouette,\nAlouette, je te plumerai.",
        "« Du pain et des roses, du pain et des roses, du pain et des roses », chantait la foule.",
        "Tous ensemble, tous ensemble, tous ensemble, la victoire est au bout du chemin.",
        "Seigneur, prends pitié.\nSeigneur, prends pitié.\nSeigneur, prends pitié.",
        "La Bourse salue la publication des comptes La Bourse salue la publication des comptes Le chiffre d’affaires monte.",
        "Il s’en va. Il s’en va. Elle reste.",
        "Ne sait pas Ne sait pas Ne sait pas 12",
        "L’article 3 de la loi est abrogé. L’article 4 de la loi est abrogé. L’article 5 de la loi est abrogé.",
        "Allez les petits, allez les petits, allez les petits !",
        "Une ligne.\nUne ligne.\nUne ligne.\nUne ligne.\nUne ligne.\nUne ligne.\nUne ligne.\nUne ligne.\nUne ligne.",
        "Oui\nNon\nOui\nNon\nOui\nNon\nSans objet\nSans objet\nSans objet",
    ],
};

/// So many words come three times: less is a slogan, a chorus or emphasis, and two words are MT203's.
const SHORTEST: usize = 3;

/// A cell of a table has fewer words, mostly.
const CELL: usize = 5;

/// So many words are nothing that one says again on purpose.
const LONG: usize = 8;

fn look(tagged: Tagged) -> Vec<Sighting> {
    let mut found = Vec::new();
    repeats::find(tagged, |repeat| found.extend(sighting(tagged, repeat)));
    found
}

fn sighting(tagged: Tagged, repeat: &Repeat) -> Option<Sighting> {
    let Repeat { from, to, words, times, .. } = *repeat;
    let is_loop = match words {
        LONG.. => times >= 3 || is_sentence(tagged, repeat),
        SHORTEST.. => times >= 3 && !is_exclaimed(tagged, repeat) && !is_cell(tagged, repeat),
        _ => false,
    };
    // A quotation may be long, and a model be stuck in it; what is sung and shouted is short.
    if !is_loop || words < LONG && tagged.is_set_off(from, to - 1) {
        return None;
    }
    let often = if times == 2 { "twice".to_owned() } else { format!("{times} times") };
    let message = format!("the same {words} words stand here {often} in a row");
    // By eye, of 12 hits in 20 million words 4 were sentences that stand there twice, 2 titles of pages, and 6 came of the sign that
    // stands for all code in the corpora.
    Some(Sighting::new(tagged.spans(from, to - 1), 0.9, message))
}

/// Whether a whole sentence, or more, comes again.
fn is_sentence(tagged: Tagged, repeat: &Repeat) -> bool {
    tagged.is(repeat.from - 1, TokenKind::Stop) && tagged.is(repeat.from + repeat.period - 1, TokenKind::Stop)
}

/// Whether it is called out.
fn is_exclaimed(tagged: Tagged, repeat: &Repeat) -> bool {
    (repeat.from - repeat.period..repeat.to + 1).any(|at| tagged.is(at, TokenKind::Stop) && tagged.surface(at) == "!")
}

/// Whether they look like cells of a table: few words with a capital and no mark before it, and no more than three times.
fn is_cell(tagged: Tagged, repeat: &Repeat) -> bool {
    let is_capital = tagged.get(repeat.from).is_some_and(|item| item.case() != Case::Lower);
    is_capital && tagged.is_word(repeat.from - 1) && repeat.times == 3 && repeat.words < CELL
}

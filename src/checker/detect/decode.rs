//! How far the English runs: two hidden states, French and English, decided by Viterbi's algorithm.
//!
//! The French state gives each word the probability of the context model, the English state that of an English bigram
//! model; changing from French to English costs [`ENTER`]. Words that cannot be French are English by decree; the
//! algorithm decides how far the run reaches over words that may be either (`go on`, `in addition`, `the value`). A French word after
//! English ones has the probability that it has after the French that was meant by them.

use super::paragraph::{Item, Paragraph};
use super::phrases;
use super::seeds::{Reason, Seed};
use crate::language::ngram::model::{Pair, Place, power_of_ten, spelling};
use crate::language::ngram::symbols::UNKNOWN;
use crate::language::ngram::{Model, Symbol};
use crate::language::rivals::{RIVALS, Rival};
use crate::language::{Doubt, Memo, Profile};
use crate::text::{Case, TokenKind, hash};
use std::ops::Range;
use std::sync::Arc;

/// A run of items that reads as English.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The items.
    pub items: Range<usize>,
    /// log10 of how much better English explains them than French, without the cost of the change.
    pub gain: f32,
}

/// Cost (-log10) of changing from French to English.
const ENTER: f32 = 3.2;
/// Cost of changing back.
const LEAVE: f32 = 0.4;
/// Cost of a word in the French state that is English and not French.
const IMPOSSIBLE: f32 = 14.0;
/// Cost of a capitalised word inside an English sentence that is not a name, beyond its own.
const CAPITAL: f32 = 1.5;
/// Cost of a name in the English state, and of a number or mark.
const ENGLISH_NAME: f32 = 4.0;
const ENGLISH_MARK: f32 = 1.6;
/// Cost of a quotation mark, a bracket or code inside a run of English.
const CROSSING: f32 = 3.0;
/// Cost of a pair of English words that was never seen, beyond the second word's own.
const UNSEEN: f32 = 1.0;
/// What a word that is French as well costs more in English: where both would do, it is French.
const FRENCH_TOO: f32 = 0.8;
/// Cost of the further words of an English expression.
const EXPRESSION: f32 = 1.0;
/// Cost of a second intruder right after another.
const RESTART: f32 = 1.0;
/// From so many words on a stretch of English is a passage.
const PASSAGE: usize = 6;

/// The runs of English around the seeds.
pub fn runs(memo: &Memo, text: &str, paragraph: &Paragraph, seeds: &[Seed], density: f32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut done = 0;
    // The more English there is around, the likelier is more.
    let enter = ENTER - (0.6 * density).min(1.5);
    for seed in seeds.iter().filter(|s| s.reason != Reason::Unknown).map(|s| s.item) {
        if seed < done {
            continue;
        }
        let window = window(memo, text, paragraph, seed, done);
        done = window.end;
        decode(memo, text, paragraph, window, enter, &mut runs);
    }
    runs
}

/// What a token may be in an English run.
fn is_englishable(memo: &Memo, text: &str, paragraph: &Paragraph, i: usize) -> bool {
    let item = &paragraph.items[i];
    match item.kind() {
        TokenKind::Word => match item.word.doubt() {
            Doubt::English | Doubt::Homograph | Doubt::Shared => true,
            _ if item.is_capital_inside() => true,
            Doubt::Loan => item.case() != Case::Lower || paragraph.profile(memo, text, i).is_english(),
            Doubt::Name | Doubt::Unknown => item.case() != Case::Lower,
            Doubt::Plain => false,
        },
        TokenKind::Stop | TokenKind::LineEnd => false,
        _ => true,
    }
}

/// The items around a seed that may be English.
fn window(memo: &Memo, text: &str, paragraph: &Paragraph, seed: usize, from: usize) -> Range<usize> {
    let mut start = seed;
    while start > from && is_englishable(memo, text, paragraph, start - 1) {
        start -= 1;
    }
    let mut end = seed + 1;
    while end < paragraph.items.len() && is_englishable(memo, text, paragraph, end) {
        end += 1;
    }
    start..end
}

/// How the best path reaches a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    French,
    English,
    /// From English, but as a new intruder: the two words do not belong together.
    Restart,
}

/// One state at one item: cost of the best path, and where it comes from.
#[derive(Debug, Clone, Copy)]
struct Cell {
    cost: f32,
    from: From,
}

/// What one item costs in French, in English, and as the first English word.
#[derive(Debug, Clone, Default)]
struct Costs {
    french: f32,
    english: f32,
    english_first: f32,
    /// What it costs in French right after English; at least, as long as there is something in `meant`.
    french_after_english: f32,
    /// The items on which it depends how much more that is ([`after_meant`]), if it does and is not known yet.
    meant: Option<Range<usize>>,
}

/// What the context model says of the symbols of a window with two before and two after it: each two in a row are looked up once.
struct French<'p> {
    model: &'static Model,
    symbols: &'p [Symbol],
    pairs: Vec<Pair>,
    /// Where the symbols start in the flow.
    start: usize,
}

impl<'p> French<'p> {
    fn new(model: &'static Model, paragraph: &'p Paragraph, window: &Range<usize>) -> Self {
        let start = paragraph.items[window.start].flow() - 2;
        let end = match paragraph.items.get(window.end) {
            Some(next) => next.flow() + 2,
            None => paragraph.items[window.end - 1].flow() + 1,
        };
        let symbols = &paragraph.flow[start..end];
        let two = || symbols.windows(2).map(|two| [two[0], two[1]]);
        // All are asked for from memory before the first is waited for.
        let places: Vec<Place> = two().map(|two| model.locate(two)).collect();
        let pairs = two().zip(places).map(|(two, place)| model.pair_at(place, two)).collect();
        French { model, symbols, pairs, start }
    }

    /// What the symbol at a position of the flow costs after the two before it.
    fn cost(&self, flow: usize) -> f32 {
        let at = flow - self.start;
        let symbols = [self.symbols[at - 2], self.symbols[at - 1], self.symbols[at]];
        -self.model.joined(symbols, self.pairs[at - 2], self.pairs[at - 1])
    }

    /// What the next two words after the window cost, the first of which stands at `flow`, after French and after English.
    fn after(&self, flow: usize) -> [f32; 2] {
        let at = flow - self.start;
        let symbols = [UNKNOWN, self.symbols[at], self.symbols[at + 1]];
        let first = self.model.pair(UNKNOWN, symbols[1]);
        let after_english = -first.log - self.model.joined(symbols, first, self.pairs[at]);
        [self.cost(flow) + self.cost(flow + 1), after_english]
    }
}

/// What the items of a window cost.
fn costs(memo: &Memo, text: &str, paragraph: &Paragraph, window: &Range<usize>, french: &French) -> Vec<Costs> {
    let mut english_before: Option<Arc<Profile>> = None;
    let mut in_phrase = 0usize;
    // The English words right before, as far as they belong together.
    let mut meant = window.start..window.start;
    let mut all = Vec::with_capacity(window.len());
    for i in window.clone() {
        let item = &paragraph.items[i];
        let mut cost = Costs::default();
        match item.kind() {
            TokenKind::OpenQuote | TokenKind::CloseQuote | TokenKind::StraightQuote => {
                cost.english = CROSSING;
                cost.english_first = CROSSING;
                english_before = None;
                all.push(cost);
                continue;
            }
            TokenKind::Asterisk => {
                all.push(cost);
                continue;
            }
            _ => {}
        }
        let symbol = paragraph.flow[item.flow()];
        cost.french = french.cost(item.flow());
        if i > window.start {
            cost.meant = Some(meant.clone());
        }
        if in_phrase <= 1 {
            meant.start = i;
        }
        meant.end = i + 1;
        if item.is_word() {
            let profile = paragraph.profile(memo, text, i);
            let alone = -profile.english_log_frequency();
            cost.english_first = alone;
            cost.english = match english_before.map(|before| [before.english_symbol(), profile.english_symbol()]) {
                Some([before, id]) if before != 0 && id != 0 => -memo.pack().english_context.bigram(before, id),
                _ => alone + UNSEEN,
            };
            if item.word.doubt() != Doubt::English {
                cost.english += FRENCH_TOO;
                cost.english_first += FRENCH_TOO;
            }
            if in_phrase > 1 {
                in_phrase -= 1;
                cost.english = cost.english.min(EXPRESSION);
            } else if i + 1 < window.end {
                in_phrase = phrases::longest(memo, text, paragraph, i).unwrap_or(0);
            }
            let capital = item.is_capital_inside();
            if capital && (item.word.doubt() != Doubt::English || item.word.is_name()) {
                cost.english = cost.english.min(ENGLISH_NAME);
                cost.english_first = cost.english_first.min(ENGLISH_NAME) + CAPITAL;
            } else if capital {
                cost.english_first += CAPITAL;
            }
            cost.french -= spelling(symbol);
            cost.french_after_english = -spelling(symbol);
            if item.word.doubt() == Doubt::English {
                cost.french = if capital { cost.french + 4.0 } else { IMPOSSIBLE };
                (cost.french_after_english, cost.meant) = (cost.french, None);
            }
            english_before = Some(profile);
        } else {
            let crossing = item.kind() == TokenKind::Punctuation && matches!(item.span().of(text), "(" | ")");
            cost.english = if crossing || item.kind() == TokenKind::Opaque { CROSSING } else { ENGLISH_MARK };
            cost.english_first = cost.english + 2.0;
            english_before = None;
            in_phrase = 0;
        }
        all.push(cost);
    }
    all
}

/// log10 of the probability of a symbol after the French that was meant by the English words `meant`. It is not less than after a word
/// that nobody knows.
fn after_meant(memo: &Memo, text: &str, paragraph: &Paragraph, meant: &Range<usize>, symbol: Symbol) -> f32 {
    let pack = memo.pack();
    let otherwise = pack.context.bigram(UNKNOWN, symbol);
    if meant.is_empty() || !paragraph.items[meant.clone()].iter().all(Item::is_word) {
        return otherwise;
    }
    let first = &paragraph.items[meant.start];
    let around = [paragraph.left(first.flow())[1], symbol];
    let looked_for = |profile: Arc<Profile>| mean_after(&pack.context, around, profile.rivals().iter().copied());
    let mean = match (meant.len(), first.word.symbol()) {
        (1, UNKNOWN) => looked_for(paragraph.profile(memo, text, meant.start)),
        // What is compiled is what would be found.
        (1, known) => mean_after(&pack.context, around, pack.rivals.of(known)),
        _ => {
            let words: Vec<_> = meant.clone().map(|i| paragraph.folded(text, i)).collect();
            let words = words.join(" ");
            looked_for(memo.profile(hash(words.as_bytes()), || words))
        }
    };
    mean.map_or(otherwise, |mean| mean.max(otherwise))
}

/// log10 of the mean probability of the second symbol after what the tables have for what stands between the two, each as likely as it
/// is after the first; none where they have nothing.
fn mean_after(
    model: &Model,
    [before, symbol]: [Symbol; 2],
    rivals: impl ExactSizeIterator<Item = Rival> + Clone,
) -> Option<f32> {
    let pairs = |rival: Rival| [[before, rival.symbol()], [rival.symbol(), symbol]];
    let mut places = [[Place::default(); 2]; RIVALS];
    for (places, rival) in places.iter_mut().zip(rivals.clone()) {
        *places = pairs(rival).map(|pair| model.locate(pair));
    }
    let (mut all, mut sum) = (0f32, 0f32);
    for (rival, places) in rivals.zip(places) {
        let [left, right] = pairs(rival);
        let weight = power_of_ten(model.pair_at(places[0], left).log + rival.log_channel());
        all += weight;
        sum += weight * power_of_ten(model.pair_at(places[1], right).log);
    }
    (all != 0.0).then(|| (sum / all).log10())
}

fn decode(memo: &Memo, text: &str, paragraph: &Paragraph, window: Range<usize>, enter_cost: f32, runs: &mut Vec<Run>) {
    let french = French::new(&memo.pack().context, paragraph, &window);
    let mut costs = costs(memo, text, paragraph, &window, &french);
    // The words after the window are French; what they cost after an English word is in their own context.
    let after = paragraph.items.get(window.end).map_or([0.0; 2], |next| french.after(next.flow()));
    let states = states(&mut costs, enter_cost, after, |k, meant| {
        let symbol = paragraph.flow[paragraph.items[window.start + k].flow()];
        -after_meant(memo, text, paragraph, meant, symbol)
    });
    let mut k = 0;
    while k < costs.len() {
        if states[k].is_none() {
            k += 1;
            continue;
        }
        let start = k;
        k += 1;
        while k < costs.len() && matches!(states[k], Some(From::English | From::Restart)) {
            k += 1;
        }
        // A long stretch of English is one passage, however rare its pairs of words; in a short one every word that does
        // not go with the one before is an intruder of its own.
        let words = (start..k).filter(|&k| paragraph.items[window.start + k].is_word()).count();
        let mut from = start;
        for (at, state) in states.iter().enumerate().take(k).skip(start + 1) {
            if *state == Some(From::Restart) && words < PASSAGE {
                push(paragraph, &costs, &window, from..at, runs);
                from = at;
            }
        }
        push(paragraph, &costs, &window, from..k, runs);
    }
}

/// [`best_path`] when it is known what the way back to French costs; `more` tells how much more than at least.
///
/// That takes longer to tell than all the rest, so it is asked where the best path goes back only, and the path is looked for again until
/// nothing on it is to be asked: any other costs no less than it seems.
fn states(
    costs: &mut [Costs],
    enter_cost: f32,
    after: [f32; 2],
    more: impl Fn(usize, &Range<usize>) -> f32,
) -> Vec<Option<From>> {
    loop {
        let states = best_path(costs, enter_cost, after);
        let mut is_known = true;
        for k in (1..costs.len()).filter(|&k| states[k - 1].is_some() && states[k].is_none()) {
            if let Some(meant) = costs[k].meant.take() {
                costs[k].french_after_english += more(k, &meant);
                is_known = false;
            }
        }
        if is_known {
            return states;
        }
    }
}

/// For each item how the best path reaches it if it is English there. `after` is what comes after the window costs, when its last
/// item is French and when it is English.
fn best_path(costs: &[Costs], enter_cost: f32, after: [f32; 2]) -> Vec<Option<From>> {
    let mut table: Vec<[Cell; 2]> = Vec::with_capacity(costs.len());
    for cost in costs {
        let cell = match table.last() {
            None => [
                Cell { cost: cost.french, from: From::French },
                Cell { cost: enter_cost + cost.english_first, from: From::French },
            ],
            Some(&[f, e]) => {
                let stay = f.cost + cost.french;
                let back = e.cost + LEAVE + cost.french_after_english;
                let enter = f.cost + enter_cost + cost.english_first;
                let go_on = e.cost + cost.english;
                let restart = e.cost + RESTART + cost.english_first;
                let french = if back < stay {
                    Cell { cost: back, from: From::English }
                } else {
                    Cell { cost: stay, from: From::French }
                };
                let english = if enter < go_on.min(restart) {
                    Cell { cost: enter, from: From::French }
                } else if restart < go_on {
                    Cell { cost: restart, from: From::Restart }
                } else {
                    Cell { cost: go_on, from: From::English }
                };
                [french, english]
            }
        };
        table.push(cell);
    }
    let [after_french, after_english] = after;
    let mut english = table.last().is_some_and(|[f, e]| e.cost + LEAVE + after_english < f.cost + after_french);
    let mut states = vec![None; costs.len()];
    for (state, cells) in states.iter_mut().zip(&table).rev() {
        let from = cells[usize::from(english)].from;
        *state = english.then_some(from);
        english = from != From::French;
    }
    states
}

/// Adds a run without the marks and names at its edges.
fn push(paragraph: &Paragraph, costs: &[Costs], window: &Range<usize>, mut range: Range<usize>, runs: &mut Vec<Run>) {
    let item = |k: usize| &paragraph.items[window.start + k];
    let is_small = |k: usize| item(k).is_word() && !item(k).is_capital_inside();
    let edge = |k: usize| !item(k).is_word() || item(k).is_capital_inside();
    if range.clone().any(is_small) {
        while !range.is_empty()
            && edge(range.start)
            && !(item(range.start).is_word() && item(range.start).word.doubt() == Doubt::English)
        {
            range.start += 1;
        }
        while !range.is_empty() && edge(range.end - 1) && (range.len() < PASSAGE || !item(range.end - 1).is_word()) {
            range.end -= 1;
        }
    }
    // After a title and a comma the sentence goes on: `The Long Road Home, western de 1956`.
    if let Some(comma) = range.clone().rev().find(|&k| item(k).kind() == TokenKind::Comma)
        && comma > range.start
        && item(comma - 1).is_capital_inside()
        && (comma + 1..range.end).all(|k| is_small(k) && item(k).word.doubt() != Doubt::English)
    {
        range.end = comma;
    }
    while !range.is_empty() && !item(range.start).is_word() {
        range.start += 1;
    }
    while !range.is_empty() && !item(range.end - 1).is_word() {
        range.end -= 1;
    }
    if range.is_empty() {
        return;
    }
    let gain: f32 = range
        .clone()
        .map(|k| costs[k].french - if k == range.start { costs[k].english_first } else { costs[k].english })
        .sum();
    runs.push(Run { items: window.start + range.start..window.start + range.end, gain });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::detect::{Doubted, Paragraphs, Seeds};
    use crate::checker::memos::Memos;
    use crate::language::Pack;
    use crate::text::Scanner;
    use proptest::prelude::*;

    proptest! {
        /// Who asks what the way back costs only where the best path goes finds what asking always finds.
        #[test]
        fn the_way_back_may_be_left_out(
            rows in prop::collection::vec([0f32..9.0, 0f32..9.0, 0f32..9.0, 0f32..3.0, 0f32..6.0], 1..9),
            enter_cost in 1f32..4.0,
            after in [0f32..9.0, 0f32..9.0],
        ) {
            let cost = |&[french, english, english_first, french_after_english, _]: &[f32; 5]| Costs {
                french, english, english_first, french_after_english, meant: Some(0..1),
            };
            let mut costs: Vec<Costs> = rows.iter().map(cost).collect();
            let mut always = costs.clone();
            always.iter_mut().zip(&rows).for_each(|(cost, row)| cost.french_after_english += row[4]);
            let found = states(&mut costs, enter_cost, after, |k, _| rows[k][4]);
            prop_assert_eq!(found, best_path(&always, enter_cost, after));
        }
    }

    /// The runs of English in a paragraph.
    fn english(text: &str) -> Vec<&str> {
        Memos::default().with(Pack::embedded(), |notes| {
            let mut paragraphs = Paragraphs::default();
            paragraphs.read(&notes.words, text, &mut Scanner::new(text, 0, text.len(), &[]));
            let paragraph = paragraphs.first();
            let (mut doubted, mut seeds) = (Doubted::default(), Vec::new());
            let finder = Seeds { notes, thorough: true };
            finder.prefetch(&paragraph, &mut doubted);
            finder.find(text, &paragraph, &doubted, &mut seeds);
            let runs = runs(&notes.words, text, &paragraph, &seeds, 0.0);
            runs.iter().map(|run| paragraph.span(&run.items).of(text)).collect()
        })
    }

    #[test]
    fn what_is_left_of_words_is_no_english() {
        for text in
            ["Le minist?re s’arr?te devant l’?cole.", "La d�l�gation a pass� l’�t� au ch�teau.", "Un charpen-\ntier."]
        {
            assert!(english(text).is_empty(), "{:?}", english(text));
        }
    }

    #[test]
    fn french_at_the_start_of_a_sentence_is_no_english() {
        assert_eq!(english("Mélangez quickly la pâte."), ["quickly"]);
        assert_eq!(english("Versez gradually le lait."), ["gradually"]);
        assert_eq!(english("Quickly, ils sont partis."), ["Quickly"]);
    }

    #[test]
    fn what_goes_with_the_french_that_was_meant_is_french() {
        assert_eq!(english("Ils ont visité le harbour industriel de la ville."), ["harbour"]);
        assert_eq!(english("Elle travaille dans un hospital public depuis dix ans."), ["hospital"]);
        assert_eq!(english("Le ministre a reçu a lot of plaintes."), ["a lot of"]);
        assert_eq!(english("Il faut changer the value dans le fichier."), ["the value"]);
    }
}

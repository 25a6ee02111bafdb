//! How far the English runs: two hidden states, French and English, decided by Viterbi's algorithm.
//!
//! The French state gives each word the probability of the context model, the English state that of an English bigram
//! model; changing from French to English costs [`ENTER`]. Words that cannot be French are English by decree; the
//! algorithm decides how far the run reaches over words that may be either (`go on`, `in addition`, `the value`).

use super::paragraph::{Item, Paragraph};
use super::seeds::Seed;
use crate::language::ngram::symbols::UNKNOWN;
use crate::language::ngram::Symbol;
use crate::language::{Doubt, Pack};
use crate::text::{Case, TokenKind, fold};
use std::ops::Range;

/// A run of items that reads as English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The items.
    pub items: Range<usize>,
    /// How many hundredths of a decade English explains them better than French, without the cost of the change.
    pub gain: i32,
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

/// The runs of English around the seeds.
pub fn runs(pack: &Pack, text: &str, paragraph: &Paragraph, seeds: &[(usize, Seed)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut done = 0;
    for &(seed, _) in seeds.iter().filter(|s| s.1 != Seed::Unknown) {
        if seed < done {
            continue;
        }
        let window = window(pack, text, paragraph, seed, done);
        done = window.end;
        decode(pack, text, paragraph, window, &mut runs);
    }
    runs
}

/// What a token may be in an English run.
fn is_englishable(pack: &Pack, text: &str, item: &Item, buffer: &mut String) -> bool {
    match item.token.kind {
        TokenKind::Word => {
            item.token.case != Case::Lower || item.word.doubt == Doubt::English || {
                fold(item.token.span.of(text), buffer);
                pack.english.contains(buffer)
            }
        }
        TokenKind::Stop | TokenKind::LineEnd => false,
        _ => true,
    }
}

/// The items around a seed that may be English.
fn window(pack: &Pack, text: &str, paragraph: &Paragraph, seed: usize, from: usize) -> Range<usize> {
    let mut buffer = String::new();
    let items = &paragraph.items;
    let mut start = seed;
    while start > from && is_englishable(pack, text, &items[start - 1], &mut buffer) {
        start -= 1;
    }
    let mut end = seed + 1;
    while end < items.len() && is_englishable(pack, text, &items[end], &mut buffer) {
        end += 1;
    }
    start..end
}

/// One state at one item: cost of the best path, whether the path came from English, cost so far of French for the run.
#[derive(Debug, Clone, Copy)]
struct Cell {
    cost: f32,
    from_english: bool,
}

fn decode(pack: &Pack, text: &str, paragraph: &Paragraph, window: Range<usize>, runs: &mut Vec<Run>) {
    let items = &paragraph.items[window.clone()];
    let mut buffer = String::new();
    let mut table: Vec<[Cell; 2]> = Vec::with_capacity(items.len());
    let mut costs: Vec<[f32; 2]> = Vec::with_capacity(items.len());
    let mut english_before: Symbol = 0;
    let mut was_english_word = false;
    for (k, item) in items.iter().enumerate() {
        let visible = !matches!(
            item.token.kind,
            TokenKind::OpenQuote | TokenKind::CloseQuote | TokenKind::StraightQuote | TokenKind::Asterisk
        );
        let (mut french, mut french_after_english, mut english, mut english_first) = (0.0, 0.0, 0.0, 0.0);
        if visible {
            let symbol = paragraph.flow[item.flow];
            let [a, b] = paragraph.left(item.flow);
            french = -pack.context.trigram(a, b, symbol);
            french_after_english = -pack.context.bigram(UNKNOWN, symbol);
            if item.is_word() {
                fold(item.token.span.of(text), &mut buffer);
                let id = pack.english_symbol(&buffer);
                let alone = -pack.english_log_frequency(&buffer);
                english_first = alone;
                english = if was_english_word && id != 0 && english_before != 0 {
                    (-pack.english_context.bigram(english_before, id)).min(alone + 1.0)
                } else {
                    alone
                };
                let capital = item.is_capital_inside();
                if capital && (item.word.doubt != Doubt::English || item.word.is_name) {
                    english = english.min(ENGLISH_NAME);
                    english_first = english_first.min(ENGLISH_NAME) + CAPITAL;
                } else if capital {
                    english_first += CAPITAL;
                }
                if item.word.doubt == Doubt::English {
                    let cost = if capital { french + 4.0 } else { IMPOSSIBLE };
                    french = cost;
                    french_after_english = cost;
                }
                english_before = id;
                was_english_word = true;
            } else {
                english = ENGLISH_MARK;
                english_first = ENGLISH_MARK + 2.0;
                was_english_word = false;
            }
        }
        let cell = match table.last() {
            None => [
                Cell { cost: french, from_english: false },
                Cell { cost: ENTER + english_first, from_english: false },
            ],
            Some(&[f, e]) => {
                let stay = f.cost + french;
                let back = e.cost + LEAVE + french_after_english;
                let enter = f.cost + ENTER + english_first;
                let go_on = e.cost + english;
                [
                    if back < stay {
                        Cell { cost: back, from_english: true }
                    } else {
                        Cell { cost: stay, from_english: false }
                    },
                    if enter < go_on {
                        Cell { cost: enter, from_english: false }
                    } else {
                        Cell { cost: go_on, from_english: true }
                    },
                ]
            }
        };
        costs.push([french, if k == 0 { english_first } else { english }]);
        table.push(cell);
    }
    // The words after the window are French; what they cost after an English word is in their own context.
    let mut state = match table.last() {
        Some([f, e]) => usize::from(e.cost + LEAVE + after(pack, paragraph, &window, true) < f.cost + after(pack, paragraph, &window, false)),
        None => return,
    };
    let mut states = vec![0usize; items.len()];
    for k in (0..items.len()).rev() {
        states[k] = state;
        state = usize::from(table[k][state].from_english);
    }
    let mut k = 0;
    while k < items.len() {
        if states[k] == 0 {
            k += 1;
            continue;
        }
        let start = k;
        while k < items.len() && states[k] == 1 && (k == start || table[k][1].from_english) {
            k += 1;
        }
        let mut range = start..k;
        // Marks at the edges are not part of the run.
        while !range.is_empty() && !items[range.start].is_word() {
            range.start += 1;
        }
        while !range.is_empty() && !items[range.end - 1].is_word() {
            range.end -= 1;
        }
        if range.is_empty() {
            continue;
        }
        let gain: f32 = range.clone().map(|k| costs[k][0] - costs[k][1]).sum();
        runs.push(Run {
            items: window.start + range.start..window.start + range.end,
            gain: (gain * 100.0).clamp(-1e6, 1e6) as i32,
        });
    }
}

/// What the next two words cost in French, after English or after French.
fn after(pack: &Pack, paragraph: &Paragraph, window: &Range<usize>, english: bool) -> f32 {
    let Some(item) = paragraph.items.get(window.end) else { return 0.0 };
    let [first, second] = paragraph.right(item.flow);
    let [a, b] = paragraph.left(item.flow);
    if english {
        -pack.context.bigram(UNKNOWN, first) - pack.context.trigram(UNKNOWN, first, second)
    } else {
        -pack.context.trigram(a, b, first) - pack.context.trigram(b, first, second)
    }
}

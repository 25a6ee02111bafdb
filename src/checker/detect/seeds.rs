//! Which tokens of a paragraph deserve a closer look.

use super::features::COUNT;
use super::gate::{LOOK, gates};
use super::paragraph::{Item, Paragraph};
use super::{grammar, quick};
use crate::checker::memos::Notes;
use crate::language::Doubt;
use crate::language::ngram::symbols::BREAK;
use crate::text::Case;

/// Why a token deserves a closer look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// English and not French, in small letters or as the first word of a sentence.
    English,
    /// English and not French, capitalised inside a sentence.
    Capital,
    /// French or accepted, but it sits badly between its neighbours and may be English.
    Homograph,
    /// The first word of an English expression.
    Phrase,
    /// In no lexicon, in small letters.
    Unknown,
}

/// A token that deserves a closer look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seed {
    /// Which item of the paragraph it is.
    pub item: usize,
    /// Why.
    pub reason: Reason,
    /// What [`quick::margin`] says of it, 0 where it was not asked.
    pub margin: f32,
}

/// Finds the seeds of paragraphs.
#[derive(Debug, Clone, Copy)]
pub struct Seeds<'a> {
    /// What is remembered.
    pub notes: &'a Notes,
    /// Pass the gates by, for the programs that fit them.
    pub thorough: bool,
}

impl Seeds<'_> {
    /// The seeds of a paragraph of `text`, in order.
    pub fn find(self, text: &str, paragraph: &Paragraph, seeds: &mut Vec<Seed>) {
        seeds.clear();
        // The pairs of the others are hardly ever asked for.
        let weighed = |i: &&usize| matches!(paragraph.items[**i].word.doubt, Doubt::Homograph | Doubt::Loan);
        self.notes.words.pack().context.fetch(paragraph.doubtful.iter().filter(weighed).flat_map(|&i| {
            let [before, word, after] = neighbours(paragraph, i);
            [[before, word], [word, after]]
        }));
        for &item in &paragraph.doubtful {
            if let Some((reason, margin)) = self.seed(text, paragraph, item) {
                seeds.push(Seed { item, reason, margin });
            }
        }
    }

    fn seed(self, text: &str, paragraph: &Paragraph, i: usize) -> Option<(Reason, f32)> {
        let item = &paragraph.items[i];
        let clashes = || grammar::clashes(text, paragraph, i);
        match (item.word.doubt, item.token.case) {
            (Doubt::English, Case::Lower) => Some((Reason::English, 0.0)),
            (Doubt::English, Case::Capital | Case::Upper) if is_numeral(text, paragraph, i) => None,
            (Doubt::English, _) if item.initial && !item.word.is_name => Some((Reason::English, 0.0)),
            (Doubt::English, _) => {
                let margin = self.margin(text, paragraph, i);
                // Of English without a row in the tables nothing is known here: a spelling may lead to the French.
                let may_be = margin > quick::HOPE_CAPITAL
                    || clashes()
                    || paragraph.profile(&self.notes.words, text, i).rivals().is_empty();
                may_be.then_some((Reason::Capital, margin))
            }
            (Doubt::Homograph | Doubt::Loan, Case::Lower) => self
                .homograph(text, paragraph, i)
                .map(|margin| (Reason::Homograph, margin))
                .or_else(|| self.phrase(text, paragraph, i)),
            (Doubt::Homograph, _) if item.is_capital_inside() && !item.word.is_name => {
                if self.association(paragraph, i) >= quick::SUSPICIOUS_CAPITAL {
                    return None;
                }
                let margin = self.margin(text, paragraph, i);
                (margin > quick::HOPE || clashes()).then_some((Reason::Homograph, margin))
            }
            (Doubt::Shared, Case::Lower) => {
                if clashes() && self.association(paragraph, i) < quick::SUSPICIOUS {
                    return Some((Reason::Homograph, self.margin(text, paragraph, i)));
                }
                self.phrase(text, paragraph, i)
            }
            (Doubt::Unknown, Case::Lower) => {
                let is_hopeless =
                    !self.thorough && self.notes.broken(&paragraph.profile(&self.notes.words, text, i).text).is_empty();
                (!is_hopeless).then_some((Reason::Unknown, 0.0))
            }
            _ => None,
        }
    }

    /// The margin of a homograph in small letters that may be an intruder.
    fn homograph(self, text: &str, paragraph: &Paragraph, i: usize) -> Option<f32> {
        let item = &paragraph.items[i];
        let may_clash = grammar::may_clash(text, paragraph, i);
        let clash = [
            may_clash && grammar::elision_clash(text, paragraph, i),
            may_clash && grammar::agreement_clash(paragraph, i),
        ];
        let clashes = clash.contains(&true);
        let is_known = item.word.symbol != 0;
        if !clashes && is_known && self.association(paragraph, i) >= quick::SUSPICIOUS {
            return None;
        }
        let mut x = self.glance(paragraph, item, clash);
        let gates = gates();
        let gated = !self.thorough && is_known;
        if gated && !gates.glance.passes(&x) {
            return None;
        }
        let margin = self.margin(text, paragraph, i);
        x[LOOK] = margin;
        ((clashes || margin > quick::HOPE) && (!gated || gates.look.passes(&x))).then_some(margin)
    }

    /// What the neighbours of a word say of it, as [`super::features`] numbers it.
    fn glance(self, paragraph: &Paragraph, item: &Item, [elision, agreement]: [bool; 2]) -> [f32; COUNT] {
        let pack = self.notes.words.pack();
        let [before, word, after] =
            [paragraph.left(item.flow())[1], paragraph.flow[item.flow()], paragraph.right(item.flow() + 1)[0]];
        let flag = |yes: bool| f32::from(u8::from(yes));
        let mut x = [0.0; COUNT];
        x[1] = pack.words.english_odds(word);
        x[3] = pack.words.log_frequency(word).clamp(-8.0, -1.0) + 5.0;
        x[25] = super::features::intruders_near(paragraph.english as f32, paragraph.words as f32);
        x[38] = flag(pack.context.knows(before, word));
        x[39] = flag(pack.context.knows(word, after));
        x[48] = flag(elision);
        x[49] = flag(agreement);
        x[63] = (pack.context.bigram(before, word) - pack.context.unigram(word)).clamp(-8.0, 8.0);
        x[64] = (pack.context.bigram(word, after) - pack.context.unigram(after)).clamp(-8.0, 8.0);
        x[73] = pack.classes.affinity(before, word);
        x[74] = pack.classes.affinity(word, after);
        x
    }

    /// See [`quick::margin`].
    fn margin(self, text: &str, paragraph: &Paragraph, i: usize) -> f32 {
        let profile = paragraph.profile(&self.notes.words, text, i);
        quick::margin(self.notes.words.pack(), &profile, neighbours(paragraph, i))
    }

    fn association(self, paragraph: &Paragraph, i: usize) -> f32 {
        let [before, word, after] = neighbours(paragraph, i);
        quick::association(self.notes.words.pack(), before, word, after)
    }

    /// Two words in a row that are spelt like English, are no pair in French, and begin an English expression.
    fn phrase(self, text: &str, paragraph: &Paragraph, i: usize) -> Option<(Reason, f32)> {
        let (item, next) = (&paragraph.items[i], paragraph.items.get(i + 1)?);
        if !next.is_word() || next.token.case != Case::Lower || !next.word.doubt.is_english_spelling() {
            return None;
        }
        let n = super::phrases::longest(&self.notes.words, text, paragraph, i)?;
        let pack = self.notes.words.pack();
        // The expressions written by hand are English whatever the pair is in French; those of the thesauri are many.
        let known = pack.context.knows(paragraph.flow[item.flow()], paragraph.flow[next.flow()]);
        (!known || super::phrases::is_by_hand(pack, text, paragraph, i, n)).then_some((Reason::Phrase, 0.0))
    }
}

/// Whether the word is the Roman number of a chapter: alone in its sentence.
fn is_numeral(text: &str, paragraph: &Paragraph, i: usize) -> bool {
    let word = paragraph.items[i].token.span.of(text);
    let [before, _, after] = neighbours(paragraph, i);
    before == BREAK && after == BREAK && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// The symbols of the word at `item` and of what stands before and after it.
fn neighbours(paragraph: &Paragraph, item: usize) -> [u32; 3] {
    let flow = paragraph.items[item].flow();
    [paragraph.left(flow)[1], paragraph.flow[flow], paragraph.right(flow + 1)[0]]
}

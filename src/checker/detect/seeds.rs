//! Which tokens of a paragraph deserve a closer look.

use super::features::{COUNT, fill_capitals, fill_frequencies, flag, intruders_near};
use super::gate::{LOOK, TRIAL, gates};
use super::grammar::Clashes;
use super::paragraph::{Item, Paragraph};
use super::quick::{Beside, Rivals};
use super::{foreign, grammar, label, quick};
use crate::checker::memos::Notes;
use crate::language::filter::pair;
use crate::language::ngram::model::Place;
use crate::language::ngram::symbols::{NAME, UNKNOWN};
use crate::language::{Doubt, Pack};
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
    /// What is known of the French that may have stood there.
    pub hunch: Hunch,
}

/// What the first looks at the French that may have stood in place of a word say; 0 where they were not asked.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hunch {
    /// See [`Rivals::margin`].
    pub margin: f32,
    /// See [`Rivals::trial`].
    pub trial: f32,
}

/// Finds the seeds of paragraphs.
#[derive(Debug, Clone, Copy)]
pub struct Seeds<'a> {
    /// What is remembered.
    pub notes: &'a Notes,
    /// Pass the gates by, for the programs that fit them.
    pub thorough: bool,
}

/// The doubtful words of a paragraph, by what will be asked of them. Nobody can guess which they are.
#[derive(Debug, Default)]
pub struct Doubted {
    /// Those whose pairs with their neighbours will be asked for.
    weighed: Vec<usize>,
    /// For each of them where these pairs are.
    pairs: Vec<[Place; 2]>,
    /// Those of whose pairs hardly any will be.
    others: Vec<usize>,
}

impl Seeds<'_> {
    /// Asks for what [`Seeds::find`] will want to know of a paragraph from memory, so that something else may be done while it comes.
    pub fn prefetch(self, paragraph: &Paragraph, doubted: &mut Doubted) {
        let Pack { context, classes, starts, .. } = self.notes.words.pack();
        let Doubted { weighed, pairs, others } = doubted;
        weighed.clear();
        others.clear();
        for &item in paragraph.doubtful {
            let hash = |item: usize| paragraph.items.get(item).map_or(0, |item| item.hash());
            starts.prefetch(pair(hash(item), hash(item + 1)));
            let is_weighed = is_weighed(&paragraph.items[item]);
            push_if(weighed, item, is_weighed);
            push_if(others, item, !is_weighed);
        }
        let locate = |&item: &usize| {
            let [before, word, after] = paragraph.neighbours(item);
            classes.prefetch(word);
            [[before, word], [word, after]].map(|pair| context.locate(pair))
        };
        pairs.clear();
        pairs.extend(weighed.iter().map(locate));
    }

    /// The seeds of a paragraph of `text`, in order; `doubted` is what [`Seeds::prefetch`] made.
    pub fn find(self, text: &str, paragraph: &Paragraph, doubted: &Doubted, seeds: &mut Vec<Seed>) {
        seeds.clear();
        let pack = self.notes.words.pack();
        for (&item, &pairs) in doubted.weighed.iter().zip(&doubted.pairs) {
            let beside = Beside::located(pack, paragraph.neighbours(item), pairs);
            let found = self.weighed(text, paragraph, item, beside);
            seeds.extend(found.map(|(reason, hunch)| Seed { item, reason, hunch }));
        }
        let weighed_count = seeds.len();
        for &item in &doubted.others {
            let found = self.other(text, paragraph, item);
            seeds.extend(found.map(|(reason, hunch)| Seed { item, reason, hunch }));
        }
        if weighed_count > 0 && weighed_count < seeds.len() {
            seeds.sort_unstable_by_key(|seed| seed.item);
        }
        if !seeds.is_empty() {
            seeds.retain(|seed| !is_scrap(text, &paragraph.items[seed.item]));
            foreign::spare(self.notes, text, paragraph, seeds);
        }
    }

    /// Whether a homograph or a loan is a seed.
    fn weighed(self, text: &str, paragraph: &Paragraph, i: usize, beside: Beside) -> Option<(Reason, Hunch)> {
        let item = &paragraph.items[i];
        let pack = self.notes.words.pack();
        if item.case() == Case::Lower {
            let hunch = self.homograph(text, paragraph, i, beside).map(|hunch| (Reason::Homograph, hunch));
            return hunch.or_else(|| self.phrase(text, paragraph, i));
        }
        if item.word.doubt() != Doubt::Homograph || !item.is_capital_inside() || item.word.is_name() {
            return None;
        }
        if beside.association(pack) >= quick::SUSPICIOUS_CAPITAL {
            return None;
        }
        let rivals = self.rivals(text, paragraph, i, beside);
        let may_be = rivals.margin > quick::HOPE || grammar::clash(text, paragraph, i).any();
        may_be.then(|| (Reason::Homograph, self.hunch(paragraph, i, rivals)))
    }

    /// Whether another doubtful word is one.
    fn other(self, text: &str, paragraph: &Paragraph, i: usize) -> Option<(Reason, Hunch)> {
        let item = &paragraph.items[i];
        let pack = self.notes.words.pack();
        let beside = || {
            let [before, word, after] = paragraph.neighbours(i);
            Beside::new(pack, before, [word; 2], after)
        };
        match (item.word.doubt(), item.case()) {
            (Doubt::English, _) if label::is_label(text, paragraph, i) => None,
            (Doubt::English, Case::Lower) => Some((Reason::English, Hunch::default())),
            (Doubt::English, _) if item.is_initial() && !item.word.is_name() => {
                Some((Reason::English, Hunch::default()))
            }
            (Doubt::English, _) => self.capital(text, paragraph, i, beside()).map(|hunch| (Reason::Capital, hunch)),
            (Doubt::Shared, Case::Lower) => {
                if grammar::clash(text, paragraph, i).any() {
                    let beside = beside();
                    if beside.association(pack) < quick::SUSPICIOUS {
                        let rivals = self.rivals(text, paragraph, i, beside);
                        return Some((Reason::Homograph, self.hunch(paragraph, i, rivals)));
                    }
                }
                self.phrase(text, paragraph, i)
            }
            (Doubt::Unknown, case) => {
                // With a capital inside a sentence it is a name.
                let is_small = case == Case::Lower;
                let is_asked = is_small || case == Case::Capital && item.is_initial();
                let is_broken = || !self.notes.broken(&paragraph.folded(text, i)).is_empty();
                let may_be = is_asked && (self.thorough && is_small || is_broken());
                may_be.then_some((Reason::Unknown, Hunch::default()))
            }
            _ => None,
        }
    }

    /// What is known of a homograph in small letters that may be an intruder.
    fn homograph(self, text: &str, paragraph: &Paragraph, i: usize, beside: Beside) -> Option<Hunch> {
        let item = &paragraph.items[i];
        let pack = self.notes.words.pack();
        let clash = grammar::clash(text, paragraph, i);
        let is_known = item.word.symbol() != 0;
        if !clash.any() && is_known && beside.association(pack) >= quick::SUSPICIOUS {
            return None;
        }
        if grammar::is_negation(text, paragraph, i) {
            return None;
        }
        let mut x = self.glance(paragraph, i, beside, clash);
        let gates = gates();
        let gated = !self.thorough && is_known;
        if gated && !gates.glance.passes(&x) {
            return None;
        }
        let rivals = self.rivals(text, paragraph, i, beside);
        x[LOOK] = rivals.margin;
        if !clash.any() && rivals.margin <= quick::HOPE || gated && !gates.look.passes(&x) {
            return None;
        }
        let hunch = self.hunch(paragraph, i, rivals);
        x[TRIAL] = hunch.trial;
        (!gated || gates.trial.passes(&x)).then_some(hunch)
    }

    /// What is known of capitalised English that may be an intruder.
    fn capital(self, text: &str, paragraph: &Paragraph, i: usize, beside: Beside) -> Option<Hunch> {
        let gates = gates();
        let gated = !self.thorough && self.stands_alone(paragraph, i);
        let clash = grammar::clash(text, paragraph, i);
        let mut x = self.mien(text, paragraph, i, beside, clash);
        if gated && !gates.mien.passes(&x) {
            return None;
        }
        let rivals = self.rivals(text, paragraph, i, beside);
        // Of English without a row in the tables nothing is known here: a spelling may lead to the French.
        if rivals.margin <= quick::HOPE_CAPITAL && !clash.any() && !rivals.are_none {
            return None;
        }
        let hunch = self.hunch(paragraph, i, rivals);
        if gated {
            let profile = paragraph.profile(&self.notes.words, text, i);
            let (english, french) = (profile.english_log_frequency(), profile.french_log_frequency());
            fill_frequencies(&mut x, english - french, english, french);
            [x[LOOK], x[TRIAL]] = [hunch.margin, hunch.trial];
        }
        (!gated || gates.hearing.passes(&x)).then_some(hunch)
    }

    /// Whether no word beside the one at `i` may make an English run with it.
    fn stands_alone(self, paragraph: &Paragraph, i: usize) -> bool {
        let starts = self.notes.words.pack().starts;
        let hash = |i: usize| paragraph.items[i].hash();
        let parts =
            |i: usize| !matches!(paragraph.items[i].word.doubt(), Doubt::English | Doubt::Homograph | Doubt::Loan);
        let is_word = |&i: &usize| paragraph.items.get(i).is_some_and(Item::is_word);
        let before = i.checked_sub(1).filter(is_word);
        let after = Some(i + 1).filter(is_word);
        before.is_none_or(|before| parts(before) && !starts.contains(pair(hash(before), hash(i))))
            && after.is_none_or(|after| parts(after) && !starts.contains(pair(hash(i), hash(after))))
    }

    /// What is seen of capitalised English without looking it up, as [`super::features::NAMES`] numbers it.
    fn mien(self, text: &str, paragraph: &Paragraph, i: usize, beside: Beside, clash: Clashes) -> [f32; COUNT] {
        let mut x = self.sides(paragraph, i, beside, clash);
        fill_capitals(&mut x, paragraph, &(i..i + 1));
        let [before, _, after] = paragraph.neighbours(i);
        x[21] = flag(before == NAME);
        x[22] = flag(after == NAME);
        x[47] = flag(i.checked_sub(1).is_some_and(|before| paragraph.items[before].is_elided(text)));
        x[51] = x[12] * x[25];
        x
    }

    /// The French that may have stood in place of a word: compiled for the words of the context model, else looked for.
    fn rivals(self, text: &str, paragraph: &Paragraph, i: usize, beside: Beside) -> Rivals {
        let pack = self.notes.words.pack();
        match paragraph.items[i].word.symbol() {
            UNKNOWN => {
                let profile = paragraph.profile(&self.notes.words, text, i);
                beside.rivals(pack, profile.rivals().iter().copied())
            }
            symbol => beside.rivals(pack, pack.rivals.of(symbol)),
        }
    }

    fn hunch(self, paragraph: &Paragraph, i: usize, rivals: Rivals) -> Hunch {
        let flow = paragraph.items[i].flow();
        let (left, word, right) = (paragraph.left(flow), paragraph.flow[flow], paragraph.right(flow + 1));
        Hunch { margin: rivals.margin, trial: rivals.trial(self.notes.words.pack(), left, word, right) }
    }

    /// What the neighbours of a homograph say of it, and how frequent it is.
    fn glance(self, paragraph: &Paragraph, i: usize, beside: Beside, clash: Clashes) -> [f32; COUNT] {
        let words = &self.notes.words.pack().words;
        let word = paragraph.flow[paragraph.items[i].flow()];
        let mut x = self.sides(paragraph, i, beside, clash);
        x[1] = words.english_odds(word);
        x[3] = words.log_frequency(word).clamp(-8.0, -1.0) + 5.0;
        x
    }

    /// What the neighbours of a word say of it, as [`super::features::NAMES`] numbers it.
    fn sides(self, paragraph: &Paragraph, i: usize, beside: Beside, clash: Clashes) -> [f32; COUNT] {
        let is_known = paragraph.flow[paragraph.items[i].flow()] != UNKNOWN;
        let mut x = [0.0; COUNT];
        x[25] = intruders_near(paragraph.english as f32, paragraph.words as f32);
        x[38] = flag(is_known && beside.left.is_known());
        x[39] = flag(is_known && beside.right.is_known());
        x[48] = flag(clash.elision);
        x[49] = flag(clash.agreement);
        beside.fill(self.notes.words.pack(), &mut x);
        x
    }

    /// Two words in a row that are spelt like English, are no pair in French, and begin an English expression. Nearly always the two words tell.
    #[inline(always)]
    fn phrase(self, text: &str, paragraph: &Paragraph, i: usize) -> Option<(Reason, Hunch)> {
        let next = paragraph.items.get(i + 1)?;
        let may_be = next.word.is_english_spelling()
            && next.case() == Case::Lower
            && super::phrases::may_start(self.notes.words.pack(), &paragraph.items[i], next);
        if may_be { self.phrase_with(text, paragraph, i, next) } else { None }
    }

    #[inline(never)]
    fn phrase_with(self, text: &str, paragraph: &Paragraph, i: usize, next: &Item) -> Option<(Reason, Hunch)> {
        let item = &paragraph.items[i];
        let n = super::phrases::longest(&self.notes.words, text, paragraph, i)?;
        let pack = self.notes.words.pack();
        // The expressions written by hand are English whatever the pair is in French; those of the thesauri are many.
        let known = pack.context.knows(paragraph.flow[item.flow()], paragraph.flow[next.flow()]);
        (!known || super::phrases::is_by_hand(pack, text, paragraph, i, n))
            .then_some((Reason::Phrase, Hunch::default()))
    }
}

/// Whether a question mark touches a word as it does where an accented letter was lost (`?tat`, `arr?t`): nobody knows which word that was.
fn is_scrap(text: &str, item: &Item) -> bool {
    let (bytes, span) = (text.as_bytes(), item.span());
    let lost =
        |at: usize, next: usize| bytes.get(at) == Some(&b'?') && bytes.get(next).is_some_and(u8::is_ascii_lowercase);
    lost(span.start.wrapping_sub(1), span.start) || lost(span.end, span.end + 1)
}

/// Adds a value to a list on a condition, without a branch.
#[inline(always)]
fn push_if(list: &mut Vec<usize>, value: usize, condition: bool) {
    let len = list.len();
    list.push(value);
    list.truncate(len + usize::from(condition));
}

/// Whether the pairs of a word with its neighbours will be asked for; those of other doubtful words hardly ever are.
fn is_weighed(item: &Item) -> bool {
    matches!(item.word.doubt(), Doubt::Homograph | Doubt::Loan)
}

//! The evidence for and against one candidate, as numbers, and the probability that it is an intruder.

use super::forest::{self, Forest, Judgement};
use super::gate;
use super::paragraph::{Item, Paragraph, Setting, setting};
use super::quick::Beside;
use super::seeds::Hunch;
use crate::checker::memos::Notes;
use crate::checker::repair::{Known, Repair};
use crate::language::candidates::PARTS;
use crate::language::ngram::model::spelling;
use crate::language::ngram::symbols::{BREAK, NAME, UNKNOWN};
use crate::language::ngram::{Fit, Gap, Symbol};
use crate::language::{Doubt, Pack, Profile};
use crate::text::{Case, Mark, Span, TokenKind};
use std::ops::Range;
use std::sync::Arc;

/// Which model judges a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Model {
    /// At least one word is English and not French; in small letters.
    Lexical,
    /// The first word is capitalised inside a sentence, or is the only one, capitalised, and a known name.
    Capital,
    /// At least one word is English and not French; the first is capitalised and starts a sentence.
    Initial,
    /// Every word is a French form.
    Homograph,
    /// A word that no lexicon has.
    Broken,
}

impl Model {
    /// Every model, in the order of their numbers.
    pub const ALL: [Model; 5] = [Model::Lexical, Model::Capital, Model::Initial, Model::Homograph, Model::Broken];
}

/// Number of features.
pub const COUNT: usize = 79;

/// The feature that the second opinion adds.
pub const INTRUDERS_NEAR: usize = 68;

/// Names of the features, in order; `intrus explain` prints them.
pub const NAMES: [&str; COUNT] = [
    "bias",
    "English over edited French frequency of the most English word",
    "English frequency",
    "edited French frequency",
    "two words",
    "three words or more",
    "long, in small letters, not quoted",
    "share of words that are no French",
    "gain of reading as English",
    "fit of the best French",
    "no French candidate",
    "margin of repair over keep",
    "capitalised inside a sentence",
    "every word capitalised",
    "known as a name",
    "first word of a sentence",
    "in quotation marks",
    "the whole quotation",
    "English beside it in the quotation",
    "alone in brackets",
    "in italics",
    "a name before",
    "a name after",
    "part of a known title",
    "French without its accents",
    "other English near",
    "rare English word",
    "two letters or less",
    "all capitals",
    "alone on its line",
    "hyphenated",
    "goes with its neighbours",
    "channel of the best French",
    "mechanism is a spelling",
    "mechanism is a homograph",
    "determiner before",
    "English function word",
    "code or symbol beside it",
    "known before",
    "known after",
    "capitalised with a repair that fits",
    "long quotation",
    "subword odds",
    "margin, squared",
    "rarity × fit",
    "French without accents near",
    "capitals beside it",
    "elided word before",
    "elision clashes",
    "determiner clashes",
    "accepted loan",
    "capitalised among other English",
    "an English expression",
    "between capitals, as in a title",
    "clash and the repair fits",
    "capitals of a title around it",
    "infinitive in its place",
    "margin of repair over keep, on the left",
    "margin of repair over keep, on the right",
    "margin of the second repair over keep",
    "number of repairs (ln)",
    "repairs that beat keep (ln)",
    "keep given the word before",
    "goes with the word before",
    "goes with the word after",
    "best repair known before",
    "best repair known after",
    "capitalised English beside it",
    "intruders near",
    "small words of a title",
    "a noun in the table by hand",
    "a verb in the table by hand",
    "a connective in the table by hand",
    "its class goes with the word before",
    "its class goes with the word after",
    "the best repair's class goes better with the word before",
    "the best repair's class goes better with the word after",
    "margin of the best repair by bigrams",
    "margin of the best of these by trigrams",
];

/// A candidate's features, with the repairs that were scored on the way.
#[derive(Debug, Clone)]
pub struct Features {
    /// The model that judges it.
    pub model: Model,
    /// Whether the sieve let it pass, and the costly features are known: what it stops is not reported.
    pub passes: bool,
    /// The numbers.
    pub values: [f32; COUNT],
    /// log10 of the probability of the words as they stand: what [`Sides`] holds.
    keep: (f32, f32),
    /// The repairs that are kept, the best first.
    ranked: Vec<Ranked>,
    repairs: Arc<[Known]>,
}

impl Features {
    /// French texts with their scores (log10), best first.
    pub fn ranked(&self) -> impl Iterator<Item = (&Repair, f32)> {
        self.ranked.iter().take(SHOWN).map(|ranked| (&self.repairs[ranked.index].repair, ranked.score))
    }

    /// The repairs that are kept, the best first.
    pub(super) fn kept(&self) -> &[Ranked] {
        &self.ranked
    }

    /// Every repair that was ranked.
    pub(in crate::checker) fn repairs(&self) -> &[Known] {
        &self.repairs
    }
}

/// The feature "margin of repair over keep".
pub const MARGIN: usize = 11;
/// The feature "part of a known title".
pub const TITLE: usize = 23;

/// How many repairs of a candidate are shown with their scores.
const SHOWN: usize = 8;

/// How many repairs are kept of a candidate, in their order: of these the near ones are looked at again when it is found
/// ([near](super::order::near)).
pub(super) const RANKED: usize = 40;

/// A repair in its place among the others.
#[derive(Debug, Clone, Copy)]
pub(in crate::checker) struct Ranked {
    /// Which one.
    pub(in crate::checker) index: usize,
    /// log10 of context times channel.
    pub(super) score: f32,
    /// How much better the words go with their neighbours than by chance.
    pub(super) fit: f32,
    /// What was added to the channel for a trial.
    pub(super) error: f32,
    /// What the context model says of its words in their place.
    pub(super) sides: Fit,
}

/// The repairs of a candidate against each other.
pub(in crate::checker) struct Ranking {
    /// The best, in their order.
    pub(in crate::checker) kept: Vec<Ranked>,
    /// [`Ranked::score`] of each repair, in the order in which they were given.
    scores: Vec<f32>,
}

/// What the surroundings of a candidate add.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// English words in small letters in the paragraph or in the block, as [`intruders_near`] counts them, the candidate's
    /// own aside.
    pub density: f32,
    /// Counts the words of the paragraph that are French but for missing accents, where that matters; two at most.
    pub unaccented: &'a dyn Fn() -> f32,
}

/// What the context model says of words between their neighbours.
struct Sides {
    /// log10 P(first word | what stands before).
    first: f32,
    /// The rest of what [`Fit::log`] sums.
    rest: f32,
}

impl Sides {
    fn of(words: &[Symbol], fit: &Fit) -> Self {
        let first = words.first().map_or(0.0, |&word| fit.first + spelling(word));
        Sides { first, rest: fit.log + words.iter().map(|&s| spelling(s)).sum::<f32>() - first }
    }
}

/// Everything a candidate is judged on.
pub struct Judge<'a> {
    /// The language data.
    pub pack: &'static Pack,
    /// The segment's text.
    pub text: &'a str,
    /// Its marks.
    pub marks: &'a [Mark],
    /// The paragraph.
    pub paragraph: &'a Paragraph<'a>,
    /// Rank the repairs of every candidate, also of those that no repair can turn into a finding.
    pub thorough: bool,
    /// What is remembered.
    pub notes: &'a Notes,
}

impl Judge<'_> {
    /// The repairs with the score of each: context and channel; the best `kept` of them, or all if there are no more.
    pub(in crate::checker) fn rank(&self, items: &Range<usize>, repairs: &[Known], kept: usize) -> Ranking {
        let (left, right) = self.context(items);
        let chance: f32 = right.iter().map(|&s| self.pack.context.unigram(s)).sum();
        let fits = Gap::new(&self.pack.context, left, right).fit_each(repairs.iter().map(Known::symbols));
        let fill = |index: usize| fits[index].log + repairs[index].spellings;
        let scores: Vec<f32> =
            repairs.iter().enumerate().map(|(index, known)| fill(index) + known.repair.log_channel).collect();
        let text = |index: usize| &repairs[index].repair.text;
        let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then_with(|| text(a.1).cmp(text(b.1)));
        let mut best: Vec<(f32, usize)> = scores.iter().copied().zip(0..).collect();
        if kept < best.len() {
            best.select_nth_unstable_by(kept, order);
            best.truncate(kept);
        }
        best.sort_unstable_by(order);
        let ranked = |(score, index): (f32, usize)| Ranked {
            index,
            score,
            fit: fill(index) - repairs[index].alone - chance,
            error: 0.0,
            sides: fits[index],
        };
        Ranking { kept: best.into_iter().map(ranked).collect(), scores }
    }

    /// The repairs of the words, as remembered when they came before.
    fn repairs(&self, model: Model, words: &[Arc<Profile>]) -> Arc<[Known]> {
        match (model, words) {
            (Model::Broken, _) => self.notes.broken(&words[0].text),
            (_, [word]) => self.notes.english(&word.text),
            _ => self.notes.english(&joined(words)),
        }
    }

    /// The symbols around a run of items.
    pub(super) fn context(&self, items: &Range<usize>) -> ([Symbol; 2], [Symbol; 2]) {
        let first = self.paragraph.items[items.start].flow();
        let last = self.paragraph.items[items.end - 1].flow();
        (self.paragraph.left(first), self.paragraph.right(last + 1))
    }

    /// The features of a run of items but for the costly ones; `hunch` is that of its seed.
    pub fn features(&self, items: &Range<usize>, gain: f32, hunch: Hunch, around: Surroundings) -> Features {
        let (pack, paragraph) = (self.pack, self.paragraph);
        let tokens = &paragraph.items[items.clone()];
        let memo = &self.notes.words;
        let words = self.words(items);
        let is_named = items.len() == 1 && tokens[0].word.is_name() && tokens[0].case() != Case::Lower;
        let model = if tokens[0].is_capital_inside() || is_named {
            Model::Capital
        } else if tokens.iter().any(|t| t.word.doubt() == Doubt::English) {
            if tokens[0].case() == Case::Lower { Model::Lexical } else { Model::Initial }
        } else if tokens.iter().any(|t| t.word.doubt() == Doubt::Unknown) {
            Model::Broken
        } else {
            Model::Homograph
        };
        let (left, right) = self.context(items);
        let flow_start = tokens[0].flow();
        let flow_end = tokens[tokens.len() - 1].flow() + 1;
        let own = &paragraph.flow[flow_start..flow_end];
        let is_weighed = |t: &&Item| t.is_word() || t.kind() == TokenKind::Number;
        let own = &own[..own.len().min(tokens.iter().filter(is_weighed).count())];
        let setting = setting(paragraph, self.text, self.marks, items);
        let mut v = [0f32; COUNT];

        let english = words.iter().map(|w| w.english_log_frequency());
        let french = words.iter().map(|w| w.french_log_frequency());
        let ratio = english.clone().zip(french.clone()).map(|(e, f)| e - f).fold(f32::MIN, f32::max);
        let n = words.len();
        v[0] = 1.0;
        fill_frequencies(&mut v, ratio, english.fold(f32::MAX, f32::min), french.fold(f32::MIN, f32::max));
        v[4] = flag(n == 2);
        v[5] = flag(n >= 3);

        v[7] = tokens.iter().filter(|t| t.word.doubt() == Doubt::English).count() as f32 / n.max(1) as f32;
        v[8] = (gain / 5.0).clamp(-2.0, 4.0);
        fill_capitals(&mut v, paragraph, items);
        let capital = v[12] > 0.0;
        let capitals = tokens.iter().filter(|t| t.is_word() && t.case() != Case::Lower).count();
        v[13] = flag(n > 1 && capitals == n);
        self.fill_setting(&mut v, setting, tokens.iter().filter(|t| t.word.doubt() == Doubt::English).count());
        v[6] = flag(n >= 4 && !setting.quoted && !setting.whole_bracket && capitals * 3 <= n);
        v[21] = flag(left[1] == NAME);
        v[22] = flag(right[0] == NAME);
        v[24] = flag(n == 1 && model != Model::Homograph && words[0].is_unaccented());
        v[25] = around.density;
        v[26] = flag(words.iter().all(|w| w.english_size().is_none_or(|s| s >= 55)));
        v[27] = flag(words.iter().all(|w| w.text.len() <= 2));
        v[29] = flag(left[1] == BREAK && right[0] == BREAK);
        v[30] = flag(words.iter().any(|w| w.text.contains('-')));
        v[35] = flag(self.determiner_before(items.start));
        v[36] = flag(words.iter().any(|w| w.english_size() == Some(10)));
        v[37] = flag(self.beside(items, |k| matches!(k, TokenKind::Opaque | TokenKind::Symbol | TokenKind::Asterisk)));
        v[47] = flag(items.start > 0 && paragraph.items[items.start - 1].is_elided(self.text));
        let clash = super::grammar::clash(self.text, paragraph, items.start);
        let (elision, agreement) = (clash.elision, n == 1 && clash.agreement);
        v[48] = flag(elision);
        v[49] = flag(agreement);
        v[50] = flag(tokens.iter().all(|t| t.word.doubt() == Doubt::Loan) || self.is_loan(&words));
        v[51] = if capital { v[25] } else { 0.0 };
        v[52] = flag(n > 1 && super::phrases::longest(memo, self.text, paragraph, items.start).is_some());
        let opens = self.capital_at(items.start.checked_sub(1)) || n > 1 && tokens[0].case() != Case::Lower;
        let closes = self.capital_at(Some(items.end)) || n > 1 && tokens[tokens.len() - 1].is_capital_inside();
        v[53] = flag(opens && closes);
        v[69] = flag(self.is_title_glue(items));
        v[56] = flag(n == 1 && super::grammar::is_infinitive_in_place(memo, self.text, paragraph, items.start));
        v[45] = if v[24] > 0.0 { (around.unaccented)() } else { 0.0 };
        v[55] = self.title_capitals(items).min(3) as f32;

        let fit = Gap::new(&pack.context, left, right).fit(own);
        let keep = Sides::of(own, &fit);
        if let (Some(&one), Some(&last)) = (own.first(), own.last()) {
            v[62] = side(keep.first);
            let beside = Beside::known([left[1], one], [last, right[0]], fit.pairs);
            beside.fill(pack, &mut v);
            let is_known = n == 1 && one != UNKNOWN;
            v[38] = flag(is_known && beside.left.is_known());
            v[39] = flag(is_known && beside.right.is_known());
            if is_known && model == Model::Homograph && one != NAME {
                v[31] = beside.association(pack).clamp(-6.0, 4.0);
            }
        }
        [v[gate::LOOK], v[gate::TRIAL]] = [hunch.margin, hunch.trial];
        Features {
            model,
            passes: false,
            values: v,
            keep: (keep.first, keep.rest),
            ranked: Vec::new(),
            repairs: Arc::default(),
        }
    }

    /// Lets the sieve decide, when these [intruders are near](intruders_near), whether the costly features are worth working
    /// out, and works them out if so; `true` if they are known now and were not before.
    pub fn look_closer(&self, items: &Range<usize>, features: &mut Features, intruders_near: f32) -> bool {
        if features.passes {
            return false;
        }
        features.values[INTRUDERS_NEAR] = intruders_near;
        features.passes = self.thorough || gate::gates().sieves[features.model as usize].passes(&features.values);
        if features.passes {
            self.fill_costly(items, features);
        }
        features.passes
    }

    /// Works out the [costly features](COSTLY_FEATURES).
    fn fill_costly(&self, items: &Range<usize>, features: &mut Features) {
        let (pack, model, v) = (self.pack, features.model, &mut features.values);
        let words = self.words(items);
        let (left, right) = self.context(items);
        v[TITLE] = flag(self.in_title(items));
        [v[70], v[71], v[72]] = self.parts(&words);
        let repairs = self.repairs(model, &words);
        if model == Model::Broken && !repairs.is_empty() {
            v[42] = (words[0].subword_log_odds() / 10.0).clamp(-2.0, 2.0);
        }
        let Ranking { kept: ranked, scores } = self.rank(items, &repairs, RANKED);
        v[10] = flag(ranked.is_empty() && words.len() <= 2);
        v[60] = (scores.len() as f32).ln_1p();
        let keep = features.keep.0 + features.keep.1;
        if let Some(best) = ranked.first() {
            let (repair, symbols) = (&repairs[best.index].repair, repairs[best.index].symbols());
            let fit = ranked.iter().take(5).map(|r| r.fit).fold(f32::MIN, f32::max).clamp(-4.0, 8.0);
            v[9] = fit;
            v[11] = side(best.score - keep);
            v[32] = repair.log_channel.clamp(-6.0, 0.0) + 3.0;
            v[33] = flag(repair.origin == crate::text::Origin::Cognate);
            v[34] = flag(repair.origin == crate::text::Origin::Homograph);
            v[43] = v[11] * v[11].abs() / 10.0;
            v[44] = v[1] * fit.max(0.0) / 5.0;
            let best_sides = Sides::of(symbols, &best.sides);
            v[57] = side(best_sides.first - features.keep.0);
            v[58] = side(best_sides.rest - features.keep.1);
            v[59] = ranked.get(1).map_or(-8.0, |second| side(second.score - keep));
            v[61] = (scores.iter().filter(|&&score| score > keep).count() as f32).ln_1p();
            if let (Some(&first), Some(&last)) = (symbols.first(), symbols.last()) {
                v[75] = pack.classes.affinity(left[1], first) - v[73];
                v[76] = pack.classes.affinity(last, right[0]) - v[74];
            }
            [v[65], v[66]] = best.sides.pairs.map(|pair| flag(pair.is_known()));
        }
        v[40] = if v[12] > 0.0 { v[9].max(0.0) } else { 0.0 };
        v[54] = if v[48] + v[49] > 0.0 { v[9].max(0.0) } else { 0.0 };
        features.ranked = ranked;
        features.repairs = repairs;
    }

    /// What is known of each word of a run of items.
    fn words(&self, items: &Range<usize>) -> Vec<Arc<Profile>> {
        let paragraph = self.paragraph;
        let words = items.clone().filter(|&i| paragraph.items[i].is_word());
        words.map(|i| paragraph.profile(&self.notes.words, self.text, i)).collect()
    }

    fn fill_setting(&self, v: &mut [f32; COUNT], setting: Setting, english: usize) {
        v[16] = flag(setting.quoted);
        v[17] = flag(setting.whole_quote);
        let others = setting.quote_english.saturating_sub(english);
        v[18] = flag(setting.quoted && others > 0);
        v[19] = flag(setting.whole_bracket);
        v[20] = flag(setting.emphasis);
        v[41] = flag(setting.quoted && setting.quote_words > 12);
    }

    /// Whether the table written by hand has the words, as they are, as a noun, as a verb, as a connective (neither noun,
    /// verb, adjective nor interjection).
    fn parts(&self, words: &[Arc<Profile>]) -> [f32; 3] {
        let found = match words {
            [word] => word.parts(),
            _ => self.pack.translation.parts(&joined(words)),
        };
        let mut parts = [0.0; 3];
        for part in PARTS.iter().enumerate().filter(|(i, _)| found >> i & 1 == 1).map(|(_, part)| *part) {
            match part {
                "n" => parts[0] = 1.0,
                "v" => parts[1] = 1.0,
                "r" | "p" | "c" | "d" | "o" | "x" | "q" => parts[2] = 1.0,
                _ => {}
            }
        }
        parts
    }

    fn is_loan(&self, words: &[Arc<Profile>]) -> bool {
        match words {
            [word] => word.is_loan(),
            _ => self.pack.loans.contains(&joined(words)),
        }
    }

    fn beside(&self, items: &Range<usize>, test: impl Fn(TokenKind) -> bool) -> bool {
        let all = &self.paragraph.items;
        let near = [items.start.checked_sub(1), Some(items.end)];
        near.into_iter().flatten().filter_map(|i| all.get(i)).any(|i| test(i.kind()))
    }

    fn determiner_before(&self, item: usize) -> bool {
        use crate::language::lexicon::Tags;
        item.checked_sub(1).is_some_and(|i| {
            self.paragraph.items[i].is_word()
                && self.paragraph.profile(&self.notes.words, self.text, i).tags().intersects(Tags::DETERMINER)
        })
    }
}

fn joined(words: &[Arc<Profile>]) -> String {
    let words: Vec<&str> = words.iter().map(|w| &*w.text).collect();
    words.join(" ")
}

/// Fills in how frequent words are in English and in edited French, and how much more so in English (log10).
pub(super) fn fill_frequencies(v: &mut [f32; COUNT], odds: f32, english: f32, french: f32) {
    v[1] = odds.clamp(-3.0, 6.0);
    v[2] = english.clamp(-8.0, -1.0) + 5.0;
    v[3] = french.clamp(-8.0, -1.0) + 5.0;
}

/// Fills in the capitals of a run and those beside it.
pub(super) fn fill_capitals(v: &mut [f32; COUNT], paragraph: &Paragraph, items: &Range<usize>) {
    let tokens = &paragraph.items[items.clone()];
    v[12] = flag(tokens[0].is_capital_inside());
    v[14] = flag(tokens.iter().any(|t| t.word.is_name() && t.case() != Case::Lower));
    v[15] = flag(tokens[0].is_initial() && tokens[0].case() != Case::Lower);
    v[28] = flag(tokens.iter().all(|t| !t.is_word() || t.case() == Case::Upper));
    let beside = [items.start.checked_sub(1), Some(items.end)];
    let beside = || beside.iter().flatten().filter_map(|&i| paragraph.items.get(i));
    v[46] = flag(beside().any(Item::is_capital));
    v[67] = flag(beside().any(|i| i.is_capital_inside() && i.word.doubt() == Doubt::English && !i.word.is_name()));
}

pub(super) fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// A difference of log probabilities, within bounds.
fn side(difference: f32) -> f32 {
    difference.clamp(-8.0, 8.0)
}

/// Sets the probability that each of some candidates that passed the sieve is an intruder, taken for itself.
pub fn first_opinions(candidates: Vec<&mut Candidate>) {
    opinions(candidates, |judgement| &judgement.first);
}

/// The same, with the [`intruders_near`] each.
pub fn second_opinions(candidates: Vec<&mut Candidate>) {
    opinions(candidates, |judgement| &judgement.second);
}

/// What one of the forests says of candidates, of all that it judges at once.
fn opinions(mut candidates: Vec<&mut Candidate>, forest: impl Fn(&Judgement) -> &Forest) {
    for model in Model::ALL {
        let mut own: Vec<_> = candidates.iter_mut().filter(|c| c.features.model == model).collect();
        let odds = forest(forest::of(model)).log_odds_each(own.iter().map(|c| &c.features.values));
        own.iter_mut().zip(odds).for_each(|(c, odds)| c.probability = logistic(odds));
    }
}

/// How thick intruders are in a text of `words` words, given the sum of their probabilities: the logarithm of one more than
/// their number in a hundred words.
pub fn intruders_near(sum: f32, words: f32) -> f32 {
    (100.0 * sum.max(0.0) / words.max(SHORT)).ln_1p()
}

/// Words from which on the share of intruders says something.
pub const SHORT: f32 = 60.0;

/// What each feature adds to the log-odds.
pub fn contributions(features: &Features) -> [f32; COUNT] {
    forest::of(features.model).second.contributions(&features.values)
}

/// The probability from which on a candidate of this model is reported.
pub fn threshold(model: Model) -> f32 {
    forest::of(model).threshold
}

/// The logistic function.
pub(in crate::checker) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The features that are known after the sieve only: they need the repairs, or much looking up.
pub const COSTLY_FEATURES: &[usize] =
    &[9, 10, 11, TITLE, 32, 33, 34, 40, 42, 43, 44, 54, 57, 58, 59, 60, 61, 65, 66, 70, 71, 72, 75, 76];

/// What a finding covers, for the rules to name.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The items of the paragraph.
    pub items: Range<usize>,
    /// The bytes.
    pub span: Span,
    /// Its features.
    pub features: Features,
    /// The probability that it is an intruder.
    pub probability: f32,
    /// The repairs that are looked at again, by their place in those of `features`, with their features; none before
    /// the findings have been compared.
    pub looked: Vec<(usize, super::order::Values)>,
    /// Which of these are likeliest, and how likely (`Ranker::shares`).
    pub shares: Vec<(usize, f32)>,
    /// How it relates to what its segment translates; none where nothing is known of that.
    pub standing: Option<crate::checker::pair::Standing>,
}

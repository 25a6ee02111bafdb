//! In which order the repairs of a finding are offered, and how likely each is to be what stood there.
//!
//! The detector scores every repair of every candidate, so its score must be cheap. For a finding, of which there are few, a
//! forest looks again at the best of them: at the grammar of the place, the number of the intruder, the kind of damage
//! around. `intrus-pack fit` grows it on damaged text (`data/order.bin`).

use super::features::{Candidate, INTRUDERS_NEAR, Judge, Model, TITLE, logistic};
use super::forest::Forest;
use super::grammar;
use crate::checker::repair::{Known, Repair};
use crate::language::lexicon::bytes::{Sections, Table};
use crate::language::lexicon::{EnglishTags, Tags};
use crate::text::{Case, Origin, unaccented};
use std::sync::OnceLock;

/// How many repairs of a finding are looked at again.
const POOL: usize = 32;

/// Number of features.
pub const COUNT: usize = 35;

/// Names of the features, in order.
pub const NAMES: [&str; COUNT] = [
    "bias",
    "score against the best",
    "fit with the neighbours",
    "fit against the best fit",
    "channel",
    "channel against the best",
    "origin is a homograph",
    "origin is the table by hand",
    "origin is a spelling",
    "origin is inside a word",
    "goes with the word before",
    "goes with the word after",
    "class goes with the word before",
    "class goes with the word after",
    "frequency",
    "words of the repair",
    "words of the intruder",
    "number agrees",
    "determiner clashes",
    "elision clashes",
    "place by score (ln)",
    "known before",
    "known after",
    "spelling is near",
    "the intruder is a homograph",
    "the intruder is a broken word",
    "intruders near",
    "repairs looked at (ln)",
    "score against the next or the best",
    "capitalised intruder",
    "odds that it is an intruder at all",
    "the others are homographs",
    "number of the others (ln)",
    "a homograph among homographs",
    "quoted, in italics, in brackets or part of a title",
];

/// What the other findings of a block are like: one program damaged them all, in its own way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Company {
    /// How many there are.
    pub count: f32,
    /// Share of them that inverted homographs explain best: near 1 where an article spinner was at work, near 0 where
    /// somebody left words untranslated.
    pub homographs: f32,
}

/// Tells each finding of a block what the others are like.
pub fn compare(mut found: Vec<&mut Candidate>) {
    let leans: Vec<f32> = found.iter().map(|c| lean(c)).collect();
    let sum: f32 = leans.iter().sum();
    let others = leans.len().saturating_sub(1) as f32;
    for (candidate, lean) in found.iter_mut().zip(&leans) {
        // As if there were one more that says nothing.
        candidate.company = Company { count: others, homographs: (0.5 + sum - lean) / (1.0 + others) };
    }
}

/// The probability that a homograph stood there, as the cheap scores of its best repairs have it.
fn lean(candidate: &Candidate) -> f32 {
    let best = |is_homograph: bool| {
        let scores = candidate.features.ranked().filter(|r| (r.0.origin == Origin::Homograph) == is_homograph);
        scores.map(|r| r.1).fold(f32::MIN, f32::max)
    };
    match (best(true), best(false)) {
        (f32::MIN, f32::MIN) => 0.5,
        (homograph, other) => logistic(std::f32::consts::LN_10 * (homograph - other).clamp(-2.0, 2.0)),
    }
}

/// Features of the candidate that set it off from plain text: quoted, in brackets, in italics, a title.
const SET_OFF: &[usize] = &[13, 16, 17, 19, 20, TITLE, 53];

/// A repair in its order.
#[derive(Debug, Clone, Copy)]
pub struct Ordered<'a> {
    /// The repair.
    pub repair: &'a Repair,
    /// The probability that the candidate is an intruder and this stood there.
    pub confidence: f32,
    /// See [`is_plain`].
    pub is_plain: bool,
}

/// A repair with its numbers.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// The repair.
    pub repair: &'a Repair,
    /// Its features.
    pub values: [f32; COUNT],
}

impl Judge<'_> {
    /// The best repairs of a candidate by the cheap score, with their features, best first.
    pub fn choices<'c>(&self, candidate: &'c Candidate) -> Vec<Choice<'c>> {
        let repairs = candidate.features.repairs();
        let mut ranked = self.rank(&candidate.items, repairs, POOL);
        ranked.truncate(POOL);
        let Some(best) = ranked.first() else { return Vec::new() };
        let best_score = best.score;
        let fit = ranked.iter().map(|r| r.fit).fold(f32::MIN, f32::max);
        let channel = ranked.iter().map(|r| repairs[r.index].repair.log_channel).fold(f32::MIN, f32::max);
        let next = ranked.get(1).map_or(best_score - 8.0, |r| r.score);
        let intruder = self.intruder(candidate);
        let count = (ranked.len() as f32).ln();
        let choice = |(place, r): (usize, &super::features::Ranked)| {
            let known = &repairs[r.index];
            let mut v = [0f32; COUNT];
            v[0] = 1.0;
            v[1] = (r.score - best_score).max(-12.0);
            v[2] = r.fit.clamp(-6.0, 10.0);
            v[3] = (r.fit - fit).max(-12.0);
            v[4] = known.repair.log_channel.max(-8.0);
            v[5] = (known.repair.log_channel - channel).max(-8.0);
            v[20] = (place as f32 + 1.0).ln();
            v[27] = count;
            v[28] = (r.score - if place == 0 { next } else { best_score }).clamp(-12.0, 8.0);
            self.fill_choice(&mut v, candidate, known, &intruder);
            Choice { repair: &known.repair, values: v }
        };
        ranked.iter().enumerate().map(choice).collect()
    }

    /// The repairs, the likeliest first.
    pub fn ordered<'c>(&self, candidate: &'c Candidate) -> Vec<Ordered<'c>> {
        let choices = self.choices(candidate);
        let order = |c: &Choice<'c>| Ordered {
            repair: c.repair,
            confidence: logistic(ranker().forest.log_odds(&widened(&c.values))),
            is_plain: is_plain(&c.values),
        };
        let mut ordered: Vec<Ordered> = choices.iter().map(order).collect();
        // One of them stood there, or none: together they are no likelier than certain.
        let sum: f32 = ordered.iter().map(|c| c.confidence).sum::<f32>().max(1.0);
        ordered.iter_mut().for_each(|c| c.confidence *= candidate.probability / sum);
        ordered.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        ordered
    }

    fn fill_choice(&self, v: &mut [f32; COUNT], candidate: &Candidate, known: &Known, intruder: &Intruder) {
        let (pack, items) = (self.pack, &candidate.items);
        let (left, right) = self.context(items);
        let (Some(&first), Some(&last)) = (known.symbols().first(), known.symbols().last()) else { return };
        let context = &pack.context;
        v[6] = flag(known.repair.origin == Origin::Homograph);
        v[7] = flag(known.repair.origin == Origin::Untranslated);
        v[8] = flag(known.repair.origin == Origin::Cognate);
        v[9] = flag(known.repair.origin == Origin::InsideWord);
        v[10] = (context.bigram(left[1], first) - context.unigram(first)).clamp(-4.0, 6.0);
        v[11] = (context.bigram(last, right[0]) - context.unigram(right[0])).clamp(-4.0, 6.0);
        v[12] = pack.classes.affinity(left[1], first);
        v[13] = pack.classes.affinity(last, right[0]);
        v[14] = known.alone.max(-12.0);
        v[15] = known.symbols().len() as f32;
        v[16] = items.len() as f32;
        let words: Vec<&str> = known.repair.text.split(' ').collect();
        let readings = |word: Option<&&str>| word.map_or_else(Vec::new, |w| pack.french.reading_tags(w).to_vec());
        v[17] = intruder.number_agrees(&readings(words.last()));
        if let Some(word) = words.first() {
            let clashes =
                grammar::clashes_with(self.text, self.paragraph, items.start, word, &readings(Some(word)));
            v[18] = flag(clashes.agreement);
            v[19] = flag(clashes.elision);
        }
        v[21] = flag(context.knows(left[1], first));
        v[22] = flag(context.knows(last, right[0]));
        let letters = intruder.text.chars().count().max(known.repair.text.chars().count()).max(1);
        let distance = strsim::levenshtein(&intruder.text, &unaccented(&known.repair.text));
        v[23] = 1.0 - distance as f32 / letters as f32;
        v[24] = flag(candidate.features.model == Model::Homograph);
        v[25] = flag(candidate.features.model == Model::Broken);
        v[26] = candidate.features.values[INTRUDERS_NEAR];
        v[29] = flag(intruder.is_capital);
        let of = &candidate.features.values;
        v[34] = flag(SET_OFF.iter().any(|&feature| of[feature] > 0.0));
        v[31] = candidate.company.homographs;
        v[32] = candidate.company.count.ln_1p();
        v[33] = if v[6] > 0.0 { v[31] } else { 1.0 - v[31] };
        v[30] = (candidate.probability / (1.0 - candidate.probability).max(1e-3)).ln().clamp(-4.0, 6.0);
    }

    fn intruder(&self, candidate: &Candidate) -> Intruder {
        let words: Vec<_> = candidate.items.clone().filter(|&i| self.paragraph.items[i].is_word()).collect();
        let text: Vec<_> = words.iter().map(|&i| self.paragraph.folded(self.text, i)).collect();
        let readings = text.last().map_or_else(Vec::new, |word| self.pack.english.readings(word));
        let is = |wanted: EnglishTags| readings.iter().any(|r| r.tags.intersects(wanted));
        let nominal = EnglishTags(EnglishTags::NOUN.0 | EnglishTags::ADJECTIVE.0);
        let singular = readings.iter().any(|r| r.tags.intersects(nominal) && !r.tags.intersects(EnglishTags::PLURAL));
        Intruder {
            text: unaccented(&text.join(" ")),
            plural: is(EnglishTags::PLURAL),
            singular,
            is_capital: self.paragraph.items[candidate.items.start].token.case != Case::Lower,
        }
    }
}

/// What of the intruder its repairs are compared with.
struct Intruder {
    text: String,
    plural: bool,
    singular: bool,
    is_capital: bool,
}

impl Intruder {
    /// 1 when the number of the French is that of the English, -1 when it is the other, 0 when nothing tells.
    fn number_agrees(&self, readings: &[Tags]) -> f32 {
        let is = |number: Tags| readings.iter().any(|r| r.intersects(number));
        match (self.singular, self.plural, is(Tags::SINGULAR), is(Tags::PLURAL)) {
            (true, false, true, _) | (false, true, _, true) => 1.0,
            (true, false, false, true) | (false, true, true, false) => -1.0,
            _ => 0.0,
        }
    }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// The features in a row as long as a forest asks for.
pub fn widened(values: &[f32; COUNT]) -> [f32; super::features::COUNT] {
    let mut row = [0f32; super::features::COUNT];
    row[..COUNT].copy_from_slice(values);
    row
}

/// Whether a place with these features is plain text where a fix may be safe: a single word in small letters that is no part
/// of a title or quotation.
pub fn is_plain(values: &[f32]) -> bool {
    values[16] == 1.0 && values[29] == 0.0 && values[34] == 0.0
}

/// The confidence from which on the best repair of a plain place is safe.
pub fn safe_from() -> f32 {
    ranker().safe_from
}

struct Ranker {
    forest: Forest,
    safe_from: f32,
}

fn ranker() -> &'static Ranker {
    static BYTES: &[u8] = include_bytes!("../../../data/order.bin");
    static RANKER: OnceLock<Ranker> = OnceLock::new();
    RANKER.get_or_init(|| {
        let sections = Sections::new(BYTES);
        let safe_from = f32::from_bits(Table::<4>::new(sections.get(1)).get(0) as u32);
        Ranker { forest: Forest::read(sections.get(0)), safe_from }
    })
}

/// The forest and the confidence from which on a fix is safe, as a file.
#[cfg(feature = "pack-builder")]
pub fn write(forest: &Forest, safe_from: f32) -> Vec<u8> {
    crate::language::lexicon::bytes::write_sections(&[&forest.write(), &safe_from.to_le_bytes()])
}

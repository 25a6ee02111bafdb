//! What is known of a repair in its place, as numbers.

use super::View;
use super::intruder::Intruder;
use super::manner::Company;
use super::place::Place;
use super::topics::{DIMENSIONS, Topics, Vector, products};
use crate::checker::detect::features::{COUNT as WIDTH, Candidate, INTRUDERS_NEAR, Judge, Model, Ranked, TITLE, flag};
use crate::checker::detect::grammar;
use crate::checker::repair::{BY_ALIGNMENT, BY_HAND, BY_SPELLING, Known};
use crate::language::candidates::{MOBY, PIVOT, WORDNET};
use crate::language::lexicon::{EnglishTags, Tags};
use crate::language::ngram::model::power_of_ten;
use crate::language::ngram::symbols::FIRST_WORD;
use crate::language::ngram::{Fit, Symbol};
use crate::text::Origin;

macro_rules! features {
    ($($name:ident = $text:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($name,)* }
        $(#[doc = $text] pub const $name: usize = Number::$name as usize;)*
        /// Names of the features, in order.
        pub const NAMES: &[&str] = &[$($text,)*];
    };
}

features! {
    BIAS = "bias";
    SCORE_TO_BEST = "score against the best";
    SCORE_TO_NEXT = "score against the next or the best";
    SHARE = "share of the score among all (ln)";
    SCORE_TO_OTHERS = "score against the best of another mechanism";
    PLACE = "place by score (ln)";
    PLACE_IN_ORIGIN = "place by score in its mechanism (ln)";
    COUNT_OF_REPAIRS = "repairs ranked (ln)";
    FIT = "fit with the neighbours";
    FIT_TO_BEST = "fit against the best fit";
    CHANNEL = "channel";
    CHANNEL_TO_BEST = "channel against the best";
    HOMOGRAPH = "origin is a homograph";
    BY_TABLE = "origin is the table by hand";
    COGNATE = "origin is a spelling";
    INSIDE = "origin is inside a word";
    IN_WORDNET = "in WordNet";
    IN_MOBY = "in Moby";
    IN_TABLE = "in the table by hand";
    IN_PIVOT = "shares its French with the intruder";
    IN_ALIGNMENT = "in the table by alignment";
    BY_LETTERS = "its letters are the intruder's";
    BIGRAM_BEFORE = "goes with the word before";
    BIGRAM_AFTER = "goes with the word after";
    TRIGRAM_BEFORE = "goes with the two words before";
    TRIGRAM_AROUND = "the word after goes with both";
    TRIGRAM_AFTER = "the second word after goes with both";
    TRIGRAM_BEFORE_TO_BEST = "goes with the two words before, against the best";
    AFTER_TO_BEST = "the words after go with it, against the best";
    CLASS_BEFORE = "class goes with the word before";
    CLASS_AFTER = "class goes with the word after";
    CLASS_TO_BEST = "class goes with both, against the best";
    KNOWN_BEFORE = "known before";
    KNOWN_AFTER = "known after";
    FREQUENCY = "frequency";
    ENGLISH_SPELLING = "frequency of its letters as an English word";
    ACCENTED = "has letters that English has not";
    IN_PARAGRAPH = "comes elsewhere in the paragraph, against chance";
    TOPIC = "stands in such texts";
    TOPIC_TO_BEST = "stands in such texts, against the best";
    MEANING = "stands where the translations stand";
    WORDS = "words of the repair";
    INTRUDER_WORDS = "words of the intruder";
    NUMBER_AGREES = "number agrees";
    PART_AGREES = "part of speech agrees";
    DETERMINER_CLASHES = "determiner clashes";
    ELISION_CLASHES = "elision clashes";
    DETERMINER_GENDER = "gender that the determiner wants";
    DETERMINER_NUMBER = "number that the determiner wants";
    AGREES_BEFORE = "agrees with the noun or adjective before";
    AGREES_AFTER = "agrees with the noun or adjective after";
    AGREES_SUBJECT = "agrees with the subject before";
    AGREES_VERB = "agrees with the verb after";
    AFTER_AUXILIARY = "a participle after an auxiliary";
    NOUN = "a noun";
    ADJECTIVE = "an adjective";
    INFINITIVE = "an infinitive";
    FINITE = "a finite verb";
    PARTICIPLE = "a past participle";
    ADVERB = "an adverb";
    FUNCTION = "a function word";
    ENGLISH_NOUN = "the intruder is a noun";
    ENGLISH_VERB = "the intruder is a verb";
    ENGLISH_ADJECTIVE = "the intruder is an adjective";
    ENGLISH_INFLECTION = "the intruder ends in -s, -ed or -ing";
    ENGLISH_FREQUENCY = "frequency of the intruder";
    SPELLING = "spelling is near";
    FRENCH_INTRUDER = "the intruder is a homograph";
    BROKEN_INTRUDER = "the intruder is a broken word";
    CAPITAL = "capitalised intruder";
    NEAR = "intruders near";
    ODDS = "odds that it is an intruder at all";
    OTHERS = "number of the others (ln)";
    OTHERS_SPUN = "odds that a spinner made the others";
    SPUN = "odds that a spinner made it";
    AMONG_ITS_KIND = "as the others are: a homograph among homographs";
    OF_ITS_KIND = "as it seems to be: a homograph made by a spinner";
    SET_OFF = "quoted alone or beside other English, in italics, in brackets or part of a title";
}

/// Number of features.
pub const COUNT: usize = NAMES.len();

/// Features of which more may never mean less (or, with -1, never mean more) likely, whatever the sample says.
pub const MONOTONE: &[(usize, f64)] = &[
    (SCORE_TO_BEST, 1.0),
    (SHARE, 1.0),
    (DETERMINER_CLASHES, -1.0),
    (ELISION_CLASHES, -1.0),
    (DETERMINER_GENDER, 1.0),
    (DETERMINER_NUMBER, 1.0),
    (AGREES_SUBJECT, 1.0),
    (AGREES_VERB, 1.0),
    (AMONG_ITS_KIND, 1.0),
    (OF_ITS_KIND, 1.0),
];

/// Features of the candidate that set it off from plain text: quoted alone or beside other English, in brackets, in italics, a
/// title. French that is quoted is French.
const SETTINGS: &[usize] = &[13, 17, 18, 19, 20, TITLE, 53];

/// The numbers of one repair, in a row as long as a forest asks for: the forests of the detector and these are read by the same code.
pub type Values = [f32; WIDTH];

const _: () = assert!(COUNT <= WIDTH);

/// What the repairs of a candidate share.
pub(super) struct Scene<'a> {
    judge: &'a Judge<'a>,
    candidate: &'a Candidate,
    /// The symbols right before and after.
    beside: [Symbol; 2],
    place: Place,
    intruder: Intruder,
    /// What is the same of all repairs.
    shared: Values,
    /// log10 of the probability of the symbol after these, given the one right after.
    right_log: f32,
    topics: Topics,
    /// What the words around are about.
    topic: Option<Vector>,
    /// The symbols of the paragraph that are near.
    page: &'a [Symbol],
    /// The sources that are seen ([`View::sources`]).
    sources: u8,
}

/// Number of mechanisms.
const ORIGINS: usize = Origin::InsideWord as usize + 1;

/// Symbols on either side that tell what the text is about.
const TELLING: usize = 30;

/// Symbols on either side among which a repair may come again. More have few paragraphs, but some have a hundred times as many.
const PAGE: usize = 2048;

impl<'a> Scene<'a> {
    pub(super) fn new(judge: &'a Judge<'a>, candidate: &'a Candidate, view: View) -> Self {
        let View { topics, sources, .. } = view;
        let (left, right) = judge.context(&candidate.items);
        let place = Place::around(judge, &candidate.items);
        let items = &judge.paragraph.items;
        let (start, end) = (items[candidate.items.start].flow(), items[candidate.items.end - 1].flow() + 1);
        let flow = &judge.paragraph.flow;
        let before = &flow[start.saturating_sub(TELLING)..start];
        let after = &flow[end.min(flow.len())..(end + TELLING).min(flow.len())];
        let page = &flow[start.saturating_sub(PAGE)..flow.len().min(end + PAGE)];
        let topic = topics.together(before.iter().chain(after));
        let intruder = Intruder::new(judge, candidate);
        let shared = shared(candidate, &intruder);
        let right_log = judge.pack.context.bigram(right[0], right[1]);
        Scene {
            judge,
            candidate,
            beside: [left[1], right[0]],
            place,
            intruder,
            shared,
            right_log,
            topics,
            topic,
            page,
            sources,
        }
    }

    /// The features of the first `near` of the ranked repairs. What is cheap is compared with all of them, the rest with these only.
    pub(super) fn values(&self, ranked: &[&Ranked], near: usize, repairs: &[Known]) -> Vec<(usize, Values)> {
        ranked.iter().for_each(|r| self.topics.prefetch(repairs[r.index].symbols()));
        let texts: Vec<&str> = ranked.iter().take(near).map(|r| repairs[r.index].repair.text.as_str()).collect();
        self.judge.notes.ask_grammar(&texts);
        let mut all = vec![(0, self.shared); near];
        for ((index, v), r) in all.iter_mut().zip(ranked) {
            *index = r.index;
            self.fill_alone(v, r, &repairs[r.index]);
        }
        compare_scores(&mut all, ranked, repairs);
        let topic = |r: &&Ranked| self.topics.together(repairs[r.index].symbols().iter());
        let vectors: Vec<Option<Vector>> = ranked.iter().map(topic).collect();
        let none = || vec![None; vectors.len()];
        let topics = in_the_middle(self.topic.as_ref().map_or_else(none, |topic| products(&vectors, topic)));
        let meanings = in_the_middle(meanings(&vectors, ranked, repairs));
        for ((_, v), (topic, meaning)) in all.iter_mut().zip(topics.iter().zip(meanings)) {
            (v[TOPIC], v[MEANING]) = (*topic, meaning);
        }
        let best_fit = best(ranked.iter().map(|r| fit(r)));
        let best_channel = best(ranked.iter().map(|r| channel(r, &repairs[r.index])));
        let best_topic = best(topics.iter().copied());
        // Also where the programs look at all.
        let seen = super::near(all.iter().map(|(_, v)| v[SCORE_TO_BEST]), super::FAR);
        let seen = || all[..seen].iter().map(|(_, v)| v);
        let before = |v: &Values| v[TRIGRAM_BEFORE];
        let after = |v: &Values| v[TRIGRAM_AROUND] + v[TRIGRAM_AFTER];
        let class = |v: &Values| v[CLASS_BEFORE] + v[CLASS_AFTER];
        let (best_before, best_after, best_class) =
            (best(seen().map(before)), best(seen().map(after)), best(seen().map(class)));
        for (_, v) in &mut all {
            let to_best = |value: f32, best: f32| (value - best).max(-12.0);
            v[FIT_TO_BEST] = to_best(v[FIT], best_fit);
            v[CHANNEL_TO_BEST] = to_best(v[CHANNEL], best_channel);
            v[TOPIC_TO_BEST] = to_best(v[TOPIC], best_topic);
            v[TRIGRAM_BEFORE_TO_BEST] = to_best(before(v), best_before);
            v[AFTER_TO_BEST] = to_best(after(v), best_after);
            v[CLASS_TO_BEST] = to_best(class(v), best_class);
        }
        all
    }

    /// Fills in what can be said of a repair without the others.
    fn fill_alone(&self, v: &mut Values, ranked: &Ranked, known: &Known) {
        v[FIT] = fit(ranked);
        v[CHANNEL] = channel(ranked, known);
        let origin = |wanted: Origin| flag(known.repair.origin == wanted);
        v[HOMOGRAPH] = origin(Origin::Homograph);
        v[BY_TABLE] = origin(Origin::Untranslated);
        v[COGNATE] = origin(Origin::Cognate);
        v[INSIDE] = origin(Origin::InsideWord);
        let source = |bit: u8| flag(known.repair.sources & self.sources & bit != 0);
        v[IN_WORDNET] = source(WORDNET);
        v[IN_MOBY] = source(MOBY);
        v[IN_TABLE] = source(BY_HAND);
        v[IN_PIVOT] = source(PIVOT);
        v[IN_ALIGNMENT] = source(BY_ALIGNMENT);
        v[BY_LETTERS] = source(BY_SPELLING);
        self.fill_context(v, &ranked.sides, known);
        self.fill_grammar(v, known);
        keep_company(v, &Company::default());
    }

    fn fill_context(&self, v: &mut Values, sides: &Fit, known: &Known) {
        let (context, classes) = (&self.judge.pack.context, &self.judge.pack.classes);
        let [l1, r0] = self.beside;
        let (Some(&first), Some(&last)) = (known.symbols().first(), known.symbols().last()) else { return };
        let side = |s: f32| s.clamp(-4.0, 6.0);
        let (by_chance, after_by_chance) = (context.unigram(first), context.unigram(r0));
        let ([before, after], [around, far_after]) = (sides.pairs, sides.after);
        v[BIGRAM_BEFORE] = side(before.log - by_chance);
        v[BIGRAM_AFTER] = side(after.log - after_by_chance);
        v[TRIGRAM_BEFORE] = side(sides.first - by_chance);
        v[TRIGRAM_AROUND] = side(around - after_by_chance);
        v[TRIGRAM_AFTER] = side(far_after - self.right_log);
        v[CLASS_BEFORE] = classes.affinity(l1, first);
        v[CLASS_AFTER] = classes.affinity(last, r0);
        v[KNOWN_BEFORE] = flag(before.is_known());
        v[KNOWN_AFTER] = flag(after.is_known());
        v[FREQUENCY] = known.alone.max(-12.0);
        v[WORDS] = known.symbols().len() as f32;
        if let [symbol] = *known.symbols()
            && symbol >= FIRST_WORD
        {
            let flow = self.page;
            // A sum of numbers as wide as what is compared takes four at once.
            let times = flow.iter().map(|&s| u32::from(s == symbol)).sum::<u32>() as f32;
            let expected = flow.len() as f32 * power_of_ten(known.alone);
            v[IN_PARAGRAPH] = ((times + 0.2) / (expected + 0.2)).ln();
        }
    }

    fn fill_grammar(&self, v: &mut Values, known: &Known) {
        let items = &self.candidate.items;
        let text = &*known.repair.text;
        let known_of = self.judge.notes.grammar(text);
        let (start, end) = (known_of.first(), known_of.last());
        v[NUMBER_AGREES] = self.intruder.number_agrees(end);
        v[PART_AGREES] = self.intruder.part_agrees(end);
        let clashes = grammar::clashes_with(self.judge.text, self.judge.paragraph, items.start, text, start);
        v[DETERMINER_CLASHES] = flag(clashes.agreement);
        v[ELISION_CLASHES] = flag(clashes.elision);
        v[DETERMINER_GENDER] = self.place.with_determiner(start, Tags::GENDERS);
        v[DETERMINER_NUMBER] = self.place.with_determiner(start, Tags::NUMBERS);
        v[AGREES_BEFORE] = self.place.with_word_before(start);
        v[AGREES_AFTER] = self.place.with_word_after(end);
        v[AGREES_SUBJECT] = self.place.with_subject(start);
        v[AGREES_VERB] = self.place.with_verb(end);
        v[AFTER_AUXILIARY] = self.place.with_auxiliary(start);
        let any = start.iter().fold(Tags::default(), |any, r| any.union(*r));
        let is = |wanted: Tags| flag(any.intersects(wanted));
        v[NOUN] = is(Tags::NOUN);
        v[ADJECTIVE] = is(Tags::ADJECTIVE);
        v[INFINITIVE] = is(Tags::INFINITIVE);
        v[FINITE] = is(Tags::FINITE);
        v[PARTICIPLE] = is(Tags::PAST_PARTICIPLE);
        v[ADVERB] = is(Tags::ADVERB);
        v[FUNCTION] = is(Tags(
            Tags::DETERMINER.0 | Tags::PRONOUN.0 | Tags::PREPOSITION.0 | Tags::CONJUNCTION.0 | Tags::PARTICLE.0,
        ));
        v[ACCENTED] = flag(!text.is_ascii());
        v[ENGLISH_SPELLING] = known_of.english;
        let distance = &self.intruder.distance;
        let longer = distance.letters().max(text.chars().count()).max(1);
        v[SPELLING] = 1.0 - distance.to(&known_of.letters) as f32 / longer as f32;
    }
}

/// The best of some numbers.
fn best(numbers: impl Iterator<Item = f32>) -> f32 {
    numbers.fold(f32::MIN, f32::max)
}

/// How well a repair fits, within bounds.
fn fit(ranked: &Ranked) -> f32 {
    ranked.fit.clamp(-6.0, 10.0)
}

/// The channel of a repair, within bounds.
fn channel(ranked: &Ranked, known: &Known) -> f32 {
    (known.repair.log_channel + ranked.error).max(-8.0)
}

/// How near each repair stands to the translations of the intruder, itself aside.
fn meanings(vectors: &[Option<Vector>], ranked: &[&Ranked], repairs: &[Known]) -> Vec<Option<f32>> {
    let weight = |r: &&Ranked| {
        let repair = &repairs[r.index].repair;
        let is_translation = repair.sources & (BY_HAND | BY_ALIGNMENT) != 0;
        if is_translation { power_of_ten(repair.log_channel) } else { 0.0 }
    };
    let weights: Vec<f32> = ranked.iter().map(weight).collect();
    // All directions are of unit length: the mean of the cosines with them is the cosine with their mean.
    let (mut sum, mut all) = ([0f32; DIMENSIONS], 0f32);
    // Most are no translations.
    let weighty = vectors.iter().zip(&weights).filter(|(_, weight)| **weight > 0.0);
    for (vector, weight) in weighty.filter_map(|(vector, weight)| Some((vector.as_ref()?, weight))) {
        sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += weight * x);
        all += weight;
    }
    if all == 0.0 {
        return vec![None; vectors.len()];
    }
    let meaning = |(product, weight): (Option<f32>, &f32)| {
        let others = all - weight;
        let product = product.filter(|_| others > 1e-5 * all)?;
        Some((product - weight) / others)
    };
    products(vectors, &sum).into_iter().zip(&weights).map(meaning).collect()
}

/// Words without a topic stand in the middle.
fn in_the_middle(values: Vec<Option<f32>>) -> Vec<f32> {
    let known = || values.iter().flatten();
    let middle = known().sum::<f32>() / (known().count() as f32).max(1.0);
    values.into_iter().map(|value| value.unwrap_or(middle)).collect()
}

/// The features that say nothing of the repair.
fn shared(candidate: &Candidate, intruder: &Intruder) -> Values {
    let mut v = [0f32; WIDTH];
    v[BIAS] = 1.0;
    v[INTRUDER_WORDS] = candidate.items.len() as f32;
    v[ENGLISH_NOUN] = flag(intruder.is(EnglishTags::NOUN));
    v[ENGLISH_VERB] = flag(intruder.is(EnglishTags::VERB));
    v[ENGLISH_ADJECTIVE] = flag(intruder.is(EnglishTags::ADJECTIVE));
    v[ENGLISH_INFLECTION] = if intruder.is(EnglishTags::ING) {
        3.0
    } else if intruder.is(EnglishTags::PAST) {
        2.0
    } else {
        flag(intruder.is(EnglishTags(EnglishTags::PLURAL.0 | EnglishTags::THIRD.0)))
    };
    v[ENGLISH_FREQUENCY] = intruder.log_frequency;
    v[FRENCH_INTRUDER] = flag(candidate.features.model == Model::Homograph);
    v[BROKEN_INTRUDER] = flag(candidate.features.model == Model::Broken);
    v[CAPITAL] = flag(intruder.is_capital);
    v[NEAR] = candidate.features.values[INTRUDERS_NEAR];
    v[ODDS] = (candidate.probability / (1.0 - candidate.probability).max(1e-3)).ln().clamp(-4.0, 6.0);
    v[SET_OFF] = flag(SETTINGS.iter().any(|&feature| candidate.features.values[feature] > 0.0));
    v
}

/// Fills in what the other findings of the block say.
pub fn keep_company(v: &mut [f32], company: &Company) {
    v[OTHERS] = company.others;
    v[OTHERS_SPUN] = company.spun.clamp(-12.0, 12.0);
    v[SPUN] = company.own;
    // A repair that both manners know of is right with either.
    let by_thesaurus = v[IN_WORDNET] + v[IN_MOBY] + v[IN_PIVOT] > 0.0;
    let by_others = v[IN_TABLE] + v[IN_ALIGNMENT] + v[BY_LETTERS] > 0.0;
    let sided = |odds: f32| match (by_thesaurus, by_others) {
        (true, true) => odds.abs(),
        (true, false) => odds,
        _ => -odds,
    };
    v[AMONG_ITS_KIND] = sided(v[OTHERS_SPUN]);
    v[OF_ITS_KIND] = sided(v[SPUN]);
}

/// Fills in how the scores of the repairs, best first, stand to each other; `all` may end before them.
fn compare_scores(all: &mut [(usize, Values)], ranked: &[&Ranked], repairs: &[Known]) {
    let Some(best) = ranked.first().map(|r| r.score) else { return };
    let next = ranked.get(1).map_or(best - 8.0, |r| r.score);
    let sum: f32 = ranked.iter().map(|r| power_of_ten(r.score - best)).sum();
    let (log_sum, log_count) = (sum.ln(), (ranked.len() as f32).ln());
    let origin = |r: &Ranked| repairs[r.index].repair.origin;
    let best_origin = ranked.first().map(|r| origin(r));
    // The first whose mechanism is not that of the best.
    let second = ranked.iter().find(|o| Some(origin(o)) != best_origin).map_or(best - 8.0, |o| o.score);
    let mut met = [0f32; ORIGINS];
    for (place, ((_, v), r)) in all.iter_mut().zip(ranked).enumerate() {
        v[SCORE_TO_BEST] = (r.score - best).max(-12.0);
        v[SCORE_TO_NEXT] = (r.score - if place == 0 { next } else { best }).clamp(-12.0, 8.0);
        v[SHARE] = (std::f32::consts::LN_10 * (r.score - best) - log_sum).max(-20.0);
        let other = if Some(origin(r)) == best_origin { second } else { best };
        v[SCORE_TO_OTHERS] = (r.score - other).clamp(-12.0, 8.0);
        v[PLACE] = (place as f32 + 1.0).ln();
        let met = &mut met[origin(r) as usize];
        v[PLACE_IN_ORIGIN] = (*met + 1.0).ln();
        *met += 1.0;
        v[COUNT_OF_REPAIRS] = log_count;
    }
}

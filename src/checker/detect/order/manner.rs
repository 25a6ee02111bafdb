//! Which manner of damage a finding looks like, and its company: one program damaged a text, in its own way.
//!
//! A spinner leaves inverted homographs only, a careless translator none. A small forest compares the best homograph among the
//! repairs with the best of the others; what it says of the other findings of the block speaks for this one.

use super::features::{self, Values};
use super::ranker::Ranker;
use super::{FAR, View, near};
use crate::checker::detect::features::{COUNT as WIDTH, Candidate, Judge};
use crate::text::Origin;

/// What the other findings of a block are like.
#[derive(Debug, Clone, Copy, Default)]
pub struct Company {
    /// How many there are (ln, of one more).
    pub others: f32,
    /// Sum of the log-odds that a spinner made them, as far as each can tell.
    pub spun: f32,
    /// The log-odds of this one.
    pub own: f32,
}

/// How much one finding can tell.
const MOST: f32 = 3.0;

/// Log-odds against a spinner that say nothing yet, of one finding and of all: what it replaced may not be in our tables.
const DOUBT_OF_ONE: f32 = 1.0;
/// See [`DOUBT_OF_ONE`].
const DOUBT: f32 = 2.0;

/// Log-odds, those against a spinner nearer to nothing by `doubt`.
fn doubted(odds: f32, doubt: f32) -> f32 {
    if odds < 0.0 { (odds + doubt).min(0.0) } else { odds }
}

impl Company {
    /// The company of each of some findings with these log-odds, in excess of those that are usual.
    pub fn of(odds: &[f32]) -> Vec<Company> {
        let told: Vec<f32> = odds.iter().map(|z| doubted(z.clamp(-MOST, MOST), DOUBT_OF_ONE)).collect();
        let sum: f32 = told.iter().sum();
        let others = (odds.len().saturating_sub(1) as f32).ln_1p();
        let company = |(&own, told): (&f32, &f32)| Company { others, spun: doubted(sum - told, DOUBT), own };
        odds.iter().zip(&told).map(company).collect()
    }
}

/// So many findings are ordered together: as many as a fast memory holds the repairs of.
const TOGETHER: usize = 100;

/// Looks at the repairs of the findings of a block again, tells each what the others are like, and orders the repairs of all.
pub fn compare(mut found: Vec<(&Judge, &mut Candidate)>) {
    let look = |(judge, candidate): &mut (&Judge, &mut Candidate)| {
        candidate.looked = judge.looked(candidate, View::default());
        let repairs = candidate.features.repairs();
        row(candidate.looked.iter().map(|(index, values)| (repairs[*index].repair.origin, values)))
    };
    let rows: Vec<[f32; WIDTH]> = found.iter_mut().map(look).collect();
    let ranker = Ranker::embedded();
    let odds = ranker.spun(rows.iter());
    let company = Company::of(&odds);
    for (found, company) in found.chunks_mut(TOGETHER).zip(company.chunks(TOGETHER)) {
        for ((_, candidate), company) in found.iter_mut().zip(company) {
            candidate.looked.iter_mut().for_each(|(_, values)| features::keep_company(values, company));
        }
        let looked: Vec<Vec<&Values>> =
            found.iter().map(|(_, candidate)| candidate.looked.iter().map(|(_, values)| values).collect()).collect();
        let shares = ranker.shares_each(&looked);
        found.iter_mut().zip(shares).for_each(|((_, candidate), shares)| candidate.shares = shares);
    }
}

/// What of a candidate does not depend on the repair.
const SHARED: &[usize] = &[
    features::INTRUDER_WORDS,
    features::ENGLISH_NOUN,
    features::ENGLISH_VERB,
    features::ENGLISH_ADJECTIVE,
    features::ENGLISH_INFLECTION,
    features::ENGLISH_FREQUENCY,
    features::FRENCH_INTRUDER,
    features::BROKEN_INTRUDER,
    features::CAPITAL,
    features::NEAR,
    features::ODDS,
    features::COUNT_OF_REPAIRS,
    features::SET_OFF,
];

/// What is compared of the best homograph and of the best of the others.
const COMPARED: &[usize] = &[
    features::SHARE,
    features::SCORE_TO_OTHERS,
    features::PLACE,
    features::FIT,
    features::CHANNEL,
    features::CLASS_BEFORE,
    features::CLASS_AFTER,
    features::NUMBER_AGREES,
    features::PART_AGREES,
    features::DETERMINER_CLASHES,
    features::ELISION_CLASHES,
    features::AGREES_BEFORE,
    features::AGREES_AFTER,
    features::FREQUENCY,
    features::FUNCTION,
    features::IN_TABLE,
];

/// Number of features.
pub const COUNT: usize = SHARED.len() + 2 * COMPARED.len() + 1;

/// Stands for what there is none of.
const NOTHING: f32 = -30.0;

/// The features of a finding with repairs of these mechanisms and features.
pub fn row<'v>(repairs: impl Iterator<Item = (Origin, &'v Values)> + Clone) -> [f32; WIDTH] {
    let mut row = [0f32; WIDTH];
    // Also where the programs look at all.
    let near = near(repairs.clone().map(|(_, values)| values[features::SCORE_TO_BEST]), FAR);
    let repairs = repairs.take(near);
    let Some((_, any)) = repairs.clone().next() else { return row };
    let best = |is_homograph: bool| {
        let mut own = repairs.clone().filter(|(origin, _)| (*origin == Origin::Homograph) == is_homograph);
        own.next().map(|(_, values)| values)
    };
    let of = |values: Option<&Values>, f: usize| values.map_or(NOTHING, |v| v[f]);
    let (homograph, other) = (best(true), best(false));
    let (shared, compared) = row.split_at_mut(SHARED.len());
    shared.iter_mut().zip(SHARED).for_each(|(cell, &f)| *cell = any[f]);
    let (compared, _) = compared.as_chunks_mut();
    compared.iter_mut().zip(COMPARED).for_each(|(cells, &f)| *cells = [of(homograph, f), of(other, f)]);
    let homographs = repairs.filter(|(origin, _)| *origin == Origin::Homograph);
    row[COUNT - 1] = homographs.map(|(_, values)| values[features::SHARE].exp()).sum();
    row
}

const _: () = assert!(COUNT <= WIDTH);

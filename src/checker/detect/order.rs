//! In which order the repairs of a finding are offered, and how likely each is to be what stood there.
//!
//! The detector scores every repair of every candidate, so its score must be cheap. For a finding, of which there are few, a
//! forest looks again at the best of them: at the grammar of the place, the number of the intruder, the kind of damage
//! around. `intrus-pack fit-order` grows it on damaged text (`data/order.bin`).

mod distance;
mod features;
mod intruder;
mod manner;
mod offer;
mod parts;
mod place;
mod plain;
mod ranker;
mod topics;

pub use features::{COUNT, MONOTONE, NAMES, SCORE_TO_BEST, Values, keep_company};
pub use manner::{COUNT as MANNER_COUNT, Company, compare, row as manner};
pub use offer::Offer;
pub use parts::Parts;
pub use plain::is_plain;
pub use ranker::{Curve, Curves, Ranker, Sharpness};
pub use topics::{DIMENSIONS, FREQUENT, Topics};

use super::features::{Candidate, Judge, RANKED, Ranked};
use crate::checker::repair::Repair;
use crate::text::{Origin, hash};
use features::Scene;
use std::borrow::Cow;

/// A repair in its order.
#[derive(Debug, Clone, Copy)]
pub struct Ordered<'a> {
    /// The repair.
    pub repair: &'a Repair,
    /// The probability that the candidate is an intruder and this stood there.
    pub confidence: f32,
    /// Whether it may be written without a person looking; the best only.
    pub is_safe: bool,
}

/// A repair with its numbers.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// Its place among those of the candidate.
    pub index: usize,
    /// The repair.
    pub repair: &'a Repair,
    /// Its features.
    pub values: Values,
}

/// How much of what is known of the repairs is seen; less than all where the program that fits their order makes believe that
/// the damage came from elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Only repairs that one of these knows of ([`Repair::sources`]).
    pub sources: u8,
    /// How far the channels of homographs are off (standard deviation, log10).
    pub noise: f32,
    /// What the noise is drawn with.
    pub seed: u64,
    /// What words are about.
    pub topics: Topics,
    /// How far behind the best a repair may be and be looked at: [`FAR`], or more where the programs fit what the others have.
    pub far: f32,
}

impl Default for View {
    fn default() -> Self {
        View { sources: u8::MAX, noise: 0.0, seed: 0, topics: Ranker::embedded().topics, far: FAR }
    }
}

impl View {
    fn is_whole(&self) -> bool {
        self.sources == u8::MAX && self.noise == 0.0
    }

    /// What is added to the channel of a repair: nearly normal, the sum of four even numbers.
    fn error(&self, repair: &Repair) -> f32 {
        if self.noise == 0.0 || repair.origin != Origin::Homograph {
            return 0.0;
        }
        let bits = hash(repair.text.as_bytes()) ^ self.seed;
        let bits = (bits ^ bits >> 31).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let even = (0..4).map(|i| (bits >> (16 * i) & 0xffff) as f32 / 65536.0 - 0.5).sum::<f32>();
        self.noise * even * 3f32.sqrt()
    }
}

/// A repair that is so much worse (log10) than the best by the cheap score is not looked at again: in 22 of 52,080 findings of damaged
/// text the forest would put one of these first (`intrus-pack fit-confidence`).
pub const FAR: f32 = 4.0;

/// So many are looked at whatever their score.
const FEWEST: usize = 5;

/// How many of some repairs are looked at again, given their scores against the best, best first.
pub fn near(scores: impl Iterator<Item = f32>, far: f32) -> usize {
    scores.enumerate().take_while(|&(place, score)| place < FEWEST || score > -far).count()
}

/// The probability that a finding is right. Where the source of a translation was heard, the probability is that: it was fitted on such text.
pub fn confidence(candidate: &Candidate) -> f32 {
    match candidate.standing {
        Some(_) => candidate.probability,
        None => Ranker::embedded().confidence(candidate.features.model, candidate.probability),
    }
}

impl Judge<'_> {
    /// The best repairs of a candidate by the cheap score, with their features, best first.
    pub fn choices<'c>(&self, candidate: &'c Candidate, view: View) -> Vec<Choice<'c>> {
        let repairs = candidate.features.repairs();
        let choice = |(index, values): (usize, Values)| Choice { index, repair: &repairs[index].repair, values };
        self.looked(candidate, view).into_iter().map(choice).collect()
    }

    /// The same, told by their places among those of the candidate.
    fn looked(&self, candidate: &Candidate, view: View) -> Vec<(usize, Values)> {
        let repairs = candidate.features.repairs();
        let (kept, seen);
        if view.is_whole() {
            kept = candidate.features.kept();
        } else {
            seen = self.seen(candidate, view);
            kept = &seen;
        }
        // `Est` is no other word than `est`.
        let twin = |text: &str| kept.iter().any(|r| repairs[r.index].repair.text == text);
        let is_twin = |r: &Ranked| {
            let text = &repairs[r.index].repair.text;
            text.starts_with(char::is_uppercase) && twin(&text.to_lowercase())
        };
        let mut ranked: Vec<&Ranked> = kept.iter().collect();
        ranked.retain(|r| !is_twin(r));
        ranked.truncate(RANKED);
        let best = ranked.first().map_or(0.0, |best| best.score);
        let near = near(ranked.iter().map(|r| r.score - best), view.far);
        Scene::new(self, candidate, view).values(&ranked, near, repairs)
    }

    /// All repairs of a candidate of which something is seen, ranked by what is seen of them.
    fn seen(&self, candidate: &Candidate, view: View) -> Vec<Ranked> {
        let repairs = candidate.features.repairs();
        let mut ranked = self.rank(&candidate.items, repairs, repairs.len()).kept;
        ranked.retain(|r| repairs[r.index].repair.sources & view.sources != 0);
        ranked.iter_mut().for_each(|r| r.error = view.error(&repairs[r.index].repair));
        ranked.iter_mut().for_each(|r| r.score += r.error);
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
        ranked
    }

    /// The repairs, the likeliest first; of a finding, after it was [compared](compare) with the others.
    pub fn ordered<'c>(&self, candidate: &'c Candidate) -> Vec<Ordered<'c>> {
        let (ranker, model, repairs) = (Ranker::embedded(), candidate.features.model, candidate.features.repairs());
        let (looked, shares) = if candidate.looked.is_empty() {
            let looked = self.looked(candidate, View::default());
            let shares = ranker.shares(looked.iter().map(|(_, values)| values));
            (Cow::Owned(looked), Cow::Owned(shares))
        } else {
            (Cow::Borrowed(&candidate.looked[..]), Cow::Borrowed(&candidate.shares[..]))
        };
        let of_finding = confidence(candidate);
        let order = |(place, (&(index, _), stood)): (usize, (&(usize, f32), f32))| {
            let (of_repairs, values) = &looked[index];
            Ordered {
                repair: &repairs[*of_repairs].repair,
                confidence: of_finding * stood,
                is_safe: place == 0 && ranker.is_safe(model, candidate.probability, stood, values),
            }
        };
        shares.iter().zip(ranker.stood(model, &shares)).enumerate().map(order).collect()
    }
}

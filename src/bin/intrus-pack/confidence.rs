//! What the figures of each model are worth: how often its findings are right, and the repairs that are offered first and after that, in
//! damaged documents.

use super::calibration;
use super::claims::{Claim, claims};
use super::order::{OFFERED, Part, documents};
use super::reliability::in_damaged;
use super::sources::Registry;
use anyhow::Result;
use intrus::checker::DetectionModel;
use intrus::checker::order::{Curve, Curves, Ranker};
use intrus::{Checker, Pack};
use std::path::Path;

/// Samples from which on a model gets a curve of its own.
const ENOUGH: usize = 1000;

/// What is claimed, and whether it is true.
type Sample = (f32, bool);

/// A finding of a model with its first repairs.
struct Told {
    model: DetectionModel,
    finding: Sample,
    /// What their shares are. None where nothing is wrong: that is for the finding to say.
    repairs: Vec<Sample>,
}

impl Told {
    fn finding(&self) -> &[Sample] {
        std::slice::from_ref(&self.finding)
    }

    /// The first repair, if there is one, and the others.
    fn parted(&self) -> (&[Sample], &[Sample]) {
        self.repairs.split_at(self.repairs.len().min(1))
    }
}

/// The curves of each model, in the order of [`DetectionModel::ALL`]; false alarms are counted.
///
/// Those of the findings come from most of the documents that [`super::reliability`] measures on another tenth of: the detector has seen all of
/// them alike. Those of the repairs come from what the order has not seen.
pub fn fit(registry: &Registry, sources: &Path, ranker: &Ranker) -> Result<[Curves; DetectionModel::ALL.len()]> {
    let seen = told(registry, sources, ranker, &[Part::Fitted, Part::Tried])?;
    let unseen = told(registry, sources, ranker, &[Part::Tried, Part::Beyond])?;
    eprintln!("{} findings, {} with repairs that the order has not seen", seen.len(), unseen.len());
    Ok(DetectionModel::ALL.map(|model| {
        let curves = Curves {
            finding: curve(&seen, model, Told::finding),
            first: curve(&unseen, model, |told| told.parted().0),
            others: curve(&unseen, model, |told| told.parted().1),
        };
        eprintln!("{model:?}: {curves:?}");
        curves
    }))
}

/// What is claimed in these documents, damaged.
fn told(registry: &Registry, sources: &Path, ranker: &Ranker, parts: &[Part]) -> Result<Vec<Told>> {
    let checker = Checker::new(Pack::embedded());
    let documents = documents(registry, sources, parts)?;
    Ok(in_damaged(&documents, |text, golds| {
        let golds: Vec<_> = golds.iter().map(|g| ((g.start, g.end), &g.gold[..])).collect();
        let told = |claim: &Claim| {
            let is_right = claim.is_found(&golds);
            let shares = claim.order.iter().map(|(_, share)| *share);
            let repairs = shares.zip(claim.hits(&golds)).take(if is_right { OFFERED } else { 0 }).collect();
            Told { model: claim.choices.model, finding: (claim.choices.probability, is_right), repairs }
        };
        claims(&checker, ranker, text).iter().map(told).collect()
    }))
}

/// The curve of one kind of samples, of the findings of a model if there are enough.
fn curve(all: &[Told], model: DetectionModel, samples: fn(&Told) -> &[Sample]) -> Curve {
    let of = |own: bool| -> Vec<Sample> {
        all.iter().filter(|told| !own || told.model == model).flat_map(samples).copied().collect()
    };
    let own = of(true);
    calibration::fit(&if own.len() < ENOUGH { of(false) } else { own })
}

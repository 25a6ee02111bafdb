//! What repairs that are not looked at take of the shares, and how sure a safe fix must be.

use super::claims::{Claim, claims_in};
use super::order::{Part, documents};
use super::reliability::{damaged, in_damaged};
use super::sources::Registry;
use anyhow::Result;
use intrus::checker::order::{FAR, Ranker, SCORE_TO_BEST, View, near};
use intrus::{Checker, Pack};
use std::path::Path;

/// Share of the safe fixes that must be right.
const SAFE: f64 = 0.98;

/// How much of what the first repair leaves goes to each that is not looked at, in the documents that [`fit`] asks: what the forest
/// gives them where it looks at all.
pub fn unseen(registry: &Registry, sources: &Path, ranker: &Ranker) -> Result<f32> {
    let view = View { topics: ranker.topics, far: f32::INFINITY, ..View::default() };
    let checker = Checker::new(Pack::embedded());
    let documents = documents(registry, sources, &[Part::Tried, Part::Beyond])?;
    let claims = in_damaged(&documents, |text, _| claims_in(&checker, ranker, text, view));
    let (mut theirs, mut left) = (0f64, 0f64);
    let (mut findings, mut looked_at, mut missed) = (0usize, 0, 0);
    for Claim { choices, order } in &claims {
        let near = near(choices.rows.iter().map(|row| row.values[SCORE_TO_BEST]), FAR);
        let Some(&(best, first)) = order.first() else { continue };
        findings += 1;
        looked_at += near;
        if best >= near {
            missed += 1;
            continue;
        }
        let far: f32 = order.iter().filter(|(index, _)| *index >= near).map(|(_, share)| share).sum();
        theirs += f64::from(far);
        left += f64::from(1.0 - first - far) * (choices.rows.len() - near) as f64;
    }
    let unseen = if left > 0.0 { theirs / left } else { 0.0 };
    let mean = looked_at as f64 / findings.max(1) as f64;
    eprintln!("{mean:.1} repairs of a finding are looked at; the first is not among them in {missed} of {findings}");
    eprintln!("each of the others has {unseen:.5} of what the first leaves");
    Ok(unseen as f32)
}

/// How sure a fix must be ([`Ranker::is_safe`]) so that of those as sure a share of [`SAFE`] is what stood there, false alarms counted: in
/// damaged documents that the order was not fitted on.
pub fn fit(registry: &Registry, sources: &Path, ranker: &Ranker) -> Result<f32> {
    // Whatever may be safe at all.
    let ranker = Ranker { safe_from: 0.0, ..ranker.clone() };
    let samples = damaged(&documents(registry, sources, &[Part::Tried, Part::Beyond])?, &ranker);
    let claims: Vec<(f32, bool)> = samples.iter().filter(|s| s.is_safe).map(|s| (s.sureness, s.is_right)).collect();
    let from = threshold(claims.clone());
    let kept = claims.iter().filter(|c| c.0 >= from).count();
    eprintln!("safe from {from:.4}: {kept} of {} places", claims.len());
    Ok(from)
}

/// The least claim from which on a share of [`SAFE`] come true.
fn threshold(mut claims: Vec<(f32, bool)>) -> f32 {
    claims.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut from) = (0usize, 1.0);
    for (n, (claimed, hit)) in claims.iter().enumerate() {
        right += usize::from(*hit);
        // As if there were one more that is wrong: few claims prove little.
        let is_last = claims.get(n + 1).is_none_or(|next| next.0 < *claimed);
        if is_last && right as f64 >= SAFE * (n + 2) as f64 {
            from = *claimed;
        }
    }
    from
}

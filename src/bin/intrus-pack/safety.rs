//! From which confidence on a fix is safe.

use super::order::{Part, documents};
use super::reliability::damaged;
use super::sources::Registry;
use anyhow::Result;
use intrus::checker::order::Ranker;
use std::path::Path;

/// Share of the safe fixes that must be right.
const SAFE: f64 = 0.98;

/// The least confidence from which on a share of [`SAFE`] of the fixes are what stood there, false alarms counted: in damaged documents
/// that the order was not fitted on.
pub fn fit(registry: &Registry, sources: &Path, ranker: &Ranker) -> Result<f32> {
    // Whatever may be safe at all.
    let ranker = Ranker { safe_from: 0.0, ..ranker.clone() };
    let samples = damaged(&documents(registry, sources, &[Part::Tried, Part::Beyond])?, &ranker);
    let claims: Vec<(f32, bool)> = samples.iter().filter(|s| s.is_safe).map(|s| (s.confidence, s.is_right)).collect();
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

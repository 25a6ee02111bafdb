//! From which confidence on a fix is safe.

use super::order::{Part, documents};
use super::reliability::damaged;
use super::sources::Registry;
use anyhow::Result;
use intrus::checker::order::Ranker;
use std::path::Path;

/// Share of right fixes that `safe` asks for on damaged text, which is made harder than what is found: of the fixes that are safe on
/// annotated passages, more are right (`intrus-pack reliability FILE`).
const SAFE: f64 = 0.976;

/// The least confidence from which on a share of [`SAFE`] of the first repairs are what stood there, false alarms counted: in
/// documents that the order was not fitted on, at places that ask for no caution.
pub fn fit(registry: &Registry, sources: &Path, ranker: &Ranker) -> Result<f32> {
    let samples = damaged(&documents(registry, sources, &[Part::Tried])?, ranker);
    let claims: Vec<(f32, bool)> =
        samples.iter().filter(|s| s.is_first && s.is_usual).map(|s| (s.confidence, s.is_right)).collect();
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

//! Which edits hold.

use super::{Checked, Fixer, Found, Target};
use crate::formats::Edits;
use crate::text::Span;
use std::borrow::Cow;

/// After so many trials it is no use to look for the edit that did it.
const TRIALS: usize = 12;

impl Fixer<'_> {
    /// The edits of a text that lead to no new finding, and the text that they make. None when there are none.
    pub(super) fn settle(&self, now: &Checked, target: &Target) -> Option<(Edits, Checked<'static>)> {
        let mut edits = Edits::resolve(now.found.iter().filter_map(|found| self.edit(&now.text, found)));
        for _ in 0..TRIALS {
            if edits.is_empty() {
                return None;
            }
            let after = self.check(Cow::Owned(edits.apply_to_text(&now.text)), target);
            let blamed = blamed(now, &edits, &after);
            if std::env::var("DBG").is_ok() {
                eprintln!("trial {} edits, blamed {}", edits.len(), blamed.iter().filter(|b| **b).count());
            }
            if !blamed.contains(&true) {
                return Some((edits, after));
            }
            let kept = edits.iter().zip(&blamed).filter(|(_, blamed)| !**blamed).map(|(edit, _)| edit.clone());
            edits = Edits::resolve(kept);
        }
        None
    }
}

/// For each edit whether it led to a new finding: it lies under it, or else no other is nearer.
fn blamed(now: &Checked, edits: &Edits, after: &Checked) -> Vec<bool> {
    let regions = edits.regions();
    let mut blamed = vec![false; regions.len()];
    for Found { span, .. } in &after.found {
        let before = regions.partition_point(|region| region.end <= span.start);
        let under = before..before + regions[before..].partition_point(|region| region.start < span.end);
        if !under.is_empty() {
            blamed[under].fill(true);
            continue;
        }
        // Nothing under it was edited, so it stood there as it is; how far before or after, the edits tell.
        let shift = match before.checked_sub(1) {
            Some(last) => edits.iter().nth(last).map_or(0, |edit| edit.end as isize - regions[last].end as isize),
            None => 0,
        };
        let stood = Span::new(span.start.saturating_add_signed(shift), span.end.saturating_add_signed(shift));
        let known = now.found.partition_point(|found| found.span.end <= stood.start);
        if now.found.get(known).is_some_and(|found| found.span.overlaps(stood)) {
            continue;
        }
        let distance = |i: usize| match regions[i] {
            region if region.end <= span.start => span.start - region.end,
            region => region.start - span.end,
        };
        let near = [before.checked_sub(1), Some(before).filter(|&i| i < regions.len())];
        if let Some(nearest) = near.into_iter().flatten().min_by_key(|&i| distance(i)) {
            blamed[nearest] = true;
        }
    }
    blamed
}

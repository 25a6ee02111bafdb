//! Which edits hold.

use super::memo::Memo;
use super::{Checked, Fixer, Found, Target};
use crate::formats::Edits;
use crate::text::Span;
use std::borrow::Cow;

/// After so many trials more is dropped than what is to blame: its neighbours, in the next trial twice as many, and so
/// on. So even a long chain of edits of which each spoils the next comes to an end soon.
const PATIENCE: u32 = 12;

impl Fixer<'_> {
    /// The edits of a text that lead to no new finding in their paragraphs, and the text that they make. None when there are none.
    pub(super) fn settle(&self, now: &Checked, target: &Target, memo: &mut Memo) -> Option<(Edits, Checked<'static>)> {
        let mut edits = Edits::resolve(now.found.iter().filter_map(|found| self.edit(&now.text, found)));
        let mut trial = 0u32;
        while !edits.is_empty() {
            let after = self.check(Cow::Owned(edits.apply_to_text(&now.text)), target, memo);
            let blamed = blamed(now, &edits, &after);
            if !blamed.contains(&true) {
                return Some((edits, after));
            }
            let around = trial.checked_sub(PATIENCE).map_or(0, |late| 1usize << late.min(usize::BITS - 2));
            let spoilt = |i: usize| blamed[i.saturating_sub(around)..blamed.len().min(i + around + 1)].contains(&true);
            let kept = edits.iter().enumerate().filter(|(i, _)| !spoilt(*i)).map(|(_, edit)| edit.clone());
            edits = Edits::resolve(kept);
            trial += 1;
        }
        None
    }
}

/// For each edit whether it led to a new finding: it lies under it, or else no other in its paragraph is nearer.
///
/// A paragraph without edits reads as it did. What is found there now is so because the text as a whole has become another (cleaner, or
/// written in another manner); no single edit did that, and taking any back helps by chance only. It is a finding like others, for the
/// next reading to fix or to leave.
fn blamed(now: &Checked, edits: &Edits, after: &Checked) -> Vec<bool> {
    let regions = edits.regions();
    let mut blamed = vec![false; regions.len()];
    for Found { span, paragraph, .. } in &after.found {
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
        let beside = |i: &usize| regions[*i].start <= paragraph.end && regions[*i].end >= paragraph.start;
        if let Some(nearest) = near.into_iter().flatten().filter(beside).min_by_key(|&i| distance(i)) {
            blamed[nearest] = true;
        }
    }
    blamed
}

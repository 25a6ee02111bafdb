//! Findings in the order of the document, none over another.

use super::rules::{self, Precedence};
use crate::text::{Document, Finding, Span};

/// Puts findings, sorted by segment and start, in the order in which they stand in the document. Of two that overlap there the
/// first is kept, but English (EN) goes before other damage, which it brings about more often than not ([`Precedence`]); and one
/// that is about a whole translation gives way to those inside it.
pub fn arrange(document: &Document, findings: &mut Vec<Finding>) {
    let are_apart = |pair: &[Finding]| pair[0].segment != pair[1].segment || pair[0].span.end <= pair[1].span.start;
    let is_plain = document.segments.iter().all(|segment| segment.map.is_empty() && segment.source.is_none());
    if is_plain && findings.windows(2).all(are_apart) {
        return;
    }
    let mut parted = Vec::with_capacity(findings.len());
    let mut rest = std::mem::take(findings).into_iter().peekable();
    while let Some(first) = rest.next() {
        let (index, segment) = (first.segment, &document.segments[first.segment]);
        if segment.source.is_none() {
            parted.push(first);
            continue;
        }
        let mut own = vec![first];
        own.extend(std::iter::from_fn(|| rest.next_if(|next| next.segment == index)));
        parted.extend(give_way(&segment.text, own));
    }
    parted.sort_by_key(|finding| document.place(finding).start);
    for finding in parted {
        let overlapped = findings.last().filter(|last| document.place(&finding).start < document.place(last).end);
        match overlapped.map(precedence) {
            Some(kept) if kept >= precedence(&finding) => {}
            Some(_) => {
                findings.pop();
                findings.push(finding);
            }
            None => findings.push(finding),
        }
    }
}

fn precedence(finding: &Finding) -> Precedence {
    rules::find(finding.rule).map_or(Precedence::Last, |rule| rule.precedence)
}

/// The findings of a text, those that cover all of it cut down to the longest part that no other covers.
fn give_way(text: &str, findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() == 1 {
        return findings;
    }
    let whole = trimmed(text, Span::new(0, text.len()));
    let (wide, mut kept): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(|f| f.span == whole);
    let Some(mut first) = wide.into_iter().next() else { return kept };
    kept.sort_by_key(|finding| finding.span);
    let mut start = 0;
    let mut longest = Span::new(0, 0);
    for end in kept.iter().map(|f| (f.span.start, f.span.end)).chain([(text.len(), text.len())]) {
        let gap = trimmed(text, Span::new(start, end.0.max(start)));
        if gap.len() > longest.len() {
            longest = gap;
        }
        start = start.max(end.1);
    }
    if !longest.is_empty() {
        first.span = longest;
        kept.push(first);
    }
    kept
}

/// A part of a text without the blanks around it.
fn trimmed(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = span.start + part.len() - part.trim_start().len();
    Span::new(start, start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Applicability;

    #[test]
    fn of_findings_that_overlap_the_higher_is_kept() {
        let finding = |rule, start, end| Finding {
            rule,
            segment: 0,
            span: Span::new(start, end),
            message: String::new(),
            confidence: 1.0,
            applicability: Applicability::None,
            suggestions: Vec::new(),
        };
        let kept = |mut findings: Vec<Finding>| {
            arrange(&Document::plain("a text that is long enough"), &mut findings);
            findings.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
        };
        assert_eq!(kept(vec![finding("MT206", 0, 6), finding("EN101", 2, 6)]), ["EN101"]);
        assert_eq!(kept(vec![finding("EN101", 0, 4), finding("MT210", 0, 9), finding("EN102", 5, 9)]), ["MT210"]);
        assert_eq!(
            kept(vec![finding("EN101", 0, 4), finding("EN102", 2, 6), finding("TY301", 6, 8)]),
            ["EN101", "TY301"]
        );
    }
}

//! Why the right French is not offered first: the places of annotated passages where it is not, by cause.

use super::claims::{Claim, claims};
use super::passages::{self, Passage};
use anyhow::Result;
use intrus::checker::ChoiceRow;
use intrus::checker::order::{NAMES, Ranker};
use intrus::text::folded;
use intrus::{Checker, Pack};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Features that are shown for each loss.
const SHOWN: usize = 4;

/// What became of one place.
struct Verdict {
    cause: String,
    /// The place of the right French in the order, from 1.
    place: Option<usize>,
    line: String,
}

/// Prints the losses in some files, and how often the right French comes first, in the order of this ranker.
pub fn run(files: &[PathBuf], ranker: &Ranker, show: bool) -> Result<()> {
    let checker = Checker::new(Pack::embedded());
    for file in files {
        let passages = passages::read(file)?;
        let mut causes: BTreeMap<String, usize> = BTreeMap::new();
        let mut kinds: BTreeMap<String, [usize; 4]> = BTreeMap::new();
        for passage in &passages {
            for verdict in judge(&checker, ranker, passage) {
                let counts = kinds.entry(passage.kind().to_owned()).or_default();
                counts[0] += 1;
                for (count, within) in counts[1..].iter_mut().zip([1, 3, 5]) {
                    *count += usize::from(verdict.place.is_some_and(|place| place <= within));
                }
                if verdict.place != Some(1) {
                    if show {
                        println!("{}: {}", passage.id, verdict.line);
                    }
                    *causes.entry(verdict.cause).or_default() += 1;
                }
            }
        }
        println!("{}", file.display());
        for (kind, [all, first, three, five]) in kinds {
            let share = |n: usize| 100.0 * n as f64 / all.max(1) as f64;
            let (first, three, five) = (share(first), share(three), share(five));
            println!(
                "  {kind:22} {all:4} places   first {first:5.1} %   first three {three:5.1} %   five {five:5.1} %"
            );
        }
        let mut causes: Vec<_> = causes.into_iter().collect();
        causes.sort_by_key(|cause| std::cmp::Reverse(cause.1));
        causes.iter().for_each(|(cause, n)| println!("  {n:4}  {cause}"));
    }
    Ok(())
}

fn judge(checker: &Checker, ranker: &Ranker, passage: &Passage) -> Vec<Verdict> {
    let text = &passage.text;
    let found = claims(checker, ranker, text);
    let with_gold = passage.spans.iter().filter(|place| !place.gold.is_empty());
    with_gold
        .map(|place| {
            let (start, end) = passage.bytes(place);
            let gold: Vec<String> = place.gold.iter().map(|g| folded(g)).collect();
            let surface = &text[start..end];
            let other = |cause: &str, line: String| Verdict { cause: cause.to_owned(), place: None, line };
            let over = found.iter().find(|c| c.choices.span.start < end && start < c.choices.span.end);
            match over {
                None => other("not found", format!("not found: {surface}")),
                Some(c) if (c.choices.span.start, c.choices.span.end) != (start, end) => {
                    other("other borders", format!("other borders: {} for {surface}", c.choices.span.of(text)))
                }
                Some(c) if c.choices.all.is_empty() => other("no repair", format!("no repair: {surface}")),
                Some(c) => ranked(c, &gold, surface, ranker),
            }
        })
        .collect()
}

/// The verdict on a finding with the right borders.
fn ranked(claim: &Claim, gold: &[String], surface: &str, ranker: &Ranker) -> Verdict {
    let Claim { choices, order } = claim;
    let is_right = |row: &ChoiceRow| gold.contains(&folded(&row.text));
    let place = order.iter().position(|o| is_right(&choices.rows[o.0]));
    let best = order.first().map(|o| (&choices.rows[o.0], o.1));
    let told = best.map_or_else(String::new, |(row, p)| format!("{} {p:.2} {:?}", row.text, row.origin));
    let head = format!("{surface} -> {told}, wanted {}", gold[0]);
    let Some(place) = place else {
        let cause = if choices.all.iter().any(|text| gold.contains(&folded(text))) {
            "not among those looked at"
        } else if gold.iter().any(|g| choices.all.iter().any(|text| is_same_word(g, text))) {
            "only in another form"
        } else {
            "not in the list"
        };
        return Verdict { cause: cause.to_owned(), place: None, line: format!("{cause}: {head}") };
    };
    let (right, winner) = (&choices.rows[order[place].0], &choices.rows[order[0].0]);
    let cause = if is_same_word(&right.text, &winner.text) {
        "beaten by another form of the same word".to_owned()
    } else if right.origin != winner.origin {
        format!("{:?} beaten by {:?}", right.origin, winner.origin)
    } else {
        format!("beaten within {:?}", right.origin)
    };
    let line = format!(
        "{cause}: {head}, place {} {:.2} (by the cheap score {})\n{}",
        place + 1,
        order[place].1,
        order[place].0 + 1,
        differences(ranker, right, winner)
    );
    Verdict { cause, place: Some(place + 1), line }
}

/// The features that speak most for the winner, with both values and what they add.
fn differences(ranker: &Ranker, right: &ChoiceRow, winner: &ChoiceRow) -> String {
    let parts = |row: &ChoiceRow| ranker.order.contributions(&row.values);
    let (own, other) = (parts(right), parts(winner));
    let mut order: Vec<usize> = (0..NAMES.len()).collect();
    order.sort_by(|&a, &b| (own[a] - other[a]).total_cmp(&(own[b] - other[b])));
    let line = |&f: &usize| {
        let (gain, from, to) = (other[f] - own[f], right.values[f], winner.values[f]);
        format!("        {gain:+.2}  {}: {from:.2} against {to:.2}", NAMES[f])
    };
    order[..SHOWN].iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Whether two French forms share a lemma.
fn is_same_word(a: &str, b: &str) -> bool {
    let french = &Pack::embedded().french;
    let lemmas: Vec<String> = french.readings(a).into_iter().map(|r| r.word).collect();
    french.readings(b).into_iter().any(|r| lemmas.contains(&r.word))
}

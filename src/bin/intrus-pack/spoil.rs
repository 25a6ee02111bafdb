//! How much of the damage is found, and how often the right French is offered, by mechanism, on reserved text; and what is lost
//! when the spinner has a thesaurus that the checker has not.

use super::claims::{Claim, claims_in};
use super::order::{self, Part};
use super::sources::Registry;
use anyhow::Result;
use intrus::checker::order::{Ranker, View};
use intrus::damage::{Damager, Gold, Mechanism, Plan, Series};
use intrus::language::candidates::{MOBY, WORDNET};
use intrus::text::folded;
use intrus::{Checker, Document, Finding, Pack};
use rayon::prelude::*;
use std::path::Path;

/// What the damage is drawn with; each document adds its number.
const SEED: u64 = 0x5e_ed;

/// What became of the places of a text.
#[derive(Default, Clone, Copy)]
struct Tally {
    words: usize,
    places: usize,
    found: usize,
    exact: usize,
    first: usize,
    three: usize,
    offered: usize,
    alarms: usize,
}

impl Tally {
    fn plus(self, other: Tally) -> Tally {
        Tally {
            words: self.words + other.words,
            places: self.places + other.places,
            found: self.found + other.found,
            exact: self.exact + other.exact,
            first: self.first + other.first,
            three: self.three + other.three,
            offered: self.offered + other.offered,
            alarms: self.alarms + other.alarms,
        }
    }

    fn print(&self, name: &str) {
        let share = |n: usize| 100.0 * n as f64 / self.places.max(1) as f64;
        let [found, exact, first] = [self.found, self.exact, self.first].map(share);
        let [three, offered] = [self.three, self.offered].map(share);
        let of_found = 100.0 * self.first as f64 / self.found.max(1) as f64;
        let alarms = 1e4 * self.alarms as f64 / self.words.max(1) as f64;
        println!(
            "{name:36} {:6} {found:7.1} {exact:7.1} {first:7.1} {three:7.1} {offered:7.1} {of_found:9.1} {alarms:7.2}",
            self.places
        );
    }
}

/// Prints the tables for the reserved documents on which the order of the repairs was not fitted.
pub fn run(registry: &Registry, sources: &Path) -> Result<()> {
    let documents = order::documents(registry, sources, &[Part::Tried, Part::Measured])?;
    let words: usize = documents.iter().map(|document| document.split_whitespace().count()).sum();
    let damager = Damager::new(Pack::embedded());
    let checker = Checker::new(Pack::embedded());
    println!(
        "{} documents, {words} words, one damaged place in {:.0} words",
        documents.len(),
        1.0 / Plan::benchmark().rate
    );
    println!(
        "{:36} {:>6} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>7}",
        "%", "places", "found", "borders", "first", "three", "offered", "of found", "alarms"
    );
    for mechanism in Mechanism::ALL {
        let plan = Plan { mix: vec![(mechanism, 1.0)], ..Plan::benchmark() };
        measure(&documents, &damager, &plan, |text| checked(&checker, text)).print(mechanism.name());
    }
    let tally = measure(&documents, &damager, &Plan::benchmark(), |text| checked(&checker, text));
    tally.print("mixed as by `intrus damage`");
    for (name, thesaurus) in [("WordNet", WORDNET), ("Moby", MOBY)] {
        let plan = Plan { mix: vec![(Mechanism::Homograph, 1.0)], sources: thesaurus, ..Plan::benchmark() };
        for (how, sources) in [("", u8::MAX), (", ranked without", !thesaurus)] {
            let tally = measure(&documents, &damager, &plan, |text| ranked(&checker, text, sources));
            tally.print(&format!("homograph by {name}{how}"));
        }
    }
    Ok(())
}

/// What is said of a place: the bytes, and what may stand there, best first.
struct Offer {
    start: usize,
    end: usize,
    texts: Vec<String>,
}

/// What the user of the program sees.
fn checked(checker: &Checker, text: &str) -> Vec<Offer> {
    let offer = |finding: Finding| Offer {
        start: finding.span.start,
        end: finding.span.end,
        texts: finding.suggestions.into_iter().map(|suggestion| suggestion.text).collect(),
    };
    checker.check(&Document::plain(text)).into_iter().map(offer).collect()
}

/// The same findings with only the repairs that one of these sources knows of.
fn ranked(checker: &Checker, text: &str, sources: u8) -> Vec<Offer> {
    let ranker = Ranker::embedded();
    let view = View { sources, ..View::default() };
    let offer = |claim: &Claim| Offer {
        start: claim.choices.span.start,
        end: claim.choices.span.end,
        texts: claim.order.iter().take(order::OFFERED).map(|o| claim.choices.rows[o.0].text.clone()).collect(),
    };
    claims_in(checker, ranker, text, view).iter().map(offer).collect()
}

/// Damages every document with nothing left out, and looks at what is offered.
fn measure(documents: &[String], damager: &Damager, plan: &Plan, offers: impl Fn(&str) -> Vec<Offer> + Sync) -> Tally {
    let judged = |(n, document): (usize, &String)| {
        let (text, golds) = Series::new(damager, plan, SEED.wrapping_add(n as u64)).damage(document);
        judge(&text, &golds, &offers(&text))
    };
    documents.par_iter().enumerate().map(judged).reduce(Tally::default, Tally::plus)
}

/// What became of the places of a text; an offer for two of them finds both.
fn judge(text: &str, golds: &[Gold], offers: &[Offer]) -> Tally {
    let over = |gold: &Gold, offer: &Offer| gold.start < offer.end && offer.start < gold.end;
    let alarms = offers.iter().filter(|offer| !golds.iter().any(|gold| over(gold, offer))).count();
    let words = text.split_whitespace().count();
    let mut tally = Tally { words, places: golds.len(), alarms, ..Tally::default() };
    for gold in golds {
        let Some(offer) = offers.iter().find(|offer| over(gold, offer)) else { continue };
        tally.found += 1;
        tally.exact += usize::from(offer.start == gold.start && offer.end == gold.end);
        let right = offer.texts.iter().position(|french| restores(text, gold, offer, french));
        tally.first += usize::from(right == Some(0));
        tally.three += usize::from(right.is_some_and(|place| place < 3));
        tally.offered += usize::from(right.is_some());
    }
    tally
}

/// Whether this French in the place of an offer is what stood there before the damage; capitals aside.
fn restores(text: &str, gold: &Gold, offer: &Offer, french: &str) -> bool {
    let (start, end) = (gold.start.min(offer.start), gold.end.max(offer.end));
    let with =
        |from: usize, to: usize, french: &str| folded(&format!("{}{french}{}", &text[start..from], &text[to..end]));
    let written = with(offer.start, offer.end, french);
    gold.gold.iter().any(|before| with(gold.start, gold.end, before) == written)
}

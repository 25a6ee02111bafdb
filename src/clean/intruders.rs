//! The most frequent intruders with their repairs, counted in bounded memory.

use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// When so many are known, the rarer half is forgotten.
const MOST: usize = 4096;
/// Repairs of one intruder that are counted.
const REPAIRS: usize = 8;

/// Intruders in small letters, with their repairs.
///
/// Those that are frequent are counted right, or nearly so: what is forgotten was rare so far.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Intruders(BTreeMap<String, Intruder>);

/// How often an intruder was met.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Intruder {
    /// How often.
    pub count: u64,
    /// How often each repair was the best.
    pub repairs: BTreeMap<String, u64>,
}

impl Intruders {
    /// Counts an intruder with its best repair.
    pub(super) fn add(&mut self, surface: &str, repair: Option<&str>) {
        let intruder = self.0.entry(surface.to_lowercase()).or_default();
        intruder.count += 1;
        if let Some(repair) = repair {
            intruder.repair(repair.to_lowercase(), 1);
        }
        self.prune();
    }

    /// Takes in others.
    pub(super) fn merge(&mut self, other: Intruders) {
        for (surface, other) in other.0 {
            let intruder = self.0.entry(surface).or_default();
            intruder.count += other.count;
            other.repairs.into_iter().for_each(|(repair, count)| intruder.repair(repair, count));
        }
        self.prune();
    }

    /// The most frequent ones, with how often and their most frequent repair.
    pub fn top(&self, count: usize) -> Vec<(&str, u64, Option<&str>)> {
        let mut all: Vec<(&str, &Intruder)> = self.0.iter().map(|(surface, known)| (surface.as_str(), known)).collect();
        all.sort_by_key(|(surface, known)| (Reverse(known.count), *surface));
        all.into_iter().take(count).map(|(surface, known)| (surface, known.count, known.best())).collect()
    }

    fn prune(&mut self) {
        if self.0.len() <= MOST {
            return;
        }
        let mut order: Vec<(Reverse<u64>, String)> =
            self.0.iter().map(|(s, known)| (Reverse(known.count), s.clone())).collect();
        order.sort();
        order.drain(..MOST / 2);
        for (_, surface) in order {
            self.0.remove(&surface);
        }
    }
}

impl Intruder {
    fn repair(&mut self, repair: String, count: u64) {
        if self.repairs.len() < REPAIRS || self.repairs.contains_key(&repair) {
            *self.repairs.entry(repair).or_default() += count;
        }
    }

    fn best(&self) -> Option<&str> {
        self.repairs.iter().max_by_key(|(repair, count)| (**count, Reverse(*repair))).map(|(repair, _)| repair.as_str())
    }
}

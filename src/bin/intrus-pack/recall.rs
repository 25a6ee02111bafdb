//! How often the French that stood in a place is among the candidates for what stands there now.

use anyhow::{Context, Result};
use intrus::text::{Span, folded};
use intrus::{Checker, Pack};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An annotated passage; offsets count code points.
#[derive(Deserialize)]
struct Passage {
    id: String,
    #[serde(default)]
    kind: String,
    text: String,
    #[serde(default)]
    spans: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
    #[serde(default)]
    gold: Vec<String>,
    #[serde(default)]
    origin: String,
}

/// How many places have their French among the candidates at all, and by channel and context among so many.
#[derive(Default, Clone, Copy)]
struct Tally {
    places: usize,
    given: usize,
    ranked: usize,
    within: [usize; WITHIN.len()],
    candidates: usize,
}

const WITHIN: [usize; 4] = [200, 32, 5, 1];

impl Tally {
    fn add(&mut self, other: Tally) {
        self.places += other.places;
        self.given += other.given;
        self.ranked += other.ranked;
        self.candidates += other.candidates;
        for (sum, more) in self.within.iter_mut().zip(other.within) {
            *sum += more;
        }
    }

    fn print(&self, name: &str) {
        let share = |n: usize| 100.0 * n as f64 / self.places.max(1) as f64;
        print!(
            "{name:34} {:5} places  given {:5.1}  ranked {:5.1} ",
            self.places,
            share(self.given),
            share(self.ranked)
        );
        for (limit, n) in WITHIN.iter().zip(self.within) {
            print!("  in {limit} {:5.1}", share(n));
        }
        println!("  candidates {:6.1}", self.candidates as f64 / self.places.max(1) as f64);
    }
}

fn level(text: &str) -> String {
    folded(text).replace('’', "'")
}

/// Prints the shares of the files, by kind and origin.
pub fn run(files: &[PathBuf], show: bool) -> Result<()> {
    let checker = Checker::new(Pack::embedded());
    for file in files {
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
        let mut all = Tally::default();
        for passage in read(file)? {
            for place in passage.spans.iter().filter(|p| !p.gold.is_empty()) {
                let tally = measure(&checker, &passage, place, show);
                tallies.entry(format!("{} {}", passage.kind, place.origin)).or_default().add(tally);
                all.add(tally);
            }
        }
        println!("{}", file.display());
        for (name, tally) in &tallies {
            tally.print(name);
        }
        all.print("all");
    }
    Ok(())
}

fn read(file: &Path) -> Result<Vec<Passage>> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let passages = text.lines().filter(|line| !line.trim().is_empty());
    passages.map(|line| serde_json::from_str(line).with_context(|| file.display().to_string())).collect()
}

fn measure(checker: &Checker, passage: &Passage, place: &Place, show: bool) -> Tally {
    let byte = |at: usize| passage.text.char_indices().nth(at).map_or(passage.text.len(), |c| c.0);
    let span = Span::new(byte(place.start), byte(place.end));
    let candidates = checker.candidates_at(&passage.text, span);
    let gold: Vec<String> = place.gold.iter().map(|g| level(g)).collect();
    let right = candidates.iter().find(|c| gold.contains(&c.text));
    let rank = right.and_then(|c| c.place);
    if show && rank.is_none_or(|rank| rank >= 5) {
        let what = match (right, rank) {
            (None, _) => "missing".to_owned(),
            (_, None) => "not in use".to_owned(),
            (Some(c), Some(rank)) => format!("place {}, channel {:.1}", rank + 1, c.log_channel),
        };
        let best: Vec<String> = candidates.iter().take(5).map(|c| format!("{} {:.1}", c.text, c.log_channel)).collect();
        let (id, surface, count) = (&passage.id, span.of(&passage.text), candidates.len());
        println!("{id}\t{surface}\t{}\t{what}\tof {count}: {}", gold.join("|"), best.join(", "));
    }
    Tally {
        places: 1,
        given: usize::from(right.is_some()),
        ranked: usize::from(rank.is_some()),
        within: WITHIN.map(|limit| usize::from(rank.is_some_and(|rank| rank < limit))),
        candidates: candidates.len(),
    }
}

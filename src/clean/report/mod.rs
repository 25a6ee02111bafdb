//! What a run says of itself, for a program and for a person; the reports of shards add up.

mod html;
mod plots;

pub use html::html;

use super::stats::Stats;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the program.
    pub intrus: String,
    /// Checksum of the language data.
    pub pack: String,
    /// What was done with records.
    pub action: String,
    /// The settings in force.
    pub settings: String,
    /// The inputs, or the folders and patterns that stand for them.
    pub inputs: BTreeSet<String>,
    /// Runs that this report is about: more than one when it was merged.
    pub runs: u64,
    /// Time spent, of all runs together.
    pub seconds: f64,
    /// The figures.
    pub stats: Stats,
}

/// Two reports that do not belong together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("another {0} than in the first report; merge reports of one run only")]
pub struct OtherRun(&'static str);

impl Report {
    /// Takes in the report of another shard.
    pub fn merge(&mut self, other: Report) -> Result<(), OtherRun> {
        for (what, differs) in [
            ("version of intrus", self.intrus != other.intrus),
            ("language pack", self.pack != other.pack),
            ("action", self.action != other.action),
            ("configuration", self.settings != other.settings),
        ] {
            if differs {
                return Err(OtherRun(what));
            }
        }
        self.inputs.extend(other.inputs);
        self.runs += other.runs;
        self.seconds += other.seconds;
        self.stats.merge(other.stats);
        Ok(())
    }

    /// As JSON.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

//! Annotated passages, as `../shared/eval` has them.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::Path;

/// A passage with the places where a machine left English.
#[derive(Debug, Deserialize)]
pub struct Passage {
    pub id: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    mechanism: Option<String>,
    pub text: String,
    pub spans: Vec<Place>,
    /// Broken words beside the English, and code, labels and the like: findings there count neither way.
    #[serde(default)]
    noise_spans: Vec<Place>,
    #[serde(default)]
    ignore_spans: Vec<Place>,
}

/// One place: code points, end exclusive, and the French that belongs there.
#[derive(Debug, Deserialize)]
pub struct Place {
    start: usize,
    end: usize,
    #[serde(default)]
    pub gold: Vec<String>,
}

impl Passage {
    /// What kind of damage it is.
    pub fn kind(&self) -> &str {
        self.mechanism.as_deref().unwrap_or(&self.kind)
    }

    /// The places where a finding counts neither way.
    pub fn neutral(&self) -> impl Iterator<Item = &Place> {
        self.noise_spans.iter().chain(&self.ignore_spans)
    }

    /// The bytes of a place.
    pub fn bytes(&self, place: &Place) -> (usize, usize) {
        let at = |n: usize| self.text.char_indices().nth(n).map_or(self.text.len(), |c| c.0);
        (at(place.start), at(place.end))
    }
}

/// The passages of a file, one JSON object a line.
pub fn read(path: &Path) -> Result<Vec<Passage>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}

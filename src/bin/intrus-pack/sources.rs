//! `data/sources.toml`, and which lines of the running text are reserved.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The sources of running text.
#[derive(Deserialize)]
pub struct Registry {
    pub corpus: Vec<Corpus>,
    pub parallel: Vec<Parallel>,
}

/// A French corpus, one paragraph or sentence a line.
#[derive(Deserialize)]
pub struct Corpus {
    pub name: String,
    /// One line in so many is counted.
    pub every: usize,
}

/// A bilingual corpus: English, tab, French.
#[derive(Deserialize)]
pub struct Parallel {
    pub name: String,
    /// What a word of it counts in the table of translations: parliament, law and manuals have a vocabulary of their own.
    pub weight: f32,
}

impl Registry {
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        toml::from_str(&text).with_context(|| path.display().to_string())
    }
}

/// Runs of 200 lines in every 4,000 never enter the pack: they are what it is measured on.
pub fn is_reserved(line: usize) -> bool {
    (line / 200).is_multiple_of(20)
}

impl Corpus {
    pub fn path(&self, sources: &Path) -> PathBuf {
        sources.join("corpora").join(format!("{}.txt", self.name))
    }

    /// The lines that enter the pack.
    pub fn lines(&self, sources: &Path) -> Result<Vec<String>> {
        let path = self.path(sources);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(text
            .lines()
            .enumerate()
            .filter(|(line, _)| !is_reserved(*line) && line.is_multiple_of(self.every))
            .map(|(_, text)| text.replace('¤', "\n"))
            .collect())
    }
}

//! `intrus.toml`: what is checked, how, and what is accepted.
//!
//! ```
//! use intrus::config::{Config, Layer};
//! use std::path::Path;
//!
//! let text = "ignore = ['EN106']\n[[per-path]]\npaths = ['docs/']\nmin-confidence = 0.8";
//! let config = Config::parse(Path::new("/site/intrus.toml"), text)?;
//! let settings = config.settings(Path::new("/site/docs/guide.md"), Layer::default());
//! assert!(!settings.selection.contains("EN106"));
//! assert_eq!(settings.min_confidence, 0.8);
//! # Ok::<(), intrus::config::ConfigError>(())
//! ```

mod dialect;
mod dump;
mod error;
mod file;
mod finder;
mod layer;
mod paths;
mod read;
mod selection;
mod settings;
mod words;

pub use dialect::Dialect;
pub use dump::dump;
pub use error::{ConfigError, ErrorPlace};
pub use file::{Loans, NAMES};
pub use finder::{Finder, Source};
pub use layer::{Layer, Rules, Set, WordsFile, rules_by_option};
pub use read::Config;
pub use selection::{Selection, UnknownRule, similar};
pub use settings::Settings;

/// What `intrus init` writes: every key, commented out.
pub const TEMPLATE: &str = include_str!("template.toml");

/// What the schema is called where `intrus init` writes it.
pub const SCHEMA_NAME: &str = "intrus.schema.json";

/// The JSON schema of `intrus.toml`.
pub const SCHEMA: &str = include_str!("intrus.schema.json");

#[cfg(test)]
mod tests;

//! The French of a region.

use crate::checker::Typography;
use serde::Deserialize;

/// Whose French a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Dialect {
    /// French as it is common to all.
    #[default]
    #[serde(rename = "fr")]
    Common,
    /// Canada, above all Quebec.
    #[serde(rename = "fr-CA")]
    Canada,
    /// Belgium.
    #[serde(rename = "fr-BE")]
    Belgium,
    /// Switzerland.
    #[serde(rename = "fr-CH")]
    Switzerland,
}

impl Dialect {
    /// As it is written in the file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Dialect::Common => "fr",
            Dialect::Canada => "fr-CA",
            Dialect::Belgium => "fr-BE",
            Dialect::Switzerland => "fr-CH",
        }
    }

    /// Its rules of spacing.
    pub(super) fn typography(self) -> Typography {
        match self {
            Dialect::Canada => Typography::Canada,
            Dialect::Common | Dialect::Belgium | Dialect::Switzerland => Typography::France,
        }
    }

    /// The words of the region that a reader from elsewhere, or this program, may take for English.
    ///
    /// ```
    /// use intrus::config::Dialect;
    /// assert!(Dialect::Belgium.words().any(|word| word == "kot"));
    /// ```
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let table = match self {
            Dialect::Common => "",
            Dialect::Canada => include_str!("../../data/curated/dialects/fr-CA.tsv"),
            Dialect::Belgium => include_str!("../../data/curated/dialects/fr-BE.tsv"),
            Dialect::Switzerland => include_str!("../../data/curated/dialects/fr-CH.tsv"),
        };
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| line.split('\t').next()).filter(|word| !word.is_empty())
    }
}

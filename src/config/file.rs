//! What may stand in `intrus.toml`. The JSON schema beside this file says the same; a test compares the keys.

use super::layer::{Layer, Reader};
use super::{ConfigError, Dialect};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The names of a configuration file; in a folder that has both, the first counts.
pub const NAMES: [&str; 2] = ["intrus.toml", ".intrus.toml"];

/// A list of texts, each with its place.
pub(super) type List = Spanned<Vec<Spanned<String>>>;

/// What is done about English words that French accepts and has a word of its own for: `mail`, `week-end`, `parking`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Loans {
    /// They are no findings.
    #[default]
    Accept,
    /// They are findings of EN101, with the French word as a guess.
    Flag,
}

impl Loans {
    /// As it is written in the file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Loans::Accept => "accept",
            Loans::Flag => "flag",
        }
    }
}

/// A table of the file: its own keys, then the settings that every such table may have.
macro_rules! table {
    ($(#[$about:meta])* struct $name:ident { $($own:tt)* }) => {
        $(#[$about])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub(super) struct $name {
            $($own)*
            /// Rules to apply: codes, names or the start of codes (`EN`, `EN101`, `stray-word`), instead of those selected so far.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub select: Option<List>,
            /// Rules to leave out, too.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub ignore: Option<List>,
            /// Only findings that are right with at least this probability, 0 to 1.
            #[cfg_attr(test, schemars(with = "Option<f32>", range(min = 0.0, max = 1.0)))]
            pub min_confidence: Option<Spanned<f32>>,
            /// Whose French it is; the words of that region are accepted.
            #[cfg_attr(test, schemars(with = "Option<Dialect>"))]
            pub dialect: Option<Spanned<Dialect>>,
            /// Whether accepted English words that have a French one (`mail`, `week-end`) are findings.
            #[cfg_attr(test, schemars(with = "Option<Loans>"))]
            pub loans: Option<Spanned<Loans>>,
            /// More accepted words and expressions, with their plural and feminine forms; a capital in the list is one in the text.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub words: Option<List>,
            /// Files with more accepted words, one a line, comments after `#`.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub words_files: Option<List>,
            /// More accepted names, as they are.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub names: Option<List>,
            /// More keys of JSON and YAML whose values are left out: `id`, `meta.*`; `*` stands for anything.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub exclude_keys: Option<List>,
            /// Columns of CSV and TSV to read, by name or number, instead of those named so far.
            #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
            pub columns: Option<List>,
        }

        impl $name {
            /// What the table says of the settings; takes it out.
            pub(super) fn layer(&mut self, reader: &Reader) -> Result<Layer, ConfigError> {
                Ok(Layer {
                    select: reader.rules(self.select.take())?,
                    ignore: reader.rules(self.ignore.take())?,
                    min_confidence: self.min_confidence.take().map(|p| reader.probability(p)).transpose()?,
                    format: None,
                    dialect: self.dialect.take().map(|dialect| reader.set(dialect)),
                    loans: self.loans.take().map(|loans| reader.set(loans)),
                    words: reader.texts(self.words.take(), "a word")?,
                    words_files: reader.words_files(self.words_files.take())?,
                    names: reader.texts(self.names.take(), "a name")?,
                    exclude_keys: reader.texts(self.exclude_keys.take(), "a key")?,
                    columns: reader.texts(self.columns.take(), "a column")?,
                })
            }
        }
    };
}

table! {
    /// The settings of intrus for a folder and what is below.
    struct File {
        /// Another configuration file, whose settings hold where this one says nothing. Without it only the nearest file counts.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        pub extends: Option<Spanned<String>>,
        /// The files in folders that are checked, as patterns of ignore files, from this file's folder [default: every text].
        #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
        pub include: Option<List>,
        /// Files and folders that are left out, as patterns of ignore files, from this file's folder.
        #[cfg_attr(test, schemars(with = "Option<Vec<String>>"))]
        pub exclude: Option<List>,
        /// Formats of files by pattern: `"*.tpl" = "html"`; the last that fits counts.
        #[serde(default)]
        #[cfg_attr(test, schemars(with = "BTreeMap<String, String>"))]
        pub formats: BTreeMap<Spanned<String>, Spanned<String>>,
        /// Settings for some of the files. Later entries win over earlier ones and over the settings of the file.
        #[serde(default)]
        pub per_path: Vec<PerPath>,
    }
}

table! {
    /// Settings for the files that fit a pattern.
    struct PerPath {
        /// The files, as patterns of ignore files, from this file's folder.
        #[cfg_attr(test, schemars(with = "Vec<String>"))]
        pub paths: List,
        /// The format that they are read in.
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        pub format: Option<Spanned<String>>,
    }
}

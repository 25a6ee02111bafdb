//! The settings that one source gives: a configuration file, an entry for some paths in one, the command line.

use super::error::{ConfigError, did_you_mean, list};
use super::file::{List, Loans};
use super::selection::resolve;
use super::{Dialect, words};
use crate::checker::rules::Rule;
use crate::formats;
use crate::text::slashes;
use std::path::Path;
use std::sync::Arc;
use toml::Spanned;

/// A value, and where it was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// `docs/intrus.toml:3`, or the option of the command line.
    pub at: String,
}

impl<T> Set<T> {
    /// A value that an option of the command line gives.
    pub fn by_option(value: T, option: &str) -> Self {
        Set { value, at: option.to_owned() }
    }
}

/// Rules, as they were named and as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub(super) selectors: Vec<String>,
    pub(super) rules: Vec<&'static Rule>,
}

/// A list of words in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsFile {
    /// The file, as it is shown.
    pub path: String,
    /// Its words.
    pub words: Vec<String>,
}

/// The settings of one source; what it says nothing about is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer {
    /// Rules to apply.
    pub select: Option<Set<Rules>>,
    /// Rules to leave out.
    pub ignore: Option<Set<Rules>>,
    /// The least probability of a finding.
    pub min_confidence: Option<Set<f32>>,
    /// The name of the format of the files.
    pub format: Option<Set<String>>,
    /// Whose French it is.
    pub dialect: Option<Set<Dialect>>,
    /// What is done about accepted loans.
    pub loans: Option<Set<Loans>>,
    /// Accepted words.
    pub words: Option<Set<Vec<String>>>,
    /// Files with accepted words.
    pub words_files: Option<Set<Vec<WordsFile>>>,
    /// Accepted names.
    pub names: Option<Set<Vec<String>>>,
    /// Keys whose values are left out.
    pub exclude_keys: Option<Set<Vec<String>>>,
    /// Columns to read.
    pub columns: Option<Set<Vec<String>>>,
}

/// Rules that an option of the command line names; none where it was not given.
pub fn rules_by_option(selectors: &[String], option: &str) -> Result<Option<Set<Rules>>, ConfigError> {
    if selectors.is_empty() {
        return Ok(None);
    }
    let mut rules = Vec::new();
    for selector in selectors {
        rules.extend(resolve(selector).map_err(|error| ConfigError::of_file(option, error))?);
    }
    Ok(Some(Set::by_option(Rules { selectors: selectors.to_vec(), rules }, option)))
}

/// Reads the tables of one file.
pub(super) struct Reader<'a> {
    /// The file, as it is shown.
    pub(super) path: &'a str,
    pub(super) text: Arc<str>,
    pub(super) folder: &'a Path,
    /// The folder that paths are shown from.
    pub(super) current: &'a Path,
}

impl Reader<'_> {
    /// An error at a value.
    pub(super) fn error<T>(&self, value: &Spanned<T>, message: impl std::fmt::Display) -> ConfigError {
        ConfigError::at(self.path, &self.text, value.span(), message)
    }

    /// A value with its place.
    pub(super) fn set<T>(&self, value: Spanned<T>) -> Set<T> {
        let before = self.text.get(..value.span().start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Set { value: value.into_inner(), at: format!("{}:{line}", self.path) }
    }

    /// The name of a format.
    pub(super) fn format(&self, name: Spanned<String>) -> Result<Set<String>, ConfigError> {
        if formats::find(name.get_ref()).is_some() {
            return Ok(self.set(name));
        }
        let names: Vec<&str> = formats::FORMATS.iter().map(|format| format.name()).collect();
        let hint = did_you_mean(name.get_ref(), names.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("it may be {}", list(&names)));
        Err(self.error(&name, format_args!("no format is called `{}`; {hint}", name.get_ref())))
    }

    pub(super) fn probability(&self, p: Spanned<f32>) -> Result<Set<f32>, ConfigError> {
        match p.get_ref() {
            0.0..=1.0 => Ok(self.set(p)),
            _ => Err(self.error(&p, "a number from 0 to 1 is expected, such as 0.8")),
        }
    }

    pub(super) fn rules(&self, selectors: Option<List>) -> Result<Option<Set<Rules>>, ConfigError> {
        let Some(selectors) = selectors else { return Ok(None) };
        let mut rules = Vec::new();
        for selector in selectors.get_ref() {
            rules.extend(resolve(selector.get_ref()).map_err(|error| self.error(selector, error))?);
        }
        let Set { value, at } = self.set(selectors);
        Ok(Some(Set { value: Rules { selectors: plain(value), rules }, at }))
    }

    pub(super) fn texts(&self, texts: Option<List>, what: &str) -> Result<Option<Set<Vec<String>>>, ConfigError> {
        let Some(texts) = texts else { return Ok(None) };
        if let Some(empty) = texts.get_ref().iter().find(|text| text.get_ref().trim().is_empty()) {
            return Err(self.error(empty, format_args!("{what} is expected")));
        }
        let Set { value, at } = self.set(texts);
        Ok(Some(Set { value: plain(value), at }))
    }

    pub(super) fn words_files(&self, paths: Option<List>) -> Result<Option<Set<Vec<WordsFile>>>, ConfigError> {
        let Some(paths) = paths else { return Ok(None) };
        let read = |path: &Spanned<String>| {
            let file = self.folder.join(path.get_ref());
            let words = words::read(&file).map_err(|error| {
                let told = ConfigError::unreadable(path.get_ref(), &error);
                self.error(path, told)
            })?;
            Ok(WordsFile { path: shown(self.current, &file), words })
        };
        let files = paths.get_ref().iter().map(read).collect::<Result<_, ConfigError>>()?;
        Ok(Some(Set { value: files, at: self.set(paths).at }))
    }
}

fn plain(list: Vec<Spanned<String>>) -> Vec<String> {
    list.into_iter().map(Spanned::into_inner).collect()
}

/// A path as it is shown: from the current folder, if it is in there.
pub(super) fn shown(current: &Path, path: &Path) -> String {
    slashes(path.strip_prefix(current).unwrap_or(path))
}

//! A configuration file, with those that it extends.

use super::error::ConfigError;
use super::file::{File, List};
use super::layer::{Layer, Reader, Set, shown};
use super::paths::{Patterns, absolute};
use super::settings::Settings;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;

/// A configuration file, read.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The files, as they are shown: the last one extended first.
    pub(super) files: Vec<String>,
    /// Their settings.
    pub(super) layers: Vec<Arc<Layer>>,
    pub(super) per_path: Vec<(Patterns, Arc<Layer>)>,
    pub(super) formats: Vec<(Patterns, Arc<Layer>)>,
    pub(super) include: Option<(Patterns, Set<Vec<String>>)>,
    pub(super) exclude: Vec<(Patterns, Set<Vec<String>>)>,
}

impl Config {
    /// Reads a file and those that it extends. Patterns count from `base`, or from the folder of their file; paths are shown
    /// from `current`.
    pub fn read(file: &Path, base: Option<&Path>, current: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(file).map_err(|error| ConfigError::unreadable(&shown(current, file), &error))?;
        Config::of_text(&text, &[file.to_path_buf()], base, current)
    }

    /// A configuration that stands in `file` with this text, as [`Config::read`] reads it.
    pub fn parse(file: &Path, text: &str) -> Result<Self, ConfigError> {
        Config::of_text(text, &[file.to_path_buf()], None, Path::new(""))
    }

    /// `chain` has the file, and before it those that extend it.
    fn of_text(text: &str, chain: &[PathBuf], base: Option<&Path>, current: &Path) -> Result<Self, ConfigError> {
        let file = chain.last().map_or(Path::new(""), PathBuf::as_path);
        let folder = file.parent().unwrap_or(Path::new(""));
        let path = shown(current, file);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let reader = Reader { path: &path, text: text.into(), folder, current };
        let table: File = toml::from_str(text).map_err(|error| ConfigError::of_toml(&path, &reader.text, &error))?;
        let mut config = match &table.extends {
            Some(extended) => extend(&reader, extended, chain)?,
            None => Config::default(),
        };
        config.add(&reader, table, base.unwrap_or(folder))?;
        Ok(config)
    }

    fn add(&mut self, reader: &Reader, mut table: File, base: &Path) -> Result<(), ConfigError> {
        let own = table.layer(reader)?;
        if let Some(include) = table.include {
            self.include = Some(patterns(reader, include, base)?);
        }
        if let Some(exclude) = table.exclude {
            self.exclude.push(patterns(reader, exclude, base)?);
        }
        let mut formats: Vec<_> = table.formats.into_iter().collect();
        formats.sort_by_key(|(pattern, _)| pattern.span().start);
        for (pattern, name) in formats {
            let wrong = |(_, reason)| reader.error(&pattern, reason);
            let fits = Patterns::new(base, [pattern.get_ref().as_str()].into_iter()).map_err(wrong)?;
            self.formats.push((fits, Arc::new(Layer { format: Some(reader.format(name)?), ..Layer::default() })));
        }
        for mut entry in table.per_path {
            let format = entry.format.take().map(|name| reader.format(name)).transpose()?;
            let layer = Layer { format, ..entry.layer(reader)? };
            let (fits, _) = patterns(reader, entry.paths, base)?;
            self.per_path.push((fits, Arc::new(layer)));
        }
        self.layers.push(Arc::new(own));
        self.files.push(reader.path.to_owned());
        Ok(())
    }

    /// Whether a file or folder is left out.
    pub(super) fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let decided = self.exclude.iter().rev().find_map(|(patterns, _)| patterns.decide(path, is_folder));
        let included = || self.include.as_ref().is_none_or(|(patterns, _)| patterns.contain(path));
        decided.unwrap_or_else(|| !is_folder && !included())
    }

    /// The settings in force for a file; those of `last` win.
    pub fn settings(&self, file: &Path, last: Layer) -> Settings {
        let (format, entries) = self.entries(file);
        Settings::new(self.in_force(format, &entries).chain([Arc::new(last)]).collect())
    }

    /// The layers of these entries, what wins last.
    pub(super) fn in_force<'a>(
        &'a self,
        format: Option<usize>,
        entries: &'a [usize],
    ) -> impl Iterator<Item = Arc<Layer>> + 'a {
        let format = format.map(|i| &self.formats[i].1);
        let entries = entries.iter().map(|&i| &self.per_path[i].1);
        self.layers.iter().chain(format).chain(entries).cloned()
    }

    /// The entries that are for a file: of `formats`, then of `per-path`.
    pub(super) fn entries(&self, file: &Path) -> (Option<usize>, Vec<usize>) {
        let fits = |(patterns, _): &(Patterns, Arc<Layer>)| patterns.contain(file);
        let entries = self.per_path.iter().enumerate().filter(|(_, entry)| fits(entry)).map(|(i, _)| i).collect();
        (self.formats.iter().rposition(fits), entries)
    }
}

/// The file that a file extends.
fn extend(reader: &Reader, extended: &Spanned<String>, chain: &[PathBuf]) -> Result<Config, ConfigError> {
    let file = absolute(reader.folder, Path::new(extended.get_ref()));
    if chain.contains(&file) {
        return Err(reader.error(extended, "this file is extended by itself; take one of the `extends` out"));
    }
    let text = std::fs::read_to_string(&file).map_err(|error| {
        let told = ConfigError::unreadable(extended.get_ref(), &error);
        reader.error(extended, told)
    })?;
    Config::of_text(&text, &[chain, &[file]].concat(), None, reader.current)
}

/// Patterns, and as they were written.
fn patterns(reader: &Reader, list: List, base: &Path) -> Result<(Patterns, Set<Vec<String>>), ConfigError> {
    let texts = list.get_ref().iter().map(|pattern| pattern.get_ref().as_str());
    let found = Patterns::new(base, texts).map_err(|(i, reason)| match list.get_ref().get(i) {
        Some(pattern) => reader.error(pattern, reason),
        None => reader.error(&list, reason),
    })?;
    let Set { value, at } = reader.set(list);
    Ok((found, Set { value: value.into_iter().map(Spanned::into_inner).collect(), at }))
}

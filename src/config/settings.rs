//! The settings in force for a file.

use super::{Dialect, Layer, Loans, Selection};
use crate::checker::{Checker, Vocabulary};
use crate::formats::{self, Format};
use crate::language::Pack;
use crate::text::Finding;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The settings in force for a file.
#[derive(Default)]
pub struct Settings {
    /// Where they come from, what wins last.
    pub(super) layers: Vec<Arc<Layer>>,
    /// The rules that are applied.
    pub selection: Selection,
    /// The least probability of a finding.
    pub min_confidence: f32,
    /// Whose French it is.
    pub dialect: Dialect,
    /// What is done about accepted loans.
    pub loans: Loans,
    /// The format, where the name of the file does not tell it.
    format: Option<&'static dyn Format>,
    /// Formats with choices made.
    chosen: Vec<Box<dyn Format>>,
    vocabulary: OnceLock<Option<Arc<Vocabulary>>>,
}

impl Settings {
    /// The settings that these layers make together: of two that say something, the later wins. Lists of words, names and keys
    /// add up, and so do ignored rules; a selection starts anew.
    pub fn new(layers: Vec<Arc<Layer>>) -> Self {
        let mut settings = Settings::default();
        let mut options = formats::Options::default();
        for layer in &layers {
            if let Some(select) = &layer.select {
                settings.selection.select(&select.value.rules);
            }
            if let Some(ignore) = &layer.ignore {
                settings.selection.ignore(&ignore.value.rules);
            }
            set(&mut settings.min_confidence, layer.min_confidence.as_ref().map(|set| set.value));
            set(&mut settings.dialect, layer.dialect.as_ref().map(|set| set.value));
            set(&mut settings.loans, layer.loans.as_ref().map(|set| set.value));
            set(&mut options.columns, layer.columns.as_ref().map(|set| set.value.clone()));
            options.exclude_keys.extend(layer.exclude_keys.iter().flat_map(|set| set.value.clone()));
            settings.format = layer.format.as_ref().and_then(|set| formats::find(&set.value)).or(settings.format);
        }
        if options != formats::Options::default() {
            settings.chosen = formats::FORMATS.iter().filter_map(|format| format.with(&options)).collect();
        }
        Settings { layers, ..settings }
    }

    /// Whether a finding is wanted.
    pub fn wants(&self, finding: &Finding) -> bool {
        finding.confidence >= self.min_confidence && self.selection.contains(finding.rule)
    }

    /// The format of a file of this name, with this text.
    pub fn format(&self, name: &Path, text: &str) -> &dyn Format {
        let format = self.format.unwrap_or_else(|| formats::of(name, text));
        self.chosen.iter().find(|chosen| chosen.name() == format.name()).map_or(format, |chosen| &**chosen)
    }

    /// A checker that follows these settings and remembers together with `checker`.
    pub fn checker(&self, checker: &Checker) -> Checker {
        let checker = match self.vocabulary.get_or_init(|| self.accepted(checker.pack())) {
            Some(vocabulary) => checker.with_vocabulary(vocabulary.clone()),
            None => checker.clone(),
        };
        let checker = checker.with_rules(|rule| self.selection.contains(rule.code));
        let checker = checker.with_typography(self.dialect.typography());
        match self.loans {
            Loans::Accept => checker,
            Loans::Flag => checker.with_flagged_loans(),
        }
    }

    /// The accepted words and names, if there are any.
    fn accepted(&self, pack: &'static Pack) -> Option<Arc<Vocabulary>> {
        let mut vocabulary = Vocabulary::new(pack);
        self.dialect.words().for_each(|word| vocabulary.add_word(word));
        for layer in &self.layers {
            let files = layer.words_files.iter().flat_map(|set| &set.value).flat_map(|file| &file.words);
            let words = layer.words.iter().flat_map(|set| &set.value);
            words.chain(files).for_each(|word| vocabulary.add_word(word));
            layer.names.iter().flat_map(|set| &set.value).for_each(|name| vocabulary.add_name(name));
        }
        (!vocabulary.is_empty()).then(|| Arc::new(vocabulary))
    }
}

fn set<T>(value: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *value = new;
    }
}

//! The settings in force for a file, as TOML.

use super::layer::{Layer, Set};
use super::{Config, Settings};
use std::fmt::Write as _;

/// The starts of the codes of all rules.
const FAMILIES: [&str; 4] = ["EN", "MT", "PA", "TY"];

/// The settings in force for a file, as a configuration file with a comment at each value: where it was set. `name` is what
/// the file is called, `config` the configuration that holds for it.
pub fn dump(name: &str, config: Option<&Config>, settings: &Settings) -> String {
    let mut page = Page { settings, text: String::new() };
    let files = config.map(|config| config.files.as_slice()).unwrap_or_default();
    let from = match files.split_last() {
        None => "no configuration file".to_owned(),
        Some((file, [])) => file.clone(),
        Some((file, extended)) => {
            let extended: Vec<&str> = extended.iter().rev().map(String::as_str).collect();
            format!("{file}, which extends {}", extended.join(", which extends "))
        }
    };
    let _ = writeln!(page.text, "# Settings for {name}\n# from {from}\n");
    if let Some((_, include)) = config.and_then(|config| config.include.as_ref()) {
        page.line("include", &strings(include.value.iter()), &include.at);
    }
    let exclude: Vec<&Set<Vec<String>>> = config.iter().flat_map(|c| &c.exclude).map(|(_, list)| list).collect();
    page.lists("exclude", &exclude);
    page.rules();
    page.value("min-confidence", |layer| layer.min_confidence.as_ref(), |p| format!("{p:?}"), "0.0");
    page.value("dialect", |layer| layer.dialect.as_ref(), |dialect| string(dialect.name()), "\"fr\"");
    page.value("loans", |layer| layer.loans.as_ref(), |loans| string(loans.name()), "\"accept\"");
    page.texts("words", |layer| layer.words.as_ref());
    page.words_files();
    page.texts("names", |layer| layer.names.as_ref());
    page.texts("exclude-keys", |layer| layer.exclude_keys.as_ref());
    let columns = settings.layers.iter().filter_map(|layer| layer.columns.as_ref()).next_back();
    page.lists("columns", &columns.into_iter().collect::<Vec<_>>());
    page.format(name);
    page.text
}

struct Page<'a> {
    settings: &'a Settings,
    text: String,
}

impl<'a> Page<'a> {
    /// The layers, what wins last.
    fn each(&self) -> impl DoubleEndedIterator<Item = &'a Layer> + use<'a> {
        self.settings.layers.iter().map(|layer| &**layer)
    }

    fn line(&mut self, key: &str, value: &str, at: &str) {
        let _ = writeln!(self.text, "{key} = {value}  # {at}");
    }

    /// The value of the last layer that has one.
    fn value<T: 'a>(
        &mut self,
        key: &str,
        get: impl Fn(&'a Layer) -> Option<&'a Set<T>>,
        write: impl Fn(&T) -> String,
        default: &str,
    ) {
        match self.each().filter_map(get).next_back() {
            Some(set) => self.line(key, &write(&set.value), &set.at),
            None => self.line(key, default, "default"),
        }
    }

    /// The values of all layers together.
    fn texts(&mut self, key: &str, get: impl Fn(&'a Layer) -> Option<&'a Set<Vec<String>>>) {
        let lists: Vec<&Set<Vec<String>>> = self.each().filter_map(get).collect();
        self.lists(key, &lists);
    }

    fn lists(&mut self, key: &str, lists: &[&Set<Vec<String>>]) {
        if lists.is_empty() {
            return self.line(key, "[]", "default");
        }
        let at: Vec<&str> = lists.iter().map(|set| set.at.as_str()).collect();
        self.line(key, &strings(lists.iter().flat_map(|set| &set.value)), &at.join(", "));
    }

    /// What is selected, and what is ignored since.
    fn rules(&mut self) {
        let layers: Vec<&Layer> = self.each().collect();
        let selecting = layers.iter().rposition(|layer| layer.select.is_some());
        match selecting.and_then(|i| layers[i].select.as_ref()) {
            Some(select) => self.line("select", &strings(select.value.selectors.iter()), &select.at),
            None => self.line("select", &strings(FAMILIES.map(str::to_owned).iter()), "default"),
        }
        let ignored: Vec<Set<Vec<String>>> = layers[selecting.unwrap_or_default()..]
            .iter()
            .filter_map(|layer| layer.ignore.as_ref())
            .map(|set| Set { value: set.value.selectors.clone(), at: set.at.clone() })
            .collect();
        self.lists("ignore", &ignored.iter().collect::<Vec<_>>());
    }

    fn words_files(&mut self) {
        let files = |set: &Set<Vec<super::WordsFile>>| {
            let paths = set.value.iter().map(|file| file.path.clone()).collect();
            Set { value: paths, at: set.at.clone() }
        };
        let lists: Vec<Set<Vec<String>>> =
            self.each().filter_map(|layer| layer.words_files.as_ref()).map(files).collect();
        self.lists("words-files", &lists.iter().collect::<Vec<_>>());
    }

    /// The format, where something other than the name of the file tells it.
    fn format(&mut self, name: &str) {
        if let Some(format) = self.each().filter_map(|layer| layer.format.as_ref()).next_back() {
            let _ = writeln!(self.text, "\n[formats]");
            self.line(&string(name), &string(&format.value), &format.at);
        }
    }
}

/// A basic string of TOML, which JSON's strings are.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn strings<'s>(texts: impl Iterator<Item = &'s String>) -> String {
    format!("[{}]", texts.map(|text| string(text)).collect::<Vec<_>>().join(", "))
}

//! Tests of the configuration as a whole.

use super::file::{File, PerPath};
use super::*;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(Path::new("/p/intrus.toml"), text)
}

fn settings(text: &str, file: &str) -> Settings {
    parse(text).expect("a configuration").settings(Path::new(file), Layer::default())
}

/// Every key of the template with its example.
fn examples() -> String {
    let is_code = |line: &str| {
        let key: String = line.chars().take_while(|c| c.is_ascii_lowercase() || "-*.\"".contains(*c)).collect();
        line.starts_with('[') || (!key.is_empty() && line[key.len()..].starts_with(" = "))
    };
    TEMPLATE
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| is_code(line))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_template_changes_nothing() {
    let config = parse(TEMPLATE).expect("a configuration");
    assert!(config.layers.iter().all(|layer| **layer == Layer::default()));
    assert!(config.include.is_none() && config.exclude.is_empty() && config.per_path.is_empty());
}

#[test]
fn the_template_has_every_key() {
    let examples = examples();
    let table: toml::Table = toml::from_str(&examples).expect(&examples);
    let keys: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(keys, keys_of(&schemars::schema_for!(File).to_value()["properties"]));
    // Without the files that are not there it is read.
    let lines = |line: &&str| !line.starts_with("extends") && !line.starts_with("words-files");
    parse(&examples.lines().filter(lines).collect::<Vec<_>>().join("\n")).expect("valid examples");
}

fn keys_of(properties: &Value) -> BTreeSet<&str> {
    properties.as_object().into_iter().flat_map(|keys| keys.keys()).map(String::as_str).collect()
}

#[test]
fn the_schema_has_the_keys_of_the_types() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let (file, entry) = (schemars::schema_for!(File).to_value(), schemars::schema_for!(PerPath).to_value());
    let written = &schema["$defs"]["per-path"];
    assert_eq!(keys_of(&schema["properties"]), keys_of(&file["properties"]));
    assert_eq!(keys_of(&written["properties"]), keys_of(&entry["properties"]));
    assert_eq!(written["required"], entry["required"]);
    assert!(schema["additionalProperties"] == false && written["additionalProperties"] == false);
    let dialects = schema["$defs"]["dialect"]["enum"].as_array().expect("dialects");
    let known = [Dialect::Common, Dialect::Canada, Dialect::Belgium, Dialect::Switzerland];
    assert!(dialects.iter().map(|name| name.as_str()).eq(known.iter().map(|dialect| Some(dialect.name()))));
    let formats = schema["$defs"]["format"]["enum"].as_array().expect("formats");
    assert!(
        formats.iter().map(|name| name.as_str()).eq(crate::formats::FORMATS.iter().map(|format| Some(format.name())))
    );
}

#[test]
fn later_layers_win() {
    let text = "min-confidence = 0.2\nignore = ['EN101']\n[[per-path]]\npaths = ['docs/']\nmin-confidence = 0.4\n\
                [[per-path]]\npaths = ['docs/fr/']\nselect = ['EN101', 'EN102']\nignore = ['EN102']\n";
    let of = |file: &str| settings(text, file);
    assert_eq!(["/p/a.md", "/p/docs/a.md"].map(|file| of(file).min_confidence), [0.2, 0.4]);
    let chosen = |file| ["EN101", "EN102", "EN103"].map(|code| of(file).selection.contains(code));
    assert_eq!(chosen("/p/docs/a.md"), [false, true, true]);
    assert_eq!(chosen("/p/docs/fr/a.md"), [true, false, false]);
}

#[test]
fn errors_have_a_place() {
    let place = |text: &str| parse(text).expect_err(text).to_string();
    assert_eq!(place("\nselct = []"), "/p/intrus.toml:2:1: unknown key `selct`; did you mean `select`?");
    for text in
        ["min-confidence = 2", "words = ['']", "loans = 'non'", "dialect = 'en'", "select = 'EN'", "per-path = [{}]"]
    {
        assert!(place(text).starts_with("/p/intrus.toml:1:"), "{}", place(text));
    }
}

#[test]
fn dialects() {
    for (dialect, least) in [(Dialect::Canada, 60), (Dialect::Belgium, 30), (Dialect::Switzerland, 30)] {
        let words: Vec<&str> = dialect.words().collect();
        assert!(words.len() >= least && words.iter().collect::<BTreeSet<_>>().len() == words.len(), "{dialect:?}");
    }
    assert_eq!(Dialect::Common.words().count(), 0);
}

proptest! {
    /// Any text is a configuration or an error with a place in it.
    #[test]
    fn any_text(text in "\\PC*") {
        if let Err(error) = parse(&text) {
            let _ = error.to_string();
        }
    }

    /// So is one that looks like a configuration.
    #[test]
    fn any_lines(lines in prop::collection::vec((
        "(select|ignore|include|exclude|words|names|loans|dialect|min-confidence|formats|per-path|[a-z-]{1,8})",
        "(\\[\"[^\"\\\\]{0,6}\"\\]|\"[^\"\\\\]{0,6}\"|[0-9.]{1,4}|\\{ \"[a-z*]{1,4}\" = \"[a-z]{1,8}\" \\}|\\[\\{ paths = \\[\"é\"\\] \\}\\])",
    ), 0..5)) {
        let text: String = lines.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        match parse(&text) {
            Ok(config) => drop(config.settings(Path::new("/p/docs/é.md"), Layer::default())),
            Err(error) => prop_assert!(error.place.is_none_or(|place| place.text.get(place.span).is_some())),
        }
    }
}

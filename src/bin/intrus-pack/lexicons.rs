//! The French lexicon of Grammalecte and the English one of SCOWL, lemminflect and wordfreq.

use anyhow::{Context, Result, bail};
use intrus::language::filter::pair;
use intrus::language::lexicon::{EnglishEntry, EnglishTags, Tags};
use intrus::text::{folded, hash};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::Path;

/// (form, lemma, tags) of `French.lex`, folded.
pub fn french(sources: &Path) -> Result<Vec<(String, String, Tags)>> {
    let path = sources.join("deb/Grammalecte/lexicons/French.lex");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut entries = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(form), Some(lemma), Some(tags)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let tags = Tags::parse(tags);
        // Single letters are symbols, whatever the lexicon calls them; the words of one letter are listed.
        if form.chars().count() == 1 && !matches!(form, "a" | "à" | "y" | "ô") {
            continue;
        }
        let tags = if form == "a" && tags.intersects(Tags::NOUN) { continue } else { tags };
        entries.push((folded(form), folded(lemma), tags));
    }
    for elided in
        ["l'", "d'", "j'", "n'", "m'", "t'", "s'", "c'", "ç'", "qu'", "jusqu'", "lorsqu'", "puisqu'", "quoiqu'"]
    {
        entries.push((elided.to_owned(), elided.to_owned(), Tags::PARTICLE));
    }
    for clitic in intrus::text::CLITICS {
        for form in [format!("-{clitic}"), format!("-t-{clitic}")] {
            entries.push((form, (*clitic).to_owned(), Tags::PARTICLE));
        }
    }
    entries.sort();
    entries.dedup();
    if entries.len() < 400_000 {
        bail!("{}: only {} entries", path.display(), entries.len());
    }
    Ok(entries)
}

/// Which forms are French, and what they may be.
pub struct FrenchForms {
    /// Every flag of some reading.
    tags: HashMap<String, Tags>,
    readings: HashMap<String, Vec<Tags>>,
}

impl FrenchForms {
    pub fn new(entries: &[(String, String, Tags)]) -> Self {
        let mut forms: HashMap<String, Tags> = HashMap::new();
        let mut readings: HashMap<String, Vec<Tags>> = HashMap::new();
        for (form, _, tags) in entries {
            let all = forms.entry(form.clone()).or_default();
            // A form that is a word besides being a name is a word.
            *all = all.union(*tags);
            readings.entry(form.clone()).or_default().push(*tags);
        }
        FrenchForms { tags: forms, readings }
    }

    pub fn contains(&self, form: &str) -> bool {
        self.tags.contains_key(form)
    }

    /// Every flag of some reading of the form.
    pub fn tags(&self, form: &str) -> Tags {
        self.tags.get(form).copied().unwrap_or_default()
    }

    /// The flags of each reading of the form.
    pub fn readings(&self, form: &str) -> &[Tags] {
        self.readings.get(form).map_or(&[], Vec::as_slice)
    }

    /// French as more than a name.
    pub fn is_word(&self, form: &str) -> bool {
        self.tags.get(form).is_some_and(|t| !t.is_name_only())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &Tags)> {
        self.tags.iter()
    }
}

fn gunzip(path: &Path) -> Result<Vec<u8>> {
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// log10 of the relative frequency of English words: wordfreq's large list, in steps of a hundredth of a decade.
pub fn english_frequencies(sources: &Path) -> Result<HashMap<String, f32>> {
    let path = sources.join("pypi/wordfreq/x/wordfreq/data/large_en.msgpack.gz");
    let value = rmpv::decode::read_value(&mut gunzip(&path)?.as_slice())?;
    let mut frequencies = HashMap::new();
    for (step, words) in value.as_array().context("wordfreq: not a list")?.iter().skip(1).enumerate() {
        for word in words.as_array().context("wordfreq: not a list of lists")? {
            frequencies.insert(folded(word.as_str().unwrap_or_default()), -(step as f32) / 100.0);
        }
    }
    Ok(frequencies)
}

/// English forms: SCOWL up to size 70, with the lemmas of lemminflect.
pub fn english(sources: &Path) -> Result<BTreeMap<String, EnglishEntry>> {
    let mut entries: BTreeMap<String, EnglishEntry> = BTreeMap::new();
    let folder = sources.join("deb/scowl/usr/share/dict/scowl");
    for file in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((list, size)) = name.rsplit_once('.') else { continue };
        let size: u8 = size.parse().unwrap_or(99);
        if !matches!(
            list,
            "english-words"
                | "american-words"
                | "british-words"
                | "british_z-words"
                | "english-contractions"
                | "american-contractions"
        ) || size > 70
        {
            continue;
        }
        let text = std::fs::read(&path)?;
        // With accents (`cliché`) it is French before it is English.
        for word in text.split(|&b| b == b'\n').filter_map(|w| std::str::from_utf8(w).ok()).filter(|w| w.is_ascii()) {
            if word.ends_with("'s") || word.chars().count() < 2 && !matches!(word, "a" | "i") {
                continue;
            }
            let entry = entries.entry(folded(word)).or_default();
            entry.size = if entry.size == 0 { size } else { entry.size.min(size) };
        }
    }
    // Words of one letter that SCOWL spells with a capital, and contractions.
    for word in ["a", "i", "i'm", "i've", "i'll", "i'd"] {
        entries.entry(word.to_owned()).or_default().size = 10;
    }
    let text = String::from_utf8(gunzip(&sources.join("pypi/lemminflect/x/lemminflect/resources/lemma_lu.csv.gz"))?)?;
    for line in text.lines() {
        let mut columns = line.split(',');
        let (Some(form), Some(part), Some(lemmas)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let form = folded(form);
        let Some(entry) = entries.get_mut(&form) else { continue };
        for lemma in lemmas.split('/') {
            let lemma = folded(lemma);
            let tags = english_tags(&form, &lemma, part);
            if !entry.readings.contains(&(lemma.clone(), tags)) {
                entry.readings.push((lemma, tags));
            }
        }
    }
    let frequencies = english_frequencies(sources)?;
    // Lemminflect does not know all plurals, and takes some for names.
    let is_unknown = |(form, entry): &(&String, &EnglishEntry)| {
        entry.readings.is_empty()
            || form.ends_with('s') && !form.ends_with("ss") && entry.readings.iter().all(|r| r.0 == **form)
    };
    let unknown: Vec<String> = entries.iter().filter(is_unknown).map(|e| e.0.clone()).collect();
    let readings: Vec<_> = unknown.iter().map(|form| regular(form, &entries)).collect();
    for (form, readings) in unknown.into_iter().zip(readings) {
        entries.entry(form).or_default().readings.extend(readings);
    }
    for (form, entry) in &mut entries {
        entry.log_frequency = frequencies.get(form).copied();
        if entry.readings.is_empty() {
            entry.readings.push((form.clone(), EnglishTags::OTHER));
        }
    }
    Ok(entries)
}

/// The readings of a form that lemminflect does not list, as the regular inflection of a word that it does.
fn regular(form: &str, entries: &BTreeMap<String, EnglishEntry>) -> Vec<(String, EnglishTags)> {
    const NOUN: EnglishTags = EnglishTags::NOUN;
    const VERB: EnglishTags = EnglishTags::VERB;
    const ADJECTIVE: EnglishTags = EnglishTags::ADJECTIVE;
    // Ending of the form, of the lemma, part of speech, flag.
    const ENDINGS: &[(&str, &str, EnglishTags, EnglishTags)] = &[
        ("ies", "y", NOUN, EnglishTags::PLURAL),
        ("es", "", NOUN, EnglishTags::PLURAL),
        ("s", "", NOUN, EnglishTags::PLURAL),
        ("ies", "y", VERB, EnglishTags::THIRD),
        ("es", "", VERB, EnglishTags::THIRD),
        ("s", "", VERB, EnglishTags::THIRD),
        ("ied", "y", VERB, EnglishTags::PAST),
        ("ed", "e", VERB, EnglishTags::PAST),
        ("ed", "", VERB, EnglishTags::PAST),
        ("ing", "e", VERB, EnglishTags::ING),
        ("ing", "", VERB, EnglishTags::ING),
        ("ier", "y", ADJECTIVE, EnglishTags::DEGREE),
        ("er", "e", ADJECTIVE, EnglishTags::DEGREE),
        ("er", "", ADJECTIVE, EnglishTags::DEGREE),
        ("iest", "y", ADJECTIVE, EnglishTags::DEGREE),
        ("est", "e", ADJECTIVE, EnglishTags::DEGREE),
        ("est", "", ADJECTIVE, EnglishTags::DEGREE),
    ];
    let mut readings: Vec<(String, EnglishTags)> = Vec::new();
    for (ending, base, part, tag) in ENDINGS {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 2 && !stem.ends_with('s')) else {
            continue;
        };
        // `babbling`, `bigger`: the last letter may be doubled.
        let single = stem.char_indices().next_back().map_or("", |(at, _)| &stem[..at]);
        let doubled =
            base.is_empty() && !ending.starts_with('s') && stem.ends_with(&single[single.len().saturating_sub(1)..]);
        let lemmas = [format!("{stem}{base}"), if doubled { single.to_owned() } else { String::new() }];
        for lemma in lemmas {
            let is_lemma = |r: &(String, EnglishTags)| r.0 == lemma && r.1.intersects(*part);
            // Nothing is known of some lemmas either (`dependency`).
            if entries.get(&lemma).is_some_and(|e| e.readings.is_empty() || e.readings.iter().any(is_lemma)) {
                readings.push((lemma, EnglishTags(part.0 | tag.0)));
            }
        }
    }
    readings
}

fn english_tags(form: &str, lemma: &str, part: &str) -> EnglishTags {
    let inflected = form != lemma;
    let tags = match part {
        "noun" | "propn" if inflected => EnglishTags::NOUN.0 | EnglishTags::PLURAL.0,
        "noun" | "propn" => EnglishTags::NOUN.0,
        "verb" | "aux" if !inflected => EnglishTags::VERB.0,
        "verb" | "aux" if form.ends_with("ing") => EnglishTags::VERB.0 | EnglishTags::ING.0,
        "verb" | "aux" if form.ends_with('s') && form != "was" => EnglishTags::VERB.0 | EnglishTags::THIRD.0,
        "verb" | "aux" => EnglishTags::VERB.0 | EnglishTags::PAST.0,
        "adj" if inflected => EnglishTags::ADJECTIVE.0 | EnglishTags::DEGREE.0,
        "adj" => EnglishTags::ADJECTIVE.0,
        "adv" => EnglishTags::ADVERB.0,
        _ => EnglishTags::OTHER.0,
    };
    EnglishTags(tags)
}

/// The spellings that become French words when their accents are put back, and are none without.
pub fn unaccented(french: &FrenchForms) -> Result<Vec<u8>> {
    let plain: std::collections::BTreeSet<String> = french
        .iter()
        .filter(|(form, tags)| !form.is_ascii() && !tags.is_name_only())
        .map(|(form, _)| intrus::text::unaccented(form))
        .filter(|plain| !french.is_word(plain))
        .collect();
    let mut set = fst::SetBuilder::memory();
    set.extend_iter(plain)?;
    Ok(set.into_inner()?)
}

/// The keys of the pairs of words with which the expressions of the tables may start, as [`EnglishEntry`] inflects them:
/// a verb at the front, or a noun at the end of two words.
pub fn starts<V>(english: &BTreeMap<String, EnglishEntry>, tables: &[&BTreeMap<String, V>]) -> BTreeSet<u64> {
    let mut forms: BTreeMap<(&str, bool), Vec<&str>> = BTreeMap::new();
    for (form, entry) in english {
        for (lemma, tags) in entry.readings.iter().filter(|r| r.0 != *form) {
            for (part, is_verb) in [(EnglishTags::VERB, true), (EnglishTags::PLURAL, false)] {
                if tags.intersects(part) {
                    forms.entry((lemma, is_verb)).or_default().push(form);
                }
            }
        }
    }
    let forms = |lemma, is_verb| forms.get(&(lemma, is_verb)).into_iter().flatten().copied();
    let mut pairs = BTreeSet::new();
    for key in tables.iter().flat_map(|table| table.keys()) {
        let mut words = key.split(' ');
        let (Some(first), Some(second)) = (words.next(), words.next()) else { continue };
        let mut add = |first: &str, second: &str| pairs.insert(pair(hash(first.as_bytes()), hash(second.as_bytes())));
        add(first, second);
        forms(first, true).for_each(|first| _ = add(first, second));
        if words.next().is_none() {
            forms(second, false).for_each(|second| _ = add(first, second));
        }
    }
    pairs
}

/// The hashes of the single words in these transducers of the pack.
pub fn listed(pack: &Path, files: &[&str]) -> Result<BTreeSet<u64>> {
    let mut hashes = BTreeSet::new();
    for file in files {
        let path = pack.join(file);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let map = fst::Map::new(bytes).with_context(|| path.display().to_string())?;
        let mut keys = map.keys();
        while let Some(key) = fst::Streamer::next(&mut keys) {
            if !key.contains(&b' ') {
                hashes.insert(hash(key));
            }
        }
    }
    Ok(hashes)
}

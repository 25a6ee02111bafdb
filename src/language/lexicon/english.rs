//! English forms with their lemmas, parts of speech and frequency.

use super::Keys;
use super::bytes::{Sections, Table};

/// What an English form is under one lemma: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct EnglishTags(pub u16);

impl EnglishTags {
    /// Noun.
    pub const NOUN: EnglishTags = EnglishTags(1);
    /// Verb.
    pub const VERB: EnglishTags = EnglishTags(2);
    /// Adjective.
    pub const ADJECTIVE: EnglishTags = EnglishTags(4);
    /// Adverb.
    pub const ADVERB: EnglishTags = EnglishTags(8);
    /// Function word, interjection, anything else.
    pub const OTHER: EnglishTags = EnglishTags(16);
    /// Plural of a noun.
    pub const PLURAL: EnglishTags = EnglishTags(32);
    /// Third person singular of a verb.
    pub const THIRD: EnglishTags = EnglishTags(64);
    /// Past tense or past participle.
    pub const PAST: EnglishTags = EnglishTags(128);
    /// `-ing` form.
    pub const ING: EnglishTags = EnglishTags(256);
    /// Comparative or superlative.
    pub const DEGREE: EnglishTags = EnglishTags(512);

    /// Whether at least one flag is shared.
    pub fn intersects(self, other: EnglishTags) -> bool {
        self.0 & other.0 != 0
    }
}

/// One reading of an English form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnglishReading {
    /// Dictionary form.
    pub lemma: &'static str,
    /// What the form is.
    pub tags: EnglishTags,
}

/// The English lexicon: SCOWL's forms, lemminflect's lemmas; frequencies of wordfreq in a file of their own.
#[derive(Debug)]
pub struct English {
    forms: Keys,
    /// For each form, where its readings start.
    starts: Table<'static, 3>,
    /// Lemma number in the low 24 bits, tags in the next 16.
    readings: Table<'static, 5>,
    lemma_ends: Table<'static, 3>,
    lemmas: &'static [u8],
    /// SCOWL size class of each form (10 to 70), 0 where only lemminflect has it.
    sizes: &'static [u8],
    /// For each form -20 × log10 of its relative frequency in English text, 255 when it was never seen.
    frequencies: &'static [u8],
}

impl English {
    /// The lexicon of these forms, with the files `english.bin` and `english_frequency.bin` of the pack.
    pub fn load(forms: Keys, tables: &'static [u8], frequencies: &'static [u8]) -> Self {
        let sections = Sections::new(tables);
        English {
            forms,
            starts: Table::new(sections.get(0)),
            readings: Table::new(sections.get(1)),
            lemma_ends: Table::new(sections.get(2)),
            lemmas: sections.get(3),
            sizes: sections.get(4),
            frequencies,
        }
    }

    /// Number of forms.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether the lexicon is empty.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether the folded form is an English word.
    pub fn contains(&self, form: &str) -> bool {
        self.forms.contains(form)
    }

    /// The number of the folded form; the methods in `_at` take it.
    pub fn entry(&self, form: &str) -> Option<usize> {
        self.forms.get(form).map(|index| index as usize)
    }

    /// Looks some forms up together: see [`Keys::ask`].
    pub fn ask<'f>(&self, forms: impl Iterator<Item = &'f str>) {
        self.forms.ask(forms);
    }

    /// log10 of the relative frequency of the folded form in English text, at least -8; `None` for unknown forms.
    pub fn log_frequency(&self, form: &str) -> Option<f32> {
        Some(self.log_frequency_at(self.entry(form)?))
    }

    /// See [`English::log_frequency`].
    pub fn log_frequency_at(&self, entry: usize) -> f32 {
        self.frequencies.get(entry).map_or(-8.0, |&q| if q == 255 { -8.0 } else { -f32::from(q) / 20.0 })
    }

    /// SCOWL size class of the folded form: 10 for the commonest words, 70 for rare ones; 80 where SCOWL does not have it.
    pub fn size(&self, form: &str) -> Option<u8> {
        Some(self.size_at(self.entry(form)?))
    }

    /// See [`English::size`].
    pub fn size_at(&self, entry: usize) -> u8 {
        self.sizes.get(entry).copied().filter(|&s| s != 0).unwrap_or(80)
    }

    /// Calls `each` with every form, in order.
    pub fn each(&self, each: impl FnMut(&str)) {
        self.forms.each(each);
    }

    /// The readings of a folded form.
    pub fn readings(&self, form: &str) -> impl Iterator<Item = EnglishReading> {
        self.entry(form).into_iter().flat_map(|entry| self.readings_at(entry))
    }

    /// See [`English::readings`].
    pub fn readings_at(&self, entry: usize) -> impl Iterator<Item = EnglishReading> {
        (self.starts.get(entry)..self.starts.get(entry + 1)).filter_map(|row| {
            let row = self.readings.get(row as usize);
            let lemma = (row & 0xff_ffff) as usize;
            let start = if lemma == 0 { 0 } else { self.lemma_ends.get(lemma - 1) as usize };
            let lemma = self.lemmas.get(start..self.lemma_ends.get(lemma) as usize)?;
            Some(EnglishReading { lemma: std::str::from_utf8(lemma).ok()?, tags: EnglishTags((row >> 24) as u16) })
        })
    }
}

/// Everything the builder knows of one English form.
#[cfg(feature = "pack-builder")]
#[derive(Debug, Clone, Default)]
pub struct EnglishEntry {
    /// Its readings.
    pub readings: Vec<(String, EnglishTags)>,
    /// SCOWL size class or 0.
    pub size: u8,
    /// log10 of its relative frequency.
    pub log_frequency: Option<f32>,
}

/// Builds the three files of the English lexicon.
#[cfg(feature = "pack-builder")]
pub fn build(entries: &std::collections::BTreeMap<String, EnglishEntry>) -> Result<[Vec<u8>; 3], fst::Error> {
    use super::bytes::three_bytes;

    let mut map = fst::MapBuilder::memory();
    let (mut starts, mut rows, mut sizes, mut frequencies) =
        (three_bytes(0).to_vec(), Vec::new(), Vec::new(), Vec::new());
    let (mut lemma_ids, mut ends, mut lemmas) = (std::collections::HashMap::new(), Vec::new(), Vec::<u8>::new());
    for (index, (form, entry)) in entries.iter().enumerate() {
        map.insert(form, index as u64)?;
        for (lemma, tags) in &entry.readings {
            let next = lemma_ids.len() as u64;
            let id = *lemma_ids.entry(lemma.clone()).or_insert(next);
            if id == next {
                lemmas.extend_from_slice(lemma.as_bytes());
                ends.extend(three_bytes(lemmas.len()));
            }
            rows.extend_from_slice(&(id | u64::from(tags.0) << 24).to_le_bytes()[..5]);
        }
        starts.extend(three_bytes(rows.len() / 5));
        sizes.push(entry.size);
        frequencies.push(entry.log_frequency.map_or(255, |l| (-20.0 * l).round().clamp(0.0, 160.0) as u8));
    }
    let tables = super::bytes::write_sections(&[&starts, &rows, &ends, &lemmas, &sizes]);
    Ok([map.into_inner()?, tables, frequencies])
}

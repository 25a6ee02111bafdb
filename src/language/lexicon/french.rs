//! French forms with their lemmas and morphology, and lemmas with their forms.
//!
//! Two lists over Grammalecte's lexicon (MPL-2.0). Form to readings: the value numbers a *reading set*, a list of
//! (how to turn the form into its lemma, tags), shared by all forms that inflect alike. Lemma to forms: the value numbers
//! a *paradigm*, the same the other way round.

use super::bytes::{Sections, Table};
use super::{Keys, Prefix, Tags};

/// Turns one spelling into another: drop bytes from the end, add a suffix. The drop is given in the low 8 bits, the
/// number of the suffix in the next 24, the number of the tags in the top 32.
#[derive(Debug, Clone, Copy)]
struct Row(u64);

/// The French lexicon.
#[derive(Debug)]
pub struct French {
    forms: Keys,
    lemmas: Keys,
    /// For each reading set and paradigm, where its rows start.
    form_sets: Table<'static, 4>,
    lemma_sets: Table<'static, 4>,
    form_rows: Table<'static, 8>,
    lemma_rows: Table<'static, 8>,
    suffix_ends: Table<'static, 4>,
    suffixes: &'static str,
    tags: Table<'static, 8>,
}

/// One reading of a form, or one form of a lemma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The lemma of the form, or the form of the lemma.
    pub word: String,
    /// What the form is.
    pub tags: Tags,
}

/// A [`Reading`] whose word is not put together.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// What the word shares with the one that it was asked of.
    start: &'a str,
    ending: &'static str,
    tags: Tags,
}

impl<'a> Parts<'a> {
    /// What the form is.
    pub fn tags(self) -> Tags {
        self.tags
    }

    /// The word with something after it, in `room` if it has to be written.
    pub fn followed<'r>(self, tail: &str, room: &'r mut String) -> &'r str
    where
        'a: 'r,
    {
        if self.ending.is_empty() && tail.is_empty() {
            return self.start;
        }
        room.clear();
        room.reserve(self.start.len() + self.ending.len() + tail.len());
        [self.start, self.ending, tail].iter().for_each(|part| room.push_str(part));
        room
    }
}

impl From<Parts<'_>> for Reading {
    fn from(parts: Parts<'_>) -> Self {
        Reading { word: [parts.start, parts.ending].concat(), tags: parts.tags }
    }
}

impl French {
    /// The lexicon of these forms and lemmas, with the file `french.bin` of the pack.
    pub fn load(forms: Keys, lemmas: Keys, tables: &'static [u8]) -> Self {
        let sections = Sections::new(tables);
        French {
            forms,
            lemmas,
            form_sets: Table::new(sections.get(0)),
            form_rows: Table::new(sections.get(1)),
            lemma_sets: Table::new(sections.get(2)),
            lemma_rows: Table::new(sections.get(3)),
            suffix_ends: Table::new(sections.get(4)),
            suffixes: std::str::from_utf8(sections.get(5)).unwrap_or_default(),
            tags: Table::new(sections.get(6)),
        }
    }

    /// Number of forms.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Looks some forms up together: see [`Keys::ask`].
    pub fn ask_forms<'f>(&self, forms: impl Iterator<Item = &'f str>) {
        self.forms.ask(forms);
    }

    /// The same for lemmas.
    pub fn ask_lemmas<'f>(&self, lemmas: impl Iterator<Item = &'f str>) {
        self.lemmas.ask(lemmas);
    }

    /// Whether the lexicon is empty.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether the folded form is known, as anything at all.
    pub fn contains(&self, form: &str) -> bool {
        self.forms.contains(form)
    }

    /// The forms, to be walked letter by letter.
    pub fn prefix(&self) -> Prefix {
        self.forms.prefix()
    }

    /// Whether the folded form is known as more than a name.
    pub fn is_word(&self, form: &str) -> bool {
        self.knows_as_word(form) == Some(true)
    }

    /// Whether the folded form is known as more than a name; `None` for one that is not known at all.
    pub fn knows_as_word(&self, form: &str) -> Option<bool> {
        let set = self.forms.get(form)?;
        Some(self.any(set, French::is_of_a_word))
    }

    /// Whether a form with such a reading is more than a name.
    pub fn is_of_a_word(reading: Tags) -> bool {
        reading.0 & 0xffff != 0 && !reading.is_name_only()
    }

    fn each(&self, form: &str, test: impl FnMut(Tags) -> bool) -> bool {
        self.forms.get(form).is_some_and(|set| self.any(set, test))
    }

    fn any(&self, set: u64, mut test: impl FnMut(Tags) -> bool) -> bool {
        self.rows(self.form_sets, set).any(|i| test(self.tags_of(Row(self.form_rows.get(i)))))
    }

    fn tags_of(&self, row: Row) -> Tags {
        Tags(self.tags.get((row.0 >> 32) as usize))
    }

    /// Every flag that some reading of the folded form has; empty for an unknown form.
    pub fn tags(&self, form: &str) -> Tags {
        let mut all = Tags::default();
        self.each(form, |tags| {
            all = all.union(tags);
            false
        });
        all
    }

    /// The flags of each reading of the folded form.
    pub fn reading_tags(&self, form: &str) -> Box<[Tags]> {
        self.tags_in(self.forms.get(form))
    }

    /// The same of some folded forms, [together](Keys::get_each).
    pub fn reading_tags_of_each<'f>(&self, forms: impl Iterator<Item = &'f str>) -> impl Iterator<Item = Box<[Tags]>> {
        self.forms.get_each(forms).into_iter().map(|set| self.tags_in(set))
    }

    fn tags_in(&self, set: Option<u64>) -> Box<[Tags]> {
        let Some(set) = set else { return Box::default() };
        self.rows(self.form_sets, set).map(|i| self.tags_of(Row(self.form_rows.get(i)))).collect()
    }

    /// The readings of a folded form.
    pub fn readings(&self, form: &str) -> Vec<Reading> {
        self.readings_where(form, |_| true)
    }

    /// The readings of a folded form with such tags.
    pub fn readings_where(&self, form: &str, keep: impl Fn(Tags) -> bool) -> Vec<Reading> {
        self.lemmas_of(form, keep).map(Reading::from).collect()
    }

    /// [`French::readings_where`] without strings.
    pub fn lemmas_of<'a>(&self, form: &'a str, keep: impl Fn(Tags) -> bool) -> impl Iterator<Item = Parts<'a>> {
        let rows = self.forms.get(form).map_or(0..0, |set| self.rows(self.form_sets, set));
        self.expand(self.form_rows, rows, form, keep)
    }

    /// The forms of a folded lemma with such tags.
    pub fn inflect_where(&self, lemma: &str, keep: impl Fn(Tags) -> bool) -> Vec<Reading> {
        self.forms_of(lemma, keep).map(Reading::from).collect()
    }

    /// [`French::inflect_where`] without strings.
    pub fn forms_of<'a>(&self, lemma: &'a str, keep: impl Fn(Tags) -> bool) -> impl Iterator<Item = Parts<'a>> {
        let rows = self.lemmas.get(lemma).map_or(0..0, |set| self.rows(self.lemma_sets, set));
        self.expand(self.lemma_rows, rows, lemma, keep)
    }

    fn rows(&self, sets: Table<'static, 4>, set: u64) -> std::ops::Range<usize> {
        sets.get(set as usize) as usize..sets.get(set as usize + 1) as usize
    }

    fn expand<'a>(
        &self,
        table: Table<'static, 8>,
        rows: std::ops::Range<usize>,
        word: &'a str,
        keep: impl Fn(Tags) -> bool,
    ) -> impl Iterator<Item = Parts<'a>> {
        rows.filter_map(move |i| {
            let row = Row(table.get(i));
            let tags = self.tags_of(row);
            if keep(tags) { self.apply(row, tags, word) } else { None }
        })
    }

    fn apply<'a>(&self, row: Row, tags: Tags, word: &'a str) -> Option<Parts<'a>> {
        let start = word.get(..word.len().checked_sub((row.0 & 0xff) as usize)?)?;
        let suffix = (row.0 >> 8 & 0xff_ffff) as usize;
        let from = if suffix == 0 { 0 } else { self.suffix_ends.get(suffix - 1) as usize };
        let ending = self.suffixes.get(from..self.suffix_ends.get(suffix) as usize)?;
        Some(Parts { start, ending, tags })
    }
}

/// Builds the three files of the French lexicon from (form, lemma, tags), folded.
#[cfg(feature = "pack-builder")]
pub fn build(entries: &[(String, String, Tags)]) -> Result<[Vec<u8>; 3], fst::Error> {
    use std::collections::{BTreeMap, HashMap};

    #[derive(Default)]
    struct Interner {
        suffixes: Vec<String>,
        suffix_ids: HashMap<String, u64>,
        tags: Vec<Tags>,
        tag_ids: HashMap<Tags, u64>,
    }

    impl Interner {
        fn row(&mut self, from: &str, to: &str, tags: Tags) -> u64 {
            let mut shared = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
            while !from.is_char_boundary(shared) || !to.is_char_boundary(shared) {
                shared -= 1;
            }
            let drop = (from.len() - shared) as u64;
            let suffix = to[shared..].to_owned();
            let next = self.suffixes.len() as u64;
            let id = *self.suffix_ids.entry(suffix.clone()).or_insert(next);
            if id == next {
                self.suffixes.push(suffix);
            }
            let next = self.tags.len() as u64;
            let tag = *self.tag_ids.entry(tags).or_insert(next);
            if tag == next {
                self.tags.push(tags);
            }
            assert!(drop < 256 && id < 1 << 24, "a form too far from its lemma: {from} {to}");
            drop | id << 8 | tag << 32
        }
    }

    let mut interner = Interner::default();
    let mut by_form: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    let mut by_lemma: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (form, lemma, tags) in entries {
        let row = interner.row(form, lemma, *tags);
        by_form.entry(form).or_default().push(row);
        let row = interner.row(lemma, form, *tags);
        by_lemma.entry(lemma).or_default().push(row);
    }
    let pack = |index: BTreeMap<&str, Vec<u64>>| -> Result<[Vec<u8>; 3], fst::Error> {
        let mut sets: HashMap<Vec<u64>, u64> = HashMap::new();
        let (mut starts, mut rows) = (0u32.to_le_bytes().to_vec(), Vec::new());
        let mut map = fst::MapBuilder::memory();
        for (key, mut list) in index {
            list.sort_unstable();
            list.dedup();
            let next = sets.len() as u64;
            let id = *sets.entry(list.clone()).or_insert(next);
            if id == next {
                rows.extend(list.iter().flat_map(|r| r.to_le_bytes()));
                starts.extend(((rows.len() / 8) as u32).to_le_bytes());
            }
            map.insert(key, id)?;
        }
        Ok([map.into_inner()?, starts, rows])
    };
    let [forms, form_sets, form_rows] = pack(by_form)?;
    let [lemmas, lemma_sets, lemma_rows] = pack(by_lemma)?;
    let (mut ends, mut suffixes) = (Vec::new(), Vec::new());
    for suffix in &interner.suffixes {
        suffixes.extend_from_slice(suffix.as_bytes());
        ends.extend((suffixes.len() as u32).to_le_bytes());
    }
    let tags: Vec<u8> = interner.tags.iter().flat_map(|t| t.0.to_le_bytes()).collect();
    let tables =
        super::bytes::write_sections(&[&form_sets, &form_rows, &lemma_sets, &lemma_rows, &ends, &suffixes, &tags]);
    Ok([forms, lemmas, tables])
}

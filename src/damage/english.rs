//! English lemmas to forms.

use crate::language::Pack;
use crate::language::lexicon::EnglishTags;
use std::collections::HashMap;

/// The forms of each lemma.
pub struct Generator {
    forms: HashMap<String, Vec<(String, EnglishTags)>>,
    words: Vec<String>,
}

impl Generator {
    /// Reads the whole lexicon.
    pub fn new(pack: &Pack) -> Self {
        let mut forms: HashMap<String, Vec<(String, EnglishTags)>> = HashMap::new();
        let mut words = Vec::new();
        pack.english.each(|form| {
            words.push(form.to_owned());
            for reading in pack.english.readings(form) {
                forms.entry(reading.lemma.to_owned()).or_default().push((form.to_owned(), reading.tags));
            }
        });
        for list in forms.values_mut() {
            list.sort_by(|a, b| {
                pack.english_log_frequency(&b.0)
                    .total_cmp(&pack.english_log_frequency(&a.0))
                    .then_with(|| a.0.cmp(&b.0))
            });
        }
        Generator { forms, words }
    }

    /// Every form.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        self.words.iter()
    }

    /// The form of a word or phrase with these tags: a noun phrase inflects at its end, a verb phrase at its start.
    pub fn form(&self, lemma: &str, wanted: EnglishTags) -> Option<String> {
        let find = |lemma: &str| self.forms.get(lemma)?.iter().find(|f| f.1.intersects(wanted)).map(|f| f.0.clone());
        match lemma.split_once(' ') {
            None => find(lemma),
            Some((first, rest)) if wanted != EnglishTags::PLURAL => Some(format!("{} {rest}", find(first)?)),
            Some(_) => {
                let (start, last) = lemma.rsplit_once(' ')?;
                Some(format!("{start} {}", find(last)?))
            }
        }
    }
}

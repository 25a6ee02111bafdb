//! French words that may have stood in place of a word, for the first look at it: compiled, since good French asks for them at one word
//! in thirty.

use super::lexicon::bytes::{Sections, Table};
use super::ngram::Symbol;
use super::{Pack, Profile};

/// How many French words are compared by bigrams.
pub const RIVALS: usize = 32;

/// How much rarer a translation is behind a homograph than a reading in the wrong language: a decade, in steps of [`CHANNEL`].
const TRANSLATED: u32 = 20;

/// Steps of log10 of the channel in a decade, as in the tables of candidates.
const CHANNEL: f32 = 20.0;

/// A French word that may have stood in place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rival {
    /// Its number in the context model: that of its first word if it is more than one.
    symbol: u16,
    /// -20 × log10 of the channel.
    channel: u8,
}

impl Rival {
    /// That with this number, if it has one. The builder of the pack sees to it that all numbers fit into a row.
    fn new(symbol: Symbol, channel: u32) -> Option<Self> {
        let symbol = u16::try_from(symbol).ok().filter(|&symbol| symbol != 0)?;
        Some(Rival { symbol, channel: channel.min(255) as u8 })
    }

    /// Its number in the context model: that of its first word if it is more than one.
    #[inline]
    pub fn symbol(self) -> Symbol {
        self.symbol.into()
    }

    /// log10 of the share of the mechanism that leads from it to the other word.
    #[inline]
    pub fn log_channel(self) -> f32 {
        -f32::from(self.channel) / CHANNEL
    }
}

/// The rivals of the words of the context model that have any.
#[derive(Debug, Clone, Copy)]
pub struct Rivals {
    /// The numbers of these words, sorted.
    words: &'static [[u8; 2]],
    /// For each of them where its rivals start, and after the last where they end.
    starts: Table<'static, 3>,
    /// The number of a rival and its channel.
    rows: &'static [[u8; 3]],
}

impl Rivals {
    /// The table in the file `rivals.bin` of the pack.
    pub fn load(bytes: &'static [u8]) -> Self {
        let sections = Sections::new(bytes);
        Rivals {
            words: sections.get(0).as_chunks().0,
            starts: Table::new(sections.get(1)),
            rows: sections.get(2).as_chunks().0,
        }
    }

    /// What [`find`] finds for the word with this number.
    pub fn of(&self, symbol: Symbol) -> impl ExactSizeIterator<Item = Rival> + Clone + use<> {
        let word = self.words.binary_search_by_key(&symbol, |word| u16::from_le_bytes(*word).into());
        let rows = word.map(|word| self.starts.get(word) as usize..self.starts.get(word + 1) as usize);
        let rows = rows.ok().and_then(|rows| self.rows.get(rows)).unwrap_or_default();
        rows.iter().map(|&[low, high, channel]| Rival { symbol: u16::from_le_bytes([low, high]), channel })
    }
}

/// The French words that the tables give for a word or its lemmas, the likeliest first, and at most [`RIVALS`].
pub fn find(pack: &'static Pack, word: &Profile) -> Vec<Rival> {
    let mut rivals: Vec<Rival> = Vec::new();
    let mut add_all = |key: &str| {
        rivals.extend(pack.homograph.symbols(key).filter_map(|(symbol, channel)| Rival::new(symbol, channel)));
        rivals.extend(
            pack.translation.symbols(key).filter_map(|(symbol, channel)| Rival::new(symbol, channel + TRANSLATED)),
        );
    };
    add_all(&word.text);
    word.english_readings().map(|reading| reading.lemma).filter(|lemma| **lemma != *word.text).for_each(add_all);
    // Of those with one symbol the best is enough, and rare words hardly ever win.
    rivals.sort_unstable_by_key(|rival| u32::from(rival.symbol) << 8 | u32::from(rival.channel));
    rivals.dedup_by_key(|rival| rival.symbol);
    let weighed = |&rival: &Rival| (rival.log_channel() + pack.context.unigram(rival.symbol()), rival);
    let mut rivals: Vec<(f32, Rival)> = rivals.iter().map(weighed).collect();
    let by_likely = |a: &(f32, Rival), b: &(f32, Rival)| b.0.total_cmp(&a.0).then_with(|| a.1.symbol.cmp(&b.1.symbol));
    if rivals.len() > RIVALS {
        rivals.select_nth_unstable_by(RIVALS, by_likely);
        rivals.truncate(RIVALS);
    }
    rivals.sort_unstable_by(by_likely);
    rivals.into_iter().map(|(_, rival)| rival).collect()
}

/// Builds the file `rivals.bin` from the other files of a pack.
#[cfg(feature = "pack-builder")]
pub fn build(pack: &'static Pack) -> Vec<u8> {
    use super::lexicon::bytes::three_bytes;

    let symbols = pack.words.vocabulary() + super::ngram::symbols::FIRST_WORD as usize;
    assert!(symbols <= 1 << 16, "{symbols} words do not fit into a row");
    let mut of_words = std::collections::BTreeMap::new();
    let mut add = |word: &str| {
        let symbol = pack.words.get(word).map_or(0, super::Word::symbol) as u16;
        let rivals = if symbol == 0 { Vec::new() } else { find(pack, &Profile::new(pack, word)) };
        if !rivals.is_empty() {
            of_words.insert(symbol, rivals);
        }
    };
    pack.english.each(&mut add);
    pack.homograph.each_key(&mut add);
    pack.translation.each_key(&mut add);
    let words: Vec<u8> = of_words.keys().flat_map(|word| word.to_le_bytes()).collect();
    let (mut starts, mut rows) = (three_bytes(0).to_vec(), Vec::new());
    for rivals in of_words.into_values() {
        for Rival { symbol, channel } in rivals {
            rows.extend(symbol.to_le_bytes());
            rows.push(channel);
        }
        starts.extend(three_bytes(rows.len() / 3));
    }
    super::lexicon::bytes::write_sections(&[&words, &starts, &rows])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Word;

    /// What is compiled is what is found.
    #[test]
    fn compiled_as_found() {
        let pack = Pack::embedded();
        let symbol = |word: &str| pack.words.get(word).map_or(0, Word::symbol);
        let mut words: Vec<String> = ["chat", "maison"].map(str::to_owned).into();
        pack.english.each(|word| words.push(word.to_owned()));
        words.retain(|word| symbol(word) != 0);
        assert!(words.len() > 5_000, "{}", words.len());
        for word in &words {
            let found = find(pack, &Profile::new(pack, word));
            assert_eq!(pack.rivals.of(symbol(word)).collect::<Vec<_>>(), found, "{word}");
        }
        assert!(pack.rivals.of(pack.words.get("car").map_or(0, Word::symbol)).len() > 3);
        assert_eq!(pack.rivals.of(0).len(), 0);
    }
}

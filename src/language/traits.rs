//! What a word asks of the next, and what it grants the one before: elision, and agreement with determiners.

use super::lexicon::Tags;

/// Words that elide before a vowel.
const ELIDING: &[&str] = &["le", "la", "de", "ne", "que", "je", "se", "me", "te", "ce", "jusque", "lorsque", "puisque"];

/// Gender and number that a determiner wants, and whether it may be a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Determiner {
    wanted: Wanted,
    /// `la`, `le`, `les` are pronouns too: before a verb they agree with nothing.
    is_pronoun: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Masculine,
    Feminine,
    Plural,
}

impl Wanted {
    const ALL: [Wanted; 3] = [Wanted::Masculine, Wanted::Feminine, Wanted::Plural];

    fn tags(self) -> Tags {
        match self {
            Wanted::Masculine => Tags::MASCULINE.union(Tags::SINGULAR),
            Wanted::Feminine => Tags::FEMININE.union(Tags::SINGULAR),
            Wanted::Plural => Tags::PLURAL,
        }
    }
}

impl Determiner {
    fn of(word: &str) -> Option<Determiner> {
        let (wanted, is_pronoun) = match word {
            "un" | "du" | "au" | "ce" | "cet" | "quel" | "aucun" => (Wanted::Masculine, false),
            "une" | "cette" | "ma" | "ta" | "sa" | "quelle" | "aucune" => (Wanted::Feminine, false),
            "des" | "ces" | "mes" | "tes" | "ses" | "aux" | "plusieurs" | "quelques" => (Wanted::Plural, false),
            "le" => (Wanted::Masculine, true),
            "la" => (Wanted::Feminine, true),
            "les" => (Wanted::Plural, true),
            _ => return None,
        };
        Some(Determiner { wanted, is_pronoun })
    }

    /// The gender and number that it wants.
    pub fn wants(self) -> Tags {
        self.wanted.tags()
    }

    /// Whether it may be a pronoun: `le`, `la`, `les`.
    pub fn may_be_pronoun(self) -> bool {
        self.is_pronoun
    }

    /// Whether the determiner cannot stand before a word with these readings.
    pub fn disagrees(self, readings: &[Tags]) -> bool {
        disagrees(readings, self.wanted) && !(self.is_pronoun && is_verb(readings))
    }
}

fn is_verb(readings: &[Tags]) -> bool {
    readings.iter().any(|r| r.intersects(Tags::VERB))
}

/// Whether no reading goes with a determiner that wants this.
fn disagrees(readings: &[Tags], wanted: Wanted) -> bool {
    let nominal = Tags(
        Tags::NOUN.0
            | Tags::ADJECTIVE.0
            | Tags::PAST_PARTICIPLE.0
            | Tags::NUMERAL.0
            | Tags::DETERMINER.0
            | Tags::PRONOUN.0,
    );
    let wanted = wanted.tags();
    let fits = |tags: Tags| {
        tags.intersects(nominal)
            && (!tags.intersects(Tags::GENDERS)
                || tags.and(Tags::GENDERS).intersects(wanted)
                || !wanted.intersects(Tags::GENDERS))
            && (!tags.intersects(Tags::NUMBERS) || tags.and(Tags::NUMBERS).intersects(wanted))
    };
    !readings.is_empty()
        && !readings.iter().any(|&r| fits(r) || r.intersects(Tags(Tags::ADVERB.0 | Tags::PREPOSITION.0)))
}

/// The traits of a word in eight bits, as a row of the hot table has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(pub u8);

/// The determiner is in the two bits above, 0 for none.
const WANTED: u8 = 0b11;
const IS_PRONOUN: u8 = 1 << 2;
const ELIDES: u8 = 1 << 3;
/// Three bits: with which kinds of determiners the word clashes.
const CLASHES: u32 = 4;
const ALL_CLASHES: u8 = 0b111 << CLASHES;
const VERB: u8 = 1 << 7;

impl Traits {
    /// The traits of a folded word with these French readings.
    pub fn new(word: &str, readings: &[Tags]) -> Self {
        let determiner = Determiner::of(word)
            .map_or(0, |determiner| (determiner.wanted as u8 + 1) | if determiner.is_pronoun { IS_PRONOUN } else { 0 });
        let clashes = Wanted::ALL.into_iter().filter(|&wanted| disagrees(readings, wanted));
        let clashes = clashes.fold(0, |all, wanted| all | 1 << (CLASHES + wanted as u32));
        let elides = if ELIDING.contains(&word) { ELIDES } else { 0 };
        Traits(determiner | clashes | elides | if is_verb(readings) { VERB } else { 0 })
    }

    /// Whether the word loses its last vowel before another.
    pub const fn elides(self) -> bool {
        self.0 & ELIDES != 0
    }

    /// Whether the word is a determiner or elides.
    pub fn asks_something(self) -> bool {
        self.0 & (WANTED | ELIDES) != 0
    }

    /// Whether the word goes with some determiners, but not with the word before, which is one where it is no pronoun.
    pub fn clashes_as_noun(self, before: Traits) -> bool {
        self.clashes() & before.kind() != 0 && self.0 & ALL_CLASHES != ALL_CLASHES
    }

    /// The kinds of determiners that the word clashes with: a bit for each.
    pub const fn clashes(self) -> u8 {
        self.0 >> CLASHES & 0b111
    }

    /// The kind of determiner that the word is: one of the bits of [`Traits::clashes`], or 0.
    pub const fn kind(self) -> u8 {
        match self.0 & WANTED {
            0 => 0,
            wanted => 1 << (wanted - 1),
        }
    }

    /// Whether a reading of the word is a verb.
    pub const fn is_verb(self) -> bool {
        self.0 & VERB != 0
    }

    /// Whether the word is a verb and goes with no determiner: no noun, adjective or participle.
    pub const fn is_bare_verb(self) -> bool {
        self.0 & (VERB | ALL_CLASHES) == VERB | ALL_CLASHES
    }

    /// The determiner that the word is.
    pub fn determiner(self) -> Option<Determiner> {
        let wanted = *Wanted::ALL.get(usize::from(self.0 & WANTED).checked_sub(1)?)?;
        Some(Determiner { wanted, is_pronoun: self.0 & IS_PRONOUN != 0 })
    }

    /// Whether this determiner before the word cannot stand before any of its readings.
    pub fn clashes_with(self, determiner: Determiner) -> bool {
        self.0 >> (CLASHES + determiner.wanted as u32) & 1 == 1 && !(determiner.is_pronoun && self.is_verb())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pack;

    #[test]
    fn bits_and_readings_agree() {
        let pack = Pack::embedded();
        for word in ["concept", "table", "tables", "mange", "vite", "œuvre", "deux", "la", "un", "ces", "que", "xyz"] {
            let readings = pack.french.reading_tags(word);
            let traits = Traits::new(word, &readings);
            assert_eq!(pack.word(word).traits(), traits, "{word}");
            for before in ["un", "une", "des", "le", "la", "les", "sa", "aux"] {
                let determiner = Determiner::of(before).expect("a determiner");
                assert_eq!(Traits::new(before, &[]).determiner(), Some(determiner), "{before}");
                assert_eq!(traits.clashes_with(determiner), determiner.disagrees(&readings), "{before} {word}");
            }
        }
        let clash = |before: &str, word: &str| {
            pack.word(before).traits().determiner().is_some_and(|d| pack.word(word).traits().clashes_with(d))
        };
        assert!(clash("une", "concept") && clash("les", "maison") && clash("un", "table"));
        assert!(!clash("la", "mange") && !clash("le", "concept") && !clash("des", "maisons"));
    }
}

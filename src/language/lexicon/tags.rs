//! Morphology of a French form as one set of flags.

/// The grammatical readings of a form under one lemma: a set of flags. A flag that is set means that the reading is
/// possible; an epicene noun has both genders, an invariable one both numbers, `chante` first and third person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Tags(pub u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Tags { $($(#[$doc])* pub const $name: Tags = Tags(1 << $bit);)* }
    };
}

flags! {
    /// Noun.
    NOUN = 0;
    /// Adjective.
    ADJECTIVE = 1;
    /// Verb, any form.
    VERB = 2;
    /// Adverb.
    ADVERB = 3;
    /// Determiner.
    DETERMINER = 4;
    /// Pronoun.
    PRONOUN = 5;
    /// Preposition.
    PREPOSITION = 6;
    /// Conjunction.
    CONJUNCTION = 7;
    /// Another function word.
    PARTICLE = 8;
    /// First name.
    FIRST_NAME = 9;
    /// Surname.
    SURNAME = 10;
    /// Another proper name.
    PROPER = 11;
    /// Interjection.
    INTERJECTION = 12;
    /// Numeral.
    NUMERAL = 13;
    /// Masculine.
    MASCULINE = 16;
    /// Feminine.
    FEMININE = 17;
    /// Singular.
    SINGULAR = 18;
    /// Plural.
    PLURAL = 19;
    /// First person singular.
    P1S = 20;
    /// Second person singular.
    P2S = 21;
    /// Third person singular.
    P3S = 22;
    /// First person plural.
    P1P = 23;
    /// Second person plural.
    P2P = 24;
    /// Third person plural.
    P3P = 25;
    /// Infinitive.
    INFINITIVE = 26;
    /// Present participle.
    PRESENT_PARTICIPLE = 27;
    /// Past participle.
    PAST_PARTICIPLE = 28;
    /// Present indicative.
    PRESENT = 29;
    /// Imperfect.
    IMPERFECT = 30;
    /// Simple past.
    SIMPLE_PAST = 31;
    /// Future.
    FUTURE = 32;
    /// Conditional.
    CONDITIONAL = 33;
    /// Present subjunctive.
    SUBJUNCTIVE = 34;
    /// Imperfect subjunctive.
    SUBJUNCTIVE_PAST = 35;
    /// Imperative.
    IMPERATIVE = 36;
}

impl Tags {
    /// Both genders.
    pub const GENDERS: Tags = Tags(Tags::MASCULINE.0 | Tags::FEMININE.0);
    /// Both numbers.
    pub const NUMBERS: Tags = Tags(Tags::SINGULAR.0 | Tags::PLURAL.0);
    /// Every person.
    pub const PERSONS: Tags = Tags(0b11_1111 << 20);
    /// Every name.
    pub const NAMES: Tags = Tags(Tags::FIRST_NAME.0 | Tags::SURNAME.0 | Tags::PROPER.0);
    /// Finite moods.
    pub const FINITE: Tags = Tags(0b1111_1111 << 29);

    /// Whether at least one flag is shared.
    pub fn intersects(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every flag of `other` is set.
    pub fn contains(self, other: Tags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Every flag of both.
    pub fn union(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    /// The flags in both.
    pub fn and(self, other: Tags) -> Tags {
        Tags(self.0 & other.0)
    }

    /// Whether only names are left.
    pub fn is_name_only(self) -> bool {
        let parts = self.0 & 0xffff;
        parts != 0 && parts & !Tags::NAMES.0 == 0
    }

    /// Reads the tag column of Grammalecte's lexicon (`:V1_it_q__a:Q:A:1ŝ:m:s/*`).
    pub fn parse(column: &str) -> Tags {
        let column = column.split(['/', ';', '#', '!']).next().unwrap_or_default();
        let mut tags = Tags::default();
        for part in column.split(':').filter(|p| !p.is_empty()) {
            let flag = match part {
                "N" => Tags::NOUN,
                "A" => Tags::ADJECTIVE,
                "W" => Tags::ADVERB,
                "J" => Tags::INTERJECTION,
                "B" => Tags::NUMERAL,
                "D" => Tags::DETERMINER,
                "R" | "Rv" => Tags::PREPOSITION,
                "M1" => Tags::FIRST_NAME,
                "M2" => Tags::SURNAME,
                "MP" => Tags::PROPER,
                "G" | "X" | "U" | "T" => Tags::PARTICLE,
                "m" => Tags::MASCULINE,
                "f" => Tags::FEMININE,
                "e" => Tags::GENDERS,
                "s" => Tags::SINGULAR,
                "p" => Tags::PLURAL,
                "i" => Tags::NUMBERS,
                "1s" => Tags::P1S,
                "2s" => Tags::P2S,
                "3s" => Tags::P3S,
                "1p" => Tags::P1P,
                "2p" => Tags::P2P,
                "3p" => Tags::P3P,
                "Y" => Tags::INFINITIVE,
                "P" => Tags::PRESENT_PARTICIPLE,
                "Q" => Tags::PAST_PARTICIPLE,
                "Ip" => Tags::PRESENT,
                "Iq" => Tags::IMPERFECT,
                "Is" => Tags::SIMPLE_PAST,
                "If" => Tags::FUTURE,
                "K" => Tags::CONDITIONAL,
                "Sp" => Tags::SUBJUNCTIVE,
                "Sq" => Tags::SUBJUNCTIVE_PAST,
                "E" => Tags::IMPERATIVE,
                _ if part.starts_with('V') => Tags::VERB,
                _ if part.starts_with('O') => Tags::PRONOUN,
                _ if part.starts_with('C') => Tags::CONJUNCTION,
                _ => Tags::default(),
            };
            tags = tags.union(flag);
        }
        tags
    }
}

#[cfg(test)]
mod tests {
    use super::Tags;

    #[test]
    fn reads_the_lexicon_column() {
        let tags = Tags::parse(":V1_it_q__a:Q:A:1ŝ:m:s/*");
        assert!(tags.contains(Tags(Tags::VERB.0 | Tags::PAST_PARTICIPLE.0 | Tags::ADJECTIVE.0 | Tags::MASCULINE.0)));
        assert!(!tags.intersects(Tags(Tags::PLURAL.0 | Tags::PERSONS.0)));
        assert!(Tags::parse(":M2:e:i/*").is_name_only());
        assert!(Tags::parse(":V1_it____a:If:3p!/*").contains(Tags::P3P));
    }
}

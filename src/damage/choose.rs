//! What is written in the place of a word.

use super::blemishes::Spot;
use super::{Damager, Mechanism, Plan, Random};
use crate::language::candidates::{INFLECTED, MOBY, PARTS, PAST, PIVOT, WORDNET};
use crate::language::lexicon::{EnglishTags, Tags};
use crate::text::{Case, Span, Token, TokenKind, capitalised, folded};

impl Damager {
    /// What is written for the first tokens, and how many it replaces.
    pub(super) fn choose(
        &self,
        text: &str,
        tokens: &[Token],
        mechanism: Mechanism,
        plan: &Plan,
        random: &mut Random,
    ) -> Option<(usize, String)> {
        if let Some(blemish) = mechanism.blemish() {
            return (blemish.spoil)(&Spot { pack: self.pack, text, tokens, damager: self }, random);
        }
        let first = tokens[0];
        let word = folded(first.span.of(text));
        if first.case != Case::Lower && self.pack.word(&word).is_name() || !self.pack.french.is_word(&word) {
            return None;
        }
        let (taken, english) = match mechanism {
            Mechanism::Homograph => (1, self.synonym(&word, plan, random)?),
            Mechanism::Untranslated => self.translation(text, tokens, random)?,
            Mechanism::WrongSense => {
                let (taken, english) = self.translation(text, tokens, random)?;
                (taken, if random.chance(0.5) { capitalised(&english) } else { english })
            }
            Mechanism::Cognate => (1, self.cognate(&word, random)?),
            Mechanism::InsideWord => (1, self.inside(&word, random)?),
            Mechanism::Unrelated => {
                if word.len() < 4 {
                    return None;
                }
                let at = random.below(1.0) * self.unrelated.last()?.1;
                let index = self.unrelated.partition_point(|w| w.1 < at);
                (1, self.unrelated.get(index)?.0.clone())
            }
            Mechanism::Other(_) => return None,
        };
        // What is accepted in French is mostly no damage.
        if self.pack.loans.contains(&english) && random.chance(0.7) {
            return None;
        }
        // `le` in the place of `l'` needs a blank after it.
        let is_elided = tokens[taken - 1].is_elided(text);
        let has_others = tokens[..taken].iter().any(|t| t.kind != TokenKind::Word);
        if folded(&english) == word || is_elided || has_others {
            return None;
        }
        let cased = match first.case {
            Case::Capital => capitalised(&english),
            Case::Upper if word.len() > 2 => english.to_uppercase(),
            _ => english,
        };
        Some((taken, cased))
    }

    fn synonym(&self, word: &str, plan: &Plan, random: &mut Random) -> Option<String> {
        if plan.is_choosy && !random.chance(self.chosen(word)) {
            return None;
        }
        let choices = |form: &str| -> Vec<((String, u8), f64)> {
            let list = self.homographs.get(form).map_or(&[][..], Vec::as_slice);
            list.iter()
                .filter(|c| c.2 & plan.sources & (WORDNET | MOBY | PIVOT) != 0)
                .map(|c| {
                    let others = (c.2 & (WORDNET | MOBY | PIVOT)).count_ones() as i32 - 1;
                    ((c.0.clone(), c.2), plan.agreed.powi(others) * c.1.powf(plan.temper))
                })
                .collect()
        };
        let direct = choices(word);
        if !direct.is_empty() {
            let (english, bits) = random.pick(&direct);
            return if bits & INFLECTED != 0 {
                self.generator.form(&english, EnglishTags::PLURAL)
            } else if bits & PAST != 0 {
                self.generator.form(&english, EnglishTags::PAST)
            } else {
                Some(english)
            };
        }
        // A plural: the synonym of the singular, in the plural.
        for reading in self.pack.french.readings(word) {
            if reading.tags.intersects(Tags::NOUN) && reading.tags.intersects(Tags::PLURAL) && reading.word != word {
                let list = choices(&reading.word);
                if !list.is_empty() {
                    return self.generator.form(&random.pick(&list).0, EnglishTags::PLURAL);
                }
            }
        }
        None
    }

    /// How likely a choosy spinner is to take a French word for the English one of the same spelling.
    fn chosen(&self, word: &str) -> f64 {
        /// The frequency in English (log10) of the words of which half are in its dictionary, and how fast that changes.
        const KNOWN: f64 = -5.3;
        const STEEP: f64 = 2.5;
        /// The frequency in French from which on a word is left alone, mostly.
        const COMMON: f32 = -3.3;
        const COMMON_TAKEN: f64 = 0.25;
        /// Words are looked up letter for letter; hardly any program drops accents first.
        const ACCENTED: f64 = 0.1;
        let english = f64::from(self.pack.english_log_frequency(&crate::text::unaccented(word)));
        let accented = if word.is_ascii() { 1.0 } else { ACCENTED };
        let known = accented / (1.0 + (STEEP * (KNOWN - english)).exp());
        if self.pack.french_log_frequency(word) > COMMON { known * COMMON_TAKEN } else { known }
    }

    fn translation(&self, text: &str, tokens: &[Token], random: &mut Random) -> Option<(usize, String)> {
        // Phrases first.
        for taken in (2..=4.min(tokens.len())).rev() {
            if tokens[..taken].iter().any(|t| t.kind != TokenKind::Word) {
                continue;
            }
            let phrase = folded(&text[tokens[0].span.start..tokens[taken - 1].span.end]);
            if let Some(list) = self.translations.get(&phrase) {
                let list: Vec<(String, f64)> = list.iter().map(|c| (c.0.clone(), c.1)).collect();
                return Some((taken, random.pick(&list)));
            }
        }
        let word = folded(tokens[0].span.of(text));
        let mut choices: Vec<(String, f64)> = Vec::new();
        for reading in self.pack.french.readings(&word) {
            for (english, weight, bits) in self.translations.get(&reading.word).into_iter().flatten() {
                let part = PARTS.get(*bits as usize).copied().unwrap_or_default();
                let wanted = match part {
                    "n" if reading.tags.intersects(Tags::NOUN) => {
                        if reading.tags.intersects(Tags::SINGULAR) {
                            EnglishTags::default()
                        } else {
                            EnglishTags::PLURAL
                        }
                    }
                    "a" if reading.tags.intersects(Tags::ADJECTIVE) => EnglishTags::default(),
                    "v" if reading.tags.intersects(Tags::VERB) => {
                        if reading
                            .tags
                            .intersects(Tags(Tags::PAST_PARTICIPLE.0 | Tags::IMPERFECT.0 | Tags::SIMPLE_PAST.0))
                        {
                            EnglishTags::PAST
                        } else if reading.tags.intersects(Tags::PRESENT_PARTICIPLE) {
                            EnglishTags::ING
                        } else if reading.tags.contains(Tags(Tags::PRESENT.0 | Tags::P3S.0)) {
                            EnglishTags::THIRD
                        } else {
                            EnglishTags::default()
                        }
                    }
                    "n" | "a" | "v" => continue,
                    _ => EnglishTags::default(),
                };
                let form = if wanted == EnglishTags::default() {
                    Some(english.clone())
                } else {
                    self.generator.form(english, wanted)
                };
                choices.extend(form.map(|f| (f, *weight)));
            }
        }
        for (english, weight, _) in self.translations.get(&word).into_iter().flatten() {
            choices.push((english.clone(), *weight));
        }
        choices.retain(|c| c.0 != word);
        (!choices.is_empty()).then(|| (1, random.pick(&choices)))
    }

    /// The English word that is spelt most like the French one, among its translations.
    fn cognate(&self, word: &str, random: &mut Random) -> Option<String> {
        let tokens = [Token { span: Span::new(0, word.len()), kind: TokenKind::Word, case: Case::Lower, hash: 0 }];
        let plain = crate::text::unaccented(word);
        for _ in 0..4 {
            let (_, english) = self.translation(word, &tokens, random)?;
            let shared = plain.bytes().zip(english.bytes()).take_while(|(a, b)| a == b).count();
            if shared >= 4 && shared * 2 > plain.len() && english != plain {
                return Some(english);
            }
        }
        None
    }

    /// One of the short words that a careless search-and-replace puts into others.
    fn inside(&self, word: &str, random: &mut Random) -> Option<String> {
        const PAIRS: &[(&str, &str)] = &[
            ("ou", "or"),
            ("et", "and"),
            ("par", "by"),
            ("jour", "day"),
            ("avant", "before"),
            ("le", "the"),
            ("sur", "on"),
            ("pas", "not"),
            ("dans", "in"),
            ("pour", "for"),
            ("mais", "but"),
            ("avec", "with"),
            ("nom", "name"),
            ("comme", "like"),
            ("main", "hand"),
            ("mode", "fashion"),
            ("port", "harbor"),
            ("temps", "time"),
            ("vie", "life"),
            ("an", "year"),
            ("fin", "end"),
            ("bon", "good"),
            ("roi", "king"),
            ("eau", "water"),
            ("air", "look"),
        ];
        let fitting: Vec<(&(&str, &str), f64)> =
            PAIRS.iter().filter(|p| word.contains(p.0) && word.len() > p.0.len() + 1).map(|p| (p, 1.0)).collect();
        if fitting.is_empty() {
            return None;
        }
        let (french, english) = random.pick(&fitting);
        Some(word.replacen(french, english, 1))
    }
}

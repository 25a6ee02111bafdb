//! The mechanisms run forwards: clean French in, damaged French with gold spans out.
//!
//! A benchmark that anyone can make on their own text, and what the constants of the decision are fitted on.

mod english;
mod random;

pub use random::Random;

use crate::language::Pack;
use crate::language::candidates::{INFLECTED, MOBY, PARTS, PAST, PIVOT, WORDNET};
use crate::language::lexicon::{EnglishTags, Tags};
use crate::text::{Case, Scanner, Span, Token, TokenKind, folded};
use english::Generator;
use serde::Serialize;
use std::collections::HashMap;

/// One damaged place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gold {
    /// Start in the damaged text, in bytes.
    pub start: usize,
    /// End in the damaged text, in bytes.
    pub end: usize,
    /// What stands there now.
    pub surface: String,
    /// What stood there before.
    pub gold: Vec<String>,
    /// The mechanism.
    pub mechanism: Mechanism,
}

/// How the English gets into the French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// A synonym of the English homograph.
    Homograph,
    /// A word or phrase left in English.
    Untranslated,
    /// The English spelling.
    Cognate,
    /// The English word of another sense, from a word list.
    WrongSense,
    /// English put inside words by search-and-replace.
    InsideWord,
    /// An English word that no table connects with the French.
    Unrelated,
}

/// How much to damage, and how.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Damaged places for each word.
    pub rate: f64,
    /// Share of each mechanism.
    pub mix: Vec<(Mechanism, f64)>,
    /// Sources of the homograph table that may be used ([`crate::language::candidates::WORDNET`], `MOBY`, `PIVOT`).
    pub sources: u8,
    /// A synonym's share among the choices is raised to this power: 1 draws by the thesauri's weights, 0 draws evenly.
    pub temper: f64,
    /// How much likelier a synonym is for each source more that has it (WordNet, Moby, the table by hand): another thesaurus
    /// will have it too.
    pub agreed: f64,
    /// Whether the spinner has a dictionary of common English words only, and leaves most function words of French alone; else
    /// every homograph is as good.
    pub is_choosy: bool,
}

impl Default for Plan {
    fn default() -> Self {
        use Mechanism as M;
        Plan {
            rate: 1.0 / 30.0,
            mix: vec![
                (M::Homograph, 0.40),
                (M::Untranslated, 0.30),
                (M::Cognate, 0.06),
                (M::WrongSense, 0.10),
                (M::InsideWord, 0.04),
                (M::Unrelated, 0.10),
            ],
            sources: 0xff,
            temper: 1.0,
            agreed: 1.0,
            is_choosy: false,
        }
    }
}

/// Damages text.
pub struct Damager {
    pack: &'static Pack,
    generator: Generator,
    /// French form -> (English, share, sources).
    homographs: HashMap<String, Vec<(String, f64, u8)>>,
    /// French lemma or phrase -> (English, share, part of speech).
    translations: HashMap<String, Vec<(String, f64, u8)>>,
    /// English words by falling frequency, with their cumulated weight.
    unrelated: Vec<(String, f64)>,
}

impl Damager {
    /// Turns the pack's tables round; takes a second or two.
    pub fn new(pack: &'static Pack) -> Self {
        let mut homographs: HashMap<String, Vec<(String, f64, u8)>> = HashMap::new();
        pack.homograph.each(|english, candidate| {
            homographs.entry(candidate.french.to_owned()).or_default().push((
                english.to_owned(),
                10f64.powf(f64::from(candidate.log_channel)),
                candidate.bits,
            ));
        });
        let mut translations: HashMap<String, Vec<(String, f64, u8)>> = HashMap::new();
        pack.translation.each(|english, candidate| {
            let weight = 10f64.powf(f64::from(candidate.log_channel + pack.english_log_frequency(english).max(-6.0)));
            translations.entry(candidate.french.to_owned()).or_default().push((
                english.to_owned(),
                weight,
                candidate.bits,
            ));
        });
        let generator = Generator::new(pack);
        let mut sum = 0.0;
        let unrelated = generator
            .words()
            .filter(|w| w.len() > 2)
            .map(|w| {
                // Flatter than English itself: rare words get their turn.
                sum += 10f64.powf(0.5 * f64::from(pack.english_log_frequency(w)));
                (w.clone(), sum)
            })
            .collect();
        Damager { pack, generator, homographs, translations, unrelated }
    }

    /// The damaged text and what was damaged.
    pub fn damage(&self, text: &str, plan: &Plan, random: &mut Random) -> (String, Vec<Gold>) {
        let tokens: Vec<Token> = Scanner::new(text, 0, text.len(), &[]).collect();
        let mut out = String::with_capacity(text.len());
        let mut golds = Vec::new();
        let mut copied = 0;
        let mut i = 0;
        while i < tokens.len() {
            if tokens[i].kind == TokenKind::Word && random.chance(plan.rate) {
                let mechanism = random.pick(&plan.mix);
                if let Some((taken, english)) = self.choose(text, &tokens[i..], mechanism, plan, random) {
                    let span = Span::new(tokens[i].span.start, tokens[i + taken - 1].span.end);
                    out.push_str(&text[copied..span.start]);
                    let start = out.len();
                    out.push_str(&english);
                    let before = span.of(text).to_owned();
                    golds.push(Gold { start, end: out.len(), surface: english, gold: vec![before], mechanism });
                    copied = span.end;
                    i += taken + 1;
                    continue;
                }
            }
            i += 1;
        }
        out.push_str(&text[copied..]);
        (out, golds)
    }

    /// English for the first tokens, and how many tokens it replaces.
    fn choose(
        &self,
        text: &str,
        tokens: &[Token],
        mechanism: Mechanism,
        plan: &Plan,
        random: &mut Random,
    ) -> Option<(usize, String)> {
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
                let mut chars = english.chars();
                let capital = chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>());
                (taken, if random.chance(0.5) { capital? } else { english })
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
        };
        // What is accepted in French is mostly no damage.
        if self.pack.loans.contains(&english) && random.chance(0.7) {
            return None;
        }
        if english == word || taken > 1 && tokens[..taken].iter().any(|t| t.kind != TokenKind::Word) {
            return None;
        }
        let cased = match first.case {
            Case::Capital => {
                let mut chars = english.chars();
                chars.next().map(|c| c.to_uppercase().chain(chars).collect())?
            }
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

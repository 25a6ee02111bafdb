//! The mechanisms run forwards: clean French in, damaged French with gold spans out.
//!
//! A benchmark that anyone can make on their own text, and what the constants of the decision are fitted on.

mod blemishes;
mod choose;
mod english;
mod mechanism;
mod passage;
mod random;
mod series;

pub use mechanism::Mechanism;
pub use passage::{Passage, Place, Unit, passages};
pub use random::Random;
pub use series::Series;

use crate::language::Pack;
use crate::text::{Scanner, Span, Token, TokenKind};
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

impl Plan {
    /// Damage to measure with, as `intrus damage` does it unless told otherwise: mechanisms that can be repaired, and a spinner that
    /// does not replace every `le` and `de`.
    pub fn benchmark() -> Self {
        let mut plan = Plan { is_choosy: true, ..Plan::default() };
        plan.mix.retain(|part| part.0 != Mechanism::Unrelated);
        plan
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

    /// The damaged text and what was damaged. A word at which the mechanism that was drawn finds nothing to do stays as it is.
    pub fn damage(&self, text: &str, plan: &Plan, random: &mut Random) -> (String, Vec<Gold>) {
        let mut damage = Damage::new(text);
        while let Some(tokens) = damage.next_word() {
            if random.chance(plan.rate) {
                let mechanism = random.pick(&plan.mix);
                if let Some((taken, english)) = self.choose(text, tokens, mechanism, plan, random) {
                    damage.replace(taken, english, mechanism);
                    // Two damaged places in a row would read as one.
                    damage.at += 1;
                }
            }
        }
        damage.finish()
    }
}

/// A text on its way from clean to damaged.
struct Damage<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// The token after the one that was looked at last.
    at: usize,
    /// What has become of the bytes before `copied`.
    out: String,
    copied: usize,
    golds: Vec<Gold>,
}

impl<'t> Damage<'t> {
    fn new(text: &'t str) -> Self {
        let tokens = Scanner::new(text, 0, text.len(), &[]).collect();
        Damage { text, tokens, at: 0, out: String::with_capacity(text.len()), copied: 0, golds: Vec::new() }
    }

    /// The tokens from the next word on.
    fn next_word(&mut self) -> Option<&[Token]> {
        let rest = self.tokens.get(self.at..)?;
        let word = self.at + rest.iter().position(|token| token.kind == TokenKind::Word)?;
        self.at = word + 1;
        Some(&self.tokens[word..])
    }

    /// Puts English in the place of so many tokens, the last word being the first of them.
    fn replace(&mut self, taken: usize, english: String, mechanism: Mechanism) {
        let first = self.at - 1;
        let span = Span::new(self.tokens[first].span.start, self.tokens[first + taken - 1].span.end);
        self.out.push_str(&self.text[self.copied..span.start]);
        let start = self.out.len();
        self.out.push_str(&english);
        let before = span.of(self.text).to_owned();
        self.golds.push(Gold { start, end: self.out.len(), surface: english, gold: vec![before], mechanism });
        self.copied = span.end;
        self.at = first + taken;
    }

    /// The damaged text and what was damaged.
    fn finish(mut self) -> (String, Vec<Gold>) {
        self.out.push_str(&self.text[self.copied..]);
        (self.out, self.golds)
    }
}

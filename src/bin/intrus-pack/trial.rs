//! Damage that looks like the real thing, for what is fitted on damaged text.

use intrus::checker::order::View;
use intrus::damage::{Damager, Gold, Mechanism, Plan, Random};
use intrus::language::candidates::{MOBY, WORDNET};

/// How far the channels of homographs are taken to be off (standard deviation, log10).
const NOISE: f32 = 0.7;
/// How much likelier a spinner has a synonym for each source more that has it. Of the pairs of one thesaurus the other has 20 %; of
/// those that share their French in the table by hand too, 65 to 83 %.
const AGREED: f64 = 5.0;
/// How often the word before what was left untranslated is as the English asks for it.
const UNSETTLED: f64 = 0.25;

/// Which thesauri damaged the text, and which list the repairs. Where one is left out of the list, the true word is there only if the
/// other has it too, as with a spinner whose thesaurus nobody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Regime {
    Whole,
    /// Both know of it, but what they say of how likely each synonym is is off.
    Noisy,
    WithoutMoby,
    WithoutWordNet,
}

impl Regime {
    /// Whether every thesaurus of the damage lists repairs too.
    pub fn is_own_thesaurus(self) -> bool {
        matches!(self, Regime::Whole | Regime::Noisy)
    }

    /// The sources of the damage, and of the repairs.
    fn sources(self) -> (u8, u8) {
        match self {
            Regime::Whole | Regime::Noisy => (u8::MAX, u8::MAX),
            Regime::WithoutMoby => (MOBY, !MOBY),
            Regime::WithoutWordNet => (WORDNET, !WORDNET),
        }
    }
}

/// The damage of one document.
pub struct Trial {
    plan: Plan,
    pub regime: Regime,
    /// What may be known of the repairs.
    pub view: View,
}

impl Trial {
    /// One of a kind: a spinner's, a careless translator's, a word list's, or a mixture. Spinners do most of it.
    ///
    /// The rates are of the words that are tried: few words have a synonym, and a choosy spinner leaves most of these alone.
    pub fn draw(random: &mut Random) -> Trial {
        use Mechanism as M;
        let spun = vec![(M::Homograph, 1.0)];
        let slips = vec![(M::Untranslated, 0.7), (M::Cognate, 0.3)];
        let list = vec![(M::Untranslated, 0.5), (M::WrongSense, 0.3), (M::InsideWord, 0.2)];
        let both = vec![(M::Homograph, 0.5), (M::Untranslated, 0.35), (M::Cognate, 0.15)];
        let (mix, rate) = random.pick(&[
            ((spun.clone(), 0.25), 0.42),
            ((spun, 0.08), 0.26),
            ((slips, 0.02), 0.18),
            ((list, 0.10), 0.05),
            ((both, 0.05), 0.09),
        ]);
        // Nobody knows how a spinner chooses among the synonyms: evenly perhaps.
        let temper = random.pick(&[(1.0, 0.3), (0.5, 0.3), (0.0, 0.4)]);
        let regime = random.pick(&[
            (Regime::Whole, 0.1),
            (Regime::Noisy, 0.5),
            (Regime::WithoutMoby, 0.2),
            (Regime::WithoutWordNet, 0.2),
        ]);
        let (of_damage, of_repairs) = regime.sources();
        let noise = if regime == Regime::Noisy { NOISE } else { 0.0 };
        Trial {
            plan: Plan { rate, mix, temper, sources: of_damage, agreed: AGREED, is_choosy: true },
            regime,
            view: View { sources: of_repairs, noise, seed: random.bits(), ..View::default() },
        }
    }

    /// The damaged text and what was damaged.
    pub fn damage(&self, damager: &Damager, text: &str, random: &mut Random) -> (String, Vec<Gold>) {
        let (text, golds) = damager.damage(text, &self.plan, random);
        unsettle(&text, golds, random)
    }
}

/// Who leaves a word in English gives it the article that the English word asks for: `le hour`, `le question`.
fn unsettle(text: &str, golds: Vec<Gold>, random: &mut Random) -> (String, Vec<Gold>) {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let golds = golds
        .into_iter()
        .map(|mut gold| {
            let before = &text[copied..gold.start];
            let left = gold.mechanism != Mechanism::Homograph && random.chance(UNSETTLED);
            let changed = ENGLISH_BEFORE.iter().find(|(from, _)| left && ends_with_word(before, from));
            match changed {
                Some((from, to)) => {
                    out.push_str(&before[..before.len() - from.len()]);
                    out.push_str(to);
                }
                None => out.push_str(before),
            }
            copied = gold.end;
            gold.start = out.len();
            out.push_str(&gold.surface);
            gold.end = out.len();
            gold
        })
        .collect();
    out.push_str(&text[copied..]);
    (out, golds)
}

/// What becomes of the word before.
const ENGLISH_BEFORE: &[(&str, &str)] =
    &[("l'", "le "), ("l’", "le "), ("d'", "de "), ("d’", "de "), ("la ", "le "), ("une ", "un "), ("cette ", "ce ")];

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
}

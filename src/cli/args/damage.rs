//! The arguments of `intrus damage`.

use crate::damage::{Mechanism, Unit};
use crate::language::candidates::{MOBY, PIVOT, WORDNET};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const DAMAGE_EXAMPLES: &str = "\
Examples:
  intrus damage article.txt > bench.jsonl              one passage a line, with what was damaged
  intrus damage --format text article.txt              the same damage as a text to read
  intrus damage --rate 10 --seed 2 -o bench.jsonl a.txt b.txt
  intrus damage --mix homograph --without moby a.txt   a spinner that has no Moby
  intrus damage --mix untranslated=3,cognate=1 -       a careless translator, on standard input

Mechanisms:
  homograph     a French word read as the English of its spelling, and a synonym put there:
                car → vehicle
  untranslated  a word or phrase left in English: déjà → already
  cognate       the English spelling: programme → program
  wrong-sense   the entry of a word list, half of the time with a capital: mode → Fashion
  inside-word   search-and-replace inside a word: toujours → toudays
  unrelated     any English word: whether it is found can be measured, not its repair
  Other damage has the name of the rule that finds it (`intrus rules`):
  broken-sentence       a full stop inside a sentence
  verb-form             peut venir → peut viendra
  repeated-word         de → de de
  looping-text          a sentence said again and again
  elision               l’homme → le homme
  agreement             la maison → le maison
  untranslated-affix    séparés → separatedes
  split-placeholder     {nom} → { nom}
  number-format         3,5 % → 3.5 %
  leftover-prompt       a paragraph that begins with “Voici la traduction :”
  doubled-punctuation   a mark too many: . → ..
  mixed-quotes          « oui » → « oui”
  mojibake              é → Ã©
  html-entity           é → &eacute;
  spacing               pourquoi ? → pourquoi?
  lost-space            mois. La → mois.La
  invisible-characters  a soft hyphen, a zero-width space …

Output: one JSON object a passage, with its text, the original, and the damaged places: `start`
and `end` in code points, `surface`, and `gold`, what stood there. Passages without damage are
there too: what is found in them is a false alarm, as is English that the text had before.

Exit status: 0, or 2 when something could not be read or written; the file of --output is then
left as it was.";

#[derive(Debug, Args)]
#[command(after_help = DAMAGE_EXAMPLES)]
pub(in crate::cli) struct DamageArgs {
    /// Texts in good French; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// One damaged place in N words
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    pub(in crate::cli) rate: u32,

    /// Mechanisms and how often each is at work beside the others; one without a number counts once [default: homograph=40,
    /// untranslated=30, cognate=6, wrong-sense=10, inside-word=4]
    #[arg(long, value_name = "MECHANISM[=SHARE]", value_delimiter = ',', value_parser = share)]
    pub(in crate::cli) mix: Vec<(Mechanism, f64)>,

    /// Where the damage starts to be drawn from: another number, other damage
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(in crate::cli) seed: u64,

    /// Thesauri that do not give synonyms for homographs
    #[arg(long, value_name = "THESAURUS", value_delimiter = ',')]
    pub(in crate::cli) without: Vec<Thesaurus>,

    /// How much text a passage has
    #[arg(long, value_name = "UNIT", default_value = "line", help_heading = "Output")]
    pub(in crate::cli) passage: PassageUnit,

    /// What is written
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", help_heading = "Output")]
    pub(in crate::cli) format: DamageFormat,

    /// Write into this file, when all is done, instead of to standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(in crate::cli) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Thesaurus {
    /// WordNet
    Wordnet,
    /// Moby
    Moby,
    /// English words that share their French in the table of translations
    Pivot,
}

impl Thesaurus {
    /// Its bit in the table of homographs.
    pub(in crate::cli) fn bit(self) -> u8 {
        match self {
            Thesaurus::Wordnet => WORDNET,
            Thesaurus::Moby => MOBY,
            Thesaurus::Pivot => PIVOT,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PassageUnit {
    /// A line that is not blank
    Line,
    /// What stands between two blank lines
    Paragraph,
    /// A whole file
    File,
}

impl PassageUnit {
    pub(in crate::cli) fn unit(self) -> Unit {
        match self {
            PassageUnit::Line => Unit::Line,
            PassageUnit::Paragraph => Unit::Paragraph,
            PassageUnit::File => Unit::Whole,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DamageFormat {
    /// One JSON object a passage
    Jsonl,
    /// The damaged text, in UTF-8
    Text,
}

/// `homograph=3` or `homograph`.
fn share(text: &str) -> Result<(Mechanism, f64), String> {
    let (name, share) = text.split_once('=').unwrap_or((text, "1"));
    let mechanism = Mechanism::find(name.trim()).ok_or_else(|| {
        let names: Vec<&str> = Mechanism::ALL.into_iter().chain(Mechanism::others()).map(Mechanism::name).collect();
        format!("no mechanism is called “{name}”; there are {}", names.join(", "))
    })?;
    match share.trim().parse::<f64>() {
        Ok(share) if share > 0.0 && share.is_finite() => Ok((mechanism, share)),
        _ => Err(format!("“{share}” is no share; a number above 0 is expected, such as {name}=3")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use crate::damage::Plan;
    use clap::CommandFactory;

    #[test]
    fn help_has_the_default_mix() {
        let parts: Vec<String> =
            Plan::benchmark().mix.iter().map(|(m, share)| format!("{}={:.0}", m.name(), 100.0 * share)).collect();
        let mut command = Cli::command();
        let damage = command.find_subcommand_mut("damage").unwrap();
        let help = damage.render_long_help().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.contains(&format!("[default: {}]", parts.join(", "))), "{help}");
    }

    #[test]
    fn shares() {
        assert_eq!(share("homograph=2.5"), Ok((Mechanism::Homograph, 2.5)));
        assert_eq!(share("wrong-sense"), Ok((Mechanism::WrongSense, 1.0)));
        for wrong in ["", "homografph", "homograph=", "homograph=0", "homograph=-1", "homograph=inf", "homograph=NaN"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}

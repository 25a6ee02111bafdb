//! The arguments and their help.

use crate::damage::{Mechanism, Unit};
use crate::language::candidates::{MOBY, PIVOT, WORDNET};
use crate::{formats, report};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  intrus check article.txt        what is English in this text, and what to write instead
  intrus check docs               every text in a folder
  intrus fix docs                 write what is safe to write
  intrus fix -i article.txt       decide one by one
  intrus explain EN105            what a rule means
  intrus explain article.txt:3:17 why a word is found, or not, and why this repair
  intrus damage article.txt       put English into good French, as machines do, to measure with
  intrus help check               all that `check` can do";

const CHECK_EXAMPLES: &str = "\
Examples:
  intrus check                              the current folder
  intrus check article.txt docs             a file and a folder
  pandoc a.docx -t plain | intrus check -   what another program prints
  intrus check --format jsonl . | jq .surface
  intrus check --ignore EN106 --min-confidence 0.8 articles
  intrus check --diff --unsafe docs | git apply

Exit status: 0 nothing found, 1 something found (with --diff: there is a diff), 2 an error.";

const FIX_EXAMPLES: &str = "\
Examples:
  intrus fix docs                     write what is safe, in every text of a folder
  intrus fix --diff --unsafe docs     see what the best guesses would change
  intrus fix --interactive article.txt
  intrus fix - < article.txt > article.fixed.txt

Exit status: 0 nothing is left, 1 findings are left (with --diff: there is a diff), 2 an error.";

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

Output: one JSON object a passage, with its text, the original, and the damaged places: `start`
and `end` in code points, `surface`, and `gold`, what stood there. Passages without damage are
there too: what is found in them is a false alarm, as is English that the text had before.

Exit status: 0, or 2 when something could not be read or written; the file of --output is then
left as it was.";

/// Find the English that machines leave in French text.
///
/// Machine translation, language models and article spinners leave English in French: words, phrases, whole sentences,
/// pieces inside a word. intrus says where, why, and what stood there in French.
#[derive(Debug, Parser)]
#[command(name = "intrus", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report the English in files, folders or standard input
    Check(Box<CheckArgs>),
    /// Write the French back into files
    ///
    /// Without --unsafe, only what is right beyond doubt is written. A fix that would make a new finding is not made, and
    /// a fixed file fixed again stays as it is. Encoding, line ends and every other byte are kept.
    Fix(Box<FixArgs>),
    /// Put English into good French, as machines do: a benchmark on your own text
    ///
    /// The mechanisms that `check` reads backwards, run forwards. The same text, seed and options give the same damage on every machine.
    /// Files are read as plain text, each as if it were the only one.
    Damage(DamageArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Say what a rule means, or how a word is judged, by itself or where it stands
    Explain(ExplainArgs),
    /// Look into the language data
    Pack(PackArgs),
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) scope: ScopeArgs,

    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = report::PRINTERS[0].name, value_parser = printers())]
    pub(super) format: String,

    /// Print what `intrus fix` would change, as a diff for `git apply` or `patch -p1`; write nothing
    #[arg(long, conflicts_with_all = ["format", "files"], help_heading = "Fixes")]
    pub(super) diff: bool,

    /// With --diff: the best guesses too, not only what is safe
    #[arg(long, requires = "diff", help_heading = "Fixes")]
    pub(super) r#unsafe: bool,

    /// List the files that would be checked, and check nothing
    #[arg(long, help_heading = "Files")]
    pub(super) files: bool,

    /// Exit with 0 even if something is found
    #[arg(long)]
    pub(super) exit_zero: bool,
}

#[derive(Debug, Args)]
#[command(after_help = FIX_EXAMPLES)]
pub(super) struct FixArgs {
    #[command(flatten)]
    pub(super) scope: ScopeArgs,

    /// Write the best guesses too, not only what is safe
    #[arg(long, help_heading = "Fixes")]
    pub(super) r#unsafe: bool,

    /// Print a diff for `git apply` or `patch -p1`; write nothing
    #[arg(long, help_heading = "Fixes")]
    pub(super) diff: bool,

    /// Decide one by one; a file is written when all of it is decided and you say so
    #[arg(short, long, conflicts_with_all = ["diff", "unsafe"], help_heading = "Fixes")]
    pub(super) interactive: bool,

    /// Exit with 1 when something was written
    #[arg(long, conflicts_with = "diff")]
    pub(super) exit_non_zero_on_fix: bool,
}

/// What is checked, and how.
#[derive(Debug, Args)]
pub(super) struct ScopeArgs {
    /// Files and folders; `-` is standard input [default: the current folder]
    ///
    /// In folders, what .gitignore and .ignore files name is left out, and so are hidden and binary files. A file named
    /// here is always checked, unless --force-exclude is given.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Rules to apply: codes, names or the start of codes (EN, EN101, stray-word) [default: every stable rule]
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) select: Vec<String>,

    /// Rules to leave out
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) ignore: Vec<String>,

    /// Only findings that are right with at least this probability, 0 to 1
    #[arg(long, value_name = "P", default_value = "0", value_parser = probability, help_heading = "Rules")]
    pub(super) min_confidence: f32,

    /// The name that standard input goes by, in the report and to tell its format
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub(super) stdin_filename: Option<String>,

    /// Read every file in this format, whatever its name says
    #[arg(long, value_name = "FORMAT", value_parser = input_formats(), help_heading = "Files")]
    pub(super) format_of: Option<String>,

    /// Keys of JSON and YAML whose values are left out: `id`, `meta.*`; `*` stands for anything
    #[arg(long, value_name = "KEYS", value_delimiter = ',', help_heading = "Files")]
    pub(super) exclude_keys: Vec<String>,

    /// Columns of CSV and TSV to read, by name or number [default: those named in French, else all]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help_heading = "Files")]
    pub(super) columns: Vec<String>,

    /// Leave out ignored files even when they are named on the command line
    #[arg(long, help_heading = "Files")]
    pub(super) force_exclude: bool,

    /// Use the built-in settings only
    #[arg(long)]
    pub(super) no_config: bool,

    /// Threads; 0 is one for each core
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024))]
    pub(super) jobs: u16,

    /// Colours; `auto` is for terminals, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
#[command(after_help = DAMAGE_EXAMPLES)]
pub(super) struct DamageArgs {
    /// Texts in good French; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) paths: Vec<PathBuf>,

    /// One damaged place in N words
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) rate: u32,

    /// Mechanisms and how often each is at work beside the others; one without a number counts once [default: homograph=40,
    /// untranslated=30, cognate=6, wrong-sense=10, inside-word=4]
    #[arg(long, value_name = "MECHANISM[=SHARE]", value_delimiter = ',', value_parser = share)]
    pub(super) mix: Vec<(Mechanism, f64)>,

    /// Where the damage starts to be drawn from: another number, other damage
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(super) seed: u64,

    /// Thesauri that do not give synonyms for homographs
    #[arg(long, value_name = "THESAURUS", value_delimiter = ',')]
    pub(super) without: Vec<Thesaurus>,

    /// How much text a passage has
    #[arg(long, value_name = "UNIT", default_value = "line", help_heading = "Output")]
    pub(super) passage: PassageUnit,

    /// What is written
    #[arg(long, value_name = "FORMAT", default_value = "jsonl", help_heading = "Output")]
    pub(super) format: DamageFormat,

    /// Write into this file, when all is done, instead of to standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Thesaurus {
    /// WordNet
    Wordnet,
    /// Moby
    Moby,
    /// English words that share their French in the table of translations
    Pivot,
}

impl Thesaurus {
    /// Its bit in the table of homographs.
    pub(super) fn bit(self) -> u8 {
        match self {
            Thesaurus::Wordnet => WORDNET,
            Thesaurus::Moby => MOBY,
            Thesaurus::Pivot => PIVOT,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PassageUnit {
    /// A line that is not blank
    Line,
    /// What stands between two blank lines
    Paragraph,
    /// A whole file
    File,
}

impl PassageUnit {
    pub(super) fn unit(self) -> Unit {
        match self {
            PassageUnit::Line => Unit::Line,
            PassageUnit::Paragraph => Unit::Paragraph,
            PassageUnit::File => Unit::Whole,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DamageFormat {
    /// One JSON object a passage
    Jsonl,
    /// The damaged text, in UTF-8
    Text,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// How to print the table
    #[arg(long, default_value = "human")]
    pub(super) format: TableFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// Aligned columns
    Human,
    /// A JSON array
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Code or name of a rule (EN101, stray-word), a word, or a place in a file as `check` prints it (article.txt:3:17)
    #[arg(value_name = "RULE|WORD|FILE:LINE:COLUMN")]
    pub(super) subject: String,

    /// How the word is judged where it stands in this sentence
    #[arg(long, value_name = "SENTENCE")]
    pub(super) r#in: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct PackArgs {
    #[command(subcommand)]
    pub(super) command: PackCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum PackCommand {
    /// What language data is inside, with sources and licences
    Info,
}

fn printers() -> PossibleValuesParser {
    report::PRINTERS.iter().map(|printer| PossibleValue::new(printer.name).help(printer.summary)).into()
}

fn input_formats() -> PossibleValuesParser {
    formats::FORMATS.iter().map(|format| PossibleValue::new(format.name()).help(format.summary())).into()
}

fn probability(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("a number from 0 to 1 is expected, such as 0.8".to_owned()),
    }
}

/// `homograph=3` or `homograph`.
fn share(text: &str) -> Result<(Mechanism, f64), String> {
    let (name, share) = text.split_once('=').unwrap_or((text, "1"));
    let mechanism = Mechanism::find(name.trim()).ok_or_else(|| {
        let names = Mechanism::ALL.map(Mechanism::name);
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
    use crate::damage::Plan;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }

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

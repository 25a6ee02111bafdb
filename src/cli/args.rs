//! The arguments and their help.

mod clean;
mod damage;
mod narrow;

pub(super) use clean::{ActionName, CleanArgs, DocumentUnit, MergeArgs, ReportArgs, ReportCommand, Shard};
pub(super) use damage::{DamageArgs, DamageFormat};
pub(super) use narrow::NarrowArgs;

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
  intrus clean a.jsonl -o b.jsonl mark what is English in the records of a corpus
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
  intrus check --staged                     what the next commit would hold
  intrus check --diff-base origin/main      only lines that changed on this branch

Exit status: 0 nothing found, 1 something found (with --diff: there is a diff), 2 an error.";

const FIX_EXAMPLES: &str = "\
Examples:
  intrus fix docs                     write what is safe, in every text of a folder
  intrus fix --diff --unsafe docs     see what the best guesses would change
  intrus fix --interactive article.txt
  intrus fix - < article.txt > article.fixed.txt

Exit status: 0 nothing is left, 1 findings are left (with --diff: there is a diff), 2 an error.";

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
    /// Tag, repair or filter the records of a corpus
    ///
    /// Streams JSONL, CSV, TSV and text of any size, plain, gzip or Zstandard, and Parquet, on all cores and in bounded memory.
    Clean(Box<CleanArgs>),
    /// Put English into good French, as machines do: a benchmark on your own text
    ///
    /// The mechanisms that `check` reads backwards, run forwards. The same text, seed and options give the same damage on every machine.
    /// Files are read as plain text, each as if it were the only one.
    Damage(DamageArgs),
    /// Write a commented intrus.toml into the current folder
    ///
    /// Every key is there, commented out: nothing changes until you take a `#` away. The JSON schema that editors complete and
    /// check it with is written beside it.
    Init(InitArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Say what a rule means, or how a word is judged, by itself or where it stands
    Explain(ExplainArgs),
    /// Put the reports of shards together
    Report(ReportArgs),
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

    #[command(flatten)]
    pub(super) narrow: NarrowArgs,

    /// Print the settings in force for a path and where they come from, and check nothing
    #[arg(long, conflicts_with_all = ["diff", "files"], help_heading = "Configuration")]
    pub(super) dump_config: bool,

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

/// Which findings are wanted.
#[derive(Debug, Args)]
pub(super) struct RuleArgs {
    /// Rules to apply: codes, names or the start of codes (EN, EN101, stray-word) [default: every stable rule]
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) select: Vec<String>,

    /// Rules to leave out
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) ignore: Vec<String>,

    /// Only findings that are right with at least this probability, 0 to 1 [default: 0]
    #[arg(long, value_name = "P", value_parser = probability, help_heading = "Rules")]
    pub(super) min_confidence: Option<f32>,
}

/// Where the settings come from.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// Use this configuration for everything [default: the nearest intrus.toml upwards]
    ///
    /// Upwards from each file, or, for the records of a corpus, from the current folder.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Configuration")]
    pub(super) config: Option<PathBuf>,

    /// Use no configuration file
    #[arg(long, help_heading = "Configuration")]
    pub(super) no_config: bool,
}

/// What is checked, and how.
#[derive(Debug, Args)]
pub(super) struct ScopeArgs {
    /// Files and folders; `-` is standard input [default: the current folder]
    ///
    /// In folders, what .gitignore and .ignore files name is left out, and so are hidden and binary files and what the
    /// configuration excludes. A file named here is always checked, unless --force-exclude is given.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) rules: RuleArgs,

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

    /// Leave out ignored and excluded files even when they are named on the command line
    #[arg(long, help_heading = "Files")]
    pub(super) force_exclude: bool,

    #[command(flatten)]
    pub(super) config: ConfigArgs,

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
pub(super) struct InitArgs {
    /// Replace an intrus.toml that is there
    #[arg(long)]
    pub(super) force: bool,
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

pub(super) fn probability(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("a number from 0 to 1 is expected, such as 0.8".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}

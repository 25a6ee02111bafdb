//! The arguments of `intrus clean`.

use super::{ConfigArgs, RuleArgs, probability};
use crate::clean::records::KINDS;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

const CLEAN_EXAMPLES: &str = "\
Examples:
  intrus clean corpus.jsonl.zst -o tagged.jsonl.zst             a column with the findings
  intrus clean 'shards/*.jsonl.gz' -o fixed/ --action fix       a file each, what is safe repaired
  intrus clean shards -o kept/ --action drop --max-density 2    worse records left out
  intrus clean a.jsonl -o kept.jsonl --action split --dropped dropped.jsonl --max-untranslated 0.1
  intrus clean shards -o fixed/ --action fix --edits edits.jsonl
  intrus clean fixed -o shards2/ --undo edits.jsonl             as it was, byte for byte
  intrus clean pairs.jsonl -o tagged.jsonl --source-field en --target-field fr
  intrus clean documents -o attributes/intrus/ --format dolma   attributes for its mixer
  intrus clean shards -o fixed/ --action fix --resume           go on after an interruption
  intrus clean shards -o fixed/ --action fix --shard 3/8        the third of eight machines
  zstdcat a.jsonl.zst | intrus clean - --format jsonl -o - | jq -c 'select(.intrus != [])'

Records stay in their order. In a record that is changed, all bytes but those of the edit stay as
they were. A record that cannot be read (bad JSON, a number where text should be, too long) goes to
the file of --rejects with its number and the reason, and the run goes on.

The output is there under its name when it is complete. A run that was killed at any moment is
taken up again by the same command with --resume: no record is lost or written twice. With standard
input or output that cannot be.

Exit status: 0, or 2 when something could not be read or written.";

#[derive(Debug, Args)]
#[command(after_help = CLEAN_EXAMPLES)]
pub(in crate::cli) struct CleanArgs {
    /// Files, folders and patterns (`'data/*.jsonl.gz'`); `-` is standard input. gzip and Zstandard are told by the content
    #[arg(value_name = "IN", required = true)]
    pub(in crate::cli) inputs: Vec<PathBuf>,

    /// A file, or a folder (one that is there, or a name with / at its end) that gets a file for each input; `-` is
    /// standard output. What ends in .gz or .zst is compressed
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,

    /// What is done with records in which something is found
    #[arg(long, value_name = "ACTION", default_value = "tag")]
    pub(in crate::cli) action: ActionName,

    /// The columns of --action tag and split are called NAME and NAME_reason
    #[arg(long, value_name = "NAME", default_value = "intrus")]
    pub(in crate::cli) column: String,

    /// With fix: guesses too, where the best repair is right with at least this probability, 0 to 1
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(in crate::cli) fix_above: Option<f32>,

    /// With drop and split: the most findings per 100 words that a record may have
    #[arg(long, value_name = "N", value_parser = density, help_heading = "Limits")]
    pub(in crate::cli) max_density: Option<f32>,

    /// With drop and split: the largest share of words in English passages (EN102, EN103, EN107), 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = probability, help_heading = "Limits")]
    pub(in crate::cli) max_untranslated: Option<f32>,

    /// With drop and split: rules of which a record may have no finding
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Limits")]
    pub(in crate::cli) drop_rules: Vec<String>,

    /// With split: the file or folder for records beyond the limits, with the reason
    #[arg(long, value_name = "OUT", help_heading = "Limits")]
    pub(in crate::cli) dropped: Option<PathBuf>,

    /// How records are written [default: as the name of each input tells]
    #[arg(long, value_name = "FORMAT", value_parser = kinds(), help_heading = "Records")]
    pub(in crate::cli) format: Option<String>,

    /// The fields that are texts: keys with dots between (`meta.title`); lists on the way are gone through
    #[arg(
        long,
        visible_alias = "target-field",
        value_name = "FIELDS",
        value_delimiter = ',',
        default_value = "text",
        help_heading = "Records"
    )]
    pub(in crate::cli) text_field: Vec<String>,

    /// The field that the texts translate: its numbers, placeholders and words are held against theirs, as in catalogues
    #[arg(long, value_name = "FIELD", help_heading = "Records")]
    pub(in crate::cli) source_field: Option<String>,

    /// What is one document in files of text
    #[arg(long, value_name = "UNIT", default_value = "line", help_heading = "Records")]
    pub(in crate::cli) document: DocumentUnit,

    /// A longer record is rejected: bytes, or with K, M or G
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size, help_heading = "Records")]
    pub(in crate::cli) max_record: usize,

    /// Where records go that cannot be read [default: OUT.rejects.jsonl; none with standard output]
    #[arg(long, value_name = "FILE", help_heading = "Records")]
    pub(in crate::cli) rejects: Option<PathBuf>,

    /// Stop at the first record that cannot be read
    #[arg(long, help_heading = "Records")]
    pub(in crate::cli) strict: bool,

    /// With fix: note what was edited, one JSON object a record, so that it can be undone
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(in crate::cli) edits: Option<PathBuf>,

    /// A report for reviewers: a page when the name ends in .html, else JSON, which `intrus report merge` takes; may be given twice
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(in crate::cli) report: Vec<PathBuf>,

    /// Put back what a run has edited: the inputs are its outputs, as they were written, and FILE is that of its --edits
    #[arg(long, value_name = "FILE", help_heading = "Output", conflicts_with_all = ["action", "column", "fix_above", "dropped", "rejects", "strict", "edits", "resume", "restart", "shard", "report"])]
    pub(in crate::cli) undo: Option<PathBuf>,

    /// How hard outputs are compressed [default: 6 for gzip, 3 for Zstandard]
    #[arg(long, value_name = "LEVEL", help_heading = "Output", allow_negative_numbers = true)]
    pub(in crate::cli) level: Option<i32>,

    /// Go on with a run that was interrupted
    #[arg(long, help_heading = "Runs")]
    pub(in crate::cli) resume: bool,

    /// Forget a run that was interrupted, and start anew
    #[arg(long, conflicts_with = "resume", help_heading = "Runs")]
    pub(in crate::cli) restart: bool,

    /// Only this part of the work, 1/8 to 8/8: every eighth file, or with one output the bytes of an eighth (not of a compressed file or a table, CSV and TSV)
    #[arg(long, value_name = "I/N", value_parser = shard, help_heading = "Runs")]
    pub(in crate::cli) shard: Option<Shard>,

    /// Threads; 0 is one for each core
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024), help_heading = "Runs")]
    pub(in crate::cli) jobs: u16,

    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,

    #[command(flatten)]
    pub(in crate::cli) config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReportArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: ReportCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ReportCommand {
    /// One report out of the reports of `intrus clean --shard … --report FILE.json`
    Merge(MergeArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MergeArgs {
    /// Reports in JSON
    #[arg(value_name = "REPORT", required = true)]
    pub(in crate::cli) reports: Vec<PathBuf>,

    /// Where to write it: a page when the name ends in .html, else JSON; may be given twice [default: JSON to standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ActionName {
    /// Add a column with the findings to every record
    Tag,
    /// Repair what is safe
    Fix,
    /// Leave records out that are beyond the limits
    Drop,
    /// Put records that are beyond the limits elsewhere, with the reason
    Split,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DocumentUnit {
    /// A line
    Line,
    /// A whole file
    File,
}

/// A part of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Shard {
    /// Which, from 0.
    pub(in crate::cli) index: u64,
    /// Of how many.
    pub(in crate::cli) count: u64,
}

fn kinds() -> PossibleValuesParser {
    KINDS.iter().map(|kind| PossibleValue::new(kind.name).help(kind.summary)).into()
}

fn density(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(density) if (0.0..=100.0).contains(&density) => Ok(density),
        _ => Err("a number from 0 to 100 is expected, such as 1.5".to_owned()),
    }
}

fn size(text: &str) -> Result<usize, String> {
    let (number, unit) = match text.trim_end_matches(['K', 'M', 'G']) {
        number if number.len() + 1 >= text.len() => text.split_at(number.len()),
        _ => (text, ""),
    };
    let shift = match unit {
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => 0,
    };
    let size = number.parse::<usize>().ok().and_then(|number| number.checked_mul(1 << shift));
    size.filter(|size| *size > 0).ok_or_else(|| "a number of bytes is expected, such as 500000, 64K or 16M".to_owned())
}

fn shard(text: &str) -> Result<Shard, String> {
    let number = |text: &str| text.parse::<u64>().ok();
    match text.split_once('/').and_then(|(index, count)| Some((number(index)?, number(count)?))) {
        Some((index, count)) if 1 <= index && index <= count => Ok(Shard { index: index - 1, count }),
        _ => Err("two numbers are expected, such as 3/8, the first at most the second".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(["1", "64K", "16M", "2G"].map(size), [Ok(1), Ok(64 << 10), Ok(16 << 20), Ok(2 << 30)]);
        for wrong in ["", "0", "M", "1KM", "-1", "1.5M", "99999999999999999999", "9999999999999999G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn shards() {
        assert_eq!(shard("8/8"), Ok(Shard { index: 7, count: 8 }));
        for wrong in ["", "1", "0/8", "9/8", "1/0", "a/b"] {
            assert!(shard(wrong).is_err(), "{wrong}");
        }
    }
}

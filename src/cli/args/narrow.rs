//! Options of `check` that narrow what is reported.

use clap::Args;
use std::path::PathBuf;

/// What is not reported.
#[derive(Debug, Args)]
pub(in crate::cli) struct NarrowArgs {
    /// Report only what this baseline does not know
    #[arg(long, help_heading = "Narrowing", value_name = "FILE", conflicts_with = "diff")]
    pub(in crate::cli) baseline: Option<PathBuf>,

    /// Report nothing; write what is found into a baseline
    #[arg(long, help_heading = "Narrowing", value_name = "FILE", conflicts_with_all = ["baseline", "diff", "files", "format"])]
    pub(in crate::cli) write_baseline: Option<PathBuf>,

    /// Report only what is on lines that changed since this commit of git, or since the branches parted
    #[arg(long, help_heading = "Narrowing", value_name = "REV", conflicts_with_all = ["diff", "write_baseline"])]
    pub(in crate::cli) diff_base: Option<String>,

    /// Check what is staged for the next commit, as it lies in the index of git
    #[arg(long, help_heading = "Narrowing", conflicts_with = "write_baseline")]
    pub(in crate::cli) staged: bool,

    /// Exit with 1 if an ignore comment covers nothing or cannot be read
    #[arg(long, help_heading = "Narrowing")]
    pub(in crate::cli) strict_ignores: bool,
}

//! The command line: arguments in, calls of the library, findings out through [`crate::report`].

mod args;
mod check;
mod explain;
mod files;
mod input;
mod messages;
mod pack;
mod progress;
mod rules;
mod selection;

use args::{Cli, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;

/// How a run ended; the numbers are the exit statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Status {
    /// Nothing found.
    Clean = 0,
    /// Something found.
    Findings = 1,
    /// Something could not be done.
    Error = 2,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Pack(args) => pack::run(&args),
    };
    let status = result.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return Status::Clean;
        }
        messages::error(format_args!("{error:#}"));
        Status::Error
    });
    ExitCode::from(status as u8)
}

/// Whether whoever read our output has read enough (`intrus check | head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

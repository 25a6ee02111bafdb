//! The command line: arguments in, calls of the library, findings out through [`crate::report`].

mod args;
mod check;
mod clean;
mod config;
mod damage;
mod diff;
mod explain;
mod files;
mod fix;
mod git;
mod init;
mod input;
mod interview;
mod large;
mod messages;
mod narrow;
mod output;
mod pack;
mod progress;
mod relative;
mod report;
mod rules;
mod scope;
mod taken;
mod total;

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
        Command::Fix(args) => fix::run(&args),
        Command::Clean(args) => clean::run(&args),
        Command::Damage(args) => damage::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Pack(args) => pack::run(&args),
    };
    let status = result.unwrap_or_else(|error| {
        match error.downcast_ref::<io::Error>() {
            Some(error) if messages::is_closed(error) => return Status::Clean,
            // What goes wrong with inputs is told where it happens: this was the output.
            Some(error) => messages::Message::error("standard output", messages::write_error(error)).print(),
            None => messages::error(format_args!("{error:#}")),
        }
        Status::Error
    });
    ExitCode::from(status as u8)
}

//! `intrus pack`.

use super::Status;
use super::args::{PackArgs, PackCommand};
use anyhow::Result;
use std::io::{self, Write};

pub(super) fn run(args: &PackArgs) -> Result<Status> {
    let mut out = io::stdout().lock();
    match args.command {
        PackCommand::Info => writeln!(out, "{}", info().trim_end())?,
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// What language data is inside.
fn info() -> String {
    "The language pack is empty.".to_owned()
}

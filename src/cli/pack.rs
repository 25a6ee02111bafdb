//! `intrus pack`.

use super::Status;
use super::args::{PackArgs, PackCommand};
use crate::Pack;
use anyhow::Result;
use std::io::{self, Write};

pub(super) fn run(args: &PackArgs) -> Result<Status> {
    let mut out = io::stdout().lock();
    match args.command {
        PackCommand::Info => write!(out, "{}", Pack::info()?)?,
    }
    out.flush()?;
    Ok(Status::Clean)
}

//! `intrus init`.

use super::Status;
use super::args::InitArgs;
use crate::config::{NAMES, SCHEMA, SCHEMA_NAME, TEMPLATE};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(args: &InitArgs) -> Result<Status> {
    let name = NAMES[0];
    if let Some(there) = NAMES.iter().find(|name| Path::new(name).exists() && !args.force) {
        bail!("{there}: it is there already; edit it, or replace it with --force");
    }
    for (name, text) in [(name, TEMPLATE), (SCHEMA_NAME, SCHEMA)] {
        fs::write(name, text).with_context(|| format!("{name}: cannot be written"))?;
    }
    let mut out = io::stdout().lock();
    writeln!(out, "Wrote {name}, and {SCHEMA_NAME} for editors. Take away the `#` before what you want to set.")?;
    out.flush()?;
    Ok(Status::Clean)
}

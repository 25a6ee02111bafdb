//! `intrus rules`.

use super::Status;
use super::args::{RulesArgs, TableFormat};
use crate::checker::rules::{RULES, Severity, State};
use anyhow::Result;
use std::io::{self, Write};

pub(super) fn run(args: &RulesArgs) -> Result<Status> {
    let mut out = io::stdout().lock();
    match args.format {
        TableFormat::Json => {
            serde_json::to_writer_pretty(&mut out, RULES).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Human => table(&mut out)?,
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn table(out: &mut dyn Write) -> io::Result<()> {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in RULES {
        let (severity, state) = (severity(rule.severity), state(rule.state));
        writeln!(out, "{}  {:width$}  {severity:7}  {state:7}  {}", rule.code, rule.name, rule.summary)?;
    }
    Ok(())
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Stable => "stable",
        State::Preview => "preview",
    }
}

//! `intrus explain`.

use super::args::ExplainArgs;
use super::rules::{severity, state};
use super::{Status, selection};
use crate::checker::rules::{self, Rule};
use crate::{Checker, Pack};
use anyhow::{Result, bail};
use std::io::{self, Write};

pub(super) fn run(args: &ExplainArgs) -> Result<Status> {
    let subject = args.subject.trim();
    let page = match rules::find(subject) {
        Some(rule) => rule_page(rule),
        None => match word_page(subject) {
            Some(page) => page,
            None => {
                let hint = selection::similar(subject).map(|name| format!("did you mean {name}? ")).unwrap_or_default();
                bail!("I know no rule or word “{subject}”; {hint}`intrus rules` lists the rules");
            }
        },
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}", page.trim_end())?;
    out.flush()?;
    Ok(Status::Clean)
}

fn rule_page(rule: &Rule) -> String {
    let (severity, state) = (severity(rule.severity), state(rule.state));
    format!(
        "# {} {}\n\n{}\n\nSeverity: {severity}. State: {state}.\n\n{}",
        rule.code, rule.name, rule.summary, rule.page
    )
}

/// Every figure behind the judgement on a word.
fn word_page(word: &str) -> Option<String> {
    Checker::new(Pack::embedded()).explain_word(word)
}

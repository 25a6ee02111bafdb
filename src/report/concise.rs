//! One line a finding, as compilers print them: editors and other programs read it.

use super::{Located, Report, one_line};
use std::io::{self, Write};

/// The `concise` printer.
pub(super) struct Concise;

impl Report for Concise {
    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        for found in findings {
            let (path, message) = (one_line(&found.path), one_line(&found.message));
            writeln!(out, "{path}:{}:{}: {} {message}", found.line, found.column, found.rule)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{print, samples};

    #[test]
    fn concise() {
        let mut findings = samples::findings();
        findings.push(samples::hostile());
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__concise", print("concise", &findings, &samples::summary()));
        });
    }
}

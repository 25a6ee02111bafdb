//! Workflow commands of GitHub Actions, which mark the lines of a pull request.

use super::paths::Paths;
use super::{Located, Report, one_line};
use crate::checker::rules::Severity;
use std::io::{self, Write};

/// The `github` printer.
#[derive(Default)]
pub(super) struct Github(Paths);

impl Report for Github {
    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        for found in findings {
            let command = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let path = property(&self.0.relative(&found.path));
            write!(out, "::{command} file={path},line={}", found.line)?;
            // GitHub takes columns on one line only.
            if found.line == found.end_line {
                write!(out, ",col={},endLine={},endColumn={}", found.column, found.end_line, found.end_column)?;
            } else {
                write!(out, ",endLine={}", found.end_line)?;
            }
            let title = property(&format!("{} {}", found.rule, found.name));
            writeln!(out, ",title={title}::{}", data(&found.message))?;
        }
        Ok(())
    }
}

/// What stands after `::`.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    one_line(&escaped).into_owned()
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::report::{print, samples};

    #[test]
    fn github() {
        let mut findings = samples::findings();
        findings.push(samples::hostile());
        findings[0].path = "./100 %, a::b.txt".into();
        findings[0].message = "“100 %:\r\nin, addition” is English.".into();
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__github", print("github", &findings, &samples::summary()));
        });
    }
}

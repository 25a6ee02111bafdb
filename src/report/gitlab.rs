//! The Code Quality report of GitLab: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use super::fingerprint::Fingerprints;
use super::items::Items;
use super::paths::Paths;
use super::{Located, Report, Summary};
use crate::checker::rules::Severity;
use serde_json::json;
use std::io::{self, Write};

/// The `gitlab` printer.
#[derive(Default)]
pub(super) struct Gitlab {
    items: Items,
    paths: Paths,
    fingerprints: Fingerprints,
}

impl Report for Gitlab {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        for found in findings {
            let path = self.paths.relative(&found.path);
            let item = json!({
                "description": found.message,
                "check_name": found.rule,
                "fingerprint": self.fingerprints.of(&path, found),
                "severity": match found.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                },
                "location": {"path": path, "lines": {"begin": found.line, "end": found.end_line}},
            });
            self.items.item(out, &item)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.items.end(out)?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{Summary, print, samples};
    use std::collections::HashSet;

    #[test]
    fn gitlab() {
        let mut findings = samples::findings();
        findings.push(findings[3].clone());
        let printed = print("gitlab", &findings, &samples::summary());
        let items: Vec<serde_json::Value> = serde_json::from_str(&printed).expect("JSON");
        let fingerprints: HashSet<&str> = items.iter().filter_map(|item| item["fingerprint"].as_str()).collect();
        assert_eq!(fingerprints.len(), findings.len());
        assert_eq!(print("gitlab", &[], &Summary::default()), "[]\n");
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__gitlab", printed);
        });
    }
}

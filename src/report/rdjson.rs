//! The diagnostic format of reviewdog: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.

use super::items::Items;
use super::{Located, Report, Summary};
use crate::checker::rules::Severity;
use serde_json::{Value, json};
use std::io::{self, Write};

/// The `rdjson` printer.
#[derive(Default)]
pub(super) struct Rdjson(Items);

impl Report for Rdjson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"source\":{},\"diagnostics\":[", json!({"name": "intrus"}))
    }

    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        findings.iter().try_for_each(|found| self.0.item(out, &diagnostic(found)))
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.0.end(out)?;
        out.write_all(b"}\n")
    }
}

fn diagnostic(found: &Located) -> Value {
    // Columns count bytes of UTF-8.
    let range = json!({
        "start": {"line": found.line, "column": found.utf8_column},
        "end": {"line": found.end_line, "column": found.end_utf8_column},
    });
    let mut diagnostic = json!({
        "message": found.message,
        "location": {"path": &*found.path, "range": range},
        "severity": match found.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
        },
        "code": {"value": found.rule},
    });
    if let Some(edit) = &found.edit {
        diagnostic["suggestions"] = json!([{"range": range, "text": edit.raw}]);
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use crate::report::{Summary, print, samples};

    #[test]
    fn rdjson() {
        let printed = print("rdjson", &samples::findings(), &samples::summary());
        serde_json::from_str::<serde_json::Value>(&printed).expect("JSON");
        assert_eq!(
            print("rdjson", &[], &Summary::default()),
            "{\"source\":{\"name\":\"intrus\"},\"diagnostics\":[]}\n"
        );
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__rdjson", printed);
        });
    }
}

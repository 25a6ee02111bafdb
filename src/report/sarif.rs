//! SARIF 2.1.0, which code hosts and editors read: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use super::fingerprint::Fingerprints;
use super::items::Items;
use super::paths::Paths;
use super::{Located, Report, Summary};
use crate::checker::rules::{RULES, Rule, Severity, State};
use crate::text::{Applicability, Suggestion};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The `sarif` printer.
#[derive(Default)]
pub(super) struct Sarif {
    items: Items,
    paths: Paths,
    fingerprints: Fingerprints,
}

impl Report for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        let rules: Vec<Value> = RULES.iter().map(|rule| descriptor(rule)).collect();
        let driver = json!({"name": "intrus", "version": version, "semanticVersion": version, "rules": rules});
        let tool = json!({"driver": driver});
        // Lines end as the places of the findings count them, which takes a lone CR too.
        let newlines = json!(["\r\n", "\n", "\r"]);
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},")?;
        write!(out, "\"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":{newlines},\"results\":[")
    }

    fn findings(&mut self, out: &mut dyn Write, findings: &[Located]) -> io::Result<()> {
        findings.iter().try_for_each(|found| {
            let result = self.result(found);
            self.items.item(out, &result)
        })
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.items.end(out)?;
        let invocation = json!({"executionSuccessful": summary.errors == 0});
        writeln!(out, ",\"invocations\":[{invocation}]}}]}}")
    }
}

/// A `result` object.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Value,
    locations: [Value; 1],
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
    properties: Properties<'a>,
}

/// What SARIF has no field for.
#[derive(Serialize)]
struct Properties<'a> {
    confidence: f32,
    applicability: Applicability,
    suggestions: &'a [Suggestion],
}

impl Sarif {
    fn result<'a>(&mut self, found: &'a Located) -> Outcome<'a> {
        let artifact = json!({"uri": self.paths.uri(&found.path)});
        let region = json!({
            "startLine": found.line,
            "startColumn": found.column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
        });
        let location = match found.paragraph {
            None => json!({"physicalLocation": {"artifactLocation": artifact, "region": region}}),
            // An office document has no lines.
            Some(paragraph) => json!({
                "physicalLocation": {"artifactLocation": artifact},
                "logicalLocations": [{"name": format!("paragraph {paragraph}"), "kind": "element"}],
            }),
        };
        let fix = |raw: &str| {
            let replacement = json!({"deletedRegion": region, "insertedContent": {"text": raw}});
            let change = json!({"artifactLocation": artifact, "replacements": [replacement]});
            let description = message(&format!("Write “{raw}”."));
            json!({"description": description, "artifactChanges": [change]})
        };
        let fixes = found.edit.iter().map(|edit| fix(&edit.raw)).collect();
        let fingerprint = self.fingerprints.of(&self.paths.relative(&found.path), found);
        Outcome {
            rule_id: found.rule,
            rule_index: RULES.iter().position(|rule| rule.code == found.rule),
            level: level(found.severity),
            message: message(&found.message),
            locations: [location],
            partial_fingerprints: json!({"intrusFinding/v1": fingerprint}),
            fixes,
            properties: Properties {
                confidence: found.confidence,
                applicability: found.applicability,
                suggestions: &found.suggestions,
            },
        }
    }
}

/// A `reportingDescriptor` object.
fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"enabled": rule.state == State::Stable, "level": level(rule.severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A `message` object. A brace would begin a placeholder, and is written twice (§3.11.5).
fn message(text: &str) -> Value {
    json!({"text": text.replace('{', "{{").replace('}', "}}")})
}

#[cfg(test)]
mod tests {
    use crate::report::{Summary, print, samples};
    use serde_json::{Value, json};

    #[test]
    fn sarif() {
        let mut findings = samples::findings();
        findings[0].path = "./dépôt/a:b c.txt".into();
        findings[0].message = "“{0}” is English.".into();
        findings[3].paragraph = Some(3);
        findings[3].edit = None;
        let mut log: Value = serde_json::from_str(&print("sarif", &findings, &samples::summary())).expect("JSON");
        assert_eq!(
            log["runs"][0]["results"][1]["fixes"][0]["artifactChanges"][0]["artifactLocation"]["uri"],
            "article.txt"
        );
        // The rules are the registry's, and the version changes.
        log["runs"][0]["tool"].take();
        insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("report__sarif", serde_json::to_string_pretty(&log).expect("JSON"));
        });
    }

    #[test]
    fn nothing_found_and_one_file_unread() {
        let printed = print("sarif", &[], &Summary { errors: 1, ..Summary::default() });
        let log: Value = serde_json::from_str(&printed).expect("JSON");
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["runs"][0]["invocations"], json!([{"executionSuccessful": false}]));
    }
}

//! The report as one page that needs nothing else.

use super::Report;
use super::plots::bars;
use crate::clean::stats::{DENSITIES, Sample, Worst};
use crate::report::Escaped;
use std::collections::BTreeMap;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");
/// Intruders that are listed.
const INTRUDERS: usize = 50;

/// The report as a page. Writing to a string does not fail.
pub fn html(report: &Report) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>intrus clean</title>\n<style>\n{STYLE}</style>\n<main>\n<h1>English left in a French corpus</h1>\n"
    );
    figures(&mut page, report);
    let stats = &report.stats;
    section(&mut page, "Findings by rule", &bars("Findings by rule", &sorted(&stats.rules)));
    section(&mut page, "Findings by mechanism", &bars("Findings by mechanism", &sorted(&stats.mechanisms)));
    let densities: Vec<(String, u64)> = stats.densities.iter().enumerate().map(|(i, n)| (density(i), *n)).collect();
    section(&mut page, "Records by findings per 100 words", &bars("Records by findings per 100 words", &densities));
    if !stats.reasons.is_empty() {
        section(&mut page, "Rejected records by reason", &bars("Rejected records by reason", &sorted(&stats.reasons)));
    }
    intruders(&mut page, report);
    worst(&mut page, &stats.worst);
    samples(&mut page, &stats.samples);
    let settings = Escaped(&report.settings);
    let _ = writeln!(page, "<h2>Settings</h2>\n<pre>{settings}</pre>\n</main>\n</html>");
    page
}

fn section(page: &mut String, title: &str, content: &str) {
    let _ = writeln!(page, "<h2>{title}</h2>\n{content}");
}

fn figures(page: &mut String, report: &Report) {
    let stats = &report.stats;
    let per_100 = 100.0 * stats.findings as f64 / stats.words.max(1) as f64;
    let speed = stats.bytes as f64 / 1e6 / report.seconds.max(0.001);
    let inputs: Vec<&str> = report.inputs.iter().map(String::as_str).collect();
    let rows = [
        ("Inputs", inputs.join(", ")),
        ("Action", report.action.clone()),
        (
            "Records",
            format!("{}: {} kept, {} dropped, {} rejected", stats.records, stats.kept, stats.dropped, stats.rejected),
        ),
        ("Words", stats.words.to_string()),
        ("Findings", format!("{} in {} records, {per_100:.3} per 100 words", stats.findings, stats.flagged)),
        ("Edits", format!("{} in {} records", stats.edits, stats.changed)),
        ("Time", format!("{:.0} s, {speed:.1} MB of text a second; runs: {}", report.seconds, report.runs)),
        ("Program", format!("intrus {}, language pack {}", report.intrus, report.pack)),
    ];
    page.push_str("<table class=\"figures\">\n");
    for (name, value) in rows {
        let _ = writeln!(page, "<tr><th scope=\"row\">{name}</th><td>{}</td></tr>", Escaped(&value));
    }
    page.push_str("</table>\n");
}

fn intruders(page: &mut String, report: &Report) {
    page.push_str("<h2>Most frequent intruders</h2>\n<table>\n<tr><th>Intruder</th><th>Times</th><th>Most frequent repair</th></tr>\n");
    for (surface, count, repair) in report.stats.intruders.top(INTRUDERS) {
        let (surface, repair) = (Escaped(surface), Escaped(repair.unwrap_or("")));
        let _ = writeln!(page, "<tr><td lang=\"en\">{surface}</td><td>{count}</td><td lang=\"fr\">{repair}</td></tr>");
    }
    page.push_str("</table>\n");
}

fn worst(page: &mut String, worst: &[Worst]) {
    page.push_str("<h2>Worst records</h2>\n<table>\n<tr><th>Input</th><th>Record</th><th>Findings</th><th>Words</th><th>Per 100 words</th></tr>\n");
    for Worst { density, findings, words, path, record } in worst {
        let path = Escaped(path);
        let _ = writeln!(
            page,
            "<tr><td>{path}</td><td>{record}</td><td>{findings}</td><td>{words}</td><td>{density:.2}</td></tr>"
        );
    }
    page.push_str("</table>\n");
}

fn samples(page: &mut String, samples: &[Sample]) {
    page.push_str("<h2>Findings drawn at random</h2>\n<ol>\n");
    for sample in samples {
        let [before, surface, after] = [&sample.before, &sample.surface, &sample.after].map(|text| Escaped(text));
        let repair = sample.repair.as_deref().unwrap_or("");
        let (path, field, repair) = (Escaped(&sample.path), Escaped(&sample.field), Escaped(repair));
        let (rule, record, confidence) = (&sample.rule, sample.record, sample.confidence);
        let _ = writeln!(
            page,
            "<li><p class=\"quote\" lang=\"fr\">{before}<mark>{surface}</mark>{after}</p>\n\
             <p class=\"meta\">{rule} → <b lang=\"fr\">{repair}</b>, confidence {confidence:.2}; {path}, record {record}, {field}</p></li>"
        );
    }
    page.push_str("</ol>\n");
}

fn sorted(counts: &BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = counts.iter().map(|(name, count)| (name.clone(), *count)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

/// The name of a class of [`DENSITIES`].
fn density(class: usize) -> String {
    match (class.checked_sub(1).map(|before| DENSITIES[before]), DENSITIES.get(class)) {
        (None, _) => "none".to_owned(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("more than {from}"),
    }
}

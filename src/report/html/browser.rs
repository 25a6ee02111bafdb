//! The page in headless Chromium, where one is installed.

#[path = "../../../tests/support/tools.rs"]
mod tools;

use crate::report::{print, samples};
use serde_json::{Value, json};
use std::process::Command;

const PROBE: &str = include_str!("probe.js");
/// Runs before anything of the page.
const WATCH: &str = "<script>window.probeErrors = 0; window.alert = () => { window.alerted = true; }; \
    addEventListener('error', () => window.probeErrors++); \
    addEventListener('securitypolicyviolation', () => window.probeErrors++);</script>";

/// What the probe saw; nothing where there is no Chromium.
fn seen(page: &str) -> Option<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    let page = page.replacen("<title>", &format!("{WATCH}<title>"), 1);
    let page = page.replace("</body>", &format!("<script>{PROBE}</script></body>"));
    std::fs::write(&file, page).expect("written");
    let mut chromium = Command::new("chromium");
    chromium
        .args("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync".split(' '))
        .args(["--disable-background-networking", "--disable-component-update", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(&file);
    let output = tools::output(&mut chromium, b"")?;
    let dom = String::from_utf8_lossy(&output.stdout);
    let title = dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).expect("a title").0;
    Some(serde_json::from_str(title).expect("the probe's report"))
}

#[test]
fn page_in_chromium() {
    let mut findings = samples::findings();
    let mut hostile = samples::hostile();
    hostile.path = "z\"><script>alert(1)</script>.txt".into();
    hostile.message = "</li><img src=x onerror=\"alert(2)\">".into();
    findings.push(hostile);
    let Some(seen) = seen(&print("html", &findings, &samples::summary())) else { return };
    let wanted = json!({
        "requests": 0, "errors": 0, "alerted": false,
        "all": "5 of 5 findings shown", "text": "3 of 5 findings shown", "none": "0 of 5 findings shown",
        "file": "1 of 5 findings shown", "confident": "0 of 5 findings shown", "rules": true,
        "first": 0, "second": 1, "back": 0, "search": "text", "help": true, "closed": true,
    });
    assert_eq!(seen, wanted);
}

//! Any file in any format for its ignore comments; any text as a baseline, any bytes as a diff.

#![no_main]

use intrus::formats::FORMATS;
use intrus::narrow::{Baseline, Changes, Directive, Directives};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [which, bytes @ ..] = bytes else { return };
    let format = FORMATS[usize::from(*which) % FORMATS.len()];
    let text = String::from_utf8_lossy(bytes);
    let document = format.parse(&text);
    for problem in Directives::read(&text, format, &document).problems() {
        assert!(text[problem.at..].starts_with("intrus:"));
    }
    if let Ok(directive) = Directive::parse(&text) {
        let _ = directive.is_for("EN101", &text);
    }
    if let Ok(baseline) = Baseline::parse(&text) {
        let json = baseline.to_json();
        assert_eq!(Baseline::parse(&json).map(|again| again.to_json()).ok(), Some(json));
    }
    for range in Changes::parse(bytes).ranges(b"a", bytes) {
        assert!(range.end <= bytes.len());
    }
});

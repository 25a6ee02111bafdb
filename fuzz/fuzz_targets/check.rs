//! Any text: findings are in order, on character borders, and the same the second time.

#![no_main]

use intrus::{Checker, Document, Pack};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::plain(&text);
    let checker = Checker::new(Pack::embedded());
    let findings = checker.check(&document);
    let mut at = 0;
    for finding in &findings {
        let span = finding.span;
        assert!(at <= span.start && span.start < span.end, "{finding:?} after {at}");
        assert!(text.get(span.range()).is_some(), "{finding:?}");
        assert!((0.0..=1.0).contains(&finding.confidence), "{finding:?}");
        at = span.end;
    }
    assert_eq!(findings, checker.check(&document));
});

//! Any Markdown: segments are slices of the text, in order, with marks inside them.

#![no_main]

use intrus::formats::FORMATS;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for format in FORMATS.iter().filter(|format| format.name() != "plain") {
        let mut at = 0;
        for segment in &format.parse(&text).segments {
            assert!(at <= segment.offset, "{}: {segment:?} after {at}", format.name());
            at = segment.offset + segment.text.len();
            assert_eq!(text.get(segment.offset..at), Some(segment.text), "{}", format.name());
            assert!(segment.marks.is_sorted_by_key(|mark| mark.span.start), "{}: {segment:?}", format.name());
            for mark in &segment.marks {
                assert!(segment.text.get(mark.span.range()).is_some(), "{}: {mark:?}", format.name());
            }
        }
        let _ = format.escape(&text);
    }
});

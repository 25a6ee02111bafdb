//! Any file in any format: what it promises of its segments holds, and no text breaks what escapes it.

#![no_main]

use intrus::formats::{FORMATS, unsound};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [which, bytes @ ..] = bytes else { return };
    let format = FORMATS[usize::from(*which) % FORMATS.len()];
    let text = String::from_utf8_lossy(bytes);
    let document = format.parse(&text);
    assert_eq!(unsound(&text, &document), None, "{}", format.name());
    for style in document.segments.iter().map(|segment| segment.style) {
        let _ = format.escape(&text, style);
    }
});

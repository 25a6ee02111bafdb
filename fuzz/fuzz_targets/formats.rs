//! Any file in any format: what it promises of its segments holds, and no text breaks what escapes it. With INTRUS_FUZZ_FORMAT=po
//! (or any `--format-of`) all files are of that format.

#![no_main]

use intrus::formats::{self, FORMATS, Format, unsound};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ONLY: LazyLock<Option<&'static dyn Format>> = LazyLock::new(|| {
    let name = std::env::var("INTRUS_FUZZ_FORMAT").ok()?;
    Some(formats::find(&name).unwrap_or_else(|| panic!("INTRUS_FUZZ_FORMAT: no format {name}")))
});

fuzz_target!(|bytes: &[u8]| {
    let [which, bytes @ ..] = bytes else { return };
    let format = ONLY.unwrap_or(FORMATS[usize::from(*which) % FORMATS.len()]);
    let text = String::from_utf8_lossy(bytes);
    let document = format.parse(&text);
    assert_eq!(unsound(&text, &document), None, "{}", format.name());
    assert!(format.flaw(&text).is_none_or(|flaw| text.is_char_boundary(flaw.offset)), "{}", format.name());
    for style in document.segments.iter().map(|segment| segment.style) {
        let _ = format.escape(&text, style);
    }
});

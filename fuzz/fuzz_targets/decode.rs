//! Any file: it decodes to a text whose length when stored is that of the file, or it is an error.

#![no_main]

use intrus::formats::{Locator, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode(bytes) else { return };
    let stored = decoded.bom_len + decoded.encoding.stored_len(&decoded.text);
    assert_eq!(stored, bytes.len(), "{:?}", decoded.encoding);
    assert!(decoded.encoding.can_write(&decoded.text));
    assert_eq!(Locator::new(&decoded).locate(decoded.text.len()).byte, bytes.len());
});

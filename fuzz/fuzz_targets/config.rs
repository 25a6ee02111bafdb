//! Any text as `intrus.toml`: it is read, or refused with a place that is in it.

#![no_main]

use intrus::config::{Config, Layer};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // From a folder that is not there, so that no file is extended and no list of words read.
    match Config::parse(Path::new("/nulle-part/intrus.toml"), &text) {
        Ok(config) => drop(config.settings(Path::new("/nulle-part/docs/a.md"), Layer::default())),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(error.place.is_none_or(|place| place.text.get(place.span).is_some()));
        }
    }
});

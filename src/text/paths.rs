//! Paths in print.

use std::path::{MAIN_SEPARATOR, Path};

/// A path as it is printed and written on every system: with `/`.
pub fn slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

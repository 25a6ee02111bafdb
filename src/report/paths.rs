//! Paths as other programs want them.

use crate::text::slashes;
use std::borrow::Cow;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Makes paths relative to the folder in which the program runs, which in continuous integration is that of the
/// repository.
pub(super) struct Paths {
    here: Option<PathBuf>,
}

impl Default for Paths {
    fn default() -> Self {
        Paths { here: std::env::current_dir().ok() }
    }
}

impl Paths {
    /// The path without `./`, and without the folder where we are when it lies in it; another whole path stays whole.
    pub(super) fn relative<'a>(&self, path: &'a str) -> Cow<'a, str> {
        let below = self.here.as_ref().and_then(|here| Path::new(path).strip_prefix(here).ok());
        if let Some(below) = below.filter(|below| !below.as_os_str().is_empty()) {
            return slashes(below).into();
        }
        let mut path = path;
        while let Some(rest) = path.strip_prefix("./") {
            path = rest.trim_start_matches('/');
        }
        path.into()
    }

    /// The same as a URI reference: everything but letters, digits, `-._~` and `/` is percent-encoded, so that a colon
    /// makes no scheme of a name.
    pub(super) fn uri(&self, path: &str) -> String {
        let path = self.relative(path);
        let mut uri = String::with_capacity(path.len());
        if Path::new(&*path).is_absolute() {
            uri.push_str(if path.starts_with('/') { "file://" } else { "file:///" });
        }
        for byte in path.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        uri
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative() {
        let paths = Paths { here: Some("/dépôt".into()) };
        for (path, relative, uri) in [
            ("./docs/a.md", "docs/a.md", "docs/a.md"),
            (".//a.md", "a.md", "a.md"),
            ("../a.md", "../a.md", "../a.md"),
            ("a:b é?#%.md", "a:b é?#%.md", "a%3Ab%20%C3%A9%3F%23%25.md"),
            #[cfg(unix)]
            ("/dépôt/docs/a.md", "docs/a.md", "docs/a.md"),
            #[cfg(unix)]
            ("/dépôts/a.md", "/dépôts/a.md", "file:///d%C3%A9p%C3%B4ts/a.md"),
        ] {
            assert_eq!(paths.relative(path), relative);
            assert_eq!(paths.uri(path), uri);
        }
    }
}

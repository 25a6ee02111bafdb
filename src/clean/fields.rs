//! Which fields of a record are texts.

use std::fmt;

/// Paths to the texts of a record: keys with dots between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields(Vec<String>);

/// A list of fields that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// Nothing between two dots, or nothing at all.
    #[error("“{0}” is no field; keys with dots between are expected, such as text or meta.title")]
    Empty(String),
    /// Inside another one, or the same.
    #[error("“{0}” is named twice, or lies inside another field")]
    Twice(String),
}

impl Fields {
    /// These fields; no two may be one inside the other.
    pub fn new(paths: &[impl AsRef<str>]) -> Result<Self, FieldError> {
        let mut all: Vec<String> = Vec::new();
        for path in paths.iter().map(AsRef::as_ref) {
            if path.split('.').any(str::is_empty) {
                return Err(FieldError::Empty(path.to_owned()));
            }
            let inside =
                |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if all.iter().any(|other| inside(other, path) || inside(path, other)) {
                return Err(FieldError::Twice(path.to_owned()));
            }
            all.push(path.to_owned());
        }
        Ok(Fields(all))
    }

    /// In the order in which they were named.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (i, path) in self.paths().enumerate() {
            write!(f, "{}“{path}”", if i == 0 { "" } else { " or " })?;
        }
        Ok(())
    }
}

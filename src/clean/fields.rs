//! Which fields of a record are texts.

use std::fmt;

/// Paths to the texts of a record, and to what they translate: keys with dots between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The texts, and then what they translate.
    paths: Vec<String>,
    has_source: bool,
}

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
        Ok(Fields { paths: all, has_source: false })
    }

    /// These fields, which translate what is in another.
    pub fn translating(self, source: &str) -> Result<Self, FieldError> {
        let Fields { mut paths, .. } = self;
        paths.push(source.to_owned());
        Ok(Fields { has_source: true, ..Fields::new(&paths)? })
    }

    /// The texts in the order in which they were named, and then what they translate.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// The field of what the texts translate.
    fn source(&self) -> Option<&str> {
        self.paths.last().filter(|_| self.has_source).map(String::as_str)
    }

    /// Whether this is the path of something that is translated, with the numbers of the items that it leads through.
    pub(super) fn is_source(&self, path: &str) -> bool {
        self.source().is_some_and(|source| items(path, source).is_some())
    }

    /// What the text at this path translates: of the sources of the record, the one in the same items of lists.
    pub(super) fn source_of<'s, S>(&self, path: &str, sources: &'s [(impl AsRef<str>, S)]) -> Option<&'s S> {
        let source = self.source()?;
        let own = self.paths().find_map(|text| items(path, text))?;
        let is_source = |other: &str| items(other, source).is_some_and(|items| own.starts_with(&items));
        sources.iter().find(|(path, _)| is_source(path.as_ref())).map(|(_, said)| said)
    }
}

/// The numbers of the items that a path leads through, if it is one of this field.
fn items<'p>(path: &'p str, field: &str) -> Option<Vec<&'p str>> {
    let mut keys = field.split('.').peekable();
    let mut items = Vec::new();
    for part in path.split('.') {
        if keys.next_if_eq(&part).is_none() {
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| items.push(part))?;
        }
    }
    keys.next().is_none().then_some(items)
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (i, path) in self.paths().enumerate() {
            write!(f, "{}“{path}”", if i == 0 { "" } else { " or " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_in_the_same_items() {
        let fields = |text: &str, source: &str| Fields::new(&[text]).unwrap().translating(source).unwrap();
        let lists = fields("pairs.fr", "pairs.en");
        let sources = [("pairs.0.en", 'a'), ("pairs.2.en", 'c')];
        assert!(lists.is_source("pairs.2.en") && !lists.is_source("pairs.2.fr"));
        assert_eq!(lists.source_of("pairs.2.fr", &sources), Some(&'c'));
        assert_eq!(lists.source_of("pairs.1.fr", &sources), None);
        assert_eq!(fields("fr", "en").source_of("fr.1", &[("en.0", 'a'), ("en.1", 'b')]), Some(&'b'));
        // One source for all.
        assert_eq!(fields("fr", "en").source_of("fr.1", &[("en", 'a')]), Some(&'a'));
        assert!(Fields::new(&["a", "b"]).unwrap().translating("a.b").is_err());
    }
}

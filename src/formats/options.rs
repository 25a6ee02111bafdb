//! What can be chosen about formats.

/// Choices that some formats know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Keys of JSON and YAML whose values are not read: patterns for a key or for the keys that lead to it, joined by
    /// dots; `*` stands for anything.
    pub exclude_keys: Vec<String>,
    /// The columns of CSV and TSV that are read, by name or by number from 1; none: as the table says.
    pub columns: Vec<String>,
}

/// Whether one of the patterns fits the last of the keys, or all of them joined by dots.
pub(super) fn is_excluded<'k>(patterns: &[String], keys: impl Iterator<Item = &'k str> + Clone) -> bool {
    if patterns.is_empty() {
        return false;
    }
    let path = keys.clone().collect::<Vec<_>>().join(".");
    let fits = |text: &str| patterns.iter().any(|pattern| fits(pattern, text));
    fits(&path) || keys.into_iter().any(fits)
}

/// Whether a pattern in which `*` stands for anything fits a text.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("id", "id", true),
            ("id", "idée", false),
            ("*_id", "user_id", true),
            ("a.*.c", "a.b.c", true),
            ("a.*.c", "a.c", false),
            ("*", "", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxc", false),
            ("ab*b", "ab", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn keys() {
        let excluded = |pattern: &str| is_excluded(&[pattern.to_owned()], ["page", "meta", "slug"].into_iter());
        assert!(excluded("slug") && excluded("meta") && excluded("page.*") && excluded("page.meta.slug"));
        assert!(!excluded("page.meta.title") && !excluded("met"));
    }
}

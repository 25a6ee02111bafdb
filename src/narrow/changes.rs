//! Which lines a diff of git changes.

use crate::text::Span;
use std::collections::HashMap;

/// The lines that a diff adds or changes, by the name of the file after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes(HashMap<Vec<u8>, Vec<Lines>>);

/// Consecutive lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lines {
    /// The first, from 1.
    first: usize,
    count: usize,
}

impl Changes {
    /// Reads what `git diff -U0 --src-prefix=a/ --dst-prefix=b/` prints. Whatever is no diff is passed over.
    pub fn parse(diff: &[u8]) -> Self {
        let mut changes = Changes::default();
        let mut name = None;
        // Lines of the hunk that are still to come: those taken away and those put in.
        let (mut old, mut new) = (0usize, 0usize);
        for line in diff.split(|&b| b == b'\n') {
            match line.first() {
                Some(b'-') if old > 0 => old -= 1,
                Some(b'+') if new > 0 => new -= 1,
                Some(b' ') if old > 0 && new > 0 => (old, new) = (old - 1, new - 1),
                // “\ No newline at end of file”.
                Some(b'\\') => {}
                _ if line.starts_with(b"diff --git ") => (name, old, new) = (None, 0, 0),
                _ if line.starts_with(b"+++ ") => name = name_after(&line[4..]),
                _ => {
                    let (Some(name), Some((taken, lines))) = (&name, hunk(line)) else { continue };
                    (old, new) = (taken, lines.count);
                    changes.0.entry(name.clone()).or_default().push(lines);
                }
            }
        }
        changes
    }

    /// Whether lines of the file of this name, from the top of the repository, are added or changed.
    pub fn touches(&self, name: &[u8]) -> bool {
        self.0.get(name).is_some_and(|lines| lines.iter().any(|lines| lines.count > 0))
    }

    /// The bytes of these lines in the file, as it is after the diff; sorted.
    pub fn ranges(&self, name: &[u8], content: &[u8]) -> Vec<Span> {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', content).map(|end| end + 1));
        let start = |line: usize| starts.get(line - 1).copied().unwrap_or(content.len());
        let mut ranges: Vec<Span> = self
            .0
            .get(name)
            .into_iter()
            .flatten()
            .filter(|lines| lines.count > 0 && lines.first > 0)
            .map(|lines| Span::new(start(lines.first), start(lines.first.saturating_add(lines.count))))
            .collect();
        ranges.sort_unstable();
        ranges
    }
}

/// `@@ -10,2 +12,3 @@ heading`: lines taken away, and those put in.
fn hunk(line: &[u8]) -> Option<(usize, Lines)> {
    let line = std::str::from_utf8(line.get(..line.len().min(80))?)
        .or_else(|error| std::str::from_utf8(&line[..error.valid_up_to()]))
        .ok()?;
    let mut parts = line.strip_prefix("@@ ")?.split(' ');
    let old = lines(parts.next()?.strip_prefix('-')?)?;
    let new = lines(parts.next()?.strip_prefix('+')?)?;
    (parts.next()? == "@@").then_some((old.count, new))
}

/// `12,3`, or `12` for a single line.
fn lines(text: &str) -> Option<Lines> {
    let (first, count) = text.split_once(',').unwrap_or((text, "1"));
    Some(Lines { first: first.parse().ok()?, count: count.parse().ok()? })
}

/// The name in a line `+++ b/name`; none for a file that is no more.
fn name_after(text: &[u8]) -> Option<Vec<u8>> {
    if let Some(quoted) = text.strip_prefix(b"\"") {
        return unquoted(quoted)?.strip_prefix(b"b/").map(<[u8]>::to_vec);
    }
    // A name with blanks has a tab after it.
    let text = text.strip_suffix(b"\t").unwrap_or(text);
    text.strip_prefix(b"b/").map(<[u8]>::to_vec)
}

/// A name that git has quoted as C does, without its first quotation mark.
fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let mut name = Vec::new();
    let mut bytes = text.iter().copied();
    loop {
        match bytes.next()? {
            b'"' => return Some(name),
            b'\\' => name.push(match bytes.next()? {
                b'a' => 7,
                b'b' => 8,
                b't' => b'\t',
                b'n' => b'\n',
                b'v' => 11,
                b'f' => 12,
                b'r' => b'\r',
                first @ b'0'..=b'3' => {
                    let mut octal = || bytes.next().filter(|b| (b'0'..=b'7').contains(b)).map(|b| b - b'0');
                    (first - b'0') * 64 + octal()? * 8 + octal()?
                }
                other => other,
            }),
            b => name.push(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIFF: &str = "\
diff --git a/a b.txt b/c d.txt
similarity index 90%
rename from a b.txt
rename to c d.txt
--- a/a b.txt\t
+++ b/c d.txt\t
@@ -2 +2,2 @@ titre
-deux
+++ b/x
+@@ -1 +1 @@
@@ -4,2 +5,0 @@
--- a/x
-cinq
\\ No newline at end of file
diff --git \"a/\\303\\251\\\".md\" \"b/\\303\\251\\\".md\"
new file mode 100644
--- /dev/null
+++ \"b/\\303\\251\\\".md\"
@@ -0,0 +1 @@
+un
\\ No newline at end of file
diff --git a/gone b/gone
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-un
";

    #[test]
    fn names_and_lines() {
        let changes = Changes::parse(DIFF.as_bytes());
        assert_eq!(changes.0.len(), 2);
        assert!(changes.touches(b"c d.txt") && !changes.touches(b"x") && !changes.touches(b"gone"));
        assert_eq!(changes.ranges(b"c d.txt", b"1\n2\r\n3\n4\n"), [Span::new(2, 7)]);
        assert_eq!(changes.ranges("é\".md".as_bytes(), b"un"), [Span::new(0, 2)]);
        assert_eq!(changes.ranges(b"absent", b"un"), []);
    }

    #[test]
    fn lines_that_the_file_has_not() {
        let changes = Changes::parse(b"+++ b/a\n@@ -1 +18446744073709551615,9 @@\n@@ -1 +0 @@\n");
        assert_eq!(changes.ranges(b"a", b"un"), [Span::new(2, 2)]);
    }
}

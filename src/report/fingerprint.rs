//! What a finding is known by from one run to the next, whatever the lines before it have become.

use super::Located;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;

/// Bytes of the checksum that are kept: enough for any number of findings to differ.
const BYTES: usize = 16;

/// Makes fingerprints that are unique in a run. Findings of one file must come one after the other, as they do.
#[derive(Default)]
pub(super) struct Fingerprints {
    path: String,
    /// How often a finding with this checksum has been met in the file.
    met: HashMap<[u8; BYTES], usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding in the file of this path: a checksum of path, rule, words and the words around, and
    /// which of those that are alike it is.
    pub(super) fn of(&mut self, path: &str, found: &Located) -> String {
        if self.path != path {
            path.clone_into(&mut self.path);
            self.met.clear();
        }
        debug_assert!(found.context.is_some(), "a printer that makes fingerprints asks for Around::CONTEXT");
        let words: Vec<&str> = found.surface.split_whitespace().collect();
        let mut hasher = Sha256::new();
        let context = found.context.as_deref().unwrap_or_default();
        for part in [path, found.rule, &words.join(" "), context] {
            hasher.update(part);
            hasher.update([0]);
        }
        let mut sum = [0; BYTES];
        sum.copy_from_slice(&hasher.finalize()[..BYTES]);
        let count = self.met.entry(sum).or_default();
        *count += 1;
        let mut fingerprint = String::with_capacity(2 * BYTES + 2);
        // Writing to a string cannot fail.
        for byte in sum {
            let _ = write!(fingerprint, "{byte:02x}");
        }
        let _ = write!(fingerprint, ":{count}");
        fingerprint
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn lines_do_not_matter_and_files_do() {
        let mut findings = samples::findings();
        let mut fingerprints = Fingerprints::default();
        let of = |fingerprints: &mut Fingerprints, found: &Located| fingerprints.of(&found.path.clone(), found);
        let first = of(&mut fingerprints, &findings[1]);
        assert!(first.ends_with(":1"), "{first}");
        findings[1].line += 3;
        findings[1].start += 300;
        let second = of(&mut fingerprints, &findings[1]);
        assert_eq!(second, first.replace(":1", ":2"));
        findings[1].path = "ailleurs.txt".into();
        assert_ne!(of(&mut fingerprints, &findings[1]), first);
        findings[1].path = "article.txt".into();
        assert_eq!(of(&mut fingerprints, &findings[1]), first);
    }
}

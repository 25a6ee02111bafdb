//! What the pack says of itself: its files, their sources and licences, and whether they are as the manifest has them.

use super::pack::{MANIFEST, PACK_FILES, Pack, PackError};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// What the manifest says of one file of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// Name in `data/pack`.
    pub name: String,
    /// What it holds.
    pub what: String,
    /// Its licence, or the licences of its rows.
    pub licence: String,
    /// Where it comes from, as named in `data/sources.toml`.
    pub sources: String,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    file: Vec<PackFile>,
}

fn malformed(file: &'static str, what: impl ToString) -> PackError {
    PackError::Malformed { file, what: what.to_string() }
}

impl Pack {
    /// What the manifest of the embedded pack says of each of its files.
    pub fn manifest() -> Result<Vec<PackFile>, PackError> {
        let manifest: Manifest = toml::from_str(MANIFEST).map_err(|e| malformed("manifest.toml", e))?;
        Ok(manifest.file)
    }

    /// Compares the embedded files with the manifest: the same files, of the same sizes and checksums. The error names
    /// the first file that differs.
    pub fn verify() -> Result<(), PackError> {
        let manifest = Pack::manifest()?;
        for &(name, bytes) in PACK_FILES {
            let mut listed = manifest.iter().filter(|file| file.name == name);
            let Some(file) = listed.next() else { return Err(malformed(name, "not in manifest.toml")) };
            if listed.next().is_some() {
                return Err(malformed(name, "twice in manifest.toml"));
            }
            if file.bytes != bytes.len() {
                return Err(malformed(name, format_args!("{} bytes, not {}", bytes.len(), file.bytes)));
            }
            if checksum(bytes) != file.sha256 {
                return Err(malformed(name, "its checksum is not that of manifest.toml"));
            }
        }
        match manifest.iter().find(|file| !PACK_FILES.iter().any(|(name, _)| *name == file.name)) {
            Some(file) => Err(malformed("manifest.toml", format_args!("{} is not in the pack", file.name))),
            None => Ok(()),
        }
    }

    /// The files of the embedded pack as a table for people: size, licence, what it holds, sources; then the sum.
    pub fn info() -> Result<String, PackError> {
        let files = Pack::manifest()?;
        let width = |column: fn(&PackFile) -> &str, title: &str| {
            files.iter().map(|file| column(file).chars().count()).chain([title.len()]).max().unwrap_or_default()
        };
        let name = width(|f| &f.name, "FILE");
        let licence = width(|f| &f.licence, "LICENCE");
        let sources = width(|f| &f.sources, "SOURCES");
        let mut text =
            format!("{:name$}  {:>10}  {:licence$}  {:sources$}  WHAT\n", "FILE", "BYTES", "LICENCE", "SOURCES");
        for f in &files {
            let bytes = grouped(f.bytes);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{:name$}  {bytes:>10}  {:licence$}  {:sources$}  {}",
                f.name, f.licence, f.sources, f.what
            );
        }
        let total = grouped(files.iter().map(|f| f.bytes).sum());
        let _ = writeln!(text, "{:name$}  {total:>10}  in {} files", "all", files.len());
        text.push_str(
            "\ndata/sources.toml in the source code has the version, checksum and licence of every source.\n",
        );
        Ok(text)
    }
}

/// SHA-256 in hexadecimal.
fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A number with its digits in groups of three (`1 083 362`).
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_groups() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1 000"), (25_000_000, "25 000 000")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn checksums_as_sha256sum_prints_them() {
        assert_eq!(checksum(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn the_table_is_aligned() {
        let info = Pack::info().expect("a readable manifest");
        let lines: Vec<&str> = info.lines().collect();
        assert_eq!(lines.len(), PACK_FILES.len() + 4);
        let column = lines[0].find("LICENCE").expect("a title");
        assert!(lines[1..=PACK_FILES.len()].iter().all(|line| line[..column].ends_with("  ")), "{info}");
    }
}

//! What is read of files that hold the source beside the target, for the program that compares it with what others read.

use anyhow::{Context, Result};
use intrus::formats;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

/// Prints every segment as an object of JSON on a line.
pub fn run(files: &[PathBuf]) -> Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    for path in files {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| name.clone())?;
        let decoded = formats::decode(&bytes).with_context(|| name.clone())?;
        let document = formats::of(path, &decoded.text).parse(&decoded.text);
        for segment in &document.segments {
            let source = segment.source.as_deref();
            let target = source.and_then(|source| source.target.as_deref()).unwrap_or(&segment.text);
            let source = source.map(|source| &source.text);
            writeln!(out, "{}", serde_json::json!({ "path": name, "source": source, "target": target }))?;
        }
    }
    Ok(())
}

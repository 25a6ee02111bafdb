//! `--shard` with one output: a part of the bytes of all inputs, from the start of a line to that of another, or of their row groups.

use super::plan::is_plain;
use crate::clean::files::Input;
#[cfg(feature = "parquet")]
use crate::clean::parquet;
use crate::cli::args::Shard;
use crate::cli::messages::{Message, io_error};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

/// The part of the inputs; the parts of all shards, one after the other, are the whole.
pub(super) fn of_bytes(inputs: Vec<Input>, shard: Shard) -> Result<Vec<Input>, Vec<Message>> {
    if let Some(input) = inputs.iter().find(|input| !is_plain(input)) {
        let what = "cannot be cut into shards, being a stream or compressed; name a folder with -o, and the files are shared out";
        return Err(vec![Message::error(&input.name, what)]);
    }
    let fail = |input: &Input, error: io::Error| vec![Message::error(&input.name, io_error(&error))];
    let mut sized = Vec::new();
    for input in inputs {
        match input.path.as_deref().map_or(Ok(0), |path| Ok(path.metadata()?.len())) {
            Ok(size) => sized.push((input, size)),
            Err(error) => return Err(fail(&input, error)),
        }
    }
    let (from, to) = part_of(sized.iter().map(|(_, size)| size).sum(), shard);
    let mut at = 0;
    let mut part = Vec::new();
    for (input, size) in sized {
        let within = |border: u64| border.saturating_sub(at).min(size);
        let line = |border| line_start(input.path.as_deref(), within(border)).map_err(|error| fail(&input, error));
        let range = (line(from)?, line(to)?);
        at += size;
        if range.0 < range.1 {
            part.push(Input { range: Some(range), ..input });
        }
    }
    Ok(part)
}

/// The row groups of the part of the inputs.
#[cfg(feature = "parquet")]
pub(super) fn of_row_groups(inputs: Vec<Input>, shard: Shard) -> Result<Vec<Input>, Vec<Message>> {
    let count = |input: Input| parquet::row_groups(&input).map(|count| (input, count));
    let counted: Result<Vec<_>, _> = inputs.into_iter().map(count).collect();
    let counted = counted.map_err(|error| vec![Message::error("--shard", error)])?;
    let (from, to) = part_of(counted.iter().map(|(_, count)| count).sum(), shard);
    let mut at = 0;
    let mut ranges: Vec<Input> = Vec::new();
    for (input, count) in counted {
        let within = |border: u64| border.saturating_sub(at).min(count);
        ranges.push(Input { range: Some((within(from), within(to))), ..input });
        at += count;
    }
    // An output has the columns of an input even when it has no rows.
    let first = ranges.first().cloned();
    ranges.retain(|input| input.range.is_some_and(|(start, end)| start < end));
    if ranges.is_empty() {
        ranges.extend(first);
    }
    Ok(ranges)
}

/// Where the part of a whole begins and ends.
fn part_of(total: u64, shard: Shard) -> (u64, u64) {
    let border =
        |index: u64| u64::try_from(u128::from(total) * u128::from(index) / u128::from(shard.count)).unwrap_or(total);
    (border(shard.index), border(shard.index + 1))
}

/// Where the first line starts from `at` on.
fn line_start(path: Option<&Path>, at: u64) -> io::Result<u64> {
    let Some(path) = path.filter(|_| at > 0) else { return Ok(0) };
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(at - 1))?;
    let mut reader = BufReader::new(file);
    let mut skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(at - 1 + skipped);
        }
        let length = buffer.len();
        if let Some(end) = memchr::memchr(b'\n', buffer) {
            return Ok(at + skipped + end as u64);
        }
        skipped += length as u64;
        reader.consume(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_the_whole() {
        let folder = tempfile::TempDir::new().unwrap();
        let texts = ["", "un\ndeux\n\nquatre, plus long que les autres\n", "cinq", "six\nsept\n"];
        let input = |i: usize| {
            let path = folder.path().join(i.to_string());
            std::fs::write(&path, texts[i]).unwrap();
            Input { name: i.to_string().into(), path: Some(path), range: None }
        };
        let inputs: Vec<Input> = (0..texts.len()).map(input).collect();
        for count in 1..20 {
            let mut all = vec![String::new(); texts.len()];
            for index in 0..count {
                for part in of_bytes(inputs.clone(), Shard { index, count }).unwrap() {
                    let i: usize = part.name.parse().unwrap();
                    let (start, end) = part.range.unwrap();
                    let (start, end) = (start as usize, end as usize);
                    assert_eq!(start, all[i].len());
                    assert!(start == 0 || texts[i].as_bytes()[start - 1] == b'\n');
                    all[i].push_str(&texts[i][start..end]);
                }
            }
            assert_eq!(all, texts, "{count}");
        }
    }
}

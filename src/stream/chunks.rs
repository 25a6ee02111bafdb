//! A file in parts that can be looked at one by one.

use std::io::{self, Read};

/// Bytes read at once.
const READ: usize = 1 << 18;

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Where it starts in the file.
    pub offset: usize,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The parts of a file. They end with a line, or else before a byte of ASCII, so that no character and no composed letter is in
/// two of them.
#[derive(Debug)]
pub struct Chunks<R> {
    reader: R,
    offset: usize,
    rest: Vec<u8>,
    ended: bool,
}

impl<R: Read> Chunks<R> {
    /// The parts of what the reader gives.
    pub fn new(reader: R) -> Self {
        Chunks { reader, offset: 0, rest: Vec::new(), ended: false }
    }

    fn read(&mut self) -> io::Result<Option<Chunk>> {
        let mut bytes = std::mem::take(&mut self.rest);
        let mut end = 0;
        while end == 0 && !self.ended {
            bytes.reserve(READ);
            let read = self.reader.by_ref().take(READ as u64).read_to_end(&mut bytes)?;
            self.ended = read < READ;
            end = if self.ended { bytes.len() } else { border(&bytes) };
        }
        self.rest = bytes.split_off(end);
        let offset = self.offset;
        self.offset += end;
        Ok((end > 0).then_some(Chunk { offset, bytes }))
    }
}

impl<R: Read> Iterator for Chunks<R> {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        let chunk = self.read();
        self.ended |= chunk.is_err();
        chunk.transpose()
    }
}

/// Where to part the bytes; 0 if nowhere.
fn border(bytes: &[u8]) -> usize {
    let line = || memchr::memrchr(b'\n', bytes).map(|end| end + 1);
    // Text without blanks, as Chinese is, has to be cut somewhere too.
    let last = |is_border: fn(u8) -> bool| bytes.iter().rposition(|&byte| is_border(byte)).filter(|&at| at > 0);
    line().or_else(|| last(|byte| byte.is_ascii())).or_else(|| last(|byte| byte & 0xC0 != 0x80)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(text: &str) -> Vec<Chunk> {
        Chunks::new(text.as_bytes()).map(Result::unwrap).collect()
    }

    #[test]
    fn whole_lines() {
        assert_eq!(chunks(""), []);
        assert_eq!(chunks("un\ndeux"), [Chunk { offset: 0, bytes: "un\ndeux".into() }]);
        let text = "à l’été\n".repeat(200_000);
        let parts = chunks(&text);
        assert!(parts.len() > 2);
        assert!(parts.iter().all(|part| part.bytes.ends_with(b"\n") && part.bytes.len() <= READ + 10));
        assert!(parts.windows(2).all(|two| two[0].offset + two[0].bytes.len() == two[1].offset));
        assert_eq!(parts.concat_bytes(), text.as_bytes());
    }

    #[test]
    fn text_without_lines_or_blanks() {
        for word in ["é été", "e\u{301}", "漢", "a"] {
            let text = word.repeat(300_000);
            let parts = chunks(&text);
            assert!(parts.iter().all(|part| std::str::from_utf8(&part.bytes).is_ok()), "{word}");
            assert_eq!(parts.concat_bytes(), text.as_bytes());
        }
    }

    trait Concat {
        fn concat_bytes(&self) -> Vec<u8>;
    }

    impl Concat for Vec<Chunk> {
        fn concat_bytes(&self) -> Vec<u8> {
            self.iter().flat_map(|part| part.bytes.clone()).collect()
        }
    }
}

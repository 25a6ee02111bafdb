//! Lists of accepted words in files.

use std::io;
use std::path::Path;

/// The words of a file.
pub(super) fn read(path: &Path) -> io::Result<Vec<String>> {
    Ok(parse(&std::fs::read_to_string(path)?))
}

/// A word or expression a line; `#` at the start of a line or after a blank starts a comment.
fn parse(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let word = |line: &str| {
        let is_comment = |&(at, _): &(usize, &str)| line[..at].chars().next_back().is_none_or(char::is_whitespace);
        let end = line.match_indices('#').find(is_comment).map_or(line.len(), |(at, _)| at);
        line[..end].trim().to_owned()
    };
    text.lines().map(word).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn lines_and_comments() {
        let text = "\u{feff}deadline\r\n# mots du métier\n\n  due diligence  # finance\nC#\n#hashtag\n";
        assert_eq!(parse(text), ["deadline", "due diligence", "C#"]);
    }
}

//! Unified diffs. What is edited is known, so nothing has to be searched: the diff costs one pass over the bytes, however
//! much is edited. Lines end at LF, as `git apply` and `patch` read them; the bytes of the file go through as they are,
//! whatever its encoding.

use crate::formats::{Edit, Edits, Encoding};
use crate::text::Span;
use memchr::{memchr, memchr_iter, memrchr};
use std::io::{self, Write};
use std::ops::Range;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// Lines that are replaced.
struct Change<'a> {
    /// Bytes of the whole lines.
    span: Span,
    /// Number of the first line, from 0.
    line: usize,
    edits: &'a [Edit],
}

/// Writes the diff that makes these edits in a file; nothing when there are none. It applies with `git apply` and
/// `patch -p1` in the folder that `path` starts from.
pub fn unified(
    out: &mut dyn Write,
    path: impl AsRef<[u8]>,
    bytes: &[u8],
    edits: &Edits,
    encoding: Encoding,
) -> io::Result<()> {
    let edits: Vec<Edit> = edits.iter().cloned().collect();
    let changes = changes(bytes, &edits);
    if changes.is_empty() {
        return Ok(());
    }
    let path = path.as_ref();
    writeln!(out, "--- {}\n+++ {}", name("a/", path), name("b/", path))?;
    let mut shift = 0;
    for hunk in hunks(bytes, &changes) {
        shift = write_hunk(out, bytes, &changes[hunk], encoding, shift)?;
    }
    Ok(())
}

/// Runs of lines with edits.
fn changes<'a>(bytes: &[u8], edits: &'a [Edit]) -> Vec<Change<'a>> {
    let mut spans: Vec<(Span, Range<usize>)> = Vec::new();
    for (i, edit) in edits.iter().enumerate() {
        let start = memrchr(b'\n', &bytes[..edit.start]).map_or(0, |at| at + 1);
        let end = memchr(b'\n', &bytes[edit.end..]).map_or(bytes.len(), |at| edit.end + at + 1);
        match spans.last_mut() {
            Some((last, edits)) if start <= last.end => {
                last.end = last.end.max(end);
                edits.end = i + 1;
            }
            _ => spans.push((Span::new(start, end), i..i + 1)),
        }
    }
    let (mut at, mut line) = (0, 0);
    let change = |(span, range): (Span, Range<usize>)| {
        line += memchr_iter(b'\n', &bytes[at..span.start]).count();
        at = span.start;
        Change { span, line, edits: &edits[range] }
    };
    spans.into_iter().map(change).collect()
}

/// Changes whose contexts meet are shown together.
fn hunks(bytes: &[u8], changes: &[Change]) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for (i, change) in changes.iter().enumerate() {
        let apart = |last: usize| lines(&bytes[changes[last].span.end..change.span.start]).nth(2 * CONTEXT).is_some();
        match hunks.last_mut() {
            Some(hunk) if !apart(i - 1) => hunk.end = i + 1,
            _ => hunks.push(i..i + 1),
        }
    }
    hunks
}

/// Writes changes that stand near each other. `shift` is by how many lines the file has grown so far; gives by how many
/// it has then.
fn write_hunk(
    out: &mut dyn Write,
    bytes: &[u8],
    changes: &[Change],
    encoding: Encoding,
    shift: isize,
) -> io::Result<isize> {
    let [first, ..] = changes else { return Ok(shift) };
    let mut body = Vec::new();
    let (mut old, mut new) = (0, 0);
    let above = &bytes[..first.span.start];
    let above = &above[last_lines(above, CONTEXT)..];
    let leading = lines(above).count();
    let mut unchanged = above;
    for (i, change) in changes.iter().enumerate() {
        for line in lines(unchanged) {
            write_line(&mut body, b' ', line);
            old += 1;
            new += 1;
        }
        for line in lines(&bytes[change.span.range()]) {
            write_line(&mut body, b'-', line);
            old += 1;
        }
        for line in lines(&edited(bytes, change, encoding)) {
            write_line(&mut body, b'+', line);
            new += 1;
        }
        let next = changes.get(i + 1).map_or(bytes.len(), |next| next.span.start);
        unchanged = &bytes[change.span.end..next];
    }
    for line in lines(unchanged).take(CONTEXT) {
        write_line(&mut body, b' ', line);
        old += 1;
        new += 1;
    }
    let line = first.line - leading;
    let moved = line.saturating_add_signed(shift);
    // The range of no lines is named by the line before it.
    let start = |line: usize, count: usize| if count == 0 { line } else { line + 1 };
    writeln!(out, "@@ -{},{old} +{},{new} @@", start(line, old), start(moved, new))?;
    out.write_all(&body)?;
    Ok(shift + new as isize - old as isize)
}

/// The lines of a change with its edits made.
fn edited(bytes: &[u8], change: &Change, encoding: Encoding) -> Vec<u8> {
    let mut edited = Vec::with_capacity(change.span.len());
    let mut at = change.span.start;
    for edit in change.edits {
        edited.extend_from_slice(&bytes[at..edit.start]);
        edited.extend_from_slice(&encoding.encode(&edit.raw));
        at = edit.end;
    }
    edited.extend_from_slice(&bytes[at..change.span.end]);
    edited
}

fn write_line(out: &mut Vec<u8>, sign: u8, line: &[u8]) {
    out.push(sign);
    out.extend_from_slice(line);
    if !line.ends_with(b"\n") {
        out.extend_from_slice(b"\n\\ No newline at end of file\n");
    }
}

/// Lines with their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|&b| b == b'\n')
}

/// Where the last lines start.
fn last_lines(bytes: &[u8], count: usize) -> usize {
    // The last line end is that of the last line, which counts from after the one before.
    memchr::memrchr_iter(b'\n', bytes).nth(count).map_or(0, |at| at + 1)
}

/// The name of a file as `git diff` writes it: quoted when it holds what would end it or is not UTF-8, with a tab when it holds
/// spaces.
fn name(side: &str, path: &[u8]) -> String {
    let special = |c: char| c.is_ascii_control() || c == '"' || c == '\\';
    if let Ok(path) = std::str::from_utf8(path)
        && !path.contains(special)
    {
        return format!("{side}{path}{}", if path.contains(' ') { "\t" } else { "" });
    }
    let octal = |byte: u8| format!("\\{byte:03o}");
    let mut quoted = format!("\"{side}");
    for chunk in path.utf8_chunks() {
        for c in chunk.valid().chars() {
            match u8::try_from(c) {
                Ok(byte @ (b'"' | b'\\')) => quoted.extend(['\\', char::from(byte)]),
                Ok(byte) if byte.is_ascii_control() => quoted.push_str(&octal(byte)),
                _ => quoted.push(c),
            }
        }
        chunk.invalid().iter().for_each(|byte| quoted.push_str(&octal(*byte)));
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edit(start: usize, end: usize, raw: &str) -> Edit {
        Edit { start, end, raw: raw.to_owned() }
    }

    fn diff(path: &str, bytes: &[u8], edits: &Edits) -> Vec<u8> {
        let mut diff = Vec::new();
        unified(&mut diff, path, bytes, edits, Encoding::Utf8).unwrap();
        diff
    }

    /// What `patch` does.
    fn patch(bytes: &[u8], diff: &[u8]) -> Vec<u8> {
        let old: Vec<&[u8]> = lines(bytes).collect();
        let mut new = Vec::new();
        let mut at = 0;
        let mut diff = lines(diff).skip(2).peekable();
        while let Some(line) = diff.next() {
            // Without its end when the next line says so.
            let ends = diff.next_if(|next| next.starts_with(b"\\")).is_none();
            let content = &line[1..line.len() - usize::from(!ends)];
            match line[0] {
                b'@' => {
                    let range = std::str::from_utf8(line).unwrap().split([' ', ',', '-']).collect::<Vec<_>>();
                    let (start, count): (usize, usize) = (range[2].parse().unwrap(), range[3].parse().unwrap());
                    let start = if count == 0 { start } else { start - 1 };
                    old[at..start].iter().for_each(|line| new.extend_from_slice(line));
                    at = start;
                }
                b'+' => new.extend_from_slice(content),
                sign => {
                    assert_eq!(content, old[at]);
                    at += 1;
                    if sign == b' ' {
                        new.extend_from_slice(content);
                    }
                }
            }
        }
        old[at..].iter().for_each(|line| new.extend_from_slice(line));
        new
    }

    #[test]
    fn hunks_and_ends() {
        let text: String = (1..=20).map(|n| format!("ligne {n}\n")).collect::<String>() + "vehicle";
        let at = |word: &str| text.find(word).unwrap();
        let edits = [
            edit(at("1\n"), at("1\n") + 1, "un"),
            edit(at("8"), at("8") + 1, "huit"),
            edit(at("v"), at("v") + 7, "car"),
        ];
        let printed = String::from_utf8(diff("a.txt", text.as_bytes(), &Edits::resolve(edits))).unwrap();
        insta::assert_snapshot!(printed, @r"
        --- a/a.txt
        +++ b/a.txt
        @@ -1,11 +1,11 @@
        -ligne 1
        +ligne un
         ligne 2
         ligne 3
         ligne 4
         ligne 5
         ligne 6
         ligne 7
        -ligne 8
        +ligne huit
         ligne 9
         ligne 10
         ligne 11
        @@ -18,4 +18,4 @@
         ligne 18
         ligne 19
         ligne 20
        -vehicle
        \ No newline at end of file
        +car
        \ No newline at end of file
        ");
    }

    #[test]
    fn nothing_to_do() {
        assert_eq!(diff("a", b"texte", &Edits::default()), b"");
    }

    #[test]
    fn names() {
        assert_eq!(name("a/", "b/é.txt".as_bytes()), "a/b/é.txt");
        assert_eq!(name("a/", b"b c.txt"), "a/b c.txt\t");
        assert_eq!(name("a/", b"b\n\"c.txt"), r#""a/b\012\"c.txt""#);
        assert_eq!(name("a/", b"\xC3\xA9\\ \xE9\xC3.txt"), r#""a/é\\ \351\303.txt""#);
    }

    proptest! {
        #[test]
        fn applies(
            text in "([ab]|é|\r|\n){0,60}",
            edits in proptest::collection::vec((0usize..60, 0usize..4, "[abc\n]{0,2}"), 0..6),
        ) {
            let bytes = text.as_bytes();
            let within = |(start, len, raw): (usize, usize, String)| {
                edit(start.min(bytes.len()), (start + len).min(bytes.len()), &raw)
            };
            let edits = Edits::resolve(edits.into_iter().map(within));
            let diff = diff("a", bytes, &edits);
            prop_assert_eq!(patch(bytes, &diff), edits.apply(bytes, Encoding::Utf8));
        }
    }
}

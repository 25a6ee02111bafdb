//! Letters that were read in the wrong encoding: the bytes of UTF-8, each as a character of Windows-1252.

use encoding_rs::WINDOWS_1252;

/// The character of which the first ones of a text are the bytes, each read as Windows-1252, and their length. After `Ã` and `Â` the
/// second one is often lost, when programs make every no-break space a space.
pub(crate) fn misread(before: &str, rest: &str) -> Option<(char, usize)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    if ('\u{80}'..'\u{a0}').contains(&first) {
        return leftover(first).map(|c| (c, first.len_utf8()));
    }
    let is_blank = chars.as_str().starts_with([' ', '\u{a0}']);
    let opening = before.trim_end();
    if is_blank && opening.ends_with(['«', '“', '(']) && !opening.ends_with("Â«") {
        return None; // the text is about the letter
    }
    let last = before.chars().next_back();
    let is_after = |is: fn(char) -> bool| last.is_some_and(is);
    match (first, chars.as_str().as_bytes()) {
        ('Ã', [b' ', b' ', ..]) => return Some(('à', 3)),
        ('Ã', [b' ', ..]) if !is_after(char::is_uppercase) => return Some(('à', 2)),
        ('Â', [b' ', ..]) if is_after(|c| c.is_lowercase() || c.is_numeric()) => return Some(('\u{a0}', 3)),
        _ => {}
    }
    let mut bytes = [byte(first)?, 0, 0, 0];
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    for place in &mut bytes[1..length] {
        *place = byte(chars.next()?)?;
    }
    let c = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    is_of_french(c).then_some((c, rest.len() - chars.as_str().len()))
}

/// The byte of Windows-1252 that is read as this character, if it is none of ASCII. Bytes that mean nothing are read as controls.
fn byte(c: char) -> Option<u8> {
    if ('\u{80}'..='\u{ff}').contains(&c) {
        return u8::try_from(u32::from(c)).ok();
    }
    (0x80..0xa0).find(|&byte| leftover(char::from(byte)) == Some(c))
}

/// What a control character is that was a byte of Windows-1252.
fn leftover(control: char) -> Option<char> {
    let byte = [u8::try_from(u32::from(control)).ok()?];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
    text.chars().next().filter(|c| !c.is_control())
}

/// Whether the character is one that French text has.
fn is_of_french(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='ÿ'
        | 'Œ' | 'œ' | 'Ÿ'
        | '\u{300}'..='\u{302}' | '\u{308}' | '\u{327}'
        | '\u{2009}'..='\u{2044}'
        | '€' | '™' | '→' | '−' | '\u{feff}'
        | '\u{1f300}'..='\u{1faff}')
}

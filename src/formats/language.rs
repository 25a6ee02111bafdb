//! Names of languages, as files give them.

/// Whether a tag such as `fr`, `fr-CA`, `fr_FR.UTF-8` or `fra` means French.
pub(super) fn is_french(tag: &str) -> bool {
    let primary = tag.trim().split(['-', '_', '.', '@']).next().unwrap_or_default();
    ["fr", "fra", "fre", "french", "français"].iter().any(|name| primary.eq_ignore_ascii_case(name))
}

/// Whether a word looks like the tag of a language, with or without a region: `de`, `pt-BR`, `zh_Hant_TW`.
pub(super) fn is_tag(word: &str) -> bool {
    let mut parts = word.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| matches!(part.len(), 2..=4) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether the names of the parts of a catalogue are those of languages, French among them.
pub(super) fn are_tags<'a>(mut names: impl Iterator<Item = &'a str>) -> bool {
    let mut french = false;
    names.all(|name| {
        french |= is_french(name);
        is_tag(name)
    }) && french
}

/// Whether a tag such as `en` or `en-GB` means English.
pub(super) fn is_english(tag: &str) -> bool {
    is_tag(tag) && tag.split(['-', '_']).next().is_some_and(|primary| matches!(primary, "en" | "eng"))
}

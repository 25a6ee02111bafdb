//! PA404 and PA405: addresses that source and target do not share.

use super::Mismatch;
use super::mask::{emails, urls};
use crate::text::{Source, Span};

/// An address of the source that the target does not have, and one of the target in its place.
///
/// A translator may point to the French page: an address that differs in the language only, or one of French where that of
/// the source is of English, is no mismatch. Where the source has none nothing is said: translators sign with theirs.
pub(super) fn url_mismatch(source: &Source, target: &str) -> Option<Mismatch> {
    let theirs: Vec<Span> = urls(&source.text).filter(|url| !is_example(url.of(&source.text))).collect();
    if theirs.is_empty() {
        return None;
    }
    let ours: Vec<Span> = urls(target).collect();
    let same = |a: &str, b: &str| neutral(a) == neutral(b);
    let missing: Vec<&str> = theirs.iter().map(|url| url.of(&source.text)).collect();
    let odd: Vec<&str> = ours.iter().map(|url| url.of(target)).collect();
    let missing_ones: Vec<&str> = missing.iter().copied().filter(|a| !odd.iter().any(|b| same(a, b))).collect();
    let odd_ones: Vec<&str> =
        odd.iter().copied().filter(|b| !missing.iter().any(|a| same(a, b)) && !is_french(b)).collect();
    // Each French page stands for one of the source.
    let french = odd.iter().filter(|url| is_french(url) && !missing.iter().any(|a| same(a, url))).count();
    let missing = missing_ones.get(french..).unwrap_or_default().first();
    Mismatch::new("PA404", "address", odd_ones.first().copied(), missing.copied())
}

/// An e-mail address of the source that the target does not have, and one of the target in its place.
pub(super) fn email_mismatch(source: &Source, target: &str) -> Option<Mismatch> {
    let theirs: Vec<&str> =
        emails(&source.text).map(|span| span.of(&source.text)).filter(|address| !is_example(address)).collect();
    if theirs.is_empty() {
        return None;
    }
    let ours: Vec<&str> = emails(target).map(|span| span.of(target)).collect();
    let has = |list: &[&str], address: &str| list.iter().any(|other| other.eq_ignore_ascii_case(address));
    let odd = ours.iter().find(|address| !has(&theirs, address));
    let missing = theirs.iter().find(|address| !has(&ours, address));
    Mismatch::new("PA405", "e-mail address", odd.copied(), missing.copied())
}

/// Whether an address only shows what addresses look like (RFC 2606): it may be put into French.
fn is_example(address: &str) -> bool {
    address.to_lowercase().split(['.', '/', '@', ':']).any(|part| part == "example")
}

/// The parts of an address that do not name a language or a way to get there.
fn neutral(url: &str) -> Vec<String> {
    let url = url.split_once("://").map_or(url, |(_, rest)| rest).to_lowercase();
    let parts = url.split(['/', '.', '?', '&', '#', '=']);
    parts.filter(|part| !part.is_empty() && !is_language(part) && *part != "www").map(str::to_owned).collect()
}

fn is_language(part: &str) -> bool {
    matches!(part, "en" | "fr" | "en-us" | "en-gb" | "en_us" | "fr-fr" | "fr_fr" | "lang" | "hl" | "locale")
}

fn is_french(url: &str) -> bool {
    let url = url.to_lowercase();
    url.split(['/', '.', '?', '&', '#', '=', ':', '-', '_']).any(|part| matches!(part, "fr" | "french" | "francais"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_compared() {
        let url = |source: &str, target: &str| url_mismatch(&Source::new(source), target).map(|m| m.message);
        assert_eq!(url("See https://a.org/doc.", "Voir https://a.org/doc/ !"), None);
        assert_eq!(url("See https://a.org/en/doc.", "Voir https://a.org/fr/doc."), None);
        assert_eq!(url("See http://en.a.org/House", "Voir https://fr.a.org/Maison"), None);
        assert_eq!(url("Thanks", "Traduit par https://moi.org"), None);
        let odd = "address “https://a.org/dok” where the source has “https://a.org/doc”";
        assert_eq!(url("See https://a.org/doc", "Voir https://a.org/dok").as_deref(), Some(odd));
        let missing = "address “https://a.org/doc” of the source is missing";
        assert_eq!(url("See https://a.org/doc", "Voir le site").as_deref(), Some(missing));
        assert_eq!(url("As in http://www.example.com/me", "Par exemple http://www.exemple.com/moi"), None);
        let email = |source: &str, target: &str| email_mismatch(&Source::new(source), target).map(|m| m.message);
        assert_eq!(email("Write to Me@a.org", "Écrire à me@a.org"), None);
        let odd = "e-mail address “moi@a.org” where the source has “me@a.org”";
        assert_eq!(email("Write to me@a.org", "Écrire à moi@a.org").as_deref(), Some(odd));
    }
}

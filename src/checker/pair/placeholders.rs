//! PA402: placeholders that source and target do not share.

use super::Mismatch;
use super::mask::variables;
use crate::formats::placeholders::placeholders;
use crate::text::{Source, Span};

/// A placeholder: what makes it the same as another, and how it is written.
type Placeholder<'t> = (String, &'t str);

/// A placeholder of the source that the target lacks, or the other way round.
///
/// Names and numbers may come in any order and again; what has neither is numbered in its order. Where a message has
/// a form for one, that form may leave the number out.
pub(super) fn mismatch(source: &Source, target: &str) -> Option<Mismatch> {
    let theirs = read(&source.text);
    let ours = read(target);
    if theirs.is_empty() && ours.is_empty() || is_of_time(&source.text) {
        return None;
    }
    let other = source.other_number.as_deref().map(read).unwrap_or_default();
    let has = |list: &[Placeholder], key: &str| list.iter().any(|(own, _)| own == key);
    let odd = ours.iter().find(|(key, _)| !has(&theirs, key) && !has(&other, key));
    let missing = theirs.iter().find(|(key, _)| !has(&ours, key)).filter(|_| !source.is_singular || odd.is_some());
    Mismatch::new("PA402", "placeholder", odd.map(|p| p.1), missing.map(|p| p.1))
}

/// Whether it is a format for dates and times, which differ from language to language.
fn is_of_time(text: &str) -> bool {
    ["%Y", "%m", "%B", "%b", "%H", "%M", "%y", "%I", "%A"].iter().any(|code| text.contains(code))
}

fn read(text: &str) -> Vec<Placeholder<'_>> {
    let mut all: Vec<Span> = placeholders(text).collect();
    let free = |span: &Span| !all.iter().any(|other| other.start < span.end && span.start < other.end);
    let variables: Vec<Span> = variables(text).filter(free).collect();
    all.extend(variables);
    all.sort();
    // `\command{argument}{argument}` of TeX.
    let is_argument = |span: &Span| {
        span.of(text).starts_with('{') && text[..span.start].ends_with(|c: char| c == '}' || c.is_alphanumeric())
    };
    // `~%` of Lisp; and French has a space before a colon.
    let is_other = |span: &Span| text[..span.start].ends_with('~') || span.of(text).starts_with(':');
    // A name that the message itself defines is its own affair.
    let is_own = |span: &Span| {
        let name = span.of(text).trim_matches(['{', '}']);
        span.of(text).starts_with('{') && !name.is_empty() && text.contains(&format!("{name}="))
    };
    all.retain(|span| !is_argument(span) && !is_other(span) && !is_own(span));
    // The next place of what is neither named nor numbered, for printf and for braces.
    let mut next = [0, 0];
    all.into_iter().filter_map(|span| Some((key(span.of(text), &mut next)?, span.of(text)))).collect()
}

fn key(written: &str, next: &mut [usize; 2]) -> Option<String> {
    let mut number = |kind: usize| {
        next[kind] += 1;
        next[kind]
    };
    match written.as_bytes() {
        [b'%', b'%', ..] => None,
        [b'%', b'(' | b'{' | b'#', ..] => Some(without_width(written)),
        [b'%', .., b'%'] => Some(written.to_owned()),
        [b'%', b'A'..=b'Z', _, ..] => Some(written.to_owned()),
        [b'%', rest @ ..] => {
            let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            let own = written[1..1 + digits].parse::<usize>().ok();
            // `%1` as Qt writes it.
            if digits == rest.len() {
                return own.map(|own| format!("%{own}"));
            }
            let place = match own {
                Some(own) if rest.get(digits) == Some(&b'$') => own,
                _ => number(0),
            };
            let conversion = written.trim_start_matches(|c: char| !c.is_ascii_alphabetic() && c != '@');
            Some(format!("%{place}${}", conversion.replace('i', "d")))
        }
        [b'{', b'}'] => Some(format!("{{{}}}", number(1))),
        [b'{', b'{', ..] => Some(written.replace(char::is_whitespace, "")),
        [b'{', ..] => {
            let inner = written.trim_matches(['{', '}']);
            let name = inner.split([',', ':', '!']).next().unwrap_or_default().trim();
            match name.strip_prefix(|c: char| c.is_uppercase()) {
                None if name.is_empty() && inner.starts_with(char::is_whitespace) => None,
                None if name.is_empty() => Some(format!("{{{}}}", number(1))),
                // `{None}` is as often a word that is shown in braces.
                Some(rest) if rest.chars().all(char::is_lowercase) => None,
                _ => Some(format!("{{{name}}}")),
            }
        }
        _ => Some(written.to_owned()),
    }
}

/// `%(count)05d` as `%(count)d`.
fn without_width(written: &str) -> String {
    let end = written.rfind([')', '}']).map_or(written.len(), |i| i + 1);
    let conversion = written[end..].trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    format!("{}{conversion}", &written[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(source: &str, target: &str) -> Option<String> {
        mismatch(&Source::new(source), target).map(|m| m.message)
    }

    #[test]
    fn placeholders_compared() {
        for (source, target) in [
            ("%s of %d", "%2$d de %1$s"),
            ("%(n)d files", "%(n)d fichiers"),
            ("100%", "100 %"),
            ("{name} has {} and {}", "{} et {} sont à {name}"),
            ("{0:>10} {name!r}", "{name} {0}"),
            ("%1 of %2", "%2 sur %1"),
            ("$unit.name dies", "Mort de $unit.name"),
            ("%5.1f km", "%.1f km"),
            ("%m/%d/%Y", "%d.%m."),
            ("{{ user }}", "{{user}}"),
            ("It costs $5", "Cela coûte 5 $ US"),
            ("{None}", "{Aucun}"),
            ("Error.~%File is gone", "Erreur.~%Le fichier a disparu"),
            ("(gegl:reflect)", "(gegl :reflect)"),
            ("kind=Lake|Sea main={kind} $base", "sorte=Lac|Mer main={sorte} $base"),
            ("View (%d%%)", "Vue (%d %%)"),
            ("Insert { }", "Insérer des accolades"),
            ("\\cmd{a}{driver}", "\\cmd{a}{pilote}"),
            ("%1[[format]] preview", "%1, aperçu"),
        ] {
            assert_eq!(message(source, target), None, "{source} = {target}");
        }
        for (source, target, said) in [
            ("%s of %d", "%d de %s", "placeholder “%d” where the source has “%s”"),
            ("%d files", "des fichiers", "placeholder “%d” of the source is missing"),
            ("{name} is here", "{nom} est ici", "placeholder “{nom}” where the source has “{name}”"),
            ("%(n)d files", "%(n)s fichiers", "placeholder “%(n)s” where the source has “%(n)d”"),
            ("Done", "Fini %s", "placeholder “%s” is not in the source"),
            ("Open %1", "Ouvrir %2", "placeholder “%2” where the source has “%1”"),
        ] {
            assert_eq!(message(source, target).as_deref(), Some(said), "{source} = {target}");
        }
    }

    #[test]
    fn the_form_for_one_may_leave_the_number_out() {
        let source = Source { other_number: Some("%d files".into()), is_singular: true, ..Source::new("%d file") };
        assert_eq!(mismatch(&source, "un fichier"), None);
        assert!(mismatch(&source, "%s fichier").is_some());
        let many = Source { other_number: Some("One file".into()), ..Source::new("%d files") };
        assert!(mismatch(&many, "des fichiers").is_some());
    }
}

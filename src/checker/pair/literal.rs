//! What programs read and people type: words that stand in source and target in the same surroundings.

use super::purpose::{occurrences, words_of};
use crate::text::Span;

/// Bytes of a line or of a quotation that are looked at on either side of a word.
const REACH: usize = 400;

/// One chunk of code in so many makes a line of code.
const FEW: usize = 4;

/// Whether some words of the target are a literal of the source.
pub(super) fn is_literal(source: &str, target: &str, span: Span) -> bool {
    // A placeholder that goes on, as `%s` with the unit of the French: `%so`.
    target[..span.start].ends_with('%')
        || is_parted(target, span)
        || is_chunk(source, target, span)
        || is_glued(target, span) && occurrences(source, span.of(target)).any(|span| is_glued(source, span))
        || is_head(source, target, span)
        || is_passage(source, target, span)
        || is_command(target, span)
        || is_quoted(target, span) && occurrences(source, span.of(target)).any(|span| is_quoted(source, span))
        || is_listed(source, target, span)
}

/// Whether the words are a part of something without blanks that both sides have: `multipart/mixed`, `close(%d)`, `branch.%s`.
fn is_chunk(source: &str, target: &str, span: Span) -> bool {
    let start = target[..span.start].trim_end_matches(|c: char| !c.is_whitespace()).len();
    let end = target[span.end..].find(char::is_whitespace).map_or(target.len(), |i| span.end + i);
    let bare = |chunk: &str| chunk.trim_matches(|c: char| "()[],;:!?….«»“”\"'‘’`".contains(c)).to_owned();
    let whole = bare(&target[start..end]);
    let is_longer = whole.len() > span.len() + 1 && whole.contains(span.of(target));
    is_longer && source.split_whitespace().any(|chunk| bare(chunk) == whole)
}

/// Whether the words are a piece of a word that the mark of a shortcut parts: `Es~pacement`, `Afficher a_rrière-plan`.
fn is_parted(text: &str, span: Span) -> bool {
    let mark = ['&', '_', '~'];
    text[..span.start].strip_suffix(mark).is_some_and(|before| before.ends_with(char::is_alphanumeric))
        || text[span.end..].strip_prefix(mark).is_some_and(|after| after.starts_with(char::is_alphanumeric))
}

/// Whether a mark of code touches the words: `\cancel`, `-a`, `name=`, `&lt;small&gt;`, `a|all`.
fn is_glued(text: &str, span: Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let is_option = before.strip_suffix('-').is_some_and(|before| !before.ends_with(char::is_alphanumeric));
    is_option
        || before.ends_with(['.', '\\', '<', '=', ';', ':', '$', '@', '#', '~', '^', '|', '{'])
        || after.starts_with(['=', '>', '\\', '|', '}'])
        || after.starts_with("&lt;")
        || after.starts_with("&gt;")
}

/// Whether a line of the target begins with the words, and whatever is before them, as a line of the source does, in small
/// letters: the name of a command, a function or an option, which the rest of the line is about.
fn is_head(source: &str, target: &str, span: Span) -> bool {
    let before = near(&target[..span.start], true);
    let line = before.rfind('\n').map_or(before, |i| &before[i + 1..]);
    // The words may run on over the gap before the next column.
    let words = span.of(target);
    let words = words.split_once("  ").map_or(words, |(first, _)| first);
    let head = [line, words].concat();
    let head = head.trim_start_matches(is_bullet);
    let is_small = head.starts_with(char::is_lowercase);
    is_small
        && source.lines().any(|line| {
            let rest = line.trim_start_matches(is_bullet).strip_prefix(head);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

fn is_bullet(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '-' | '•')
}

/// Whether the words stand in a line of code: one chunk in four, and two at least, is an option, a setting, a choice or the end
/// of a command.
fn is_command(target: &str, span: Span) -> bool {
    let start = target[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let end = target[span.end..].find('\n').map_or(target.len(), |i| span.end + i);
    let chunks = target[start..end].split_whitespace().count();
    let code = target[start..end].split_whitespace().filter(|chunk| is_code(chunk)).count();
    code >= 2 && FEW * code >= chunks
}

/// `--all`, `-a`, `name=value`, `a|b`, `done;`.
fn is_code(chunk: &str) -> bool {
    let mut after = chunk.chars().skip_while(|&c| c == '-');
    let dashes = chunk.len() - chunk.trim_start_matches('-').len();
    let is_option =
        after.next().is_some_and(char::is_alphabetic) && (dashes == 2 || dashes == 1 && after.next().is_none());
    let is_inside =
        |mark: char| chunk.split_once(mark).is_some_and(|(before, after)| !before.is_empty() && !after.is_empty());
    is_option || is_inside('=') || is_inside('|') || chunk.len() > 1 && chunk.ends_with(';') && !chunk.contains('&')
}

/// Whether the words stand inside a passage in small letters that is the same on both sides: two chunks of it beside them.
fn is_passage(source: &str, target: &str, span: Span) -> bool {
    let is_small = |chunk: &str| chunk.starts_with(|c: char| c.is_lowercase() || c == '-');
    let same = |ours: &str, theirs: &str, at_end: bool| {
        let (mut ours, mut theirs) = (chunks(ours, at_end), chunks(theirs, at_end));
        let both = std::iter::from_fn(|| Some((ours.next()?, theirs.next()?)));
        both.take(2).take_while(|(a, b)| a == b && is_small(a)).count()
    };
    let (before, after) = (&target[..span.start], &target[span.end..]);
    occurrences(source, span.of(target))
        .any(|span| same(before, &source[..span.start], true) + same(after, &source[span.end..], false) >= 2)
}

/// The chunks of a text from an end of it, without the marks at that end and around them.
fn chunks(text: &str, at_end: bool) -> Box<dyn Iterator<Item = &str> + '_> {
    let bare = |chunk: &str| chunk.trim_matches(|c: char| c.is_ascii_punctuation() && c != '-').len();
    let all = near(text, at_end).split_whitespace().filter(move |chunk| bare(chunk) > 0);
    if at_end { Box::new(all.rev()) } else { Box::new(all) }
}

/// Whether the words, in small letters, stand inside quotation marks.
fn is_quoted(text: &str, span: Span) -> bool {
    let (before, after) = (near(&text[..span.start], true), near(&text[span.end..], false));
    let mark = |c: char| "«»“”\"`‘'’".contains(c);
    // An apostrophe is none.
    let opens = |(i, c): &(usize, char)| mark(*c) && !before[..*i].ends_with(char::is_alphanumeric);
    let closes = |(i, c): &(usize, char)| mark(*c) && !after[i + c.len_utf8()..].starts_with(char::is_alphanumeric);
    let open = before
        .char_indices()
        .rev()
        .find(opens)
        .or_else(|| before.char_indices().rev().find(|(_, c)| "»”".contains(*c)));
    let close = after.char_indices().find(closes);
    let pairs = |open: char, close: char| match open {
        '«' => close == '»',
        '“' => close == '”',
        '"' => close == '"',
        '`' => "`'".contains(close),
        '‘' | '\'' => "'’".contains(close),
        _ => false,
    };
    let is_small = span.of(text).starts_with(char::is_lowercase);
    // Of straight marks the first opens, the second closes.
    let straight = || before.matches('"').count() % 2 == 1;
    is_small && open.zip(close).is_some_and(|((_, open), (_, close))| pairs(open, close) && (open != '"' || straight()))
}

/// Whether the words are values in a list of which the source has others too: `both, icon ou text`.
fn is_listed(source: &str, target: &str, span: Span) -> bool {
    let theirs = items(source);
    // The first of a list stands behind what it is a list of.
    let ends =
        |theirs: &str, item: &str| theirs.strip_suffix(item).is_some_and(|rest| rest.ends_with(char::is_whitespace));
    let has = |item: &str| theirs.iter().any(|theirs| *theirs == item || ends(theirs, item));
    let is_value =
        |item: &str| !item.contains(char::is_whitespace) && item.starts_with(char::is_lowercase) && has(item);
    let words = span.of(target);
    let own = items(words);
    if own.len() > 1 && own.iter().all(|item| is_value(item)) {
        return true;
    }
    let ours = items(target);
    ours.iter().enumerate().filter(|(_, item)| **item == words && has(item)).any(|(i, _)| {
        let neighbours = [i.checked_sub(1), Some(i + 1)];
        neighbours.into_iter().flatten().filter_map(|i| ours.get(i)).any(|item| is_value(item))
    })
}

/// What commas, brackets and the words for “and” and “or” part.
fn items(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| ",;:(){}[]|=\n".contains(c));
    let mut items = Vec::new();
    for part in parts {
        let mut start = 0;
        for word in words_of(part, Span::new(0, part.len())) {
            if matches!(word.of(part), "et" | "ou" | "and" | "or") {
                items.push(&part[start..word.start]);
                start = word.end;
            }
        }
        items.push(&part[start..]);
    }
    let bare = |item: &'_ str| !item.is_empty();
    items.into_iter().map(trimmed).filter(|item| bare(item)).collect()
}

fn trimmed(item: &str) -> &str {
    item.trim_matches(|c: char| c.is_whitespace() || "«»“”\"'‘’`.!?…".contains(c))
}

/// As much of a text as is looked at from one end.
fn near(text: &str, at_end: bool) -> &str {
    if at_end {
        let mut start = text.len().saturating_sub(REACH);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        &text[start..]
    } else {
        let mut end = text.len().min(REACH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        &text[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the words between brackets are a literal.
    fn literal(source: &str, marked: &str) -> bool {
        let (before, rest) = marked.split_once("⟦").expect("the words are marked");
        let (words, after) = rest.split_once("⟧").expect("the words are marked");
        let span = Span::new(before.len(), before.len() + words.len());
        is_literal(source, &[before, words, after].concat(), span)
    }

    #[test]
    fn code() {
        assert!(literal("The option -paper of dvips", "L’option -⟦paper⟧ de dvips"));
        assert!(literal("an option (-paper)", "une option (-⟦paper⟧)"));
        assert!(literal("Write &lt;small&gt;", "Écrire &lt;⟦small⟧&gt;"));
        assert!(literal("by \\cancel alone", "par \\⟦cancel⟧ seul"));
        assert!(literal("bad multipart/encrypted", "multipart/⟦encrypted⟧ incorrect"));
        assert!(literal("write(%s) failed", "échec de ⟦write⟧(%s)"));
        assert!(literal("%sB/s", "%⟦so⟧/s"));
        assert!(!literal("%s billion", "%s\u{a0}⟦billion⟧ d’euros"));
        assert!(!literal("Read/write access", "Accès en lecture/⟦write⟧"));
        assert!(!literal("the cancel button", "le bouton ⟦cancel⟧"));
    }

    #[test]
    fn heads_of_lines() {
        let source = "Commands:\n  help      show this\n  t, never  do not\nwatch var - show it\n";
        assert!(literal(source, "Commandes :\n  ⟦help⟧      afficher ceci"));
        assert!(literal(source, "Commandes :\n  ⟦help      afficher⟧ ceci"));
        assert!(literal(source, "Commandes :\n  t, ⟦never⟧ ne pas le faire"));
        assert!(literal("poll: bad file", "⟦poll⟧ : fichier incorrect"));
        assert!(!literal("Help for all", "⟦Help⟧ pour tous"));
        assert!(!literal(source, "Commandes :\n  aide, ⟦help⟧ afficher ceci"));
    }

    #[test]
    fn parted_words() {
        assert!(literal("S~pacing", "Es~⟦pacement⟧"));
        assert!(literal("Sen_sible", "⟦Sen⟧_sible"));
        assert!(!literal("_Remove", "_⟦Remove⟧"));
    }

    #[test]
    fn commands() {
        assert!(literal("", "convert -a report -p ⟦in pages⟧ --to=pdf trees"));
        assert!(literal("", "⟦until⟧ COMMANDES; do COMMANDES; done"));
        assert!(!literal("", "Aide :\n⟦load file⟧ --to=pdf et tout le reste"));
        assert!(!literal("", "-Oui, ⟦yes⟧. -Non ! A &amp; B"));
    }

    #[test]
    fn passages() {
        assert!(literal("run make all then", "lancer make ⟦all⟧ then"));
        assert!(literal("one of n, it, sl, sc", "l’un de n, ⟦it⟧, sl, sc"));
        assert!(!literal("Alice and Bob left", "Alice ⟦and⟧ Bob sont partis"));
        assert!(!literal("%1 in %2 days", "%1 ⟦in⟧ %2 jours"));
    }

    #[test]
    fn quotations() {
        assert!(literal("values are `always' or so", "les valeurs sont « ⟦always⟧ » par exemple"));
        assert!(literal("it’s \"never\" here", "c’est \"⟦never⟧\" ici"));
        assert!(literal("use 'get it' instead", "utilisez plutôt `⟦get⟧ cela`"));
        assert!(!literal("it’s never “here”", "c’est ⟦never⟧ « ici »"));
        assert!(!literal("Click “Save” now", "Cliquez « ⟦Save⟧ » maintenant"));
        assert!(!literal("the word “left” is never right", "le mot « gauche » est ⟦never⟧ juste"));
    }

    #[test]
    fn lists() {
        assert!(literal("Values are both, icon, and text.", "Valeurs : both, icon et ⟦text⟧."));
        assert!(literal("tools such as lint, make", "outils tels que ⟦lint, make⟧"));
        assert!(!literal("red, green and blue", "rouge, ⟦green⟧ et bleu"));
        assert!(!literal("Alice, and Bob", "Alice, ⟦and⟧ Bob"));
        assert!(!literal("To build it, see (there)", "⟦To build it, see (there)⟧"));
    }
}

//! What an ignore comment says: `intrus: VERB[RULE, "word", …]: why`.

use crate::checker::rules::RULES;
use crate::text::normalized;

/// What every ignore comment starts with.
pub(super) const NAME: &str = "intrus:";

/// Words that a finding may cover before the words it is about.
const BEFORE: &[&str] = &[
    "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux", "à", "en", "ce", "cet", "cette", "ces",
    "que", "qu'", "n'", "s'", "j'", "c'",
];

/// How far an ignore comment reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Its line; when it stands alone on it, what comes next.
    Ignore,
    /// The next line that has text.
    IgnoreNextLine,
    /// The whole file.
    IgnoreFile,
    /// From here to the next `on`, or to the end of the file.
    Off,
    /// The end of every `off` before.
    On,
}

const VERBS: &[(&str, Verb)] = &[
    ("ignore", Verb::Ignore),
    ("ignore-next-line", Verb::IgnoreNextLine),
    ("ignore-file", Verb::IgnoreFile),
    ("off", Verb::Off),
    ("on", Verb::On),
];

/// An ignore comment, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// How far it reaches.
    pub verb: Verb,
    /// The findings it is for; none: all.
    only: Vec<Selector>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Selector {
    /// A code, the start of codes, or a name.
    Rule(String),
    /// Words, in the form in which they are compared.
    Words(String),
}

/// Why a comment that starts like an ignore comment is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectiveError {
    /// Another word than those that it knows.
    #[error("“{0}” is no ignore comment; write ignore, ignore-next-line, ignore-file, off or on")]
    UnknownVerb(String),
    /// No rule is called so.
    #[error("no rule is called “{0}”; `intrus rules` lists them, and words stand in quotation marks")]
    UnknownRule(String),
    /// The list is open or has nothing in it.
    #[error("the list of rules and words is not whole; write [EN101, \"word\"]")]
    BadList,
    /// `on` ends every `off`.
    #[error("`on` takes no list; it ends every `off` before")]
    ListAfterOn,
    /// Something that is neither a list nor a reason.
    #[error("“{0}” says nothing here; a reason comes after a colon")]
    Rest(String),
}

impl Directive {
    /// Reads what comes after `intrus:`.
    pub fn parse(text: &str) -> Result<Self, DirectiveError> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let verb = VERBS.iter().find(|(known, _)| *known == name).map(|&(_, verb)| verb);
        let verb = verb.ok_or_else(|| DirectiveError::UnknownVerb(first_word(text).to_owned()))?;
        let mut rest = rest.trim_start();
        let mut only = Vec::new();
        if let Some(list) = rest.strip_prefix('[') {
            if verb == Verb::On {
                return Err(DirectiveError::ListAfterOn);
            }
            (only, rest) = selectors(list)?;
        }
        let rest = rest.trim();
        if rest.is_empty() || rest.starts_with(':') {
            return Ok(Directive { verb, only });
        }
        Err(DirectiveError::Rest(first_word(rest).to_owned()))
    }

    /// Whether it is for findings of this rule that cover these words.
    pub fn is_for(&self, rule: &str, surface: &str) -> bool {
        self.only.is_empty()
            || self.only.iter().any(|selector| match selector {
                Selector::Rule(name) => is_rule(name, rule),
                Selector::Words(words) => has_words(&compared(surface), words),
            })
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// The items up to `]`, and what comes after it.
fn selectors(list: &str) -> Result<(Vec<Selector>, &str), DirectiveError> {
    let mut selectors = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start();
        let quoted = [('"', '"'), ('“', '”'), ('«', '»')]
            .iter()
            .find_map(|&(open, close)| rest.strip_prefix(open).map(|rest| (rest, close)));
        if let Some((after, close)) = quoted {
            let (words, after) = after.split_once(close).ok_or(DirectiveError::BadList)?;
            let words = compared(words);
            if words.is_empty() {
                return Err(DirectiveError::BadList);
            }
            selectors.push(Selector::Words(words));
            rest = after;
        } else {
            let end = rest.find([',', ']']).ok_or(DirectiveError::BadList)?;
            let name = rest[..end].trim();
            if name.is_empty() {
                return Err(DirectiveError::BadList);
            }
            if !RULES.iter().any(|rule| is_rule(name, rule.code)) {
                return Err(DirectiveError::UnknownRule(name.to_owned()));
            }
            selectors.push(Selector::Rule(name.to_owned()));
            rest = &rest[end..];
        }
        rest = rest.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None => return Ok((selectors, rest.strip_prefix(']').ok_or(DirectiveError::BadList)?)),
        }
    }
}

/// Whether a code, the start of one, or a name means the rule with this code.
fn is_rule(name: &str, code: &str) -> bool {
    let starts = code.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    starts || RULES.iter().any(|rule| rule.code == code && rule.name.eq_ignore_ascii_case(name))
}

/// Small letters, single spaces, straight apostrophes.
fn compared(text: &str) -> String {
    normalized(text).to_lowercase()
}

/// Whether the words covered are these, an article or such before them aside.
fn has_words(covered: &str, words: &str) -> bool {
    covered.strip_suffix(words).is_some_and(|before| before.is_empty() || BEFORE.contains(&before.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_lists_and_reasons() {
        for (text, verb) in [
            (" ignore", Verb::Ignore),
            ("ignore-next-line [EN101]", Verb::IgnoreNextLine),
            ("ignore-file: écrit en anglais exprès", Verb::IgnoreFile),
            ("off[EN, stray-word,\"burn rate\"] : citation", Verb::Off),
            ("on", Verb::On),
        ] {
            assert_eq!(Directive::parse(text).map(|directive| directive.verb), Ok(verb), "{text}");
        }
    }

    #[test]
    fn errors() {
        let error = |text| Directive::parse(text).unwrap_err();
        assert_eq!(error("ignroe[EN101]"), DirectiveError::UnknownVerb("ignroe[EN101]".into()));
        assert_eq!(error("ignore[EN999]"), DirectiveError::UnknownRule("EN999".into()));
        assert_eq!(error("ignore deadline"), DirectiveError::Rest("deadline".into()));
        assert_eq!(error("on[EN101]"), DirectiveError::ListAfterOn);
        for text in ["ignore[", "ignore[]", "ignore[EN101", "ignore[EN101,]", "ignore[\"a]", "ignore[\"\"]"] {
            assert_eq!(error(text), DirectiveError::BadList, "{text}");
        }
    }

    #[test]
    fn what_it_is_for() {
        let is_for = |text, rule, surface| Directive::parse(text).unwrap().is_for(rule, surface);
        assert!(is_for("ignore", "EN101", "deadline"));
        assert!(is_for("ignore[en10]", "EN101", "deadline"));
        assert!(is_for("ignore[stray-word]", "EN101", "deadline"));
        assert!(!is_for("ignore[EN102]", "EN101", "deadline"));
        assert!(is_for("ignore[EN102, \"Deadline\"]", "EN101", "deadline"));
        assert!(is_for("ignore[«burn  rate»]", "EN102", "le Burn\nrate"));
        assert!(is_for("ignore[\"deadline\"]", "EN101", "d’deadline"));
        assert!(!is_for("ignore[\"line\"]", "EN101", "deadline"));
        assert!(!is_for("ignore[\"deadline\"]", "EN102", "missed the deadline"));
    }
}

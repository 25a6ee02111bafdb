//! What is wrong with a configuration, and where.

use super::selection::nearest;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

/// An error in a configuration file, or about one.
#[derive(Debug, Clone)]
pub struct ConfigError {
    /// The file, as it is shown.
    pub path: String,
    /// What is wrong and what to do, in one line.
    pub message: String,
    /// The place in the file, where there is one.
    pub place: Option<ErrorPlace>,
}

/// A place in a configuration file.
#[derive(Debug, Clone)]
pub struct ErrorPlace {
    /// The text of the file.
    pub text: Arc<str>,
    /// The bytes that are wrong.
    pub span: Range<usize>,
}

impl ErrorPlace {
    /// Line and column, from 1; columns count characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = self.text.get(..self.span.start).unwrap_or(&self.text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

impl ConfigError {
    /// An error about a file as a whole.
    pub(super) fn of_file(path: &str, message: impl fmt::Display) -> Self {
        ConfigError { path: path.to_owned(), message: message.to_string(), place: None }
    }

    /// A file that cannot be read.
    pub(super) fn unreadable(path: &str, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file; check the spelling".to_owned(),
            io::ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
            _ => error.to_string().split(" (os error").next().unwrap_or_default().to_owned(),
        };
        ConfigError::of_file(path, format_args!("cannot be read: {reason}"))
    }

    /// An error at a place.
    pub(super) fn at(path: &str, text: &Arc<str>, span: Range<usize>, message: impl fmt::Display) -> Self {
        let place = Some(ErrorPlace { text: text.clone(), span });
        ConfigError { place, ..ConfigError::of_file(path, message) }
    }

    /// What the parser says, in the words of this program.
    pub(super) fn of_toml(path: &str, text: &Arc<str>, error: &toml::de::Error) -> Self {
        let message = reworded(error.message());
        match error.span() {
            Some(span) => ConfigError::at(path, text, span, message),
            None => ConfigError::of_file(path, message),
        }
    }
}

/// serde names what it expected between backticks: what was found comes first.
fn reworded(message: &str) -> String {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (found, known) = names.split_first().map_or(("", [].as_slice()), |(found, known)| (*found, known));
    let hint = || did_you_mean(found, known.iter().copied());
    if message.starts_with("unknown field") {
        let hint = hint().unwrap_or_else(|| format!("the keys are {}", list(known)));
        format!("unknown key `{found}`; {hint}")
    } else if message.starts_with("unknown variant") {
        let all = format!("it may be {}", list(known));
        format!("`{found}` is not known here; {}", hint().map_or(all.clone(), |hint| format!("{hint} {all}")))
    } else {
        let plain =
            message.replace("a sequence", "a list").replace("a map", "a table").replace(": invalid", "; invalid");
        plain.lines().collect::<Vec<_>>().join("; ")
    }
}

/// The name that was meant, as a question.
pub(super) fn did_you_mean<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(typed, names).map(|name| format!("did you mean `{name}`?"))
}

/// `a`, `b` or `c`.
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ConfigError { path, message, place } = self;
        match place.as_ref().map(ErrorPlace::line_and_column) {
            Some((line, column)) => write!(f, "{path}:{line}:{column}: {message}"),
            None => write!(f, "{path}: {message}"),
        }
    }
}

impl std::error::Error for ConfigError {}

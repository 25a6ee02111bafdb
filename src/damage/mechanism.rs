//! The mechanisms and their names.

use serde::Serialize;

/// How the English gets into the French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// A synonym of the English homograph.
    Homograph,
    /// A word or phrase left in English.
    Untranslated,
    /// The English spelling.
    Cognate,
    /// The English word of another sense, from a word list.
    WrongSense,
    /// English put inside words by search-and-replace.
    InsideWord,
    /// An English word that no table connects with the French.
    Unrelated,
}

impl Mechanism {
    /// All of them.
    pub const ALL: [Mechanism; 6] = [
        Mechanism::Homograph,
        Mechanism::Untranslated,
        Mechanism::Cognate,
        Mechanism::WrongSense,
        Mechanism::InsideWord,
        Mechanism::Unrelated,
    ];

    /// The name by which it goes in the command line and in what is written.
    pub fn name(self) -> &'static str {
        match self {
            Mechanism::Homograph => "homograph",
            Mechanism::Untranslated => "untranslated",
            Mechanism::Cognate => "cognate",
            Mechanism::WrongSense => "wrong-sense",
            Mechanism::InsideWord => "inside-word",
            Mechanism::Unrelated => "unrelated",
        }
    }

    /// The mechanism of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mechanism| mechanism.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for mechanism in Mechanism::ALL {
            assert_eq!(Mechanism::find(mechanism.name()), Some(mechanism));
            assert_eq!(serde_json::to_value(mechanism).unwrap(), mechanism.name());
        }
        assert_eq!(Mechanism::find("Homograph"), None);
    }
}

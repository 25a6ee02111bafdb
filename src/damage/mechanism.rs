//! The mechanisms and their names.

use super::blemishes::{BLEMISHES, Blemish};
use serde::{Serialize, Serializer};

/// How the damage gets into the French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// Other damage, named like the rule that finds it: which of [`BLEMISHES`].
    Other(usize),
}

impl Mechanism {
    /// Those that bring English in.
    pub const ALL: [Mechanism; 6] = [
        Mechanism::Homograph,
        Mechanism::Untranslated,
        Mechanism::Cognate,
        Mechanism::WrongSense,
        Mechanism::InsideWord,
        Mechanism::Unrelated,
    ];

    /// Those that do other damage.
    pub fn others() -> impl Iterator<Item = Mechanism> {
        (0..BLEMISHES.len()).map(Mechanism::Other)
    }

    /// The name by which it goes in the command line and in what is written.
    pub fn name(self) -> &'static str {
        match self {
            Mechanism::Homograph => "homograph",
            Mechanism::Untranslated => "untranslated",
            Mechanism::Cognate => "cognate",
            Mechanism::WrongSense => "wrong-sense",
            Mechanism::InsideWord => "inside-word",
            Mechanism::Unrelated => "unrelated",
            Mechanism::Other(which) => BLEMISHES[which].name,
        }
    }

    /// The mechanism of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain(Self::others()).find(|mechanism| mechanism.name() == name)
    }

    /// How other damage is done.
    pub(super) fn blemish(self) -> Option<&'static Blemish> {
        match self {
            Mechanism::Other(which) => BLEMISHES.get(which).copied(),
            _ => None,
        }
    }
}

impl Serialize for Mechanism {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for mechanism in Mechanism::ALL.into_iter().chain(Mechanism::others()) {
            assert_eq!(Mechanism::find(mechanism.name()), Some(mechanism));
            assert_eq!(serde_json::to_value(mechanism).unwrap(), mechanism.name());
        }
        assert_eq!(Mechanism::find("Homograph"), None);
    }

    #[test]
    fn other_damage_is_what_rules_find() {
        for mechanism in Mechanism::others() {
            assert!(crate::checker::rules::find(mechanism.name()).is_some(), "{}", mechanism.name());
        }
    }
}

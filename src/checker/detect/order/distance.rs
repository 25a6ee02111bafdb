//! The edit distance of one text to many, with a column of the table in the bits of a word (Myers 1999, Hyyrö 2001).

/// Longest text in letters whose column fits.
const LONGEST: usize = u64::BITS as usize;

/// A text that others are compared with.
pub(super) struct Distance {
    text: String,
    letters: usize,
    /// For each letter of ASCII where it stands in the text, a bit for each place.
    ascii: [u64; 128],
    /// The same for the other letters.
    others: Vec<(char, u64)>,
}

impl Distance {
    pub(super) fn new(text: &str) -> Self {
        let mut ascii = [0; 128];
        let mut others: Vec<(char, u64)> = Vec::new();
        for (place, letter) in text.chars().take(LONGEST).enumerate() {
            let bit = 1 << place;
            match (ascii.get_mut(letter as usize), others.iter_mut().find(|other| other.0 == letter)) {
                (Some(places), _) | (None, Some((_, places))) => *places |= bit,
                (None, None) => others.push((letter, bit)),
            }
        }
        Distance { text: text.to_owned(), letters: text.chars().count(), ascii, others }
    }

    /// Number of letters of the text.
    pub(super) fn letters(&self) -> usize {
        self.letters
    }

    /// How many letters must be put in, taken out or changed to make one text of the other.
    pub(super) fn to(&self, other: &str) -> usize {
        if self.letters == 0 || self.letters > LONGEST {
            return strsim::levenshtein(&self.text, other);
        }
        let last = 1u64 << (self.letters - 1);
        // Where the distance grows, and where it falls, from one letter of the text to the next.
        let (mut grows, mut falls) = (u64::MAX, 0u64);
        let mut distance = self.letters;
        for letter in other.chars() {
            let same = self.places(letter);
            let stays = same | falls;
            let carried = ((same & grows).wrapping_add(grows) ^ grows) | same;
            // The same from one letter of the other to the next.
            let (up, down) = (falls | !(carried | grows), grows & carried);
            distance = distance + usize::from(up & last != 0) - usize::from(down & last != 0);
            let (up, down) = (up << 1 | 1, down << 1);
            (grows, falls) = (down | !(stays | up), up & stays);
        }
        distance
    }

    fn places(&self, letter: char) -> u64 {
        let other = || self.others.iter().find(|other| other.0 == letter).map_or(0, |other| other.1);
        self.ascii.get(letter as usize).copied().unwrap_or_else(other)
    }
}

#[cfg(test)]
mod tests {
    use super::Distance;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_edit_distance(text in "[abcéœ ]{0,70}", other in "[abcdéœ ]{0,20}") {
            prop_assert_eq!(Distance::new(&text).to(&other), strsim::levenshtein(&text, &other));
            prop_assert_eq!(Distance::new(&other).to(&text), strsim::levenshtein(&text, &other));
        }
    }
}

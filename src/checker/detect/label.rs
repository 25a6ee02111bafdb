//! Letters and numbers that stand for something: an index, a part of the text.

use super::paragraph::{Item, Paragraph};
use crate::language::ngram::symbols::BREAK;
use crate::text::Case;

/// `je` stands before none of these.
const NEVER_AFTER_A_SUBJECT: [&str; 9] = ["et", "ou", "de", "du", "des", "dans", "à", "par", "sur"];

/// Whether the word is a letter that stands for something (`l’indice i`), or the Roman number of a part of the text: alone in its sentence
/// or before what it numbers (`I. Les actes`, `I Les actes`, `Art. 12.-I.-Les actes`).
pub fn is_label(text: &str, paragraph: &Paragraph, i: usize) -> bool {
    let items = &paragraph.items;
    let span = items[i].span();
    let next = items.get(i + 1);
    if items[i].case() == Case::Lower {
        let goes_on = |next: &Item| next.is_word() && !NEVER_AFTER_A_SUBJECT.contains(&next.span().of(text));
        return span.len() == 1 && !next.is_some_and(goes_on);
    }
    if !span.of(text).bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M')) {
        return false;
    }
    let is_first = i.checked_sub(1).is_none_or(|last| !items[last].is_word());
    let is_marked = |next: &Item| {
        let mark = next.span();
        mark.start == span.end && matches!(mark.of(text), "." | ")" | "-" | "–" | "—" | "°" | ":")
    };
    let [before, _, after] = paragraph.neighbours(i);
    is_first && next.is_some_and(is_marked)
        || before == BREAK && (after == BREAK || next.is_some_and(Item::is_capital_inside))
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Document, Pack};

    #[test]
    fn letters_and_numbers_of_parts_are_no_english() {
        let checker = Checker::new(Pack::embedded());
        let found = |text: &str| checker.check(&Document::plain(text)).len();
        for label in [
            "I. Les actes prévus à cet article sont nuls.",
            "I Les sommes versées sont rendues.",
            "I.-Même en l’absence de preuve, la somme est due.",
            "II.-Le I n’est pas applicable aux mineurs.",
            "i. les machines qui produisent de la vapeur ;",
            "Le nombre cherché est l’entier i. La fonction le renvoie.",
        ] {
            assert_eq!(found(label), 0, "{label}");
        }
        for pronoun in ["I pense que la loi est bonne.", "Et I crois que tout va bien.", "Mais i pense que oui."] {
            assert_eq!(found(pronoun), 1, "{pronoun}");
        }
    }
}

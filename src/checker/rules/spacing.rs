//! TY305 spacing.

use super::{Look, Precedence, Prose, Rule, Severity, Sighting, State, Typography};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "TY305",
    name: "spacing",
    summary: "A space that French has around a mark and the text has not, or the other way round.",
    severity: Severity::Warning,
    state: State::Preview,
    precedence: Precedence::Last,
    page: include_str!("spacing.md"),
    look: Look::Prose(look),
    bad: &[
        "Le maire a signé[;] le préfet aussi.",
        "Que va devenir le pont[?]",
        "Quelle surprise[!]",
        "Il a dit[:] la séance est levée.",
        "Le déficit atteint 12,5[%] du budget.",
        "Elle lit [«]Le Rouge et le Noir ».",
        "Elle lit « Le Rouge et le Noir[»].",
        "La grange[ ,] qui date de 1820, sera restaurée.",
        "La séance est levée[ .]",
        "Le conseil ([ ]réuni hier) a voté.",
        "Le pain coûte 2[€] la pièce.",
    ],
    good: &[
        "Le train de 10:30 est parti : il arrive à 12 h ; venez !",
        "Que va devenir le pont ? « On verra », dit-il.",
        "Que va devenir le pont\u{202f}? «\u{a0}On verra\u{a0}», dit-il.",
        "Le site https://exemple.fr/page?a=1 est lent (10 %).",
        "Il hésita ... puis il signa, avec le .NET à 3,5 %.",
        "Quoi ?! dit-il (!), et « vraiment ?! »",
        "Appelez `f(a,b);` avant 10:30:15.",
        "Il répondit par un :-) et s’en alla ;)",
    ],
};

/// Rules of spacing are not a matter of opinion, but the text may follow others on purpose.
const CONFIDENCE: f32 = 0.95;

const THIN: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

fn look(prose: &Prose) -> Vec<Sighting> {
    let text = &prose.text[..prose.range.end];
    let marks = text[prose.range.start..].char_indices().filter(|(_, c)| is_looked_at(*c));
    let sighting = |(i, c): (usize, char)| {
        let around = Around::new(text, prose.range.start + i, c);
        let found = around.sighting(prose.typography)?;
        (!prose.is_code(found.span)).then_some(found)
    };
    marks.filter_map(sighting).collect()
}

fn is_looked_at(c: char) -> bool {
    matches!(c, ';' | ':' | '!' | '?' | '%' | '€' | '«' | '»' | ',' | '.' | '(' | ')')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | NO_BREAK | THIN | '\u{2009}')
}

/// A mark and what stands around it.
struct Around<'t> {
    text: &'t str,
    at: usize,
    mark: char,
    before: Option<char>,
    after: Option<char>,
}

impl<'t> Around<'t> {
    fn new(text: &'t str, at: usize, mark: char) -> Self {
        // An accent may be a character of its own; what counts is the letter.
        let before = text[..at].chars().rev().find(|c| !('\u{300}'..='\u{36f}').contains(c));
        let after = text[at + mark.len_utf8()..].chars().next();
        Around { text, at, mark, before, after }
    }

    fn sighting(&self, typography: Typography) -> Option<Sighting> {
        match (self.mark, typography) {
            (';' | '!' | '?', Typography::Canada) => self.without_space(|c| matches!(c, ' ' | NO_BREAK)),
            (';' | '!' | '?', Typography::France) => self.space_before(THIN),
            (':' | '»' | '%' | '€', _) => self.space_before(NO_BREAK),
            ('«', _) => self.space_after(),
            (',' | '.' | ')', _) => self.without_space(is_blank),
            ('(', _) => self.without_space_after(),
            _ => None,
        }
    }

    /// A space is to be put before the mark.
    fn space_before(&self, space: char) -> Option<Sighting> {
        let before = self.before?;
        let touches = match self.mark {
            '%' | '€' => before.is_ascii_digit(),
            '»' => !before.is_whitespace() && before != '«',
            _ => before.is_alphanumeric() || matches!(before, '»' | '”' | '"' | ')' | ']' | '%' | '€' | '*' | '’'),
        };
        if !touches || !self.ends_word() || self.is_entity() {
            return None;
        }
        let message = format!("there is a space before “{}” in French", self.mark);
        Some(self.found(self.mark_span(), message, format!("{space}{}", self.mark)))
    }

    /// A space is to be put after the mark.
    fn space_after(&self) -> Option<Sighting> {
        let touches = self.after.is_some_and(|c| !c.is_whitespace() && c != '»');
        let message = format!("there is a space after “{}” in French", self.mark);
        touches.then(|| self.found(self.mark_span(), message, format!("{}{NO_BREAK}", self.mark)))
    }

    /// The space before the mark is to be taken out.
    fn without_space(&self, is_wrong: fn(char) -> bool) -> Option<Sighting> {
        let before = self.text[..self.at].trim_end_matches(is_wrong);
        let is_inside =
            before.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '.' | ',' | '(' | '-' | '–' | '—'));
        if before.len() == self.at || !is_inside || !self.ends_word() || before.ends_with(is_blank) {
            return None;
        }
        let message = format!("there is no space before “{}”", self.mark);
        Some(self.found(Span::new(before.len(), self.mark_span().end), message, self.mark.to_string()))
    }

    /// The space after the mark is to be taken out.
    fn without_space_after(&self) -> Option<Sighting> {
        let end = self.mark_span().end;
        let rest = self.text[end..].trim_start_matches(is_blank);
        let blanks = Span::new(end, self.text.len() - rest.len());
        let is_wrong = !blanks.is_empty() && rest.starts_with(char::is_alphabetic);
        is_wrong.then(|| self.found(blanks, format!("there is no space after “{}”", self.mark), String::new()))
    }

    /// Whether what comes after the mark may come after a word: a blank, another mark, or nothing.
    fn ends_word(&self) -> bool {
        match (self.mark, self.after) {
            (_, None) => true,
            ('.' | ',', Some(c)) => c.is_whitespace() || matches!(c, '»' | '”' | '"'),
            (':' | ';', Some(c)) => c.is_whitespace() || matches!(c, '«' | '“' | '"' | '*'),
            ('%' | '€', Some(c)) => !c.is_alphanumeric(),
            (_, Some(c)) => !c.is_alphanumeric() && !matches!(c, '=' | '/' | '&'),
        }
    }

    /// Whether the mark ends an entity (`&eacute;`).
    fn is_entity(&self) -> bool {
        let word = self.text[..self.at].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
        self.mark == ';' && word.ends_with('&')
    }

    fn mark_span(&self) -> Span {
        Span::new(self.at, self.at + self.mark.len_utf8())
    }

    fn found(&self, span: Span, message: String, repair: String) -> Sighting {
        Sighting::new(span, CONFIDENCE, message).with_repair(repair, 0.98)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with every repair written into it.
    fn repaired(text: &str, typography: Typography) -> String {
        let mut repaired = text.to_owned();
        let mut prose = Prose::of(text);
        prose.typography = typography;
        for found in look(&prose).into_iter().rev() {
            let (repair, ..) = found.repair.expect("a repair");
            repaired.replace_range(found.span.start..found.span.end, &repair);
        }
        repaired
    }

    #[test]
    fn france_and_canada() {
        let (france, canada) = (Typography::France, Typography::Canada);
        let text = "Il dit: «non» à 10:30 ; pourquoi ? Viens! ( oui )";
        let right = "Il dit\u{a0}: «\u{a0}non\u{a0}» à 10:30 ; pourquoi ? Viens\u{202f}! (oui)";
        assert_eq!(repaired(text, france), right);
        let right = "Il dit\u{a0}: «\u{a0}non\u{a0}» à 10:30; pourquoi? Viens! (oui)";
        assert_eq!(repaired(text, canada), right);
        // A thin space is as good as none.
        for right in ["Viens\u{202f}!", "Viens!", "5\u{a0}% : rien, (non)."] {
            assert_eq!(repaired(right, canada), right);
        }
    }
}

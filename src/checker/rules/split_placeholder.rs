//! MT208 split-placeholder.

use super::{Look, Precedence, Rule, Severity, Sighting, State};
use crate::checker::looks::Prose;
use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

mod marks;
mod reader;

pub(super) static RULE: Rule = Rule {
    code: "MT208",
    name: "split-placeholder",
    summary: "A placeholder, tag, entity or mark of Markdown that blanks have broken.",
    severity: Severity::Error,
    state: State::Stable,
    precedence: Precedence::First,
    page: include_str!("split_placeholder.md"),
    look: Look::Prose(look),
    bad: &[
        "Impossible d’ouvrir le fichier [% s] : accès refusé.",
        "Il reste [% (count) s] messages à lire.",
        "Page [%1 $ s] sur vingt.",
        "Bienvenue [{ name}], votre compte est prêt.",
        "Bienvenue [{user.name }], votre compte est prêt.",
        "Le fichier [{ {path} }] a été supprimé.",
        "La commande [$ {order}] arrive demain.",
        "Cliquez sur [< b>]Enregistrer</b> pour finir.",
        "Cliquez sur <b>Enregistrer[</ b>] pour finir.",
        "Le paiement a échoué.[< br / >]Essayez plus tard.",
        "Ouvrez le menu [** Fichier**] et choisissez une imprimante.",
        "Ouvrez le menu [**Fichier **] et choisissez une imprimante.",
        "Le fichier est vide.[\\ n]Choisissez-en un autre.",
        "Le total est de 12[& nbsp;]euros.",
        "Souhaitez-vous continuer[&nbsp ;]?",
    ],
    good: &[
        "Une hausse de 20 % s’ajoute à celle de l’an dernier.",
        "Le % d’abstention a encore augmenté, de 5 % (2019) à 8 %.",
        "Il reste %(count)s messages, dont {unread} non lus et %1$s à trier.",
        "Bonjour {{ user.name }}, vous avez {count} messages et ${total} à payer.",
        "Si x < y et y > z, alors x et z sont plus petits que y.",
        "Le <b>premier</b> et le <a href=\"/deux\">deuxième</a> sont justes.<br />Le troisième est faux.",
        "Le **premier** et le **deuxième** sont gras, le prix** et le délai** sont à voir en bas de page.",
        "Dupont & fils ; Martin & associés.",
        "L’ensemble { x } et la note ** de bas de page.",
        "Dans le code, `% s` est écrit avec un blanc.",
        "Le dossier C:\\nouveau est vide.",
        "Les prix vont de 5 $ {selon l’arrivage} à 10 $.",
    ],
};

/// What is broken, and how it is written whole.
struct Broken {
    /// The bytes of the text.
    span: Span,
    /// What should stand there.
    whole: String,
    /// Whether that is certain.
    is_certain: bool,
}

/// Reads what starts with a mark at a place of a text.
type Read = fn(&str, usize) -> Option<Broken>;

fn look(prose: &Prose) -> Vec<Sighting> {
    let text = &prose.text[prose.range.clone()];
    let bytes = text.as_bytes();
    let mut found: Vec<Broken> = Vec::new();
    // None of them is frequent in prose.
    for [a, b, c] in [*b"%{<", *b"]\\&"] {
        for at in memchr::memchr3_iter(a, b, c, bytes) {
            let read: Read = match bytes[at] {
                b'%' => marks::percent,
                b'{' => marks::braces,
                b'<' => marks::tag,
                b']' => marks::link,
                b'\\' => marks::line_feed,
                _ => marks::entity,
            };
            found.extend(read(text, at));
        }
    }
    marks::bold(text, &mut found);
    let is_prose = |broken: &Broken| {
        let Span { start, end } = broken.span;
        let is_opaque = prose.is_opaque(Span::new(prose.range.start + start, prose.range.start + end));
        !is_opaque && !is_code(text, start)
    };
    found.retain(is_prose);
    found.sort_by_key(|broken| broken.span);
    // What is inside another, as the second brace of `{ {`.
    found.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    found.into_iter().map(|broken| sighting(broken, prose.range.start)).collect()
}

/// Whether an odd number of back quotes stands before, in the line.
fn is_code(text: &str, at: usize) -> bool {
    let line = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    memchr::memchr_iter(b'`', &text.as_bytes()[line..at]).count() % 2 == 1
}

/// The confidence is a guess on the safe side: 4 million words of news, debates and manuals have no hit but `\ n°`, which is none now.
fn sighting(broken: Broken, offset: usize) -> Sighting {
    let Broken { span, whole, is_certain } = broken;
    let whole: String = whole.nfc().collect();
    let message = format!("this should be “{}”: the blanks break it", whole.trim());
    let sighting = Sighting::new(Span::new(offset + span.start, offset + span.end), 0.95, message);
    if is_certain { sighting.with_repair(whole, 0.98) } else { sighting.with_guess(whole, 0.8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is broken in guillemets, and what it should be.
    fn read(text: &str) -> Vec<(String, String)> {
        let whole = |found: Sighting| (found.span.of(text).to_owned(), found.repair.map_or(String::new(), |r| r.0));
        look(&Prose::of(text)).into_iter().map(whole).collect()
    }

    #[test]
    fn what_is_broken() {
        for (text, broken, whole) in [
            ("Bonjour% s !", "% s", " %s"),
            ("Il y a % d, % 2d ou % .2f", "% d", "%d"),
            ("Voir [le guide] (https://exemple.fr/guide).", "] (", "]("),
            ("Voir [le guide] (/aide/guide.md).", "] (", "]("),
            ("Le % {user} est là", "% {user}", "%{user}"),
            ("{ { user } } est là", "{ { user } }", "{{ user }}"),
            ("{{user} } est là", "{{user} }", "{{user}}"),
            ("$ { user } est là", "$ { user }", "${ user }"),
            ("Bonjour {user, bienvenue", "{user", "{user}"),
            ("un < a href=\"/b\">lien< / a>", "< a href=\"/b\">", "<a href=\"/b\">"),
            ("un mot ** très gras ** ici", "** très gras **", "**très gras**"),
            ("un **mot **gras", "**mot **", "**mot** "),
            ("**a** puis ** b**", "** b**", "**b**"),
            ("Fin.\\ nDébut", "\\ n", "\\n"),
            ("l& # 39; été", "& # 39;", "&#39;"),
        ] {
            assert_eq!(read(text).first(), Some(&(broken.to_owned(), whole.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_whole() {
        for text in [
            "L’auteur [sic] (https://exemple.fr) et la note [12] (https://exemple.fr)",
            "[il] (/elle) et [texte] (voir plus loin)",
            "3 ** 2 ** 2, et ** ATTENTION **",
            "si x < y > z et {\\bf mot }, \\textbf{ mot}",
            "100 % d actifs, en %",
            "fonction {return 1;\n}",
            "C:\\ nouveau, l’\\ nième, bogue \\ n° 12",
            "**",
            "** **",
            "{",
            "%",
            "& ;",
            "<",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

//! MT208: blanks inside a placeholder, tag, entity or mark of Markdown.

use super::{Blemish, Random, Spot};

pub(super) static BLEMISH: Blemish = Blemish { name: "split-placeholder", spoil };

/// Stands for a name.
const NAME: &str = "NOM";

/// Names of placeholders, translated or not.
const NAMES: &[&str] = &["name", "user", "count", "file_name", "user.email", "0", "1", "nom", "total", "utilisateur"];

/// What stands for itself, in the pieces between which a blank does harm: engines put it there.
const ALONE: &[&[&str]] = &[
    &["%", "s"],
    &["%", "d"],
    &["%", "(", NAME, ")", "s"],
    &["%1", "$", "s"],
    &["{NOM", "}"],
    &["{", "NOM}"],
    &["{", "{ NOM }", "}"],
    &["$", "{NOM}"],
    &["$", "{ NOM }"],
    &["%", "{", NAME, "}"],
    &["<", "br />"],
    &["<", "br /", ">"],
    &["\\", "n"],
    &["&", "nbsp", ";"],
    &["&", "#", "39", ";"],
];

/// What stands before and after a word, in such pieces.
const AROUND: &[(&[&str], &[&str])] = &[
    (&["<", "b>"], &["<", "/", "b>"]),
    (&["<", "strong>"], &["<", "/", "strong >"]),
    (&["<", "a href=\"/aide\">"], &["<", "/", "a>"]),
    (&["**", ""], &["", "**"]),
    (&["["], &["]", "(https://exemple.fr/aide)"]),
];

/// Writes something of the kind and breaks it as engines do: a blank at one border of its pieces at least, often at more.
fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let word = spot.surface(0);
    let is_whole = spot.gap_after(0) == " " && (spot.before().is_empty() || spot.before().ends_with(' '));
    if !is_whole || word.ends_with(['\'', '’']) {
        return None;
    }
    let name = pick(NAMES, random);
    let text = if random.chance(0.6) {
        format!("{word} {}", broken(pick(ALONE, random), name, random))
    } else {
        let (before, after) = pick(AROUND, random);
        // What is in one piece cannot break.
        let (first, second) = if random.chance(0.5) && before.len() > 1 {
            (broken(before, name, random), after.concat())
        } else {
            (before.concat(), broken(after, name, random))
        };
        format!("{first}{word}{second}")
    };
    Some((1, text))
}

fn pick<T: Copy>(all: &[T], random: &mut Random) -> T {
    all[(random.bits() % all.len() as u64) as usize]
}

/// The pieces with blanks at some borders, one at least.
fn broken(pieces: &[&str], name: &str, random: &mut Random) -> String {
    let borders = pieces.len() as u64 - 1;
    let sure = 1 + random.bits() % borders;
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 && (at as u64 == sure || random.chance(0.3)) {
            text.push(' ');
        }
        text.push_str(&piece.replace(NAME, name));
    }
    text
}

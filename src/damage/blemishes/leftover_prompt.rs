//! MT210: what a language model says before its answer.

use super::{Blemish, Random, Spot};

pub(super) static BLEMISH: Blemish = Blemish { name: "leftover-prompt", spoil };

/// Answers and questions as they are seen in the wild.
const SAID: &[(&str, f64)] = &[
    ("Voici la traduction :", 2.0),
    ("Voici la traduction en français :", 2.0),
    ("Voici la traduction du texte en français\u{a0}:", 1.0),
    ("Voici le texte traduit en français :", 1.0),
    ("Voici une traduction de votre texte :", 1.0),
    ("Bien sûr ! Voici la traduction du paragraphe :", 1.0),
    ("Certainement ! Voici une version reformulée du texte :", 1.0),
    ("Traduction :\n", 0.5),
    ("Traduction en français :", 1.0),
    ("**Traduction française :**", 1.0),
    ("En tant que modèle de langage, je n’ai pas accès à ce lien.", 1.0),
    ("En tant qu’intelligence artificielle, je ne peux pas donner mon avis.", 1.0),
    ("En tant qu'IA, je ne peux pas vérifier cette information.", 1.0),
    ("Traduis le texte suivant en français :", 1.0),
    ("Sure! Here's the translation:", 1.0),
    ("Sure, here is the text in French:", 1.0),
    ("Certainly! Here is the translated text:", 1.0),
    ("Here is the translation of the article:", 1.0),
    ("As an AI language model, I don't have access to current events.", 1.0),
    ("Translate the following text into French:", 1.0),
    ("I'm sorry, but I can't help with that.", 0.5),
];

fn spoil(spot: &Spot, random: &mut Random) -> Option<(usize, String)> {
    let gap = if random.chance(0.5) { "\n" } else { " " };
    spot.before().is_empty().then(|| (1, format!("{}{gap}{}", random.pick(SAID), spot.surface(0))))
}

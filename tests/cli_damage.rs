//! `intrus damage` as it is run, and what holds of damaged texts.

mod support;

use intrus::Pack;
use intrus::damage::{Damager, Gold, Mechanism, Plan, Series};
use proptest::prelude::*;
use proptest::sample::select;
use std::fs;
use std::sync::OnceLock;
use support::{Folder, snapshot};

const COUNCIL: &str = "Le conseil municipal a voté hier soir le budget de la ville, mais plusieurs élus s’y opposaient depuis déjà deux semaines.\r\n\
    La mairie rouvrira lundi la piscine, car les travaux ont duré plus longtemps que prévu et il a fallu remplacer la tuyauterie.\r\n\r\n\
    « Nous avons reçu deux mille demandes », se réjouit l’adjointe aux sports, qui rappelle que l’entrée restera gratuite.\r\n";

fn council() -> Folder {
    Folder::new().file("conseil.txt", COUNCIL)
}

/// What is printed on standard output.
fn printed(folder: &Folder, args: &[&str]) -> String {
    String::from_utf8(folder.command(args).output().unwrap().stdout).unwrap()
}

/// The text of a passage with the places undone.
fn undone(passage: &serde_json::Value) -> String {
    let text: Vec<char> = passage["text"].as_str().unwrap().chars().collect();
    let (mut out, mut at) = (String::new(), 0);
    for span in passage["spans"].as_array().unwrap() {
        let [start, end] = ["start", "end"].map(|key| span[key].as_u64().unwrap() as usize);
        assert!(at <= start && start < end && end <= text.len(), "{span}");
        assert_eq!(text[start..end].iter().collect::<String>(), span["surface"].as_str().unwrap());
        out.extend(&text[at..start]);
        out.push_str(span["gold"][0].as_str().unwrap());
        at = end;
    }
    out.extend(&text[at..]);
    out
}

#[test]
fn help() {
    snapshot!("help_damage", Folder::new().run(&["damage", "--help"]));
}

#[test]
fn passages_and_text() {
    let folder = council();
    snapshot!("damage", folder.run(&["damage", "--rate", "8", "conseil.txt"]));
    let text = folder.run(&["damage", "--rate", "8", "--format", "text", "conseil.txt"]);
    snapshot!("damage_text", &text);
    for unit in ["line", "paragraph", "file"] {
        let lines = printed(&folder, &["damage", "--rate", "8", "--passage", unit, "conseil.txt"]);
        for line in lines.lines() {
            let passage: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(undone(&passage), passage["original"].as_str().unwrap());
            assert!(COUNCIL.contains(passage["original"].as_str().unwrap()));
            // The same damage, however it is cut and written.
            assert!(text.contains(passage["text"].as_str().unwrap()), "{unit}: {line}");
        }
    }
}

#[test]
fn seeds() {
    let folder = council();
    let with = |seed: &str| printed(&folder, &["damage", "--rate", "5", "--seed", seed, "conseil.txt"]);
    assert_eq!(with("7"), with("7"));
    assert_ne!(with("7"), with("8"));
    // Each file is damaged as if it were the only one.
    let folder = council().file("autre.txt", COUNCIL);
    let both = printed(&folder, &["damage", "--rate", "5", "--seed", "7", "autre.txt", "conseil.txt"]);
    assert!(both.ends_with(&with("7")));
}

#[test]
fn one_mechanism() {
    let folder = council();
    let lines = printed(&folder, &["damage", "--rate", "4", "--mix", "cognate", "conseil.txt"]);
    assert!(lines.contains("\"origin\":\"cognate\""), "{lines}");
    for line in lines.lines() {
        let passage: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(passage["kind"], "cognate");
        assert!(passage["spans"].as_array().unwrap().iter().all(|span| span["origin"] == "cognate"));
    }
}

#[test]
fn errors() {
    let folder = council().file("image.bin", b"\x89PNG\0\0").file("page.md", "Le *conseil* a voté.\n");
    snapshot!("damage_no_file", folder.run(&["damage"]));
    snapshot!("damage_unknown_mechanism", folder.run(&["damage", "--mix", "homograph=3,translation=1", "conseil.txt"]));
    snapshot!("damage_wrong_share", folder.run(&["damage", "--mix", "homograph=-1", "conseil.txt"]));
    snapshot!("damage_named_twice", folder.run(&["damage", "--mix", "cognate,cognate=2", "conseil.txt"]));
    snapshot!("damage_unknown_thesaurus", folder.run(&["damage", "--without", "roget", "conseil.txt"]));
    snapshot!("damage_wrong_rate", folder.run(&["damage", "--rate", "0", "conseil.txt"]));
    let inputs = ["damage", "--rate", "1000000", "absent.txt", "image.bin", ".", "page.md"];
    snapshot!("damage_unreadable", folder.run(&inputs));
}

#[test]
fn encodings() {
    let latin = COUNCIL.replace('’', "'").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>();
    let folder = council().file("latin.txt", latin).file("marque.txt", format!("\u{FEFF}{COUNCIL}"));
    let text = printed(&folder, &["damage", "--format", "text", "conseil.txt"]);
    assert_eq!(printed(&folder, &["damage", "--format", "text", "marque.txt"]), text);
    let latin = folder.command(&["damage", "--format", "text", "latin.txt"]).output().unwrap();
    assert!(String::from_utf8(latin.stdout).unwrap().contains("voté"));
    assert!(String::from_utf8(latin.stderr).unwrap().contains("read as Windows-1252"));
    let piped = folder.run_with_input(&["damage", "--format", "text", "-"], COUNCIL.as_bytes());
    assert!(piped.contains(&text), "{piped}");
    assert!(folder.run_with_input(&["damage", "-"], b" \n").starts_with("exit status: 0\n----- stdout -----\n-----"));
}

#[test]
fn output_files() {
    let folder = council().file("ancien.jsonl", "avant").file("bench/x", "");
    let lines = printed(&folder, &["damage", "conseil.txt"]);
    let names = || fs::read_dir(folder.path()).unwrap().count();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let before = names();
    // What cannot be read leaves the output as it was.
    let status =
        folder.command(&["damage", "-o", "ancien.jsonl", "conseil.txt", "absent.txt"]).output().unwrap().status;
    assert_eq!((status.code(), read("ancien.jsonl").as_str(), names()), (Some(2), "avant", before));
    snapshot!("damage_output", folder.run(&["damage", "-o", "ancien.jsonl", "conseil.txt"]));
    assert_eq!((read("ancien.jsonl"), names()), (lines.clone(), before));
    folder.run(&["damage", "-o", "bench/neuf.jsonl", "conseil.txt"]);
    assert_eq!(read("bench/neuf.jsonl"), lines);
    snapshot!("damage_output_is_input", folder.run(&["damage", "-o", "./conseil.txt", "conseil.txt"]));
    snapshot!("damage_output_is_folder", folder.run(&["damage", "-o", "bench", "conseil.txt"]));
    snapshot!("damage_output_nowhere", folder.run(&["damage", "-o", "nulle/part.jsonl", "conseil.txt"]));
    assert_eq!(read("conseil.txt"), COUNCIL);
}

const WORDS: &[&str] = &[
    "le",
    "la",
    "l’",
    "l'",
    "qu’",
    "une",
    "des",
    "car",
    "plus",
    "mais",
    "long",
    "pain",
    "programme",
    "problème",
    "toujours",
    "déjà",
    "mode",
    "est",
    "conseil",
    "mairie",
    "voté",
    "élus",
    "e\u{301}te\u{301}",
    "œuvre",
    "Paris",
    "Été",
    "LOI",
    "en",
    "outre",
    "however",
    "12,5",
    "«",
    "»",
    ",",
    ".",
    "(",
    "\n",
    "\r\n",
    "https://a.fr",
    "😀",
];

fn damager() -> &'static Damager {
    static DAMAGER: OnceLock<Damager> = OnceLock::new();
    DAMAGER.get_or_init(|| Damager::new(Pack::embedded()))
}

fn put_back(text: &str, golds: &[Gold]) -> String {
    let mut text = text.to_owned();
    golds.iter().rev().for_each(|gold| text.replace_range(gold.start..gold.end, &gold.gold[0]));
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn damage_can_be_undone(
        texts in proptest::collection::vec(proptest::collection::vec((select(WORDS), select(&[" ", " ", ""][..])), 0..40), 1..4),
        rate in 0.0..1.0f64,
        seed: u64,
        only in proptest::option::of(select(&Mechanism::ALL[..])),
    ) {
        let mut plan = Plan { rate, ..Plan::default() };
        if let Some(only) = only {
            plan.mix = vec![(only, 1.0)];
        }
        let [mut series, mut again] = [0, 1].map(|_| Series::new(damager(), &plan, seed));
        for pieces in texts {
            let text: String = pieces.into_iter().flat_map(|(word, blank)| [word, blank]).collect();
            let (damaged, golds) = series.damage(&text);
            prop_assert_eq!(put_back(&damaged, &golds), text.as_str());
            let mut at = 0;
            for gold in &golds {
                prop_assert!(at <= gold.start && gold.start < gold.end, "{gold:?} after {at}");
                // Panics between the bytes of a character.
                prop_assert_eq!(&damaged[gold.start..gold.end], gold.surface.as_str());
                prop_assert_ne!(&gold.surface, &gold.gold[0]);
                prop_assert!(only.is_none_or(|only| only == gold.mechanism));
                at = gold.end;
            }
            prop_assert_eq!((damaged, golds), again.damage(&text));
        }
    }
}

#[test]
fn rate_and_mix_are_as_asked() {
    let text = COUNCIL.repeat(400);
    let plan = Plan { mix: vec![(Mechanism::InsideWord, 0.1), (Mechanism::Untranslated, 0.9)], ..Plan::benchmark() };
    let mut series = Series::new(damager(), &plan, 1);
    let golds = series.damage(&text).1;
    let words = intrus::text::Scanner::new(&text, 0, text.len(), &[])
        .filter(|token| token.kind == intrus::text::TokenKind::Word)
        .count() as f64;
    let inside = golds.iter().filter(|gold| gold.mechanism == Mechanism::InsideWord).count() as f64;
    let count = golds.len() as f64;
    assert!((count / words * 30.0 - 1.0).abs() < 0.1, "{count} places in {words} words");
    assert!((inside / count - 0.1).abs() < 0.03, "{inside} of {count} places");
}

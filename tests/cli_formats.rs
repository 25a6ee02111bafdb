//! Runs of the program on the files of translators and offices.

mod support;

use std::fs;
use support::{Folder, snapshot};

const PO: &str = r#"msgid ""
msgstr "Language: fr\n"

msgid "The works took longer than planned."
msgstr ""
"Les travaux ont duré plus prolonged que prévu, vehi"
"cle il a fallu remplacer toute la tuyauterie. Nous avons \"already\" reçu deux mille demandes, in "
"addition des dons."
"#;

const HTML: &str = "<p lang=fr>Les travaux ont dur&eacute; plus <b>prolonged</b> que prévu, <b>vehi</b>cle il a fallu
remplacer <img alt=\"La tuyauterie however neuve\"> toute la tuyauterie.</p>
<p lang=en>The works took longer than planned, because all the pipes had to be replaced.</p>
";

#[test]
fn check() {
    let folder = Folder::new().file("fr.po", PO).file("page.html", HTML);
    snapshot!("formats_check", folder.run(&["check", "--no-config", "--format", "concise"]));
}

#[test]
fn what_crosses_markup_is_shown_only() {
    let folder = Folder::new().file("page.html", HTML);
    let found = folder.command(&["check", "--no-config", "--format", "jsonl"]).output().unwrap().stdout;
    let found: Vec<serde_json::Value> =
        String::from_utf8(found).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let vehicle = found.iter().find(|f| f["surface"] == "vehicle").unwrap();
    assert_eq!(vehicle["applicability"], "none");
    assert_eq!(vehicle.get("edit"), None);
    let start = HTML.find("vehi").unwrap();
    assert_eq!((vehicle["start"].as_u64(), vehicle["end"].as_u64()), (Some(start as u64), Some(start as u64 + 11)));
}

#[test]
fn fix() {
    let folder = Folder::new().file("fr.po", PO).file("page.html", HTML);
    folder.run(&["fix", "--no-config", "--unsafe"]);
    for (name, before) in [("fr.po", PO), ("page.html", HTML)] {
        let after = fs::read_to_string(folder.path().join(name)).unwrap();
        assert_ne!(after, before, "{name}");
        // What was fixed is fixed.
        folder.run(&["fix", "--no-config", "--unsafe"]);
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), after, "{name}");
    }
}

#[test]
fn standard_input_is_told_by_what_it_holds() {
    let folder = Folder::new();
    let found = folder.run_with_input(&["check", "--no-config", "--format", "concise", "-"], PO.as_bytes());
    assert!(found.contains("“vehicle”"), "{found}");
}

/// Files that cannot be read as what they are.
const BROKEN: &[(&str, &str)] = &[
    ("accolade.json", "{\"titre\": \"Il pleut, vehicle il est tard.\""),
    ("crochet.json", "{\"titre\": [\"Il pleut.\"}}"),
    ("guillemet.json", "{\n  \"titre\": \"Il pleut,\n  \"suite\": \"vehicle il est tard.\"\n}\n"),
    ("virgule.json", "{\n  \"titre\": \"Il pleut,\"\n  \"suite\": \"vehicle il est tard.\"\n}\n"),
    ("catalogue.xcstrings", "{\"strings\": {"),
    ("guillemet.yml", "fr:\n  été: \"Il pleut,\n  suite: vehicle il est tard.\n"),
    ("retrait.yml", "fr:\n  titre: Il pleut.\n   suite: vehicle il est tard.\n"),
    ("gabarit.yaml", "{{- if .Values.pluie }}\ntitre: Il pleut.\n{{- end }}\n"),
    ("guillemet.po", "msgid \"It rains.\"\nmsgstr \"Il pleut, vehicle il est tard.\n"),
    ("ligne.po", "msgid \"It rains.\"\nmsgstr \"Il pleut.\"\n<<<<<<< HEAD\n"),
    ("nombre.po", "msgid \"It rains.\"\nmsgstr[un] \"Il pleut.\"\n"),
    ("intérieur.po", "msgid \"It rains.\"\nmsgstr \"Il dit \"oui\" deux fois.\"\n"),
    ("guillemet.strings", "\"titre\" = \"Il pleut, vehicle il est tard.;\n"),
    ("point-virgule.strings", "\"titre\" = \"Il pleut.\"\n\"suite\" = \"Il neige.\";\n"),
    ("valeur.strings", "/* pluie */\n\"titre\" = ;\n"),
    ("égal.strings", "\"titre\" \"Il pleut.\";\n"),
    ("clé.strings", "= \"Il pleut.\";\n"),
    ("ouvert.xlf", "<xliff version=\"1.2\"><file>\n<target>Il pleut, vehicle il est tard.</target>\n"),
    ("croisé.tmx", "<tmx>\n<body><tu></body></tu>\n</tmx>\n"),
    ("strings.xml", "<resources>\n<string name=\"pluie>Il pleut.</string>\n</resources>\n"),
];

#[test]
fn broken_files() {
    let folder = BROKEN.iter().fold(Folder::new(), |folder, (name, text)| folder.file(name, text));
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain("\"a\" = \"Oui\"\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let folder = folder.file("utf16.strings", utf16).file("z.txt", "Le conseil a voté la loi, vehicle il est tard.\n");
    snapshot!("broken_check", folder.run(&["check", "--no-config", "--format", "concise"]));
    snapshot!("broken_explain", folder.run(&["explain", "retrait.yml:2:11"]));
    let fixed = folder.run(&["fix", "--no-config", "--unsafe"]);
    assert!(fixed.starts_with("exit status: 2"), "{fixed}");
    assert!(fixed.contains("z.txt:1:27"), "{fixed}");
    for (name, text) in BROKEN {
        assert!(fixed.contains(&format!("intrus: error: {name}:")), "{name}: {fixed}");
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), *text, "{name}");
    }
}

/// What other programs read is no error, however odd it looks.
#[test]
fn odd_files_are_read() {
    let po = "# fr\n#. note\n#: a.c:1\n#| msgid \"old\nmsgctxt \"a\"\nmsgid \"\" \"It \\\"rains\\\".\"\nmsgstr \"Il pleut.\" # fin\n\n\
        domain \"b\"\nmsgid \"one\" msgid_plural \"more\"\nmsgstr[0] \"un\"\n  msgstr [1]\t\"plus\"\n\n#~ msgid \"old\n#~ msgstr old\n";
    let strings = "// a = \"\n/* \"b\" */\n\"titre\" = \"Il dit \\\"oui\\\".\"; NSName = \"Oui\"; bare.key-1=oui;;\n\
        \"seul\";\n\"deux\"\n  = /* ici */ \"lignes\nde texte\" ;\n// fin";
    let yaml = "# \ttabulation\nfr:\t# ici\n  a: 1\t# là\n\t# seule\n  b: {{ .Values.titre }}\n  c: \"{{ .Values.titre }}\"\n  \
        d: titre {{ x }}\n  e: !Ref y\n  f: &g [a,\n    b,\n  ]\n  h: *g\n---\na: b\n...\n";
    let folder = Folder::new()
        .file("a.po", po)
        .file("b.po", "msgid \"a\"\r\nmsgstr \"b\"\r\n")
        .file("c.pot", "")
        .file("a.strings", strings)
        .file("b.strings", "<?xml version=\"1.0\"?>\n<plist><dict><key>a</key><string>b</string></dict></plist>\n")
        .file("c.strings", "{ \"a\" = (\"b\", \"c\"); }\n")
        .file("a.yml", yaml)
        .file("a.json", "{\"a\": 1}\n{\"a\": [true, null, 2e3,], \"b\": \"\\\"/*\"}\n")
        .file("b.jsonc", "// \"{\n{\"a\": /* ] */ \"b\", // fin\n}\n")
        .file("c.json", "");
    let checked = folder.run(&["check", "--no-config", "--format", "jsonl"]);
    assert_eq!(checked, "exit status: 0\n----- stdout -----\n----- stderr -----\n");
}

#[test]
fn columns_that_are_not_there() {
    let table = "id;texte\n1;Il pleut, vehicle il est tard.\n";
    let many: Vec<String> = (1..=30).map(|number| format!("c{number}")).collect();
    let folder = Folder::new()
        .file("a.csv", table)
        .file("b.tsv", table.replace(';', "\t"))
        .file("c.csv", many.join(","))
        .file("vide.csv", "")
        .file("z.txt", "Le conseil a voté la loi, vehicle il est tard.\n");
    let check = |columns| folder.run(&["check", "--no-config", "--format", "concise", "--columns", columns]);
    snapshot!("columns_missing", check("id,zz"));
    snapshot!("columns_by_number", check("Texte,3"));
    assert!(folder.run(&["check", "--no-config", "--columns", "TEXTE", "a.csv"]).starts_with("exit status: 1"));
    assert!(folder.run(&["check", "--no-config", "--columns", "2", "a.csv"]).starts_with("exit status: 1"));
    let fixed = folder.run(&["fix", "--no-config", "--unsafe", "--columns", "texte,zz", "a.csv"]);
    assert!(fixed.starts_with("exit status: 2"), "{fixed}");
    assert_eq!(fs::read_to_string(folder.path().join("a.csv")).unwrap(), table);
    let folder = folder.file("intrus.toml", "columns = [\"zz\"]\n");
    assert!(folder.run(&["check", "a.csv"]).contains("a.csv:1:1: no column “zz” among “id”, “texte”"));
}

#[cfg(feature = "office")]
mod office {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(name: &str, content: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn folder() -> Folder {
        let word = "<w:document><w:body><w:p><w:r><w:t>Un titre</w:t></w:r></w:p><w:p><w:r><w:t>Les travaux ont duré \
            plus prolonged que prévu, vehi</w:t></w:r><w:r><w:t>cle il a fallu tout remplacer.</w:t></w:r></w:p></w:body></w:document>";
        let open = "<office:body><text:p>Le conseil a voté la loi, <text:span>however</text:span> plusieurs élus s’y \
            opposaient.</text:p></office:body>";
        Folder::new()
            .file("a.docx", archive("word/document.xml", word))
            .file("b.odt", archive("content.xml", open))
            .file("c.docx", "PK\u{3}\u{4}")
    }

    #[test]
    fn read_by_paragraph() {
        let folder = folder();
        let all = ["check", "--no-config", "--format", "concise", "a.docx", "b.odt", "c.docx"];
        snapshot!("office_check", folder.run(&all));
        let found = folder.command(&["check", "--no-config", "--format", "jsonl", "a.docx"]).output().unwrap().stdout;
        let first = String::from_utf8(found).unwrap().lines().next().unwrap().to_owned();
        let first: serde_json::Value = serde_json::from_str(&first).unwrap();
        let place = ["paragraph", "start", "end", "line"].map(|name| first[name].as_u64().unwrap());
        assert_eq!(place, [2, 27, 36, 2]);
        assert_eq!((&first["applicability"], first.get("edit")), (&"none".into(), None));
    }

    #[test]
    fn never_written() {
        let folder = folder();
        let before = fs::read(folder.path().join("a.docx")).unwrap();
        snapshot!("office_fix", folder.run(&["fix", "--no-config", "--unsafe", "a.docx"]));
        assert_eq!(fs::read(folder.path().join("a.docx")).unwrap(), before);
    }
}

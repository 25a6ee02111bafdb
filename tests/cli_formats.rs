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

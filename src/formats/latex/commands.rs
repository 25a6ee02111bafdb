//! The commands of LaTeX that matter to the text.

/// What a command means for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Begin,
    End,
    /// Ends the paragraph.
    Paragraph,
    /// Sets off its argument, which stays part of the text.
    Set,
    /// The same in italics.
    Emphasis,
    /// The argument is a heading.
    Heading,
    /// The argument is a text of its own.
    Note,
    /// The second argument is part of the text, the first is an address.
    Link,
    /// No prose, with all its arguments.
    Other,
}

/// What a command of this name means.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "begin" => Kind::Begin,
        "end" => Kind::End,
        "bigskip" | "clearpage" | "hline" | "item" | "medskip" | "newline" | "newpage" | "par" | "smallskip"
        | "toprule" | "midrule" | "bottomrule" => Kind::Paragraph,
        "textbf" | "textmd" | "textnormal" | "textrm" | "textsc" | "textsf" | "textup" | "underline" | "uline"
        | "enquote" | "mbox" | "text" | "textsuperscript" | "textsubscript" | "bfseries" | "centering" | "noindent"
        | "small" | "footnotesize" | "scriptsize" | "tiny" | "normalsize" | "large" | "Large" | "LARGE" | "huge"
        | "scshape" | "sffamily" | "rmfamily" => Kind::Set,
        "emph" | "textit" | "textsl" => Kind::Emphasis,
        "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph" | "subparagraph" | "title"
        | "frametitle" | "framesubtitle" => Kind::Heading,
        "caption" | "footnote" | "marginpar" | "thanks" | "footnotetext" => Kind::Note,
        "href" | "hyperref" | "textcolor" => Kind::Link,
        _ => Kind::Other,
    }
}

/// Environments whose content is no prose.
pub(super) const CODE: &[&str] = &[
    "align",
    "alltt",
    "comment",
    "displaymath",
    "eqnarray",
    "equation",
    "filecontents",
    "gather",
    "listing",
    "lstlisting",
    "math",
    "minted",
    "multline",
    "pgfpicture",
    "picture",
    "thebibliography",
    "tikzpicture",
    "verbatim",
    "Verbatim",
];

/// Commands that are one character.
pub(super) const SIGNS: &[(&str, char)] = &[
    ("AE", 'Æ'),
    ("OE", 'Œ'),
    ("ae", 'æ'),
    ("dots", '…'),
    ("fg", '»'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("ldots", '…'),
    ("oe", 'œ'),
    ("og", '«'),
    ("ss", 'ß'),
    ("textendash", '–'),
    ("textemdash", '—'),
];

/// Accents: command, letter, and both as one.
pub(super) const ACCENTS: &[(&str, &str, char)] = &[
    ("'", "e", 'é'),
    ("'", "E", 'É'),
    ("'", "a", 'á'),
    ("'", "i", 'í'),
    ("'", "o", 'ó'),
    ("'", "u", 'ú'),
    ("`", "a", 'à'),
    ("`", "A", 'À'),
    ("`", "e", 'è'),
    ("`", "E", 'È'),
    ("`", "u", 'ù'),
    ("`", "U", 'Ù'),
    ("^", "a", 'â'),
    ("^", "A", 'Â'),
    ("^", "e", 'ê'),
    ("^", "E", 'Ê'),
    ("^", "i", 'î'),
    ("^", "I", 'Î'),
    ("^", "o", 'ô'),
    ("^", "O", 'Ô'),
    ("^", "u", 'û'),
    ("^", "U", 'Û'),
    ("\"", "a", 'ä'),
    ("\"", "e", 'ë'),
    ("\"", "E", 'Ë'),
    ("\"", "i", 'ï'),
    ("\"", "I", 'Ï'),
    ("\"", "o", 'ö'),
    ("\"", "u", 'ü'),
    ("\"", "y", 'ÿ'),
    ("c", "c", 'ç'),
    ("c", "C", 'Ç'),
    ("~", "n", 'ñ'),
];

/// A character in a file of ASCII alone.
pub(super) fn written(c: char) -> Option<String> {
    match c {
        '’' => return Some("'".to_owned()),
        '–' => return Some("--".to_owned()),
        '—' => return Some("---".to_owned()),
        _ => {}
    }
    if let Some((sign, base, _)) = ACCENTS.iter().find(|(_, _, accented)| *accented == c) {
        return Some(format!("\\{sign}{{{base}}}"));
    }
    SIGNS.iter().find(|(_, sign)| *sign == c).map(|(name, _)| format!("\\{name}{{}}"))
}

//! Files made up at random, in every format: a head, units with random text in them, a tail.

/// How files of a format are made up. In every part `{T}` stands for some text, `{W}` for one word that can be told from
/// all others, and `{N}` for a number that comes once.
pub struct Shape {
    /// Name of the files.
    pub file: &'static str,
    head: &'static str,
    units: &'static [&'static str],
    tail: &'static str,
    /// What may stand between two words beside a space.
    breaks: &'static [&'static str],
    /// What may stand among the words.
    spices: &'static [&'static str],
}

const WORDS: &[&str] = &[
    "le",
    "chat",
    "été",
    "à",
    "l’année",
    "où",
    "ça",
    "Paris",
    "très,",
    "cœur",
    "« ici »",
    "journal",
    "aujourd’hui",
    "peut-être",
    "élève",
    "vite.",
    "Noël",
    "demain",
    "œuvre",
    "(hier)",
    "trois",
    "maison !",
];

/// A file and the words in it that can be told from all others.
pub fn made_up(shape: &Shape, random: &mut Random) -> (String, usize) {
    let mut maker = Maker { shape, random, out: shape.head.to_owned(), words: 0, numbers: 0 };
    for _ in 0..1 + maker.random.below(6) {
        let unit = maker.random.of(shape.units);
        maker.fill(unit);
    }
    let words = maker.words;
    let out = maker.out + shape.tail;
    (out, words)
}

/// A word that no other file of the tests has twice.
pub fn word(n: usize) -> String {
    const CONSONANTS: &[u8] = b"bdfgklmnprstvz";
    let letter = |i: usize| char::from(CONSONANTS[i % CONSONANTS.len()]);
    let k = CONSONANTS.len();
    format!("zu{}o{}a{}e", letter(n), letter(n / k), letter(n / k / k))
}

struct Maker<'a> {
    shape: &'a Shape,
    random: &'a mut Random,
    out: String,
    words: usize,
    numbers: usize,
}

impl Maker<'_> {
    fn fill(&mut self, template: &str) {
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            self.out.push_str(&rest[..at]);
            let slot = rest.get(at..at + 3).unwrap_or("{");
            match slot {
                "{T}" => self.text(),
                "{W}" => self.word(),
                "{N}" => {
                    self.numbers += 1;
                    self.out.push_str(&self.numbers.to_string());
                }
                _ => self.out.push('{'),
            }
            let known = matches!(slot, "{T}" | "{W}" | "{N}");
            rest = &rest[at + if known { 3 } else { 1 }..];
        }
        self.out.push_str(rest);
    }

    fn word(&mut self) {
        self.out.push_str(&word(self.words));
        self.words += 1;
    }

    /// A word, then words and what the format has among them.
    fn text(&mut self) {
        self.word();
        for _ in 0..self.random.below(9) {
            match self.shape.breaks {
                breaks if !breaks.is_empty() && self.random.below(6) == 0 => self.out.push_str(self.random.of(breaks)),
                _ => self.out.push(' '),
            }
            match self.random.below(8) {
                0 | 1 if !self.shape.spices.is_empty() => {
                    let spice = self.random.of(self.shape.spices);
                    self.fill(spice);
                }
                2..=4 => self.word(),
                _ => self.out.push_str(self.random.of(WORDS)),
            }
        }
    }
}

/// SplitMix64: the same files every time.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const LINE: &[&str] = &["\n"];

pub const SHAPES: &[Shape] = &[
    Shape {
        file: "a.txt",
        head: "",
        units: &["{T}\n\n", "{T}\n", "- {T}\n- {T}\n\n", "   {T}\n\n"],
        tail: "",
        breaks: LINE,
        spices: &["https://exemple.org/{N}", "\"{W}\"", "{W}-{W}", "&amp;", "<b>", "#mot", "l'{W}"],
    },
    Shape {
        file: "a.md",
        head: "",
        units: &[
            "{T}\n\n",
            "# {T}\n\n",
            "- {T}\n- {T}\n\n",
            "> {T}\n\n",
            "1. {T}\n\n   {T}\n\n",
            "| {W} | {T} |\n|---|---|\n| {W} | {W} |\n\n",
            "```\n{T}\n```\n\n",
            "{T}  \n{T}\n\n",
            "<div>\n{W}\n</div>\n\n",
            "![{W}](a{N}.png \"{W}\")\n\n",
            "Titre {W}\n=====\n\n",
        ],
        tail: "",
        breaks: &[],
        spices: &[
            "*{W}*",
            "**{W} {W}**",
            "`{W}`",
            "[{W}](https://exemple.org/{N})",
            "\\*",
            "&nbsp;",
            "<b>{W}</b>",
            "~~{W}~~",
            "\"{W}\"",
        ],
    },
    Shape {
        file: "a.mdx",
        head: "import A from './a'\n\n",
        units: &["{T}\n\n", "## {T}\n\n", "<A>\n\n{T}\n\n</A>\n\n", "- {T}\n\n", "```js\n{W}\n```\n\n"],
        tail: "",
        breaks: &[],
        spices: &["*{W}*", "`{W}`", "{x}", "<A b=\"{W}\"/>", "[{W}](/a{N})"],
    },
    Shape {
        file: "a.po",
        head: "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n",
        units: &[
            "msgid \"Key {N}\"\nmsgstr \"{T}\"\n\n",
            "#, c-format\nmsgctxt \"c{N}\"\nmsgid \"%s {N}\"\nmsgstr \"\"\n\"{T} \"\n\"{T}\\n\"\n\"{T}\"\n\n",
            "msgid \"A {N}\"\nmsgid_plural \"B {N}\"\nmsgstr[0] \"{T}\"\nmsgstr[1] \"{T}\"\n\n",
            "# {W} {W}\n#: a.c:{N}\n#, fuzzy\nmsgid \"F {N}\"\nmsgstr \"{T}\"\n\n",
            "#~ msgid \"old {N}\"\n#~ msgstr \"{T}\"\n\n",
        ],
        tail: "",
        breaks: &[" \"\n\"", "\"\n\" "],
        spices: &["%s", "%1$d", "\\\"{W}\\\"", "<b>{W}</b>", "&amp;", "\\t", "\\n", "{nom}", "\\\\", "l'{W}"],
    },
    Shape {
        file: "a.xlf",
        head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n<file original=\"a\" source-language=\"en\" target-language=\"fr\" datatype=\"plaintext\"><body>\n",
        units: &[
            "<trans-unit id=\"{N}\"><source>Key</source><target>{T}</target></trans-unit>\n",
            "<trans-unit id=\"{N}\"><source>Key</source><target state=\"translated\"><![CDATA[{W} <b>{W}</b> & {W}]]></target></trans-unit>\n",
            "<trans-unit id=\"{N}\" translate=\"no\"><source>Key</source><target>{T}</target></trans-unit>\n",
            "<trans-unit id='{N}'>\r\n<source>Key</source>\n<target>\n  {T}\n</target><note>{T}</note></trans-unit>\n",
        ],
        tail: "</body></file></xliff>\n",
        breaks: LINE,
        spices: &[
            "<g id=\"{N}\">{W}</g>",
            "<x id=\"{N}\"/>",
            "&amp;",
            "&#233;t&#xe9;",
            "<ph id=\"{N}\">%s</ph>",
            "&lt;b&gt;{W}&lt;/b&gt;",
            "<!-- {W} -->",
            "\"{W}\"",
        ],
    },
    Shape {
        file: "a.xliff",
        head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" trgLang=\"fr\">\n<file id=\"f\">\n",
        units: &[
            "<unit id=\"{N}\"><segment><source>Key</source><target>{T}</target></segment></unit>\n",
            "<unit id=\"{N}\"><segment state=\"reviewed\"><source>A</source><target>{T}</target></segment><ignorable><source> </source><target> </target></ignorable><segment><source>B</source><target>{T}</target></segment></unit>\n",
            "<unit id=\"{N}\" translate=\"no\"><segment><source>A</source><target>{T}</target></segment></unit>\n",
        ],
        tail: "</file></xliff>\n",
        breaks: LINE,
        spices: &[
            "<pc id=\"p{N}\">{W}</pc>",
            "<ph id=\"h{N}\"/>",
            "&amp;",
            "&apos;",
            "<mrk id=\"m{N}\" translate=\"no\">{W}</mrk>",
            "{nom}",
        ],
    },
    Shape {
        file: "a.html",
        head: "<!DOCTYPE html>\n<html lang=\"fr\"><head><title>Titre</title><script>var a = \"<p>zz\";</script></head><body>\n",
        units: &[
            "<p>{T}</p>\n",
            "<h2 id=\"t{N}\">{T}</h2>\n",
            "<ul><li>{T}<li>{T}</ul>\n",
            "<div title=\"{W} &quot;{W}\">{T}</div>\n",
            "<p lang=en>{T}</p>\n",
            "<pre>{T}\n{T}</pre>\n",
            "<table><tr><td>{T}<td>{T}</table>\n",
            "<img alt='{W} {W}' src=a{N}.png>\n",
            "<!-- {T} -->\n",
            "<textarea>{T}</textarea>\n",
        ],
        tail: "</body></html>\n",
        breaks: &["\n", "\n   ", "<br>"],
        spices: &[
            "<b>{W}</b>",
            "<a href='/{N}'>{W} {W}</a>",
            "&amp;",
            "&eacute;t&#233;",
            "&nbsp;",
            "<code>{W}</code>",
            "<i>{W}</i>s",
            "&lt;",
            "\"{W}\"",
            "AT&T",
        ],
    },
    Shape {
        file: "a.srt",
        head: "1\n00:00:01,000 --> 00:00:02,000\nBonjour.\n\n",
        units: &[
            "{N}\n00:00:03,000 --> 00:00:04,000\n{T}\n\n",
            "{N}\n00:00:05,000 --> 00:00:06,000\n- {T}\n- {T}\n\n",
            "{N}\n00:00:07,000 --> 00:00:08,500\n<i>{T}</i>\n{T}.\n\n",
        ],
        tail: "",
        breaks: LINE,
        spices: &["<b>{W}</b>", "♪", "{\\an8}", "\"{W}\"", "l'{W}", "&"],
    },
    Shape {
        file: "a.vtt",
        head: "WEBVTT\n\nNOTE un mot\n\n",
        units: &[
            "{N}\n00:03.000 --> 00:04.000\n{T}\n\n",
            "00:05.000 --> 00:06.000 align:start\n<v Anne>{T}\n\n",
            "c{N}\n00:07.000 --> 00:08.000\n- {T}\n- {T}.\n\n",
        ],
        tail: "",
        breaks: LINE,
        spices: &["<c.rouge>{W}</c>", "&amp;", "<00:07.500>", "<i>{W}</i>", "\"{W}\""],
    },
    Shape {
        file: "a.json",
        head: "{\n",
        units: &[
            "  \"k{N}\": \"{T}\",\n",
            "  \"o{N}\": {\"a\": \"{T}\", \"b\": [\"{T}\", 12, null, \"{W}\"]},\n",
            "\t\"u{N}\" : \"\\u00e9t\\u00e9 {W} \\ud83d\\ude00 {T}\",\n",
        ],
        tail: "  \"fin\": true\n}\n",
        breaks: &["\\n", "\\t"],
        spices: &[
            "\\\"{W}\\\"",
            "%s",
            "{{nom}}",
            "{n, plural, one {{W} mot} other {# {W}}}",
            "<b>{W}</b>",
            "\\/",
            "\\\\",
            "l'{W}",
        ],
    },
    Shape {
        file: "a.arb",
        head: "{\n  \"@@locale\": \"fr\",\n",
        units: &[
            "  \"k{N}\": \"{T}\",\n",
            "  \"p{N}\": \"{n, plural, one{{W} mot} other{{n} {W}}}\",\n",
            "  \"@k{N}\": {\"description\": \"{T}\"},\n",
        ],
        tail: "  \"fin\": \"Le mot de la fin\"\n}\n",
        breaks: &["\\n"],
        spices: &["\\\"{W}\\\"", "{nom}", "\\u00e9t\\u00e9"],
    },
    Shape {
        file: "a.xcstrings",
        head: "{\n  \"sourceLanguage\" : \"en\",\n  \"strings\" : {\n",
        units: &[
            "    \"k{N}\" : { \"localizations\" : { \"fr\" : { \"stringUnit\" : { \"state\" : \"translated\", \"value\" : \"{T}\" } } } },\n",
            "    \"p{N}\" : { \"localizations\" : { \"fr\" : { \"variations\" : { \"plural\" : { \"one\" : { \"stringUnit\" : { \"state\" : \"translated\", \"value\" : \"%lld {T}\" } }, \"other\" : { \"stringUnit\" : { \"state\" : \"translated\", \"value\" : \"{T}\" } } } } }, \"de\" : { \"stringUnit\" : { \"value\" : \"{T}\" } } } },\n",
        ],
        tail: "    \"fin\" : { }\n  },\n  \"version\" : \"1.0\"\n}\n",
        breaks: &["\\n"],
        spices: &["\\\"{W}\\\"", "%@", "%1$lld"],
    },
    Shape {
        file: "a.properties",
        head: "# un mot\n",
        units: &[
            "k{N} = {T}\n",
            "k{N}: {T} \\\n      {T}\n",
            "k{N}={T} \\u00e9t\\u00e9 {T}\n",
            "! {T}\nk{N} {T}\n",
            "k{N}={W} l''{W} {0} {T}\n",
        ],
        tail: "vide=\n",
        breaks: &[" \\\n    "],
        spices: &["\\t{W}", "\\:", "\\\\", "<b>{W}</b>", "\"{W}\"", "100 %"],
    },
    Shape {
        file: "strings.xml",
        head: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<resources>\n",
        units: &[
            "    <string name=\"k{N}\">{T}</string>\n",
            "    <string name=\"q{N}\">\"{W}  {W}\"</string>\n",
            "    <string name=\"c{N}\"><![CDATA[{W} <b>{W}</b>]]></string>\n",
            "    <plurals name=\"p{N}\"><item quantity=\"one\">%d {T}</item><item quantity=\"other\">{T}</item></plurals>\n",
            "    <!-- {T} -->\n",
            "    <string name=\"n{N}\" translatable=\"false\">{T}</string>\n",
        ],
        tail: "</resources>\n",
        breaks: &["\n        ", "\\n"],
        spices: &["l\\'{W}", "&amp;", "%1$s", "<b>{W}</b>", "\\u00e9t\\u00e9", "\\\"{W}\\\"", "&#233;"],
    },
    Shape {
        file: "a.strings",
        head: "/* un \"mot\" */\n",
        units: &[
            "\"k{N}\" = \"{T}\";\n",
            "// {T}\nk{N} = \"{T}\";\n",
            "/* {T} */ \"k{N}\"=\"{T}\"; \"l{N}\" = \"{W} {W}\";\n",
        ],
        tail: "",
        breaks: &["\\n"],
        spices: &["\\\"{W}\\\"", "%@", "%1$@", "\\U00e9t\\U00e9", "\\\\", "l'{W}"],
    },
    Shape {
        file: "a.ftl",
        head: "### un mot\n\n",
        units: &[
            "k{N} = {T}\n",
            "k{N} =\n    {T}\n    {T}\n\n    {T}\n    .titre = {T}\n",
            "-t{N} = {W}\n",
            "c{N} = {W} { $n ->\n        [one] {T}\n       *[other] { $n } {T}\n    } {W}\n",
            "# {T}\n\n",
        ],
        tail: "",
        breaks: &["\n    "],
        spices: &["{ $nom }", "{ \"{\" }", "<b>{W}</b>", "\"{W}\"", "l'{W}", "\\"],
    },
    Shape {
        file: "a.yml",
        head: "fr:\n",
        units: &[
            "  k{N}: {T}\n",
            "  k{N}: '{T} l''{W} {T}'\n",
            "  k{N}: \"{T} \\\"{W}\\\" \\u00e9t\\xe9 {T}\"\n",
            "  k{N}: |\n    {T}\n      {T}\n\n    {T}\n",
            "  k{N}: >-\n    {T}\n    {T}\n\n    {T}\n",
            "  k{N}:\n  - {T}\n  - \"{T} \\\n     {T}\"\n",
            "  # {T}\n  k{N}: {T}\n    {T}\n",
            "  k{N}: &a{N} [ {W} {W}, '{T}' ]\n",
        ],
        tail: "  fin: true\n",
        breaks: &[],
        spices: &["%{nom}", "<b>{W}</b>", "a:b", "x#y", "https://exemple.org/{N}"],
    },
    Shape {
        file: "a.csv",
        head: "id;fr;note\n",
        units: &["{N};{T};x\n", "{N};\"{T} \"\"{W}\"\" ; {T}\";x\n", "{N};\"{T}\n{T}\";{W} {W}\n"],
        tail: "",
        breaks: &[],
        spices: &["%s", "<b>{W}</b>", "l'{W}", "a,b"],
    },
    Shape {
        file: "a.tsv",
        head: "",
        units: &["Key {N}\t{T}\n", "Key {N}\t\"{T}\"\n"],
        tail: "Key\tLe mot de la fin\n",
        breaks: &[],
        spices: &["{nom}", "<b>{W}</b>", "l'{W}"],
    },
    Shape {
        file: "a.tmx",
        head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header creationtool=\"x\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"en\" datatype=\"xml\"/><body>\n",
        units: &[
            "<tu tuid=\"{N}\"><tuv xml:lang=\"en\"><seg>Key</seg></tuv><tuv xml:lang=\"fr\"><seg>{T}</seg></tuv></tu>\n",
            "<tu><note>{T}</note><tuv xml:lang=\"fr-CA\"><seg>{T}</seg></tuv><tuv xml:lang=\"de\"><seg>{T}</seg></tuv></tu>\n",
        ],
        tail: "</body></tmx>\n",
        breaks: LINE,
        spices: &[
            "<bpt i=\"1\">&lt;b&gt;</bpt>{W}<ept i=\"1\">&lt;/b&gt;</ept>",
            "<hi>{W}</hi>",
            "&amp;",
            "&#233;t&#233;",
            "<ph x=\"{N}\">%s</ph>",
        ],
    },
    Shape {
        file: "a.rst",
        head: "Un titre\n========\n\n",
        units: &[
            "{T}\n\n",
            "- {T}\n- {T}\n\n",
            ".. note:: {T}\n\n",
            ".. {T}\n\n",
            "::\n\n    {T}\n\n",
            ".. warning::\n\n   {T}\n\n",
            "Terme {W}\n   {T}\n\n",
            ":champ: {T}\n\n",
            "+----------+----+\n| {W} | un |\n+----------+----+\n\n",
            "========  =========\n{W}  {W}\n========  =========\n\n",
            "#. {T}\n\n",
        ],
        tail: "Fin.\n",
        breaks: &[],
        spices: &[
            "*{W}*",
            "**{W} {W}**",
            "``{W}``",
            "`{W} <https://exemple.org/{N}>`__",
            "\\*",
            "\"{W}\"",
            "l'{W}",
            "|",
        ],
    },
    Shape {
        file: "a.adoc",
        head: "= Un titre\n\n",
        units: &[
            "{T}\n\n",
            "== {T}\n\n",
            "* {T}\n* {T}\n\n",
            "NOTE: {T}\n\n",
            "----\n{T}\n----\n\n",
            ".{T}\n====\n{T}\n====\n\n",
            "// {T}\n\n",
            "{W}:: {T}\n\n",
            "|===\n|{T} |{T}\n|===\n\n",
        ],
        tail: "",
        breaks: LINE,
        spices: &["_{W}_", "*{W}*", "`{W}`", "https://exemple.org/{N}[{W} {W}]", "{nom}", "<<a{N}>>", "\"{W}\""],
    },
    Shape {
        file: "a.tex",
        head: "\\documentclass{article}\n\\begin{document}\n",
        units: &[
            "{T}\n\n",
            "\\section{{T}}\\label{a{N}}\n",
            "\\begin{itemize}\n  \\item {T}\n  \\item {T}\n\\end{itemize}\n",
            "\\begin{verbatim}\n{T}\n\\end{verbatim}\n",
            "% {T}\n",
            "\\begin{tabular}{ll}\n  {T} & {T} \\\\\n\\end{tabular}\n",
            "\\[ a = {N} \\]\n",
        ],
        tail: "\\end{document}\n",
        breaks: LINE,
        spices: &[
            "\\emph{{W}}",
            "\\textbf{{W} {W}}",
            "$x_1$",
            "\\'et\\'e",
            "~{W}",
            "\\cite{a{N}}",
            "5~\\%",
            "\\og {W} \\fg{}",
            "\\footnote{{W} {W}}",
            "\\texttt{{W}}",
            "c\\oe{}ur",
        ],
    },
];

#!/usr/bin/env python3
"""Reads files with libraries that are not ours: prints, as JSON, for each file of FOLDER/before and FOLDER/after the path
to every text in it and the text.

    python3 tests/formats/independent.py FOLDER

Exit status 77: a library is missing (python3 -m pip install -r tests/formats/requirements.txt).
"""
import csv, io, json, pathlib, sys
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from xml.etree import ElementTree

try:
    import asciidoc.api
    import javaproperties
    import polib
    import pysrt
    import webvtt
    import yaml
    from docutils.core import publish_doctree
    from docutils.nodes import Text
    from fluent.syntax import FluentParser, ast
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexWalker
    from translate.storage import properties as toolkit, xliff as xliff1, xliff2
    # The class has another name in the versions for older Pythons.
    StringsUtf8File = getattr(toolkit, "StringsUtf8File", None) or toolkit.stringsutf8file
except ImportError as error:
    print(f"{error}; python3 -m pip install -r tests/formats/requirements.txt", file=sys.stderr)
    sys.exit(77)


def po(path):
    catalogue = polib.pofile(str(path))
    yield "header", json.dumps(catalogue.metadata)
    for n, entry in enumerate(catalogue):
        yield f"{n}.id", f"{entry.msgctxt}|{entry.msgid}|{entry.msgid_plural}|{entry.flags}|{entry.obsolete}|{entry.comment}"
        yield f"{n}.str", entry.msgstr
        for number, text in sorted(entry.msgstr_plural.items()):
            yield f"{n}.str.{number}", text


def xml(path):
    """Every text and attribute of a tree; comments too."""
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True, insert_pis=True))
    yield from tree(ElementTree.parse(path, parser).getroot(), "")


def tree(element, where, without=()):
    name = element.tag if isinstance(element.tag, str) else "comment"
    yield f"{where}/{name}", element.text or ""
    for key, value in element.attrib.items():
        if key not in without:
            yield f"{where}/{name}@{key}", value
    for n, child in enumerate(element):
        yield from tree(child, f"{where}/{name}[{n}]", without)
        yield f"{where}/{name}[{n}].tail", child.tail or ""


def xliff(path):
    """The units as the Translate Toolkit sees them, and the tree."""
    yield from xml(path)
    kind = xliff2.Xliff2File if path.suffix == ".xliff" else xliff1.Xliff1File
    store = kind.parsefile(str(path))
    for n, unit in enumerate(store.units):
        yield f"{n}.source", str(unit.source)
        yield f"{n}.target", str(unit.target)


def html(path):
    """The tags with their attributes, and the text, of a document as browsers read it."""
    found = []
    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            found.append((tag, ""))
            found.extend((f"{tag}@{key}", value or "") for key, value in attributes)
        def handle_endtag(self, tag):
            found.append((f"/{tag}", ""))
        def handle_data(self, data):
            found.append(("text", data))
        def handle_comment(self, data):
            found.append(("comment", data))
    reader = Reader(convert_charrefs=True)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return found


def srt(path):
    for n, cue in enumerate(pysrt.open(str(path), encoding="utf-8")):
        yield f"{n} {cue.index} {cue.start} {cue.end}", cue.text


def vtt(path):
    for n, cue in enumerate(webvtt.read(str(path))):
        yield f"{n} {cue.identifier} {cue.start} {cue.end}", unescape(cue.raw_text)


def json_pairs(path):
    """Every pair in order, doubles included; half a surrogate pair as an escape."""
    def walk(value, where):
        if isinstance(value, Pairs):
            for n, (key, inner) in enumerate(value.pairs):
                yield from walk(inner, f"{where}/{n}:{key}")
        elif isinstance(value, list):
            for n, inner in enumerate(value):
                yield from walk(inner, f"{where}/{n}")
        else:
            yield where, value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else repr(value)
    yield from walk(json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=Pairs), "")


class Pairs:
    def __init__(self, pairs):
        self.pairs = pairs


def properties(path):
    with path.open(encoding="utf-8") as file:
        for n, entry in enumerate(javaproperties.parse(file)):
            pair = isinstance(entry, javaproperties.KeyValue)
            yield f"{n} {entry.key if pair else ''}", entry.value if pair else entry.source


def strings(path):
    for n, unit in enumerate(StringsUtf8File.parsefile(str(path)).units):
        yield f"{n} {unit.name}", str(unit.source)


def ftl(path):
    """Every text element of the syntax tree, and what else it is made of."""
    def walk(node, where):
        for key, value in sorted(vars(node).items()):
            if key in ("span", "annotations"):
                continue
            for n, inner in enumerate(value if isinstance(value, list) else [value]):
                here = f"{where}.{key}[{n}]"
                if isinstance(inner, ast.BaseNode):
                    yield from walk(inner, here)
                else:
                    yield here, str(inner)
    yield from walk(FluentParser(with_spans=False).parse(path.read_text(encoding="utf-8")), "")


def yaml_tree(path):
    yield from yaml_values(yaml.safe_load(path.read_text(encoding="utf-8")), "")


def yaml_values(value, where):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from yaml_values(inner, f"{where}/{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from yaml_values(inner, f"{where}/{n}")
    else:
        yield f"{where} {type(value).__name__}", str(value)


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = "\t" if path.suffix == ".tsv" else max("\t;,", key=first.count)
        for n, row in enumerate(csv.reader(file, delimiter=delimiter)):
            for column, cell in enumerate(row):
                yield f"{n}.{column}", cell


def rst(path):
    tree = publish_doctree(path.read_text(encoding="utf-8"), settings_overrides={"report_level": 5})
    for n, node in enumerate(tree.findall()):
        where = f"{n} {node.__class__.__name__}"
        yield where, node.astext() if isinstance(node, Text) else ""


def markdown(path):
    """The blocks and what is in them, as CommonMark has it, with tables and front matter."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    for n, block in enumerate(parser.parse(path.read_text(encoding="utf-8"))):
        where = f"{n} {block.type} {block.tag} {block.info} {block.attrs}"
        if block.type == "front_matter":
            yield from yaml_values(yaml.safe_load(block.content), where)
            continue
        yield where, "" if block.children else block.content
        # What is written with an escape is a text of its own.
        for m, (is_text, some) in enumerate(groupby(block.children or [], lambda child: child.type.startswith("text"))):
            if is_text:
                yield f"{where} {m}", "".join(child.content for child in some)
                continue
            for child in some:
                attributes = {key: value for key, value in child.attrs.items() if key != "title"}
                # Of an image, what is shown instead.
                inside = "".join(inner.content for inner in child.children or []) if child.type == "image" else child.content
                yield f"{where} {m} {child.type} {attributes}", inside
                yield f"{where} {m} title", child.attrs.get("title", "")


def adoc(path):
    """The tree of DocBook; identifiers are made of the words of titles."""
    out, program = io.StringIO(), asciidoc.api.AsciiDocAPI()
    program.options("--no-header-footer")
    # Lines that name an attribute without a value would be left out, even cells of tables.
    program.attributes["nom"] = "Nom"
    try:
        program.execute(str(path), out, backend="docbook")
    except IndexError:
        raise GivenUp from None
    yield from tree(ElementTree.fromstring(f"<article>{out.getvalue()}</article>"), "", without=("id",))


class GivenUp(Exception):
    """The library itself fails, as that of AsciiDoc does on some tables of several lines: the file counts as not read."""


ACCENTS = {*"'`^\"", "c", "oe", "OE", "ae", "AE"}


def latex(path):
    """The syntax tree; letters with accents are text, however they are written."""
    def is_text(node):
        if node.isNodeType(LatexGroupNode):
            return not node.nodelist  # As in c\\oe{}ur.
        return node.isNodeType(LatexCharsNode) or (node.isNodeType(LatexMacroNode) and node.macroname in ACCENTS)
    def walk(nodes, where):
        for n, (text, group) in enumerate(groupby((node for node in nodes if node), is_text)):
            if text:
                yield f"{where}/{n}", LatexNodes2Text(strict_latex_spaces=True).nodelist_to_text(list(group))
                continue
            for m, node in enumerate(group):
                here = f"{where}/{n}.{m}:{node.nodeType().__name__}"
                yield here, getattr(node, "comment", "")
                arguments = getattr(getattr(node, "nodeargd", None), "argnlist", None) or []
                yield from walk(arguments, f"{here}@")
                yield from walk(getattr(node, "nodelist", None) or [], here)
    nodes, _, _ = LatexWalker(path.read_text(encoding="utf-8")).get_latex_nodes()
    yield from walk(nodes, "")


READERS = {
    ".adoc": adoc,
    ".arb": json_pairs,
    ".csv": table,
    ".ftl": ftl,
    ".md": markdown,
    ".mdx": markdown,
    ".properties": properties,
    ".rst": rst,
    ".strings": strings,
    ".tex": latex,
    ".tmx": xml,
    ".tsv": table,
    ".xml": xml,
    ".yaml": yaml_tree,
    ".yml": yaml_tree,
    ".html": html,
    ".json": json_pairs,
    ".po": po,
    ".srt": srt,
    ".vtt": vtt,
    ".xcstrings": json_pairs,
    ".xlf": xliff,
    ".xliff": xliff,
}


def main():
    folder = pathlib.Path(sys.argv[1])
    found, given_up = {}, set()
    for side in ("before", "after"):
        for path in sorted((folder / side).iterdir()):
            reader = READERS.get(path.suffix)
            if reader:
                try:
                    found.setdefault(path.name, {})[side] = [[where, text] for where, text in reader(path)]
                except GivenUp:
                    given_up.add(path.name)
                except Exception as error:
                    text = path.read_text(encoding="utf-8", errors="replace")
                    sys.exit(f"{side}/{path.name}: {type(error).__name__}: {error}\n{text}")
    json.dump({name: sides for name, sides in found.items() if name not in given_up}, sys.stdout)


if __name__ == "__main__":
    main()

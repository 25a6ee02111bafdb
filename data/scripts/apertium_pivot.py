#!/usr/bin/env python3
"""French for English words by way of Catalan and Spanish: a table to check `intrus-pack coverage` against.

    apt-get install lttoolbox apertium-eng-cat apertium-fra-cat apertium-eng-spa apertium-fr-es
    python3 data/scripts/apertium_pivot.py WORDS... > /tmp/pivot.tsv
    intrus-pack coverage --dictionary /tmp/pivot.tsv

WORDS are files with an English lemma a line (the lists of SCOWL). It prints English, a tab, and the French between `|`; a word of
which Apertium has no French is left out. The dictionaries of Apertium are under the GPL: what comes of them is for checking, and
never goes into the pack.
"""
import collections, pathlib, re, shutil, subprocess, sys

DICTIONARIES = pathlib.Path("/usr/share/apertium")
PIVOTS = (
    ("apertium-eng-cat/eng-cat", "apertium-fra-cat/cat-fra"),
    ("apertium-eng-spa/eng-spa", "apertium-fr-es/es-fr"),
)
# Nouns, verbs, adjectives, adverbs, prepositions, conjunctions.
PARTS = ("n", "vblex", "adj", "adv", "pr", "cnjadv", "cnjcoo", "cnjsub")
UNIT = re.compile(r"\^([^$/]*)/([^$]*)\$")


def look_up(dictionary, units):
    """What a bilingual dictionary has for each of some `lemma<part>` units."""
    path = DICTIONARIES / f"{dictionary}.autobil.bin"
    if not path.exists():
        sys.exit(f"{path}: not there; see --help for the packages")
    units = sorted(units)
    text = "\n".join(f"^{unit}$" for unit in units)
    answer = subprocess.run(["lt-proc", "-b", path], input=text, capture_output=True, text=True, check=True).stdout
    found = {}
    for match in UNIT.finditer(answer):
        known = [other for other in match[2].split("/") if other and other[0] not in "@*"]
        if known:
            found[match[1]] = known
    return found


def lemma(unit):
    return unit.split("<")[0].replace("_", " ").replace("#", "")


def main():
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.exit(__doc__)
    if not shutil.which("lt-proc"):
        sys.exit("lt-proc is not installed: apt-get install lttoolbox")
    words = set()
    for path in arguments:
        words.update(pathlib.Path(path).read_text(encoding="latin-1").split())
    words = {word for word in words if re.fullmatch(r"[a-z]+(-[a-z]+)*", word)}
    french = collections.defaultdict(set)
    for first, second in PIVOTS:
        middle = look_up(first, {f"{word}<{part}>" for word in words for part in PARTS})
        last = look_up(second, {unit for units in middle.values() for unit in units})
        for english, units in middle.items():
            french[lemma(english)].update(lemma(found) for unit in units for found in last.get(unit, ()))
    for english, found in sorted(french.items()):
        if found:
            print(f"{english}\t{'|'.join(sorted(found))}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Reads files with libraries that are not ours: prints, as JSON, for each file of FOLDER/before and FOLDER/after the path
to every text in it and the text.

    python3 tests/formats/independent.py FOLDER

Exit status 77: a library is missing (python3 -m pip install -r tests/formats/requirements.txt).
"""
import json, pathlib, sys

try:
    import polib
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


READERS = {".po": po}


def main():
    folder = pathlib.Path(sys.argv[1])
    found = {}
    for side in ("before", "after"):
        for path in sorted((folder / side).iterdir()):
            reader = READERS.get(path.suffix)
            if reader:
                found.setdefault(path.name, {})[side] = [[where, text] for where, text in reader(path)]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()

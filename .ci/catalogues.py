#!/usr/bin/env python3
"""Real catalogues, for measuring what is read of pairs and what is found in them.

    .ci/catalogues.py fetch FOLDER               the French PO files of Django (PyPI) and MO catalogues of Debian packages,
                                                 turned to PO by msgunfmt; an XLIFF, a TMX and a TSV of some of them
    .ci/catalogues.py count FOLDER [--bin PATH]  every unit against polib and the Translate Toolkit
    .ci/catalogues.py hits FOLDER [--bin PATH]   findings by rule and file, time per MB
    .ci/catalogues.py sample FOLDER [--bin PATH] [--rules PA401] [--count 50] [--seed 1]
                                                 findings drawn at random, with source and target, to be judged by eye

Constants and rules were worked out on FOLDER/dev; FOLDER/held is for measuring. Nothing of this is committed. `fetch` needs
pip, apt-get, dpkg and gettext's msgunfmt; `count` needs polib and translate-toolkit (tests/formats/requirements.txt) and
`cargo build --release --features pack-builder`.
"""

import argparse
import collections
import glob
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

# Package, what part of its catalogues is for development; the rest, and Django, is held.
PACKAGES = {
    "gramps": ["gramps"],
    "lyx-common": ["lyx"],
    "libreoffice-l10n-fr": ["sc", "cui", "svx", "dba", "sfx"],
    "gimp-data": ["gimp20-std-plug-ins"],
    "audacity-data": [],
    "wesnoth-1.16-data": [],
}
# Catalogues that are also written as XLIFF, TMX and TSV.
CONVERTED = {"dev": "gramps", "held": "wesnoth-units"}


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


def fetch(folder):
    packages = folder / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    for part in ("dev", "held"):
        (folder / part).mkdir(exist_ok=True)
    if not list(packages.glob("[Dd]jango*.whl")):
        run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", packages, "Django")
    with zipfile.ZipFile(next(packages.glob("[Dd]jango*.whl"))) as wheel:
        for name in wheel.namelist():
            if "/locale/fr/LC_MESSAGES/" in name and name.endswith(".po"):
                parts = name.split("/")
                label = parts[-5] + "-" if parts[-5] != "conf" else ""
                (folder / "held" / f"django-{label}{parts[-1]}").write_bytes(wheel.read(name))
    for package, for_development in PACKAGES.items():
        if not list(packages.glob(f"{package}_*.deb")):
            run("apt-get", "download", package, cwd=packages)
        unpacked = packages / package
        if not unpacked.exists():
            run("dpkg", "-x", next(packages.glob(f"{package}_*.deb")), unpacked)
        for mo in glob.glob(f"{unpacked}/**/fr/LC_MESSAGES/*.mo", recursive=True):
            name = Path(mo).stem
            part = "dev" if name in for_development else "held"
            label = name if name.startswith(package.split("-")[0]) else f"{package.split('-')[0]}-{name}"
            run("msgunfmt", mo, "-o", folder / part / f"{label}.po")
    for part, name in CONVERTED.items():
        convert(folder / part / f"{name}.po")


def convert(po):
    for extension, program in (("xlf", "po2xliff"), ("tmx", "po2tmx")):
        options = ["-l", "fr"] if extension == "tmx" else []
        run(shutil.which(program) or sys.exit(f"{program} is not installed"), "--progress=none", *options, po, po.with_suffix("." + extension))
    import polib
    clean = lambda text: " ".join(text.split())
    rows = (f"{clean(e.msgid)}\t{clean(e.msgstr)}\n" for e in polib.pofile(str(po)) if e.msgstr and not e.msgid_plural)
    po.with_suffix(".tsv").write_text("".join(row for row in rows if '"' not in row), encoding="utf-8")


def catalogues(folder):
    return sorted(p for p in folder.rglob("*") if p.suffix in (".po", ".xlf", ".tmx", ".tsv") and "packages" not in p.parts)


def expected(path):
    """What another program reads: the targets."""
    if path.suffix == ".po":
        import polib
        entries = [e for e in polib.pofile(str(path)) if not e.obsolete and not e.fuzzy and e.msgid]
        targets = [t for e in entries for t in ([t for _, t in sorted(e.msgstr_plural.items())] if e.msgid_plural else [e.msgstr])]
        return "polib", [t for t in targets if t]
    if path.suffix == ".tsv":
        return "split", [line.rstrip("\n").split("\t")[1] for line in open(path, encoding="utf-8")]
    from translate.storage import tmx, xliff
    store = (tmx.tmxfile if path.suffix == ".tmx" else xliff.xlifffile).parsefile(str(path))
    targets = []
    for unit in store.units:
        if unit.isheader() or not unit.target:
            continue
        targets += [str(s) for s in unit.target.strings] if hasattr(unit.target, "strings") else [str(unit.target)]
    return "translate", [t for t in targets if t]


def count(folder, binary):
    wrong = 0
    for path in catalogues(folder):
        read = subprocess.run([binary.with_name("intrus-pack"), "segments", path], check=True, capture_output=True, text=True)
        ours = collections.Counter(json.loads(line)["target"] for line in read.stdout.splitlines())
        program, theirs = expected(path)
        theirs = collections.Counter(theirs)
        missing, more = theirs - ours, ours - theirs
        verdict = "equal" if not missing and not more else f"{missing.total()} missing, {more.total()} more: {list(missing)[:2]} {list(more)[:2]}"
        wrong += bool(missing or more)
        print(f"{path.relative_to(folder)!s:40} {ours.total():6} {program} {theirs.total():6}  {verdict}")
    return 1 if wrong else 0


def check(path, binary, rules=None):
    select = ["--select", ",".join(rules)] if rules else []
    start = time.monotonic()
    done = subprocess.run([binary, "check", "--no-config", "--format", "jsonl", *select, path], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{path}: exit status {done.returncode}\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()], time.monotonic() - start


def hits(folder, binary, rules):
    totals, size, seconds = collections.Counter(), 0, 0.0
    for path in catalogues(folder):
        found, took = check(path, binary, rules)
        by_rule = collections.Counter(f["rule"] for f in found)
        totals += by_rule
        size += path.stat().st_size
        seconds += took
        print(f"{path.relative_to(folder)!s:40} {' '.join(f'{rule}:{n}' for rule, n in sorted(by_rule.items()))}")
    print(f"total: {dict(sorted(totals.items()))}\n{size / 1e6:.1f} MB, {seconds:.1f} s, {1000 * seconds / (size / 1e6):.0f} ms/MB (start of the program included)")


def entry_at(path, line):
    """The lines of the entry around a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    first = last = line - 1
    while first > 0 and lines[first - 1].strip() and path.suffix != ".tsv":
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip() and path.suffix != ".tsv":
        last += 1
    return "\n".join(lines[first : last + 1])


def sample(folder, binary, rules, wanted, seed):
    # XLIFF, TMX and TSV say the same again.
    found = [(path, f) for path in catalogues(folder) if path.suffix == ".po" for f in check(path, binary, rules)[0]]
    random.Random(seed).shuffle(found)
    for number, (path, f) in enumerate(found[:wanted], 1):
        print(f"--- {number}/{len(found)} {path.name}:{f['line']} {f['rule']} {f['confidence']:.2f} [{f['surface'][:80]}] {f['message']}")
        print(entry_at(path, f["line"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["fetch", "count", "hits", "sample"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bin", type=Path, default=Path("target/release/intrus"))
    parser.add_argument("--rules", type=lambda text: text.split(","))
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.environ["NO_COLOR"] = "1"
    if args.task == "fetch":
        return fetch(args.folder)
    if args.task == "count":
        return count(args.folder, args.bin)
    if args.task == "hits":
        return hits(args.folder, args.bin, args.rules)
    return sample(args.folder, args.bin, args.rules, args.count, args.seed)


if __name__ == "__main__":
    sys.exit(main())

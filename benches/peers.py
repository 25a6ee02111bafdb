#!/usr/bin/env python3
"""Runs intrus and its peers on the same files and prints a table; benches/peers.sh installs the peers and calls this.

What a column says
    MB/s          the whole process on the clean text, median of --runs
    beside intrus how many times as fast as intrus with one thread
    peak MB       the most memory at any time
    found         places of the seed article of which a word is flagged
    flags         flagged words in 1,000 words of the clean text; of good French nearly all are wrong
"""
import argparse, json, lzma, os, pathlib, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent

# English where only that language is likelier, word by word.
LINGUA = """
import sys
from lingua import Language, LanguageDetectorBuilder
detector = LanguageDetectorBuilder.from_languages(Language.FRENCH, Language.ENGLISH).build()
for line in open(sys.argv[1], encoding="utf-8"):
    for word in line.split():
        word = word.strip(".,;:!?()[]«»“”\\"'’…–")
        if word.isalpha() and detector.detect_language_of(word) == Language.ENGLISH:
            print(word)
"""


def words(output):
    return [word for line in output.splitlines() for word in line.split()]


def peers(arguments, scratch):
    """Name, command for a file, and what the output says was flagged."""
    home, python = arguments.peers, arguments.peers / "python/bin"
    lingua = scratch / "lingua_words.py"
    lingua.write_text(LINGUA, encoding="utf-8")
    cspell = scratch / "cspell.json"
    dictionary = (home / "node_modules/@cspell/dict-fr-fr/cspell-ext.json").resolve()
    cspell.write_text(json.dumps({"language": "fr", "import": [str(dictionary)], "dictionaries": ["fr-fr"], "maxDuplicateProblems": 1000000}))

    def findings(output):
        return [finding["surface"] for finding in map(json.loads, output.splitlines())]

    def corrected(output):
        # typos: path:line:column: error: `sur` should be `sure`; codespell: path:line: sur ==> sure
        lines = [line.split(" should be ")[0].split("==>")[0] for line in output.splitlines() if " should be " in line or "==>" in line]
        return [line.split()[-1].strip("`") for line in lines]

    check = [arguments.bin, "check", "--no-config", "--select", "EN", "--format", "jsonl"]
    yield "`wc -w`", lambda f: ["wc", "-w", f], None
    yield "**intrus**, one thread", lambda f: [*check, "--jobs", "1", f], findings
    yield "**intrus**, two threads", lambda f: [*check, "--jobs", "2", f], findings
    yield "aspell, French", lambda f: ["sh", "-c", f"aspell list -d fr --encoding=utf-8 < '{f}'"], words
    yield "hunspell, French", lambda f: ["hunspell", "-i", "UTF-8", "-d", "fr", "-l", f], words
    yield "hunspell: not French, but English", lambda f: [
        "sh", "-c", f"hunspell -i UTF-8 -d fr -l '{f}' | hunspell -i UTF-8 -d en_US -G | grep '^[[:lower:]]' || true"], words
    if dictionary.exists():
        yield "cspell, French", lambda f: [
            home / "node_modules/.bin/cspell", "lint", "--root", f.parent, "--no-progress", "--no-summary", "--words-only", "--no-cache", "--config", cspell, f], words
    yield "typos", lambda f: [python / "typos", "--no-ignore", "--format", "brief", f], corrected
    yield "codespell", lambda f: [python / "codespell", f], corrected
    yield "lingua, word by word", lambda f: [python / "python", lingua, f], words


def run(command):
    """Seconds, peak megabytes and standard output."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read().decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=pathlib.Path, required=True)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target/release/intrus")
    parser.add_argument("--clean", type=pathlib.Path, default=ROOT.parent / "shared/corpora/mixed_ud_gsd.txt.xz")
    parser.add_argument("--seed", type=pathlib.Path, default=ROOT.parent / "shared/eval/seed_article.jsonl")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    arguments.bin, arguments.peers = arguments.bin.resolve(), arguments.peers.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        clean, seed = scratch / "clean.txt", scratch / "seed.txt"
        opened = lzma.open if arguments.clean.suffix == ".xz" else open
        with opened(arguments.clean, "rt", encoding="utf-8") as text:
            clean.write_text(text.read(), encoding="utf-8")
        passage = json.loads(arguments.seed.read_text(encoding="utf-8").splitlines()[0])
        seed.write_text(passage["text"], encoding="utf-8")
        size, count = clean.stat().st_size / 1e6, len(clean.read_text(encoding="utf-8").split())
        rows = []
        for name, command, flagged in peers(arguments, scratch):
            if flagged and not run(command(seed))[2] and not run(command(clean))[2]:
                print(f"{name}: prints nothing on either text; is it installed?", file=sys.stderr)
            runs = [run(command(clean)) for _ in range(arguments.runs)]
            seconds, peak = statistics.median(r[0] for r in runs), max(r[1] for r in runs)
            found = flags = None
            if flagged:
                flags = 1000 * len(flagged(runs[0][2])) / count
                said = {word.lower() for surface in flagged(run(command(seed))[2]) for word in surface.split()}
                found = sum(any(word.lower() in said for word in span["surface"].split()) for span in passage["spans"])
            rows.append((name, size / seconds, peak, found, flags))
            print(f"{name}: {size / seconds:.2f} MB/s", file=sys.stderr)
        own = next(row[1] for row in rows if "one thread" in row[0])
        print(f"{size:.1f} MB of good French, {count:,} words; the seed article has {len(passage['spans'])} places.\n")
        print("| program | MB/s | beside intrus | peak MB | found | flags in 1,000 words |\n|---|---|---|---|---|---|")
        for name, speed, peak, found, flags in rows:
            found, flags = ("-" if found is None else found), ("-" if flags is None else f"{flags:.2f}")
            print(f"| {name} | {speed:.3g} | {speed / own:.3g} | {peak:.0f} | {found} | {flags} |")


if __name__ == "__main__":
    main()

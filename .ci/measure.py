#!/usr/bin/env python3
"""Measures what the score sets do not show; compares with tests/floors.toml and exits 1 when a figure is missed.

    python3 .ci/measure.py reserved    false alarms and safe fixes over the reserved lines of the corpora (data/README.md)
    python3 .ci/measure.py speed       speed beside `wc -w`, two threads beside one, memory, start-up
    python3 .ci/measure.py memory      memory on a gigabyte of text, the corpora one after the other and again, two threads
    python3 .ci/measure.py diff        speed of `check --diff` on news that `intrus damage` has damaged

Options: --bin target/release/intrus, --corpora ../shared/corpora (NAME.txt.xz); with `reserved`, --show N prints N of the
findings, evenly spread, for a person to judge: the corpora hold real slips too, and each counts as a false alarm here. The
safe fixes are all printed. With `diff`, --megabytes N takes so much text (2).
"""
import argparse, collections, json, lzma, os, pathlib, shutil, subprocess, sys, tempfile, time, tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# News, parliament and government: the alarms are counted here.
RESERVED = ("news_orangesum", "news_leipzig_newscrawl2014", "parl_assemblee_cv", "gov_")
# The safe fixes are counted over everything but these, since they are few.
NO_PROSE = ("law_",)
SPEED = ("news_orangesum", "parl_assemblee_cv", "news_leipzig_newscrawl2014")


def lines(path):
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as f:
        yield from f


def is_reserved(line):
    """As in src/bin/intrus-pack/sources.rs."""
    return line // 200 % 20 == 0


def check(arguments, folder, *options):
    command = [str(arguments.bin), "check", "--no-config", "--format", "jsonl", "--select", "EN", *options, str(folder)]
    run = subprocess.run(command, capture_output=True)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit {run.returncode}\n{run.stderr.decode(errors='replace')[-2000:]}")
    return [json.loads(line) for line in run.stdout.decode("utf-8").split("\n") if line]


def reserved(arguments, floors):
    texts = {}
    for path in sorted(arguments.corpora.glob("*.txt.xz")):
        name = path.name.removesuffix(".txt.xz")
        if not name.startswith(NO_PROSE):
            kept = [line for n, line in enumerate(lines(path)) if is_reserved(n)]
            # A sign stands for removed code: a sentence break, as in the pack builder.
            texts[name] = "".join(kept).replace("¤", "\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (pathlib.Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        findings = check(arguments, folder)
    for f in findings:
        f["text"] = pathlib.Path(f["path"]).name.removesuffix(".txt")
    safe = [f for f in findings if f["applicability"] == "safe"]
    alarms = [f for f in findings if f["text"].startswith(RESERVED)]
    step = max(1, len(alarms) // max(1, arguments.show))
    for f in [*alarms[::step][: arguments.show], *safe]:
        raw = texts[f["text"]].encode("utf-8")
        before = raw[max(0, f["start"] - 70) : f["start"]].decode("utf-8", "ignore").split("\n")[-1]
        after = raw[f["end"] : f["end"] + 70].decode("utf-8", "ignore").split("\n")[0]
        fix = f"safe: {f['suggestions'][0]['text']} " if f["applicability"] == "safe" else ""
        print(f"{f['rule']} {f['confidence']:.2f} {fix}{f['text']}: …{before}[[{f['surface']}]]{after}…")
    words = {name: len(text.split()) for name, text in texts.items()}
    print(f"{'text':28} {'words':>9} {'findings':>9} {'per 10,000':>11} {'safe':>6}")
    for name, count in words.items():
        found, fixed = (sum(f["text"] == name for f in some) for some in (findings, safe))
        print(f"{name:28} {count:9,} {found:9,} {1e4 * found / max(1, count):11.2f} {fixed:6}")
    rules = collections.Counter(f["rule"] for f in alarms)
    print("news, parliament, government by rule: " + ", ".join(f"{rule} {n}" for rule, n in sorted(rules.items())))
    all_words = sum(words.values())
    watched = sum(count for name, count in words.items() if name.startswith(RESERVED))
    return [
        ("words", watched, ">=", floors["words"]),
        ("per_10k_words", round(1e4 * len(alarms) / max(1, watched), 2), "<=", floors["per_10k_words_max"]),
        ("safe_words", all_words, ">=", floors["safe_words"]),
        ("safe_per_100k_words", round(1e5 * len(safe) / max(1, all_words), 2), "<=", floors["safe_per_100k_words_max"]),
    ]


def timed(command, out=subprocess.DEVNULL):
    """Seconds and peak megabytes of a run."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def speed(arguments, floors):
    with tempfile.TemporaryDirectory() as folder:
        large, small = pathlib.Path(folder) / "large.txt", pathlib.Path(folder) / "small.txt"
        with large.open("w", encoding="utf-8", newline="") as out:
            for name in SPEED:
                out.writelines(lines(arguments.corpora / f"{name}.txt.xz"))
        small.write_text("Le conseil a voté la loi hier soir à Lyon.\n", encoding="utf-8")
        size = large.stat().st_size / 1e6
        options = ["check", "--no-config", "--format", "jsonl", "--jobs"]
        # Side by side, in turn: this machine may be busy. The best of three.
        commands = (["wc", "-w", large], [arguments.bin, *options, "1", large], [arguments.bin, *options, "2", large])
        rounds = [[timed(command) for command in commands] for _ in range(3)]
        wc, own, two = (min(seconds for seconds, _ in runs) for runs in zip(*rounds))
        megabytes = max(megabytes for runs in rounds for _, megabytes in runs[1:])
        start = min(timed([arguments.bin, *options, "1", small])[0] for _ in range(20)) * 1000
    print(f"{size:.0f} MB: wc -w {size / wc:.0f} MB/s, intrus check --jobs 1 {size / own:.0f} MB/s")
    print(f"two threads: {size / two:.0f} MB/s")
    return [
        ("share_of_wc", round(wc / own, 3), ">=", floors["share_of_wc"]),
        ("two_threads", round(own / two, 2), ">=", floors["two_threads"]),
        ("megabytes", round(megabytes), "<=", floors["megabytes_max"]),
        ("start_milliseconds", round(start, 1), "<=", floors["start_milliseconds_max"]),
    ]


def memory(arguments, floors):
    with tempfile.TemporaryDirectory() as folder:
        large = pathlib.Path(folder) / "large.txt"
        with large.open("wb") as out:
            while out.tell() < 1e9:
                for path in sorted(arguments.corpora.glob("*.txt.xz")):
                    # Bit by bit: what this program takes at its peak is counted with what it starts.
                    with lzma.open(path) as text:
                        shutil.copyfileobj(text, out)
            size = out.tell()
        options = ["--no-config", "--format", "jsonl", "--jobs", "2"]
        seconds, megabytes = timed([arguments.bin, "check", *options, large])
    print(f"{size / 1e6:.0f} MB in {seconds:.0f} s")
    return [("megabytes", round(megabytes), "<=", floors["megabytes_max"])]


def diff(arguments, floors):
    with tempfile.TemporaryDirectory() as folder:
        clean, damaged = pathlib.Path(folder) / "clean.txt", pathlib.Path(folder) / "damaged.txt"
        size = 0
        with clean.open("w", encoding="utf-8", newline="") as out:
            for line in lines(arguments.corpora / "news_orangesum.txt.xz"):
                size += len(line.encode("utf-8"))
                if size > arguments.megabytes * 1e6:
                    break
                out.write(line)
        timed([arguments.bin, "damage", "--format", "text", "--output", damaged, clean])
        size = damaged.stat().st_size / 1e6
        options = ["--no-config", "--jobs", "1", damaged]
        seconds, megabytes = timed([arguments.bin, "check", "--diff", *options])
        check = timed([arguments.bin, "check", "--format", "jsonl", *options])[0]
    print(f"{size:.1f} MB, one damaged place in 30 words: check --diff {size / seconds:.2f} MB/s, check {size / check:.2f} MB/s")
    return [
        ("megabytes_per_second", round(size / seconds, 3), ">=", floors["megabytes_per_second"]),
        ("megabytes", round(megabytes), "<=", floors["megabytes_max"]),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["reserved", "speed", "memory", "diff"])
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target/release/intrus")
    parser.add_argument("--corpora", type=pathlib.Path, default=ROOT.parent / "shared/corpora")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--megabytes", type=float, default=2)
    arguments = parser.parse_args()
    arguments.bin = arguments.bin.resolve()
    floors = tomllib.loads((ROOT / "tests/floors.toml").read_text(encoding="utf-8"))[arguments.what]
    failed = 0
    measure = {"reserved": reserved, "speed": speed, "memory": memory, "diff": diff}[arguments.what]
    for name, value, sign, wanted in measure(arguments, floors):
        good = value >= wanted if sign == ">=" else value <= wanted
        failed += not good
        print(f"{name:20} {value:>10}   {sign} {wanted:<8} {'ok' if good else 'MISSED'}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Measures `intrus clean`: speed, memory, and that nothing is lost.

    python3 .ci/corpora.py speed      plain JSONL beside `wc -w`, zstd in and out beside `zstd -dc | zstd -3`, Parquet (zstd) tagged
                                      beside the same rows read and written with nothing done (examples/copy_parquet.rs, which must
                                      be built: cargo build --release --example copy_parquet); two threads
    python3 .ci/corpora.py memory     the peak on 5 GB of JSONL with lines up to 10 MB
    python3 .ci/corpora.py kill       killed 20 times at random and resumed, beside an undisturbed run: output and edits
    python3 .ci/corpora.py damaged    a million records of which 2 % are damaged: kept and rejected are what was read
    python3 .ci/corpora.py spark      Spark local[2] beside the command line on the same Parquet; run it with the Python of .ci/python

The text is that of ../shared/corpora. Options: --bin target/release/intrus, --corpora DIR, --megabytes N for speed and spark (200) and kill (1000),
--gigabytes N for memory (5), --records N for damaged, --seed N for kill. What is asked for stands beside each figure; exit status 1 when one
is missed. `--quick` makes everything a hundredth of its size.
"""
import argparse, json, lzma, os, pathlib, random, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPEED = ("news_orangesum", "parl_assemblee_cv", "news_leipzig_newscrawl2014")


def run(command, **options):
    """Seconds, peak megabytes and seconds of processor time of a run."""
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"}, **options)
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}\n{said[-2000:]}")
    return time.monotonic() - start, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def paragraphs(arguments):
    """Lines of the corpora, again and again."""
    while True:
        for name in SPEED:
            with lzma.open(arguments.corpora / f"{name}.txt.xz", "rt", encoding="utf-8", newline="\n") as text:
                yield from (line.rstrip("\n") for line in text if line.strip())


def documents(arguments, megabytes):
    """Texts of some paragraphs each, of so many megabytes in all."""
    left, lines, texts = megabytes * 1e6, [], 0
    for line in paragraphs(arguments):
        lines.append(line)
        if len(lines) >= 1 + texts % 20:
            text = "\n".join(lines)
            left -= len(text.encode("utf-8"))
            yield texts, text
            lines, texts = [], texts + 1
            if left <= 0:
                return


def jsonl(arguments, path, megabytes):
    with path.open("w", encoding="utf-8") as out:
        for number, text in documents(arguments, megabytes):
            out.write(json.dumps({"id": number, "text": text, "source": "corpora"}, ensure_ascii=False) + "\n")
    return path.stat().st_size / 1e6


def best(*commands, rounds=3):
    """The best times of each, side by side, in turn: this machine may be busy. Seconds, and of those of processor time the least."""
    rounds = [[command() for command in commands] for _ in range(rounds)]
    return [(min(run[0] for run in runs), min(run[2] for run in runs)) for runs in zip(*rounds)]


def compared(what, size, theirs, own):
    """Says how fast two commands are; core-hours for a TB tell it as well on a busy machine."""
    for name, (seconds, processor) in (theirs, own):
        print(f"{what}: {name}: {size / seconds:.0f} MB/s, {processor:.1f} s of processor time: {processor / size * 1e6 / 3600:.1f} core-hours per TB")
    return theirs[1][0] / own[1][0]


def speed(arguments, folder):
    clean = [arguments.bin, "clean", "--no-config", "--jobs", "2", "--restart"]
    plain, packed, table = folder / "a.jsonl", folder / "a.jsonl.zst", folder / "a.parquet"
    size = jsonl(arguments, plain, arguments.megabytes)
    subprocess.run(["zstd", "-q", "-3", plain, "-o", packed], check=True)
    figures = []
    wc, own = best(
        lambda: run(["wc", "-w", plain], stdout=subprocess.DEVNULL),
        lambda: run([*clean, plain, "-o", folder / "b.jsonl"]),
    )
    share = compared(f"JSONL, {size:.0f} MB", size, ("wc -w", wc), ("intrus clean", own))
    figures.append(("share_of_wc", share, ">=", 0.7))
    pipe = f"zstd -dc {packed} | zstd -q -3 > {folder / 'c.zst'}"
    zstd, own = best(lambda: run(["sh", "-c", pipe]), lambda: run([*clean, packed, "-o", folder / "b.jsonl.zst"]))
    share = compared("JSONL.zst", size, ("zstd -dc | zstd -3", zstd), ("intrus clean", own))
    figures.append(("share_of_zstd", share, ">=", 0.5))
    try:
        write_parquet(arguments, table)
    except ImportError:
        print("Parquet: not measured, since this Python has no pyarrow (target/python/bin/python has, after .ci/python)")
        return figures
    copier = arguments.bin.parent / "examples/copy_parquet"
    if not copier.exists():
        sys.exit(f"{copier} is not there: cargo build --release --example copy_parquet")
    copy, own = best(
        lambda: run([copier, table, folder / "c.parquet", "2"]),
        lambda: run([*clean, table, "-o", folder / "b.parquet"]),
    )
    share = compared("Parquet (zstd)", size, ("copied", copy), ("intrus clean", own))
    figures.append(("share_of_copy", share, ">=", 0.6))
    return figures


def write_parquet(arguments, path):
    import pyarrow as pa, pyarrow.parquet as pq

    rows = [{"id": number, "text": text, "source": "corpora"} for number, text in documents(arguments, arguments.megabytes)]
    pq.write_table(pa.Table.from_pylist(rows), path, compression="zstd", row_group_size=max(1, len(rows) // 16))


def memory(arguments, folder):
    """Written into a pipe, so that no 5 GB are needed on the disk."""
    draw, pipe = random.Random(1), folder / "a.jsonl"
    os.mkfifo(pipe)
    command = [str(part) for part in (arguments.bin, "clean", "--no-config", "--jobs", "2", "--format", "jsonl", pipe, "-o", "/dev/null", "--action", "fix", "--fix-above", "0.5", "--rejects", folder / "rejects")]
    start = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    written, lines, pool = 0, 0, [text for _, text in documents(arguments, 30)]
    with pipe.open("w", encoding="utf-8") as out:
        while written < arguments.gigabytes * 1e9:
            # One line in a thousand has a megabyte or more, up to ten.
            wanted = draw.randint(1_000_000, 9_900_000) if draw.random() < 0.001 else draw.randint(200, 20_000)
            parts, length = [], 0
            while length < wanted:
                parts.append(draw.choice(pool))
                length += len(parts[-1].encode("utf-8"))
            text = "\n".join(parts).encode("utf-8")[:wanted].decode("utf-8", "ignore")
            written += out.write(json.dumps({"id": lines, "text": text}, ensure_ascii=False) + "\n")
            lines += 1
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(said)
    seconds = time.monotonic() - start
    print(f"{written / 1e9:.1f} GB (characters), {lines} lines, in {seconds:.0f} s: {said.strip()}")
    return [("megabytes", usage.ru_maxrss / 1024, "<=", 300)]


def kill(arguments, folder):
    draw = random.Random(arguments.seed)
    source = folder / "a.jsonl"
    jsonl(arguments, source, arguments.megabytes)
    clean = [arguments.bin, "clean", "--no-config", "--jobs", "2", "--action", "fix", "--fix-above", "0", source]
    seconds, _, _ = run([*clean, "-o", folder / "whole/a.jsonl.zst", "--edits", folder / "whole.edits"])
    kills = 0
    while kills < 20:
        process = subprocess.Popen([str(part) for part in (*clean, "-o", folder / "killed/a.jsonl.zst", "--edits", folder / "killed.edits", "--resume")], stderr=subprocess.DEVNULL)
        # The journal is written once a second; on average the run comes on a little, and is not over before it was killed often enough.
        time.sleep(draw.uniform(0.1, max(2.0, 1.2 * seconds / 20)))
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
    run([*clean, "-o", folder / "killed/a.jsonl.zst", "--edits", folder / "killed.edits", "--resume"])
    # Edits name the output that they are in: both have the same name.
    pairs = [("whole/a.jsonl.zst", "killed/a.jsonl.zst"), ("whole.edits", "killed.edits")]
    same = [(folder / one).read_bytes() == (folder / other).read_bytes() for one, other in pairs]
    print(f"{seconds:.1f} s undisturbed; killed {kills} times; output the same: {same[0]}, edits the same: {same[1]}")
    return [("kills", kills, ">=", 20), ("same", sum(same), ">=", 2)]


def damaged(arguments, folder):
    draw = random.Random(2)
    path = folder / "a.jsonl"
    texts = [text for _, text in documents(arguments, 20)]
    long = "mot " * (50_000_000 // 4)
    kinds = {"cut off": 0, "wrong type": 0, "lone surrogate": 0, "NUL byte": 0, "no UTF-8": 0, "50 MB": 0}
    with path.open("wb") as out:
        for number in range(arguments.records):
            whole = json.dumps({"id": number, "text": draw.choice(texts)[:300]}, ensure_ascii=False).encode("utf-8")
            if draw.random() < 0.02:
                # A handful of the longest: each is 50 MB.
                kind = draw.choice(list(kinds)[:5]) if kinds["50 MB"] >= 8 or draw.random() < 0.999 else "50 MB"
                kinds[kind] += 1
                whole = {
                    "cut off": lambda: whole[: draw.randint(1, len(whole) - 1)],
                    "wrong type": lambda: json.dumps({"id": number, "text": draw.choice([1, True, {"a": 1}, [2]])}).encode(),
                    "lone surrogate": lambda: b'{"text": "a \\ud83d b"}',
                    "NUL byte": lambda: whole.replace(b": \"", b": \"\0", 1),
                    "no UTF-8": lambda: whole.replace(b"text\": \"", b"text\": \"\xe9", 1),
                    "50 MB": lambda: json.dumps({"id": number, "text": long}).encode(),
                }[kind]()
            out.write(whole + b"\n")
    report = folder / "report.json"
    clean = [arguments.bin, "clean", "--no-config", "--jobs", "2", path, "-o", folder / "b.jsonl", "--report", report]
    seconds, megabytes, _ = run(clean)
    stats = json.loads(report.read_text(encoding="utf-8"))["stats"]
    with (folder / "b.jsonl").open("rb") as kept, (folder / "b.jsonl.rejects.jsonl").open("rb") as rejects:
        lines = [sum(1 for _ in file) for file in (kept, rejects)]
    print(f"{arguments.records} records, damaged: {kinds}; {path.stat().st_size / 1e9:.1f} GB in {seconds:.0f} s, {megabytes:.0f} MB")
    print(f"kept {lines[0]}, rejected {lines[1]}, reasons {stats['reasons']}")
    counted = stats["kept"] == lines[0] and stats["rejected"] == lines[1] and stats["records"] == arguments.records
    return [
        ("accounted_for", sum(lines), ">=", arguments.records),
        ("rejected", lines[1], ">=", sum(kinds.values())),
        ("counts_agree", int(counted), ">=", 1),
    ]


def spark(arguments, folder):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession

    from intrus import spark as engine

    table = folder / "in.parquet"
    write_parquet(arguments, table)
    clean = [arguments.bin, "clean", "--no-config", "--jobs", "2", "--restart", table, "-o", folder / "own.parquet", "--column", "findings"]
    own = min(run(clean)[0] for _ in range(3))
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g")
    session = session.config("spark.sql.files.maxPartitionBytes", "16m").config("spark.sql.parquet.compression.codec", "zstd").getOrCreate()
    try:
        def once(out):
            start = time.monotonic()
            engine.check(session.read.parquet(str(table))).write.mode("overwrite").parquet(str(folder / out))
            return time.monotonic() - start

        # The first run starts the workers and loads the language data; it is not counted.
        first, theirs = once("warm"), min(once("theirs") for _ in range(2))
    finally:
        session.stop()

    def found(path):
        rows = pq.read_table(path, columns=["id", "findings"]).to_pylist()
        return sorted((row["id"], [tuple(finding.values()) for finding in row["findings"]]) for row in rows)

    one, other = found(folder / "own.parquet"), found(folder / "theirs")
    print(f"command line {own:.1f} s, Spark local[2] {theirs:.1f} s (the first time {first:.1f} s), {sum(len(f) for _, f in one)} findings")
    return [("share_of_command_line", own / theirs, ">=", 0.5), ("same_findings", int(one == other), ">=", 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    measures = {"speed": speed, "memory": memory, "kill": kill, "damaged": damaged, "spark": spark}
    parser.add_argument("what", choices=measures)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target/release/intrus")
    parser.add_argument("--corpora", type=pathlib.Path, default=ROOT.parent / "shared/corpora")
    parser.add_argument("--megabytes", type=float)
    parser.add_argument("--gigabytes", type=float, default=5)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    arguments.bin = arguments.bin.resolve()
    arguments.megabytes = arguments.megabytes or (1000 if arguments.what == "kill" else 200)
    if arguments.quick:
        arguments.megabytes, arguments.gigabytes, arguments.records = 2, 0.05, 10_000
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, value, sign, wanted in measures[arguments.what](arguments, pathlib.Path(folder)):
            good = value >= wanted if sign == ">=" else value <= wanted
            failed += not good
            print(f"{name:22} {value:>12.2f}   {sign} {wanted:<8} {'ok' if good else 'MISSED'}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Keeps README.md true: the example, the table of rules and the figures are what the program prints.

    python3 .ci/readme.py              exit 1 when the table of rules is out of date; say so when the example is
    python3 .ci/readme.py --write      write both
    python3 .ci/readme.py --figures    write the figures too (a few minutes; needs ../shared)

Option: --bin target/release/intrus
"""
import argparse, json, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EVAL = ROOT.parent / "shared/eval"


def section(text, name):
    """The text between the marks of a section: before, inside, after."""
    match = re.search(rf"(?s)^(.*<!-- {name}\b[^\n]*-->\n)(.*?)(<!-- /{name} -->.*)$", text)
    if not match:
        sys.exit(f"README.md has no section {name}")
    return match.groups()


def rules(binary):
    found = json.loads(subprocess.run([binary, "rules", "--format", "json"], capture_output=True, check=True, text=True).stdout)
    rows = [f"| {r['code']} | `{r['name']}` | {r['summary']} | {r['state']} |" for r in found]
    return "| code | name | what it finds | state |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def example(binary):
    folder = ROOT / "docs/example"
    article = (folder / "article.txt").read_text(encoding="utf-8").rstrip("\n")
    def check(*options):
        command = [binary, "check", "--no-config", *options, "article.txt"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if run.returncode != 1:
            sys.exit(f"the example gives exit status {run.returncode}\n{run.stderr}")
        return run.stdout.rstrip("\n")

    concise, human = check("--format", "concise"), check("--color", "never")
    # One finding in full, the second: all five would push the rest off the screen.
    shown = human.split("\n\n")[1]
    return (
        f"```text\n{article}\n```\n\n```text\n$ intrus check --format concise article.txt\n{concise}\n```\n\n"
        f"Without `--format`, every finding is shown in place:\n\n```text\n{shown}\n```\n"
    )


def run_score(binary, path, *options):
    command = [sys.executable, EVAL / "score.py", "--json", "--bin", binary, *options, EVAL / path]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()[-1])


def figures(binary):
    score = "python3 ../shared/eval/score.py --bin target/release/intrus"
    lines = [
        f"`{score} ../shared/eval/SET.jsonl`\n",
        "| set | places | found | precision | borders exact | first right | safe fixes | of these right | false alarms |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name in ("seed_article", "spinner_dev", "glitch_dev"):
        f = run_score(binary, f"{name}.jsonl")
        lines.append(
            f"| {name} | {f['gold_spans']} | {f['recall']:.1f} % | {f['precision']:.1f} % | {f['exact_borders']:.1f} % "
            f"| {f['top1']:.1f} % | {f['safe']} | {f['safe_right'] or 0:.1f} % | {f['false_alarms']} |"
        )
    lines += [f"\n`{score} --clean ../shared/eval/SET`\n", "| clean text | words | false alarms per 10,000 words | passages flagged |", "|---|---|---|---|"]
    for name in ("clean_news_dev.txt", "clean_hard_dev.jsonl"):
        f = run_score(binary, name, "--clean")
        lines.append(f"| {name} | {f['words']:,} | {f['per_10k_words']} | {f['passages_flagged_pct']} % |")
    lines += ["\n`python3 .ci/measure.py reserved`, `speed` and `memory`\n", "| | measured |", "|---|---|"]
    measured = {}
    for what in ("reserved", "memory", "speed"):
        run = subprocess.run([sys.executable, ROOT / ".ci/measure.py", what, "--bin", binary], capture_output=True, text=True)
        if run.returncode not in (0, 1) or run.stderr:
            sys.exit(run.stdout + run.stderr)
        found = {m[1]: m[2] for m in re.finditer(r"(?m)^(\w+) +([\d.]+) +[<>]=", run.stdout)}
        measured |= {"gigabyte": found["megabytes"]} if what == "memory" else found
        measured |= {"line": ", ".join(m[0] for m in re.finditer(r"(?m)^(?:\d+ MB|two threads): .*$", run.stdout))}
    lines += [
        f"| false alarms over {int(measured['words']):,} reserved words of news, parliament and government | {measured['per_10k_words']} per 10,000 words |",
        f"| of these, safe fixes (they would be written without a person looking) | {measured['safe_per_100k_words']} per 100,000 words |",
        f"| speed, whole process | {measured['line']} |",
        f"| memory on that file | {measured['megabytes']} MB |",
        f"| memory on a gigabyte of all sorts of text, two threads | {measured['gigabyte']} MB |",
        f"| a ten-word file, start to end | {measured['start_milliseconds']} ms |",
        *recall(),
        *reliability(),
    ]
    return "\n".join(lines) + "\n"


def recall():
    """What the pack builder finds of its own damage on reserved text, by mechanism, and with a thesaurus left out (some seconds)."""
    command = ["cargo", "run", "--quiet", "--release", "--features", "pack-builder", "--bin", "intrus-pack", "--", "recall"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return [
        "\nDamage on reserved text that the order of the repairs was not fitted on (the models of the detector were), the mechanisms run forwards as by `intrus damage`: places found, "
        "borders exact, right French first, among the first three, offered at all (per cent of the places), first of those found, and false alarms per 10,000 words. "
        "The last rows: spun with one thesaurus, and the same with only the repairs that other sources list.",
        f"\n`{' '.join(command).replace(' --quiet', '')}`\n", "```text", run.stdout.rstrip("\n"), "```",
    ]


def reliability():
    """How true the confidences are: what the pack builder prints for reserved text and for the annotated sets."""
    command = ["cargo", "run", "--quiet", "--release", "--features", "pack-builder", "--bin", "intrus-pack", "--", "reliability"]
    lines = [
        "\nWhat the confidences are worth: how many claims there are, what is claimed on average and how many are right, in per cent, for the findings, the first "
        "suggestions and all suggestions. Documents that no order and no confidence was fitted on, damaged; then the annotated sets:"
    ]
    for name, files in (("", []), (" ../shared/eval/{seed_article,spinner_dev,glitch_dev}.jsonl", ("seed_article", "spinner_dev", "glitch_dev"))):
        run = subprocess.run([*command, *(str(EVAL / f"{f}.jsonl") for f in files)], cwd=ROOT, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(run.stderr)
        kept = [line for line in run.stdout.splitlines() if re.match(r" *confidence| *\d\.\d\.\.|all ", line)]
        lines += [f"\n`{' '.join(command).replace(' --quiet', '')}{name}`\n", "```text", *kept, "```"]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target/release/intrus")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--figures", action="store_true")
    arguments = parser.parse_args()
    binary = str(arguments.bin.resolve())
    text = README.read_text(encoding="utf-8")
    wanted = {"rules": rules(binary), "example": example(binary)}
    if arguments.figures:
        wanted["figures"] = figures(binary)
    stale = []
    for name, content in wanted.items():
        before, inside, after = section(text, name)
        if inside != content:
            stale.append(name)
            text = before + content + after
    if arguments.write or arguments.figures:
        README.write_text(text, encoding="utf-8")
        print("README.md: " + (f"wrote {', '.join(stale)}" if stale else "nothing to do"))
    else:
        for name in stale:
            print(f"README.md: {name} out of date: python3 .ci/readme.py --write")
        sys.exit("rules" in stale)


if __name__ == "__main__":
    main()

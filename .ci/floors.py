#!/usr/bin/env python3
"""Compares the scores of a build with tests/floors.toml; prints a table and exits 1 when a figure is below its floor.

    python3 .ci/floors.py [--bin target/release/intrus] [--eval ../shared/eval] [--no-vary]
"""
import argparse, json, pathlib, subprocess, sys, tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def score(arguments, path, *options):
    """What score.py says of one set."""
    command = [sys.executable, str(arguments.eval / "score.py"), "--json", "--bin", str(arguments.bin), *options, str(path)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {run.returncode}\n{run.stdout}{run.stderr}")
    return json.loads(run.stdout.splitlines()[-1])


class Table:
    """Prints rows as they come and counts the bad ones."""

    def __init__(self):
        self.passed = self.failed = 0
        print(f"{'set':16} {'figure':26} {'value':>9}   {'wanted':<12}", flush=True)

    def row(self, name, figure, value, wanted, good):
        self.passed += good
        self.failed += not good
        print(f"{name:16} {figure:26} {value!s:>9}   {wanted:<12} {'ok' if good else 'BELOW'}", flush=True)

    def compare(self, name, figures, floors):
        """Every floor (and ceiling: NAME_max) of one set."""
        for key, wanted in floors.items():
            if isinstance(wanted, bool) or not isinstance(wanted, (int, float)):
                continue
            figure = key.removesuffix("_max")
            value = figures.get(figure)
            if value is None:
                self.row(name, figure, "-", "a figure", False)
            elif key.endswith("_max"):
                self.row(name, figure, value, f"<= {wanted}", value <= wanted)
            else:
                self.row(name, figure, value, f">= {wanted}", value >= wanted)
        for kind, own in floors.get("by_kind", {}).items():
            self.compare(kind, figures["by_kind"][kind], own)


def together(scores):
    """What the safe fixes of several sets are worth, in per cent as score.py has it."""

    def sum_of(share, whole):
        return sum(round(s[share] * s[whole] / 100) for s in scores if s[share] is not None)

    gold, safe = sum(s["gold_spans"] for s in scores), sum(s["safe"] for s in scores)
    return {
        "safe_right": round(100 * sum_of("safe_right", "safe") / max(safe, 1), 2),
        "safe_fixed": round(100 * sum_of("safe_fixed", "gold_spans") / max(gold, 1), 2),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target/release/intrus")
    parser.add_argument("--eval", type=pathlib.Path, default=ROOT.parent / "shared/eval")
    parser.add_argument("--floors", type=pathlib.Path, default=ROOT / "tests/floors.toml")
    parser.add_argument("--no-vary", action="store_true", help="leave out the other encodings")
    arguments = parser.parse_args()
    arguments.bin = arguments.bin.resolve()
    floors = tomllib.loads(arguments.floors.read_text(encoding="utf-8"))
    table = Table()
    plain = {}
    for name, wanted in floors.items():
        if "file" not in wanted:
            continue
        options = ["--clean"] if wanted.get("clean") else []
        plain[name] = score(arguments, arguments.eval / wanted["file"], *options)
        table.compare(name, plain[name], wanted)
    if wanted := floors.get("together"):
        table.compare("together", together([plain[name] for name in wanted["sets"]]), wanted)
    vary = floors.get("vary", {})
    for name in [] if arguments.no_vary else vary.get("sets", []):
        for how in vary["how"]:
            figures = score(arguments, arguments.eval / floors[name]["file"], "--vary", how)
            for figure in ("found", "false_alarms"):
                wanted = plain[name][figure]
                table.row(name, f"{figure} ({how})", figures[figure], f"= {wanted}", figures[figure] == wanted)
    print(f"{table.passed} passed, {table.failed} failed")
    sys.exit(table.failed > 0)


if __name__ == "__main__":
    main()

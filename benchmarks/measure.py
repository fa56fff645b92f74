"""Times `hengxian evaluate` beside DuckDB's bare scan, plain SQL and pandas, on one invented dataset, in one run.

What counts is the ratio, since all of them ran on the same machine in the same minutes; where others work on it too,
the ratio of the processor's seconds says more than that of the clock's. It reports and never fails.
"""

import argparse
import os
import sys
from pathlib import Path

from runs import Run, in_turn, run
from ways import WINDOW_ROWS

HERE = Path(__file__).resolve().parent
GROWTH = (1, 3, 10, 30, 100)
EVALUATE = [sys.executable, "-m", "hengxian.cli.main", "evaluate"]


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench measure", description=__doc__)
    parser.add_argument("--calls", type=int, default=1_000_000, help="number of calls (default 1,000,000)")
    parser.add_argument(
        "--full", action="store_true", help="20 million calls, 10 million orders, 5 million follow-ups"
    )
    parser.add_argument(
        "--growth", action="store_true", help="then 1 to 100 million calls, to see that cost grows linearly"
    )
    parser.add_argument(
        "--ids", choices=("counting", "random"), default="counting", help="random ids compress badly"
    )
    parser.add_argument(
        "--repeat", type=int, default=1, help="rounds, each way once in each; the quickest counts"
    )
    parser.add_argument("--only", nargs="+", metavar="WAY", help="scan, evaluate, evaluate_1GB, sql, pandas")
    parser.add_argument(
        "--folder", type=Path, default=HERE.parent / "var" / "bench", help="where the data go (var/bench)"
    )
    return parser.parse_args()


def warm(file: Path) -> None:
    """Read the file once, so that nobody pays for the disk; in pieces, since a child inherits our own peak."""
    with file.open("rb") as source:
        while source.read(1 << 20):
            pass


def make_dataset(calls: int, ids: str, folder: Path) -> Path:
    """The dataset of this size, made once."""
    dataset = folder / f"{ids}-{calls}"
    if not (dataset / "dataset.toml").exists():
        print(f"making {calls:,} calls …", file=sys.stderr)
        made = run(
            [sys.executable, str(HERE / "invented.py"), str(calls), ids, str(dataset)], folder / "log.txt"
        )
        if made.failure:
            sys.exit(f"the data could not be made: {made.failure}")
    for file in sorted(dataset.glob("*.parquet")):
        warm(file)
    return dataset


def commands(dataset: Path, folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Each way's label and command; the first is what the others are compared with."""
    way = [sys.executable, str(HERE / "ways.py")]
    out = ["--out", str(folder / "out")]
    return {
        "scan": ("DuckDB alone: every value decoded, distinct keys counted", [*way, "scan", str(dataset)]),
        "evaluate": ("hengxian evaluate", [*EVALUATE, str(dataset), *out]),
        "evaluate_1GB": (
            "hengxian evaluate --memory 1GB",
            [*EVALUATE, str(dataset), *out, "--memory", "1GB"],
        ),
        "sql": (
            f"plain SQL, its 24 h window over {WINDOW_ROWS:,} calls at most",
            [*way, "sql", str(dataset)],
        ),
        "pandas": ("pandas, all in memory", [*way, "pandas", str(dataset)]),
    }


def measure(calls: int, chosen: argparse.Namespace) -> list[tuple[str, str, Run]]:
    """Name, label and best run of each way on one size, all ways taken in turn."""
    dataset = make_dataset(calls, chosen.ids, chosen.folder)
    ways = {
        name: way
        for name, way in commands(dataset, chosen.folder).items()
        if chosen.only is None or name in chosen.only
    }
    found = in_turn(
        chosen.repeat,
        {name: (command, chosen.folder / f"log-{name}.txt") for name, (_, command) in ways.items()},
    )
    return [(name, label, found[name]) for name, (label, _) in ways.items()]


def print_row(label: str, one: Run, bare: Run | None) -> None:
    if one.failure:
        print(f"| {label} | failed: {one.failure} | | | | |", flush=True)
        return
    beside = [
        f"{mine:.2f} s | {mine / its:.2f} ×" if its else f"{mine:.2f} s |"
        for mine, its in (
            (one.seconds, bare and bare.seconds),
            (one.worked, bare and bare.worked),
        )
    ]
    print(f"| {label} | {' | '.join(beside)} | {one.peak / 2**30:.2f} GiB |", flush=True)


def compare_ways(calls: int, chosen: argparse.Namespace) -> None:
    size = f"{calls:,} calls, {calls // 2:,} work orders, {calls // 4:,} follow-ups"
    print(f"\n{size}; {os.cpu_count()} cores; ids: {chosen.ids}\n")
    print("| way | time | beside the bare scan | processor | beside the bare scan | peak memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    bare = None
    for name, label, one in measure(calls, chosen):
        if name == "scan" and not one.failure:
            bare = one
        print_row(label, one, bare)


def show_growth(chosen: argparse.Namespace) -> None:
    print("\n| calls | hengxian evaluate | a million calls | peak memory |\n| ---: | ---: | ---: | ---: |")
    for millions in GROWTH:
        dataset = make_dataset(millions * 1_000_000, chosen.ids, chosen.folder)
        one = run(commands(dataset, chosen.folder)["evaluate"][1], chosen.folder / "log-growth.txt")
        rest = (
            f"failed: {one.failure} | |"
            if one.failure
            else f"{one.seconds:.2f} s | {one.seconds / millions:.3f} s |"
        )
        print(f"| {millions},000,000 | {rest} {one.peak / 2**30:.2f} GiB |", flush=True)


def main() -> None:
    chosen = read_arguments()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    compare_ways(20_000_000 if chosen.full else chosen.calls, chosen)
    if chosen.growth:
        show_growth(chosen)


if __name__ == "__main__":
    main()

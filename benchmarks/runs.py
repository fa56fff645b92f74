"""Runs a command as a process of its own and says how long it took and how much memory it held at most."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock and of the processor, peak resident memory in bytes, why it failed (if so)."""

    seconds: float
    worked: float
    peak: int
    failure: str = ""


def run(command: list[str], log: Path) -> Run:
    """Run to the end, compiled once as for any user. Its output goes to the log; a failure is reported, not raised."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=settings)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    failure = "" if process.returncode == 0 else (lines or ["no output"])[-1][:120]
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, failure)


def in_turn(times: int, commands: dict[str, tuple[list[str], Path]]) -> dict[str, Run]:
    """Each command, with its log, run so many times, all of them in every round: an hour's mood of the machine falls
    on all alike. Who failed once is not asked again."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, (command, log) in commands.items():
            if not runs[name] or not runs[name][-1].failure:
                runs[name].append(run(command, log))
                print(f"{name}: {runs[name][-1].seconds:.2f} s", file=sys.stderr)
    return {name: best(each) for name, each in runs.items()}


def best(runs: list[Run]) -> Run:
    """The least time of several runs, and the highest peak of all; or the one that failed."""
    if runs[-1].failure:
        return runs[-1]
    return Run(
        min(one.seconds for one in runs), min(one.worked for one in runs), max(one.peak for one in runs)
    )

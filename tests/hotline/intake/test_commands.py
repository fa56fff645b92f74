"""The two commands on a site of their own: a simulated day goes in once, however often it is handed in."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hotline.intake.test_killed import FOUND, run, surroundings

pytestmark = pytest.mark.slow


def test_a_simulated_morning_goes_in_once(
    root: Path, tmp_path: Path, begin_site: Callable[[Path], None]
) -> None:
    environment = surroundings(root, tmp_path / "home")
    begin_site(tmp_path / "home" / "hotline.sqlite3")
    run(FOUND, environment)
    told = tmp_path / "told"
    told.mkdir()

    def hengxian(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "hengxian.cli.main", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    start = [
        "--start",
        "2026-03-02T09:00:00+08:00",
        "--hours",
        "0.5",
        "--per-hour",
        "40",
        "--agents",
        "agent",
    ]
    made = hengxian("simulate-exchange", *start, "--out", str(told / "a.jsonl"))
    count = len((told / "a.jsonl").read_text().splitlines())
    first = hengxian("exchange", str(told), "--hotline", "city")
    (told / "b.jsonl").write_text("{}\n")
    again = hengxian("exchange", str(told), "--hotline", "city")
    nowhere = hengxian("exchange", str(told), "--hotline", "none")

    assert made == (0, "")
    assert first == (0, f"a.jsonl：新收 {count} 条，已有 0 条，有误 0 条\n")
    assert again[0] == 1
    assert f"a.jsonl：新收 0 条，已有 {count} 条，有误 0 条" in again[1] and "第 1 行：type 应为" in again[1]
    assert nowhere == (2, "错误：没有代号为 none 的热线\n")

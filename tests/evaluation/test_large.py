"""A million calls and a million orders on a laptop: minutes, and no more memory than given (C-14)."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

MILLION = 1_000_000
QUARTER = "TIMESTAMP '2025-01-01' + to_microseconds(CAST(hash({}) % 7689600000000 AS BIGINT))"
CALLS = f"""
    SELECT 'C' || n AS call_id, moment AS arrived_at,
           CASE WHEN hash(n, 2) % 100 < 94 THEN moment + to_seconds(CAST(hash(n, 3) % 30 AS BIGINT)) END AS answered_at
    FROM (SELECT range AS n, {QUARTER.format("range, 1")} AS moment FROM range({MILLION}))"""
ORDERS = f"""
    SELECT 'W' || n AS order_id, moment AS accepted_at, 'transferred' AS handling,
           moment + to_hours(CAST(hash(n, 6) % 60 AS BIGINT)) AS transferred_at, moment + INTERVAL 5 DAY AS due_at,
           moment + to_hours(CAST(hash(n, 7) % 150 AS BIGINT)) AS closed_at, 1 + n % 20 // 19 AS rounds
    FROM (SELECT range AS n, {QUARTER.format("range, 5")} AS moment FROM range({MILLION}))"""
TOML = 'name = "百万（虚构）"\nperiod = { start = 2025-01-01, end = 2025-04-01 }\n'
SECONDS, GIGABYTE = 300, 1 << 30


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both tables as csv, as a hotline would export them, and no other."""
    folder = tmp_path_factory.mktemp("large") / "million"
    folder.mkdir()
    for name, rows in (("calls", CALLS), ("work_orders", ORDERS)):
        duckdb.sql(f"COPY ({rows}) TO '{folder / name}.csv' (FORMAT csv, HEADER)")
    (folder / "dataset.toml").write_text(TOML, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.covers("C-14")
def test_million_calls_and_orders_take_minutes_within_the_memory_given(
    dataset: Path, root: Path, tmp_path: Path
) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(root)}
    words = ["evaluate", str(dataset), "--out", str(tmp_path / "out"), "--memory", "1GB"]

    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "hengxian.cli.main", *words], env=surroundings, check=True)
    seconds = time.monotonic() - began

    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert result["indicators"]["call_connection_rate"]["denominator"] == MILLION
    assert result["dataset"]["tables"]["work_orders"]["kept"] == MILLION
    assert seconds < SECONDS
    assert peak < 1.25 * GIGABYTE

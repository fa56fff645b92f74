"""A result says what it was made from, repeats byte for byte, and holds no caller."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hengxian.evaluation.evaluate import as_text, evaluate

from .folders import evaluated, text_table, write
from .hotline import CALLER, TOML, tables


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hotline."""
    return write(tmp_path_factory.mktemp("provenance") / "hotline", tables())


@pytest.fixture(scope="module")
def result(dataset: Path) -> dict[str, Any]:
    """Its result."""
    return evaluated(dataset)


@pytest.mark.covers("C-6")
def test_same_input_gives_the_same_bytes_elsewhere(dataset: Path, root: Path, tmp_path: Path) -> None:
    """Another process, working folder, hash seed and clock zone; every file, by the manifest's digests."""
    manifests = []
    for n, zone in enumerate(("UTC", "America/New_York")):
        place = tmp_path / str(n)
        place.mkdir()
        surroundings = {**os.environ, "PYTHONHASHSEED": str(n + 1), "TZ": zone, "PYTHONPATH": str(root)}
        words = [sys.executable, "-m", "hengxian.cli.main", "evaluate", str(dataset), "--out", "out"]
        subprocess.run(words, cwd=place, env=surroundings, check=True, capture_output=True)
        manifests.append((place / "out" / "manifest.json").read_text(encoding="utf-8"))
        found = (place / "out" / "result.json").read_text(encoding="utf-8")

    assert manifests[0] == manifests[1]
    assert found == as_text(evaluate(dataset))


@pytest.mark.covers("C-6")
def test_result_names_everything_it_was_made_with(result: dict[str, Any], tmp_path: Path) -> None:
    made = tables()
    made["calls"][0]["caller"] = "another"

    other = evaluated(write(tmp_path / "hotline", made))

    parts = [result[part]["fingerprint"] for part in ("rule", "profile", "calendar", "dataset")]
    assert all(len(one) == 64 for one in (*parts, result["dataset"]["sm3"], result["engine"]["definitions"]))
    assert {"hengxian", "duckdb"} <= set(result["engine"])
    assert other["dataset"]["fingerprint"] != result["dataset"]["fingerprint"]
    assert other["rule"] == result["rule"]


@pytest.mark.covers("C-16")
def test_result_and_reports_hold_no_value_of_a_caller(dataset: Path, tmp_path: Path) -> None:
    result = evaluate(dataset, followup_days=2)

    assert CALLER in (dataset / "calls.csv").read_text(encoding="utf-8")
    assert CALLER not in as_text(result)
    assert "matter-" not in as_text(result)


@pytest.mark.covers("C-5")
def test_data_quality_is_told_by_table(result: dict[str, Any], tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        TOML,
        work_orders="""order_id,accepted_at,handling,replied_at,recorded_at,closed_at
            midnight,2025-03-10 08:00,transferred,2025-03-10 09:00,2025-03-10 09:00,2025-03-11 00:00
            at once,2025-03-10 08:00,direct,2025-03-10 08:00,2025-03-10 08:00,2025-03-10 08:00
            backwards,2025-03-10 08:00,direct,,,2025-03-09 08:00
            twice,2025-03-10 08:00,direct,,,2025-03-10 09:00
            twice,2025-03-10 08:00,direct,,,2025-03-10 09:00""",
    )

    other = evaluated(dataset)

    told = other["dataset"]["tables"]["work_orders"]
    doubts = {one["code"]: one["count"] for one in other["quality"]["tables"]["work_orders"]["warnings"]}
    assert told["rejected"] == {"duplicate_row": 1, "impossible_order": 1}
    assert (doubts["midnight_closing"], doubts["closed_when_accepted"]) == (1, 1)
    assert (told["first"], told["last"]) == ("2025-03-10T08:00:00+08:00",) * 2
    assert result["dataset"]["gaps"] == [
        {"source": "calls", "from": "2025-03-10T00:30:00+08:00", "to": "2025-03-10T01:30:00+08:00"}
    ]
    for name, table in result["dataset"]["tables"].items():
        rows = sum(file["rows"] for file in result["dataset"]["files"] if file["table"] == name)
        assert rows == table["read"] == table["kept"] + sum(table["rejected"].values())


@pytest.mark.covers("C-12")
def test_observations_are_told_with_their_numbers(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        TOML,
        calls="call_id,arrived_at,answered_at\n1,2025-03-10 08:10,\n2,2025-03-10 08:20,2025-03-10 08:21",
        work_orders="""order_id,accepted_at,closed_at,claimed_resolved,matter,caller
            1,2025-03-10 08:00,2025-03-11 08:00,是,pipe,a
            2,2025-03-10 09:00,2025-03-11 08:00,是,pipe,a
            3,2025-03-10 10:00,,,light,b""",
        assignments="""order_id,department,from_at,to_at,return_reason
            1,住建局,2025-03-10 09:00,2025-03-10 10:00,不属本局
            1,水务局,2025-03-10 10:00,2025-03-10 11:00,
            1,供水公司,2025-03-10 11:00,,""",
        followups="""order_id,attempted_at,outcome,resolved,result_satisfaction
            1,2025-03-12 08:00,reached,是,satisfied
            2,2025-03-12 08:00,reached,否,no_opinion""",
    )

    result = evaluated(dataset)

    told = result["observations"]
    assert told["claimed_resolved"]["claimed"] == {"numerator": 2, "denominator": 2, "value": "1.000000"}
    assert told["claimed_resolved"]["confirmed"] == {"numerator": 1, "denominator": 2, "value": "0.500000"}
    assert told["hops"] == {"orders": 1, "moved_more_than_once": 1, "returns": 1, "most": 3}
    assert told["repeats"] == {"matters": 1, "orders": 2}
    assert {"hour": 8, "calls": 2, "abandoned": 1} in told["abandoned_by_hour"]
    assert (told["open_age"]["open"], told["open_age"]["oldest_hours"]) == (1, "230.00")
    rates = result["indicators"]["followup_satisfaction_rate"]["variants"]
    assert rates["response_rate"] == {"numerator": 1, "denominator": 2, "value": "0.500000"}

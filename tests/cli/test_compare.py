"""`hengxian compare` sets results side by side, and refuses where they were not counted alike."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hengxian.standard.load import bundled_pack

from .conftest import Ask
from .test_bad_input import refused

Change = Callable[[dict[str, Any]], None]


def changed(results: Path, name: str, change: Change) -> Path:
    """A copy of the results in which result.json says something else."""
    other = shutil.copytree(results, results.with_name(name))
    told = json.loads((other / "result.json").read_text(encoding="utf-8"))
    change(told)
    (other / "result.json").write_text(json.dumps(told), encoding="utf-8")
    return other


@pytest.mark.covers("C-10")
def test_difference_is_exact_and_in_percentage_points(results: Path, hengxian: Ask) -> None:
    def set_thirds(told: dict[str, Any]) -> None:
        told["indicators"]["call_connection_rate"] |= {"numerator": 2, "denominator": 3}

    def set_halves(told: dict[str, Any]) -> None:
        told["indicators"]["call_connection_rate"] |= {"numerator": 1, "denominator": 2}

    one, other = changed(results, "one", set_thirds), changed(results, "other", set_halves)

    answer = hengxian("compare", one, other / "result.json", "--json")
    table = hengxian("compare", one, other)

    row = json.loads(answer.out)["rows"][0]
    assert (row["id"], row["difference"], row["exact"]) == ("call_connection_rate", "-16.67", "-50/3")
    line = next(line for line in table.lines if line.startswith("电话接通率"))
    assert line.split() == ["电话接通率", "66.67%（2/3）", "50.00%（1/2）", "-16.67", "百分点"]


@pytest.mark.covers("C-10")
@pytest.mark.parametrize(
    ("part", "key", "named"),
    [
        ("rule", "fingerprint", "规则包"),
        ("engine", "definitions", "指标定义"),
        ("profile", "fingerprint", "评分方案"),
    ],
)
def test_results_counted_differently_are_refused_naming_what_differs(
    part: str, key: str, named: str, results: Path, hengxian: Ask
) -> None:
    def change(told: dict[str, Any]) -> None:
        told[part][key] = "0" * 64

    refused(hengxian("compare", results, changed(results, "other", change)), named, "不同")


@pytest.mark.covers("C-10")
def test_exclusions_are_set_beside_the_figures_without_them(results: Path, hengxian: Ask) -> None:
    answer = hengxian("compare", results, "--with-exclusions", "--json")

    told = json.loads((results / "result.json").read_text(encoding="utf-8"))["indicators"][
        "one_time_closure_rate"
    ]
    back = told["variants"]["with_excluded"]
    row = next(row for row in json.loads(answer.out)["rows"] if row["id"] == "one_time_closure_rate")
    assert back["denominator"] == told["denominator"] + told["left_out"]["excluded"]
    assert f"（{told['numerator']}/{told['denominator']}）" in row["first"]
    assert f"（{back['numerator']}/{back['denominator']}）" in row["second"]


@pytest.mark.covers("C-10", "T43")
def test_declared_figures_stand_beside_the_measured_and_four_rows_have_no_leaf(
    results: Path, tmp_path: Path, hengxian: Ask
) -> None:
    declared = tmp_path / "declared.yaml"
    declared.write_text(
        "source: 申请表\nfigures:\n  call_connection: {target: 95, actual: 99.9%}\n  response_time: {actual: 2 秒}\n",
        encoding="utf-8",
    )
    before = (results / "result.json").read_bytes()

    rows = {
        row["id"]: row for row in json.loads(hengxian("compare", declared, results, "--json").out)["rows"]
    }
    table = hengxian("compare", results, declared)

    measured = json.loads(before)["indicators"]["call_connection_rate"]
    assert len(rows) == len(bundled_pack().forms["A.4"].fields) == 11
    assert (rows["call_connection"]["target"], rows["call_connection"]["declared"]) == ("95%", "99.9%")
    assert f"（{measured['numerator']}/{measured['denominator']}）" in rows["call_connection"]["measured"]
    without = [id for id, row in rows.items() if row["note"] and row["note"].startswith("规则无对应指标")]
    assert without == ["public_satisfaction", "system_availability", "response_time", "data_safety"]
    assert all(rows[id]["measured"] is None for id in without)
    assert table.out.count("规则无对应指标") == 4
    assert (results / "result.json").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("figures: {calls: {actual: 1}}", ("declared.yaml", "calls", "call_connection")),
        ("figures: {call_connection: {actual: 101}}", ("call_connection", "101", "百分数")),
        ("rates: {}", ("declared.yaml", "figures")),
        ("figures: [", ("declared.yaml", "YAML")),
    ],
)
def test_declaration_that_is_none_is_refused(
    text: str, named: tuple[str, ...], results: Path, tmp_path: Path, hengxian: Ask
) -> None:
    declared = tmp_path / "declared.yaml"
    declared.write_text(text, encoding="utf-8")

    refused(hengxian("compare", results, declared), *named)


def test_what_is_no_result_is_refused(results: Path, dataset: Path, hengxian: Ask) -> None:
    refused(hengxian("compare", results, dataset), "hotline", "result.json")
    refused(hengxian("compare", results, results / "manifest.json"), "manifest.json", "result.json")
    refused(hengxian("compare", results, results / "report.pdf"), "report.pdf", "result.json")
    refused(hengxian("compare", results), "两份", "--with-exclusions")

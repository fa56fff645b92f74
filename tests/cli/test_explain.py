"""`hengxian explain` lets an auditor recompute a figure by hand."""

import csv
import json
from pathlib import Path

import pytest

from hengxian.evaluation.evaluate import Terms, evaluate_opened
from hengxian.evaluation.explaining import definition_named, statements, told_of
from hengxian.measurement.dataset import read_dataset
from hengxian.measurement.definitions.catalogue import AVERAGE_HANDLING_TIME, SHARES

from .conftest import Ask
from .test_bad_input import refused


@pytest.mark.covers("C-9")
def test_definition_is_told_in_words_and_as_a_formula(hengxian: Ask) -> None:
    answer = hengxian("explain", "on_time_closure_rate")

    assert answer.status == 0
    assert [line.split("：")[0] for line in answer.lines[1:]] == ["分母", "分子", "不计入", "说明", "公式"]
    assert "按时办结率 =" in answer.lines[-1]


@pytest.mark.covers("C-9")
def test_printed_sql_gives_the_counts_of_the_result(dataset: Path) -> None:
    with read_dataset(dataset) as opened:
        evaluation = evaluate_opened(opened, Terms.usual(), followup_days=2)
        result, ask = evaluation.result, evaluation.ask
        counted = {
            one.id: [
                opened.db.execute(sql).fetchall()[0] for label, sql in statements(one, ask, {}) if not label
            ]
            for one in SHARES
        }

    for id, answers in counted.items():
        told, (hits, of) = told_of(id, result), (sum(column) for column in zip(*answers, strict=True))
        expected = (told["counted"] - told["failing"], told["counted"]) if "failing" in told else None
        assert (hits, of) == (expected or (told["numerator"], told["denominator"])), id


def test_mean_is_recomputed_by_its_sql(dataset: Path) -> None:
    with read_dataset(dataset) as opened:
        evaluation = evaluate_opened(opened, Terms.usual())
        [(label, sql)] = statements(AVERAGE_HANDLING_TIME, evaluation.ask, {})
        hours, orders = opened.db.execute(sql).fetchall()[0]

    told = evaluation.result["indicators"]["average_handling_time"]
    assert (label, f"{hours / orders:.2f}", orders) == (
        "总小时数，工单数",
        told["value"],
        told["denominator"],
    )


def test_worst_window_is_recomputed_by_its_sql(dataset: Path, hengxian: Ask) -> None:
    with read_dataset(dataset) as opened:
        evaluation = evaluate_opened(opened, Terms.usual())
        worst = evaluation.result["checks"]["connection_24h"]["worst"]
        [(label, sql)] = statements(
            definition_named("connection_24h"), evaluation.ask, evaluation.result["checks"]["connection_24h"]
        )
        answer = opened.db.execute(sql).fetchall()[0]

    assert (label, answer) == ("最差窗口", (worst["answered"], worst["offered"]))


@pytest.mark.covers("C-9")
def test_misses_are_those_of_the_result(
    dataset: Path, evaluated_once: Path, tmp_path: Path, hengxian: Ask
) -> None:
    told = json.loads((evaluated_once / "result.json").read_text(encoding="utf-8"))["checks"]["answer_15s"]

    answer = hengxian("explain", "answer_15s", "--dataset", dataset, "--all-misses", tmp_path / "misses.csv")

    with (tmp_path / "misses.csv").open(encoding="utf-8", newline="") as stream:
        listed = [row["id"] for row in csv.DictReader(stream)]
    assert len(listed) == told["failing"] > 10
    assert listed[: len(told["first"])] == told["first"]
    assert f"未命中 {told['failing']} 个，前 10 个：" in answer.lines
    assert answer.lines[-11:-1] == [f"  {one}" for one in listed[:10]]


def test_unmeasured_figure_says_why(dataset: Path, hengxian: Ask) -> None:
    answer = hengxian("explain", "followup_timeliness_rate", "--dataset", dataset)

    assert "结果：未测" in answer.out
    assert "规则未规定" in answer.out


def test_unknown_figure_is_refused_with_those_there_are(hengxian: Ask) -> None:
    refused(hengxian("explain", "happiness"), "happiness", "call_connection_rate", "connection_24h")

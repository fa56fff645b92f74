"""`hengxian evaluate` leaves a whole folder of results, or nothing at all."""

import csv
import json
import time
from pathlib import Path

import pytest

from hengxian.cli.progress import Progress
from hengxian.standard.load import bundled_pack
from tests.evaluation.folders import write
from tests.evaluation.hotline import CALLER, tables
from tests.papers import words_of

from .conftest import Ask
from .test_bad_input import refused


@pytest.mark.covers("C-13", "R13.2.1.2")
def test_folder_holds_result_reports_rejects_and_misses(evaluated_once: Path) -> None:
    there = {
        path.relative_to(evaluated_once).as_posix() for path in evaluated_once.rglob("*") if path.is_file()
    }

    result = json.loads((evaluated_once / "result.json").read_text(encoding="utf-8"))
    assert {
        "result.json",
        "report.html",
        "report.pdf",
        "scores.xlsx",
        "manifest.json",
        "misses/index.csv",
    } <= there
    assert {f"rejects/{name}.csv" for name in result["dataset"]["tables"]} <= there
    assert (evaluated_once / "report.html").stat().st_mode & 0o044 == 0o044


@pytest.mark.covers("C-9")
def test_misses_are_ids_and_their_number_is_that_of_the_result(evaluated_once: Path) -> None:
    result = json.loads((evaluated_once / "result.json").read_text(encoding="utf-8"))

    index = {row["indicator"]: row for row in read(evaluated_once / "misses" / "index.csv")}

    told = {**result["indicators"], **result["checks"]}
    for id, row in index.items():
        ids = [line["id"] for line in read(evaluated_once / "misses" / f"{id}.csv")]
        expected = told[id]["failing"] if "failing" in told[id] else told[id]["misses"]["count"]
        assert (int(row["misses"]), int(row["listed"]), len(ids)) == (expected, expected, expected)
    assert int(index["call_connection_rate"]["misses"]) > 0


def test_long_list_of_misses_is_cut_and_its_length_said(
    dataset: Path, tmp_path: Path, hengxian: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hengxian.cli.commands.evaluate.MOST_MISSES", 3)

    hengxian("evaluate", dataset, "--out", tmp_path / "out")

    row = next(
        row for row in read(tmp_path / "out" / "misses" / "index.csv") if row["indicator"] == "answer_15s"
    )
    assert (int(row["listed"]), int(row["misses"]) > 3) == (3, True)
    assert len(read(tmp_path / "out" / "misses" / "answer_15s.csv")) == 3


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.covers("C-16")
def test_no_output_but_rejects_holds_a_caller(evaluated_once: Path) -> None:
    outside = [path for path in evaluated_once.rglob("*") if path.is_file() and path.parent.name != "rejects"]

    leaking = [path.name for path in outside if CALLER.encode() in path.read_bytes()]

    pages = words_of(evaluated_once / "report.pdf")
    assert leaking == []
    assert CALLER not in pages
    assert CALLER in (evaluated_once / "rejects" / "calls.csv").read_text(encoding="utf-8")


@pytest.mark.covers("T12", "T55")
def test_report_says_what_it_does_not_claim(evaluated_once: Path) -> None:
    page = (evaluated_once / "report.html").read_text(encoding="utf-8")
    paper = words_of(evaluated_once / "report.pdf")

    assert "GB/T 33357 未核对" in page
    assert "33357" in paper
    assert "不是对网络安全的结论" in page


def test_summary_tells_score_checks_rejects_and_where_the_report_is(
    dataset: Path, tmp_path: Path, hengxian: Ask
) -> None:
    answer = hengxian("evaluate", dataset, "--out", tmp_path / "out")

    score, checks, rejects, report = answer.lines[1:]
    assert (answer.status, answer.err) == (0, "")
    assert "机构自定（规则未规定）" in score and " 至 " in score
    assert "不符合" in checks and "不计分" in checks
    assert "calls 7" in rejects
    assert str(tmp_path / "out" / "report.html") in report


def test_judgements_make_scores(dataset: Path, tmp_path: Path, hengxian: Ask) -> None:
    leaf = next(one.id for one in bundled_pack().tree.leaves if one.source == "judged")
    judged = tmp_path / "judged.yaml"
    judged.write_text(
        f"- {{leaf: {leaf}, score: 80, rater: 评价员一, reason: 抽查, evidence: [录音]}}\n", "utf-8"
    )

    hengxian("evaluate", dataset, "--out", tmp_path / "out", "--judgements", judged)

    scores = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))["scores"]
    assert (scores["leaves"][leaf], scores["sources"][leaf]) == ("80.00", "judged")


def test_earlier_results_are_replaced(dataset: Path, results: Path, hengxian: Ask) -> None:
    before = (results / "manifest.json").read_text(encoding="utf-8")

    answer = hengxian("evaluate", dataset, "--out", results, "--stage", "预评")

    assert answer.status == 0
    assert (results / "manifest.json").read_text(encoding="utf-8") != before
    assert hengxian("verify", results).status == 0
    assert [path.name for path in results.parent.iterdir()] == ["result"]


def test_empty_folder_is_filled(dataset: Path, tmp_path: Path, hengxian: Ask) -> None:
    (tmp_path / "out").mkdir()

    assert hengxian("evaluate", dataset, "--out", tmp_path / "out").status == 0
    assert (tmp_path / "out" / "report.pdf").exists()


def test_folder_with_files_of_others_is_left_alone(dataset: Path, results: Path, hengxian: Ask) -> None:
    (results / "notes.txt").write_text("keep", encoding="utf-8")

    answer = hengxian("evaluate", dataset, "--out", results)

    refused(answer, "result", "notes.txt", "--out")
    assert (results / "notes.txt").read_text(encoding="utf-8") == "keep"


def test_results_are_not_written_over_a_file_the_dataset_or_into_nowhere(
    dataset: Path, tmp_path: Path, hengxian: Ask
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    own = write(tmp_path / "own" / "data", tables())

    refused(hengxian("evaluate", dataset, "--out", tmp_path / "file"), "file", "--out")
    refused(hengxian("evaluate", dataset, "--out", tmp_path / "no" / "out"), "no", "不存在")
    refused(hengxian("evaluate", own, "--out", own), "data", "--out")
    refused(hengxian("evaluate", own, "--out", own.parent), "own", "--out")
    assert (own / "calls.csv").exists()


def test_failure_while_writing_leaves_the_earlier_results(
    dataset: Path, results: Path, hengxian: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hengxian.cli.commands.evaluate.write_manifest", full)

    answer = hengxian("evaluate", dataset, "--out", results)

    refused(answer, "磁盘空间不足")
    assert hengxian("verify", results).status == 0
    assert [path.name for path in results.parent.iterdir()] == ["result"]


def test_interruption_leaves_nothing(
    dataset: Path, tmp_path: Path, hengxian: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hengxian.cli.commands.evaluate.write_outputs", interrupt)

    answer = hengxian("evaluate", dataset, "--out", tmp_path / "out")

    assert (answer.status, answer.err) == (130, "已中断，未写出任何文件\n")
    assert list(tmp_path.iterdir()) == []


class Terminal:
    """A stream that says it is a terminal and keeps what is written."""

    def __init__(self, *, is_terminal: bool) -> None:
        self.is_terminal, self.text = is_terminal, ""

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


@pytest.mark.parametrize(("is_terminal", "seconds"), [(True, 0.3), (False, 0.3), (True, 0.0)])
def test_progress_shows_on_a_terminal_after_a_while(
    is_terminal: bool, seconds: float, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hengxian.cli.progress._PATIENCE", 0.05)
    monkeypatch.setattr("hengxian.cli.progress._PULSE", 0.02)
    stream = Terminal(is_terminal=is_terminal)

    with Progress(dataset, stream) as watch:  # type: ignore[arg-type]
        watch("calls.csv", 120)
        time.sleep(seconds)

    assert ("calls.csv：120 行" in stream.text) == (is_terminal and seconds > 0)

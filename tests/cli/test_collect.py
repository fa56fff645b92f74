"""`hengxian collect`, the nightly run: a dated result, or a dated reason."""

import json
from pathlib import Path

import pytest

from .conftest import Ask
from .test_bad_input import refused


@pytest.mark.covers("R13.2.1.1")
def test_run_leaves_a_dated_result_and_replaces_only_its_own_day(
    dataset: Path, tmp_path: Path, hengxian: Ask
) -> None:
    into = tmp_path / "nightly"
    for day in ("2025-03-20", "2025-03-21", "2025-03-21"):
        assert hengxian("collect", dataset, "--into", into, "--on", day).status == 0

    assert sorted(path.name for path in into.iterdir()) == ["2025-03-20", "2025-03-21"]
    assert json.loads((into / "2025-03-21" / "result.json").read_text(encoding="utf-8"))["schema"]


@pytest.mark.covers("R13.2.1.1")
def test_failure_is_one_sentence_on_screen_and_in_a_dated_file(
    dataset: Path, tmp_path: Path, hengxian: Ask
) -> None:
    into = tmp_path / "nightly"
    hengxian("collect", dataset, "--into", into, "--on", "2025-03-20")

    answer = hengxian("collect", tmp_path / "gone", "--into", into, "--on", "2025-03-21")

    refused(answer, "gone", ".zip")
    written = (into / "2025-03-21.failed.txt").read_text(encoding="utf-8")
    assert answer.err == f"错误：{written}"
    assert sorted(path.name for path in into.iterdir()) == ["2025-03-20", "2025-03-21.failed.txt"]


def test_success_of_the_same_day_takes_the_reason_away(dataset: Path, tmp_path: Path, hengxian: Ask) -> None:
    into = tmp_path / "nightly"
    hengxian("collect", tmp_path / "gone", "--into", into, "--on", "2025-03-21")

    hengxian("collect", dataset, "--into", into, "--on", "2025-03-21")

    assert [path.name for path in into.iterdir()] == ["2025-03-21"]


def test_place_that_cannot_be_made_is_refused(dataset: Path, tmp_path: Path, hengxian: Ask) -> None:
    refused(hengxian("collect", dataset, "--into", tmp_path / "no" / "nightly"), "nightly", "--into")

"""`hengxian verify` names the file that changed."""

import json
import shutil
from pathlib import Path

import pytest

from tests.evaluation.folders import zipped

from .conftest import Ask
from .test_bad_input import refused


def test_untouched_results_are_as_written(results: Path, dataset: Path, hengxian: Ask) -> None:
    answer = hengxian("verify", results, "--dataset", dataset)

    assert answer.status == 0
    assert answer.lines[0] == "测评结果与数据集与 manifest.json 一致"


@pytest.mark.covers("C-13")
def test_changed_missing_and_extra_files_are_named(results: Path, hengxian: Ask) -> None:
    (results / "report.html").write_bytes((results / "report.html").read_bytes() + b" ")
    (results / "rejects" / "gaps.csv").unlink()
    (results / "misses" / "more.csv").write_text("id\n", encoding="utf-8")

    answer = hengxian("verify", results)

    assert answer.status == 1
    assert answer.lines[:3] == ["多出：misses/more.csv", "缺失：rejects/gaps.csv", "已变：report.html"]


@pytest.mark.parametrize("as_zip", [False, True])
def test_changed_dataset_is_named_by_its_file(
    as_zip: bool, results: Path, dataset: Path, tmp_path: Path, hengxian: Ask
) -> None:
    other = shutil.copytree(dataset, tmp_path / "other")
    with (other / "calls.csv").open("a", encoding="utf-8") as stream:
        stream.write("Z1,2025-03-10 08:00,,,,\n")
    (other / "gaps.csv").unlink()

    answer = hengxian("verify", results, "--dataset", zipped(other) if as_zip else other)

    assert answer.status == 1
    assert answer.lines[:2] == ["已变：数据集 calls.csv", "缺失：数据集 gaps.csv"]


def test_folder_without_a_manifest_is_refused(dataset: Path, hengxian: Ask) -> None:
    refused(hengxian("verify", dataset), "hotline", "manifest.json")


def test_manifest_that_is_damaged_is_refused(results: Path, hengxian: Ask) -> None:
    told = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
    del told["files"]
    (results / "manifest.json").write_text(json.dumps(told), encoding="utf-8")

    refused(hengxian("verify", results), "result", "manifest.json")

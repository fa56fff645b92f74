"""Bad input is answered by one Chinese sentence naming file, place and expectation, and by nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from . import broken
from .broken import CALLS, text
from .conftest import Answer, Ask

Make = Callable[[Path], Path]

DATASETS: dict[str, tuple[Make, tuple[str, ...]]] = {
    "missing": (lambda at: at, ("找不到数据集", "文件夹", ".zip")),
    "a folder that is none": (lambda at: text(at, "x", name="notes.txt"), ("data", "calls.*", ".parquet")),
    "a file that is none": (lambda at: text(at) / "calls.csv", ("calls.csv", "不是数据集", ".zip")),
    "a column in no file": (
        lambda at: text(at, toml='[calls.columns]\nanswered_at = "接听时间"\n'),
        ("dataset.toml", "calls.columns.answered_at", "接听时间", "calls.csv"),
    ),
    "a column that is not ours": (
        lambda at: text(at, toml='[calls.columns]\nanswer = "接听时间"\n'),
        ("dataset.toml", "calls.columns", "answer", "answered_at"),
    ),
    "a required column missing": (
        lambda at: text(at, "call_id,caller\n1,2\n"),
        ("calls.csv", "arrived_at", "dataset.toml"),
    ),
    "a wrong zone": (
        lambda at: text(at, toml='timezone = "Asia/Peking"\n'),
        ("Asia/Peking", "Asia/Shanghai"),
    ),
    "a truncated zip": (broken.truncated_zip, ("data.zip", "zip", "重新打包")),
    "an encrypted zip": (broken.encrypted_zip, ("data.zip", "zip", "不设密码")),
    "an empty file": (lambda at: text(at, ""), ("calls.csv", "空文件", "列名")),
    "one huge line": (broken.single_line, ("calls.csv", "4,194,304", "每行一条记录")),
    "an unclosed quote": (
        lambda at: text(at, CALLS + '2,"2025-03-10 08:00:00,\n3,2025-03-10 08:00:00,\n'),
        ("calls.csv", "第 3 行", "引号没有闭合"),
    ),
    "merged header cells": (
        lambda at: broken.workbook(at, merged="B1:C1"),
        ("calls.xlsx", "B1", "合并单元格", "一行表头"),
    ),
    "a formula in a used cell": (
        lambda at: broken.workbook(at, formula="C2"),
        ("calls.xlsx", "C2", "公式", "数值"),
    ),
    "a truncated parquet": (broken.truncated_parquet, ("calls.parquet", "Parquet", "重新")),
    "a period that ends first": (
        lambda at: text(at, toml="period = { start = 2025-04-01, end = 2025-03-01 }\n"),
        ("2025-04-01", "2025-03-01", "早于"),
    ),
    "half a period": (
        lambda at: text(at, toml="period = { start = 2025-04-01 }\n"),
        ("dataset.toml", "period", "end ="),
    ),
    "an unknown encoding": (
        lambda at: text(at, toml='[calls]\nencoding = "gbk2"\n'),
        ("dataset.toml", "gbk2", "gb18030"),
    ),
    "an encoding that is no text's": (
        lambda at: text(at, toml='[calls]\nencoding = "base64"\n'),
        ("dataset.toml", "base64", "utf-8"),
    ),
    "utf-16 with its mark": (
        lambda at: text(at, CALLS.encode("utf-16")),
        ("calls.csv", "UTF-8 或 GB18030", "encoding"),
    ),
    "utf-16 without it": (lambda at: text(at, CALLS.encode("utf-16-le")), ("calls.csv", "UTF-16", "UTF-8")),
    "not the encoding declared": (
        lambda at: text(
            at,
            "call_id,arrived_at\n甲,2025-03-10 08:00:00\n".encode("gb18030"),
            toml='[calls]\nencoding = "utf-8"\n',
        ),
        ("calls.csv", "utf-8", "dataset.toml"),
    ),
    "invalid toml": (lambda at: text(at, toml="name = \n"), ("dataset.toml", "第 1 行", "TOML")),
    "an unknown key": (
        lambda at: text(at, toml='timezome = "Asia/Shanghai"\n'),
        ("dataset.toml", "timezome", "timezone"),
    ),
    "a pattern without a match": (
        lambda at: text(at, toml='[calls]\nfiles = ["来电-*.csv"]\n'),
        ("dataset.toml", "来电-*.csv", ".csv"),
    ),
    "a header name twice": (
        lambda at: text(at, "call_id,arrived_at,arrived_at\n1,2025-03-10 08:00,2025-03-10 08:00\n"),
        ("calls.csv", "arrived_at", "各不相同"),
    ),
    "a workbook that is none": (lambda at: text(at, "no", name="calls.xlsx"), ("calls.xlsx", ".xlsx")),
    "nothing to take a period from": (lambda at: text(at, "call_id,arrived_at\n"), ("--start", "--end")),
}


def refused(answer: Answer, *named: str) -> None:
    """One sentence on stderr naming all that, exit status 2, nothing said on stdout."""
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("错误：")
    assert answer.err.count("\n") == 1
    assert [one for one in named if one not in answer.err] == []
    assert "Traceback" not in answer.err


@pytest.mark.covers("C-2", "C-13")
@pytest.mark.parametrize(("make", "named"), DATASETS.values(), ids=DATASETS.keys())
def test_dataset_that_cannot_be_read_is_refused_in_one_sentence(
    make: Make, named: tuple[str, ...], tmp_path: Path, hengxian: Ask
) -> None:
    dataset = make(tmp_path / "data")
    before = sorted(tmp_path.iterdir())

    answer = hengxian("evaluate", dataset, "--out", tmp_path / "out")

    refused(answer, *named)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--start", "spring"), ("--start", "spring", "2025-01-01")),
        (("--end", "2025-13-01"), ("--end", "2025-13-01")),
        (("--start", "2025-03-11", "--end", "2025-03-10"), ("2025-03-11", "早于")),
        (("--as-of", "noon"), ("--as-of", "noon", "2025-04-08T00:00:00")),
        (("--followup-days", "-1"), ("--followup-days",)),
        (("--memory", "much"), ("--memory", "much", "4GB")),
        (("--engine", "spark"), ("--engine", "spark", "duckdb")),
        (("--profile", "curved"), ("curved", "linear")),
        (("--profile", "none.yaml"), ("none.yaml",)),
        (("--judgements", "none.yaml"), ("none.yaml",)),
        (("--colour", "red"), ("--colour", "--help")),
    ],
)
def test_option_that_makes_no_sense_is_refused_in_one_sentence(
    words: tuple[str, ...], named: tuple[str, ...], tmp_path: Path, hengxian: Ask
) -> None:
    dataset = text(tmp_path / "data")

    answer = hengxian("evaluate", dataset, "--out", tmp_path / "out", *words)

    refused(answer, *named)
    assert not (tmp_path / "out").exists()


def test_judgement_of_a_measured_leaf_is_refused(tmp_path: Path, hengxian: Ask) -> None:
    judgements = tmp_path / "judged.yaml"
    judgements.write_text(
        "- {leaf: call_connection_rate, score: 100, rater: 评价员一, reason: 好, evidence: [记录]}\n",
        encoding="utf-8",
    )

    answer = hengxian(
        "evaluate", text(tmp_path / "data"), "--out", tmp_path / "out", "--judgements", judgements
    )

    refused(answer, "judged.yaml", "电话接通率", "不能改写")
    assert not (tmp_path / "out").exists()


def test_unknown_command_is_refused_with_those_there_are(hengxian: Ask) -> None:
    refused(hengxian("evalute"), "evalute", "evaluate", "check-pack")


def test_command_without_its_arguments_names_what_is_missing(hengxian: Ask) -> None:
    refused(hengxian("evaluate"), "数据集", "--out", "--help")

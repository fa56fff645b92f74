"""The oracle's reading of a dataset against cases worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from .folders import SPRING, write_folder
from .instants import instant_of, parse
from .reading import DatasetError, read_dataset

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = instant_of(datetime(2025, 3, 1, 1, 5, tzinfo=UTC))  # 09:05 in Shanghai


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-01T09:05+08:00",
        "2025-03-01T01:05:00Z",
        "2025-03-01 09:05",
        "2025-03-01T09:05:00.000",
        "2025/3/1 9:05",
        "2025年3月1日 9时5分",
        "45717.3784722222",
    ],
)
def test_a_listed_form_names_the_instant(text: str) -> None:
    assert parse(text, None, SHANGHAI) == NINE


@pytest.mark.parametrize("text", ["2025-03-01", "2025-02-30 09:05", "昨天", "60.9", "2958465.1", "24:00"])
def test_an_unlisted_form_is_no_time(text: str) -> None:
    assert parse(text, None, SHANGHAI) is None


@pytest.mark.parametrize(
    ("text", "declared", "utc"),
    [
        ("03/01/2025 12:05:07 AM", "mdy", datetime(2025, 2, 28, 16, 5, 7, tzinfo=UTC)),
        ("03/01/2025 12:05:07 PM", "mdy", datetime(2025, 3, 1, 4, 5, 7, tzinfo=UTC)),
        ("1740791100", "epoch", datetime(2025, 3, 1, 1, 5, tzinfo=UTC)),
        ("2025-03-01", "date", datetime(2025, 2, 28, 16, tzinfo=UTC)),
        ("2025-03-01", "date_end", datetime(2025, 3, 1, 16, tzinfo=UTC)),
    ],
)
def test_a_declared_form_names_the_instant(text: str, declared: str, utc: datetime) -> None:
    assert parse(text, declared, SHANGHAI) == instant_of(utc)


def test_a_doubled_hour_is_the_first_of_the_two() -> None:
    assert parse("2025-11-02 01:30", None, ZoneInfo("America/New_York")) == instant_of(
        datetime(2025, 11, 2, 5, 30, tzinfo=UTC)
    )


def test_each_reason_comes_in_its_order(tmp_path: Path) -> None:
    text = """
        message_id,channel,received_at,responded_at,is_test
        x,fax,昨天,昨天,maybe,more
        ,fax,,昨天,maybe
        1,fax,,昨天,maybe
        1,fax,2025-03-10T09:00,昨天,maybe
        1,fax,2025-03-10T09:00,2025-03-10T08:00,
        1,,2025-03-10T09:00,,
        1,web,2025-03-10T09:00,2025-03-10T08:59,
        1,web,2025-03-10T09:00,,
        1,web,2025-03-10T09:00,\u3000,\u00a0
        1,web,2025-03-10T09:00,,否
    """

    table = read_dataset(write_folder(tmp_path, messages=text)).tables["messages"]

    assert table.rejected == {
        "bad_row": 1,
        "missing_key": 1,
        "missing_time": 1,
        "bad_time": 1,
        "unknown_value": 2,
        "impossible_order": 1,
        "duplicate_row": 1,
        "conflicting_key": 1,
    }
    assert (table.read, len(table.kept)) == (10, 1)


def test_a_row_set_aside_claims_no_key(tmp_path: Path) -> None:
    text = "call_id,arrived_at\na,2025-03-10\na,2025-03-10 09:00"

    table = read_dataset(write_folder(tmp_path, calls=text)).tables["calls"]

    assert (table.rejected, len(table.kept)) == ({"bad_time": 1}, 1)


def test_foreign_names_words_and_joined_columns_are_read(tmp_path: Path) -> None:
    toml = (
        SPRING
        + """
        [calls]
        encoding = "gb18030"
        [calls.columns]
        arrived_at = ["日期", "时间"]
        answered_at = ["日期", "接起"]
        is_test = "测试"
        [calls.empty]
        "接起" = ["0:00:00"]
        [calls.values.is_test]
        "演练" = "true"
    """
    )
    text = """
        call_id,日期,时间,接起,测试,answered_at
        a,2025-03-10,09:00:00,0:00:00,演练,昨天
        b,2025-03-10,09:00:00,09:00:10,否,昨天
        c,2025-03-10,,,否,昨天
    """

    table = read_dataset(write_folder(tmp_path, toml, "gb18030", calls=text)).tables["calls"]

    assert [(r["call_id"], r["answered_at"] is None, r["is_test"]) for r in table.kept] == [
        ("a", True, True),
        ("b", False, False),
    ]
    assert table.rejected == {"bad_time": 1}


def test_files_are_read_in_byte_order_of_their_names(tmp_path: Path) -> None:
    for name, queue in (("calls.2.csv", "二"), ("calls.10.csv", "十"), ("calls.csv", "零")):
        (tmp_path / name).write_text(f"call_id,arrived_at,queue\na,2025-03-10T09:00,{queue}\n", "utf-8-sig")
    (tmp_path / "calls.txt").write_text("no table")

    table = read_dataset(write_folder(tmp_path)).tables["calls"]

    assert [row["queue"] for row in table.kept] == ["十"]
    assert table.rejected == {"conflicting_key": 2}


def test_what_came_after_as_of_has_not_happened(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at,due_at,closed_at,replied_at,recorded_at
        at,2025-03-10T09:00,2025-05-01T00:00,2025-03-12T00:00,,
        cut,2025-03-10T09:00,,2025-03-12T00:00:01,,
        derived,2025-03-10T09:00,,2025-03-12T00:00:01,2025-03-10T10:00,2025-03-10T11:00
        half,2025-03-10T09:00,,,2025-03-10T10:00,2025-03-12T00:00:01
        later,2025-03-12T00:00:01,,,,
    """
    followups = "order_id,attempted_at,outcome\nlater,2025-03-11T00:00,reached\nnone,2025-03-11T00:00,reached"

    dataset = read_dataset(write_folder(tmp_path, work_orders=orders, followups=followups))

    closed = {row["order_id"]: row["closed_at"] for row in dataset.rows("work_orders")}
    assert closed == {
        "at": instant_of(datetime(2025, 3, 11, 16, tzinfo=UTC)),
        "cut": None,
        "derived": instant_of(datetime(2025, 3, 10, 3, tzinfo=UTC)),
        "half": None,
    }
    assert dataset.rows("work_orders")[0]["due_at"] == instant_of(datetime(2025, 4, 30, 16, tzinfo=UTC))
    assert (dataset.tables["work_orders"].later, dataset.tables["followups"].orphans) == (1, 1)


def test_an_undeclared_period_spans_the_local_days_of_the_events(tmp_path: Path) -> None:
    text = "call_id,arrived_at\na,2025-03-09T16:00Z\nb,2025-03-11T09:00+08:00"

    dataset = read_dataset(write_folder(tmp_path, "", calls=text))

    assert dataset.start == instant_of(datetime(2025, 3, 9, 16, tzinfo=UTC))
    assert dataset.end == dataset.as_of == instant_of(datetime(2025, 3, 11, 16, tzinfo=UTC))


@pytest.mark.parametrize(
    ("toml", "text", "named"),
    [
        ('[calls]\nfiles = ["通话-*.csv"]', "call_id,arrived_at", "通话-"),
        ('[calls.columns]\nqueue = "队列"', "call_id,arrived_at", "队列"),
        ("", "call_id,queue", "arrived_at"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, toml: str, text: str, named: str) -> None:
    with pytest.raises(DatasetError, match=named):
        read_dataset(write_folder(tmp_path, toml, calls=text))

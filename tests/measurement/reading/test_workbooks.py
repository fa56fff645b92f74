"""Workbooks: cells by their type, lines by their row; formulas and merged headers are refused."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from hengxian.measurement.faults import DatasetFault
from tests.measurement.specs import kept, reading, rejects, write

HEADER = ["call_id", "arrived_at", "answered_at", "is_test", "queue"]
NINE = 1740791100_000_000  # 2025-03-01T09:05+08:00


def book(folder: Path, *rows: Sequence[object], merged: str = "") -> Path:
    """A workbook of calls: its rows from the first, a None for an empty cell."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if merged:
        made.active.merge_cells(merged)
    made.create_sheet("第二张").append(["call_id"])
    folder.mkdir(exist_ok=True)
    made.save(folder / "calls.xlsx")
    return folder


@pytest.mark.covers("C-1")
def test_cells_are_read_by_their_type(tmp_path: Path) -> None:
    at = datetime(2025, 3, 1, 9, 5)
    folder = book(
        tmp_path / "d",
        HEADER,
        [1, at, datetime(2025, 3, 1, 9, 5, 7, 250_000), True, "甲"],
        ["007", 45717.37847222222, None, 0, 12],
        ["text", "2025年3月1日 9时5分", None, "否", 1.5],
        [10**15, datetime(2025, 3, 1), None, None, "　"],
    )

    with reading(folder) as dataset:
        rows = kept(dataset, "calls", *HEADER)

    assert rows == [
        ("1", NINE, NINE + 7_250_000, True, "甲"),
        ("007", NINE, None, False, "12"),
        ("text", NINE, None, False, "1.5"),
        ("1000000000000000", NINE - (9 * 60 + 5) * 60_000_000, None, None, None),
    ]


def test_date_cell_and_time_cell_make_one_instant(tmp_path: Path) -> None:
    folder = book(
        tmp_path / "d",
        ["call_id", "日期", "时间"],
        [1, date(2025, 3, 1), time(9, 5)],
        [2, date(2025, 3, 1), None],
    )
    write(folder, '[calls.columns]\narrived_at = ["日期", "时间"]\n')

    with reading(folder) as dataset:
        assert kept(dataset, "calls", "call_id", "arrived_at") == [("1", NINE)]
        assert dataset.tables["calls"].rejected == {"bad_time": 1}


def test_reject_names_the_row_of_the_sheet(tmp_path: Path) -> None:
    folder = book(
        tmp_path / "d",
        HEADER,
        [1, "2025-03-01 09:05", None, None, "甲"],
        [None] * 5,
        [2, "昨天", None, None, "两\n行"],
        [3, "2025-03-01 09:05", None, "也许"],
    )

    with reading(folder) as dataset:
        assert dataset.tables["calls"].read == 3
        assert rejects(dataset, "calls", tmp_path / "out") == [
            ("calls.xlsx", 4, "bad_time", ["2", "昨天", "", "", "两\n行"]),
            ("calls.xlsx", 5, "unknown_value", ["3", "2025-03-01 09:05", "", "也许", ""]),
        ]


def test_formula_in_a_column_that_is_read_is_refused_and_elsewhere_ignored(tmp_path: Path) -> None:
    rows: list[list[object]] = [["call_id", "arrived_at", "备注"], [1, "2025-03-01 09:05", "=1+1"]]
    beside = book(tmp_path / "beside", *rows)
    within = book(tmp_path / "within", *rows, [2, "=B2", ""])

    with reading(beside) as dataset:
        assert dataset.tables["calls"].kept == 1
    with pytest.raises(DatasetFault, match=r"calls\.xlsx.*B3.*公式"), reading(within):
        pass


def test_merged_header_is_refused(tmp_path: Path) -> None:
    folder = book(tmp_path / "d", HEADER, [1, "2025-03-01 09:05"], merged="D1:E1")

    with pytest.raises(DatasetFault, match=r"calls\.xlsx.*合并单元格.*D1:E"), reading(folder):
        pass


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"call_id,arrived_at\n"])
def test_file_that_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "calls.xlsx").write_bytes(content)

    with pytest.raises(DatasetFault, match=r"calls\.xlsx.*\.xlsx"), reading(tmp_path):
        pass

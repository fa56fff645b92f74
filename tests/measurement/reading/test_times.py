"""Every way of writing a time, and what is no time (dataset.md, "Reading rules"); read as Asia/Shanghai."""

from datetime import datetime
from pathlib import Path

import pytest

from hengxian.measurement.zones import micros
from tests.measurement.specs import as_csv, cells, kept, reading, rejects

UNDECLARED = """
    2025-03-01T09:05:07+08:00       | 2025-03-01T09:05:07+08:00
    2025-03-01T01:05:07Z            | 2025-03-01T09:05:07+08:00
    2025-02-28T20:05:07-05:00       | 2025-03-01T09:05:07+08:00
    2025-03-01T06:35:07+05:30       | 2025-03-01T09:05:07+08:00
    2025-03-01T09:05+08             | 2025-03-01T09:05+08:00
    2025-03-01 09:05:07+0800        | 2025-03-01T09:05:07+08:00
    2025-03-01T09:05:07.123456Z     | 2025-03-01T17:05:07.123456+08:00
    20250301T0905                   | 2025-03-01T09:05+08:00
    20250301T090507                 | 2025-03-01T09:05:07+08:00
    20250301T010507Z                | 2025-03-01T09:05:07+08:00
    2025-03-01T09:05                | 2025-03-01T09:05+08:00
    2025-03-01T09:05:07             | 2025-03-01T09:05:07+08:00
    2025-03-01T09:05:07.25          | 2025-03-01T09:05:07.25+08:00
    2025-03-01T09:05:07,250         | 2025-03-01T09:05:07.25+08:00
    2025-03-01 09:05                | 2025-03-01T09:05+08:00
    2025-03-01 09:05:07             | 2025-03-01T09:05:07+08:00
    2025-03-01 09:05:07.000001      | 2025-03-01T09:05:07.000001+08:00
    2025-03-01 00:00                | 2025-03-01T00:00+08:00
    2025-03-01 23:59:59             | 2025-03-01T23:59:59+08:00
    2025/3/1 9:05                   | 2025-03-01T09:05+08:00
    2025/3/1 9:05:07                | 2025-03-01T09:05:07+08:00
    2025/03/01 09:05                | 2025-03-01T09:05+08:00
    2025/12/31 23:59                | 2025-12-31T23:59+08:00
    2024-02-29 12:00                | 2024-02-29T12:00+08:00
    2025年3月1日 9时5分             | 2025-03-01T09:05+08:00
    2025年03月01日 09时05分         | 2025-03-01T09:05+08:00
    2025年3月1日 9时5分7秒          | 2025-03-01T09:05:07+08:00
    45717.5                         | 2025-03-01T12:00+08:00
    45717                           | 2025-03-01T00:00+08:00
    45717.37847222222               | 2025-03-01T09:05+08:00
    45717.3785543981                | 2025-03-01T09:05:07.100+08:00
    61                              | 1900-03-01T00:00+08:00
    2958465                         | 9999-12-31T00:00+08:00
    1986-05-04 08:00                | 1986-05-04T08:00+09:00
    2025-03-01                      | bad_time
    2025/3/1                        | bad_time
    2025年3月1日                    | bad_time
    20250301                        | bad_time
    09:05                           | bad_time
    2025-02-29 09:05                | bad_time
    2025-02-30 09:05                | bad_time
    2025-13-01 09:05                | bad_time
    2025-00-01 09:05                | bad_time
    2025-03-01 24:00                | bad_time
    2025-03-01 25:00                | bad_time
    2025-03-01 09:60                | bad_time
    2025-03-01 09:05:60             | bad_time
    2025年2月30日 9时5分            | bad_time
    2025年3月1日 25时5分            | bad_time
    2025年3月1日9点5分              | bad_time
    2025-03-01T09:05+25:00          | bad_time
    2025-03-01 09:05 CST            | bad_time
    03/01/2025 09:05:07 AM          | bad_time
    01.03.2025 09:05                | bad_time
    2025-03-01 09：05               | bad_time
    ２０２５-03-01 09:05            | bad_time
    60                              | bad_time
    60.99999                        | bad_time
    2958465.5                       | bad_time
    2958466                         | bad_time
    1740791107                      | bad_time
    -45717                          | bad_time
    4.5717e4                        | bad_time
    45,717                          | bad_time
    0                               | bad_time
    now                             | bad_time
    infinity                        | bad_time
    epoch                           | bad_time
    昨天                            | bad_time
    NULL                            | bad_time
    -                               | bad_time
"""
MDY = """
    03/01/2025 09:05:07 AM          | 2025-03-01T09:05:07+08:00
    03/01/2025 09:05:07 PM          | 2025-03-01T21:05:07+08:00
    03/01/2025 12:05:07 AM          | 2025-03-01T00:05:07+08:00
    03/01/2025 12:05:07 PM          | 2025-03-01T12:05:07+08:00
    3/1/2025 9:05:07 am             | 2025-03-01T09:05:07+08:00
    12/31/2025 11:59:59 PM          | 2025-12-31T23:59:59+08:00
    13/01/2025 09:05:07 AM          | bad_time
    02/30/2025 09:05:07 AM          | bad_time
    03/01/2025                      | bad_time
    2025-03-01 09:05                | bad_time
"""
EPOCH = """
    0                               | 1970-01-01T08:00+08:00
    1740791107                      | 2025-03-01T09:05:07+08:00
    1740791107.25                   | 2025-03-01T09:05:07.25+08:00
    1740791107.000001               | 2025-03-01T09:05:07.000001+08:00
    2025-03-01 09:05                | bad_time
    1e9                             | bad_time
    NaN                             | bad_time
"""
DATE = """
    2025-03-01                      | 2025-03-01T00:00+08:00
    2025/3/1                        | 2025-03-01T00:00+08:00
    2025年3月1日                    | 2025-03-01T00:00+08:00
    2025-02-29                      | bad_time
    2025-03-01 09:05                | bad_time
    上午                            | bad_time
"""
DATE_END = """
    2025-03-01                      | 2025-03-02T00:00+08:00
    2024-02-29                      | 2024-03-01T00:00+08:00
    2025/12/31                      | 2026-01-01T00:00+08:00
    2025年3月1日                    | 2025-03-02T00:00+08:00
    2025-02-30                      | bad_time
    2025-03-01 09:05                | bad_time
"""

# Each form is read in a table of its own, whose first time column is declared to be written so.
PLACES = {
    "": ("calls", "call_id", "arrived_at", UNDECLARED),
    "mdy": ("work_orders", "order_id", "accepted_at", MDY),
    "epoch": ("extensions", "order_id", "approved_at", EPOCH),
    "date": ("supervisions", "order_id", "opened_at", DATE),
    "date_end": ("followups", "order_id", "attempted_at", DATE_END),
}
FILLED = {"due_at": "2025-03-01 09:05", "trigger": "overdue", "outcome": "reached"}
SPECS = [(form, *row) for form, (*_, text) in PLACES.items() for row in cells(text)]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], int | str]:
    """By form and text: the instant it was read as in microseconds, or why its row was set aside."""
    folder = tmp_path_factory.mktemp("times")
    toml = ""
    for form, (table, key, column, text) in PLACES.items():
        others = [name for name in FILLED if (table, name) in OTHERS]
        rows = [[written, written, *(FILLED[name] for name in others)] for written, _ in cells(text)]
        (folder / f"{table}.csv").write_text(as_csv([[key, column, *others], *rows]), encoding="utf-8")
        toml += f'[{table}.times]\n{column} = "{form}"\n' if form else ""
    (folder / "dataset.toml").write_text(toml, encoding="utf-8")
    answers: dict[tuple[str, str], int | str] = {}
    with reading(folder) as dataset:
        for form, (table, key, column, _) in PLACES.items():
            answers |= {(form, text): at for text, at in kept(dataset, table, key, column)}
            answers |= {
                (form, str(row[0])): why for _, _, why, row in rejects(dataset, table, folder / "out")
            }
    return answers


OTHERS = {("extensions", "due_at"), ("supervisions", "trigger"), ("followups", "outcome")}


@pytest.mark.covers("C-3")
@pytest.mark.parametrize(("form", "text", "meant"), SPECS)
def test_time_is_read_as(form: str, text: str, meant: str, found: dict[tuple[str, str], int | str]) -> None:
    expected = meant if meant == "bad_time" else micros(datetime.fromisoformat(meant))

    assert found[form, text] == expected


def test_every_text_of_these_tables_was_read(found: dict[tuple[str, str], int | str], tmp_path: Path) -> None:
    assert found.keys() == {(form, text) for form, text, _ in SPECS}

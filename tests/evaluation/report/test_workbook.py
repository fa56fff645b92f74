"""The workbook: fifteen score sheets, print set-up, no formula however an id is spelt."""

from pathlib import Path

import openpyxl
import pytest

from hengxian.evaluation.report import write_workbook

from . import samples
from .conftest import Printed


@pytest.fixture
def path(tmp_path: Path, city: Printed) -> Path:
    target = tmp_path / "report.xlsx"
    write_workbook(target, city.result, city.pack, city.sheets, samples.misses())
    return target


@pytest.mark.covers("XD.2.1-3", "XD.3.1-4", "T46")
def test_workbook_holds_fifteen_score_sheets_that_total_100_a_dimension(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheets = [sheet for sheet in book if sheet.title.startswith("D.")]
    totals: dict[str, int] = {}
    for sheet in sheets:
        rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
        assert rows[1][:5] == ["评价项目", "评价内容", "分值", "得分", "备注"]
        assert rows[-1][0] == "合计"
        assert sum(row[2] for row in rows[2:-1]) == rows[-1][2]
        totals[sheet.title[:3]] = totals.get(sheet.title[:3], 0) + rows[-1][2]

    assert len(sheets) == 15
    assert totals == {"D.1": 100, "D.2": 100, "D.3": 100, "D.4": 100}
    assert book["D.1.2 服务规范性"]["B3"].value == "规则未列评价内容"
    assert book["D.2.1 办理时限"]["D5"].value is None


def test_workbook_prints_on_a4_with_the_stage_in_every_head(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path):
        assert sheet.oddHeader.right.text == "自评，非认证"
        assert str(sheet.page_setup.paperSize) == "9"


def test_workbook_keeps_ids_as_text(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["未命中 电话接通率"]
    ids = {row[1].value: row[1].data_type for row in sheet.iter_rows(min_row=4)}

    assert {"=cmd()", "+1", "@x", "http://example.invalid"} <= set(ids)
    assert set(ids.values()) == {"s"}
    assert sheet["A1"].value == "共 13,548 件，此处列前 5 件。"


def test_workbook_has_figures_as_numbers(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["指标"]
    rows = {row[0].value: row for row in sheet.iter_rows(max_row=14)}

    assert [cell.value for cell in rows["电话接通率"][2:4]] == [363_415, 376_963]
    assert rows["电话接通率"][4].value == pytest.approx(0.9641)
    assert rows["回访及时率"][4].value == "未测"


def test_workbook_is_the_same_twice(path: Path, tmp_path: Path, city: Printed) -> None:
    again = tmp_path / "again.xlsx"

    write_workbook(again, city.result, city.pack, city.sheets, samples.misses())

    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", ["empty", "hostile"])
def test_workbook_survives_any_result(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    one: Printed = request.getfixturevalue(name)
    target = tmp_path / "report.xlsx"

    write_workbook(target, one.result, one.pack, one.sheets, {})

    assert openpyxl.load_workbook(target).sheetnames[0] == "概览"

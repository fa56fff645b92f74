"""A register leaves the house masked, guarded, and only with what the person may see."""

import io

import openpyxl
import pytest

from hengxian.kernel.refusals import NotAllowed
from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.exporting import as_csv, as_xlsx, sheet_of
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import write
from tests.records.registers.books import CASE, HEAD, INTERVIEW, LEAD, NOON, PACK, enrolled

pytestmark = pytest.mark.django_db
NAMES = {1: "甲审核", 4: "丁负责"}


@pytest.fixture(autouse=True)
def _people() -> None:
    enrolled(1, 4)


def interviews(**more: object):
    book = open_book(PACK, "interviews", CASE)
    write(book, INTERVIEW | {"person_name": "张三丰", "post": "=1+1"}, by=LEAD, at=NOON)
    return sheet_of(book, rows("interviews", CASE), held={"team"}, names=NAMES, **more)  # type: ignore[arg-type]


@pytest.mark.covers("G-19")
def test_sheet_is_what_people_read_with_sensitive_columns_masked():
    sheet = interviews()

    row = dict(zip(sheet.columns, sheet.cells[0], strict=True))
    assert row == {
        "序号": "1", "对象": "服务人员", "管理层级": "", "岗位": "=1+1", "姓名": "张**", "访谈人": "甲审核",
        "时间": "2026-03-02 09:30", "访谈提纲及版本": "访谈提纲 V1", "条款": "", "指标": "", "记录": "口述受理流程完整",
        "证据": "", "填写时间": "2026-03-02 12:00", "填写人": "甲审核",
    }  # fmt: skip


@pytest.mark.covers("G-21")
def test_sensitive_column_is_whole_only_with_a_second_persons_approval():
    sheet = interviews(is_approved=True)

    assert dict(zip(sheet.columns, sheet.cells[0], strict=True))["姓名"] == "张三丰"


def test_register_is_not_shown_to_whoever_may_not_see_it():
    with pytest.raises(NotAllowed, match="没有查看《人员访谈》的权限"):
        sheet_of(open_book(PACK, "interviews", CASE), [], held={"system_administrator"})


@pytest.mark.covers("G-19")
def test_cells_that_a_spreadsheet_would_run_are_guarded():
    sheet = interviews()

    page = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet))).active
    text = as_csv(sheet).decode("utf-8-sig")

    assert page["D2"].value == "'=1+1"
    assert page["D2"].data_type == "s"
    assert text.splitlines()[1].startswith("1,服务人员,,'=1+1,张**,")


def test_same_rows_give_the_same_bytes():
    sheet = interviews()

    assert as_xlsx(sheet) == as_xlsx(sheet)
    assert as_csv(sheet) == as_csv(sheet)


def test_public_columns_are_whole():
    book = open_book(PACK, "fee_list", BODY)
    fee = {
        "item": "初次认证审核",
        "unit": "人天",
        "amount": "3000.00",
        "published_on": "2026-01-01",
        "starts_on": "2026-01-01",
    }
    write(book, fee, by=HEAD, at=NOON)

    sheet = sheet_of(book, rows("fee_list", BODY), held={"clerk"})

    assert sheet.cells == (
        (
            "1",
            "初次认证审核",
            "人天",
            "3000.00",
            "",
            "2026-01-01",
            "2026-01-01",
            "",
            "",
            "2026-03-02 12:00",
            "4",
        ),
    )

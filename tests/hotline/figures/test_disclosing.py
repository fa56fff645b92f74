"""Figures for the public: small numbers hidden so that they cannot be worked out, approved by another."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.hotline.disclosing.suppressing import COMPLEMENTARY, SMALL, suppressed
from hengxian.hotline.models import Disclosure
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.files.keeping import read
from hengxian.records.models import StoredFile
from hengxian.records.parameters import set_value
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import revise
from tests.hotline.figures.records import scatter
from tests.hotline.line import Line
from tests.hotline.registers.keeping import PROOF, book, lacking, put
from tests.keeping import stage

NOW = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@stage
def _fill(line: Line) -> None:
    scatter(line, 2, start=datetime(2026, 1, 1, tzinfo=NOW.tzinfo), days=28, contacts=60)


@stage
def _drafted(line: Line, *divisions: str) -> Disclosure:
    record = Disclosure(
        hotline=line.hotline, title="2026年1月运行公告", since=date(2026, 1, 1), until=date(2026, 2, 1)
    )
    perform(record, "draft", by=line.actor("manager_two"), at=NOW, divisions=list(divisions))
    return record


@stage
def _set_bound(line: Line, number: int) -> None:
    set_value("P-smallcell", str(number), by=line.actor("manager"), at=NOW, basis="本热线规定")


def test_one_small_number_takes_the_next_smallest_with_it() -> None:
    found = suppressed({"东区": 40, "西区": 3, "南区": 12, "北区": 0}, 5)

    assert [(cell.label, cell.shown, cell.hidden) for cell in found] == [
        ("东区", 40, ""),
        ("西区", None, SMALL),
        ("南区", None, COMPLEMENTARY),
        ("北区", 0, ""),
    ]


def test_two_ones_take_a_third_for_their_sum_would_tell_them() -> None:
    found = suppressed({"甲": 1, "乙": 1, "丙": 30, "丁": 60}, 5)

    assert [cell.shown for cell in found] == [None, None, None, 60]


def test_nothing_small_hides_nothing() -> None:
    assert [cell.shown for cell in suppressed({"甲": 5, "乙": 0}, 5)] == [5, 0]


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=9), st.integers(1, 8))
def test_no_small_number_can_be_worked_out_from_the_total(numbers: list[int], smallest: int) -> None:
    found = suppressed({str(place): number for place, number in enumerate(numbers)}, smallest)

    hidden = [cell.number for cell in found if cell.hidden]
    shown = [cell.number for cell in found if not cell.hidden]
    assert all(number == 0 or number >= smallest for number in shown)
    rest = [number for number in shown if number]
    assert not hidden or not rest or (len(hidden) > 1 and sum(hidden) >= smallest)


def test_without_the_bound_only_units_may_be_published(line: Line) -> None:
    _fill(line)
    with pytest.raises(Incomplete, match="P-smallcell"):
        _drafted(line, "area")

    assert _drafted(line, "unit").status == "待批准"


@pytest.mark.covers("R11.3.1.2")
def test_the_preview_shows_what_is_hidden_and_the_manager_approves_what_another_drafted(line: Line) -> None:
    _fill(line)
    _set_bound(line, 8)
    record = _drafted(line, "area", "matter")
    with pytest.raises(NotAllowed):
        perform(record, "approve", by=line.actor("manager_two"), at=NOW)

    perform(record, "approve", by=line.actor("manager"), at=NOW)

    assert (record.status, record.approved_at, record.smallest) == ("已公开", NOW, 8)
    assert "分母" in record.definitions
    cells = [cell for table in record.tables[1:] for cell in table["cells"]]
    assert any(cell["hidden"] for cell in cells)
    assert all((cell["shown"] is None) == bool(cell["hidden"]) for cell in cells)


@pytest.mark.covers("R11.3.1.1")
def test_published_figures_stand_in_the_register_and_end_the_overdue_mark(line: Line) -> None:
    _fill(line)
    _set_bound(line, 8)
    set_value("P-cycles-publication", "1", by=line.actor("manager"), at=NOW, basis="本热线规定")
    record, later = _drafted(line, "area"), date(2026, 4, 3)
    never = lacking(line, "publications", NOW.date())

    perform(record, "approve", by=line.actor("manager"), at=NOW)

    [row] = rows("publications", line.hotline.story)
    assert never == ["《评价与考核结果公布》没有记录（11.3.1.1）"]
    assert (record.row, row.subject, row.data["ends_on"], row.data["way"]) == (
        row, "2026年1月运行公告", "2026-01-31", "本系统公开页面",
    )  # fmt: skip
    people = [line.people[who].person_id for who in ("manager_two", "manager")]
    assert [row.data["compiler"], row.data["approver"]] == people
    assert row.data["suppressed"].startswith("按区域：小于 8")
    assert lacking(line, "publications", NOW.date()) == []
    assert lacking(line, "publications", later) == [
        "《评价与考核结果公布》2026年1月运行公告之后，下一次应于 2026-04-02 前（11.3.1.1）"
    ]


def test_what_was_published_is_kept_as_the_public_read_it(line: Line) -> None:
    _fill(line)
    _set_bound(line, 8)
    record = _drafted(line, "area")

    perform(record, "approve", by=line.actor("manager"), at=NOW)

    file = StoredFile.objects.get(about=line.hotline.story)
    with read(file, by=line.actor("manager"), at=NOW) as content:
        lines = content.read().decode("utf-8-sig").splitlines()
    hidden = [cell for cell in record.tables[1]["cells"] if cell["hidden"]]
    assert hidden and all(f"按区域,{cell['label']},＊" in lines for cell in hidden)
    assert f"按区域,合计,{record.tables[1]['total']}" in lines


def test_withdrawn_figures_are_withdrawn_in_the_register_too_and_by_no_hand(line: Line) -> None:
    _fill(line)
    record = _drafted(line, "unit")
    perform(record, "approve", by=line.actor("manager"), at=NOW)
    opened, by_hand = book(line, "publications"), {"withdrawn_on": "2026-03-02", "withdrawn_why": "不想公开"}
    with pytest.raises(NotNow, match="不能再改"):
        revise(opened, record.row, by_hand, by=line.actor("manager"), at=NOW)

    perform(record, "withdraw", by=line.actor("manager"), at=NOW, reason="口径有误")

    [row] = rows("publications", line.hotline.story)
    assert (row.data["withdrawn_on"], row.data["withdrawn_why"]) == ("2026-03-02", "口径有误")
    assert lacking(line, "publications", date(2026, 3, 3)) == ["《评价与考核结果公布》没有记录（11.3.1.1）"]


def test_an_issue_that_was_entered_by_hand_is_not_published_a_second_time(line: Line) -> None:
    _fill(line)
    compiler, approver = (str(line.people[who].person_id) for who in ("manager_two", "manager"))
    said = {
        "way": "其他渠道", "starts_on": "2026-01-01", "ends_on": "2026-01-31", "content": "运行指标", "definitions": "见说明",
        "suppressed": "无", "place": "政务网站", "compiler": compiler, "approver": approver, "published_on": "2026-02-10",
    }  # fmt: skip
    put(line, "manager", "publications", subject="2026年1月运行公告", evidence=PROOF, **said)
    record = _drafted(line, "unit")

    with pytest.raises(NotNow, match="已有“2026年1月运行公告”，现行有效"):
        perform(record, "approve", by=line.actor("manager"), at=NOW)

    assert Disclosure.objects.get().status == "待批准"


def test_a_changed_bound_needs_a_new_draft(line: Line) -> None:
    _fill(line)
    _set_bound(line, 8)
    record = _drafted(line, "area")
    _set_bound(line, 20)

    with pytest.raises(Incomplete, match="重新拟公开"):
        perform(record, "approve", by=line.actor("manager"), at=NOW)

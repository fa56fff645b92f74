"""Outages entered by a manager through the one door; a wrong one is withdrawn, and the silence says which it is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hengxian.hotline.intake.outages import Silence, near, silence_at, silent_days
from hengxian.hotline.models import Outage
from hengxian.journal import verifying
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed
from tests.hotline.line import Line

BEGAN = datetime(2026, 3, 2, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY, HOUR = date(2026, 3, 2), timedelta(hours=1)


def outage(line: Line, **said: object) -> Outage:
    """The calls of the own hotline, three hours from 08:00."""
    columns = {
        "hotline": line.hotline,
        "source": "calls",
        "from_at": BEGAN,
        "to_at": BEGAN + 3 * HOUR,
        "reason": "交换机停机，已修复",
    }
    return Outage(**columns | said)


@pytest.mark.covers("B-1")
def test_entered_outage_explains_the_silent_day_and_stands_in_the_journal(line: Line) -> None:
    before = silent_days(line.hotline, DAY, DAY)

    made = line.does("manager", outage(line), "enter")

    assert before == {DAY: Silence.POSSIBLE}
    assert silent_days(line.hotline, DAY, DAY) == {DAY: Silence.KNOWN}
    assert [silence_at(line.hotline, BEGAN + n * HOUR) for n in (0, 2, 3)] == [
        Silence.KNOWN, Silence.KNOWN, Silence.POSSIBLE,
    ]  # fmt: skip
    assert list(near(line.hotline, BEGAN + 5 * HOUR)) == [made]
    assert list(near(line.hotline, BEGAN + 30 * HOUR)) == []
    assert Entry.objects.filter(object_kind="outage", verb="enter", story=line.hotline.story).count() == 1
    assert list(verifying.faults()) == []


def test_wrong_entry_is_withdrawn_with_a_reason_and_explains_nothing_any_more(line: Line) -> None:
    made = line.does("manager", outage(line), "enter")
    with pytest.raises(Incomplete):
        line.does("manager", made, "withdraw")

    gone = line.does("manager", made, "withdraw", reason="时间有误")

    assert gone.status == "已撤销"
    assert silent_days(line.hotline, DAY, DAY) == {DAY: Silence.POSSIBLE}
    assert line.does("manager", outage(line), "enter").status == "已登记"


def test_only_a_manager_of_the_hotline_enters_one_with_an_end_after_its_beginning_and_once(
    line: Line,
) -> None:
    with pytest.raises(NotAllowed):
        line.does("agent", outage(line), "enter")
    with pytest.raises(NotAllowed):
        line.does("manager", outage(line, hotline=line.other), "enter")
    with pytest.raises(Incomplete, match="开始应早于结束"):
        line.does("manager", outage(line, to_at=BEGAN), "enter")
    line.does("manager", outage(line), "enter")

    with pytest.raises(Incomplete, match="这段时间已登记：来电中断（2026-03-02 08:00 起）"):
        line.does("manager", outage(line, from_at=BEGAN + HOUR), "enter")

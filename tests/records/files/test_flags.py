"""Evidence from outside the planned days, or uploaded later than it claims, is noticed (A-12)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hengxian.records.files.flags import Flag, flags

ZONE = ZoneInfo("Asia/Shanghai")
TAKEN = datetime(2026, 3, 3, 23, 30, tzinfo=ZONE)
PLANNED = {date(2026, 3, 2), date(2026, 3, 3)}


def found(claimed_at: datetime | None, received_at: datetime, place: str = "受理大厅") -> tuple[Flag, ...]:
    return flags(claimed_at, place, received_at, PLANNED, ZONE)


def test_evidence_within_plan_and_day_has_no_flag():
    assert found(TAKEN, TAKEN + timedelta(hours=24)) == ()


@pytest.mark.covers("A-12")
def test_evidence_outside_the_planned_days_is_flagged():
    taken = TAKEN + timedelta(minutes=30)

    assert found(taken, taken) == (Flag("outside_plan", "取得时间 2026-03-04 00:00 不在计划的现场日期内"),)


@pytest.mark.covers("A-12")
def test_evidence_uploaded_later_than_it_claims_is_flagged():
    assert found(TAKEN, TAKEN + timedelta(hours=30)) == (
        Flag("late", "取得时间 2026-03-03 23:30，30 小时后（2026-03-05 05:30）才收到"),
    )


def test_evidence_from_the_future_without_time_or_place_is_flagged():
    assert found(TAKEN, TAKEN - timedelta(hours=1), "") == (
        Flag("no_place", "未注明取得地点"),
        Flag("ahead", "所称取得时间 2026-03-03 23:30 晚于收到时间 2026-03-03 22:30"),
    )
    assert found(None, TAKEN) == (Flag("no_time", "未注明取得时间"),)
    assert flags(TAKEN, "大厅", TAKEN, (), ZONE) == ()

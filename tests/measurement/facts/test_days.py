"""The working clock in SQL says of every day what the kernel's clock says, and knows no day that clock does not."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hengxian.kernel.clock import NotAnnounced
from hengxian.measurement.dataset import connected
from hengxian.measurement.facts.ask import Ask, local_midnight
from hengxian.measurement.facts.days import lay_out_days
from hengxian.measurement.zones import ZoneRules, micros
from tests.measurement.specs import asking

UNIX = date(1970, 1, 1)
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(3 * 365 + 1)]  # 2024 to 2026


def limit(ask: Ask, day: date, working_days: int) -> int | None:
    """When that many working days after the day run out, None where a year is not announced."""
    try:
        return micros(ask.calendar.limit(day, working_days, ask.zone))
    except NotAnnounced:
        return None


@pytest.mark.parametrize("working_days", [0, 1, 2, 5])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_limit_is_the_kernels(zone: str, working_days: int, tmp_path: Path) -> None:
    rules = ZoneRules(ZoneInfo(zone))
    ask = asking(rules, "2024-01-01", "2025-01-01", followup_days=working_days)
    ask = replace(ask, limits=replace(ask.limits, transfer_working_days=working_days))

    with connected(rules, 1 << 30, str(tmp_path)) as db:
        lay_out_days(db, ask)
        rows = db.execute("SELECT day, followup_by, transfer_by FROM days").fetchall()

    by_day = {UNIX + timedelta(days=day): (followup, transfer) for day, followup, transfer in rows}
    assert {day: by_day[day] for day in DAYS} == {day: (limit(ask, day, working_days),) * 2 for day in DAYS}


def test_hours_worked_are_the_kernels_working_days(tmp_path: Path) -> None:
    rules = ZoneRules(ZoneInfo("America/New_York"))
    ask = asking(rules, "2024-01-01", "2025-01-01")

    with connected(rules, 1 << 30, str(tmp_path)) as db:
        lay_out_days(db, ask)
        rows = db.execute("SELECT day, worked_before FROM days ORDER BY day").fetchall()

    before = {UNIX + timedelta(days=day): worked for day, worked in rows}
    for day in DAYS[:-1]:
        following = day + timedelta(days=1)
        length = micros(local_midnight(following, rules)) - micros(local_midnight(day, rules))
        assert before[following] - before[day] == (length if ask.calendar.is_working(day) else 0), day

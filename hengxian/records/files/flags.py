"""What is noticeable about the time and place a piece of evidence claims, for the report's annex (A-12)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

LATE = timedelta(hours=24)
_SLACK = timedelta(minutes=5)  # the clocks of a camera and a server differ


@dataclass(frozen=True)
class Flag:
    """An id for tests and filters, and the sentence for the annex."""

    id: str
    sentence: str


def flags(
    claimed_at: datetime | None,
    claimed_place: str,
    received_at: datetime,
    planned: Collection[date],
    zone: tzinfo,
    late: timedelta = LATE,
) -> tuple[Flag, ...]:
    """Computed whenever asked, since a plan may be changed: no stored mark grows stale.

    `planned` holds the on-site days of the approved plan; none of them flagged when it is empty.
    """
    found = [] if claimed_place.strip() else [Flag("no_place", "未注明取得地点")]
    if claimed_at is None:
        return (Flag("no_time", "未注明取得时间"), *found)
    taken, received = _said(claimed_at, zone), _said(received_at, zone)
    if planned and claimed_at.astimezone(zone).date() not in planned:
        found.append(Flag("outside_plan", f"取得时间 {taken} 不在计划的现场日期内"))
    if claimed_at > received_at + _SLACK:
        found.append(Flag("ahead", f"所称取得时间 {taken} 晚于收到时间 {received}"))
    elif received_at - claimed_at > late:
        hours = int((received_at - claimed_at) / timedelta(hours=1))
        found.append(Flag("late", f"取得时间 {taken}，{hours} 小时后（{received}）才收到"))
    return tuple(found)


def _said(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")

"""Local time and instant, both ways: the engine's SQL, our Python and the published time zones say the same."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from hengxian.measurement.dataset import connected
from hengxian.measurement.zones import DAY, EPOCH, HOUR, MICROSECOND, SECOND, ZoneRules, micros

ZONES = (
    "Asia/Shanghai",  # summer time from 1986 to 1991
    "UTC",
    "Asia/Kolkata",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Africa/Casablanca",  # two changes around Ramadan
    "Pacific/Apia",  # left out 2011-12-30
)
AROUND = (-DAY, -HOUR, -HOUR // 2, -1, 0, 1, HOUR // 2, HOUR - 1, HOUR, DAY)


def moments(rules: ZoneRules) -> list[int]:
    """Microseconds around every change, on both sides of its shift, and some ordinary ones of 1971 to 2098."""
    chance = random.Random(525)
    ordinary = [chance.randrange(366 * DAY, 128 * 365 * DAY) for _ in range(500)]
    return ordinary + [
        moment + shift + step
        for moment, before, after in rules.changes
        for shift in (0, before, after)
        for step in AROUND
    ]


def as_written(value: int) -> datetime:
    """Microseconds as a clock on the wall shows them, without a zone."""
    return (EPOCH + value * MICROSECOND).replace(tzinfo=None)


@pytest.mark.covers("C-3")
@pytest.mark.parametrize("name", ZONES)
def test_local_time_is_the_instant_the_zone_says(name: str, tmp_path: Path) -> None:
    zone, rules = ZoneInfo(name), ZoneRules(ZoneInfo(name))
    values = moments(rules)
    expected = [micros(as_written(value).replace(tzinfo=zone)) for value in values]

    asked = in_sql(rules, "from_local", values, tmp_path)

    assert asked == expected
    assert [rules.from_local(as_written(value)) for value in values] == expected


@pytest.mark.parametrize("name", ZONES)
def test_instant_is_the_local_time_the_zone_says(name: str, tmp_path: Path) -> None:
    zone, rules = ZoneInfo(name), ZoneRules(ZoneInfo(name))
    values = moments(rules)

    asked = in_sql(rules, "to_local", values, tmp_path)

    local = [(EPOCH + value * MICROSECOND).astimezone(zone) for value in values]
    assert asked == [micros(at.replace(tzinfo=UTC)) for at in local]


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("Asia/Shanghai", "1986-05-04 02:30", "1986-05-03T18:30Z"),  # skipped: the offset before it
        ("Asia/Shanghai", "1986-09-14 01:30", "1986-09-13T16:30Z"),  # repeated: its first passing
        ("Asia/Shanghai", "2025-03-01 09:05", "2025-03-01T01:05Z"),
        ("America/New_York", "2025-03-09 02:30", "2025-03-09T07:30Z"),
        ("America/New_York", "2025-11-02 01:30", "2025-11-02T05:30Z"),
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T22:00Z"),
    ],
)
def test_hour_that_is_skipped_or_repeated_is_read_one_way(name: str, written: str, meant: str) -> None:
    rules = ZoneRules(ZoneInfo(name))

    assert rules.from_local(datetime.fromisoformat(written)) == micros(datetime.fromisoformat(meant))


def test_shanghai_has_the_twelve_changes_of_its_summers() -> None:
    changes = ZoneRules(ZoneInfo("Asia/Shanghai")).changes

    years = [as_written(moment).year for moment, _, _ in changes]
    assert years == [year for year in range(1986, 1992) for _ in range(2)]
    assert {(before - after) // SECOND for _, before, after in changes} == {-3600, 3600}


def in_sql(rules: ZoneRules, macro: str, values: list[int], folder: Path) -> list[int]:
    """What the engine's macro makes of each value."""
    with connected(rules, 1 << 30, str(folder)) as db:
        db.register("given", {"nth": np.arange(len(values)), "x": np.array(values, dtype=np.int64)})
        found = db.execute(f"SELECT {macro}(x) FROM given ORDER BY nth").fetchall()
    return [value for (value,) in found]


def test_midnight_of_a_day_that_was_left_out_is_the_next_one() -> None:
    rules = ZoneRules(ZoneInfo("Pacific/Apia"))

    missing, following = (rules.from_local(datetime(2011, 12, day)) for day in (30, 31))

    assert missing == following
    assert following - rules.from_local(datetime(2011, 12, 29)) == timedelta(days=1) // MICROSECOND


@pytest.mark.parametrize(
    ("zone", "low", "high", "hours"),
    [
        ("Asia/Shanghai", datetime(1991, 9, 15, 2), datetime(2100, 1, 1), 8),
        ("Asia/Shanghai", datetime(1991, 9, 14), datetime(2025, 1, 1), None),
        ("Asia/Shanghai", datetime(1990, 6, 1), datetime(1990, 7, 1), 9),
        ("America/New_York", datetime(2025, 4, 1), datetime(2025, 10, 1), -4),
        ("America/New_York", datetime(2025, 1, 1), datetime(2025, 4, 1), None),
        ("UTC", datetime(1970, 1, 1), datetime(2200, 1, 1), 0),
    ],
)
def test_one_offset_reads_a_span_without_a_change(
    zone: str, low: datetime, high: datetime, hours: int | None
) -> None:
    rules = ZoneRules(ZoneInfo(zone))

    offset = rules.one_offset(*(micros(end.replace(tzinfo=UTC)) for end in (low, high)))

    assert offset == (None if hours is None else hours * HOUR)

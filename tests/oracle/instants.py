"""Instants as whole microseconds since 1970 UTC, and every written form dataset.md lists."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CLOCK = r"(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,6}))?)?"
OFFSET = r"(?P<off>Z|[+-]\d{2}(?::?\d{2})?)?"
GENERAL = (
    re.compile(
        r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})[T ](?=\d{2}:)" + CLOCK + OFFSET,
        re.ASCII,
    ),
    re.compile(r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2}) " + CLOCK, re.ASCII),
    re.compile(
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日 ?"
        r"(?P<h>\d{1,2})时(?P<mi>\d{1,2})分(?:(?P<s>\d{1,2})秒)?",
        re.ASCII,
    ),
)
MDY = re.compile(
    r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}) (?P<h>\d{1,2}):(?P<mi>\d{2}):(?P<s>\d{2}) (?P<half>AM|PM)",
    re.ASCII | re.IGNORECASE,
)
DATES = (
    re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII),
)
NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


def instant_of(moment: datetime) -> int:
    """Whole microseconds of an aware datetime."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def local(wall: datetime, zone: ZoneInfo) -> int:
    """The instant of a wall time; of a doubled hour the first (fold=0)."""
    return instant_of(wall.replace(tzinfo=zone, fold=0).astimezone(UTC))


def midnight(day: date, zone: ZoneInfo) -> int:
    return local(datetime(day.year, day.month, day.day), zone)


def wall(instant: int, zone: ZoneInfo) -> datetime:
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def local_date(instant: int, zone: ZoneInfo) -> date:
    return wall(instant, zone).date()


def end_of(day: date, zone: ZoneInfo) -> int:
    """24:00 local of the day."""
    return midnight(day + timedelta(days=1), zone)


def parse(text: str, declared: str | None, zone: ZoneInfo) -> int | None:
    """The instant a non-empty value names, or None when it is no known form."""
    try:
        found = parse_declared(text, declared, zone) if declared else None
        return found if found is not None else parse_general(text, zone)
    except (ValueError, OverflowError):
        return None


def parse_general(text: str, zone: ZoneInfo) -> int | None:
    for form in GENERAL:
        if match := form.fullmatch(text):
            return of_parts(match.groupdict(), zone)
    if NUMBER.fullmatch(text):
        return of_serial(Fraction(text), zone)
    return None


def of_parts(parts: dict[str, str | None], zone: ZoneInfo) -> int:
    fraction = (parts.get("f") or "0").ljust(6, "0")
    year, month, day, hour, minute, second = (
        int(parts[name] or 0) for name in ("y", "m", "d", "h", "mi", "s")
    )
    wall_time = datetime(year, month, day, hour, minute, second, int(fraction))
    offset = parts.get("off")
    if not offset:
        return local(wall_time, zone)
    return instant_of(wall_time.replace(tzinfo=UTC)) - offset_of(offset)


def offset_of(text: str) -> int:
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 23 or int(digits[2:]) > 59:
        raise ValueError(text)
    size = int(digits[:2]) * HOUR + int(digits[2:]) * MINUTE
    return -size if text[0] == "-" else size


def of_serial(serial: Fraction, zone: ZoneInfo) -> int | None:
    if not 61 <= serial <= 2_958_465:
        return None
    milliseconds = math.floor(serial * 86_400_000 + Fraction(1, 2))
    return local(datetime(1899, 12, 30) + timedelta(milliseconds=milliseconds), zone)


def parse_declared(text: str, declared: str, zone: ZoneInfo) -> int | None:
    if declared == "mdy":
        return of_mdy(text, zone)
    if declared == "epoch":
        return math.floor(Fraction(text) * SECOND + Fraction(1, 2)) if NUMBER.fullmatch(text) else None
    for form in DATES:
        if match := form.fullmatch(text):
            day = date(*(int(part) for part in match.groups()))
            return midnight(day, zone) if declared == "date" else end_of(day, zone)
    return None


def of_mdy(text: str, zone: ZoneInfo) -> int | None:
    match = MDY.fullmatch(text)
    if not match or not 1 <= int(match["h"]) <= 12:
        return None
    hour = int(match["h"]) % 12 + (12 if match["half"].upper() == "PM" else 0)
    year, month, day = (int(match[name]) for name in ("y", "m", "d"))
    return local(datetime(year, month, day, hour, int(match["mi"]), int(match["s"])), zone)


def printed(instant: int, zone: ZoneInfo) -> str:
    return wall(instant, zone).isoformat()

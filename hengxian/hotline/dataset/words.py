"""How values of the records are written in a dataset: instants with offset, flags, persons as keyed hashes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from django.db.models import TextField
from django.db.models.functions import Cast

from hengxian.hotline.keys import person_key
from hengxian.hotline.models import Hotline
from hengxian.records.clocks import SHANGHAI

# Shanghai's clocks stood otherwise last in the summer of 1991; a fixed offset is told four times as fast.
SETTLED, EIGHT_HOURS = 1992, timezone(timedelta(hours=8))
# dataset.md splits `department` at these; a unit whose own name has one is still one unit.
_SEPARATORS = str.maketrans(dict.fromkeys(",，;；、|", "·"))


def instant(value: datetime | None) -> str:
    """ISO 8601 with the hotline's offset; "" for nothing."""
    if value is None:
        return ""
    return value.astimezone(EIGHT_HOURS if value.year >= SETTLED else SHANGHAI).isoformat()


def stored(column: str) -> Cast:
    """An instant's column as the database writes it (in UTC), for `told`: a hundred thousand are read at a time."""
    return Cast(column, TextField())


def told(text: str | None) -> str:
    """What `instant` says, of an instant as the database writes it."""
    return instant(datetime.fromisoformat(text).replace(tzinfo=UTC)) if text else ""


def flag(value: bool | None) -> str:
    """1, 0, or "" for what nobody said."""
    return "" if value is None else "1" if value else "0"


def unit(name: str | None) -> str:
    """A unit's name as one name."""
    return (name or "").translate(_SEPARATORS)


def person_of(hotline: Hotline) -> Callable[[int | None], str]:
    """Keyed hashes of the hotline's staff, each made once."""

    @cache
    def keyed(person: int | None) -> str:
        return person_key(hotline, person) if person else ""

    return keyed

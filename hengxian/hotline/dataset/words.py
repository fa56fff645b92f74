"""How values of the records are written in a dataset: instants with offset, flags, persons as keyed hashes."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from hengxian.hotline.keys import person_key
from hengxian.hotline.models import Hotline
from hengxian.records.clocks import SHANGHAI

# dataset.md splits `department` at these; a unit whose own name has one is still one unit.
_SEPARATORS = str.maketrans(dict.fromkeys(",，;；、|", "·"))


def instant(value: datetime | None) -> str:
    """ISO 8601 with the hotline's offset; "" for nothing."""
    return value.astimezone(SHANGHAI).isoformat() if value else ""


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

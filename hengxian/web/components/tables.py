"""Lists: rows and columns for `components/table.html`, and pages found by key, whose cost does not grow with depth."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line; a cell is text or a dict with `template` and what that template needs. `url` opens it."""

    cells: Sequence[Any]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A list. `pager` holds addresses: `first` and `next` (query strings), empty where there is none."""

    columns: Sequence[str]
    rows: Sequence[Row]
    caption: str = ""
    empty: str = "没有记录"
    pager: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page(Generic[M]):
    """Items of one page; `after` names the next page, empty on the last."""

    items: list[M]
    after: str


def page(rows: QuerySet[M], order: Sequence[str], after: str = "", size: int = PAGE) -> Page[M]:
    """The page of `rows` that follows the cursor `after`; one query, no count, no offset.

    `order` are column names without nulls, "-" in front for falling, ending in a unique one. A cursor that
    was tampered with shows the first page.
    """
    rows = rows.order_by(*order)
    if keys := _opened(after, len(order)):
        rows = rows.filter(_beyond(order, keys))
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], _cursor(last, order) if last else "")


def below(after: str) -> int | None:
    """The id that the cursor of a list in falling ids names; None on the first page."""
    keys = _opened(after, 1)
    return keys[0] if keys and isinstance(keys[0], int) else None


def page_of(rows: QuerySet[M], ids: Sequence[int], size: int = PAGE) -> Page[M]:
    """The page of the records with these falling ids: one more than fit tells that there is another."""
    found = list(rows.filter(pk__in=ids[:size]).order_by("-pk"))
    return Page(found, _closed([ids[size - 1]]) if len(ids) > size else "")


def _beyond(order: Sequence[str], keys: Sequence[Any]) -> Q:
    """(a, b) after (x, y): a after x, or a equal and b after y."""
    found, equal = Q(), Q()
    for name, key in zip(order, keys, strict=True):
        column = name.lstrip("-")
        found |= equal & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": key})
        equal &= Q(**{column: key})
    return found


def _cursor(row: Model, order: Sequence[str]) -> str:
    keys = [getattr(row, name.lstrip("-")) for name in order]
    return _closed([key.isoformat() if isinstance(key, date | datetime) else key for key in keys])


def _closed(told: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(told, ensure_ascii=False).encode()).decode().rstrip("=")


def _opened(cursor: str, length: int) -> list[Any]:
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        return []
    whole = isinstance(keys, list) and len(keys) == length
    return keys if whole and all(isinstance(key, str | int) for key in keys) else []

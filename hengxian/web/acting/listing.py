"""Lists: filtered by what was asked, paged by key, so that the last page costs what the first one does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from hengxian.web.acting.kinds import Kind
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import hidden_from_clients, read, said, state_for
from hengxian.web.components.tables import PAGE, Page, Row, Table, below, page, page_of

ORDER = ("-pk",)
STANDING = "components/standing.html"
LONGEST_SEARCH = 60
COUNTED = 2_000  # ids held while hits are counted


@dataclass(frozen=True)
class Filter:
    """What was asked for: a status, a typed word, the cursor of a page."""

    status: str = ""
    text: str = ""
    after: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        """As the address says it."""
        text = query.get("q", "").strip()[:LONGEST_SEARCH]
        return cls(query.get("status", "")[:30], text, query.get("after", "")[:300])

    @property
    def query(self) -> str:
        """As an address says it, without the cursor."""
        return urlencode(
            {name: value for name, value in (("status", self.status), ("q", self.text)) if value}
        )


def found(kind: Kind, visitor: Visitor, wanted: Filter) -> "QuerySet[Any]":
    """The records there are for the person that fit the filter."""
    records = kind.seen_by(visitor)
    if wanted.text:
        hits = Q()
        for column in kind.search:
            hits |= Q(**{f"{column}__icontains": wanted.text})
        records = records.filter(hits)
    if wanted.status and kind.is_lived:
        records = records.filter(status=wanted.status)
        if visitor.is_client:  # a filter must not tell what the page hides
            records = records.exclude(status__in=hidden_from_clients(kind.id))
    return records


def listed(kind: Kind, visitor: Visitor, wanted: Filter, size: int = PAGE) -> Page[Any]:
    """One page of the records that `found` would give, the newest first."""
    if kind.walk is None:
        return page(found(kind, visitor, wanted), ORDER, wanted.after, size)
    ids = kind.walk(
        visitor.actor, status=wanted.status, text=wanted.text, before=below(wanted.after), size=size + 1
    )
    return page_of(kind.seen_by(visitor), ids, size)


def in_steps(kind: Kind, visitor: Visitor, wanted: Filter, size: int) -> Iterator[list[Any]]:
    """All of them, the newest first, no more than `size` held at a time."""
    for ids in _ids_in_steps(kind, visitor, wanted, size):
        yield list(kind.seen_by(visitor).filter(pk__in=ids).order_by(*ORDER))


def count(kind: Kind, visitor: Visitor, wanted: Filter) -> int:
    """How many they are: for an export, which reads them all anyway. Words of an index are counted by walking."""
    if kind.walk is None or not wanted.text:
        return found(kind, visitor, wanted).count()
    return sum(map(len, _ids_in_steps(kind, visitor, wanted, COUNTED)))


def _ids_in_steps(kind: Kind, visitor: Visitor, wanted: Filter, size: int) -> Iterator[list[int]]:
    before: int | None = None
    while True:
        if kind.walk is not None:
            ids = kind.walk(visitor.actor, status=wanted.status, text=wanted.text, before=before, size=size)
        else:
            rows = found(kind, visitor, wanted)
            rows = rows if before is None else rows.filter(pk__lt=before)
            ids = list(rows.order_by(*ORDER).values_list("pk", flat=True)[:size])
        if ids:
            yield ids
        if len(ids) < size:
            return
        before = ids[-1]


def statuses(kind: Kind, visitor: Visitor) -> tuple[str, ...]:
    """The statuses that the person may filter by."""
    hidden = hidden_from_clients(kind.id) if visitor.is_client else frozenset()
    return tuple(status for status in kind.statuses if status not in hidden)


def table(kind: Kind, visitor: Visitor, wanted: Filter) -> Table:
    """One page of the list."""
    records = listed(kind, visitor, wanted)
    columns = [column.label for column in kind.columns]
    rows = [
        Row(list(_cells(kind, record, visitor)), reverse(f"{visitor.door}:record", args=[kind.id, record.pk]))
        for record in records.items
    ]
    return Table(
        columns=[*columns, "状态"] if kind.is_lived else columns,
        rows=rows,
        caption=f"{kind.label}列表",
        empty=f"没有符合条件的{kind.label}" if wanted.text or wanted.status else f"还没有{kind.label}",
        pager=_pager(wanted, records.after),
    )


def _cells(kind: Kind, record: Any, visitor: Visitor) -> Iterator[Any]:
    for column in kind.columns:
        yield said(read(record, column.path))
    if kind.is_lived:
        state = state_for(record, is_client=visitor.is_client)
        yield {"template": STANDING, "status": state.status, "marker": state.marker}


def _pager(wanted: Filter, after: str) -> dict[str, str]:
    link = f"?{wanted.query}&" if wanted.query else "?"
    return {
        "first": link.rstrip("&?") or "?" if wanted.after else "",
        "next": f"{link}after={after}" if after else "",
    }

"""Finding certificates: one page at a time by key, never by counting or skipping, so that depth costs nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from hengxian.web.register.index.search import word_index
from hengxian.web.register.index.words import is_like_a_number, number_key
from hengxian.web.register.models import Certificate

SIZE = 20
DAY = timedelta(days=1)
SCAN = 600
"""Rows looked through for one page where a filter has no index of its own; the visitor may ask for more."""

FILTERS = {
    "": "全部",
    "valid": "有效（在有效期内）",
    "ended": "已过有效期",
    "suspended": "暂停",
    "revoked": "撤销",
    "deregistered": "注销",
}
"""What the list can be narrowed to, by the word in the address."""

_STATUS = {"valid": "有效", "ended": "有效", "suspended": "暂停", "revoked": "撤销", "deregistered": "注销"}


@dataclass(frozen=True)
class Listing:
    """One page; `next` continues it and is empty at the end. `is_cut` says that the search was not finished."""

    rows: list[Certificate]
    next: str
    is_cut: bool = False


def find(query: str, narrowed: str, cursor: str, on: date) -> Listing:
    """A page of the certificates that fit; `narrowed` is a key of FILTERS and `cursor` the `next` of the page before.

    Without words the newest come first, or, where validity is asked for, the longest valid. What looks like a number
    is first taken for the beginning of one. At most two queries.
    """
    query = query.strip()[:80]
    route, _, place = cursor.partition("~")
    if not query:
        return _by_date(narrowed, place, on) if narrowed in {"valid", "ended"} else _by_age(narrowed, place)
    if route == "n" or (not route and is_like_a_number(query)):
        listing = _by_number(query, narrowed, place, on)
        if listing.rows or listing.next or route:
            return listing
    return _by_words(query, narrowed, place, on)


def _by_age(narrowed: str, place: str) -> Listing:
    rows = Certificate.objects.order_by("-id")
    if narrowed:
        rows = rows.filter(status=_STATUS[narrowed])
    if last := as_key(place):
        rows = rows.filter(id__lt=last)
    return _page(rows, lambda row: f"i~{row.pk}")


def _by_date(narrowed: str, place: str, on: date) -> Listing:
    rows = Certificate.objects.filter(status="有效").order_by("-valid_until", "-id")
    day, _, key = place.partition("~")
    last, until = as_key(key), _day(day)
    if narrowed == "valid":
        rows = rows.filter(valid_until__gte=on)
    # One upper bound only: given two, SQLite begins at the wrong one and reads its way down to the page.
    if until and last:
        here = Q(valid_until__lt=until) | Q(valid_until=until, id__lt=last)
        rows = rows.filter(here, valid_until__lte=min(until, on - DAY) if narrowed == "ended" else until)
    elif narrowed == "ended":
        rows = rows.filter(valid_until__lt=on)
    return _page(rows, lambda row: f"d~{row.valid_until}~{row.pk}")


def _by_number(query: str, narrowed: str, place: str, on: date) -> Listing:
    key = number_key(query)
    number, _, after = place.rpartition("~")
    last = as_key(after) if number.startswith(key) else None
    rows = Certificate.objects.filter(number_key__gte=number if last else key, number_key__lt=key + "\uffff")
    if last:
        rows = rows.filter(Q(number_key__gt=number) | Q(number_key=number, id__gt=last))
    rows = rows.order_by("number_key", "id")
    return _sifted(rows, narrowed, on, lambda row: f"n~{row.number_key}~{row.pk}")


def _by_words(query: str, narrowed: str, place: str, on: date) -> Listing:
    below = as_key(place)
    needs_sifting = narrowed in {"valid", "ended"}
    ids = word_index().find(query, _STATUS.get(narrowed, ""), below, SCAN if needs_sifting else SIZE + 1)
    rows = Certificate.objects.filter(id__in=ids).order_by("-id")
    if needs_sifting:
        return _sifted(rows, narrowed, on, lambda row: f"i~{row.pk}")
    return _page(rows, lambda row: f"i~{row.pk}")


def _page(rows: QuerySet[Certificate], key: Callable[[Certificate], str]) -> Listing:
    found = list(rows[: SIZE + 1])
    return Listing(found[:SIZE], key(found[SIZE - 1]) if len(found) > SIZE else "")


def _sifted(
    rows: QuerySet[Certificate], narrowed: str, on: date, key: Callable[[Certificate], str]
) -> Listing:
    """A page of what fits among the next rows; when they do not fill it, the visitor is told and can go on."""
    if not narrowed:
        return _page(rows, key)
    looked = list(rows[:SCAN])
    fitting = [row for row in looked if _fits(row, narrowed, on)]
    if len(fitting) > SIZE:
        return Listing(fitting[:SIZE], key(fitting[SIZE - 1]))
    is_cut = len(looked) == SCAN
    return Listing(fitting, key(looked[-1]) if is_cut else "", is_cut)


def _fits(row: Certificate, narrowed: str, on: date) -> bool:
    label = row.standing_on(on).label
    return label == {"valid": "有效", "ended": "已过有效期"}.get(narrowed, _STATUS[narrowed])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_key(text: str) -> int | None:
    """The number in a cursor; None for anything no database could hold as a key."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None

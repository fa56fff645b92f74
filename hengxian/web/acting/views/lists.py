"""Lists of records, their export, and the search over all of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hengxian.kernel.refusals import NotThere
from hengxian.people.sights import roles_that_see
from hengxian.web.acting.beginnings import starts
from hengxian.web.acting.exporting import TYPES, export_list
from hengxian.web.acting.kinds import KINDS, Kind
from hengxian.web.acting.listing import Filter, listed, statuses, table
from hengxian.web.acting.visitor import Visitor, signed_in

HITS = 10


@require_safe
@signed_in
def listing(request: HttpRequest, visitor: Visitor, kind: str) -> HttpResponse:
    """One page of the list of a kind."""
    wanted = Filter.of(request.GET)
    sort = KINDS[kind]
    context = {
        "title": sort.label,
        "kind": sort,
        "visitor": visitor,
        "wanted": wanted,
        "statuses": statuses(sort, visitor),
        "table": table(sort, visitor, wanted),
        "starts": starts(None, visitor, sort),
        "tabs": tabs(visitor),
    }
    return render(request, "acting/list.html", context)


@require_safe
@signed_in
def export(request: HttpRequest, visitor: Visitor, kind: str, form: str) -> HttpResponseBase:
    """The filtered list as CSV or workbook."""
    if form not in TYPES:
        raise NotThere("没有这种格式")
    return export_list(KINDS[kind], visitor, Filter.of(request.GET), form)  # type: ignore[arg-type]  # checked above


@require_safe
@signed_in
def search(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Records of any kind by number or name."""
    wanted = Filter.of(request.GET)
    hits = [(kind, record) for kind in _kinds(visitor) for record in _hits(kind, visitor, wanted)]
    lines = [
        (kind.heading(record), reverse(f"{visitor.door}:record", args=[kind.id, record.pk]))
        for kind, record in hits
    ]
    context = {"title": "查找", "wanted": wanted, "lines": lines, "visitor": visitor}
    return render(request, "acting/search.html", context)


def tabs(visitor: Visitor) -> list[tuple[str, str]]:
    """The lists that the person may open: id and label."""
    return [(kind.id, kind.label) for kind in _kinds(visitor)]


def _hits(kind: Kind, visitor: Visitor, wanted: Filter) -> list[Any]:
    return listed(kind, visitor, Filter(text=wanted.text), HITS).items if wanted.text else []


def _kinds(visitor: Visitor) -> list[Kind]:
    return [kind for kind in KINDS.values() if {*roles_that_see(kind.id)} & visitor.actor.roles]

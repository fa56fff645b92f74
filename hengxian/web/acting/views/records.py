"""The page of one record, and the older part of its timeline."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hengxian.journal.models import Lived
from hengxian.web.acting.beginnings import starts
from hengxian.web.acting.books import spines
from hengxian.web.acting.domain import here
from hengxian.web.acting.kinds import KINDS, Kind
from hengxian.web.acting.limits import clocks
from hengxian.web.acting.offers import Offer, offers
from hengxian.web.acting.panels import shown
from hengxian.web.acting.papers import papers
from hengxian.web.acting.timeline import timeline
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.acting.warnings import warnings_for
from hengxian.web.acting.words import read, state_for, told


@require_safe
@signed_in
def record(request: HttpRequest, visitor: Visitor, kind: str, pk: int) -> HttpResponse:
    """Everything about one record that is there for the person."""
    sort = KINDS[kind]
    found = sort.one(visitor, pk)
    context = {
        "title": sort.heading(found),
        "kind": sort,
        "record": found,
        "visitor": visitor,
        "facts": _facts(sort, found, visitor),
        "clocks": clocks(found, visitor.at),
        "starts": starts(found, visitor),
        "warnings": warnings_for(found, visitor),
        "panels": shown(found, visitor),
        "registers": spines(found, visitor),
        "papers": papers(found, visitor),
        "timeline": timeline(found, visitor),
        "kept": request.session.pop("kept", ""),
        **_lived(sort, found, visitor),
    }
    return render(request, "acting/record.html", context)


@require_safe
@signed_in
def older(request: HttpRequest, visitor: Visitor, kind: str, pk: int, before: int) -> HttpResponse:
    """What happened before, as a page or as a fragment of the record's."""
    sort = KINDS[kind]
    found = sort.one(visitor, pk)
    context = {
        "title": f"{sort.heading(found)}：经过",
        "kind": sort,
        "record": found,
        "visitor": visitor,
        "timeline": timeline(found, visitor, before),
    }
    template = "acting/timeline_lines.html" if request.headers.get("HX-Request") else "acting/timeline.html"
    return render(request, template, context)


def _lived(sort: Kind, found: Any, visitor: Visitor) -> dict[str, Any]:
    if not isinstance(found, Lived):
        return {"state": None, "verbs": []}
    offered = [offer for offer in offers(found, visitor) if offer.move.verb not in sort.inner]
    folded = sort.folded - sort.pressing(found)
    verbs = [_verb(offer, found, visitor) for offer in offered if offer.move.verb not in folded]
    more = [_verb(offer, found, visitor) for offer in offered if offer.move.verb in folded]
    first = next((verb for verb in verbs if not verb["refusal"] and verb["kind"] != "辅助"), None)
    if first:
        first["is_main"] = True
    return {"state": state_for(found, is_client=visitor.is_client), "verbs": verbs, "more": more}


def _verb(offer: Offer, found: Lived, visitor: Visitor) -> dict[str, Any]:
    address = reverse(f"{visitor.door}:act", args=[found.kind, found.pk, offer.move.verb])
    return {
        "label": offer.move.label,
        "url": address,
        "refusal": offer.refusal,
        "reasons": [part for reason in offer.reasons for part in reason.split("；")],
        "clause": offer.move.clause,
        "kind": offer.move.kind,
    }


def _facts(kind: Kind, found: Any, visitor: Visitor) -> list[tuple[str, str]]:
    shown_here = (column for column in kind.facts if not (column.inside and visitor.is_client))
    words = here().reader(found, visitor)
    pairs = ((column.label, told(read(found, column.path), words)) for column in shown_here)
    return [(label, value) for label, value in pairs if value != "—"]

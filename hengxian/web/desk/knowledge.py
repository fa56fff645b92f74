"""Looking something up while a caller waits; what runs out, and what nobody answered yet (3.5)."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hengxian.hotline import postings
from hengxian.hotline.knowledge.finding import Found, find
from hengxian.hotline.knowledge.validity import expiring, validity
from hengxian.hotline.models import Article, Hotline, KnowledgeGap, Matter, Unit
from hengxian.web.acting.visitor import Visitor, signed_in

MOST = 30


@require_safe
@signed_in
def look_up(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The search, and below it what was found; htmx asks for the findings alone, as one types."""
    hotlines = list(Hotline.objects.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk"))
    query, unit, matter = (request.GET.get(name, "").strip() for name in ("q", "unit", "matter"))
    found = [
        each
        for hotline in hotlines
        for each in find(query, hotline.pk, visitor.on, unit=_id(unit), matter=_id(matter), size=MOST)
    ]
    context: dict[str, Any] = {
        "title": "查知识库",
        "query": query,
        "unit": unit,
        "matter": matter,
        "found": [(each, _url(visitor, each)) for each in found],
        "units": Unit.objects.filter(hotline__in=hotlines, closed_on=None, articles__isnull=False).distinct(),
        "matters": Matter.objects.filter(hotline__in=hotlines, articles__isnull=False).distinct(),
    }
    template = "desk/knowledge_found.html" if request.headers.get("HX-Request") else "desk/knowledge.html"
    return render(request, template, context)


@require_safe
@signed_in
def alarms(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What an editor has to look at: articles that ran out or soon will, by the hotline's own limit, and open gaps."""
    hotlines = postings.hotlines_of(visitor.actor.person)
    lines = list(Hotline.objects.filter(pk__in=hotlines).order_by("pk"))
    ending = [
        (each, validity(each, visitor.on), reverse(f"{visitor.door}:record", args=["article", each.pk]))
        for line in lines
        for each in expiring(line.pk, visitor.on, visitor.on + timedelta(days=line.expiry_days))
    ]
    gaps = KnowledgeGap.objects.filter(hotline__in=hotlines, status="待补充").select_related(
        "unit", "about", "order"
    )
    waiting = Article.objects.filter(hotline__in=hotlines, status="待审").select_related("unit")
    context = {
        "title": "知识库待处理",
        "ending": ending,
        "days": sorted({line.expiry_days for line in lines}),
        "gaps": [
            (each, reverse(f"{visitor.door}:record", args=["knowledge_gap", each.pk])) for each in gaps[:100]
        ],
        "waiting": [(each, reverse(f"{visitor.door}:record", args=["article", each.pk])) for each in waiting],
    }
    return render(request, "desk/knowledge_alarms.html", context)


def _url(visitor: Visitor, found: Found) -> str:
    return reverse(f"{visitor.door}:record", args=["article", found.article.pk])


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() else None

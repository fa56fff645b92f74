"""承办单位评价 as a page: four aspects a unit, each with n and where it comes from (11.2.1)."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.hotline import postings
from hengxian.hotline.models import Hotline
from hengxian.hotline.queries.unit_evaluation import Aspect, evaluate_units
from hengxian.kernel.quantity import half_up
from hengxian.web.acting.visitor import Visitor, signed_in

USUAL = timedelta(days=90)


@require_safe
@signed_in
def units(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The days asked for, the last ninety unless told; units without data stand apart and say so."""
    since = _day(request.GET.get("since", ""), visitor.on - USUAL)
    until = _day(request.GET.get("until", ""), visitor.on)
    fault = "开始日期不能晚于结束日期" if since > until else ""
    lines = Hotline.objects.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk")
    found = [(line, list(evaluate_units(line, since, until, visitor.at))) for line in lines if not fault]
    context = {
        "title": "承办单位评价", "visitor": visitor, "since": since, "until": until, "fault": fault,
        "lines": [
            (
                line,
                [(each, [_shown(aspect) for aspect in each.aspects]) for each in figures if not each.is_without_data],
                [each.unit.name for each in figures if each.is_without_data],
            )
            for line, figures in found
        ],
    }  # fmt: skip
    return render(request, "manage/units.html", context)


def _shown(aspect: Aspect) -> dict[str, object]:
    share = aspect.share
    return {
        "label": aspect.label,
        "share": "无数据" if share is None else f"{half_up(share * 100, 1)}%",
        "good": aspect.good,
        "n": aspect.n,
        "sources": [source for source in aspect.sources if source.n],
    }


def _day(text: str, usual: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return usual

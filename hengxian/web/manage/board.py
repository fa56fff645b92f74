"""The live board and its wall screen: who waits, what is due, the engine's figures of today; polled, never typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hengxian.evaluation.report.sections import checks, connection, funnels, trends
from hengxian.hotline.board.figures import snapshot, today
from hengxian.hotline.board.rolling import rolling
from hengxian.hotline.board.waiting import SHOWN, queues, waiting
from hengxian.hotline.board.work import Work, work
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.intake.emergencies import unacknowledged
from hengxian.hotline.intake.outages import near, silence_at
from hengxian.hotline.models import Hotline
from hengxian.hotline.reporting.breakdowns import DIVISIONS, accepted, divided
from hengxian.hotline.reporting.printing import percent, said
from hengxian.measurement.sweep import Window as Span
from hengxian.measurement.zones import instant
from hengxian.records.edition import pack
from hengxian.web.acting.visitor import SHANGHAI, Visitor, signed_in
from hengxian.web.manage.dates import Asked, asked_span
from hengxian.web.manage.lines import line_at, lines_of

ON_TOP = ("call_connection_rate", "timely_response_rate", "immediate_answer_rate", "on_time_closure_rate")
ALARMS = 4
MOST_DAYS = 31


@require_safe
@signed_in
def board(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The board in the shell."""
    return render(request, "manage/board.html", _context(request, visitor) | {"title": "实时看板"})


@require_safe
@signed_in
def wall(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The board for a screen on the wall: large, without a menu."""
    return render(request, "manage/wall.html", _context(request, visitor) | {"title": "实时看板"})


@require_safe
@signed_in
def live(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What the board asks for again every few seconds."""
    return render(request, "manage/board_live.html", _context(request, visitor))


@require_safe
@signed_in
def pictures(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Trend, areas, the week's hours, the funnels of a period, each with its figures as a table."""
    line, span = line_at(request, visitor), asked_span(request, visitor, most=MOST_DAYS)
    context: dict[str, Any] = {
        "title": "运行图表", "line": line, "lines": lines_of(visitor), "span": span, "most": MOST_DAYS,
    }  # fmt: skip
    if span.is_fit:
        context |= _pictures(line, span, visitor)
    return render(request, "manage/pictures.html", context, status=200 if span.is_fit else 422)


def _context(request: HttpRequest, visitor: Visitor) -> dict[str, Any]:
    line = line_at(request, visitor)
    everybody, last = waiting(line, visitor.at), rolling(line, visitor.at)
    figures, alarms = today(line, visitor.at), unacknowledged(line.pk)
    return {
        "line": line, "lines": lines_of(visitor), "at": visitor.at, "visitor": visitor,
        "waiting": everybody[:SHOWN], "more": max(0, len(everybody) - SHOWN), "queues": queues(everybody),
        "rolling": last, "rolling_now": _share(last.now), "rolling_worst": _span(last.worst),
        "worst_end": instant(last.worst.end, SHANGHAI) if last.worst else None,
        "outages": near(line, visitor.at), "silence": silence_at(line, visitor.at),
        "enter_outage": reverse("manage:start_under", args=["hotline", line.pk, "outage", "enter"]),
        "tone": "stop" if last.is_silent or last.is_low else "calm",
        "figures": _figures(figures), "as_of": figures["as_of"], "work": _work(work(line, visitor.at)),
        "emergencies": list(alarms[:ALARMS]), "unacknowledged": alarms.count(),
        "more_emergencies": max(0, alarms.count() - ALARMS),
        "live": f"{reverse('manage:board_live')}?hotline={line.pk}",
        "wall": f"{reverse('manage:wall')}?hotline={line.pk}",
    }  # fmt: skip


def _share(span: Span | None) -> str:
    return percent(span.answered, span.offered) if span else ""


def _span(span: Span | None) -> str:
    return (
        f"{percent(span.answered, span.offered)}（{span.answered}／{span.offered}）" if span else "没有来电"
    )


def _figures(result: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (leaf.name, said(result["indicators"][leaf.id])) for leaf in pack().tree.leaves if leaf.id in ON_TOP
    ]


def _work(told: Work) -> list[tuple[str, int, str]]:
    """Label, count, and how urgent; 今日须办 has the lists."""
    return [
        ("应急未确认", told.unacknowledged, "stop"),
        ("已超期", told.overdue, "stop"),
        ("超期未转交", told.late_to_transfer, "stop"),
        ("今日到期", told.due_today, "warn"),
        ("今日须转交", told.must_go_today, "warn"),
        ("退单待裁定", told.returned, "warn"),
        ("待批延期", told.extensions, "plain"),
        ("督办建议", told.proposed, "plain"),
        ("待回访", told.followups, "plain"),
        ("在办工单", told.open, "plain"),
    ]


def _pictures(line: Hotline, span: Asked, visitor: Visitor) -> dict[str, Any]:
    result = snapshot(line, span.since, span.until, visitor.at)
    steps = (("closure", "办结漏斗", funnels.CLOSURE), ("followup", "回访漏斗", funnels.FOLLOWUP))
    drawn = [
        funnels.drawing(key, title, result["funnels"][key], told)
        for key, title, told in steps
        if result["funnels"].get(key, {}).get(told[0][0])
    ]
    orders = accepted(Window(line, span.since, span.until, visitor.at))
    parts = [(each.caption, list(divided(orders, each).items())) for each in DIVISIONS]
    return {
        "sections": [trends.section(result).blocks, tuple(drawn), connection.section(result, pack()).blocks,
                     checks.section(result, pack()).blocks],
        "divisions": [(caption, rows, max((n for _, n in rows), default=0)) for caption, rows in parts],
        "as_of": result["as_of"],
    }  # fmt: skip

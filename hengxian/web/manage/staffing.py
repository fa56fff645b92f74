"""Seats against load: the week as a map and a table, hours at risk, what one seat more would do (R9.1.2.2)."""

import math
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hengxian.hotline.models import Hotline
from hengxian.hotline.staffing.planning import WEEKDAYS, Hour
from hengxian.hotline.staffing.rostering import Plan, plan, set_roster
from hengxian.kernel.refusals import Refused
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.manage.lines import line_at, lines_of


@require_http_methods(["GET", "POST"])
@signed_in
def staffing(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The plan of the week; POST keeps the rostered seats."""
    line = line_at(request, visitor)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            set_roster(line, _seats(request), in_force_from=visitor.on, by=visitor.actor, at=visitor.at)
            messages.success(request, "已保存座席排班")
            return redirect(f"{request.path}?hotline={line.pk}")
        except Refused as refusal:
            refused = refusal
    context = _context(line, visitor) | {"title": "座席测算", "lines": lines_of(visitor), "refused": refused}
    return render(request, "manage/staffing.html", context, status=refused.http if refused else 200)


def _context(line: Hotline, visitor: Visitor) -> dict[str, Any]:
    made = plan(line, visitor.at)
    hours = made.hours
    return {
        "line": line, "plan": made, "weekdays": WEEKDAYS, "rows": _by_hour(hours), "risks": _risks(made),
        "handling": _seconds(made.measured.handling), "patience": _seconds(made.measured.patience),
        "has_load": bool(made.measured.calls),
        "seats": [(hour, _row(made, hour)) for hour in range(24)],
    }  # fmt: skip


def _row(made: Plan, hour: int) -> list[Any]:
    return [made.roster.seats[day][hour] if made.roster else "" for day in range(7)]


def _by_hour(hours: Sequence[Hour]) -> list[tuple[int, list[dict[str, Any]]]]:
    return [(hour, [_cell(hours[day * 24 + hour]) for day in range(7)]) for hour in range(24)]


def _cell(hour: Hour) -> dict[str, Any]:
    """What the map shows of an hour; its colour says how it would go."""
    if hour.load.calls <= 0:
        tone = "none"
    elif hour.expected is None:
        tone = "open"
    else:
        tone = "risk" if hour.is_at_risk else "calm"
    return {
        "day": WEEKDAYS[hour.weekday], "calls": _number(hour.load.calls), "needed": hour.needed,
        "rostered": hour.rostered, "within": _percent(hour.expected.within) if hour.expected else "", "tone": tone,
    }  # fmt: skip


def _risks(made: Plan) -> list[dict[str, Any]]:
    found = []
    for hour in sorted(made.at_risk, key=lambda one: one.expected.within if one.expected else 0):
        assert hour.expected and hour.with_one_more  # only a rostered hour is at risk
        found.append(
            {
                "when": f"{WEEKDAYS[hour.weekday]} {hour.hour:02d}:00", "calls": _number(hour.load.calls),
                "rostered": hour.rostered, "needed": hour.needed, "short": hour.short,
                "within": _percent(hour.expected.within), "more": _percent(hour.with_one_more.within),
                "lost": _percent(hour.expected.lost),
            }
        )  # fmt: skip
    return found


def _seats(request: HttpRequest) -> list[list[Any]]:
    """The form's 7 × 24 numbers; empty is 0, anything else but digits stays a word and is refused."""

    def seat(day: int, hour: int) -> Any:
        said = request.POST.get(f"s{day}-{hour}", "").strip()
        return int(said) if said.isdecimal() else said if said else 0

    return [[seat(day, hour) for hour in range(24)] for day in range(7)]


def _percent(share: float) -> str:
    return f"{math.floor(share * 1000) / 10:.1f}%"  # rounded down: what is under the limit never reads as reaching it


def _number(calls: float) -> str:
    return f"{calls:.1f}"


def _seconds(value: float | None) -> str:
    return f"{value:.0f} 秒" if value is not None else "没有数据"

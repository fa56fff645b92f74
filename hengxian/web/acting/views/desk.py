"""The first page of everybody who works on cases: what waits for him."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hengxian.web.acting.limits import clocks
from hengxian.web.acting.views.lists import tabs
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.acting.words import state_for
from hengxian.web.acting.work import Task, waiting


@require_safe
@signed_in
def desk(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What the person could do now, oldest first."""
    tasks = [_shown(task, visitor) for task in waiting(visitor)]
    context = {"title": "待办", "tasks": tasks, "visitor": visitor, "tabs": tabs(visitor)}
    return render(request, "acting/desk.html", context)


def _shown(task: Task, visitor: Visitor) -> dict[str, object]:
    record = task.record
    acts = [
        (move.label, reverse(f"{visitor.door}:act", args=[task.kind.id, record.pk, move.verb]))
        for move in task.moves
    ]
    acts += [
        (
            start.move.label,
            reverse(
                f"{visitor.door}:start_under", args=[record.kind, record.pk, start.kind.id, start.move.verb]
            ),
        )
        for start in task.starts
    ]
    return {
        "heading": task.heading,
        "about": task.kind.about(record),
        "url": reverse(f"{visitor.door}:record", args=[task.kind.id, record.pk]),
        "state": state_for(record, is_client=visitor.is_client),
        "since": task.since,
        "acts": acts,
        "clocks": [clock for clock in clocks(record, visitor.at) if clock.is_running],
    }

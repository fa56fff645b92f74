"""What a manager has to see today: transfers due, returns to rule on, papers that wait, orders over the limit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hengxian.hotline import postings
from hengxian.hotline.intake.emergencies import unacknowledged
from hengxian.hotline.models import Hotline
from hengxian.hotline.queries import working
from hengxian.web.acting.domain import here
from hengxian.web.acting.visitor import SHANGHAI, Visitor, signed_in
from hengxian.web.acting.words import read, told

MOST = 50
ORDER_COLUMNS = (
    ("工单", "number"), ("标题", "headline"), ("受理时间", "accepted_at"), ("牵头单位", "lead.name"),
    ("现行办理期限", "limit_on"), ("标记", "marks"),
)  # fmt: skip
EXTENSION_COLUMNS = (
    ("工单", "order.number"), ("申请单位", "unit.name"), ("再延工作日", "days"), ("延期理由", "reason"),
    ("现行办理期限", "order.limit_on"),
)  # fmt: skip
EXEMPTION_COLUMNS = (
    ("工单", "order.number"), ("原因", "code"), ("依据", "evidence"), ("告知服务对象的情况", "caller_told"),
    ("提出时间", "proposed_at"),
)  # fmt: skip

WAIVER_COLUMNS = (
    ("工单", "order.number"), ("标题", "order.headline"), ("办结时间", "order.closed_at"), ("已尝试次数", "tries"),
)  # fmt: skip


@dataclass(frozen=True)
class Section:
    """One list: `verb` is the act that its rows wait for, empty where they are only to be looked at."""

    title: str
    clause: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    is_cut: bool
    hotline: str = ""


@require_safe
@signed_in
def today(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The lists of every hotline the manager is posted at; empty ones are left out."""
    lines = list(Hotline.objects.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk"))
    sections = [section for line in lines for section in _sections(line, visitor)]
    context = {
        "title": "今日须办", "visitor": visitor, "sections": [each for each in sections if each.rows],
        "calm": _calm(sections), "has_many": len(lines) > 1,
        "exclusions": [(line.name, *row) for line in lines for row in _excluded(line, visitor)],
    }  # fmt: skip
    return render(request, "manage/today.html", context)


def _calm(sections: Sequence[Section]) -> list[tuple[str, list[str]]]:
    """Where there is nothing to do, by hotline."""
    by_hotline = groupby((each for each in sections if not each.rows), key=lambda each: each.hotline)
    return [(hotline, [each.title for each in found]) for hotline, found in by_hotline]


def _sections(line: Hotline, visitor: Visitor) -> Iterable[Section]:
    at, name = visitor.at, line.name
    orders = (
        ("应急事件待确认", "10.1.3.4", unacknowledged(line.pk), "acknowledge_emergency"),
        ("今日必须转交", "10.2.2.1", working.must_go_today(line, at), ""),
        ("未转交且已超过 2 个工作日", "10.2.2.1", working.late_to_transfer(line, at), ""),
        ("退单待裁定", "10.2.2", working.to_be_ruled_on(line), "settle_return"),
        ("退单三次以上", "10.2.2", working.often_returned(line), ""),
        ("超期未办结", "10.2.2.2", working.overdue(line, at), ""),
    )  # fmt: skip
    for title, clause, found, verb in orders:
        yield _section(title, clause, ORDER_COLUMNS, found, "order", verb, name, visitor)
    waiting = working.extensions_waiting(line)
    yield _section("延期申请待批", "10.2.2.2", EXTENSION_COLUMNS, waiting, "extension", "", name, visitor)
    proposed = working.exemptions_waiting(line)
    yield _section("剔除申请待批", "", EXEMPTION_COLUMNS, proposed, "exemption", "", name, visitor)
    spared = working.waivers_waiting(line)
    yield _section("免回访待决定", "10.4.1", WAIVER_COLUMNS, spared, "followup", "", name, visitor)


def _section(
    title: str, clause: str, columns: Sequence[tuple[str, str]], found: Any, kind: str, verb: str, name: str,
    visitor: Visitor,
) -> Section:  # fmt: skip
    records = list(found.select_related("order__caller" if kind != "order" else "caller")[: MOST + 1])
    rows = [
        (
            reverse(
                "manage:act" if verb else "manage:record", args=[kind, each.pk, *([verb] if verb else ())]
            ),
            _cells(each, columns, visitor),
        )
        for each in records[:MOST]
    ]
    return Section(title, clause, [label for label, _ in columns], rows, len(records) > MOST, name)


def _cells(record: Any, columns: Sequence[tuple[str, str]], visitor: Visitor) -> list[str]:
    """What somebody wrote may name a caller whom this manager may not know (B-9)."""
    words = here().reader(record, visitor)
    return [told(read(record, path), words) for _, path in columns]


def _excluded(line: Hotline, visitor: Visitor) -> list[tuple[str, str, int]]:
    """Since the year began."""
    since = datetime.combine(date(visitor.on.year, 1, 1), datetime.min.time(), tzinfo=SHANGHAI)
    return working.exclusions(line, since, visitor.at)

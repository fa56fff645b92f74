"""The plan board of a case: who goes where when, what is left out, and whole sections assigned at once (6.2.1.2)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.certification.actions.planning import sections_told
from hengxian.certification.models import Case
from hengxian.certification.queries.plan import LINES, Block, Plan, clashes, plan_of, remarks
from hengxian.certification.queries.team import open_members
from hengxian.kernel.refusals import Incomplete, NotAllowed, Refused
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.registers.writing import Line, revise, write_many
from hengxian.web.acting import books
from hengxian.web.acting.asking import Pairs, Question
from hengxian.web.acting.books import OpenBook
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import SHANGHAI, Visitor, signed_in

HOUR = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
LEFT = "仍未安排的条款"


@dataclass(frozen=True)
class Shown:
    """A block as the board shows it; `first` is the row that stands for it."""

    block: Block
    auditor: str
    content: str
    first: int

    @property
    def methods(self) -> str:
        """The methods, named."""
        return "、".join(sorted(self.block.methods))


@require_http_methods(["GET", "POST"])
@signed_in
def board(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """The board; a POST assigns sections, or moves a block that `?block=` names."""
    case: Case = KINDS["case"].one(visitor, pk)
    book, plan = books.open_for(case, LINES, visitor), plan_of(case)
    if request.method == "POST" and not book.may_write:
        raise NotAllowed(book.barred)
    moving = _moving(plan, request.GET.get("block", ""))
    choices = _choices(case, plan)
    filling = fill(
        request, _asked(moving is not None), choices, _start(moving) if moving else {"sections": ()}
    )
    refused = None
    if filling.is_whole:
        try:
            count = (
                _move(book, moving, filling.facts, visitor)
                if moving
                else _assign(book, plan, filling, visitor)
            )
            messages.success(request, f"已安排 {count} 条")
            return redirect(reverse("office:plan", args=[pk]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    context = {
        "title": f"审核计划：{case.number}",
        "case": case,
        "barred": book.barred,
        "moving": moving,
        **_standing(case, plan, visitor),
        **filling.shown(filling.errors or marks(refused, filling)),
        "refused": refused,
        "button": "调整这一段" if moving else "安排",
        "back": reverse("office:plan", args=[pk]) if moving else "",
        "record": reverse("office:record", args=["case", pk]),
    }
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "office/plan.html", context, status=status)


def _standing(case: Case, plan: Plan, visitor: Visitor) -> dict[str, Any]:
    names = {member.person_id: member.person.name for member in open_members(case)}
    found = list(clashes(plan))
    rows = {_identity(line): line.pk for line in reversed(plan.lines)}
    shown = [
        Shown(
            each, names.get(each.auditor, "（已退出）"), sections_told(each.clauses), rows.get(_key(each), 0)
        )
        for each in plan.blocks
    ]
    return {
        "blocks": shown,
        "days": plan.days(visitor.at),
        "span": plan.span,
        "person_days": plan.person_days,
        "unassigned": plan.unassigned,
        "wanted": len(plan.wanted),
        "unvisited": plan.unvisited,
        "clashes": [
            f"{names.get(one.auditor, '')} {one.time} 与 {other.case} {other.time}" for one, other in found
        ],
        "remarks": remarks(plan, visitor.at),
    }


def _asked(is_moving: bool) -> tuple[Question, ...]:
    sections = Question("sections", "条款", "choices", note="括号内为仍未安排的条数")
    again = Question("again", "已安排过的条款也再安排一次", "declaration", required=False)
    methods = tuple(pack().register(LINES).field("methods").options)
    return (
        *(() if is_moving else (sections, again)),
        Question("auditor", "人员", "choice"),
        Question("site", "地点", "choice"),
        Question("on", "日期", "date"),
        Question("since", "自", "text", note="如 09:00"),
        Question("until", "至", "text", note="如 11:30"),
        Question("methods", "方法", "choices", options=methods, clause="5.2.2"),
    )


def _choices(case: Case, plan: Plan) -> Mapping[str, Pairs]:
    left = Counter(pack().clauses.section_of(clause).id for clause in plan.unassigned)
    wanted = set(plan.wanted)
    sections = [
        (section.id, f"{section.id} {section.title}（{left[section.id]}）")
        for section in pack().clauses.sections
        if wanted & {item.id for item in section.items}
    ]
    people = {str(member.person_id): member.person.name for member in open_members(case)}
    places = list(case.hotline.sites.order_by("pk").values_list("name", flat=True))
    known = [*places, "本机构", *sorted({block.site for block in plan.blocks} - {*places, "本机构"})]
    return {"sections": sections, "auditor": list(people.items()), "site": [(name, name) for name in known]}


def _moving(plan: Plan, said: str) -> list[RegisterRow] | None:
    first = next((line for line in plan.lines if str(line.pk) == said), None)
    if first is None:
        return None
    return [line for line in plan.lines if _identity(line) == _identity(first)]


def _start(moving: list[RegisterRow]) -> dict[str, Any]:
    said = moving[0].data
    starts, ends = (
        datetime.fromisoformat(said[name]).astimezone(SHANGHAI) for name in ("starts_at", "ends_at")
    )
    return {
        "auditor": str(said["auditor"]), "site": said["site"], "on": starts.date(), "since": f"{starts:%H:%M}",
        "until": f"{ends:%H:%M}", "methods": tuple(said["methods"]),
    }  # fmt: skip


def _assign(book: OpenBook, plan: Plan, filling: Filling, visitor: Visitor) -> int:
    facts = _facts(filling.facts)
    left, wanted = set(plan.unassigned), set(plan.wanted)
    asked = wanted if filling.facts.get("again") else left
    items = [clause for clause in _items(filling.facts["sections"]) if clause in asked]
    if not items:
        raise Incomplete(f"所选的章节没有{LEFT}", "6.2.1.2", ("sections",))
    lines = [Line(facts, clause) for clause in items]
    return len(write_many(book.book, lines, by=visitor.actor, at=visitor.at).made)


@transaction.atomic
def _move(book: OpenBook, rows: list[RegisterRow], facts: Mapping[str, Any], visitor: Visitor) -> int:
    changed = _facts(facts)
    for row in rows:
        revise(book.book, row, changed, by=visitor.actor, at=visitor.at, reason="调整计划")
    return len(rows)


def _items(sections: tuple[str, ...]) -> Iterator[str]:
    for section in pack().clauses.sections:
        if section.id in sections:
            yield from (item.id for item in section.items)


def _facts(said: Mapping[str, Any]) -> dict[str, Any]:
    starts_at, ends_at = (_moment(said["on"], said[name], name) for name in ("since", "until"))
    return {
        "methods": list(said["methods"]), "auditor": said["auditor"], "site": said["site"],
        "starts_at": starts_at, "ends_at": ends_at,
    }  # fmt: skip


def _moment(day: date, hour: str, field: str) -> datetime:
    read = HOUR.fullmatch(hour.strip())
    if read is None:
        raise Incomplete(f"时刻应写作 09:00，现为“{hour}”", "6.2.1.2", (field,))
    start = datetime.combine(day, datetime.min.time(), SHANGHAI)
    return start + timedelta(hours=int(read[1]), minutes=int(read[2]))


def _identity(line: RegisterRow) -> tuple[Any, ...]:
    said = line.data
    starts, ends = (datetime.fromisoformat(said[name]) for name in ("starts_at", "ends_at"))
    return int(said["auditor"]), said["site"], starts, ends


def _key(block: Block) -> tuple[Any, ...]:
    return block.auditor, block.site, block.starts_at, block.ends_at

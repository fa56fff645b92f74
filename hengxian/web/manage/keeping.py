"""What the registers of a hotline hold and lack today: gaps, what has to come again, ages, uncovered hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hengxian.hotline import postings
from hengxian.hotline.models import Hotline
from hengxian.hotline.people.duty import Span
from hengxian.hotline.queries.citing import Citing, citing_by_agent
from hengxian.hotline.queries.controlling import ControlPoint, control_points
from hengxian.hotline.queries.keeping import Kept, of_hotline, of_people
from hengxian.hotline.queries.rostering import uncovered_hours
from hengxian.kernel.quantity import half_up
from hengxian.kernel.refusals import NotThere
from hengxian.records.edition import pack
from hengxian.records.registers.ageing import age_in_days
from hengxian.records.registers.founding import found_all
from hengxian.web.acting.visitor import Visitor, signed_in

WEEK, MONTH = 7, 30
AGES = (
    ("最近一次数据备份", "backup_copies", "made_at", "9.2.2.4"),
    ("最近一次恢复演练", "restore_drills", "drilled_at", "9.2.2.4"),
)


@dataclass(frozen=True)
class Age:
    """How many days ago something was last done; None where it never was."""

    title: str
    register: str
    clause: str
    days: int | None


@dataclass(frozen=True)
class Keeping:
    """The registers of one hotline on a day, by group, those of its people that lack something, and its ages.

    `points` and `citing` (with the share in print) look at the last thirty days.
    """

    line: Hotline
    groups: dict[str, list[Kept]]
    people: list[Kept]
    ages: list[Age]
    uncovered: list[Span] | None
    points: list[ControlPoint]
    citing: list[tuple[Citing, str]]

    @property
    def to_begin(self) -> list[str]:
        """Titles of the empty registers for which the pack has first rows."""
        kept = [each for group in self.groups.values() for each in group]
        return [each.table.title for each in kept if each.table.first_rows and not each.count]

    @property
    def lacking(self) -> int:
        """How many gaps there are in all."""
        kept = [each for group in self.groups.values() for each in group]
        return sum(len(each.gaps) for each in (*kept, *self.people))


@require_safe
@signed_in
def keeping(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The registers of every hotline the manager is posted at."""
    lines = Hotline.objects.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk")
    context = {
        "title": "台账一览", "visitor": visitor, "keepings": [_keeping(line, visitor) for line in lines],
    }  # fmt: skip
    return render(request, "manage/keeping.html", context)


@require_POST
@signed_in
def begin(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Write the pack's first rows into this hotline's empty registers: templates of documents, notes."""
    line = Hotline.objects.filter(pk=pk, pk__in=postings.hotlines_of(visitor.actor.person)).first()
    if line is None:
        raise NotThere("没有这条热线")
    made = found_all(pack(), "hotline", line, by=visitor.actor, at=visitor.at)
    messages.success(request, f"已写入起始内容 {sum(made.values())} 条")
    return redirect("manage:keeping")


def _keeping(line: Hotline, visitor: Visitor) -> Keeping:
    on, at = visitor.on, visitor.at
    since = at - timedelta(days=MONTH)
    groups: dict[str, list[Kept]] = {}
    for kept in of_hotline(line, on):
        groups.setdefault(kept.table.group, []).append(kept)
    citing = [(each, f"{half_up(each.share * 100, 1)}%") for each in citing_by_agent(line, since, at)]
    return Keeping(
        line,
        groups,
        people=list(of_people(line, on)),
        ages=list(_ages(line, on)),
        uncovered=uncovered_hours(line, on, WEEK),
        points=control_points(line, since, at),
        citing=citing,
    )


def _ages(line: Hotline, on: date) -> Iterable[Age]:
    for title, register, field, clause in AGES:
        yield Age(title, register, clause, age_in_days(register, line.story, field, on))

"""Who a person is to a hotline's record: the duties his postings give him, and the ties that bar him.

A role counts only where the person is posted: `line_agent` is an agent of this record's hotline, and
`unit_handler` a handler of a unit that has an open part in this order. Data of two hotlines never mix (R3.3).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q

from hengxian.hotline import postings
from hengxian.hotline.assessing import team
from hengxian.hotline.models import (
    Article,
    Assessment,
    Extension,
    FollowUp,
    Hotline,
    Improvement,
    KnowledgeGap,
    Order,
    Part,
    Supervision,
)
from hengxian.hotline.privacy import is_complained_of
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import foresight_of, known_while_reading, remember, standing_of
from hengxian.journal.models import Recorded
from hengxian.kernel.lifecycle import Standing

# A role held, and the duty it becomes where its holder is posted.
LINE_DUTIES = {
    "agent": "line_agent",
    "supervisor": "line_supervisor",
    "inspector": "line_inspector",
    "knowledge_editor": "line_editor",
    "hotline_manager": "line_manager",
    "assessor": "assessor",
}
DESIGNATED = {"supervision": "designated_supervisor", "archive": "archivist", "statistics": "compiler"}
SYSTEM = Actor(0, 0, "系统", frozenset({"system"}))  # triggers, draws, imports: a programme, never a person
INTAKE = Actor(0, 0, "网上受理", frozenset({"intake"}))  # the public's own words, taken in without an agent
PUBLIC = Actor(0, 0, "公众", frozenset({"public"}))


@standing_of("order", "part", "extension", "exemption", "supervision", "followup")
def of_order(record: Order | Part | Extension | Supervision | FollowUp, by: Actor) -> Standing:
    """Duties at its hotline and in its units; ties: handled, complained of, asking or returning unit."""
    order = record if isinstance(record, Order) else record.order
    duties = at_hotline(order.hotline_id, by)
    if order._state.adding or not by.person:
        return Standing(duties)
    units = postings.units_of(by.person)
    return Standing(duties | _handling(order, units, by), _ties(order, record, units, by))


@standing_of("article")
def of_article(article: Article, by: Actor) -> Standing:
    """An editor, or a clerk of the unit the article belongs to; whoever wrote the edition in hand is its author."""
    duties = at_hotline(article.hotline_id, by)
    if "handler" in by.roles and article.unit_id in postings.units_of(by.person):
        duties |= {"unit_approver", "unit_handler"}
    if article._state.adding or not article.editions.filter(published_at=None, author=by.person).exists():
        return Standing(duties)
    return Standing(duties, {"author": "本人是这一版正文的编写人"})


@standing_of("assessment")
def of_assessment(record: Assessment, by: Actor) -> Standing:
    """Duties at its hotline; the team judges, whoever leads it settles."""
    duties = at_hotline(record.hotline_id, by)
    if record._state.adding or not duties:
        return Standing(duties)
    return Standing(duties | team.duties(record, by.person))


@standing_of("improvement")
def of_improvement(record: Improvement, by: Actor) -> Standing:
    """Duties at its hotline; whoever carries it out neither approves nor evaluates it."""
    duties = at_hotline(record.hotline_id, by)
    if record.person_id != by.person:
        return Standing(duties)
    return Standing(duties | {"responsible"}, {"responsible_person": "本人是这项改进的责任人"})


@standing_of("knowledge_gap", "followup_plan")
def of_hotline(record: KnowledgeGap, by: Actor) -> Standing:
    """Duties at its hotline."""
    return Standing(at_hotline(record.hotline_id, by))


def at_hotline(hotline: int, by: Actor) -> frozenset[str]:
    """The duties that roles give a person who is posted at the hotline today."""
    if not by.person or hotline not in postings.hotlines_of(by.person):
        return frozenset()
    held = {LINE_DUTIES[role] for role in by.roles if role in LINE_DUTIES}
    designated = {DESIGNATED[duty] for duty in postings.duties_of(by.person, hotline)}
    return frozenset(held | designated)


def _handling(order: Order, units: frozenset[int], by: Actor) -> frozenset[str]:
    if "handler" not in by.roles or not units:
        return frozenset()
    return frozenset({"unit_handler"}) if holds(order.pk, by.person) else frozenset()


def _ties(order: Order, record: Recorded, units: frozenset[int], by: Actor) -> dict[str, str]:
    found = {}
    if handled(order.pk, by.person):
        found["handler"] = "本人承办过该工单"
    if is_complained_of(order, by.person):
        found["complained_of"] = "该工单投诉的是本人所在单位"
    if isinstance(record, Extension) and record.unit_id in units:
        found["asking_unit"] = "延期由本人所在单位申请"
    if units and returned(order.pk, by.person):
        found["returning_unit"] = "退单由本人所在单位提出"
    return found | {name: told for name, told in _more_ties(order, by)}


@known_while_reading
def holds(order: int, person: int) -> bool:
    """Whether a unit of his has an open part in the order."""
    return Part.objects.filter(order=order, until=None, unit__in=postings.units_of(person)).exists()


@known_while_reading
def handled(order: int, person: int) -> bool:
    """Whether he ever took up a part of it."""
    return Part.objects.filter(order=order, handler=person).exists()


@known_while_reading
def returned(order: int, person: int) -> bool:
    """Whether a unit of his gave it back."""
    given_back = Part.objects.filter(order=order).exclude(return_reason="")
    return given_back.filter(unit__in=postings.units_of(person)).exists()


@foresight_of("order", "part", "extension", "exemption", "supervision", "followup")
def foresee_parts(records: Sequence[Order | Part | Extension | Supervision | FollowUp], by: Actor) -> None:
    """All three, for the orders of many records, in one statement."""
    ids = order_ids(records)
    units = postings.units_of(by.person)
    parts = list(Part.objects.filter(Q(handler=by.person) | Q(unit__in=units), order__in=ids))
    own = [part for part in parts if part.unit_id in units]
    remember(handled, among(ids, [part for part in parts if part.handler_id == by.person]), by.person)
    remember(holds, among(ids, [part for part in own if part.until is None]), by.person)
    remember(returned, among(ids, [part for part in own if part.return_reason]), by.person)


def order_ids(records: Sequence[Any]) -> list[int]:
    """The orders that records are, or belong to."""
    return [int(record.pk if isinstance(record, Order) else record.order_id) for record in records]


def among(ids: Sequence[int], rows: Iterable[Any]) -> dict[int, bool]:
    """For each order, whether one of the rows is of it."""
    there = {row.order_id for row in rows}
    return {id: id in there for id in ids}


_sources: list[Callable[[Order, Actor], tuple[str, str] | None]] = []


def tie_source(function: Callable[[Order, Actor], tuple[str, str] | None]) -> Any:
    """Registers where else a tie to an order may come from (a declared interest): answers (tie, sentence) or None."""
    _sources.append(function)
    return function


def _more_ties(order: Order, by: Actor) -> list[tuple[str, str]]:
    return [told for source in _sources if (told := source(order, by))]


__all__ = ["INTAKE", "PUBLIC", "SYSTEM", "Hotline", "at_hotline", "of_order", "tie_source"]

"""Conditions of a unit's work on an order: who leads, what was done already, what may be returned (10.2.2, 10.3.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hengxian.hotline import postings
from hengxian.hotline.models import Note, Order, Part
from hengxian.hotline.standing import among, order_ids, tie_source
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, foresight_of, known_while_reading, remember

RECUSAL = "回避"


@condition
def leads_or_alone(order: Order, act: Act) -> str | None:
    """The lead answers for all: one reply, one result (10.2.2.4)."""
    if order.parts.filter(until=None, is_lead=True, unit__in=postings.units_of(act.by.person)).exists():
        return None
    return f"由牵头单位“{order.lead}”办理；协办单位请提交协办意见（10.2.2.4）"


@condition
def is_own_part(part: Part, act: Act) -> str | None:
    """One's own unit's part, not that of another unit in the same order."""
    if part.unit_id in postings.units_of(act.by.person):
        return None
    return f"这是“{part.unit}”的承办环节，只能由该单位办理（10.2.2.4）"


@condition
def is_not_lead(part: Part, act: Act) -> str | None:
    """The lead has no opinion apart: it replies and records."""
    return "牵头单位不提交协办意见，应答复服务对象并录入办理结果（10.2.2.4）" if part.is_lead else None


@condition
def lead_returns_the_order(part: Part, act: Act) -> str | None:
    """A lead's part goes back with the whole order."""
    if not part.is_lead or part.order.status == "待转交":
        return None
    return "牵头单位退单须在工单上提出（10.2.2）"


@condition
def not_directed(order: Order, act: Act) -> str | None:
    """Whoever was directed handles it (B-4)."""
    return "该工单已指定承办，不得再退单（10.2.2）" if order.is_directed else None


@condition
def not_replied_yet(order: Order, act: Act) -> str | None:
    """One reply a round."""
    return "本轮已答复服务对象（10.3.1.2）" if order.replied_at else None


@condition
def not_recorded_yet(order: Order, act: Act) -> str | None:
    """One result a round."""
    return "本轮已录入办理结果（10.3.1.2）" if order.recorded_at else None


@condition
def reply_time_possible(order: Order, act: Act) -> str | None:
    """Neither in the future nor before the unit took this round up: a reply cannot be dated back over the limit."""
    said = act.facts["at_time"]
    taken = order.parts.filter(is_lead=True, until=None).values_list("taken_up_at", flat=True).first()
    first = max(each for each in (order.accepted_at, order.reopened_at, taken) if each is not None)
    if (
        isinstance(said, datetime) and first.replace(second=0, microsecond=0) <= said <= act.at
    ):  # forms give minutes
        return None
    return "答复时间须在接收（重新办理）之后、现在之前（10.3.1.2）"


@condition
def time_is_past(order: Order, act: Act) -> str | None:
    """What is recorded has happened."""
    said = act.facts["at_time"]
    return None if isinstance(said, datetime) and said <= act.at else "时间不能晚于现在（10.3.2.2）"


@condition
def was_transferred(order: Order, act: Act) -> str | None:
    """Only what a unit handled can be handled again by it."""
    return None if order.transferred_at else "该工单没有转交办理过，不能重新办理（10.3.2.1）"


@condition
def own_or_by_manager(order: Order, act: Act) -> str | None:
    """Everybody speaks for himself; a manager may name another."""
    said = act.facts.get("person")
    if not said or str(said) == str(act.by.person) or "hotline_manager" in act.by.roles:
        return None
    return "只有热线管理者可以指明他人回避（10.1.3.3）"


@condition
def identity_is_withheld(order: Order, act: Act) -> str | None:
    """Masked copies are for units that do not see the attachments themselves."""
    if order.complained_of_id or order.is_confidential:
        return None
    return "该工单没有对承办单位隐去服务对象，无需另行提供附件（10.1.3.3）"


@known_while_reading
def has_recused(order: int, person: int) -> bool:
    """Whether his interest in the order is on record."""
    return Note.objects.filter(order=order, type=RECUSAL, told__person=person).exists()


@foresight_of("order", "part", "extension", "exemption", "supervision", "followup")
def foresee_recusals(records: Sequence[Any], by: Actor) -> None:
    """The same for the orders of many records."""
    ids = order_ids(records)
    remember(
        has_recused,
        among(ids, Note.objects.filter(order__in=ids, type=RECUSAL, told__person=by.person)),
        by.person,
    )


@tie_source
def recused(order: Order, by: Actor) -> tuple[str, str] | None:
    """Whoever declared an interest, or was named by a manager."""
    if has_recused(order.pk, by.person):
        return "interested", "本人与该工单有利害关系，已登记回避"
    return None

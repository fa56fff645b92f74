"""What a 质检 plan may draw from, and the stratum of each: orders accepted and calls answered in its days."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from hengxian.evaluation.strata import Stratum
from hengxian.hotline.models import Channel, Contact, Handling, Order, OrderKind, ReviewPlan
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Person
from hengxian.records.clocks import SHANGHAI

OF_ORDERS, OF_CALLS = "工单", "通话"
# How P-qa-strata names a stratum, and the column that tells it; a call has none of what only an order knows.
ORDER_COLUMNS = {
    "渠道": "channel", "类别": "type", "事项类别": "matter__name", "办理方式": "handling", "话务员": "agent_id",
    "牵头单位": "lead__name", "区域": "area",
}  # fmt: skip
CALL_COLUMNS = {"渠道": "channel", "话务员": "agent_id", "队列": "queue"}
WORDS = {
    "channel": dict(Channel.choices), "type": dict(OrderKind.choices), "handling": dict(Handling.choices),
}  # fmt: skip


def strata_of(plan: ReviewPlan, by: tuple[str, ...]) -> dict[str, Stratum]:
    """Every number (`工单:…`, `通话:…`) with its stratum. Incomplete for a word that names no stratum."""
    check_words(by)
    found: dict[str, Stratum] = {}
    if plan.of_orders:
        found |= _strata(orders(plan), OF_ORDERS, "number", ORDER_COLUMNS, by)
    if plan.of_calls:
        found |= _strata(calls(plan), OF_CALLS, "identity", CALL_COLUMNS, by)
    return found


def check_words(by: tuple[str, ...]) -> None:
    """Incomplete naming the words that can be used."""
    known = {**ORDER_COLUMNS, **CALL_COLUMNS}
    if strange := [word for word in by if word not in known]:
        raise Incomplete(
            f"不能按“{'、'.join(strange)}”分层，可用：{'、'.join(known)}", "11.1.2.3", ("P-qa-strata",)
        )


def orders(plan: ReviewPlan) -> "QuerySet[Order]":
    """Accepted in the plan's days, tests left out."""
    begins, ends = _ends(plan)
    found = Order.objects.filter(hotline=plan.hotline_id, is_test=False)
    return found.filter(accepted_at__gte=begins, accepted_at__lt=ends).order_by("number")


def calls(plan: ReviewPlan) -> "QuerySet[Contact]":
    """Answered calls that arrived in the plan's days, tests left out."""
    begins, ends = _ends(plan)
    found = Contact.objects.filter(
        hotline=plan.hotline_id, channel="phone", is_test=False, answered_at__isnull=False
    )
    return found.filter(arrived_at__gte=begins, arrived_at__lt=ends).order_by("identity")


def _ends(plan: ReviewPlan) -> tuple[datetime, datetime]:
    begins, last = (datetime.combine(day, time(), SHANGHAI) for day in (plan.since, plan.until))
    return begins, last + timedelta(days=1)


def _strata(
    rows: "QuerySet[Order] | QuerySet[Contact]",
    sort: str,
    key: str,
    columns: Mapping[str, str],
    by: tuple[str, ...],
) -> dict[str, Stratum]:
    used = [columns[word] for word in by if word in columns]
    known: dict[str, Mapping[Any, str]] = dict(WORDS)
    if "agent_id" in used:
        known["agent_id"] = dict(Person.objects.values_list("pk", "name"))
    lines = rows.values_list(key, *used).iterator()
    return {
        f"{sort}:{number}": (
            sort,
            *(_word(known.get(column), value) for column, value in zip(used, values, strict=True)),
        )
        for number, *values in lines
    }


def _word(words: Mapping[Any, str] | None, value: Any) -> str:
    """A stratum as people read it; agents of one name are told apart by their number."""
    if value is None or value == "":
        return "（无）"
    if words is None:
        return str(value)
    word = str(words.get(value, value))
    return f"{word}（{value}）" if isinstance(value, int) else word

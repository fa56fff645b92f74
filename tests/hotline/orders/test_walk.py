"""Random acts by random people never break an order's invariants (10.2, 10.3, B-4, B-5, B-6)."""

import os
from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hengxian.hotline.deadlines import explained
from hengxian.hotline.models import Exemption, Extension, Order
from hengxian.journal import verifying
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Refused
from tests.hotline.line import Line

PROFILE = settings(
    max_examples=int(os.environ.get("WALKS", "6")), deadline=None, derandomize="WALKS" not in os.environ,
    suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate],
)  # fmt: skip
STEPS = 45
WHO = (
    "agent",
    "agent_two",
    "manager",
    "manager_two",
    "inspector",
    "clerk",
    "clerk_two",
    "clerk_of_housing",
    "stranger",
)


def say(line: Line, verb: str, chance: Random) -> dict[str, Any]:
    """Facts for an act: mostly whole, now and then not."""
    units = chance.sample([line.units["城管局"].pk, line.units["住建局"].pk], chance.choice([1, 1, 2]))
    said: dict[str, dict[str, Any]] = {
        "transfer": {"opinion": "请办", "units": units, "lead": units[0], "limit_days": chance.choice([1, 5])},
        "settle_return": {
            "units": units, "lead": chance.choice([units[0], None]), "reason": "裁定",
            "is_directed": chance.random() < 0.2,
        },
        "reply": {"way": "电话", "at_time": line.at, "content": "已办"},
        "record": {"result": "已办结", "claimed_resolved": True},
        "return": {"reason": "非本单位职责"},
        "reopen": {"reason": "不完整"},
        "redo": {"reason": "均不满意", "limit_days": 3},
        "confer": {
            "unit": units[0], "began_at": line.at, "ended_at": line.at, "result": "通话",
            "outcome": chance.choice(["单位拒绝", "当场解决"]),
        },
        "answer": {"result": "已答复", "without_article": "无条目"},
        "approve": {"reason": "同意"},
        "refuse": {"reason": "不同意"},
        "contribute": {"contribution": "协办意见"},
    }  # fmt: skip
    return said.get(verb, {})


def targets(order: Order) -> list[tuple[Any, str]]:
    """What may be tried: acts on the order, its parts, its papers; the likely ones more often."""
    likely = ("take_up", "reply", "record", "return", "settle_return", "transfer")
    found: list[tuple[Any, str]] = [(order, verb) for verb in likely * 3]
    found += [(order, verb) for verb in ("reopen", "redo", "confer", "answer", "extend", "exclude")]
    found += [(Extension(order=order, reason="协调", days=2), "ask")] * 2
    found += [(Exemption(order=order, code="超职责", evidence="据", caller_told="已告知"), "propose")]
    found += [(part, verb) for part in order.parts.all() for verb in ("take_up", "contribute", "return")]
    papers = (*order.extensions.all(), *order.exemptions.all())
    return found + [(paper, verb) for paper in papers for verb in ("approve", "refuse")]


def check(order: Order, due_at: datetime | None, returns: int) -> None:
    """What holds after every act, refused or done."""
    if order.status == "已办结" and order.handling == "transferred":
        assert order.replied_at and order.recorded_at
        assert order.closed_at == max(order.replied_at, order.recorded_at)
    if order.status not in ("已办结", "已归档"):
        assert order.closed_at is None
    assert due_at is None or order.due_at == due_at
    assert order.returns == returns
    is_out = order.status in ("已转交", "办理中")
    assert order.parts.filter(until=None, is_lead=True).count() == is_out
    steps = explained(order).steps
    assert (steps[-1].reckoning.at if steps else None) == order.limit_at


def test_random_acts_by_random_people_break_nothing(line: Line) -> None:
    @PROFILE
    @given(chance=st.randoms(use_true_random=False))
    def walk(chance: Random) -> None:
        start = line.at
        with transaction.atomic():
            _walk(line, chance)
            transaction.set_rollback(True)
        line.at = start

    walk()


def _walk(line: Line, chance: Random) -> None:
    order, due_at, returns = line.order(), None, 0
    for _ in range(STEPS):
        line.later(hours=chance.choice([1, 1, 5, 30]))
        record, verb = chance.choice(targets(order))
        before = Entry.objects.count()
        is_done = _does(line, chance.choice(WHO), record, verb, say(line, verb, chance))
        assert is_done or Entry.objects.count() == before  # a refusal leaves nothing
        returns += is_done and verb == "return" and isinstance(record, Order)
        order = Order.objects.get(pk=order.pk)
        due_at = due_at or order.due_at
        check(order, due_at, returns)
    line.order()
    assert len(set(Order.objects.values_list("number", flat=True))) == Order.objects.count()
    assert _persons(order, "extension.ask", "extension.approve") == set()
    assert _persons(order, "exemption.propose", "exemption.approve") == set()
    # Both domains are installed here and both have a kind "hotline"; a site has one of them.
    assert [fault for fault in verifying.faults() if not fault.startswith("热线 ")] == []


def _persons(order: Order, one: str, other: str) -> set[int]:
    """Who did both in the order's story."""
    acts = list(Entry.objects.filter(story=order.story))

    def by(name: str) -> set[int]:
        return {each.person for each in acts if f"{each.object_kind}.{each.verb}" == name}

    return by(one) & by(other)


def _does(line: Line, who: str, record: Any, verb: str, facts: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            line.does(who, record, verb, **facts)
    except Refused:
        return False
    return True

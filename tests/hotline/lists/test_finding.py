"""Orders as lists find them: exactly those one may see, newest first, and by words within them."""

import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hengxian.hotline.models import FollowUp, Hotline, Order, Part, Supervision
from hengxian.hotline.privacy import may_know_caller, with_callers_known
from hengxian.hotline.queries.finding import newest
from hengxian.people.sights import may_see
from tests.cast import placed
from tests.hotline.line import Line, set_line
from tests.keeping import kept

EVERYBODY = (
    "agent", "agent_two", "supervisor", "inspector", "manager", "clerk", "clerk_of_housing", "stranger", "editor",
)  # fmt: skip
STATUSES = ("已受理", "待转交", "已转交", "办理中", "已办结", "已终止", "已归档")


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.HENGXIAN_SITE = "hotline"


@pytest.fixture
def world(db: None) -> Line:
    """The hotline and its orders."""
    return set_orders()


@kept
def set_orders() -> Line:
    """Two hundred orders at random: states, agents, parts, supervisions and follow-ups waiting."""
    line, dice = set_line(), random.Random(525)
    agents = [line.people[name].person for name in ("agent", "agent_two", "stranger")]
    units = list(line.units.values())
    for number in range(200):
        own = dice.random() < 0.8
        order = placed_order(
            line.hotline if own else line.other,
            f"N-{number:03d}",
            status=dice.choice(STATUSES),
            agent=dice.choice([*agents, None]),
            is_confidential=dice.random() < 0.2,
            complained_of=dice.choice([None, None, *units]) if own else None,
        )
        for unit in dice.sample(units, dice.choice((0, 1, 2))) if own else ():
            placed(Part(order=order, unit=unit, since=line.at, status="办理中"))
        if dice.random() < 0.3:
            for _ in range(2):
                placed(Supervision(order=order, status="督办中", proposed_at=line.at))
        if dice.random() < 0.3:
            placed(FollowUp(order=order, status=dice.choice(("待回访", "已回访")), drawn_at=line.at))
    return line


def placed_order(hotline: Hotline, number: str, **said: Any) -> Order:
    """An order past the journal."""
    from tests.cast import NOON

    columns = {
        "channel": "phone",
        "type": "appeal",
        "title": "某事",
        "text": "某事",
        "accepted_at": NOON,
    } | said
    order: Order = placed(Order(hotline=hotline, number=number, **columns))
    return order


@pytest.mark.parametrize("status", ["", "已受理", "办理中", "已归档"])
def test_newest_are_exactly_those_one_may_see(world: Line, status: str) -> None:
    for who in EVERYBODY:
        actor = world.actor(who)
        seen = may_see("order", actor).filter(**{"status": status} if status else {})

        found = newest(actor, status=status, text="", before=None, size=1000)

        assert found == list(seen.order_by("-pk").values_list("pk", flat=True)), who


def test_newest_goes_on_below_page_by_page(world: Line) -> None:
    actor = world.actor("agent")
    whole = newest(actor, status="", text="", before=None, size=1000)
    paged: list[int] = []

    while ids := newest(actor, status="", text="", before=paged[-1] if paged else None, size=7):
        paged += ids

    assert (paged, len(whole) > 60) == (whole, True)


@pytest.mark.parametrize("who", ["manager", "agent", "clerk", "supervisor"])
def test_newest_asks_no_more_in_the_depth(world: Line, who: str) -> None:
    actor = world.actor(who)
    ids = newest(actor, status="", text="", before=None, size=1000)

    asked = [queries_of(actor, before) for before in (None, ids[len(ids) // 3], ids[len(ids) // 2])]

    assert len(set(asked)) == 1


def queries_of(actor: Any, before: int | None) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        newest(actor, status="", text="", before=before, size=5)
    return len(queries)


def test_callers_known_are_those_that_may_be_revealed(world: Line) -> None:
    for who in ("agent", "agent_two", "manager", "clerk", "inspector"):
        actor = world.actor(who)
        lines = [world.hotline.pk] if who != "clerk" else []
        expected = [
            order.pk
            for order in Order.objects.filter(hotline__in=lines).order_by("pk")
            if may_know_caller(order, actor)
        ]

        assert list(with_callers_known(actor).order_by("pk").values_list("pk", flat=True)) == expected, who

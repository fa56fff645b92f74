"""待办: what it costs does not grow with what waits, and what was asked at once is what is asked one by one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hengxian.hotline.models import Extension, FollowUpPlan, Order, Part
from hengxian.journal.conditions import foresee, only_reading, standing
from tests.hotline.closing import closed, listed
from tests.web_hotline.scene import Scene

MOST = 30


def asked(scene: Scene, who: str, door: str) -> int:
    browser = scene.client(who)
    browser.get(f"/{door}/")  # what is done once for a session is done
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/{door}/").status_code == 200
    return len(queries)


def drawn(scene: Scene, number: int) -> None:
    """So many more closed orders that the plan draws."""
    for _ in range(number):
        closed(scene.line)
    scene.line.does("manager", FollowUpPlan.objects.get(), "draw")


@pytest.mark.parametrize(("who", "door"), [("agent_two", "desk"), ("agent", "desk"), ("manager", "manage")])
def test_work_that_waits_costs_the_same_however_much_it_is(scene: Scene, who: str, door: str) -> None:
    for _ in range(2):
        scene.line.order()
    scene.line.transferred()
    few = asked(scene, who, door)
    for _ in range(12):
        scene.line.order()
        scene.line.transferred()

    many = asked(scene, who, door)

    assert many - few <= 1
    assert who == "manager" or many <= MOST


def test_follow_ups_that_wait_cost_the_same_and_show_their_clocks(scene: Scene) -> None:
    found = listed(scene.line)
    drawn(scene, 2)
    scene.line.does("agent_two", found, "attempt", outcome="no_answer")
    few = asked(scene, "agent_two", "desk")
    drawn(scene, 8)

    many = asked(scene, "agent_two", "desk")

    assert many - few <= 1 and many <= MOST


def test_what_was_foreseen_is_what_each_record_says(scene: Scene) -> None:
    line = scene.line
    line.order()
    taken = line.transferred("城管局", "住建局", lead="城管局")
    line.does("clerk", taken, "take_up")
    line.does("clerk", Extension(order=taken, unit=line.units["城管局"], days=3, reason="料未到"), "ask")
    returned = line.does("clerk", line.transferred(), "return", reason="不属于本单位")
    line.does("agent", returned, "recuse", reason="亲属")
    complained = line.transferred(
        "住建局", type="suggestion", is_conduct_complaint=True, complained_of=line.units["城管局"]
    )
    assert complained.pk
    people = ("agent", "agent_two", "clerk", "clerk_of_housing", "manager", "supervisor", "both")

    for who in people:
        by = line.actor(who)
        for model in (Order, Part, Extension):
            records: list[Any] = list(model._default_manager.order_by("pk"))
            alone = [standing(record, by) for record in records]
            with only_reading():
                foresee(records, by)
                together = [standing(record, by) for record in records]
            assert together == alone, (who, model)

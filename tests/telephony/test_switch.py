"""The decisions of the switch: who is rung, for how long, what becomes of those whom nobody answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hengxian.hotline.intake import calls
from hengxian.telephony.news import (
    Announce,
    Announced,
    Answer,
    Arrived,
    Close,
    Gone,
    HangUp,
    Join,
    Kept,
    Keyed,
    PickedUp,
    Ring,
)
from tests.telephony.scene import BEGAN, JIA, PLAN, UNIT, YI, Scene, at


def keyed(leg: str, keys: str) -> list[Keyed]:
    return [Keyed(leg, key) for key in keys]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_caller_is_answered_hears_the_announcement_and_an_agent_is_rung(scene: Scene) -> None:
    arrived = scene.hears(0, Arrived("c", ""))
    open_ = scene.hears(1, PickedUp("c"))
    queued = scene.hears(5, Announced("c"))
    talking = scene.hears(9, PickedUp("c-1"))

    assert [arrived, open_, queued, talking] == [
        [Answer("c")],
        [Announce("c")],
        [Ring("c-1", JIA.phone)],
        [Join("c", ("c", "c-1"))],
    ]


def test_callers_are_served_in_the_order_they_came(scene: Scene) -> None:
    bids = [scene.queue(number, f"c{number}") for number in range(3)]
    third = scene.hears(15, PickedUp("c0-1"), PickedUp("c1-1"), Gone("c0-1"))
    served = scene.wakes(25)

    assert [each[-1] for each in bids] == [Ring("c0-1", JIA.phone), Ring("c1-1", YI.phone), Announce("c2")]
    assert third[-2:] == [HangUp("c0"), Close("c0")]
    assert served == [Ring("c2-1", JIA.phone)]


def test_the_agent_who_has_been_free_longest_is_rung(scene: Scene) -> None:
    scene.queue(0, "a")
    scene.queue(1, "b")
    scene.hears(2, PickedUp("a-1"), PickedUp("b-1"))
    scene.hears(20, Gone("b-1"))
    scene.hears(30, Gone("a-1"))

    bids = scene.queue(60, "c")

    assert bids[-1] == Ring("c-1", YI.phone)


def test_an_agent_is_left_alone_after_a_call_for_the_wrap_up(scene: Scene) -> None:
    only = Scene(replace(PLAN, phones=(JIA,)))
    only.queue(0, "a")
    only.hears(1, PickedUp("a-1"), Gone("a-1"))

    waits = only.queue(2, "b")

    assert waits[-1] == Announce("b")
    assert only.switch.due_at() == at(11)
    assert only.wakes(10.9) == []
    assert only.wakes(11) == [Ring("b-1", JIA.phone)]


def test_a_phone_that_rings_unheard_is_let_go_and_the_next_agent_is_rung(scene: Scene) -> None:
    scene.queue(0, "c")

    due, early, late = scene.switch.due_at(), scene.wakes(19.9), scene.wakes(20)

    assert (due, early, late) == (at(20), [], [HangUp("c-1"), Ring("c-2", YI.phone)])
    assert scene.told[-2]["outcome"] == "振铃未接"


def test_an_agent_who_did_not_answer_rests_and_the_caller_keeps_his_place() -> None:
    scene = Scene(replace(PLAN, phones=(JIA,)))
    scene.queue(0, "first")
    scene.queue(5, "second")

    refused = scene.hears(8, Gone("first-1", "拒接"))
    rested = scene.wakes(23)

    assert (refused, rested) == ([], [Ring("first-2", JIA.phone)])


def test_a_caller_who_leaves_while_an_agent_is_rung_frees_the_agent_at_once(scene: Scene) -> None:
    scene.queue(0, "a")

    left = scene.hears(6, Gone("a"))
    late = scene.hears(6.1, PickedUp("a-1"))
    again = scene.queue(7, "b")

    assert left == [HangUp("a-1"), Close("a")]
    assert late == [HangUp("a-1")]
    assert again[-1] == Ring("b-1", JIA.phone)


def test_an_abandoned_call_folds_into_one_that_nobody_answered(scene: Scene) -> None:
    scene.queue(0, "a")
    scene.hears(6, Gone("a"))

    call = calls.fold(calls.read(event) for event in scene.told)

    assert (call.arrived_at, call.answered_at, call.ended_at, call.queue) == (BEGAN, None, at(6), "人工")
    assert [(leg.party, leg.outcome) for leg in call.legs] == [("话务员 1001", "服务对象已挂机")]


def test_a_caller_who_leaves_during_the_announcement_was_never_queued(scene: Scene) -> None:
    scene.hears(0, Arrived("a", ""), PickedUp("a"))

    left = scene.hears(2, Gone("a"))

    assert left == [Close("a")]
    assert [event["type"] for event in scene.told] == ["arrival", "answered", "ended"]


def test_a_unit_joins_and_all_three_are_one_call(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"))

    rung = scene.hears(60, *keyed("c-1", "*32001#"))
    joined = scene.hears(65, PickedUp("c-2"))
    dropped = scene.hears(200, *keyed("c-1", "*0#"))
    over = scene.hears(210, Gone("c"), Kept("c", "2026/03/02/c.wav", "ab" * 32))

    call = calls.fold(calls.read(event) for event in scene.told)
    assert rung == [Ring("c-2", UNIT.phone)]
    assert joined == [Join("c", ("c", "c-1", "c-2"))]
    assert dropped == [HangUp("c-2"), Join("c", ("c", "c-1"))]
    assert over == [HangUp("c-1"), Close("c")]
    assert (call.answered_at, call.agent, call.ended_at) == (at(4), "agent", at(210))
    assert (call.recording, call.recording_digest) == ("2026/03/02/c.wav", "ab" * 32)
    assert [(leg.party, leg.began_at, leg.answered_at, leg.ended_at) for leg in call.legs] == [
        ("话务员 1001", at(0), at(4), at(210)),
        ("城管局", at(60), at(65), at(200)),
    ]


def test_an_agent_who_leaves_a_three_party_call_leaves_the_others_talking(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"), *keyed("c-1", "*32001#"), PickedUp("c-2"))

    left = scene.hears(30, Gone("c-1"))
    over = scene.hears(90, Gone("c-2"))

    assert left == [Join("c", ("c", "c-2"))]
    assert over == [HangUp("c"), Close("c")]


def test_a_caller_whose_unit_does_not_answer_is_not_lost_when_the_agent_has_left(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"), *keyed("c-1", "*32001#"))

    left = scene.hears(10, Gone("c-1"))
    unheard = scene.wakes(44)

    assert left == [Join("c", ())]
    assert unheard == [HangUp("c-2"), Ring("c-3", YI.phone)]


def test_a_held_caller_hears_nobody_until_he_is_taken_back(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"))

    held = scene.hears(10, *keyed("c-1", "*1#"))
    back = scene.hears(20, *keyed("c-1", "*1#"))

    assert (held, back) == ([Join("c", ("c-1",))], [Join("c", ("c", "c-1"))])


def test_a_held_caller_is_taken_back_when_the_agent_leaves_him_with_the_unit(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"), *keyed("c-1", "*1#"), *keyed("c-1", "*32001#"))

    private = scene.hears(10, PickedUp("c-2"))
    left = scene.hears(20, Gone("c-1"))

    assert (private, left) == ([Join("c", ("c-1", "c-2"))], [Join("c", ("c", "c-2"))])


@pytest.mark.parametrize("keys", ["*39999#", "*31001#", "2001#", "*3#", "*9#"])
def test_keys_that_ask_for_nothing_in_the_plan_dial_nobody(scene: Scene, keys: str) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"))

    assert scene.hears(10, *keyed("c-1", keys)) == []


def test_a_caller_and_a_unit_cannot_command_the_switch(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"), *keyed("c-1", "*32001#"), PickedUp("c-2"))

    assert scene.hears(10, *keyed("c", "*0#"), *keyed("c-2", "*1#")) == []


def test_a_call_from_a_test_number_is_marked(scene: Scene) -> None:
    scene.hears(0, Arrived("c", "0599-00000009"))

    assert calls.fold(calls.read(event) for event in scene.told).is_test is True


def test_a_switch_that_stops_ends_its_calls_and_says_so(scene: Scene) -> None:
    scene.queue(0, "c")

    stopped = scene.stops(3)

    assert stopped == [HangUp("c"), HangUp("c-1"), Close("c")]
    assert [event["type"] for event in scene.told[-2:]] == ["leg", "ended"]
    assert scene.told[-2]["outcome"] == "排队机停机"


def test_nothing_is_due_while_nobody_waits(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.hears(4, PickedUp("c-1"))

    assert scene.switch.due_at() is None
    assert scene.switch.wake(at=at(0) + timedelta(days=1)) == []


def test_every_event_of_a_call_has_an_identity_of_its_own(scene: Scene) -> None:
    scene.queue(0, "c")
    scene.wakes(20)
    scene.hears(
        25,
        PickedUp("c-2"),
        *keyed("c-2", "*32001#"),
        PickedUp("c-3"),
        Gone("c"),
        Kept("c", reason="磁盘已满"),
    )

    identities = [event["id"] for event in scene.told]
    assert len(identities) == len(set(identities)) == 14

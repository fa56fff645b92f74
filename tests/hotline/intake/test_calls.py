"""Events of a switch, folded: whatever the order, however often, the same call."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from hengxian.hotline.intake import calls
from hengxian.kernel.refusals import Incomplete

MOBILE = "138" + "0" * 8  # nobody's
BEGAN = datetime.fromisoformat("2026-03-02T12:00:00+08:00")


def told(id: str, type: str, after: float = 0, **more: Any) -> dict[str, Any]:
    """An event of call C1, so many seconds after the call came in."""
    return {"id": id, "type": type, "call": "C1", "at": (BEGAN + timedelta(seconds=after)).isoformat()} | more


CONFERENCE = [
    told("1", "arrival", caller=MOBILE, queue="市民"),
    told("2", "answered", 1, by="robot"),
    told("3", "queued", 3, queue="人工"),
    told("4", "answered", 9, by="person", agent="agent"),
    told("5", "leg", 9, leg="A", party="话务员"),
    told("6", "leg", 60, leg="B", party="城管局", answered_at=(BEGAN + timedelta(seconds=65)).isoformat()),
    told("7", "leg", 60, leg="B", ended_at=(BEGAN + timedelta(seconds=200)).isoformat(), outcome="当场解决"),
    told("8", "ended", 210),
    told("9", "recording", 215, path="2026/03/02/C1.wav", sha256="AB" * 32),
]


@pytest.mark.parametrize("seed", range(40))
def test_a_call_is_the_same_in_whatever_order_its_events_come(seed: int) -> None:
    order = [*CONFERENCE, *CONFERENCE[::2]]
    Random(seed).shuffle(order)

    call = calls.fold(calls.read(event) for event in order)

    assert call == calls.fold(calls.read(event) for event in CONFERENCE)


def test_a_conference_is_one_call_with_its_legs_answered_by_the_person_and_not_by_the_robot() -> None:
    call = calls.fold(calls.read(event) for event in CONFERENCE)

    assert (call.arrived_at, call.answered_at, call.ended_at) == (
        BEGAN,
        BEGAN + timedelta(seconds=9),
        BEGAN + timedelta(seconds=210),
    )
    assert (call.queue, call.caller, call.agent, call.recording_digest) == (
        "人工",
        MOBILE,
        "agent",
        "ab" * 32,
    )
    assert [(leg.party, leg.outcome, leg.ended_at is not None) for leg in call.legs] == [
        ("话务员", "", False),
        ("城管局", "当场解决", True),
    ]


def test_a_call_only_a_robot_picked_up_was_never_answered() -> None:
    known = [calls.read(event) for event in CONFERENCE[:3]]

    assert calls.fold(known).answered_at is None


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ([], "事件应为一个 JSON 对象"),
        (told("1", "ringing"), "type 应为 arrival、queued、answered、leg、ended、recording、outage 之一，现为“ringing”"),
        (told("", "ended"), "id 应为 1 至 120 个字符"),
        (told("1", "ended") | {"at": "2026-03-02 12:00"}, "at 应为带时区的 ISO 8601 时间"),
        (told("1", "answered", by="ivr"), "answered 事件的 by 应为 person"),
        (told("1", "recording"), "recording 事件应有 path"),
        (told("1", "outage"), "outage 事件应有 until"),
    ],
)  # fmt: skip
def test_a_wrong_event_is_refused_in_one_sentence(event: object, sentence: str) -> None:
    with pytest.raises(Incomplete) as refused:
        calls.read(event)

    assert str(refused.value).startswith(sentence)

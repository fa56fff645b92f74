"""Real SIP and real sound: a call through the queue to the agent and on to a unit, and one that was given up."""

import hashlib
import wave
from array import array
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hengxian.hotline.intake import calls, exchange, recordings
from hengxian.hotline.intake.calls import Call
from hengxian.hotline.intake.exchange import Taken
from hengxian.hotline.models import Contact
from tests.hotline.line import Line, set_line
from tests.telephony.real.conftest import CALLER, IMPATIENT, UNIT, Calls
from tests.telephony.real.phone import level

pytestmark = pytest.mark.slow
LOUD, SILENT = 5000, 500  # a tone is at 10000


def folded(made: Calls, number: str) -> Call:
    return calls.fold(calls.read(event) for event in made.events[number])


def sides(file: Path) -> "tuple[array[int], array[int]]":
    """The caller's and the others' samples."""
    with wave.open(str(file)) as sound:
        both = array("h", sound.readframes(sound.getnframes()))
    return both[0::2], both[1::2]


def test_every_telephone_and_the_switch_ended_in_order(calls_made: Calls) -> None:
    assert calls_made.statuses == {CALLER: 0, IMPATIENT: 0, UNIT: 0, "switch": 0}


def test_a_second_switch_on_the_same_address_is_refused(calls_made: Calls) -> None:
    assert calls_made.second.startswith("错误：地址 127.0.0.1:")
    assert calls_made.second.endswith("不能使用：多半已被占用，或不是本机的地址\n")


@pytest.mark.covers("B-1")
def test_an_answered_call_went_through_robot_queue_and_agent(calls_made: Calls) -> None:
    told = calls_made.events[CALLER]
    call = folded(calls_made, CALLER)

    assert [(event["type"], event.get("by", "")) for event in told if event["type"] != "leg"] == [
        ("arrival", ""), ("answered", "robot"), ("queued", ""), ("answered", "person"), ("ended", ""), ("recording", ""),
    ]  # fmt: skip
    assert (call.caller, call.agent, call.queue) == (CALLER, "agent", "人工")
    assert call.answered_at and call.ended_at
    assert timedelta(seconds=1.2) < call.answered_at - call.arrived_at < timedelta(seconds=8)
    assert call.ended_at - call.answered_at > timedelta(seconds=5)


def test_the_units_telephone_was_in_the_call_and_left_it_before_the_end(calls_made: Calls) -> None:
    call = folded(calls_made, CALLER)

    agent, unit = sorted(call.legs, key=lambda leg: leg.began_at)
    assert (agent.party, unit.party) == ("话务员 1001", "城管局")
    assert unit.answered_at and unit.ended_at and agent.ended_at
    assert agent.answered_at and agent.answered_at < unit.answered_at < unit.ended_at < agent.ended_at


def test_a_caller_who_gave_up_in_the_queue_was_never_answered(calls_made: Calls) -> None:
    call = folded(calls_made, IMPATIENT)

    assert (call.answered_at, call.agent, call.recording, call.legs) == (None, "", "", ())
    assert [event["type"] for event in calls_made.events[IMPATIENT]] == [
        "arrival",
        "answered",
        "queued",
        "ended",
    ]


def test_the_recording_holds_the_caller_left_and_agent_and_unit_right(calls_made: Calls) -> None:
    call = folded(calls_made, CALLER)
    file = calls_made.recordings / call.recording

    caller, others = sides(file)
    middle = slice(len(caller) * 45 // 100, len(caller) * 75 // 100)  # when all three talk

    assert hashlib.sha256(file.read_bytes()).hexdigest() == call.recording_digest
    assert level(caller, 440) > LOUD and level(caller, 880) < SILENT
    assert level(others, 880) > LOUD and level(others, 440) < SILENT
    assert level(others[middle], 1320) > level(others, 1320) > SILENT


def test_the_agent_heard_the_caller_and_the_unit_and_not_himself(calls_made: Calls) -> None:
    caller, agent, unit = calls_made.heard

    assert caller > LOUD and unit > SILENT and agent < SILENT


@pytest.mark.django_db
def test_the_lines_are_taken_in_and_stand_as_contacts(calls_made: Calls, settings: Any) -> None:
    settings.HENGXIAN_ELSEWHERE = ("certification",)
    settings.HENGXIAN_RECORDINGS = calls_made.recordings
    line: Line = set_line()

    taken = exchange.take_lines(line.hotline, calls_made.lines, at=datetime.now(UTC))

    answered, given_up = Contact.objects.order_by("arrived_at")
    expected = folded(calls_made, CALLER)
    assert taken == Taken(new=len(calls_made.lines))
    assert (answered.answered_at, answered.ended_at) == (expected.answered_at, expected.ended_at)
    assert (answered.agent_id, answered.caller.telephone) == (line.actor("agent").person, CALLER)
    assert (given_up.answered_at, given_up.caller.telephone) == (None, IMPATIENT)
    assert answered.legs.count() == 2
    assert list(recordings.lacking(line.hotline)) == []
    assert recordings.file_of(answered) == (calls_made.recordings / expected.recording).resolve()

"""Asterisk's CDR beside its queue_log: the arrival before the queue, and whoever never came so far."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from hengxian.hotline.intake import calls
from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.asterisk_cdr import CallRows
from hengxian.telephony.contract import Event
from tests.telephony.test_asterisk import ANSWERED, BEGAN, CALL, after
from tests.telephony.test_asterisk import events as queue_events

HEAD = "accountcode,src,dst,channel,dstchannel,start,answer,end,disposition,uniqueid,linkedid"
OWN = f",0599-00000001,600,PJSIP/trunk-01,SIP/8008-02,2026-03-02 11:59:40,2026-03-02 11:59:41,2026-03-02 12:02:34,ANSWERED,{CALL},{CALL}"
AGENTS = f",8008,2001,SIP/8008-02,SIP/2001-03,2026-03-02 12:01:00,,2026-03-02 12:02:30,NO ANSWER,1772424060.21,{CALL}"
GAVE_UP = ",anonymous,12345,PJSIP/trunk-04,,2026-03-02 12:10:00,0000-00-00 00:00:00,2026-03-02 12:10:03,NO ANSWER,1772424600.30,1772424600.30"


def reader() -> CallRows:
    return CallRows("ast", ZoneInfo("Asia/Shanghai"), ("PJSIP/trunk",))


def events(*lines: str) -> list[Event]:
    rows = reader()
    return [event for line in lines for event in rows.read(line)]


def test_both_logs_tell_of_one_call_that_came_in_before_the_queue() -> None:
    told = queue_events(ANSWERED) + events(HEAD, OWN, AGENTS)

    call = calls.fold(calls.read(event) for event in told)

    assert {event["call"] for event in told} == {f"ast-{CALL}"}
    assert (call.arrived_at, call.answered_at, call.ended_at) == (
        BEGAN - timedelta(seconds=20),
        after(34),
        after(154),
    )


def test_a_caller_who_left_before_the_queue_arrived_and_was_not_answered() -> None:
    call = calls.fold(calls.read(event) for event in events(HEAD, GAVE_UP))

    assert (call.arrived_at, call.answered_at, call.ended_at, call.caller) == (
        after(600),
        None,
        after(603),
        "",
    )


def test_an_answer_in_the_records_is_a_robots() -> None:
    told = events(HEAD, OWN)

    assert [(event["type"], event.get("by")) for event in told] == [
        ("arrival", None),
        ("answered", "robot"),
        ("ended", None),
    ]


def test_internal_calls_are_no_calls_of_citizens() -> None:
    assert events(HEAD, AGENTS) == []


def test_rows_of_several_dial_attempts_are_one_call() -> None:
    second = OWN.replace("11:59:40", "12:00:10").replace("12:02:34", "12:00:30")

    told = events(HEAD, OWN, second)

    call = calls.fold(calls.read(event) for event in told)
    assert (call.arrived_at, call.ended_at) == (BEGAN - timedelta(seconds=20), after(154))
    assert len({event["id"] for event in told}) == 6


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["a,b"], "首行应为列名，缺少 channel、src"),
        ([HEAD, "1,2"], "应有 11 列，现有 2 列"),
        ([HEAD, OWN.replace("2026-03-02 11:59:40", "yesterday")], "start 应如"),
        ([HEAD, OWN.replace("2026-03-02 12:02:34", "")], "均应填写"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(lines: list[str], sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        events(*lines)

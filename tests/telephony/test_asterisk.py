"""Asterisk's queue_log: the lines of a call give the call, and what the log cannot tell is not made up."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hengxian.hotline.intake import calls
from hengxian.hotline.intake.calls import Call
from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.asterisk import QueueLog
from hengxian.telephony.contract import Event

EPOCH = 1772424000
BEGAN = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
CALL = f"{EPOCH}.17"
ENTERED = f"{EPOCH}|{CALL}|市民|NONE|ENTERQUEUE||0599-00000001|1"
CONNECTED = f"{EPOCH + 34}|{CALL}|市民|SIP/8008|CONNECT|34|{EPOCH + 26}.19|8"
COMPLETED = f"{EPOCH + 154}|{CALL}|市民|SIP/8008|COMPLETECALLER|34|120|1"
ANSWERED = [
    f"{EPOCH - 9}|NONE|NONE|NONE|CONFIGRELOAD|",
    ENTERED,
    f"{EPOCH + 21}|{CALL}|市民|SIP/8007|RINGNOANSWER|15000",
    CONNECTED,
    COMPLETED,
]


def log() -> QueueLog:
    return QueueLog("ast", ZoneInfo("Asia/Shanghai"), {"SIP/8008": "agent"})


def events(lines: list[str]) -> list[Event]:
    reader = log()
    return [event for line in lines for event in reader.read(line)]


def fold(lines: list[str]) -> Call:
    return calls.fold(calls.read(event) for event in events(lines))


def after(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def test_an_answered_call_has_its_instants_and_each_phone_that_was_rung() -> None:
    call = fold(ANSWERED)

    assert (call.arrived_at, call.answered_at, call.ended_at) == (BEGAN, after(34), after(154))
    assert (call.identity, call.caller, call.queue, call.agent) == (
        f"ast-{CALL}",
        "0599-00000001",
        "市民",
        "agent",
    )
    assert sorted(
        (leg.party, leg.began_at, leg.answered_at, leg.ended_at, leg.outcome) for leg in call.legs
    ) == [
        ("SIP/8007", after(6), None, after(21), "振铃未接"),
        ("SIP/8008", after(26), after(34), after(154), ""),
    ]


def test_an_abandoned_call_was_never_answered() -> None:
    call = fold(
        [
            ENTERED,
            f"{EPOCH + 5}|{CALL}|市民|SIP/8007|RINGCANCELED|4800",
            f"{EPOCH + 5}|{CALL}|市民|NONE|ABANDON|1|1|5",
        ]
    )

    assert (call.arrived_at, call.answered_at, call.ended_at) == (BEGAN, None, after(5))
    assert [(leg.party, leg.outcome, leg.began_at) for leg in call.legs] == [
        ("SIP/8007", "服务对象已挂机", after(0.2))
    ]


@pytest.mark.parametrize("exit_", ["EXITWITHTIMEOUT|1|1|60", "EXITEMPTY|1|1|60", "EXITWITHKEY|0|1|1|60"])
def test_a_caller_who_left_the_queue_another_way_has_an_end_and_no_answer(exit_: str) -> None:
    reader = log()
    told = [
        each for line in (ENTERED, f"{EPOCH + 60}|{CALL}|市民|NONE|{exit_}") for each in reader.read(line)
    ]

    call = calls.fold(calls.read(each) for each in told)
    assert (call.answered_at, call.ended_at, reader.unended) == (None, after(60), {})


def test_a_call_without_its_exit_line_has_no_end_and_is_named() -> None:
    reader = log()
    told = [each for line in (ENTERED, CONNECTED) for each in reader.read(line)]

    assert calls.fold(calls.read(each) for each in told).ended_at is None
    assert reader.unended == {f"ast-{CALL}": after(34)}


def test_a_log_that_begins_within_a_call_still_tells_how_long_he_waited() -> None:
    connected, completed = fold([CONNECTED, COMPLETED]), fold([COMPLETED])

    assert (connected.arrived_at, connected.answered_at) == (BEGAN, after(34))
    assert (completed.arrived_at, completed.answered_at, completed.ended_at) == (BEGAN, after(34), after(154))


def test_a_transfer_ends_the_agents_part_and_is_still_one_call() -> None:
    gone = f"{EPOCH + 90}|{CALL}|市民|SIP/8008|BLINDTRANSFER|2001|units|34|56|1"

    call = fold([ENTERED, CONNECTED, gone])

    assert (call.answered_at, call.ended_at) == (after(34), after(90))
    assert sorted((leg.party, leg.ended_at) for leg in call.legs if leg.ended_at) == [("SIP/8008", after(90))]
    assert [leg.party for leg in call.legs if not leg.ended_at] == ["2001"]


def test_a_second_queue_is_the_same_call_from_its_first_arrival() -> None:
    second = f"{EPOCH + 60}|{CALL}|班长|NONE|ENTERQUEUE||0599-00000001|1|张某"

    call = fold([ENTERED, f"{EPOCH + 60}|{CALL}|市民|NONE|EXITWITHTIMEOUT|1|1|60", second])

    assert (call.arrived_at, call.queue) == (BEGAN, "班长")


def test_the_same_lines_tell_the_same_events_and_each_is_one_of_the_contract() -> None:
    once, again = events(ANSWERED), events(ANSWERED)

    assert once == again
    assert len({event["id"] for event in once}) == len(once) == 8
    assert [calls.read(event).type for event in once] == [
        "arrival", "queued", "leg", "queued", "leg", "answered", "leg", "ended",
    ]  # fmt: skip


def test_lines_of_no_call_tell_nothing() -> None:
    lines = [
        f"{EPOCH}|NONE|NONE|NONE|QUEUESTART|",
        f"{EPOCH}|REALTIME|NONE|SIP/8007|PAUSE|",
        f"{EPOCH}|MANAGER|市民|SIP/8007|ADDMEMBER|",
    ]

    assert events(lines) == []


def test_a_withheld_number_is_no_number() -> None:
    assert fold([ENTERED.replace("0599-00000001", "anonymous")]).caller == ""


def test_an_export_of_a_database_has_local_times() -> None:
    assert fold([ENTERED.replace(str(EPOCH), "2026-03-02 12:00:00.000000", 1)]).arrived_at == BEGAN


@pytest.mark.parametrize(("line", "sentence"), [("a|b", "应为 时间"), ("x|1.1|q|m|CONNECT|1", "时间应为")])
def test_a_line_of_another_kind_is_refused(line: str, sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        log().read(line)

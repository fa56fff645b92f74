"""FreeSWITCH's JSON records: the records of a queue's call are one call, whichever comes first."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hengxian.hotline.intake import calls
from hengxian.hotline.intake.calls import Call
from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.freeswitch import CallRecords

EPOCH = 1772424000
BEGAN = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
MEMBER = {
    "uuid": "aa-1", "direction": "inbound", "caller_id_number": "0599-00000001", "cc_side": "member", "cc_queue": "citizens%40default",
    "start_uepoch": str(EPOCH * 1_000_000 + 250_000), "answer_uepoch": str((EPOCH + 1) * 1_000_000), "end_uepoch": str((EPOCH + 90) * 1_000_000),
    "cc_queue_joined_epoch": str(EPOCH + 5), "cc_queue_answered_epoch": str(EPOCH + 30), "cc_agent": "1001@default", "hangup_cause": "NORMAL_CLEARING",
}  # fmt: skip
AGENT = {
    "uuid": "bb-1", "direction": "outbound", "cc_side": "agent", "cc_agent": "1001@default", "cc_member_session_uuid": "aa-1",
    "start_epoch": str(EPOCH + 20), "answer_epoch": str(EPOCH + 30), "end_epoch": str(EPOCH + 90), "hangup_cause": "NORMAL_CLEARING",
}  # fmt: skip
UNHEARD = AGENT | {
    "uuid": "bb-0", "cc_agent": "1002@default", "start_epoch": str(EPOCH + 5), "answer_epoch": "0", "end_epoch": str(EPOCH + 20), "hangup_cause": "NO_ANSWER",
}  # fmt: skip


def fold(*records: dict[str, Any]) -> Call:
    reader = CallRecords("fs", ZoneInfo("Asia/Shanghai"), {"1001@default": "agent"})
    told = [event for record in records for event in reader.read(json.dumps({"variables": record}))]
    return calls.fold(calls.read(event) for event in told)


def after(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def test_the_records_of_one_call_are_one_call() -> None:
    call = fold(UNHEARD, AGENT, MEMBER)

    assert (call.identity, call.caller, call.queue, call.agent) == (
        "fs-aa-1",
        "0599-00000001",
        "citizens@default",
        "agent",
    )
    assert (call.arrived_at, call.answered_at, call.ended_at) == (after(0.25), after(30), after(90))
    assert sorted((leg.party, leg.answered_at, leg.ended_at, leg.outcome) for leg in call.legs) == [
        ("1001@default", after(30), after(90), ""),
        ("1002@default", None, after(20), "振铃未接"),
    ]
    assert call == fold(MEMBER, AGENT, UNHEARD)


def test_a_caller_whom_only_the_robot_answered_was_not_answered() -> None:
    gave_up = {
        name: said for name, said in MEMBER.items() if name not in ("cc_queue_answered_epoch", "cc_agent")
    }

    call = fold(gave_up)

    assert (call.answered_at, call.ended_at) == (None, after(90))


def test_a_channel_of_no_queue_tells_nothing() -> None:
    own = {name: said for name, said in MEMBER.items() if not name.startswith("cc_")}

    assert CallRecords("fs", ZoneInfo("Asia/Shanghai")).read(json.dumps({"variables": own})) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("[]", "应为 mod_json_cdr"), ("{", "应为 mod_json_cdr"), ('{"variables": {}}', "没有 uuid"),
     ('{"variables": {"uuid": "a", "cc_side": "member"}}', "没有 start_epoch")],
)  # fmt: skip
def test_a_record_of_another_kind_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        CallRecords("fs", ZoneInfo("Asia/Shanghai")).read(text)

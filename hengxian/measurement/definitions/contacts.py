"""Figures of calls and messages (10.1.2)."""

from hengxian.measurement.definitions.shape import Part, Share, Words, within
from hengxian.measurement.tables import CHANNELS, FAST_CHANNELS

_ARRIVED = within("arrived_at")
_CALLS = f"{_ARRIVED} AND (answered_at IS NOT NULL OR arrived_at + $answer_limit <= $as_of)"
_PHONE = Part("calls", _CALLS, "answered_at - arrived_at <= $answer_limit")
_CALLS_PENDING = Part("calls", f"{_ARRIVED} AND answered_at IS NULL AND arrived_at + $answer_limit > $as_of")


def _messages(channels: tuple[str, ...], limit: str) -> Part:
    names = ", ".join(f"'{channel}'" for channel in channels)
    return Part(
        "messages",
        f"channel IN ({names}) AND {within('received_at')} "
        f"AND (responded_at IS NOT NULL OR received_at + {limit} <= $as_of)",
        f"responded_at - received_at <= {limit}",
    )


def _messages_pending(channels: tuple[str, ...], limit: str) -> Part:
    names = ", ".join(f"'{channel}'" for channel in channels)
    return Part(
        "messages",
        f"channel IN ({names}) AND {within('received_at')} AND responded_at IS NULL AND received_at + {limit} > $as_of",
    )


_FAST = _messages(FAST_CHANNELS, "$message_limit")
_MAILBOX = _messages(("mailbox",), "$mailbox_limit")

CALL_CONNECTION_RATE = Share(
    id="call_connection_rate",
    name="电话接通率",
    clause="3.8、13.1.1",
    needs=("calls.answered_at",),
    parts=(Part("calls", _ARRIVED, "answered_at IS NOT NULL"),),
    words=Words(
        counted="期间内到达的来电（同一通话的多段合并为一通）",
        hit="由人工接听",
        left_out="测试来电。短时挂断、语音菜单中挂断的来电不剔除：规则以来电总量为分母",
        note="语音菜单或机器人应答不算接通",
    ),
)

TIMELY_RESPONSE_RATE = Share(
    id="timely_response_rate",
    name="响应及时率",
    clause="10.1.2、13.1.1",
    needs=("calls.answered_at", "messages.responded_at"),
    parts=(_PHONE, _FAST, _MAILBOX),
    words=Words(
        counted="期间内到达的来电和收到的其他渠道来件",
        hit="在时限内由人工响应：电话 15 秒、短信及其他媒体 3 分钟、信箱 24 小时；从未响应的不算及时",
        left_out="测试来电来件；截至数据时点时限尚未届满而未响应的（待定）",
        note="时限含本数；电话自来电到达热线号码起算，含语音菜单",
    ),
    variants={
        "phone": (_PHONE,),
        **{
            channel: (_messages((channel,), "$mailbox_limit" if channel == "mailbox" else "$message_limit"),)
            for channel in CHANNELS
        },
    },
    apart={
        "pending": (
            _CALLS_PENDING,
            _messages_pending(FAST_CHANNELS, "$message_limit"),
            _messages_pending(("mailbox",), "$mailbox_limit"),
        )
    },
)


def _check(id: str, name: str, needs: str, part: Part, counted: str, hit: str) -> Share:
    words = Words(
        counted=counted, hit=hit, left_out="测试来电来件；时限尚未届满而未响应的", note="未响应即为不符合"
    )
    return Share(id=id, name=name, clause="10.1.2", needs=(needs,), parts=(part,), words=words)


ANSWER_15S = _check(
    "answer_15s",
    "电话 15 秒内接听",
    "calls.answered_at",
    _PHONE,
    "期间内到达的来电",
    "到达后 15 秒内由人工接听",
)
MESSAGE_3MIN = _check(
    "message_3min",
    "短信及其他媒体 3 分钟内响应",
    "messages.responded_at",
    _FAST,
    "期间内收到的短信、网站、应用、社交媒体及其他来件",
    "收到后 3 分钟内由人工响应",
)
MAILBOX_24H = _check(
    "mailbox_24h",
    "信箱 24 小时内响应",
    "messages.responded_at",
    _MAILBOX,
    "期间内收到的信箱来件",
    "收到后 24 小时内由人工响应",
)

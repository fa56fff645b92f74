"""Every figure by name, in the order of the rule: listed, not scanned."""

from dataclasses import dataclass

from hengxian.measurement.definitions import contacts, followups, orders
from hengxian.measurement.definitions.shape import CLOSING, Share, Words


@dataclass(frozen=True)
class Duration:
    """The one figure that is a mean duration, not a share (T16: it has no score until a target is declared)."""

    id: str
    name: str
    clause: str
    needs: tuple[str, ...]
    words: Words
    version: str = "1"


AVERAGE_HANDLING_TIME = Duration(
    id="average_handling_time",
    name="平均办理时长",
    clause="13.1.1",
    needs=("work_orders.handling", CLOSING),
    words=Words(
        counted="期间内办结的转交工单",
        hit="办结与受理之差的平均数，单位小时",
        left_out="测试工单；有剔除代码的工单（另列放回后的数）；当场答复与三方通话的工单",
        note="另列中位数、第 90 百分位（最近秩）和只计工作日（0:00 至 24:00）的平均；未声明目标前没有得分",
    ),
)


@dataclass(frozen=True)
class Sweep:
    """The one check over every continuous stretch of 24 hours."""

    id: str
    name: str
    clause: str
    needs: tuple[str, ...]
    words: Words
    version: str = "1"


CONNECTION_24H = Sweep(
    id="connection_24h",
    name="连续 24 小时接通率不低于 95%",
    clause="10.1.2",
    needs=("calls.answered_at",),
    words=Words(
        counted="期间内每一个连续 24 小时 (t − 24 小时, t]，t 取期初后满 24 小时起内容发生变化的每一时刻",
        hit="接通数 × 100 不小于来电数 × 95（按整数比较）",
        left_out="测试来电；没有来电的窗口不评定",
        note="列出最差的窗口、不符合的时段和超过 2 小时无来电的空白（可能的中断）",
    ),
)

INDICATORS: tuple[Share | Duration, ...] = (
    contacts.CALL_CONNECTION_RATE,
    contacts.TIMELY_RESPONSE_RATE,
    orders.IMMEDIATE_ANSWER_RATE,
    orders.ON_TIME_CLOSURE_RATE,
    AVERAGE_HANDLING_TIME,
    followups.RESOLUTION_RATE,
    orders.ONE_TIME_CLOSURE_RATE,
    followups.INFORMATION_ACCURACY_RATE,
    followups.FOLLOWUP_TIMELINESS_RATE,
    followups.FOLLOWUP_COVERAGE_RATE,
    followups.FOLLOWUP_SATISFACTION_RATE,
)
CHECKS: tuple[Share | Sweep, ...] = (
    CONNECTION_24H,
    contacts.ANSWER_15S,
    contacts.MESSAGE_3MIN,
    contacts.MAILBOX_24H,
    orders.TRANSFER_2_WORKING_DAYS,
    orders.EMERGENCY_ESCALATED,
    orders.LEAD_DEPARTMENT,
    orders.SUPERVISED,
)
BY_ID = {definition.id: definition for definition in (*INDICATORS, *CHECKS)}
SHARES = tuple(definition for definition in BY_ID.values() if isinstance(definition, Share))

"""The constants measurement reads are there, in their units, whole; deadlines are lengths of time."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack

UNITS = {
    "answer_seconds": "second",
    "message_seconds": "second",
    "mailbox_seconds": "second",
    "connection_percent": "percent",
    "connection_window_hours": "hour",
    "transfer_working_days": "working_day",
}
LENGTHS = ("second", "hour", "day", "working_day", "month", "times_per_year")


def check(pack: Pack) -> Iterator[Finding]:
    for name, unit in UNITS.items():
        if name not in pack.limits:
            yield Finding(f"limits.yaml › {name}", "缺少测量所需的规则定值")
        elif pack.limits[name].unit != unit:
            yield Finding(f"limits.yaml › {name}", f"单位为“{pack.limits[name].unit}”，应为“{unit}”")
        elif pack.limits[name].value.denominator != 1:
            yield Finding(f"limits.yaml › {name}", "应为整数")
    for deadline in pack.deadlines:
        node = f"deadlines.yaml › {deadline.id}"
        if (deadline.limit is None) == (deadline.parameter is None):
            yield Finding(node, "应恰有一项：规则定值 limit 或开放参数 parameter")
        limit = pack.limits.by_id.get(deadline.limit or "")
        if limit and limit.unit not in LENGTHS:
            yield Finding(node, f"规则定值“{deadline.limit}”的单位不是时间")

"""Outages as list and record, entered by a manager (B-1)."""

from hengxian.hotline.models import Outage
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

OUTAGE = Kind(
    "outage", "数据中断", Outage, "reason",
    (Column("数据来源", "source"), Column("自", "from_at"), Column("至", "to_at"), Column("原因与处置", "reason")),
    (
        Column("数据来源", "source"), OF_HOTLINE, Column("自", "from_at"), Column("至", "to_at"),
        Column("原因与处置", "reason"),
    ),
    ("hotline",), ("reason",), frozenset({"withdraw"}),
    (
        Beginning("enter", "hotline", {"hotline": ""}, columns=(
            Ask("source", "数据来源", "choice"),
            Ask("from_at", "自", "datetime"),
            Ask("to_at", "至", "datetime", note="尚未恢复的，填预计恢复的时间；有误可撤销后重新登记"),
            Ask("reason", "原因与处置", "long_text"),
        )),
    ),
)  # fmt: skip
kinds.register("hotline", OUTAGE)

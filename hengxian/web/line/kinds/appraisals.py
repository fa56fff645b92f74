"""单位考核 as list and record (11.3.2)."""

from hengxian.hotline.models import UnitAppraisal
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

UNIT_APPRAISAL = Kind(
    "unit_appraisal", "单位考核", UnitAppraisal, "unit.name",
    (
        Column("承办单位", "unit.name"), Column("考核期自", "since"), Column("至", "until"),
        Column("异议至", "object_until"), Column("公布时间", "published_at"),
    ),
    (
        Column("承办单位", "unit.name"), OF_HOTLINE, Column("考核期自", "since"), Column("考核期至（含）", "until"),
        Column("考核结果", "result"), Column("告知时间", "told_at"), Column("异议至", "object_until"),
        Column("异议", "objection"), Column("异议答复", "answer"), Column("公布时间", "published_at"),
        Column("改进计划", "improvement.number"), Column("不需改进的理由", "none_reason"),
    ),
    ("hotline", "unit", "improvement"), ("unit__name",), frozenset({"object", "use"}),
    (
        Beginning("draft", "hotline", {"hotline": ""}, columns=(
            Ask("unit_id", "承办单位", "choice"),
            Ask("since", "考核期自", "date"),
            Ask("until", "考核期至（含）", "date"),
        )),
    ),
)  # fmt: skip
kinds.register("hotline", UNIT_APPRAISAL)

"""Datasets, reports and public figures on pages."""

from hengxian.hotline.models import DatasetExport, Disclosure, HotlineReport
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind

SPAN = (Column("时段始", "since"), Column("时段止（不含）", "until"))
REPORT = Kind(
    "hotline_report", "统计报告", HotlineReport, "title",
    (Column("标题", "title"), Column("类型", "sort"), *SPAN, Column("编制人", "compiled_by.name")),
    (
        Column("标题", "title"), Column("类型", "sort"), *SPAN, Column("编制人", "compiled_by.name"),
        Column("批准时间", "approved_at"), Column("报送时间", "sent_at"), Column("更正原因", "correction"),
        Column("批示人职务", "leader"), Column("领导批示", "reply"), Column("后续落实", "follow_up"),
    ),
    ("hotline", "compiled_by", "document"), ("title",),
    at_will=frozenset({"send", "reply", "correct", "drop", "return"}), folded=frozenset({"correct", "drop", "reply"}),
)  # fmt: skip
DISCLOSURE = Kind(
    "disclosure", "公开统计", Disclosure, "title",
    (Column("标题", "title"), *SPAN, Column("批准时间", "approved_at")),
    (
        Column("标题", "title"), *SPAN, Column("小于此数不公开", "smallest"), Column("批准时间", "approved_at"),
        Column("热线", "hotline.name"),
    ),
    ("hotline",), ("title",), at_will=frozenset({"withdraw"}), folded=frozenset({"withdraw"}),
    beginnings=(
        Beginning(
            "draft", "hotline", {"hotline": ""},
            columns=(
                Ask("title", "标题"), Ask("since", "时段始", "date"), Ask("until", "时段止（不含当日）", "date"),
            ),
        ),
    ),
)  # fmt: skip
EXPORT = Kind(
    "dataset_export", "数据集", DatasetExport, "period",
    (
        *SPAN, Column("读取时间", "as_of"), Column("格式", "form"), Column("导出人", "made_by.name"),
        Column("SHA-256", "sha256"),
    ),
    (
        *SPAN, Column("读取时间", "as_of"), Column("格式", "form"), Column("导出人", "made_by.name"),
        Column("SHA-256", "sha256"), Column("SM3", "sm3"), Column("热线", "hotline.name"),
    ),
    ("hotline", "made_by"), inner=frozenset({"destroy"}),
)  # fmt: skip
kinds.register("hotline", REPORT, DISCLOSURE, EXPORT)

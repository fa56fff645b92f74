"""回访 plans and follow-ups as lists and records; surveys of the same orders (10.4, 11.2.2.2)."""

from hengxian.hotline.models import FollowUp, FollowUpPlan, Survey
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

IN_HOTLINE = {"hotline": ""}
DAYS = (
    Ask("since", "办结日期自", "date", clause="10.4.1.1"),
    Ask("until", "办结日期至（含）", "date", clause="10.4.1.1"),
)
FOLLOWUP_PLAN = Kind(
    "followup_plan", "回访计划", FollowUpPlan, "name",
    (
        Column("名称", "name"), Column("办结日期自", "since"), Column("至", "until"),
        Column("抽取比例（%）", "percent"), Column("已抽取至", "drawn_until"),
    ),
    (
        Column("名称", "name"), OF_HOTLINE, Column("办结日期自", "since"), Column("办结日期至（含）", "until"),
        Column("抽取比例（%）", "percent"), Column("随机种子", "seed"), Column("已抽取至", "drawn_until"),
    ),
    ("hotline",), ("name",), frozenset({"end", "draw"}),
    (
        Beginning("draft", "hotline", IN_HOTLINE, columns=(
            Ask("name", "名称"), *DAYS,
            Ask("percent", "抽取比例", "count", unit="%", note="全部回访填 100；种子由系统取自日志，任何人不能选定"),
        )),
    ),
)  # fmt: skip
FOLLOWUP = Kind(
    "followup", "回访", FollowUp, "order.number",
    (
        Column("工单编号", "order.number"), Column("标题", "order.headline"), Column("办结时间", "order.closed_at"),
        Column("牵头单位", "order.lead.name"), Column("已尝试次数", "tries"), Column("轮次", "round"),
        Column("人工挑选", "is_picked_by_hand"),
    ),
    (
        Column("工单编号", "order.number"), Column("标题", "order.headline"), Column("牵头单位", "order.lead.name"),
        Column("办结时间", "order.closed_at"), Column("轮次", "round"), Column("回访计划", "plan.name"),
        Column("人工挑选", "is_picked_by_hand"), Column("列入时间", "drawn_at"), Column("已尝试次数", "tries"),
        Column("完成时间", "settled_at"),
    ),
    ("order", "order__caller", "order__lead", "plan"), ("order__number",),
    frozenset({"propose_waiver", "waive", "give_up"}), inner=frozenset({"spare"}),
    beginnings=(Beginning("draw", "order", {"order": ""}, ("已办结",)),),
)  # fmt: skip
SURVEY = Kind(
    "survey", "网上评价", Survey, "name",
    (Column("名称", "name"), Column("办结日期自", "since"), Column("至", "until")),
    (
        Column("名称", "name"), OF_HOTLINE, Column("办结日期自", "since"), Column("办结日期至（含）", "until"),
    ),
    ("hotline",), ("name",), frozenset({"invite", "end"}),
    (Beginning("open", "hotline", IN_HOTLINE, columns=(Ask("name", "名称"), *DAYS)),),
)  # fmt: skip
kinds.register("hotline", FOLLOWUP_PLAN, FOLLOWUP, SURVEY)

"""质检 plans and reviews as lists and records (11.1.2.3); what was judged is shown by a panel that knows who looks."""

from hengxian.hotline.models import Review, ReviewPlan
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

REVIEW_PLAN = Kind(
    "review_plan", "质检计划", ReviewPlan, "name",
    (
        Column("名称", "name"), Column("日期自", "since"), Column("至", "until"), Column("抽取比例（%）", "percent"),
        Column("抽取时间", "drawn_at"),
    ),
    (
        Column("名称", "name"), OF_HOTLINE, Column("受理（来电）日期自", "since"), Column("至（含）", "until"),
        Column("抽查工单", "of_orders"), Column("抽查通话", "of_calls"), Column("抽取比例（%）", "percent"),
        Column("分层", "strata"), Column("随机种子", "seed"), Column("抽取时间", "drawn_at"),
        Column("异议期限（工作日）", "objection_days"),
    ),
    ("hotline",), ("name",), frozenset({"end"}),
    (
        Beginning("draft", "hotline", {"hotline": ""}, columns=(
            Ask("name", "名称"),
            Ask("since", "受理（来电）日期自", "date"),
            Ask("until", "至（含）", "date", note="须已过去：抽取后范围不再增加"),
            Ask("of_orders", "抽查工单", "yes_no"),
            Ask("of_calls", "抽查通话", "yes_no"),
            Ask("objection_days", "异议期限", "count", required=False, unit="工作日", note="空着则不限"),
        )),
    ),
)  # fmt: skip
REVIEW = Kind(
    "review", "质检", Review, "subject",
    (
        Column("工单或通话", "subject"), Column("层", "stratum"), Column("质检计划", "plan.name"),
        Column("人工挑选", "is_picked_by_hand"), Column("列入时间", "drawn_at"),
    ),
    (
        Column("工单或通话", "subject"), OF_HOTLINE, Column("层", "stratum"), Column("质检计划", "plan.name"),
        Column("人工挑选（不计入指标）", "is_picked_by_hand"), Column("列入时间", "drawn_at"),
        Column("评定时间", "settled_at"), Column("异议至", "object_until"), Column("异议", "objection"),
    ),
    ("hotline", "order", "contact", "plan"), ("order__number", "contact__identity"), frozenset({"object"}),
    (Beginning("draw", "order", {"order": "", "hotline": "hotline"}),),
)  # fmt: skip
kinds.register("hotline", REVIEW_PLAN, REVIEW)

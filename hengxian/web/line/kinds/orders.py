"""Orders on pages, the parts of units in them, and the papers settled within them."""

from hengxian.hotline.lifecycles.order import CODES
from hengxian.hotline.models import Exemption, Extension, Order, Part
from hengxian.hotline.queries.finding import newest
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind


def _pressing(order: Order) -> frozenset[str]:
    """What an emergency still waits for (10.1.3.4, 10.2.2.3)."""
    waits = {
        "acknowledge_emergency": order.acknowledged_at is None,
        "report_emergency": order.reported_to_department_at is None,
        "pass_on": True,
    }
    return frozenset(verb for verb, is_waiting in waits.items() if order.is_emergency and is_waiting)


NUMBER = Column("工单编号", "number")
OF_ORDER = Column("工单编号", "order.number")
HEADLINE = Column("标题", "order.headline")
ORDER = Kind(
    "order", "工单", Order, "number",
    (
        NUMBER, Column("标题", "headline"), Column("类别", "type"), Column("事项类别", "matter.name"),
        Column("受理时间", "accepted_at"), Column("牵头单位", "lead.name"), Column("现行办理期限", "limit_on"),
        Column("标记", "marks"),
    ),
    (
        NUMBER, Column("标题", "headline"), Column("标记", "marks"), Column("类别", "type"), Column("渠道", "channel"),
        Column("事项类别", "matter.name"), Column("区域", "area"), Column("受理时间", "accepted_at"),
        Column("受理人", "agent.name"), Column("办理方式", "handling"), Column("牵头单位", "lead.name"),
        Column("被投诉单位", "complained_of.name"), Column("转交时间", "transferred_at"),
        Column("办结时间", "closed_at"), Column("归档时间", "archived_at"),
        Column("剔除原因", "exclusion"), Column("剔除提出人", "exclusion_by.name"),
        Column("剔除批准人", "exclusion_approved_by.name"), Column("热线", "hotline.name"),
    ),
    ("hotline", "caller", "matter", "lead", "agent", "complained_of", "exclusion_by", "exclusion_approved_by"),
    ("number",),
    at_will=frozenset(
        {
            "confer", "correct", "mark_test", "mark_emergency", "acknowledge_emergency", "report_emergency",
            "pass_on", "coordinate", "note",
            "recuse", "release_copy", "return", "reopen", "redo", "archive",
        }
    ),
    folded=frozenset(
        {
            "mark_test", "correct", "mark_emergency", "acknowledge_emergency", "report_emergency", "pass_on",
            "coordinate", "recuse", "release_copy", "reopen", "redo", "archive",
        }
    ),
    inner=frozenset({"extend", "exclude", "plan_followup"}),  # whether one is followed up is for the draw to say
    walk=newest, asked_for="编号、内容或完整来电号码", pressing=_pressing,
)  # fmt: skip
PART = Kind(
    "part", "承办", Part, "order.number",
    (
        OF_ORDER, HEADLINE, Column("承办单位", "unit.name"), Column("牵头", "is_lead"), Column("轮次", "round"),
        Column("转入时间", "since"), Column("现行办理期限", "order.limit_on"),
    ),
    (
        OF_ORDER, HEADLINE, Column("承办单位", "unit.name"), Column("牵头", "is_lead"), Column("轮次", "round"),
        Column("转入时间", "since"), Column("接收时间", "taken_up_at"), Column("承办人", "handler.name"),
        Column("协办意见", "contribution"), Column("转出时间", "until"), Column("退单理由", "return_reason"),
    ),
    ("order", "order__caller", "unit", "handler"), ("order__number",),
    at_will=frozenset({"return"}), inner=frozenset({"assign", "end", "resume"}),
)  # fmt: skip
EXTENSION = Kind(
    "extension", "延期申请", Extension, "order.number",
    (
        OF_ORDER, Column("申请单位", "unit.name"), Column("再延工作日", "days"), Column("申请时间", "requested_at"),
        Column("现行办理期限", "order.limit_on"), Column("延至", "due_on"),
    ),
    (
        OF_ORDER, HEADLINE, Column("申请单位", "unit.name"), Column("延期理由", "reason"),
        Column("再延工作日", "days"), Column("申请时间", "requested_at"), Column("原定办理期限", "order.due_on"),
        Column("现行办理期限", "order.limit_on"), Column("延至", "due_on"), Column("决定时间", "decided_at"),
        Column("决定理由", "answer"),
    ),
    ("order", "order__caller", "unit"), ("order__number", "unit__name"), at_will=frozenset({"withdraw"}),
    beginnings=(
        Beginning(
            "ask", "order", {"order": ""}, ("办理中",),
            (
                Ask("days", "再延工作日", "count", unit="工作日", clause="10.2.2.2"),
                Ask("reason", "延期理由", "long_text"),
            ),
        ),
    ),
)  # fmt: skip
EXEMPTION = Kind(
    "exemption", "剔除申请", Exemption, "order.number",
    (OF_ORDER, HEADLINE, Column("原因", "code"), Column("提出时间", "proposed_at"), Column("决定时间", "decided_at")),
    (
        OF_ORDER, HEADLINE, Column("原因", "code"), Column("同时终止办理", "ends_order"), Column("依据", "evidence"),
        Column("告知服务对象的情况", "caller_told"), Column("提出时间", "proposed_at"),
        Column("决定时间", "decided_at"), Column("决定理由", "answer"),
    ),
    ("order", "order__caller"), ("order__number",),
    beginnings=(
        Beginning(
            "propose", "order", {"order": ""}, ("已受理", "待转交", "已转交", "办理中", "已办结"),
            (
                Ask("code", "原因", "choice", options=CODES),
                Ask("evidence", "依据", "long_text"),
                Ask("caller_told", "告知服务对象的情况", note="何时、以何种方式告知，服务对象的意见"),
                Ask("ends_order", "同时终止办理", "yes_no"),
            ),
        ),
    ),
)  # fmt: skip
kinds.register("hotline", ORDER, PART, EXTENSION, EXEMPTION)

"""督办 as list and record, proposed from an order's page (10.2.3)."""

from hengxian.hotline.models import Supervision
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind

SUPERVISION = Kind(
    "supervision", "督办", Supervision, "order.number",
    (
        Column("工单编号", "order.number"), Column("标题", "order.headline"), Column("触发情形", "trigger"),
        Column("理由", "reason_told"), Column("现行办理期限", "order.limit_on"), Column("最近方式", "last_way"),
        Column("督办人", "supervisor.name"),
    ),
    (
        Column("工单编号", "order.number"), Column("标题", "order.headline"), Column("工单状态", "order.status"),
        Column("牵头单位", "order.lead.name"), Column("现行办理期限", "order.limit_on"), Column("触发情形", "trigger"),
        Column("提出理由", "reason"), Column("提出时间", "proposed_at"), Column("督办人", "supervisor.name"),
        Column("立项时间", "opened_at"), Column("督办要求", "demand"), Column("最近督办方式", "last_way"),
        Column("结束时间", "ended_at"), Column("督办结果", "outcome"),
    ),
    ("order", "order__caller", "order__lead", "supervisor"), ("order__number",),
    beginnings=(
        Beginning("propose", "order", {"order": ""}, ("已受理", "待转交", "已转交", "办理中", "已办结")),
    ),
)  # fmt: skip
kinds.register("hotline", SUPERVISION)

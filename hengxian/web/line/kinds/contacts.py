"""Contacts and callers on pages; whoever called is masked, and an order is registered at the desk alone."""

from hengxian.hotline.models import Caller, Contact
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Column, Kind

CONTACT = Kind(
    "contact", "来电来件", Contact, "identity",
    (
        Column("到达时间", "arrived_at"), Column("渠道", "channel"), Column("服务对象", "shown_caller"),
        Column("人工应答时间", "answered_at"), Column("结束时间", "ended_at"), Column("话务员", "agent.name"),
    ),
    (
        Column("来源编号", "identity"), Column("渠道", "channel"), Column("到达时间", "arrived_at"),
        Column("服务对象", "shown_caller"), Column("队列", "queue"), Column("人工应答时间", "answered_at"),
        Column("结束时间", "ended_at"), Column("话务员", "agent.name"), Column("标题", "shown_subject"),
        Column("内容", "shown_text"), Column("人工答复", "response"), Column("测试", "is_test"),
        Column("热线", "hotline.name"),
    ),
    ("hotline", "agent", "caller"), ("identity",),
)  # fmt: skip
CALLER = Kind(
    "caller", "服务对象", Caller, "shown",
    (Column("服务对象", "shown"), Column("类型", "type"), Column("热线", "hotline.name")),
    (Column("服务对象", "shown"), Column("类型", "type"), Column("热线", "hotline.name")),
    ("hotline",),
)  # fmt: skip
kinds.register("hotline", CONTACT, CALLER)

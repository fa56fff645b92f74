"""The hotline in words: duties, ties, acts outside the tables."""

from collections.abc import Callable
from typing import Any

from hengxian.hotline import privacy
from hengxian.hotline.lifecycles import ALL
from hengxian.hotline.models import Order
from hengxian.hotline.standing import LINE_DUTIES
from hengxian.web.acting import domain
from hengxian.web.acting.visitor import Visitor

DUTIES = {
    "line_agent": "本热线话务员", "line_supervisor": "本热线督办人员", "line_inspector": "本热线质检人员",
    "line_editor": "本热线知识编辑", "line_manager": "本热线管理人员", "unit_handler": "本工单承办单位的承办人员",
    "unit_approver": "条目所属单位的审核人员", "designated_supervisor": "专职督办人员（10.2.3.2）",
    "archivist": "专人归档人员（10.5.1）", "compiler": "专人统计人员（10.6.1.1）",
    "reviewed": "被检人员本人", "tested": "受测人本人", "responsible": "责任人", "round_leader": "自评组长",
    "round_member": "自评组成员", "timetable": "定时任务", "system": "系统",
    "exchange": "话务交换机", "intake": "网上受理", "public": "服务对象", "anyone": "任何人",
}  # fmt: skip
TIES = {
    "handler": "承办过该工单的人", "complained_of": "被投诉单位的人", "asking_unit": "申请延期的单位",
    "returning_unit": "提出退单的单位", "author": "编写这一版的人", "own": "被检的本人",
    "tested": "受测的本人", "interested": "有利益关系的人",
    "responsible_person": "责任人",
}  # fmt: skip
HANDLING = frozenset({"handler"})
# Who can have a duty at all: nobody's work is looked for where it cannot be.
HOLDERS = {duty: frozenset({role}) for role, duty in LINE_DUTIES.items()} | {
    duty: frozenset() for duty in ("timetable", "system", "exchange", "intake", "public")
}


def reasons(record: Any, visitor: Visitor) -> Callable[[str], str]:
    """Reasons told in an order may name its caller: whoever may not know him reads them masked (B-9)."""
    order = record if isinstance(record, Order) else getattr(record, "order", None)
    return privacy.reader(order, visitor.actor) if isinstance(order, Order) else str


domain.register(
    "hotline",
    domain.Domain(
        lifecycles=ALL,
        things={
            "hotline": "热线", "unit": "承办单位", "posting": "任职", "designation": "指定", "matter": "事项",
            "caller": "服务对象", "contact": "来电来件", "leg": "通话段", "note": "记录", "citation": "引用",
            "access_key": "接入密钥", "order_link": "工单关联", "article_edition": "条目版本",
            "followup_attempt": "回访记录",
            "judgement": "质检评判", "invitation": "评价邀请", "survey_answer": "评价",
            "disposal_listing": "销毁清单条目", "sms": "短信",
        },
        verbs={
            "arrive": "收到", "hear": "收到交换机事件：", "claim": "接手", "release": "放回", "respond": "人工答复",
            "annotate": "补记", "mark_test": "标记为测试：", "play": "收听录音：",
            "state_no_recording": "登记无录音原因：", "link": "关联", "write": "编写", "cite": "引用", "found": "设立",
            "post": "任职：", "designate": "指定：", "draw": "抽取", "end": "结束：", "open": "新设：", "set": "设定：",
            "set_limits": "设定", "propose": "提出", "enrol": "登记", "pass_on": "移交", "confer": "三方通话：",
            "destroy_recording": "销毁录音：", "grant": "授予", "sign": "签署", "raise": "登记", "list": "列入",
        },
        duties=DUTIES,
        ties=TIES,
        holders={**HOLDERS, "unit_handler": HANDLING, "unit_approver": HANDLING},
        reader=reasons,
        never_export=frozenset({"agent"}),
        by_fact={"evidence": "handling", "copies": "copy"},
    ),
)  # fmt: skip

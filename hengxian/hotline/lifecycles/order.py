"""A work order and what is settled within it: parts of units, extensions, exclusions (10.2, 10.3, B-3 … B-7)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
OPEN = "已受理 待转交 已转交 办理中"
CODES = ("法定途径", "重复且已答复", "超职责", "违法违俗", "涉密", "不配合", "恶意")
EMERGENCIES = ("自然灾害", "事故灾难", "公共卫生事件", "社会安全事件")
WAYS = ("电话", "短信", "书面", "当面", "网络", "其他")
LIMIT = Ask("limit_days", "办理时限", "count", required=False, unit="工作日", note="空着则按事项类别的时限",
            clause="10.2.2.2")  # fmt: skip

ORDER = Lifecycle(
    "order",
    "工单",
    (
        move(
            "register", "登记受理", "— → 已受理",
            by="line_agent line_manager intake", needs="basics_recorded", clause="10.1.3.2",
        ),
        move(
            "answer", "当场答复", "已受理 → 已办结",
            by="line_agent",
            asks=(
                Ask("article", "引用的知识条目", "choice", required=False, clause="10.2.1.1"),
                Ask("without_article", "未引用条目的原因", required=False, note="选了条目则不必填"),
                Ask("result", "答复与结果", "long_text", clause="10.2.1.3"),
                Ask("claimed_resolved", "服务对象的问题当场解决", "yes_no", required=False),
                Ask("on_the_spot", "在首次来电（来件）中当场答复", "yes_no", required=False, note="空着即为是"),
            ),
            needs="article_or_reason article_in_force", clause="10.2.1",
        ),
        move(
            "confer", "登记三方通话", "已受理 → 已办结 待转交",
            by="line_agent",
            asks=(
                Ask("unit", "参加的承办单位", "choice"),
                Ask("began_at", "开始", "datetime"),
                Ask("ended_at", "结束", "datetime", required=False, note="空着即为登记的时刻"),
                Ask("outcome", "结果", "choice", options=("当场解决", "已接通未解决", "单位拒绝", "单位未接听")),
                Ask("result", "经过与结果", "long_text", clause="10.2.1.3"),
                Ask("recording", "录音编号", required=False),
            ),
            needs="conference_outcome_fits", clause="10.2.1.2",
        ),
        move(
            "correct", "更正登记内容", f"{OPEN} → =", by="line_agent line_manager",
            asks=(
                Ask("matter", "事项类别", "choice", required=False), Ask("title", "标题", required=False),
                Ask("area", "区域", required=False), Ask("place", "地点", required=False), REASON,
            ),
            clause="10.1.3.2", kind="辅助",
        ),
        move(
            "mark_test", "标记为测试", f"{OPEN} 已办结 已终止 → =", by="line_manager", asks=(REASON,),
            apart="order.register", kind="辅助",
        ),
        move(
            "mark_emergency", "标记突发应急事件", f"{OPEN} → =",
            by="line_agent line_manager",
            asks=(Ask("emergency_type", "事件种类", "choice", options=EMERGENCIES),),
            clause="10.1.3.4",
        ),
        move(
            "acknowledge_emergency", "确认收到应急报告", f"{OPEN} 已办结 → =",
            by="line_manager", needs="is_emergency", clause="10.1.3.4",
        ),
        move(
            "report_emergency", "报应急处置部门", f"{OPEN} → =",
            by="line_agent line_manager",
            asks=(
                Ask("department", "应急处置部门"),
                Ask("at_time", "报告时间", "datetime"),
                Ask("receipt", "接报人与回执"),
            ),
            needs="is_emergency", clause="10.2.2.3",
        ),
        move(
            "pass_on", "即时移交 110、119、120、122", f"{OPEN} → =",
            by="line_agent line_manager",
            asks=(
                Ask("service", "移交至", "choice", options=("110", "119", "120", "122")),
                Ask("at_time", "移交时间", "datetime"),
                Ask("receipt", "对方接警情况"),
            ),
            kind="辅助",
        ),
        move(
            "transfer", "转交办理", "已受理 待转交 → 已转交",
            by="line_agent line_manager",
            asks=(
                Ask("opinion", "转办意见", "long_text", clause="10.2.2.2"),
                Ask("units", "涉及部门", "choices", clause="10.2.2.2"),
                Ask("lead", "牵头单位", "choice", required=False, note="涉及两个以上部门时必填", clause="10.2.2.4"),
                LIMIT,
                Ask("is_directed", "指定承办（不得再退单）", "yes_no", required=False),
            ),
            needs="no_ruling_awaited units_of_hotline lead_named complained_unit_is_blind limit_known",
            clause="10.2.2",
        ),
        move(
            "take_up", "接收", "已转交 → 办理中", by="unit_handler", needs="leads_or_alone",
            apart="interested complained_of", clause="10.2.2", kind="辅助",
        ),
        move(
            "return", "退单", "已转交 办理中 → 待转交",
            by="unit_handler", asks=(Ask("reason", "退单理由", "long_text"),
            Ask("proposed_unit", "建议的承办单位", required=False)),
            needs="not_directed leads_or_alone", kind="辅助",
        ),
        move(
            "settle_return", "裁定退单", "待转交 → 已转交",
            by="line_manager",
            asks=(
                Ask("units", "承办单位", "choices"),
                Ask("lead", "牵头单位", "choice", required=False),
                Ask("is_directed", "指定承办（不得再退单）", "yes_no", required=False),
                REASON,
            ),
            needs="was_returned units_of_hotline lead_named complained_unit_is_blind",
            apart="returning_unit", kind="辅助",
        ),
        move(
            "reply", "答复服务对象", "办理中 → = 已办结",
            by="unit_handler",
            asks=(
                Ask("way", "答复方式", "choice", options=WAYS),
                Ask("at_time", "答复时间", "datetime"),
                Ask("content", "答复内容", "long_text"),
            ),
            needs="leads_or_alone not_replied_yet reply_time_possible", apart="interested complained_of",
            clause="10.3.1.2",
        ),
        move(
            "record", "录入办理结果", "办理中 → = 已办结",
            by="unit_handler",
            asks=(
                Ask("result", "办理经过与结果", "long_text", clause="10.3.2.2"),
                Ask("claimed_resolved", "问题是否已解决（承办单位意见）", "yes_no"),
                Ask("evidence", "附件", "files", required=False),
            ),
            needs="leads_or_alone not_recorded_yet", apart="interested complained_of", clause="10.3.1.2",
        ),
        move(
            "extend", "延长办理期限", "办理中 → =", by="line_manager", needs="extension_granted",
            apart="asking_unit extension.ask", clause="10.2.2.2", kind="辅助",
        ),
        move(
            "coordinate", "协调记录", f"{OPEN} 已办结 → =", by="line_agent line_supervisor line_manager",
            asks=(
                Ask("at_time", "协调时间", "datetime"),
                Ask("units", "参加单位", "choices"),
                Ask("text", "协调经过", "long_text"),
                Ask("outcome", "协调结果", "long_text"),
            ),
            needs="units_of_hotline time_is_past", clause="9.1.1.3",
        ),
        move(
            "note", "办理记录", f"{OPEN} 已办结 → =", by="line_agent line_manager unit_handler",
            asks=(
                Ask("way", "方式", "choice", options=("电话联系", "现场查看", "内部说明", "其他")),
                Ask("text", "内容", "long_text"),
            ),
            clause="10.3.2.2", kind="辅助",
        ),
        move(
            "recuse", "声明回避", f"{OPEN} 已办结 → =", by="line_agent line_manager line_supervisor unit_handler",
            asks=(
                Ask("reason", "利害关系", "long_text"),
                Ask("person", "应回避的人", "choice", required=False, note="空着即为本人；只有热线管理者可指明他人"),
            ),
            needs="own_or_by_manager", clause="10.1.3.3", kind="辅助",
        ),
        move(
            "release_copy", "提供遮盖后的附件", f"{OPEN} → =", by="line_agent line_manager",
            asks=(
                Ask("copies", "遮盖后的副本", "files"),
                Ask("is_masked", "已逐页核对，副本不能识别服务对象", "declaration"),
                REASON,
            ),
            needs="identity_is_withheld", clause="10.1.3.3", kind="辅助",
        ),
        move(
            "exclude", "剔除", f"{OPEN} 已办结 → = 已终止", by="line_manager",
            needs="exemption_approved", apart="exemption.propose", kind="辅助",
        ),
        move(
            "reopen", "重新办理", "已办结 → 办理中",
            by="line_manager line_inspector", asks=(REASON,), needs="was_transferred", clause="10.3.2.1",
        ),
        move(
            "redo", "再次办理", "已办结 → 已转交",
            by="line_agent", asks=(Ask("reason", "服务对象的意见", "long_text"), LIMIT),
            needs="both_dissatisfied was_transferred limit_known",
            apart="handler order.take_up order.reply order.record",
            clause="10.4.2.3", kind="规则步骤",
        ),
        move(
            "plan_followup", "确定是否回访", "已办结 → =", by="system line_manager", clause="10.4.1.1", kind="辅助",
        ),
        move(
            "archive", "归档", "已办结 已终止 → 已归档",
            by="archivist", needs="record_complete followup_settled", clause="10.5.1.1",
        ),
    ),
)  # fmt: skip

PART = Lifecycle(
    "part",
    "承办",
    (
        move("assign", "转入", "— → 待接收", by="line_agent line_manager", kind="辅助"),
        move("take_up", "接收", "待接收 → 承办中", by="unit_handler", needs="is_own_part",
             apart="interested complained_of", kind="辅助"),
        move(
            "contribute", "提交协办意见", "待接收 承办中 → 已提交", by="unit_handler",
            asks=(Ask("contribution", "协办意见", "long_text"),), needs="is_own_part is_not_lead",
            apart="interested", clause="10.2.2.4",  # a unit complained of may state its side, and no more
        ),
        move("return", "退回", "待接收 承办中 → 已退回", by="unit_handler", asks=(REASON,),
             needs="is_own_part lead_returns_the_order", kind="辅助"),
        move(
            "end", "转出", "待接收 承办中 已提交 → 已结束",
            by="line_agent line_manager line_inspector unit_handler", kind="辅助",
        ),
        move("resume", "继续承办", "已结束 → 承办中", by="line_manager line_inspector", kind="辅助"),
    ),
)  # fmt: skip

EXTENSION = Lifecycle(
    "extension",
    "延期申请",
    (
        move(
            "ask", "申请延期", "— → 已申请", by="unit_handler",
            needs="order_in_hand before_the_limit one_at_a_time", kind="辅助",
        ),
        move(
            "approve", "批准延期", "已申请 → 已批准", by="line_manager",
            asks=(Ask("reason", "批准理由", "long_text"),), needs="before_the_limit",
            apart="asking_unit extension.ask", kind="辅助",
        ),
        move("refuse", "不予延期", "已申请 → 不予批准", by="line_manager", asks=(REASON,),
             apart="asking_unit extension.ask", kind="辅助"),
        move("withdraw", "撤回申请", "已申请 → 已撤回", by="unit_handler", kind="辅助"),
    ),
)  # fmt: skip

EXEMPTION = Lifecycle(
    "exemption",
    "剔除申请",
    (
        move("propose", "提出剔除", "— → 已提出", by="line_agent unit_handler line_manager",
             needs="exemption_complete order_may_be_excluded one_exemption_at_a_time", kind="辅助"),
        move(
            "approve", "批准剔除", "已提出 → 已批准", by="line_manager", asks=(REASON,),
            apart="exemption.propose", kind="辅助",
        ),
        move("refuse", "不予剔除", "已提出 → 不予批准", by="line_manager", asks=(REASON,),
             apart="exemption.propose", kind="辅助"),
    ),
)  # fmt: skip

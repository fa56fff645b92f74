"""An audit case: team, plan, documents, on site, reports, committee, decision, notice (6.2, 6.3, 13.3, 14.2, 14.3)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
CHANGING_TEAM = "已立案 已组组 计划已批 文件已审 已准备 现场中"
DUTIES = ("审核组长", "审核员", "技术专家", "实习审核员", "评价组长", "评价组成员", "技术顾问")
EVALUATING = "team_lead team_auditor evaluation_lead evaluation_member"
BEFORE_DECISION = (
    "已立案 已组组 计划已批 文件已审 已准备 现场中 发现已定 末次会议已开 报告已编 组长已批 报告已批 意见已出"
)

CASE = Lifecycle(
    "case",
    "审核案",
    (
        move(
            "open", "立案", "— → 已立案", by="clerk head_of_body",
            needs="contract_signed may_open edition_unedited", clause="6.2.1", kind="辅助",
        ),
        move(
            "open_surveillance", "启动监督审核", "— → 已立案",
            by="clerk certificate_administrator head_of_body",
            asks=(
                Ask("type", "监督类型", "choice", options=("年度监督审核", "特殊监督审核"), clause="6.4.2"),
                Ask("due_on", "应完成日期", "date", clause="6.4.2.1"),
                Ask("reach", "测评与审核重点", "long_text", clause="5.3"),
            ),
            needs="certificate_in_use no_surveillance_open trigger_recorded edition_unedited", clause="6.4.2",
        ),
        move(
            "invite", "征询拟任成员", f"{CHANGING_TEAM} → =",
            by="clerk",
            asks=(Ask("persons", "拟任成员", "persons", note="受征询的人收到通知，声明利益关系后才能被指定"),),
            clause="14.2.1", kind="辅助",
        ),
        move(
            "name_member", "指定成员", f"{CHANGING_TEAM} → =",
            by="clerk",
            asks=(
                Ask("person", "成员", "person"),
                Ask("duty", "职责", "choice", options=DUTIES, note="审核组与评价组分别指定，可以同人"),
                Ask("tasks", "分工", "text", clause="13.3.1.1"),
            ),
            needs="candidate_on_staff not_named_yet candidate_clear candidate_registered candidate_competent",
            clause="6.2.1.1",
        ),
        move(
            "release_member", "免去成员", f"{CHANGING_TEAM} → =",
            by="clerk", asks=(Ask("member", "成员", "choice"), REASON), needs="enough_remain", clause="6.2.1.1",
            kind="辅助",
        ),
        move(
            "form_team", "组建审核组和评价组", "已立案 → 已组组",
            by="clerk",
            needs="two_registered_auditors one_lead no_gap:team_sizing no_gap:evaluation_team declarations_clear "
            "competence_proved",
            apart="tie consultant", clause="6.2.1.1",
        ),
        move(
            "arrange", "安排现场审核", "已组组 → =",
            by="team_lead",
            asks=(
                Ask("on_site_from", "现场审核自", "date", clause="5.3"),
                Ask("on_site_until", "现场审核至", "date", clause="5.3"),
                Ask("reach", "测评与审核范围", "choice", options=("全面", "重点"), clause="5.3"),
                Ask("sections", "重点的条款", "choices", required=False, note="范围为重点时选择"),
                Ask("reason", "只作重点测评与审核的理由", "long_text", required=False),
                Ask("purpose", "审核目的", "long_text"),
                Ask("scope", "认证范围", "long_text", note="写清热线名称、服务内容和场所"),
            ),
            needs="dates_in_order reach_allowed", clause="6.2.1.2",
        ),
        move(
            "approve_plan", "批准审核计划和评价计划", "已组组 → 计划已批",
            by="head_delegate head_of_body",
            needs="one_lead plan_complete days_in_range items_covered no_double_booking evaluation_plan_complete "
            "samples_set registered_on_every_day declarations_clear",
            apart="plan_author", clause="6.2.1.2",
        ),
        move(
            "finish_document_review", "完成文件审查", "计划已批 → 文件已审",
            by="team_lead", needs="no_gap:document_review", clause="6.2.1.3",
        ),
        move(
            "finish_preparation", "完成现场审核准备", "文件已审 → 已准备",
            by="team_lead", needs="no_gap:tools no_gap:materials_requested", clause="6.2.1.4",
        ),
        move(
            "open_on_site", "开始现场审核", "已准备 → 现场中",
            by="team_lead",
            needs="one_lead no_gap:opening_meeting edition_in_force registered_on_every_day declarations_clear",
            clause="6.2.2.1",
        ),
        move(
            "measure", "运行数据测评", "已准备 现场中 → =",
            by=EVALUATING,
            asks=(
                Ask("dataset", "已收到的数据集", "choice", required=False, note="申请时提交的，或者本案中取得的"),
                Ask("new_dataset", "另行取得的数据集", "file", required=False, note="两项选一项"),
            ),
            needs="dataset_named", clause="6.2.2.6",
        ),
        move(
            "analyse", "登记数据分析", "现场中 → =",
            by=EVALUATING,
            asks=(
                Ask("evaluation", "测评结果", "choice", note="由计算产生，不接受手填的结果"),
                Ask("content", "数据种类", "choices", options=("运行数据", "业务数据", "绩效数据", "质量数据")),
                Ask("reading", "分析", "long_text"),
            ),
            needs="measured_by_team", clause="6.2.2.6",
        ),
        move(
            "tell_tests", "告知模拟测试", "现场中 发现已定 末次会议已开 报告已编 → =",
            by="team_lead evaluation_lead", needs="tests_to_tell", clause="5.1.2.5",
        ),
        move(
            "fix_findings", "确定审核发现", "现场中 → 发现已定",
            by="team_lead",
            needs="no_gap:document_audit no_gap:site_checks no_gap:system_tests no_gap:interviews no_gap:data_analysis "
            "no_gap:checklist nonconformities_match_checklist",
            clause="6.2.2.7",
        ),
        move(
            "close_on_site", "结束现场审核", "发现已定 → 末次会议已开",
            by="team_lead", needs="no_gap:closing_meeting nonconformities_handed_over", clause="6.2.3.1",
        ),
        move(
            "draft_report", "编制审核报告", "末次会议已开 报告已编 → 报告已编",
            by="team_lead team_auditor",
            asks=(Ask("conclusion", "审核结论", "long_text", clause="6.2.3.2"),),
            needs="characteristics_covered methods_used_or_explained evaluation_report_current", clause="6.2.3.2",
        ),
        move(
            "approve_as_lead", "审核组长批准报告", "报告已编 → 组长已批",
            by="team_lead", needs="both_branches_done findings_as_drafted", clause="6.2.3.3",
        ),
        move(
            "approve_as_committee", "技术委员会批准报告", "组长已批 → 报告已批",
            by="committee_chair",
            asks=(Ask("report_read", "已阅读审核报告", "declaration"),),
            needs="evaluation_report_approved", apart="team tie case.approve_as_lead", clause="6.2.3.3",
        ),
        move(
            "vote", "表决", "报告已批 → =",
            by="committee_member committee_chair",
            asks=(
                Ask("choice", "表决", "choice", options=("赞成", "反对", "弃权")),
                Ask("process", "审核过程的符合性", "long_text", clause="6.3.1.1"),
                Ask("nonconformities", "不符合项的准确性和完整性", "long_text", clause="6.3.1.2"),
                Ask("conclusion", "审核结论的合理性", "long_text", clause="6.3.1.3"),
                Ask("reason", "表决理由", "long_text"),
            ),
            needs="on_committee not_voted_yet", apart="team adviser tie", clause="6.3.1",
        ),
        move(
            "review", "结束表决并出具审查意见", "报告已批 → 意见已出",
            by="committee_chair",
            needs="quorum_set quorum_reached vote_decided", apart="team adviser tie",
            clause="6.3.1",
        ),
        move(
            "send_back", "退回", "报告已批 → 末次会议已开",
            by="committee_chair",
            asks=(Ask("step", "须重做的步骤", "step"), REASON), apart="team adviser tie", clause="6.3.1",
        ),
        move(
            "decide", "作出认证决定", "意见已出 → 已决定 待整改",
            by="decider",
            asks=(
                Ask("outcome", "决定", "choice", options=("批准认证", "有条件批准认证", "不予批准认证")),
                REASON,
                Ask("limit_days", "整改期限", "number", required=False, unit="工作日", clause="6.3.2.2"),
            ),
            needs="decider_set certification_case every_step_recorded evaluation_report_approved outcome_allowed "
            "limit_given",
            apart="team tie nonconformity.verify investigator", clause="6.3.2",
        ),
        move(
            "conclude_surveillance", "决定监督结果", "报告已批 意见已出 → 已决定",
            by="keeper",
            asks=(
                Ask("outcome", "决定", "choice", options=("保持认证", "拟暂停", "撤销调查")),
                REASON,
                Ask("ground", "依据的条款", "ground", required=False, clause="8.2"),
            ),
            needs="keeper_set surveillance_case every_step_recorded evaluation_report_approved ground_given "
            "committee_if_required",
            apart="team tie nonconformity.verify investigator", clause="6.4.2.3",
        ),
        move(
            "confirm_rectified", "确认整改完成并批准认证", "待整改+已通知 → 已决定",
            by="decider", asks=(REASON,), needs="decider_set all_nonconformities_closed",
            apart="team tie nonconformity.verify", clause="6.3.2.2",
        ),
        move(
            "end_condition", "整改超期，不予批准", "待整改+已通知 → 已决定",
            by="decider", asks=(REASON,), needs="decider_set condition_limit_out", apart="team tie", clause="6.3.2.3",
        ),
        move(
            "sign_as_certifier", "认证人员签字", "已决定 待整改 → =+认证人员已签",
            by="team_lead team_auditor",
            asks=(Ask("method", "签字方式", "choice", options=("纸质扫描", "电子印章", "数字证书签名", "图形签名")),),
            clause="条例22", kind="条例要求",
        ),
        move(
            "sign", "机构负责人签署", "已决定+认证人员已签 待整改+认证人员已签 → =+已签署",
            by="head_of_body",
            asks=(Ask("method", "签署方式", "choice", options=("纸质扫描", "电子印章", "数字证书签名", "图形签名")),),
            apart="team tie", clause="条例22", kind="条例要求",
        ),
        move(
            "notify", "书面通知决定", "已决定+已签署 待整改+已签署 → =+已通知",
            by="clerk",
            asks=(
                Ask("delivery", "送达方式", "choice", options=("当面交付", "邮寄", "快递", "电子邮件", "平台内送达")),
                Ask("delivered_at", "送达时间", "datetime"),
                Ask("proof", "送达凭据", "files", required=False, note="平台内送达不需要另附凭据"),
            ),
            needs="evaluation_report_handed_over", clause="6.3.3",
        ),
        move(
            "close", "归档", "已决定+已通知 → 已归档",
            by="clerk", needs="archive_complete certificate_settled", clause="条例21", kind="条例要求",
        ),
        move(
            "move_edition", "改用现行规则版次", f"{BEFORE_DECISION} → =", by="head_of_body",
            asks=(Ask("differences", "两版的差异", "long_text"), REASON),
            needs="another_edition", kind="辅助",
        ),
        move(
            "end_early", "终止", f"{BEFORE_DECISION} → 已终止", by="head_of_body", asks=(REASON,), clause="14.2.3",
            kind="辅助",
        ),
    ),
    editable=("已立案", "已组组"),
)  # fmt: skip

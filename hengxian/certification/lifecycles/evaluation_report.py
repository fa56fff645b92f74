"""An evaluation report: compiled, checked by another, approved twice (13.3.3)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

EVALUATION_REPORT = Lifecycle(
    "evaluation_report",
    "评价报告",
    (
        move(
            "start", "开始编制", "— → 未编", by="clerk head_of_body certificate_administrator", clause="13.3.3.1",
            kind="辅助",
        ),
        move(
            "draft", "编制评价报告", "未编 已编 → 已编",
            by="evaluation_member evaluation_lead",
            asks=(
                Ask("process", "评价过程", "long_text"),
                Ask("conclusion", "评价结论", "long_text"),
                Ask("suggestions", "改进建议", "long_text"),
            ),
            needs="leaves_scored measured_by_engine no_gap:evaluation_documents no_gap:evaluation_on_site "
            "conclusions_written",
            clause="13.3.3.1",
        ),
        move(
            "check", "审核评价报告", "已编 → 已核",
            by="evaluation_member evaluation_lead auditor lead_auditor",
            asks=(Ask("reason", "审核意见（准确性、公正性）", "long_text"),),
            needs="as_drafted", apart="evaluation_report.draft tie", clause="13.3.3.2",
        ),
        move(
            "return", "退回修改", "已编 已核 组长已批 → 未编",
            by="evaluation_member evaluation_lead auditor lead_auditor committee_chair",
            asks=(Ask("reason", "理由", "long_text"),), apart="evaluation_report.draft", clause="13.3.3.2", kind="辅助",
        ),
        move(
            "reopen", "重新编制", "已批 已批+已反馈 → 未编", by="evaluation_lead committee_chair",
            asks=(Ask("reason", "理由", "long_text"),), needs="case_with_team", clause="6.3.1", kind="辅助",
        ),
        move(
            "approve_as_lead", "评价组长批准", "已核 → 组长已批", by="evaluation_lead", needs="as_drafted",
            clause="13.3.3.3",
        ),
        move(
            "approve_as_committee", "技术委员会批准", "组长已批 → 已批",
            by="committee_chair", needs="as_drafted", apart="team tie evaluation_report.approve_as_lead",
            clause="13.3.3.3",
        ),
        move(
            "hand_over", "反馈评价报告", "已批 → =+已反馈",
            by="clerk",
            asks=(
                Ask("delivery", "送达方式", "choice", options=("当面交付", "邮寄", "快递", "电子邮件", "平台内送达")),
                Ask("delivered_at", "送达时间", "datetime"),
                Ask("proof", "送达凭据", "files", required=False, note="平台内送达不需要另附凭据"),
            ),
            clause="13.3.3.4",
        ),
    ),
    editable=("未编", "已编"),
)  # fmt: skip

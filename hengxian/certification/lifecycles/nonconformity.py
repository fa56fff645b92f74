"""A nonconformity: raised, acknowledged, corrected, verified (6.2.2.7, 6.3.2)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
GRADE = Ask("grade", "分级", "choice", options=("轻微", "严重"))

NONCONFORMITY = Lifecycle(
    "nonconformity",
    "不符合项",
    (
        move(
            "raise", "开具不符合项", "— → 已开具",
            by="team_lead team_auditor",
            asks=(
                Ask("clause", "对应条款", "clause"),
                Ask("requirement", "要求", "long_text"),
                Ask("facts", "事实", "long_text"),
                Ask("evidence", "证据", "files"),
                GRADE,
                Ask("grade_reason", "分级理由", "long_text"),
            ),
            needs="case_on_site clause_known", clause="6.2.2.7",
        ),
        move(
            "hand_over", "交付不符合项", "已开具 → =",
            by="team_lead",
            asks=(Ask("limit_days", "整改期限", "number", required=False, unit="工作日", note="不填按 P-nc"),),
            needs="handed_over_once correction_limit_set", clause="6.2.3.1",
        ),
        move(
            "acknowledge", "确认不符合项", "已开具 → 已确认",
            by="client",
            asks=(Ask("disagreement", "不同意见", "long_text", required=False),),
            needs="handed_over", clause="6.2.3.1",
        ),
        move(
            "regrade", "改变分级", "已开具 已确认 → =",
            by="team_lead", asks=(GRADE, REASON), needs="report_not_approved", clause="6.2.2.7",
        ),
        move(
            "withdraw", "撤销不符合项", "已开具 已确认 → 已撤销",
            by="team_lead", asks=(REASON,), needs="report_not_approved", clause="6.2.2.7",
        ),
        move(
            "submit_correction", "提交整改", "已确认 已退回 → 已提交整改",
            by="client",
            asks=(
                Ask("correction", "纠正", "long_text"),
                Ask("cause", "原因分析", "long_text"),
                Ask("action", "纠正措施", "long_text"),
                Ask("evidence", "整改证据", "files"),
            ),
            clause="6.3.2.2",
        ),
        move(
            "return", "退回整改", "已提交整改 → 已退回", by="team_lead team_auditor", asks=(REASON,), apart="client",
            clause="6.3.2.2",
        ),
        move(
            "verify", "验证并关闭", "已提交整改 → 已关闭",
            by="team_lead team_auditor",
            asks=(
                Ask("way", "验证方式", "choice", options=("书面验证", "现场验证")),
                Ask("evidence_text", "验证依据", "long_text"),
            ),
            apart="client decider", clause="6.3.2.2",
        ),
    ),
)  # fmt: skip

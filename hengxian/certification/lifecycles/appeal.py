"""An appeal: by the client, decided by persons with no earlier part (8.3.2.3; 规则外 on other decisions)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
EARLIER_PART = "team committee_voter decider investigator earlier_part"

APPEAL = Lifecycle(
    "appeal",
    "申诉",
    (
        move(
            "lodge", "提出申诉", "— → 已提交",
            by="client",
            asks=(
                Ask("decision", "申诉的决定", "text"), Ask("grounds", "申诉理由", "long_text"),
                Ask("evidence", "证据", "files", required=False),
            ),
            needs="within_appeal_limit", clause="8.3.2.3",
        ),
        move(
            "admit", "受理申诉", "已提交 → 已受理",
            by="head_of_body head_delegate appeal_panel", asks=(REASON,), apart=EARLIER_PART, clause="8.3.2.3",
        ),
        move(
            "refuse", "不予受理申诉", "已提交 → 不予受理",
            by="head_of_body head_delegate appeal_panel", asks=(REASON,), apart=EARLIER_PART, clause="8.3.2.3",
        ),
        move(
            "investigate", "调查申诉", "已受理 → 已调查",
            by="appeal_panel",
            asks=(
                Ask("client_heard", "申诉人的陈述", "long_text"),
                Ask("body_heard", "原办理人员的陈述", "long_text"),
                Ask("findings", "调查结果", "long_text"),
            ),
            apart=EARLIER_PART, clause="8.3.2.4",
        ),
        move(
            "decide", "作出申诉决定", "已调查 → 维持 变更",
            by="appeal_panel",
            asks=(Ask("outcome", "决定", "choice", options=("维持", "变更")), REASON), apart=EARLIER_PART,
            clause="8.3.2.4",
        ),
        move(
            "notify", "通知申诉决定", "维持 变更 → 已通知",
            by="clerk",
            asks=(
                Ask("follow_up", "后续行动", "text"),
                Ask("proof", "另行送达的凭据", "files", required=False, note="文书由本操作制发并在系统内送达"),
            ),
            clause="8.3.2.4",
        ),
        move(
            "withdraw", "撤回申诉", "已提交 已受理 已调查 → 已撤回", by="client",
            asks=(Ask("reason", "理由", "text", required=False),), clause="8.3.2.3", kind="辅助",
        ),
    ),
)  # fmt: skip

"""A complaint: on a client, on the body, or on the use of a certificate; whoever it is about does not handle it."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")

COMPLAINT = Lifecycle(
    "complaint",
    "投诉",
    (
        move(
            "receive", "登记投诉", "— → 已收到", by="anyone",
            asks=(
                Ask("text", "内容", "long_text"),
                Ask("certificate_number", "证书编号", required=False, note="投诉获证组织或证书误用的填写"),
                Ask("person", "所指的本机构人员", "person", required=False,
                    note="投诉本机构人员的填写，该人员不参与处理"),
            ),
            kind="辅助",
        ),
        move(
            "acknowledge", "受理投诉", "已收到 → 已受理", by="clerk head_delegate",
            asks=(Ask("reason", "初步意见", "long_text"),), apart="complained_of", kind="辅助",
        ),
        move(
            "refuse", "不予受理投诉", "已收到 → 不予受理", by="head_delegate head_of_body", asks=(REASON,),
            apart="complained_of", kind="辅助",
        ),
        move(
            "investigate", "调查投诉", "已受理 → 已调查", by="clerk head_delegate auditor",
            asks=(Ask("findings", "调查结果", "long_text"),), apart="complained_of", kind="辅助",
        ),
        move(
            "answer", "答复投诉", "已调查 → 已答复",
            by="head_delegate head_of_body",
            asks=(
                Ask("answer", "答复", "long_text"),
                Ask("follow_up", "后续行动", "choice", options=("无", "特殊监督审核", "证书误用调查", "内部纠正")),
            ),
            apart="complained_of", kind="辅助",
        ),
    ),
)  # fmt: skip

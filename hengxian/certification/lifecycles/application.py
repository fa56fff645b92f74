"""An application: from draft to contract (6.1, 14.1)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
METHODS = ("纸质扫描", "电子印章", "数字证书签名", "图形签名")

APPLICATION = Lifecycle(
    "application",
    "申请",
    (
        move("draft", "新建申请", "— → 草稿", by="applicant", clause="6.1.2", kind="辅助"),
        move(
            "submit", "提交申请", "草稿 → 已提交",
            by="client",
            needs="form_complete materials_complete conditions_stated declarations_made within_territory "
            "outsourcer_mandated",
            clause="6.1.2",
        ),
        move(
            "withdraw", "撤回申请",
            "草稿 已提交 待补充 已补充 已受理+* 已提交+拟不予受理 已补充+拟不予受理 待补充+拟不予受理 → 已撤回",
            by="client", asks=(Ask("reason", "理由", "long_text", required=False),),
            clause="6.1.2", kind="辅助",
        ),
        move(
            "ask_supplement", "一次性告知补充材料", "已提交 → 待补充",
            by="clerk",
            asks=(Ask("items", "需要补充的全部事项", "rows", options=("事项", "要求"), note="只告知一次，须列全"),),
            needs="findings_complete",
            clause="6.1.3",
        ),
        move(
            "resubmit", "提交补充材料", "待补充 → 已补充",
            by="client",
            asks=(Ask("answers", "逐项答复", "rows", options=("事项", "答复")),),
            needs="every_item_answered materials_complete",
            clause="6.1.3",
        ),
        move(
            "accept", "受理", "已提交 已补充 → 已受理",
            by="clerk",
            asks=(Ask("reason", "受理意见", "long_text"),),
            needs="form_complete materials_complete conditions_met findings_complete findings_favourable "
            "no_platform_tie fields_approved",
            apart="tie", clause="6.1.3",
        ),
        move(
            "draft_decline", "拟不予受理", "已提交 已补充 待补充 → =+拟不予受理",
            by="clerk", asks=(REASON,), needs="supplement_limit_out", clause="6.1.3",
        ),
        move(
            "decline", "不予受理", "已提交+拟不予受理 已补充+拟不予受理 待补充+拟不予受理 → 不予受理",
            by="head_of_body", asks=(REASON,), apart="clerk application.draft_decline", clause="6.1.3",
        ),
        move(
            "drop_decline", "退回拟不予受理", "已提交+拟不予受理 已补充+拟不予受理 待补充+拟不予受理 → =+",
            by="head_of_body", asks=(REASON,), clause="6.1.3", kind="辅助",
        ),
        move(
            "offer_contract", "拟定认证服务协议", "已受理 已受理+协议已拟 → =+协议已拟",
            by="clerk",
            asks=(
                Ask("scope", "认证范围", "long_text", clause="7.1.4"),
                Ask("plan_outline", "认证方案概要", "long_text"),
                Ask("duties", "双方的义务和权利", "long_text"),
                Ask("fees", "费用", "rows", options=("项目", "金额（元）")),
                Ask("fee_reason", "与公布的收费标准不同的理由", "long_text", required=False),
            ),
            needs="fees_published fees_as_published",
            clause="6.1.3", kind="辅助",
        ),
        move(
            "agree_contract", "申请方签署协议", "已受理+协议已拟 → =+申请方已签",
            by="client",
            asks=(
                Ask("signed_by", "签署人", "person"),
                Ask("method", "签署方式", "choice", options=METHODS),
                Ask("evidence", "签署凭据", "files"),
            ),
            kind="辅助",
        ),
        move(
            "sign_contract", "签订认证服务协议", "已受理+申请方已签 → 已签约",
            by="head_of_body",
            asks=(Ask("method", "签署方式", "choice", options=METHODS),),
            needs="fees_published", apart="application.offer_contract", kind="辅助",
        ),
    ),
    editable=("草稿", "待补充"),
)  # fmt: skip

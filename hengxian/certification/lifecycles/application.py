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
            needs="within_territory form_complete declarations_made materials_complete conditions_stated "
            "outsourcer_mandated suppliers_told recertification_window_open",
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
            asks=(Ask("whole_list", "《应补充事项》已列全部需要补充的内容，此后不再另行提出", "declaration"),),
            needs="findings_made items_listed",
            clause="6.1.3",
        ),
        move(
            "resubmit", "提交补充材料", "待补充 → 已补充",
            by="client",
            needs="every_item_answered form_complete declarations_made materials_complete conditions_stated",
            clause="6.1.3",
        ),
        move(
            "accept", "受理", "已提交 已补充 → 已受理",
            by="clerk",
            asks=(Ask("reason", "受理意见", "long_text"),),
            needs="form_complete materials_complete no_gap:condition_findings no_gap:material_findings "
            "no_platform_tie fields_approved",
            apart="tie", clause="6.1.3",
        ),
        move(
            "draft_decline", "拟不予受理", "已提交 已补充 待补充 → =+拟不予受理",
            by="clerk", asks=(REASON,), needs="supplement_limit_out", clause="6.1.3",
        ),
        move(
            "decline", "不予受理", "已提交+拟不予受理 已补充+拟不予受理 待补充+拟不予受理 → 不予受理",
            by="head_of_body", asks=(REASON,), apart="application.draft_decline", clause="6.1.3",
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
                Ask("plan_outline", "认证方案概要", "long_text", note="一行一项：审核类型、现场天数、地点、时间安排"),
                Ask("client_duties", "申请组织另有的权利与义务", "long_text", required=False,
                    note="规则和条例已有的各项自动写入协议，这里只写另行约定的，一行一项"),
                Ask("body_duties", "认证机构另有的权利与义务", "long_text", required=False),
            ),
            needs="fees_published no_gap:agreed_fees fees_as_published scope_words_confirmed",
            clause="6.1.3", kind="辅助",
        ),
        move(
            "agree_contract", "申请方签署协议", "已受理+协议已拟 → =+申请方已签",
            by="client",
            asks=(
                Ask("signed_by", "签署人", "person"),
                Ask("method", "签署方式", "choice", options=METHODS),
                Ask("evidence", "签署凭据", "files", required=False, note="图形签名以外的方式须附凭据"),
            ),
            kind="辅助",
        ),
        move(
            "sign_contract", "签订认证服务协议", "已受理+申请方已签 → 已签约",
            by="head_of_body",
            asks=(
                Ask("method", "签署方式", "choice", options=METHODS),
                Ask("evidence", "签署凭据", "files", required=False, note="图形签名以外的方式须附凭据"),
            ),
            needs="fees_published", apart="application.offer_contract", kind="辅助",
        ),
    ),
    editable=("草稿", "待补充"),
)  # fmt: skip

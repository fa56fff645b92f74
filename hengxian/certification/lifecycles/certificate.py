"""A certificate: issued, suspended and restored, revoked with appeal, deregistered, changed, succeeded (ch. 7, 8)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
EVIDENCE = Ask("evidence", "证据", "files")
GROUND = Ask("ground", "依据的条款", "ground", clause="8.2")
SHOWS = Ask("shows", "证据包括", "choices", note="每一项理由须附的证据各不相同，须全部具备", clause="8.2")
# The letter is handed over in the platform by the act itself; whoever also sends it otherwise adds that proof.
PROOF = Ask("proof", "另行送达的凭据", "files", required=False, note="文书由本操作制发并在系统内送达")
METHODS = ("纸质扫描", "电子印章", "数字证书签名", "图形签名")
BLOCKS = ("基本要求", "服务内容与要求", "服务质量控制", "服务评价与改进")
ADDRESSES = ("注册地址", "实际经营地址")
WORDING = Ask(
    "wording_confirmed", "认证范围的用语已核对：认证的是政府热线服务能力，不是管理体系或产品", "declaration",
    required=False, clause="4.3",
)  # fmt: skip
# The first of the four, the name, says in each act what becomes of the English page.
ENGLISH = (
    Ask("english_address", "英文地址", required=False),
    Ask("english_hotline", "英文热线名称", required=False),
    Ask("english_scope", "英文认证范围", "long_text", required=False),
)

CERTIFICATE = Lifecycle(
    "certificate",
    "证书",
    (
        move(
            "draft", "拟制证书", "— → 拟制",
            by="certificate_administrator",
            asks=(
                Ask("number", "证书编号", required=False, note="不填的按编号规则取下一个", clause="7.1.1"),
                Ask("address_kind", "所印地址是", "choice", options=ADDRESSES, clause="7.1.3"),
                Ask("scope", "认证范围", "long_text", clause="7.1.4"),
                Ask("blocks", "覆盖的内容", "choices", options=BLOCKS, clause="1.2"),
                Ask("sites", "覆盖的场所", "choices", clause="7.1.4"),
                WORDING,
                Ask("english_holder", "英文名称", required=False, note="要英文页的，四项都填；以中文为准"),
                *ENGLISH,
            ),
            needs="signed_approval no_other_certificate term_set number_set number_fits number_unused ten_fields "
            "main_bases_named name_verified scope_within_audit scope_wording_confirmed glyphs_printable",
            clause="7.1",
        ),
        move(
            "issue", "颁发证书", "拟制 → 有效",
            by="head_of_body",
            asks=(
                Ask("issued_on", "颁发日期", "date", clause="7.1.7"),
                Ask("method", "签署方式", "choice", options=METHODS, clause="7.1"),
            ),
            needs="signed_approval term_set issued_on_fits edition_in_force_or_overridden successor_rule_set",
            apart="certificate.draft team tie", clause="6.4.1.1",
        ),
        move("discard", "作废拟制的证书", "拟制 → 作废", by="head_of_body", asks=(REASON,), clause="7.1", kind="辅助"),
        move(
            "propose_suspension", "拟暂停", "有效 → =+拟暂停",
            by="certificate_administrator team_lead", asks=(GROUND, SHOWS, EVIDENCE, REASON),
            needs="ground_of_suspension", clause="8.2.1",
        ),
        move(
            "suspend", "暂停证书", "有效+拟暂停 → 暂停",
            by="head_of_body",
            asks=(
                REASON,
                Ask("demands", "整改要求", "long_text", clause="8.3.1.1"),
                Ask("months", "暂停期限", "number", unit="个月", clause="8.3.1.2"),
                PROOF,
            ),
            needs="suspension_limit_set", apart="certificate.propose_suspension", clause="8.3.1",
        ),
        move(
            "submit_correction", "提交整改", "暂停 暂停+整改已提交 → =+整改已提交",
            by="client", asks=(Ask("correction", "整改情况", "long_text"), EVIDENCE), clause="8.3.1.2",
        ),
        move(
            "verify_correction", "验证整改", "暂停+整改已提交 → =+已验证",
            by="auditor lead_auditor",
            asks=(Ask("result", "验证情况", "long_text"), EVIDENCE), apart="client tie", clause="8.3.1.3",
        ),
        move(
            "return_correction", "整改未通过验证", "暂停+整改已提交 → =+",
            by="auditor lead_auditor", asks=(REASON,), apart="client tie", clause="8.3.1.3",
        ),
        move(
            "restore", "恢复证书", "暂停+已验证 → 有效",
            by="head_of_body", asks=(REASON,), apart="certificate.verify_correction", clause="8.3.1.4",
        ),
        move(
            "investigate", "立案调查撤销理由", "有效 有效+拟暂停 暂停 暂停+整改已提交 暂停+已验证 → =+撤销调查",
            by="certificate_administrator team_lead head_delegate auditor",
            asks=(GROUND, SHOWS, EVIDENCE, REASON), needs="ground_of_revocation", clause="8.3.2.1",
        ),
        move(
            "give_notice", "发出撤销通知", "有效+撤销调查 暂停+撤销调查 → =+撤销告知",
            by="certificate_administrator",
            asks=(Ask("findings", "调查结果", "long_text"), REASON, PROOF),
            needs="appeal_limit_set", clause="8.3.2.2",
        ),
        move(
            "revoke", "撤销证书", "有效+撤销告知 暂停+撤销告知 → 撤销",
            by="head_of_body", asks=(REASON,), needs="appeal_settled",
            apart="certificate.investigate appeal_decider", clause="8.3.2.4",
        ),
        move(
            "drop", "终止程序",
            "有效+拟暂停 有效+撤销调查 有效+撤销告知 有效+拟注销 有效+注销已审 有效+拟补发 "
            "暂停+撤销调查 暂停+撤销告知 暂停+拟注销 暂停+注销已审 暂停+拟补发 → =+",
            by="head_of_body", asks=(REASON,),
            apart="certificate.propose_suspension certificate.investigate certificate.ask_deregistration "
            "certificate.find_deregistration",
            clause="8.3", kind="辅助",
        ),
        move(
            "ask_deregistration", "申请注销", "有效 有效+拟暂停 暂停 暂停+整改已提交 暂停+已验证 → =+拟注销",
            by="client",
            asks=(
                REASON,
                Ask("signed_by", "签字的法定代表人", note="申请书所填的；已更换的，先填写《认证对象变更报告》"),
                Ask("method", "签字方式", "choice", options=("纸质扫描", "电子印章", "数字证书签名")),
                Ask("evidence", "经法定代表人签字的申请", "files"),
            ),
            needs="signed_by_representative", clause="8.2.3.2",
        ),
        move(
            "find_deregistration", "发现应当注销", "有效 有效+拟暂停 暂停 暂停+整改已提交 暂停+已验证 → =+拟注销",
            by="certificate_administrator",
            asks=(
                GROUND, SHOWS, EVIDENCE, REASON,
                Ask("why_not_revoked", "按注销而不按撤销处理所依的条款和理由", "long_text", required=False,
                    note="依据 7.4.3.3、7.4.3.4 的须填：第8章对这两种情形规定为撤销", clause="7.4.3"),
            ),
            needs="ground_of_deregistration", clause="8.3.3.1",
        ),
        move(
            "review_deregistration", "审核注销", "有效+拟注销 暂停+拟注销 → =+注销已审",
            by="clerk head_delegate", asks=(Ask("reason", "审核意见", "long_text"),),
            apart="certificate.find_deregistration client", clause="8.3.3.2",
        ),
        move(
            "deregister", "注销证书并公告", "有效+注销已审 暂停+注销已审 → 注销",
            by="head_of_body",
            asks=(REASON, Ask("announcement", "公告文字", "long_text", clause="8.3.3.4"), PROOF),
            apart="certificate.review_deregistration", clause="8.3.3.3",
        ),
        move(
            "ask_change", "申请变更", "有效 暂停 → =+拟变更",
            by="client certificate_administrator",
            asks=(
                Ask("subject", "变更事项", "choices", options=("名称", "地址", "认证范围", "其他")),
                Ask("name", "变更后的名称", required=False, clause="7.1.2"),
                Ask("address", "变更后的地址", required=False, clause="7.1.3"),
                Ask("address_kind", "变更后的地址是", "choice", required=False, options=ADDRESSES),
                Ask("scope", "变更后的认证范围", "long_text", required=False, clause="7.1.4"),
                Ask("blocks", "变更后覆盖的内容", "choices", required=False, options=BLOCKS),
                Ask("sites", "变更后覆盖的场所", "choices", required=False),
                Ask("hotline", "变更后的热线名称", required=False, note="属于“其他”"),
                Ask("english_holder", "英文名称", required=False,
                    note="有英文页的，四项按变更后的内容填写；不填的，新版不印英文页"),
                *ENGLISH,
                REASON,
                EVIDENCE,
            ),
            needs="change_told", clause="7.4.1",
        ),
        move(
            "change", "批准变更", "有效+拟变更 暂停+拟变更 → =+",
            by="head_of_body",
            asks=(
                REASON,
                Ask("is_wider", "认证范围是否扩大", "yes_no", required=False, note="变更认证范围的须填"),
                Ask("name_checked", "变更后的名称与代码证书一致，已核对", "declaration", required=False,
                    clause="7.1.2"),
                WORDING,
                Ask("method", "签署方式", "choice", options=METHODS),
            ),
            needs="change_checked changed_wording_confirmed wider_scope_audited",
            apart="certificate.ask_change", clause="7.4.1",
        ),
        move(
            "refuse_change", "不批准变更", "有效+拟变更 暂停+拟变更 → =+",
            by="head_of_body", asks=(REASON,), apart="certificate.ask_change", clause="7.4.1", kind="辅助",
        ),
        move(
            "ask_reissue", "申请补发", "有效 暂停 → =+拟补发",
            by="client",
            asks=(REASON, Ask("statement", "遗失或损坏声明", "files")), clause="7.4.2",
        ),
        move(
            "reissue", "批准补发", "有效+拟补发 暂停+拟补发 → =+",
            by="head_of_body", asks=(REASON, Ask("method", "签署方式", "choice", options=METHODS)),
            apart="certificate.ask_reissue", clause="7.4.2",
        ),
        move(
            "succeed", "换证", "有效 → =",
            by="head_of_body", asks=(REASON,), needs="recertification_signed successor_rule_set",
            apart="certificate.draft", clause="6.4.3",
        ),
    ),
)  # fmt: skip

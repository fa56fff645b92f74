"""Cases on pages, with their reports and findings."""

from hengxian.certification import models
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.certifying.kinds.columns import HOTLINE_NAME, ORGANISATION_NAME

_IN_CERTIFICATE = {"certificate": "", "organisation": "organisation", "hotline": "hotline"}

CASE = Kind(
    "case", "审核案", models.Case, "number",
    (
        Column("案号", "number"), Column("审核类型", "type"), ORGANISATION_NAME, HOTLINE_NAME,
        Column("立案", "opened_at"),
    ),
    (
        Column("案号", "number"), Column("审核类型", "type"), ORGANISATION_NAME, HOTLINE_NAME,
        Column("申请", "application.number"), Column("证书", "certificate.number"), Column("立案", "opened_at"),
        Column("现场审核开始", "on_site_from"), Column("现场审核结束", "on_site_until"),
        Column("启动的原因", "trigger", inside=True), Column("决定", "decided_at", inside=True),
        Column("通知", "notified_at"), Column("认证规则版本", "edition"),
    ),
    ("organisation", "hotline", "application", "certificate"), ("number", "organisation__name", "hotline__name"),
    frozenset({"measure", "analyse", "tell_tests", "send_back", "move_edition", "end_early"}),
    (
        Beginning("open", "application", {"application": "", "organisation": "organisation", "hotline": "hotline"},
                  ("已签约",), awaits={"cases__isnull": True}),
        Beginning("open_surveillance", "certificate", _IN_CERTIFICATE, ("有效", "暂停")),
    ),
)  # fmt: skip
EVALUATION_REPORT = Kind(
    "evaluation_report", "评价报告", models.EvaluationReport, "case.number",
    (Column("案号", "case.number"), Column("组织", "case.organisation.name")),
    (Column("案号", "case.number"), Column("组织", "case.organisation.name")),
    ("case__organisation",), ("case__number", "case__organisation__name"),
    frozenset({"return"}),
)  # fmt: skip
NONCONFORMITY = Kind(
    "nonconformity", "不符合项", models.Nonconformity, "number",
    (
        Column("编号", "number"), Column("案号", "case.number"), Column("组织", "case.organisation.name"),
        Column("条款", "clause"), Column("分级", "grade"), Column("整改期限", "due_on"),
    ),
    (
        Column("编号", "number"), Column("案号", "case.number"), Column("条款", "clause"),
        Column("要求", "requirement"), Column("事实", "facts"), Column("分级", "grade"),
        Column("分级理由", "grade_reason"), Column("交付", "handed_over_at"), Column("整改期限", "due_on"),
        Column("不同意见", "disagreement"), Column("纠正", "correction.correction"),
        Column("原因分析", "correction.cause"), Column("纠正措施", "correction.action"),
        Column("验证方式", "verification.way"), Column("验证依据", "verification.evidence"),
    ),
    ("case__organisation",), ("number", "clause", "case__number", "case__organisation__name"),
    frozenset({"regrade", "withdraw", "return"}),
    (Beginning("raise", "case", {"case": ""}, ("现场中", "发现已定")),),
)  # fmt: skip

"""Certificates on pages, with appeals and complaints."""

from hengxian.certification import models
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.certifying.kinds.columns import HOTLINE_NAME, ORGANISATION_NAME

_IN_CASE = {"case": "", "organisation": "organisation", "hotline": "hotline"}

CERTIFICATE = Kind(
    "certificate", "证书", models.Certificate, "number",
    (
        Column("证书编号", "number"), ORGANISATION_NAME, HOTLINE_NAME, Column("颁发日期", "issued_on"),
        Column("有效期至", "valid_until"),
    ),
    (
        Column("证书编号", "number"), ORGANISATION_NAME, HOTLINE_NAME, Column("案号", "case.number"),
        Column("颁发日期", "issued_on"), Column("有效期至", "valid_until"), Column("状态变更时间", "status_since"),
        Column("暂停期限", "suspended_until"), Column("申诉期限", "appeal_until"),
    ),
    ("organisation", "hotline", "case"), ("number", "organisation__name", "hotline__name"),
    frozenset({
        "discard", "propose_suspension", "investigate", "drop", "ask_deregistration", "find_deregistration",
        "ask_change", "ask_reissue", "refuse_change", "return_correction", "succeed",
    }),
    (
        Beginning("draft", "case", _IN_CASE, ("已决定",), awaits={
            "certificates__isnull": True, "decisions__outcome": "批准认证",
            "type__in": ("initial", "recertification"), "marker__in": ("已签署", "已通知"),
        }),
    ),
)  # fmt: skip
APPEAL = Kind(
    "appeal", "申诉", models.Appeal, "number",
    (Column("编号", "number"), ORGANISATION_NAME, Column("证书", "certificate.number"), Column("提出", "lodged_at")),
    (
        Column("编号", "number"), ORGANISATION_NAME, Column("证书", "certificate.number"),
        Column("案号", "case.number"), Column("规则规定的申诉", "is_by_rule"), Column("申诉理由", "grounds"),
        Column("提出", "lodged_at"),
        Column("处理期限", "handling_due_on"),
    ),
    ("organisation", "certificate", "case"), ("number", "organisation__name"),
    frozenset({"withdraw"}),
    (
        Beginning("lodge", "certificate", {"certificate": "", "organisation": "organisation"}),
        Beginning("lodge", "case", {"case": "", "organisation": "organisation"}),
    ),
)  # fmt: skip
COMPLAINT = Kind(
    "complaint", "投诉", models.Complaint, "number",
    (Column("编号", "number"), Column("对象", "subject"), Column("组织", "organisation.name"),
     Column("收到", "received_at")),
    (Column("编号", "number"), Column("对象", "subject"), Column("组织", "organisation.name"),
     Column("证书", "certificate.number"), Column("内容", "text"),
     Column("回执码", "receipt_code"), Column("收到", "received_at"), Column("调查结果", "findings"),
     Column("答复", "answer"), Column("答复时间", "answered_at"), Column("后续行动", "follow_up")),
    ("organisation", "certificate"), ("number", "organisation__name"),
    beginnings=(
        Beginning("receive", columns=(
            Ask("subject", "对象", "choice", options=("获证组织", "认证机构", "证书误用")),
            Ask("contact", "联系方式", required=False),
        )),
    ),
)  # fmt: skip

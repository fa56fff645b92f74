"""Applications on pages."""

from hengxian.certification import models
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.certifying.kinds.columns import HOTLINE_NAME, ORGANISATION_NAME

APPLICATION = Kind(
    "application", "申请", models.Application, "number",
    (Column("申请编号", "number"), ORGANISATION_NAME, HOTLINE_NAME, Column("首次收到", "received_at")),
    (
        Column("申请编号", "number"), ORGANISATION_NAME, HOTLINE_NAME, Column("首次收到", "received_at"),
        Column("告知补充", "supplement_told_at"), Column("收齐", "completed_at"),
        Column("受理决定", "decided_at"), Column("签约", "signed_at"), Column("认证规则版本", "edition"),
    ),
    ("organisation", "hotline"), ("number", "organisation__name", "hotline__name"),
    frozenset({"withdraw", "draft_decline", "drop_decline"}),
    (
        Beginning("draft", columns=(
            Ask("hotline_id", "所申请的政府热线", "choice", note="没有的先在“本组织的热线”登记"),
            Ask("for_recertification_of_id", "再认证的证书", "choice", required=False, note="初次认证空着",
                clause="6.4.3"),
        )),
    ),
)  # fmt: skip

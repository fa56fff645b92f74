"""The window of the rule's edition, told wherever a case is handled outside it (A-1, T7)."""

from typing import Any

from hengxian.records.edition import pack
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.warnings import warnings_of

BOUND = ("application", "case", "certificate", "evaluation_report", "nonconformity")
OVER = ("草稿", "不予受理", "已撤回", "已归档", "已终止", "撤销", "注销", "作废")


@warnings_of(*BOUND)
def window_warnings(record: Any, visitor: Visitor) -> list[str]:
    """One sentence while the day lies outside the window and the record is still handled by the body's staff."""
    rule = pack().rule
    is_handled = getattr(record, "kind", "") in BOUND and getattr(record, "status", "") not in OVER
    if visitor.is_client or not is_handled or rule.is_in_force(visitor.on):
        return []
    return [
        f"规则{rule.printed_edition}印明的有效期为{rule.in_force_on}至{rule.ends_on}，今天（{visitor.on}）在此之外；"
        "立案与颁证须由机构负责人在《规则版次之外办理的批准》中说明理由（A-1）"
    ]

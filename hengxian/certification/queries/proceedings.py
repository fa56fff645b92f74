"""What a running or finished procedure of chapter 8 says in its letters."""

from datetime import datetime

from hengxian.certification.models import Certificate
from hengxian.journal.models import Entry

OUTCOMES = {"维持": "经审理，维持原处理意见", "变更": "经审理，变更原处理意见"}


def investigators(certificate: Certificate) -> str:
    """Who opened the investigation that is running."""
    found = Entry.objects.filter(object_kind="certificate", object_id=str(certificate.pk), verb="investigate")
    last = found.order_by("-sequence").first()
    return last.actor if last else ""


def appeal_told(certificate: Certificate) -> str:
    """What became of the appeal against the running notice, in one sentence."""
    noticed_at = datetime.fromisoformat(certificate.proceedings["revocation"]["noticed_at"])
    appeal = certificate.appeals.filter(is_by_rule=True, lodged_at__gte=noticed_at).order_by("-pk").first()
    if appeal is None:
        return "申诉期限内未提出申诉。"
    if appeal.status == "已撤回":
        return f"提出的申诉（{appeal.number}）已由贵单位撤回。"
    if appeal.status == "不予受理":
        return f"提出的申诉（{appeal.number}）不予受理。"
    return f"提出的申诉（{appeal.number}）{OUTCOMES[appeal.findings['outcome']]}。"

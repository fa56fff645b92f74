"""The invented committee decides, the head signs, and a certificate is issued and published."""

from datetime import datetime
from typing import Any

from hengxian.certification.models import Case, Certificate, EvaluationReport
from hengxian.cli.showcase.client import override
from hengxian.cli.showcase.people import actor
from hengxian.journal.acting import perform

IN_PLATFORM = "平台内送达"
BLOCKS = ("基本要求", "服务内容与要求", "服务质量控制", "服务评价与改进")


def approve_reports(case: Case, report: EvaluationReport, at: datetime) -> None:
    """Both reports, each by its leader and by the committee."""
    conclusion = "管理体系运行有效，1 项轻微不符合已整改关闭，推荐认证"
    perform(case, "draft_report", by=actor("lead"), at=at, conclusion=conclusion)
    perform(case, "approve_as_lead", by=actor("lead"), at=at)
    perform(report, "approve_as_committee", by=actor("chair"), at=at)
    case.refresh_from_db()
    perform(case, "approve_as_committee", by=actor("chair"), at=at, report_read=True)


def decide(case: Case, at: datetime) -> None:
    """Three ballots, the opinion, the decision."""
    said: dict[str, Any] = {
        "choice": "赞成",
        "process": "过程完整",
        "nonconformities": "准确完整",
        "conclusion": "合理",
        "reason": "同意审核结论",
    }
    for member in ("member1", "member2", "chair"):
        perform(case, "vote", by=actor(member), at=at, **said)
    perform(case, "review", by=actor("chair"), at=at)
    perform(
        case, "decide", by=actor("chair"), at=at, outcome="批准认证", reason="符合认证要求，不符合项均已关闭"
    )


def sign_and_tell(case: Case, report: EvaluationReport, at: datetime) -> None:
    """The certification persons, then the head; the evaluation report and the notice reach the client."""
    perform(case, "sign_as_certifier", by=actor("lead"), at=at, method="图形签名")
    perform(case, "sign", by=actor("head"), at=at, method="图形签名")
    hand_over(report, at)
    case.refresh_from_db()
    perform(case, "notify", by=actor("clerk"), at=at, delivery=IN_PLATFORM, delivered_at=at.isoformat())


def hand_over(report: EvaluationReport, at: datetime) -> None:
    """The evaluation report reaches the client in the platform."""
    delivered: dict[str, Any] = {"delivery": IN_PLATFORM, "delivered_at": at.isoformat()}
    perform(report, "hand_over", by=actor("clerk"), at=at, **delivered)


def certify(case: Case, at: datetime) -> Certificate:
    """Drafted by the administrator, issued by the head, public with the act."""
    override(case, "颁发证书", at)
    new = Certificate(case=case, organisation=case.organisation, hotline=case.hotline)
    facts: dict[str, Any] = {
        "address_kind": "注册地址", "scope": "云泽市12345热线的受理、办理、办结、回访、归档和信息分析",
        "blocks": list(BLOCKS), "sites": [str(site.pk) for site in case.hotline.sites.all()], "wording_confirmed": True,
    }  # fmt: skip
    perform(new, "draft", by=actor("certificates"), at=at, **facts)
    perform(new, "issue", by=actor("head"), at=at, issued_on=at.date(), method="图形签名")
    return new

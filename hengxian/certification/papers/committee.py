"""The committee's opinion and the notice of decision, as letters (6.3.1, 6.3.3)."""

from datetime import date, datetime

from hengxian.certification.letterhead import bases_named, body_at, reasons, settings_used, signature
from hengxian.certification.models import Case, Decision
from hengxian.certification.papers.audit import standing
from hengxian.certification.queries.committee import barred, committee_on, opinion_of
from hengxian.journal.actor import Actor
from hengxian.records.clocks import local_day
from hengxian.records.documents.imprint import Signature
from hengxian.records.documents.letters.application import Reason
from hengxian.records.documents.letters.decision import CommitteeOpinion, DecisionNotice, Dissent, Review
from hengxian.records.issuing import Sender, issue_letter
from hengxian.records.models.document import Document

POINTS = {
    "process": ("6.3.1.1", "审核过程的符合性"),
    "nonconformities": ("6.3.1.2", "不符合项的准确性和完整性"),
    "conclusion": ("6.3.1.3", "审核结论的合理性"),
}
RIGHTS = (
    "对决定有异议的，可以向本机构提出申诉；由没有参与本案的人员处理。",
    "申诉不停止整改；认证结果以登记查询结果为准。",
)


def issue_opinion(case: Case, *, by: Actor, at: datetime) -> Document:
    """The opinion, an internal paper without addressee; dissent is printed with its reasons (A-15)."""
    opinion = opinion_of(case)
    votes = opinion["votes"]
    facts = CommitteeOpinion(
        hotline=case.hotline.name,
        audit_kind=case.get_type_display(),
        reviewed_on=local_day(at),
        findings=tuple(
            Review(clause, point, said["member"], said[name])
            for said in opinion["findings"]
            for name, (clause, point) in POINTS.items()
        ),
        eligible=opinion["eligible"],
        quorum=int(opinion["quorum"]),
        votes_for=votes["赞成"],
        votes_against=votes["反对"],
        abstentions=votes["弃权"],
        file_digest=opinion["file"],
        conclusion="同意审核结论" if opinion["is_for"] else "不同意审核结论",
        dissents=tuple(
            Dissent(each["member"], each["choice"], each["reason"]) for each in opinion["dissent"]
        ),
        recused=tuple(why for person in committee_on(local_day(at)) if (why := barred(case, person))),
    )
    sender = Sender(
        body=body_at(local_day(at)), addressee="", case=case.number, rule=bases_named(),
        signatures=(Signature("技术委员会主任", by.name),),
        settings=settings_used(at, "P-committee", "P-committee-majority"),
    )  # fmt: skip
    return issue_letter(facts, sender, about=case.story, by=by, at=at)


def issue_decision(case: Case, method: str, *, by: Actor, at: datetime) -> Document:
    """The written notice that the head signs: outcome, reasons, limits and rights (6.3.3)."""
    decision = case.decisions.order_by("pk").last()
    if decision is None:
        raise ValueError("no decision to notify")
    facts = DecisionNotice(
        hotline=case.hotline.name,
        audit_kind=case.get_type_display(),
        scope=str(case.plan.get("scope") or ""),
        outcome=decision.outcome,
        decided_on=local_day(decision.decided_at),
        due_on=decision.notice_due_on or date.max,
        reasons=(*reasons(decision.clause, decision.reason), *_open_findings(case)),
        limits=_limits(decision),
        rights=RIGHTS,
    )
    sender = Sender(
        body=body_at(local_day(at)), addressee=case.organisation.name, case=case.number, rule=bases_named(),
        signatures=(signature(by, method, local_day(at)), Signature("认证机构（盖章）")),
        settings=settings_used(at, "P-decider", "P-conditional", "P-major"),
    )  # fmt: skip
    return issue_letter(facts, sender, about=case.story, by=by, at=at)


def _open_findings(case: Case) -> tuple[Reason, ...]:
    return tuple(
        Reason(each.clause, f"不符合项 {each.number}（{each.grade}）：{each.facts}")
        for each in standing(case)
        if each.is_open
    )


def _limits(decision: Decision) -> tuple[str, ...]:
    if decision.limit_on is None:
        return ()
    return (f"请于 {decision.limit_on} 前完成整改并提交证据；超期由有权人员另行作出决定，不自动失效。",)

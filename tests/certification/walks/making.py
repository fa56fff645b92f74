"""Records of every kind, put in whatever state a test names."""

from random import Random
from typing import Any

from hengxian.certification.models import Appeal, Application, Certificate, Complaint, EvaluationReport
from hengxian.journal.models.recorded import Lived
from hengxian.kernel.lifecycle import Move
from hengxian.records.models.document import Document
from tests.cast import placed
from tests.certification.certificates.certified import evidence, issued, ready_case, site
from tests.certification.world import World

DAY, INSTANT = "2026-03-02", "2026-03-02T09:00:00+08:00"
GROUND = {"ground": "8.2.1.1", "reason": "理由", "shows": [], "evidence": [], "by": "某", "opened_on": DAY}
# What the acts before would have kept, whatever procedure the certificate is in.
PROCEEDINGS = {
    "suspension": GROUND | {"suspended_on": DAY},
    "correction": {"text": "整改", "evidence": [], "submitted_on": DAY},
    "verification": {"result": "已整改", "evidence": [], "by": "某", "verified_on": DAY},
    "revocation": GROUND | {"findings": "属实", "noticed_at": INSTANT, "notice_reason": "理由"},
    "deregistration": GROUND | {"origin": "获证组织申请", "why_not_revoked": ""},
    "change": {"subject": [], "wanted": {}, "reason": "理由", "asked_on": DAY, "evidence": []},
    "reissue": {"reason": "遗失", "asked_on": DAY},
}
FINDINGS = {
    "decision": "撤销证书", "evidence": [], "client_heard": "已听取", "body_heard": "已听取", "findings": "属实",
    "outcome": "维持", "reason": "理由", "decided_on": DAY, "by": "某",
}  # fmt: skip


def records(world: World) -> dict[str, Any]:
    """How a record of each kind comes to stand in a given state, which only a test may do."""
    case = ready_case(world)
    own = {"organisation": world.client, "hotline": world.hotline}

    def certificate(**state: str) -> Lived:
        made = issued(world)
        Certificate.objects.filter(pk=made.pk).update(**state, proceedings=PROCEEDINGS)
        return Certificate.objects.get(pk=made.pk)

    def decided(status: str, marker: str) -> Lived:
        made = world.case(status, marker=marker, application=case.application)
        if status in {"已决定", "待整改"}:
            world.decision(made)
        return made

    def report(**state: str) -> Lived:
        EvaluationReport.objects.filter(case=case).update(**state)
        made = EvaluationReport.objects.get(case=case)
        (reference,) = evidence(world, made.story)
        placed(
            Document(
                about=made.story, sort="evaluation_report", year=2026, serial=1, number="PJ-1", title="评价报告",
                dated_on=world.at.date(), source={}, fingerprint="0" * 64, file_id=int(reference.partition(":")[2]),
                issued_at=world.at,
            )
        )  # fmt: skip
        return made

    return {
        "application": lambda **state: placed(Application(number=world.number("SQ"), started_at=world.at, **own, **state)),
        "case": decided,
        "evaluation_report": report,
        "nonconformity": lambda status, marker: world.nonconformity(case, status=status),
        "certificate": certificate,
        "appeal": lambda **state: placed(
            Appeal(
                number=world.number("SS"), organisation=world.client, lodged_at=world.at, case=case, grounds="理由",
                findings=FINDINGS, **state,
            )
        ),
        "complaint": lambda **state: placed(
            Complaint(
                number=world.number("TS"), receipt_code=world.number("HZ"), subject="获证组织", organisation=world.client,
                text="内容", received_at=world.at, **state,
            )
        ),
    }  # fmt: skip


def said(row: Move, world: World, chance: Random, leaving_out: float = 0.03) -> dict[str, Any]:
    """An answer of the right type to whatever the row asks; now and then one is left out."""
    answers = {ask.id: _answer(ask.type, ask.options, world, chance) for ask in row.asks}
    return {name: answer for name, answer in answers.items() if chance.random() >= leaving_out}


def _answer(kind: str, options: tuple[str, ...], world: World, chance: Random) -> Any:
    if options:
        return chance.choice(options) if kind == "choice" else list(chance.sample(options, 1))
    person = chance.choice(list(world.people.values())).person
    answers: dict[str, Any] = {
        "date": world.at.date(), "datetime": world.at.isoformat(), "number": 12, "declaration": True, "yes_no": False,
        "person": person, "persons": [person], "files": [], "file": "", "rows": (), "clause": "9.1.1.2",
        "choices": [str(site(world).pk)], "choice": "1", "ground": chance.choice(("8.2.1.1", "8.2.2.1", "8.2.3.1")),
        "step": "draft_audit_report",
    }  # fmt: skip
    return answers.get(kind, "说明")

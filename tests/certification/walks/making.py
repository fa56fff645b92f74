"""Records of every kind, put in whatever state a test names."""

from random import Random
from typing import Any

from hengxian.certification.models import Appeal, Application, Certificate, Complaint, EvaluationReport
from hengxian.journal.models.recorded import Lived
from hengxian.kernel.lifecycle import Move
from tests.cast import placed
from tests.certification.certificates.certified import ready_case, site
from tests.certification.world import World


def records(world: World) -> dict[str, Any]:
    """How a record of each kind comes to stand in a given state, which only a test may do."""
    case = ready_case(world)
    own = {"organisation": world.client, "hotline": world.hotline}

    def certificate(**state: str) -> Lived:
        until = {
            "issued_on": world.at.date(),
            "valid_until": world.at.date().replace(year=2029),
            "status_since": world.at,
        }
        return placed(Certificate(number=world.number("Z"), case=case, **own, **until, **state))

    def report(**state: str) -> Lived:
        EvaluationReport.objects.filter(case=case).update(**state)
        return EvaluationReport.objects.get(case=case)

    return {
        "application": lambda **state: placed(Application(number=world.number("SQ"), started_at=world.at, **own, **state)),
        "case": lambda status, marker: world.case(status, marker=marker, application=case.application),
        "evaluation_report": report,
        "nonconformity": lambda status, marker: world.nonconformity(case, status=status),
        "certificate": certificate,
        "appeal": lambda **state: placed(
            Appeal(number=world.number("SS"), organisation=world.client, lodged_at=world.at, case=case, grounds="理由", **state)
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

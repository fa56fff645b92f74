"""Every table walked at random: only its rows move a record, a refusal leaves nothing, and the journal holds."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.certification.acting import perform
from hengxian.certification.lifecycles import ALL
from hengxian.certification.models import Appeal, Application, Certificate, Complaint, EvaluationReport, Nonconformity
from hengxian.journal import verifying
from hengxian.journal.models import Entry
from hengxian.journal.models.recorded import Lived
from hengxian.kernel.lifecycle import NEW, Lifecycle, Move, State
from hengxian.kernel.refusals import Refused
from tests.cast import placed
from tests.certification.certificates.certified import LEAVES, ready_case, set_terms, site
from tests.certification.walks.whole import copied
from tests.certification.world import World

PROFILE = settings.get_profile("walks")
STEPS = 40
MARKED = "；".join(LEAVES)


def records(world: World) -> dict[str, Any]:
    """How a record of each kind comes to stand in a given state, which only a test may do."""
    case = ready_case(world)
    own = {"organisation": world.client, "hotline": world.hotline}

    def certificate(**state: str) -> Lived:
        until = {"issued_on": world.at.date(), "valid_until": world.at.date().replace(year=2029), "status_since": world.at}
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


def states_of(table: Lifecycle) -> list[State]:
    """Every state that some row starts from."""
    named = {source for row in table for source in row.sources if str(source) != NEW}
    return sorted(State(each.status, "" if each.marker == "*" else each.marker) for each in named)


def said(row: Move, world: World, chance: Random) -> dict[str, Any]:
    """An answer of the right type to whatever the row asks; now and then one is left out."""
    answers = {ask.id: _answer(ask.type, ask.options, world, chance) for ask in row.asks}
    return {name: answer for name, answer in answers.items() if chance.random() > 0.03}


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


def attempt(record: Lived, row: Move, world: World, chance: Random) -> None:
    """One act by somebody: it succeeds by its row, or it leaves nothing."""
    before, source = Entry.objects.count(), record.state
    by, facts = chance.choice(list(world.people.values())), said(row, world, chance)
    try:
        perform(record, row.verb, by=by, at=world.later(minutes=1), **facts)
    except Refused as refusal:
        kept = type(record)._default_manager.get(pk=record.pk)
        assert (Entry.objects.count(), kept.state) == (before, source), (row.verb, str(refusal))
        return
    kept = type(record)._default_manager.get(pk=record.pk)
    reached = {row.leads_to(source, target.status) for target in row.targets}
    assert row.starts_from(source) and kept.state in reached, (row.verb, source, kept.state)
    assert Entry.objects.filter(object_kind=record.kind, object_id=str(record.pk), verb=row.verb).exists()


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.kind)
@settings(PROFILE)
@given(chance=st.randoms(use_true_random=False))
def test_table_is_left_by_no_act_of_anybody(world: World, table: Lifecycle, chance: Random) -> None:
    with copied():
        set_terms(world)
        make = records(world)[table.kind]
        record = make(**chance.choice(states_of(table))._asdict())

        for _ in range(STEPS):
            record = type(record)._default_manager.get(pk=record.pk)
            rows = table.moves_from(record.state) or table.moves
            attempt(record, chance.choice(rows if chance.random() < 0.8 else table.moves), world, chance)

        assert [fault for fault in verifying.faults() if "不经日志" not in fault] == []

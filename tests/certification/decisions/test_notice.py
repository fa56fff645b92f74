"""The written notice of a decision: what it says, its five working days, its proof, and that the issue is another clock."""

from datetime import date
from typing import Any

import pytest

from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.queries.certificates import days_from_signature
from hengxian.certification.queries.limits import clocks_of_case
from hengxian.certification.queries.overview import late
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import Standing
from hengxian.records.delivering import read_document, steps_of
from hengxian.records.issuing import documents_of
from hengxian.records.models.document import Document
from tests.certification.certificates.certified import evidence, issued, ready_case, set_terms
from tests.certification.world import World
from tests.records.documents.reading import pdf_words

IN_PLATFORM = {"delivery": "平台内送达"}


@pytest.fixture
def signed(world: World) -> Case:
    """Granted on Monday 2 March 2026, signed by both, the evaluation report handed over."""
    set_terms(world)
    case = ready_case(world)
    Case.objects.filter(pk=case.pk).update(marker="", signed_at=None, notified_at=None)
    EvaluationReport.objects.filter(case=case).update(marker="已反馈")
    case = Case.objects.get(pk=case.pk)
    perform(case, "sign_as_certifier", by=world["lead"], at=world.at, method="纸质扫描")
    return perform(case, "sign", by=world["head"], at=world.at, method="纸质扫描")


def notify(world: World, case: Case, **said: Any) -> Case:
    told = IN_PLATFORM | {"delivered_at": world.at.isoformat()} | said
    return perform(case, "notify", by=world["clerk"], at=world.at, **told)


def words_of(world: World, letter: Document) -> str:
    with read_document(letter, by=world["clerk"], at=world.at) as content:
        return pdf_words(content.read())


def standings(world: World, case: Case) -> list[tuple[str, date | None, Standing]]:
    now = Case.objects.get(pk=case.pk)
    return [(clock.name, clock.due_on, clock.standing) for clock in clocks_of_case(now, world.at)]


def late_notices(world: World) -> list[int]:
    return [each.days for each in late(world.at) if each.thing.event == "decision_notice"]


@pytest.mark.covers("R6.3.3", "R14.3.3")
def test_notice_says_outcome_reasons_and_rights_and_keeps_its_proof(world: World, signed: Case) -> None:
    proof = evidence(world, signed.story, "clerk")
    with pytest.raises(Incomplete, match="送达时间"):
        notify(world, signed, delivered_at="")

    notify(world, signed, delivery="快递", proof=proof)

    [letter] = documents_of(signed.story, sort="decision")
    words = words_of(world, letter)
    assert [
        part for part in ("批准认证", "6.3.2.1", "符合要求", "申诉", "2026年3月9日") if part not in words
    ] == []
    assert [(step.way, list(step.evidence)) for step in steps_of(letter)] == [("快递", proof)]


@pytest.mark.covers("R6.3.3", "R14.3.3")
def test_late_notice_is_told_while_it_waits_and_marked_for_ever(world: World, signed: Case) -> None:
    due_on = date(2026, 3, 9)
    running = standings(world, signed)
    world.later(days=9)
    waiting, reported = standings(world, signed), late_notices(world)

    notify(world, signed)

    assert running == [("书面通知认证决定", due_on, Standing.RUNNING)]
    assert (waiting, reported) == ([("书面通知认证决定", due_on, Standing.LATE)], [2])
    assert standings(world, signed) == [("书面通知认证决定", due_on, Standing.DONE_LATE)]
    assert late_notices(world) == []


@pytest.mark.covers("T48")
def test_notice_and_issue_are_two_clocks(world: World, signed: Case) -> None:
    world.later(days=3)

    certificate = issued(world, signed)
    notice = standings(world, signed)
    world.later(days=1)
    notify(world, Case.objects.get(pk=signed.pk))

    assert (certificate.issued_on, days_from_signature(certificate)) == (date(2026, 3, 5), 3)
    assert notice == [("书面通知认证决定", date(2026, 3, 9), Standing.RUNNING)]
    assert standings(world, signed) == [("书面通知认证决定", date(2026, 3, 9), Standing.IN_TIME)]
    certificate.refresh_from_db()
    assert (certificate.issued_on, days_from_signature(certificate)) == (date(2026, 3, 5), 3)


def test_condition_runs_from_its_notice_and_the_later_decision_has_a_notice_of_its_own(world: World) -> None:
    world.set(P_decider="committee_chair")
    case = world.case("待整改", marker="认证人员已签")
    decision = world.decision(case, "有条件批准认证")
    type(decision).objects.filter(pk=decision.pk).update(limit_on=date(2026, 3, 30))
    before = [name for name, _, _ in standings(world, case)]
    EvaluationReport.objects.filter(case=case).update(marker="已反馈")
    perform(case, "sign", by=world["head"], at=world.later(hours=1), method="纸质扫描")
    notify(world, case)
    world.later(days=1)

    perform(case, "confirm_rectified", by=world["chair"], at=world.at, reason="整改完成")

    assert before == ["书面通知认证决定"]
    assert [(name, standing) for name, _, standing in standings(world, case)] == [
        ("书面通知认证决定", Standing.IN_TIME), ("有条件批准的整改", Standing.IN_TIME),
        ("书面通知认证决定", Standing.RUNNING),
    ]  # fmt: skip
    assert late_notices(world) == []
    world.later(days=20)
    assert late_notices(world) != []

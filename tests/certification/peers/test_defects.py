"""Four defects found in other products by running them: each test here would have caught theirs."""

from collections.abc import Callable, Iterator
from random import Random

import pytest
from django.apps import apps

from hengxian.certification.lifecycles import ALL
from hengxian.certification.models import Case, Certificate, Decision, EvaluationReport
from hengxian.certification.queries.sheets import scores_of, sheets_of
from hengxian.evaluation import terms
from hengxian.evaluation.keeping import evaluations_folder
from hengxian.evaluation.kept import read_result
from hengxian.journal import verifying
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.appending import Line, append
from hengxian.journal.models import Entry
from hengxian.journal.models.recorded import Recorded
from hengxian.journal.writing import amend
from hengxian.kernel.lifecycle import NEW, Move
from hengxian.kernel.refusals import NotAllowed, NotNow, Refused
from hengxian.people.roles import ROLES
from hengxian.records import edition
from hengxian.standard.load import bundled_pack
from tests.certification.certificates.certified import drafted, issued, ready_case, set_terms
from tests.certification.evaluation import scored
from tests.certification.walks.making import records, said
from tests.certification.world import World

EVERY_ROLE = frozenset(role.id for role in ROLES)
DEEDS = [
    (table.kind, row, deed) for table in ALL for row in table for deed in row.apart
    if "." in deed and str(row.sources[0]) != NEW
]  # fmt: skip


def approved(world: World) -> EvaluationReport:
    """An evaluation report by the real acts, approved twice."""
    report = scored.drafted(world)
    perform(report, "check", by=world["auditor"], at=world.at, reason="一致")
    perform(report, "approve_as_lead", by=world["lead"], at=world.at)
    perform(report, "approve_as_committee", by=world["chair"], at=world.at)
    return EvaluationReport.objects.get(pk=report.pk)


def everything() -> dict[str, int]:
    """How many rows every table of the site has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture
def update(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Calling it is what updating the product would be: the bundled rule is another edition from then on."""
    newer = bundled_pack().model_copy(
        update={"rule": bundled_pack().rule.model_copy(update={"edition": "1.1"})}
    )

    def updated() -> None:
        for module in (terms, edition):
            monkeypatch.setattr(module, "bundled_pack", lambda: newer)
        edition.pack.cache_clear()

    yield updated
    monkeypatch.undo()
    edition.pack.cache_clear()


def test_newer_rule_changes_no_accepted_result(world: World, update: Callable[[], None]):
    report = approved(world)
    kept = report.case.evaluation
    files = {path: path.read_bytes() for path in evaluations_folder().rglob("*") if path.is_file()}
    before = report.scorecard, scores_of(report.case), sheets_of(report.case), read_result(kept)

    update()

    again = EvaluationReport.objects.get(pk=report.pk)
    assert edition.pack().rule.edition == "1.1"
    assert (
        again.scorecard,
        scores_of(again.case),
        sheets_of(again.case),
        read_result(again.case.evaluation),
    ) == before
    assert files == {path: path.read_bytes() for path in files}


@pytest.mark.covers("G-5")
@pytest.mark.parametrize(("kind", "row", "deed"), DEEDS, ids=lambda each: getattr(each, "verb", each))
def test_nobody_acts_on_what_he_did_himself_by_any_account_or_role(
    world: World, kind: str, row: Move, deed: str
):
    set_terms(world)
    source = row.sources[0]
    record = records(world)[kind](status=source.status, marker=source.marker.replace("*", ""))
    somebody = world["bystander"].person
    first = Actor(somebody, 901, "某人", frozenset({"clerk"}))
    second = Actor(somebody, 902, "某人的另一账号", EVERY_ROLE)
    of, _, verb = deed.partition(".")
    append([Line(_of_kind(world, record, of), verb, first, world.at, after={})])
    before = everything()

    with pytest.raises(NotAllowed, match="某人 已于"):
        perform(record, row.verb, by=second, at=world.at, **said(row, world, Random(1), leaving_out=0))

    assert everything() == before


def _of_kind(world: World, record: Recorded, kind: str) -> Recorded:
    """The record of that kind in the same story."""
    if record.kind == kind:
        return record
    case = record if isinstance(record, Case) else record.case
    if kind == "nonconformity":
        return world.nonconformity(case, status="已关闭")
    return {"case": case, "evaluation_report": EvaluationReport.objects.get(case=case)}[kind]


def test_approved_record_is_not_edited_and_an_altered_row_is_named(world: World):
    report = approved(world)
    head = Actor(world["head"].person, world["head"].account, "负责人", EVERY_ROLE)
    before = everything(), set(verifying.faults())

    with pytest.raises(NotNow, match="评价报告已定稿，不能再改"):
        amend(report, by=head, at=world.at, scorecard={})
    unchanged = everything(), set(verifying.faults())
    EvaluationReport.objects.filter(pk=report.pk).update(scorecard={"composite": "84.2"})

    named = set(verifying.faults()) - before[1]
    last = Entry.objects.filter(object_kind="evaluation_report").latest("sequence")
    assert unchanged == before
    assert named == {f"评价报告 {report.pk} 被改动：与日志第 {last.sequence} 条（{last.verb}）之后的内容不符"}


@pytest.mark.parametrize("outcome", ["不予批准认证", "有条件批准认证"])
def test_refusal_leaves_no_certificate_number_schedule_or_history(world: World, outcome: str):
    set_terms(world)
    refused, granted = ready_case(world), ready_case(world)
    Decision.objects.filter(case=refused).update(outcome=outcome)
    before = everything()

    with pytest.raises(Refused, match="本案没有批准认证的决定"):
        drafted(world, refused)

    assert everything() == before
    assert issued(world, granted).number == "YZ-2026-0001"
    assert not Certificate.objects.filter(case=refused).exists()

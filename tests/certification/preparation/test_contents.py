"""The four blocks of 1.2 run through plan, checklist and report; none is left out of an initial or renewed certification."""

import pytest

from hengxian.certification.models import Case
from hengxian.certification.papers.audit import audit_facts
from hengxian.certification.queries.certificates import CHAPTERS
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.writing import Line, write_many
from tests.certification.preparation.prepared import planned
from tests.certification.walks.whole import copied
from tests.certification.world import World

LINES = "audit_plan_lines"


def chapters(clauses: list[str]) -> list[str]:
    return sorted({clause.partition(".")[0] for clause in clauses} - {"5"})  # 5 says how, not what


def without(case: Case, chapter: str) -> None:
    RegisterRow.objects.filter(register=LINES, bound=case.story, subject__startswith=f"{chapter}.").delete()


@pytest.mark.covers("R1.2.1-4")
@pytest.mark.parametrize("kind", ["initial", "recertification"])
def test_plan_that_leaves_a_block_out_is_refused(world: World, kind: str) -> None:
    case = planned(world, type=kind)
    refused = {}

    for block, chapter in CHAPTERS.items():
        with copied():
            without(case, chapter)
            with pytest.raises(Incomplete) as told:
                perform(Case.objects.get(pk=case.pk), "approve_plan", by=world["delegate"], at=world.at)
            refused[block] = told.value.sentence

    assert list(refused) == [each.title for each in pack().rule.contents]
    assert {
        block: f"审核计划漏了全部“{block}”的内容，初次认证和再认证须覆盖四个方面（1.2）" in sentence
        for block, sentence in refused.items()
    } == dict.fromkeys(CHAPTERS, True)
    perform(case, "approve_plan", by=world["delegate"], at=world.at)
    assert case.status == "计划已批"


@pytest.mark.covers("R1.2.1-4")
def test_checklist_and_report_carry_the_same_four_blocks(world: World) -> None:
    case = world.case("现场中")
    lines = [
        Line({"conclusion": "符合", "methods": ["现场审核"], "finding": "所见如记录"}, clause.id)
        for clause in pack().clauses
    ]
    write_many(open_book(pack(), "checklist", case), lines, by=world["auditor"], at=world.at)

    report = audit_facts(case, "符合")

    wanted = sorted(CHAPTERS.values())
    assert chapters(list(subjects(pack().register(LINES), pack()))) == wanted
    assert chapters(list(subjects(pack().register("checklist"), pack()))) == wanted
    assert chapters([str(finding.clause) for finding in report.findings]) == wanted

"""What a report must show evidence of: 16 characteristics, 20 items of audit, five methods."""

import pytest

from hengxian.certification.models import Case
from hengxian.certification.queries.coverage import (
    audit_items,
    characteristics,
    uncovered_characteristics,
    uncovered_items,
    unused_methods,
)
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete
from tests.certification.certificates.certified import put
from tests.certification.evaluation.scored import evidence, on_site, record_steps
from tests.certification.world import World


def cover(world: World, case: Case, leave_out: tuple[str, ...] = ()) -> None:
    """A row of evidence for each characteristic and item but those left out."""
    proof = (evidence(world, case),)
    for register, method, wanted in (
        ("characteristic_evidence", "数据分析", characteristics(case)),
        ("audit_item_evidence", "记录审查", audit_items(case)),
    ):
        for each in wanted:
            if each.clause not in leave_out:
                facts = {"method": method, "shows": f"{each.name}的记录"}
                world.write(register, case, facts, "auditor", subject=each.clause, evidence=proof)


def report_refused(world: World, case: Case) -> str:
    """Why the audit report cannot be drafted; nothing is left of the try."""
    Case.objects.filter(pk=case.pk).update(status="末次会议已开")
    case.refresh_from_db()
    record_steps(world, case, "draft_audit_report")
    before = Entry.objects.count()

    with pytest.raises(Incomplete) as told:
        perform(case, "draft_report", by=world["lead"], at=world.at, conclusion="推荐认证")

    assert Entry.objects.count() == before
    return str(told.value)


@pytest.mark.covers("R5.1.1.1", "R5.1.1.2", "R5.1.1.3", "R5.1.1.4")
def test_a_report_with_a_characteristic_without_evidence_is_refused(world: World):
    case = on_site(world)
    cover(world, case, leave_out=("5.1.1.3.4",))

    said = report_refused(world, case)

    assert "尚有 1 项特性或审核内容没有证据：社会影响力（5.1.1.3.4）" in said


@pytest.mark.covers("R5.2.1.1", "R5.2.1.2", "R5.2.1.3", "R5.2.1.4", "R5.2.1.5")
def test_a_report_with_an_item_of_audit_without_evidence_is_refused(world: World):
    case = on_site(world)
    cover(world, case, leave_out=("5.2.1.1.4",))

    said = report_refused(world, case)

    assert "尚有 1 项特性或审核内容没有证据：" in said
    assert "（5.2.1.1.4）" in said


def test_there_are_sixteen_characteristics_and_twenty_items(world: World):
    case = on_site(world)

    assert (len(uncovered_characteristics(case)), len(uncovered_items(case))) == (16, 20)
    cover(world, case)
    assert (uncovered_characteristics(case), uncovered_items(case)) == ([], [])


@pytest.mark.covers("R5.2.2.1", "R5.2.2.2", "R5.2.2.3", "R5.2.2.4", "R5.2.2.5")
def test_a_method_by_which_nothing_was_found_needs_its_reason(world: World):
    case = on_site(world)
    cover(world, case)
    found = {"methods": ["文件审查", "现场审核", "人员访谈"], "conclusion": "符合", "finding": "职责清楚"}
    put("checklist", case.story, found, "9.1.1.1")
    unexplained = unused_methods(case)
    said = report_refused(world, case)

    world.write("unused_methods", case, {"method": "效果评估", "reason": "无历史数据可比"}, "lead")

    assert unexplained == ["效果评估"]
    assert "未使用的审核方法须说明理由：效果评估（5.2.2）" in said
    perform(case, "draft_report", by=world["lead"], at=world.at, conclusion="推荐认证")
    assert case.status == "报告已编"


def test_a_surveillance_may_look_at_parts(world: World):
    case = on_site(world)
    Case.objects.filter(pk=case.pk).update(status="末次会议已开", type="surveillance")
    case.refresh_from_db()
    record_steps(world, case, "draft_audit_report")

    perform(case, "draft_report", by=world["lead"], at=world.at, conclusion="保持")

    assert case.status == "报告已编"


@pytest.mark.covers("T23")
def test_the_matrix_shows_what_has_evidence_but_no_indicator(world: World):
    case = on_site(world)
    cover(world, case)

    found = {each.name: (each.relation, each.leaves, each.methods) for each in characteristics(case)}

    assert found["社会影响力"] == ("无", (), ("数据分析",))
    assert found["接通率"][:2] == ("对应", ("电话接通率",))

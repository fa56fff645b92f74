"""The audit report is made from the records: its numbers are theirs."""

import pytest

from hengxian.certification.papers.audit import audit_facts, issue_audit_report
from hengxian.kernel.refusals import Incomplete
from hengxian.records.delivering import read_document
from hengxian.records.models.document import Document
from tests.certification.world import World
from tests.papers import words_of


@pytest.mark.covers("R6.2.3.2")
def test_the_report_counts_what_the_records_hold(world: World):
    case = world.case("现场中")
    for clause, conclusion in (
        ("9.1.1.1", "符合"),
        ("9.1.1.2", "不符合"),
        ("9.1.1.3", "符合"),
        ("10.1.2.1", "未发现"),
    ):
        facts = {"conclusion": conclusion, "methods": ["现场审核"], "finding": f"{clause} 的所见"}
        world.write("checklist", case, facts, "auditor", subject=clause)
    finding = world.nonconformity(case)

    report = audit_facts(case, "推荐认证")

    assert [(s.clause, s.items, s.conforming, s.nonconforming, s.not_found) for s in report.sections] == [
        ("9.1.1", 3, 2, 1, 0), ("10.1.2", 1, 0, 0, 1),
    ]  # fmt: skip
    assert [(n.number, n.grade) for n in report.nonconformities] == [(finding.number, "轻微")]
    assert [member.duty for member in report.team] == ["审核组长", "审核员", "评价组长"]


@pytest.mark.covers("R6.2.3.2")
def test_a_report_without_a_conclusion_is_refused_and_leaves_no_number(world: World):
    case = world.case("末次会议已开")

    with pytest.raises(Incomplete, match="审核报告须有明确的审核结论"):
        issue_audit_report(case, "  ", by=world["lead"], at=world.at)

    assert Document.objects.count() == 0


def test_a_report_drafted_anew_is_a_new_edition_under_its_number(world: World):
    case = world.case("末次会议已开")
    first = issue_audit_report(case, "推荐认证", by=world["lead"], at=world.at)

    second = issue_audit_report(case, "不推荐认证", by=world["lead"], at=world.later(days=1))

    assert (first.number, second.number, second.edition) == (second.number, first.number, 2)
    with read_document(second, by=world["lead"], at=world.at) as content:
        text = words_of(content.read())
    assert "不推荐认证" in text
    assert second.word is not None

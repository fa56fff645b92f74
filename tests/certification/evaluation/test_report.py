"""The evaluation report: compiled from the records, checked by another, approved twice, handed over."""

from collections.abc import Callable

import pytest

from hengxian.certification.conditions import reporting
from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.papers.evaluation import ABSENT, evaluation_facts
from hengxian.certification.queries.judging import judgements_of
from hengxian.certification.queries.sheets import scores_of, sheets_of
from hengxian.evaluation.kept import measured_of
from hengxian.evaluation.terms import terms_of
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow, Refused
from hengxian.records.delivering import read_document, steps_of
from hengxian.records.edition import pack
from hengxian.records.issuing import documents_of
from hengxian.records.models.document import Document
from hengxian.records.models.notice import Notice
from hengxian.records.models.register_row import RegisterRow
from hengxian.scoring.printed import points
from hengxian.scoring.score import score
from tests.certification.evaluation.scored import (
    SAID,
    analysed,
    concluded,
    drafted,
    given,
    judge,
    on_site,
    ready_to_draft,
    record_steps,
)
from tests.certification.world import World
from tests.papers import words_of

HANDED = {"delivery": "平台内送达"}


def refused(world: World, report: EvaluationReport, verb: str, by: str, **facts: object) -> str:
    """The sentence of a refusal that left nothing behind."""
    before = Entry.objects.count(), Document.objects.count(), report.state

    with pytest.raises(Refused) as told:
        perform(report, verb, by=world[by], at=world.at, **facts)

    report.refresh_from_db()
    assert (Entry.objects.count(), Document.objects.count(), report.state) == before
    return str(told.value)


def text_of(world: World, paper: Document) -> str:
    """The words of the PDF."""
    with read_document(paper, by=world["lead"], at=world.at) as content:
        return words_of(content.read())


@pytest.mark.covers("R13.3.3.1", "T12")
def test_the_report_prints_process_results_as_intervals_and_what_they_rest_on(world: World):
    report = drafted(world)

    [paper] = documents_of(report.story, sort="evaluation_report")
    text, composite = text_of(world, paper), report.scorecard["scores"]["composite"]
    assert report.status == "已编"
    assert f"{composite['low']}–{composite['high']}" in text
    for words in (
        *SAID.values(), "GB/T 33357 未核对", "机构自定（规则未规定）", "文档审查：1 项", "评判记录", "附录D 打分表",
        "提升指标（13.1.2）：0.00–15.00，满分 15.00，另列，不计入综合评价得分", "社会影响力", "未测",
        report.case.evaluation.dataset_sha256, report.case.evaluation.result_sha256,
    ):  # fmt: skip
        assert words.replace(" ", "") in text.replace(" ", ""), words
    assert (paper.word is not None, report.content_text["fingerprint"]) == (True, paper.fingerprint)


@pytest.mark.covers("T44")
def test_the_report_names_the_evaluation_group_and_the_figures_behind_measured_scores(world: World):
    report = drafted(world)

    facts = evaluation_facts(report.case, report.scorecard, SAID)

    assert [(member.name, member.duty) for member in facts.team] == [
        ("lead某", "评价组长"),
        ("auditor某", "评价组成员"),
    ]
    notes = {line.name: line.note for line in facts.scores if line.level == 2}
    assert notes["电话接通率"] == "90.09%（100/111）"
    assert notes["服务热情度"] == ""


@pytest.mark.covers("R13.2.3.1", "R13.2.3.2", "R13.2.3.3")
def test_a_side_that_is_lacking_is_marked_and_a_dimension_without_conclusion_refused(world: World):
    case = on_site(world)
    analysed(world, case, given(world, case))
    concluded(world, case, without=("external",))
    RegisterRow.objects.filter(register="evaluation_conclusions", subject="innovation").delete()
    Case.objects.filter(pk=case.pk).update(status="末次会议已开")
    case.refresh_from_db()
    record_steps(world, case, "draft_evaluation_report")
    report = case.evaluation_report

    said = refused(world, report, "draft", "lead", **SAID)
    facts = {side: "结论" for side in ("quantitative", "qualitative", "course", "outcome", "internal")}
    world.write("evaluation_conclusions", case, facts, "auditor", subject="innovation")
    perform(report, "draft", by=world["lead"], at=world.at, **SAID)

    assert "《评价结论》缺“服务创新”（13.3.2.4）" in said
    assert ABSENT in text_of(world, documents_of(case.story, sort="evaluation_report")[0])


def test_a_report_waits_for_every_step_every_leaf_and_the_teams_own_run(world: World):
    case = on_site(world)
    report = case.evaluation_report
    first = refused(world, report, "draft", "lead", **SAID)
    concluded(world, case)
    RegisterRow.objects.filter(register="leaf_judgements", subject__in=("warmth", "patience")).delete()
    record_steps(world, case, "draft_evaluation_report")

    said = refused(world, report, "draft", "lead", **SAID)

    assert "还缺前面的步骤“提交申请与材料”" in first
    assert "还有 2 项指标没有评判：" in said
    assert "审核组尚未用计算引擎运行或复算数据" in said


def test_only_the_evaluation_group_compiles_and_says_all_three(world: World):
    report = ready_to_draft(world)

    for part in ("clerk", "bystander", "chair", "head", "client"):
        assert "没有“编制评价报告”的权限" in refused(world, report, "draft", part, **SAID)
    assert "还缺：评价结论" in refused(world, report, "draft", "lead", **(SAID | {"conclusion": ""}))


@pytest.mark.covers("R13.3.3.2")
def test_the_author_does_not_check_his_own_report(world: World):
    report = drafted(world)

    said = refused(world, report, "check", "lead", reason="准确、公正")
    perform(report, "check", by=world["auditor"], at=world.at, reason="与原始记录核对一致")

    assert "不能“审核评价报告”：lead某 已于" in said
    assert report.status == "已核"


@pytest.mark.covers("R13.3.3.3")
def test_lead_and_committee_approve_in_two_acts(world: World):
    report = drafted(world)
    early = refused(world, report, "approve_as_lead", "lead")
    perform(report, "check", by=world["auditor"], at=world.at, reason="一致")
    not_lead = refused(world, report, "approve_as_lead", "auditor")
    perform(report, "approve_as_lead", by=world["lead"], at=world.at)
    not_chair = refused(world, report, "approve_as_committee", "lead")

    perform(report, "approve_as_committee", by=world["chair"], at=world.at)

    assert "现为“已编”" in early
    assert "没有“评价组长批准”的权限" in not_lead
    assert "没有“技术委员会批准”的权限" in not_chair
    acts = Entry.objects.filter(object_kind="evaluation_report", verb__startswith="approve").order_by(
        "sequence"
    )
    assert [(entry.verb, entry.actor) for entry in acts] == [
        ("approve_as_lead", "lead某"), ("approve_as_committee", "chair某"),
    ]  # fmt: skip


def test_a_judgement_changed_after_drafting_asks_for_the_report_anew(world: World):
    report = drafted(world)
    judge(world, report.case, {"warmth": "60"}, "lead")

    said = refused(world, report, "check", "auditor", reason="一致")
    perform(report, "return", by=world["auditor"], at=world.at, reason="评判有改动")
    perform(report, "draft", by=world["lead"], at=world.later(hours=1), **SAID)

    first, second = documents_of(report.story, sort="evaluation_report")
    assert "评判打分在报告编制之后有改动，须退回重新编制" in said
    assert (second.number, second.edition, second.supersedes) == (first.number, 2, first)
    assert len(report.scorecard["judgements"]) == 32
    assert Notice.objects.filter(text__contains="评价报告被退回修改").exists()


def test_an_approved_report_whose_judgements_changed_holds_the_audit_report_until_it_is_drawn_up_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    report = drafted(world)
    for name in ("demand_steps_before", "uncovered_characteristics", "uncovered_items", "unused_methods"):
        monkeypatch.setattr(reporting, name, lambda *said: [])  # only the evaluation report is looked at
    for verb, part in (("check", "auditor"), ("approve_as_lead", "lead"), ("approve_as_committee", "chair")):
        perform(report, verb, by=world[part], at=world.at, reason="一致")
    case = Case.objects.get(pk=report.case_id)
    judge(world, case, {"warmth": "60"}, "lead")
    case.status = "末次会议已开"
    case.save()

    with pytest.raises(Incomplete, match="评判打分在评价报告批准之后有改动"):
        perform(case, "draft_report", by=world["lead"], at=world.at, conclusion="推荐认证")
    perform(report, "reopen", by=world["lead"], at=world.at, reason="评判有更正")
    perform(report, "draft", by=world["lead"], at=world.later(hours=1), **SAID)
    perform(case, "draft_report", by=world["lead"], at=world.later(hours=1), conclusion="推荐认证")

    assert (report.status, case.status) == ("已编", "报告已编")


@pytest.mark.parametrize("status", ["报告已编", "组长已批", "报告已批", "意见已出", "已决定"])
def test_an_approved_report_is_not_reopened_while_the_committee_has_the_file(world: World, status: str):
    report = world.case(status).evaluation_report

    said = refused(world, report, "reopen", "chair", reason="想改")

    assert "须由技术委员会退回案卷后才能重新编制" in said


def test_the_author_does_not_return_his_own_report(world: World):
    report = drafted(world)

    with pytest.raises(NotAllowed):
        perform(report, "return", by=world["lead"], at=world.at, reason="重写")
    with pytest.raises(Incomplete, match="还缺：理由"):
        perform(report, "return", by=world["auditor"], at=world.at)


@pytest.mark.covers("R13.3.3.4")
def test_the_approved_report_is_handed_over_with_its_proof(world: World):
    report = drafted(world)
    perform(report, "check", by=world["auditor"], at=world.at, reason="一致")
    perform(report, "approve_as_lead", by=world["lead"], at=world.at)
    early = refused(world, report, "hand_over", "clerk", delivered_at=world.at, **HANDED)
    perform(report, "approve_as_committee", by=world["chair"], at=world.at)
    without = refused(world, report, "hand_over", "clerk", delivery="邮寄", delivered_at=world.at)
    by_other = refused(world, report, "hand_over", "lead", delivered_at=world.at, **HANDED)

    perform(report, "hand_over", by=world["clerk"], at=world.at, delivered_at=world.at, **HANDED)

    [paper] = documents_of(report.story, sort="evaluation_report")
    assert "现为“组长已批”" in early
    assert "以“邮寄”交付还缺：送达凭据" in without
    assert "没有“反馈评价报告”的权限" in by_other
    assert (report.status, report.marker) == ("已批", "已反馈")
    assert [(step.step, step.way) for step in steps_of(paper)] == [("交付", "平台内送达")]
    with pytest.raises(NotNow):
        perform(report, "return", by=world["auditor"], at=world.at, reason="晚了")


@pytest.mark.covers("A-2")
def test_another_edition_alters_no_result_that_was_accepted(
    world: World, another_edition: Callable[[], None]
):
    """A peer changed an accepted score from 75.7 to 84.2 by updating its library: here the report keeps its own."""
    report = drafted(world)
    before, sheets = dict(scores_of(report.case)), sheets_of(report.case)
    another_edition()

    perform(report, "check", by=world["auditor"], at=world.at, reason="一致")
    perform(report, "approve_as_lead", by=world["lead"], at=world.at)
    perform(report, "approve_as_committee", by=world["chair"], at=world.at)

    again = EvaluationReport.objects.get(pk=report.pk)
    assert scores_of(again.case) == before == again.scorecard["scores"]
    assert sheets_of(again.case) == sheets


@pytest.mark.covers("A-2")
def test_another_edition_asks_for_another_measuring_before_a_report(
    world: World, another_edition: Callable[[], None]
):
    report = ready_to_draft(world)
    another_edition()

    said = refused(world, report, "draft", "lead", **SAID)

    assert "测评结果依据另一版规则产生，须按本版规则另行测评" in said


def test_the_engine_alone_would_have_moved_the_score(world: World, another_edition: Callable[[], None]):
    """What the test above guards against: the same figures under the other weights are another composite."""
    report = drafted(world)
    kept = scores_of(report.case)["composite"]
    another_edition()

    case, given = report.case, report.case.evaluation
    moved = score(pack().tree, measured_of(given), judgements_of(case), terms_of(given).profile).composite

    assert {"low": points(moved.low), "high": points(moved.high)} != kept

"""On site, at the score sheets, through the nonconformity to both approved reports."""

from hengxian.certification.applying.figures import dataset_of
from hengxian.certification.models import EvaluationReport, Nonconformity
from hengxian.cli.showcase import audit, client, evaluation
from tests.journeys.stage import TABLET, picture
from tests.journeys.telling import Story


def go_on_site(told: Story) -> None:
    """An auditor writes on a tablet what he sees of one clause; it arrives."""
    case = told.case
    audit.review_documents(case, told.on(15))
    audit.prepare(case, told.on(18))
    client.override(case, "开展现场审核", told.on(18))
    audit.go_on_site(case, told.after(0, 9))
    audit.look(case, told.after(0, 15))
    auditor = told.stage.desk("auditor")
    page = auditor.page
    page.set_viewport_size(dict(zip(("width", "height"), TABLET, strict=True)))
    auditor.open(f"/office/case/{case.pk}/tablet/checklist/")
    card = page.locator(f"[data-clause='{audit.FAILING}']")
    card.get_by_text("不符合", exact=True).click()
    card.get_by_text("记录审查", exact=True).click()
    card.get_by_label("所见").fill("质检、知识库、排班三个岗位没有职责文件")
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator("#standing").filter(has_text="已全部保存").wait_for(timeout=15_000)
    card.scroll_into_view_if_needed()
    picture(page, "08-tablet")
    auditor.look("09-tablet", ("phone",))
    audit.check_off(case, told.after(1, 14), but=(audit.FAILING,))


def score(told: Story) -> None:
    """All sheets in one request, on the evidence gathered; the team's own run of the engine beside them."""
    case = told.case
    audit.analyse(case, told.after(1), dataset_of(told.application))
    shown = evaluation.look(case, told.after(2))
    rater = told.stage.desk("auditor2")
    page = rater.open(f"/office/case/{case.pk}/sheets/all/")
    for place, leaf in enumerate(evaluation.judged()):
        page.fill(f"[name={leaf.id}-score]", evaluation.score_of(place))
        page.fill(f"[name={leaf.id}-reason]", "制度与记录相符，个别环节待完善")
        page.evaluate("id => document.getElementById(id).open = true", f"e-{leaf.id}")
        page.check(f"[name={leaf.id}-evidence][value='{shown[0]}']")
    rater.look("10-score-sheets")
    page.get_by_role("button", name="全部保存").click()
    page.get_by_text(f"{len(evaluation.judged())} 项有变化").wait_for()
    rater.open(f"/office/case/{case.pk}/sheets/")
    rater.look("11-scores")
    evaluation.cover(case, told.after(2, 15), shown)
    evaluation.conclude(case, told.after(3, 14))


def raise_and_close(told: Story) -> None:
    """The nonconformity of the clause that failed; then the meetings end."""
    told.after(3, 15)
    auditor = told.stage.desk("auditor")
    auditor.act(
        f"/office/case/{told.case.pk}/", "开具不符合项", clause=audit.FAILING, requirement="职责明确",
        facts="质检、知识库、排班三个岗位没有职责文件", evidence="岗位职责文件清单", grade="轻微",
        grade_reason="个别岗位，未影响服务", attached_masked=True,
    )  # fmt: skip
    audit.close_on_site(told.case, Nonconformity.objects.get(), told.after(3, 16))


def correct(told: Story) -> None:
    """The client acknowledges and corrects, an auditor verifies."""
    pk = Nonconformity.objects.get().pk
    told.after(8)
    applicant = told.stage.desk("applicant")
    applicant.act(f"/portal/nonconformity/{pk}/", "确认不符合项")
    applicant.act(
        f"/portal/nonconformity/{pk}/", "提交整改", correction="补发三个岗位的职责文件", cause="机构调整后未更新",
        action="职责文件纳入年度复核", evidence="岗位职责文件", attached_masked=True,
    )  # fmt: skip
    applicant.look("12-nonconformity")
    told.after(10)
    auditor = told.stage.desk("auditor")
    auditor.act(
        f"/office/nonconformity/{pk}/", "验证并关闭", way="书面验证", evidence_text="职责文件已发布，版本可查"
    )

    assert Nonconformity.objects.get().status == "已关闭"


def report(told: Story) -> None:
    """Both reports, compiled from the records; approved by the leader, then by the committee."""
    made = evaluation.report(told.case, told.after(14))
    pk, of = told.case.pk, f"/office/evaluation_report/{made.pk}/"
    chair, lead = told.stage.desk("chair"), told.stage.desk("lead")
    lead.act(
        f"/office/case/{pk}/",
        "编制审核报告",
        conclusion="管理体系运行有效，1 项轻微不符合已整改关闭，推荐认证",
    )
    lead.act(f"/office/case/{pk}/", "审核组长批准报告")
    chair.open(of)
    chair.look("13-evaluation-report")
    made.refresh_from_db()
    chair.act(of, EvaluationReport.lifecycle.row("approve_as_committee").label)
    chair.act(f"/office/case/{pk}/", "技术委员会批准报告", report_read=True)

    assert told.case.status == "报告已批"

"""The whole story in a real browser: application to certificate, suspension, appeal, revocation, recertification.

What repeats itself (145 clauses, a plan, declarations) is filled in by the same acts as on the pages; whatever decides
something is done by its person with the mouse. Then the public looks at it with a telephone.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.applying.figures import dataset_of
from hengxian.certification.models import (
    Appeal,
    Application,
    Case,
    Certificate,
    EvaluationReport,
    Hotline,
    Nonconformity,
)
from hengxian.certification.telling_public import tell_public
from hengxian.cli.showcase import audit, body, client, decision, evaluation, people, story
from hengxian.people.models import Account, Organisation
from hengxian.records.edition import edition_name
from tests.cast import PASSWORD, placed
from tests.certification.walks.whole import BEGAN
from tests.evaluation.folders import write
from tests.evaluation.hotline import tables
from tests.journeys.stage import TABLET, Stage, free_port, picture, public_register

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SIGNED = {"method": "图形签名"}


class Story:
    """The file as it grows, and the days on which it does."""

    def __init__(self, stage: Stage, export: Path, register: str) -> None:
        """Nothing has happened yet but the body's own settling."""
        self.stage, self.export, self.register = stage, export, register
        self.days = story.Calendar(BEGAN)
        self.first = audit.next_working(self.days.at(22).date())

    def on(self, day: int | date, hour: int = 10) -> datetime:
        """The clock set to an hour of the n-th day, or of a date."""
        self.stage.at = self.days.at(day, hour) if isinstance(day, int) else self.days.on(day, hour)
        return self.stage.at

    def after(self, days: int, hour: int = 10) -> datetime:
        """The clock set so many days after the first day on site."""
        return self.on(self.first + timedelta(days=days), hour)

    @property
    def application(self) -> Application:
        return Application.objects.get(number__isnull=False, for_recertification_of=None)

    @property
    def case(self) -> Case:
        return Case.objects.get(application=self.application)

    @property
    def certificate(self) -> Certificate:
        return Certificate.objects.get(case=self.case)

    @property
    def public(self) -> str:
        """What the register says today of the certificate, in one word, on a telephone."""
        street = self.stage.street(self.register)
        street.resize("phone")
        word = street.open(f"/c/{self.certificate.number}").inner_text(".verdict-word")
        street.page.context.close()
        return str(word)


@pytest.fixture
def stage(chromium: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The body's site with a clock of the story's."""
    found = Stage(chromium, live_server.url)
    monkeypatch.setattr("hengxian.web.acting.visitor.now", lambda: found.at)
    yield found
    found.leave()


@pytest.fixture
def told(stage: Stage, tmp_path: Path, settings: Any, root: Path) -> Iterator[Story]:
    """The body has settled, its client has an account, and the register is open."""
    settings.HENGXIAN_HOME, settings.HENGXIAN_FILES = tmp_path / "home", tmp_path / "files"
    settings.HENGXIAN_FACTS = tmp_path / "facts"
    settings.HENGXIAN_SIGNING_KEY = tmp_path / "keys" / "publication.pem"
    settings.HENGXIAN_BODY_NAME, settings.HENGXIAN_DEMO = "演示认证服务机构（虚构）", True
    port = free_port()
    settings.HENGXIAN_SITES = {**settings.HENGXIAN_SITES, "register": f"http://127.0.0.1:{port}"}
    people.found(PASSWORD, BEGAN)
    people.hire(PASSWORD, BEGAN)
    body.settle(BEGAN)
    for username, name in people.APPLICANTS.items():
        people.open_account(username, name, ("applicant",), PASSWORD, BEGAN)
    tell_public(by=people.actor("certificates"), at=BEGAN)
    with public_register(root, tmp_path / "register", settings.HENGXIAN_FACTS, port) as register:
        yield Story(stage, write(tmp_path / "export", tables()), register)


def test_one_hotline_goes_the_whole_way(told: Story) -> None:
    apply(told)
    accept(told)
    agree(told)
    form_team_and_plan(told)
    go_on_site(told)
    score(told)
    raise_and_close(told)
    correct(told)
    report(told)
    vote_and_decide(told)
    certify(told)
    seen = [told.public]
    suspend(told)
    seen.append(told.public)
    restore(told)
    seen.append(told.public)
    give_notice(told)
    seen.append(told.public)
    appeal_and_revoke(told)
    seen.append(told.public)
    recertify(told)

    assert seen == ["有效", "暂停", "有效", "有效", "撤销"]
    assert told.stage.faults == []


def apply(told: Story) -> None:
    """The applicant signs in with his password, looks his application over and hands it in."""
    hotline = client.register(story._credit_code(story.CODE), told.on(1))
    application = client.draft(hotline, told.on(1))
    client.fill(application, told.on(2), told.export)
    told.on(3)
    visitor = told.stage.street(told.stage.body)
    page = visitor.open("/account/login/")
    visitor.look("01-sign-in")
    page.fill("[name=login]", "applicant")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/portal/**")
    visitor.open(f"/portal/application/{application.pk}/part/A.4/")
    visitor.look("02-application-form")
    visitor.act(f"/portal/application/{application.pk}/", "提交申请")
    visitor.look("03-application-handed-in")
    page.context.close()


def accept(told: Story) -> None:
    """The clerk, after looking at every condition and material."""
    pk = told.application.pk
    client.examine(told.application, told.on(5))
    clerk = told.stage.desk("clerk")
    clerk.open(f"/office/application/{pk}/review/")
    clerk.look("04-review")
    clerk.act(f"/office/application/{pk}/", "受理", reason="条件和材料符合要求")

    assert told.application.status == "已受理"


def agree(told: Story) -> None:
    """Offered by the published fees, agreed by the client on a telephone, signed by the head; a case is opened."""
    pk = told.application.pk
    client.offer(told.application, told.on(7))
    client.override(told.application, "立案", told.on(7))
    applicant = told.stage.desk("applicant")
    signer = people.actor("applicant").person
    applicant.act(f"/portal/application/{pk}/", "申请方签署协议", signed_by=str(signer), **SIGNED)
    applicant.look("05-contract")
    told.stage.desk("head").act(f"/office/application/{pk}/", "签订认证服务协议", **SIGNED)
    told.on(8)
    told.stage.desk("clerk").act(f"/office/application/{pk}/", "立案")

    assert told.case.status == "已立案"


def form_team_and_plan(told: Story) -> None:
    """The clerk forms the team, the head's delegate approves the plan."""
    audit.name_team(told.case, told.on(9))
    told.stage.desk("clerk").act(f"/office/case/{told.case.pk}/", "组建审核组和评价组")
    audit.lay_out(told.case, told.on(12), told.first)
    delegate = told.stage.desk("delegate")
    delegate.open(f"/office/case/{told.case.pk}/plan/")
    delegate.look("06-plan")
    delegate.act(f"/office/case/{told.case.pk}/", "批准审核计划和评价计划")
    delegate.look("07-case")

    assert told.case.status == "计划已批"


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


def vote_and_decide(told: Story) -> None:
    """Three ballots, one of them on a telephone; the chair decides, the head signs, the clerk tells."""
    address, reason = f"/office/case/{told.case.pk}/", "同意审核结论"
    told.after(17)
    ballot = {
        "choice": "赞成",
        "process": "过程完整",
        "nonconformities": "准确完整",
        "conclusion": "合理",
        "reason": reason,
    }
    for who in ("member1", "member2", "chair"):
        told.stage.desk(who).act(address, "表决", **ballot)
    chair = told.stage.desk("chair")
    chair.act(address, "结束表决并出具审查意见")
    chair.look("14-votes")
    chair.act(address, "作出认证决定", outcome="批准认证", reason="符合认证要求，不符合项均已关闭")
    chair.look("15-decision")
    told.after(18)
    told.stage.desk("lead").act(address, "认证人员签字", **SIGNED)
    told.stage.desk("head").act(address, "机构负责人签署", **SIGNED)
    decision.hand_over(EvaluationReport.objects.get(case=told.case), told.after(18, 14))
    clerk = told.stage.desk("clerk")
    clerk.act(address, "书面通知决定", delivery="平台内送达", delivered_at=f"{told.stage.at:%Y-%m-%dT%H:%M}")

    assert (told.case.status, told.case.marker) == ("已决定", "已通知")


def certify(told: Story) -> None:
    """Drafted by one, issued by another, and looked up by a passer-by with number and code."""
    client.override(told.case, "颁发证书", told.after(19))
    keeper, head = told.stage.desk("certificates"), told.stage.desk("head")
    site = told.case.hotline.sites.get()
    keeper.act(
        f"/office/case/{told.case.pk}/", "拟制证书", address_kind="注册地址", blocks=list(decision.BLOCKS),
        scope="云泽市12345热线的受理、办理、办结、回访、归档和信息分析", sites=str(site.pk), wording_confirmed=True,
    )  # fmt: skip
    address = f"/office/certificate/{told.certificate.pk}/"
    head.act(address, "颁发证书", issued_on=told.stage.at.date().isoformat(), **SIGNED)
    head.look("16-certificate")
    verify(told)


def verify(told: Story) -> None:
    """By number and code, as they stand beside the QR code."""
    street = told.stage.street(told.register)
    street.resize("phone")
    page = street.open("/verify")
    page.fill("#number", told.certificate.number)
    page.fill("#code", told.certificate.editions.get().check_code)
    page.get_by_role("button", name="核验").first.click()
    page.get_by_text(told.certificate.number).first.wait_for()
    street.look("17-verified")
    street.open(f"/c/{told.certificate.number}")
    street.look("18-register")
    page.context.close()


def suspend(told: Story) -> None:
    """Proposed with its evidence by one, decided by the other."""
    address = f"/office/certificate/{told.certificate.pk}/"
    told.after(40)
    keeper, head = told.stage.desk("certificates"), told.stage.desk("head")
    keeper.act(
        address, "拟暂停", ground="8.2.1.3", shows=["主管机关文书或查实材料", "分级理由"], reason="宣传中擅自添加内容",
        evidence="查实材料", attached_masked=True,
    )  # fmt: skip
    head.open(address)
    head.look("19-suspension-proposed")
    head.act(
        address, "暂停证书", demands="停止使用未经批准的内容\n报告整改情况", months="3", reason="情况属实"
    )
    head.look("20-suspended")


def restore(told: Story) -> None:
    """The client corrects, an auditor verifies, the head restores."""
    own, address = (f"/{door}/certificate/{told.certificate.pk}/" for door in ("portal", "office"))
    told.after(60)
    told.stage.desk("applicant").act(
        own, "提交整改", correction="已撤下全部未经批准的内容", evidence="整改情况报告", attached_masked=True
    )
    told.stage.desk("auditor2").act(
        address, "验证整改", result="网站与宣传册已核对", evidence="核对记录", attached_masked=True
    )
    told.after(61)
    told.stage.desk("head").act(address, "恢复证书", reason="整改已验证")

    assert told.certificate.status == "有效"


def give_notice(told: Story) -> None:
    """False papers are found; the client is told, the public is not."""
    address = f"/office/certificate/{told.certificate.pk}/"
    told.after(90)
    told.stage.desk("delegate").act(
        address, "立案调查撤销理由", ground="8.2.2.2", shows=["材料原件与核对结果"], reason="绩效数据与原始记录不符",
        evidence="核对结果", attached_masked=True,
    )  # fmt: skip
    told.after(95)
    keeper = told.stage.desk("certificates")
    keeper.act(address, "发出撤销通知", findings="绩效数据与原始记录不符", reason="提供虚假材料")
    keeper.look("21-notice-of-revocation")


def appeal_and_revoke(told: Story) -> None:
    """The client appeals, a panel with no earlier part upholds, the head revokes."""
    pk = told.certificate.pk
    told.after(98)
    applicant = told.stage.desk("applicant")
    applicant.act(
        f"/portal/certificate/{pk}/", "提出申诉", decision="撤销告知", grounds="数据差异系统计口径不同"
    )
    applicant.look("22-appeal")
    told.after(102)
    panel, address = told.stage.desk("panel"), f"/office/appeal/{Appeal.objects.get().pk}/"
    panel.act(address, "受理申诉", reason="在申诉期限内")
    panel.act(
        address, "调查申诉", client_heard="统计口径不同", body_heard="原始记录缺失", findings="原始记录确实缺失"
    )
    panel.act(address, "作出申诉决定", outcome="维持", reason="依据调查结果")
    panel.look("23-appeal-decided")
    told.stage.desk("clerk").act(address, "通知申诉决定", follow_up="撤销程序继续")
    told.after(125)
    head = told.stage.desk("head")
    head.act(f"/office/certificate/{pk}/", "撤销证书", reason="调查属实，申诉维持原决定")
    head.look("24-revoked")
    street = told.stage.street(told.register)
    street.open(f"/c/{told.certificate.number}")
    street.look("25-register-revoked")
    street.page.context.close()


def recertify(told: Story) -> None:
    """Another client, whose certificate of 2023 soon ends, applies anew, and a case is opened."""
    at = told.after(140)
    old = earlier_certificate(told)
    applicant = told.stage.desk("applicant2")
    applicant.open("/portal/application/new/draft/")
    applicant.fill({"hotline_id": str(old.hotline_id), "for_recertification_of_id": str(old.pk)})
    applicant.look("26-recertification")
    applicant.send()
    again = Application.objects.get(for_recertification_of=old)
    again.status = "已签约"
    client.override(again, "立案", at)


def earlier_certificate(told: Story) -> Certificate:
    """A certificate of another organisation from three years ago, as it was taken over into the platform."""
    own = placed(Organisation(name="望海市政务热线中心（虚构）", type="热线服务中心"))
    Account.objects.filter(username="applicant2").update(organisation=own)
    hotline = placed(
        Hotline(
            name="望海市12345热线", type="综合性热线", owner=own, founded_on=date(2014, 3, 1), place="望海市",
            within_territory=True,
        )
    )  # fmt: skip
    at = told.stage.at
    case = placed(
        Case(
            number="AN-2023-007", type="initial", organisation=own, hotline=hotline, status="已归档",
            rule_edition=edition_name(), opened_at=at.replace(year=2023),
        )
    )  # fmt: skip
    until = at.date() + timedelta(days=60)
    return placed(
        Certificate(
            number="YS-GXR-2023-0007", case=case, organisation=own, hotline=hotline, status="有效",
            issued_on=until.replace(year=until.year - 3), valid_until=until, status_since=at.replace(year=2023),
        )
    )  # fmt: skip

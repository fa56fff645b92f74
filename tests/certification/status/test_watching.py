"""Surveillance is opened by a person, its result decided, and renewal applied for within its window (6.4)."""

from datetime import date, datetime
from typing import Any

import pytest

from hengxian.certification.conditions.watching import (
    certificate_settled,
    committee_if_required,
    ground_given,
    keeper_set,
    recertification_window_open,
)
from hengxian.certification.models import Application, Case, Certificate
from hengxian.certification.queries.certificates import appendix_b
from hengxian.certification.queries.plan import plan_of, remarks
from hengxian.certification.queries.watching import (
    clocks_of_certificate,
    edition_warning,
    overdue_surveillances,
    recertification_warning,
    surveillance_due_on,
)
from hengxian.certification.steps import steps_of
from hengxian.journal.acting import perform
from hengxian.journal.conditions import Act
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.issuing import documents_of
from tests.cast import placed
from tests.certification.applying.desk import filled
from tests.certification.certificates.certified import evidence, issued, put, set_terms
from tests.certification.world import World

YEARLY = {"type": "年度监督审核", "due_on": date(2027, 3, 2), "reach": "受理与办理"}
SPECIAL = {**YEARLY, "type": "特殊监督审核"}


def certified(world: World) -> Certificate:
    set_terms(world)
    return issued(world)


def opened(world: World, certificate: Certificate, by: str = "clerk", **told: Any) -> Case:
    blank = Case(certificate=certificate, organisation=certificate.organisation, hotline=certificate.hotline)
    return perform(blank, "open_surveillance", by=world[by], at=world.at, **{**YEARLY, **told})


def act(world: World, at: datetime | None = None, **facts: Any) -> Act:
    return Act("x", world["client"], at or world.at, facts)


@pytest.mark.covers("R6.4.2.1", "T27")
def test_surveillance_falls_due_each_year_and_lateness_changes_no_status(world: World) -> None:
    certificate = certified(world)

    due_on = surveillance_due_on(certificate)
    late = overdue_surveillances(date(2027, 3, 3))
    placed(
        Case(
            number="JD-1", type="surveillance", certificate=certificate, organisation=world.client, status="已归档",
            hotline=world.hotline, rule_edition="x", opened_at=world.at, on_site_from=date(2027, 2, 20),
        )
    )  # fmt: skip

    assert (due_on, late, surveillance_due_on(certificate)) == (
        date(2027, 3, 2), [(certificate, date(2027, 3, 2))], date(2028, 3, 2),
    )  # fmt: skip
    assert certificate.status == "有效"


def test_surveillance_opens_with_its_report_and_tells_the_client(world: World) -> None:
    case = opened(world, certified(world))

    assert (case.number, case.type, case.status, case.evaluation_report.status) == (
        "JD-2026-001", "surveillance", "已立案", "未编",
    )  # fmt: skip
    assert [each.sort for each in documents_of(case.story)] == ["surveillance"]
    assert "印明有效期至2025-05-20" in str(documents_of(case.story)[0].source)


@pytest.mark.covers("T8")
def test_planning_a_surveillance_warns_that_it_falls_after_the_editions_end(world: World) -> None:
    certificate = certified(world)
    planned = {"on_site_from": "2027-02-22", "on_site_until": "2027-02-23"}
    case = world.case("已组组", type="surveillance", certificate=certificate, plan=planned)
    initial = world.case("已组组", plan=planned)
    warning = "CMM-525-0004 V1.0印明有效期至2025-05-20，监督审核安排在其后，规则不自动延长"

    opening = opened(world, issued(world))

    assert edition_warning(surveillance_due_on(certificate) or world.at.date()) == warning
    assert remarks(plan_of(case), world.at) == [warning]
    assert remarks(plan_of(initial), world.at) == []
    assert warning in str(documents_of(opening.story)[0].source)
    assert edition_warning(date(2025, 5, 20)) == ""


@pytest.mark.covers("R6.4.2.2")
def test_special_surveillance_needs_a_trigger_of_its_own(world: World) -> None:
    certificate = certified(world)
    before = Entry.objects.count()
    with pytest.raises(Incomplete, match="没有新的重大变更或投诉"):
        opened(world, certificate, **SPECIAL)
    assert Entry.objects.count() == before
    trigger = {"trigger": "投诉", "reference": "TS-1", "days": "1", "reason": "反映不接电话"}
    put("special_triggers", certificate.story, trigger)

    case = opened(world, certificate, **SPECIAL)

    assert (case.type, case.trigger) == ("special", "投诉：反映不接电话")
    perform(case, "end_early", by=world["head"], at=world.at, reason="投诉撤回")
    with pytest.raises(Incomplete, match="没有新的重大变更或投诉"):
        opened(world, certificate, **SPECIAL)


def test_surveillance_refuses_a_second_at_once_others_and_a_revoked_certificate(world: World) -> None:
    certificate = certified(world)
    opened(world, certificate)

    with pytest.raises(Incomplete, match="监督审核 JD-2026-001 尚未结束"):
        opened(world, certificate)
    with pytest.raises(NotAllowed):
        opened(world, certificate, "lead")
    certificate.status = "撤销"
    with pytest.raises(Incomplete, match="只对有效或暂停的证书"):
        opened(world, certificate)


@pytest.mark.covers("R6.4.2.3")
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"outcome": "拟暂停"}, "“拟暂停”须写明 8.2.1 的条款：8.2.1.1、8.2.1.2、8.2.1.3、8.2.1.4"),
        ({"outcome": "撤销调查", "ground": "8.2.1.1"}, "“撤销调查”须写明 8.2.2 的条款"),
        ({"outcome": "保持认证", "ground": "8.2.1.1"}, "保持认证的不写依据的条款"),
    ],
)
def test_result_names_the_ground_it_rests_on(world: World, said: dict[str, Any], sentence: str) -> None:
    case = world.case("报告已批", type="surveillance", certificate=certified(world))

    told = ground_given(case, act(world, **said))

    assert told and told.startswith(sentence)
    assert ground_given(case, act(world, outcome="撤销调查", ground="8.2.2.4")) is None


@pytest.mark.covers("R6.4.2.3", "R14.4.2")
def test_result_refuses_while_nobody_is_named_to_keep_and_a_step_is_missing(world: World) -> None:
    case = world.case("报告已批", type="surveillance", certificate=certified(world))
    told = {"outcome": "保持认证", "reason": "见报告"}

    unset = keeper_set(case, act(world))
    world.set(P_keepwho="head_of_body", P_keepwho_committee="是")
    with pytest.raises(NotNow, match="还缺前面的步骤"):
        perform(case, "conclude_surveillance", by=world["head"], at=world.at, **told)

    assert unset == "监督结果由谁决定、是否经技术委员会审查未设定（6.4.2.3）"
    assert committee_if_required(case, act(world)) == "监督结果须先经技术委员会审查（6.4.2.3，机构自定）"
    assert case.status == "报告已批"


def test_closing_a_surveillance_waits_for_what_its_result_opens(world: World) -> None:
    certificate = certified(world)
    case = world.case(
        "已决定", type="surveillance", marker="已通知", certificate=certificate, decided_at=world.at
    )
    world.decision(case, "拟暂停")
    told = {
        "ground": "8.2.1.3", "shows": ["主管机关文书或查实材料", "分级理由"], "reason": "一般违法",
        "evidence": evidence(world, certificate.story),
    }  # fmt: skip

    before = certificate_settled(case, act(world))
    perform(certificate, "propose_suspension", by=world["keeper"], at=world.later(hours=1), **told)

    assert before == "监督结果为“拟暂停”，证书上尚未启动这一程序（6.4.2.3）"
    assert certificate_settled(case, act(world)) is None


@pytest.mark.covers("R6.4.1.3")
def test_closing_a_certification_waits_for_certificate_and_guidance(world: World) -> None:
    certificate = certified(world)
    case = certificate.case

    before = certificate_settled(case, act(world))
    put("use_guidance", certificate.story, {"guidance": "第1版"})

    assert before == "证书和标志的使用指导尚未交付并签收（6.4.1.3）"
    assert certificate_settled(case, act(world)) is None


@pytest.mark.covers("R6.4.3", "T28")
def test_renewal_is_refused_before_the_window_with_the_date_and_after_the_end_without_rule(
    world: World,
) -> None:
    certificate = certified(world)
    application = Application(organisation=world.client, for_recertification_of=certificate)
    early, inside, after = (
        datetime.fromisoformat(f"{day}T09:00+08:00") for day in ("2028-11-30", "2028-12-01", "2029-03-02")
    )

    told = [recertification_window_open(application, act(world, at)) for at in (early, inside, after)]

    assert told == [
        "证书有效期至 2029-03-01，自 2028-12-01 起可以申请再认证（6.4.3）", None,
        "证书已于 2029-03-01 届满，到期未完成再认证的处理未设定（6.4.3）",
    ]  # fmt: skip


@pytest.mark.covers("R14.4.3")
def test_renewal_takes_every_step_of_an_initial_certification(world: World) -> None:
    steps = {
        kind: [each.step.id for each in steps_of(world.case("已立案", type=kind))]
        for kind in ("initial", "recertification")
    }

    assert [step for step in steps["recertification"] if step != "renew"] == steps["initial"]


@pytest.mark.covers("R6.4.3", "R14.4.3")
def test_renewal_is_applied_for_within_its_window_and_after_the_end_as_the_body_says(world: World) -> None:
    certificate = certified(world)
    application = filled(world)
    Application.objects.filter(pk=application.pk).update(for_recertification_of=certificate)

    def submit(day: str) -> Application:
        found, at = Application.objects.get(pk=application.pk), datetime.fromisoformat(f"{day}T09:00+08:00")
        return perform(found, "submit", by=world["client"], at=at)

    with pytest.raises(Incomplete, match="自 2028-12-01 起可以申请再认证"):
        submit("2028-11-30")
    with pytest.raises(Incomplete, match="到期未完成再认证的处理未设定"):
        submit("2029-03-02")
    world.set(P_lapse="按初次认证办理")
    after = submit("2029-03-02")

    told = recertification_warning(certificate, datetime.fromisoformat("2029-03-02T09:00+08:00"))
    assert (after.status, after.for_recertification_of) == ("已提交", certificate)
    assert told.startswith("证书有效期已于2029-03-01届满：按初次认证办理")
    assert "机构自定（规则未规定）" in told


@pytest.mark.covers("T28")
def test_renewal_warns_when_the_days_on_site_no_longer_fit(world: World) -> None:
    certificate = certified(world)
    days = ("2029-02-20T09:00+08:00", "2029-02-28T09:00+08:00", "2029-03-05T09:00+08:00")

    told = [recertification_warning(certificate, datetime.fromisoformat(day)) for day in days]

    assert told == [
        "", "距届满只余2天，不足再认证现场审核的3天",
        "证书有效期已于2029-03-01届满：到期未完成再认证的处理未设定（6.4.3）",
    ]  # fmt: skip


def test_clocks_show_surveillance_and_expiry(world: World) -> None:
    found = clocks_of_certificate(certified(world), world.at)

    assert [(clock.name, clock.due_on) for clock in found] == [
        ("年度监督审核", date(2027, 3, 2)), ("证书有效期届满", date(2029, 3, 1)),
    ]  # fmt: skip


@pytest.mark.covers("XB.1", "XB.4")
def test_appendix_b_lists_the_certificate_and_its_closed_audits(world: World) -> None:
    certificate = certified(world)
    case = world.case("已归档", type="surveillance", certificate=certificate, on_site_until=date(2027, 2, 21))
    world.decision(case, "保持认证")
    world.case("现场中", type="special", certificate=certificate)

    tables = appendix_b(certificate)

    assert tables["B.1"]["certificate_number"] == "YZ-2026-0001"
    assert [(row["audited_on"], row["audit_kind"], row["lead_auditor"]) for row in tables["B.4"]] == [
        (date(2027, 2, 21), "年度监督审核", "lead某")
    ]

"""The agreement: fees by the published list or with a reason, both signatures with method, then a case may open."""

from typing import Any

import pytest

from hengxian.certification.actions import contracting
from hengxian.certification.models import Application, Case, EvaluationReport
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.edition import edition_name
from hengxian.records.issuing import documents_of
from hengxian.records.models import Notice
from tests.cast import appoint, open_account
from tests.certification.applying import desk
from tests.certification.applying.traces import refused
from tests.certification.world import World


def agree(world: World, application: Application, **more: Any) -> object:
    said = {"signed_by": world["client"].person, "method": "图形签名", **more}
    return perform(application, "agree_contract", by=world["client"], at=world.at, **said)


def new_case(application: Application) -> Case:
    return Case(application=application, organisation=application.organisation, hotline=application.hotline)


@pytest.mark.covers("L20")
def test_no_agreement_while_no_fees_are_published(world: World):
    application = desk.accepted(world)

    refused(application, Incomplete, "收费标准尚未公布", lambda: desk.offer(world, application))


def test_no_agreement_without_fees(world: World):
    desk.publish_fees(world)
    application = desk.accepted(world)

    refused(application, Incomplete, "《协议收费》", lambda: desk.offer(world, application))


@pytest.mark.covers("Q3b.1-2")
def test_another_price_needs_a_reason(world: World):
    desk.publish_fees(world)
    application = desk.accepted(world)
    line = contracting.FeeLine("初次认证审核费", "8", "3000")
    contracting.agree_fees(application, [line], by=world["clerk"], at=world.at)

    refused(application, Incomplete, "须说明理由：初次认证审核费", lambda: desk.offer(world, application))
    reasoned = contracting.FeeLine("初次认证审核费", "8", "3000", "多条热线一并审核")
    contracting.agree_fees(application, [reasoned], by=world["clerk"], at=world.at)
    desk.offer(world, application)
    assert application.contract["total"] == "24000.00"


def test_a_fee_that_is_not_listed_is_refused(world: World):
    desk.publish_fees(world)
    application = desk.accepted(world)
    line = contracting.FeeLine("加急费", "1", "9999")

    refused(
        application, Incomplete, "“加急费”不在公布的收费标准中",
        lambda: contracting.agree_fees(application, [line], by=world["clerk"], at=world.at),
    )  # fmt: skip


@pytest.mark.covers("Q3b.1-2")
def test_the_agreement_names_scope_outline_duties_and_fees(world: World):
    application = desk.offered(world)

    [document] = documents_of(application.story, "agreement")
    facts = document.source["facts"]
    assert str(application.state) == "已受理+协议已拟"
    assert (facts["scope"], facts["plan_outline"]) == (
        "云泽市12345热线的受理、办理、回访",
        ["初次认证", "现场4天"],
    )
    assert [(fee["item"], fee["amount"], fee["listed"]) for fee in facts["fees"]] == [
        ("初次认证审核费", "32000.00", "4000"), ("证书费", "500.00", "500"),
    ]  # fmt: skip
    assert (facts["total"], facts["fee_list"]) == ("32500.00", "本机构于2026-01-01公布的收费标准")
    assert len(facts["body_duties"]) == len(contracting.BODY_DUTIES)


def test_a_changed_offer_is_another_edition_of_the_agreement(world: World):
    application = desk.offered(world)

    desk.offer(world, application, client_duties="提供两处备用场地")

    first, second = documents_of(application.story, "agreement")
    assert (first.number, second.number, second.edition) == (first.number, first.number, 2)
    assert second.source["facts"]["client_duties"][-1] == "提供两处备用场地"


@pytest.mark.covers("G-12", "Q3b.1-2")
def test_both_signatures_are_kept_with_their_method(world: World):
    application = desk.signed(world)

    [document] = documents_of(application.story, "agreement")
    assert [(step.step, step.way, step.post) for step in document.steps.order_by("pk")] == [
        ("交付", "平台内送达", ""), ("签署", "图形签名", "申请组织"), ("签署", "图形签名", "认证机构"),
    ]  # fmt: skip
    assert (application.status, application.signed_at) == ("已签约", world.at)
    assert (
        Notice.objects.filter(organisation=world.client, text__startswith="认证服务协议已签订").count() == 1
    )


@pytest.mark.covers("G-12")
def test_a_scan_without_the_scan_is_no_signature(world: World):
    application = desk.offered(world)

    refused(application, Incomplete, "还缺：凭据", lambda: agree(world, application, method="纸质扫描"))


@pytest.mark.parametrize("who", ["clerk", "client", "lead"])
def test_only_the_head_signs(world: World, who: str):
    application = desk.offered(world)
    agree(world, application)

    refused(
        application, NotAllowed, "没有“签订认证服务协议”的权限",
        lambda: perform(application, "sign_contract", by=world[who], at=world.at, method="图形签名"),
    )  # fmt: skip


def test_whoever_offered_does_not_sign(world: World):
    application = desk.offered(world)
    double = appoint(open_account("双职", "double"), "clerk", "head_of_body").as_actor()
    said = {"scope": "同上", "plan_outline": "同上"}
    perform(application, "offer_contract", by=double, at=world.at, **said)
    agree(world, application)

    refused(
        application, NotAllowed, "不能“签订认证服务协议”",
        lambda: perform(application, "sign_contract", by=double, at=world.at, method="图形签名"),
    )  # fmt: skip


def test_the_head_does_not_sign_before_the_client(world: World):
    application = desk.offered(world)

    refused(
        application, NotNow, "已受理\\+协议已拟",
        lambda: perform(application, "sign_contract", by=world["head"], at=world.at, method="图形签名"),
    )  # fmt: skip


@pytest.mark.covers("Q3b.1-2")
def test_no_case_opens_before_the_agreement_is_signed(world: World):
    application = desk.offered(world)

    with pytest.raises(Incomplete, match="认证服务协议尚未签订，不能立案"):
        perform(new_case(application), "open", by=world["clerk"], at=world.at)

    assert Case.objects.count() == 0


@pytest.mark.covers("A-1", "T7")
def test_outside_the_window_a_case_opens_by_the_heads_reason(world: World):
    application = desk.signed(world)

    with pytest.raises(Incomplete, match="印明有效期至2025-05-20，其后立案须由机构负责人"):
        perform(new_case(application), "open", by=world["clerk"], at=world.at)
    assert Case.objects.count() == 0
    with pytest.raises(NotAllowed):
        world.write("edition_overrides", application, {"act": "立案"}, by="clerk")
    desk.override(world, application)
    case = new_case(application)
    perform(case, "open", by=world["clerk"], at=world.at)

    kept = Case.objects.get(pk=case.pk)
    assert (kept.number, kept.type, kept.rule_edition, kept.status) == (
        "AN-2026-001",
        "initial",
        edition_name(),
        "已立案",
    )
    assert EvaluationReport.objects.get(case=case).status == "未编"


def test_an_agreement_opens_one_case(world: World):
    application = desk.signed(world)
    desk.override(world, application)
    perform(new_case(application), "open", by=world["clerk"], at=world.at)

    with pytest.raises(Incomplete, match="这份协议已立案：AN-2026-001"):
        perform(new_case(application), "open", by=world["clerk"], at=world.at)

    assert Case.objects.count() == 1


@pytest.mark.parametrize("who", ["lead", "client"])
def test_a_case_is_opened_by_clerk_or_head(world: World, who: str):
    application = desk.signed(world)

    with pytest.raises(NotAllowed, match="没有“立案”的权限"):
        perform(new_case(application), "open", by=world[who], at=world.at)

    assert Case.objects.count() == 0

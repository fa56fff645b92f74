"""Review: two clocks, one notice, findings before acceptance, ties that bar, reasoned refusal by another person."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from hengxian.certification.applying.receipts import acceptance
from hengxian.certification.models import Application
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Account
from hengxian.records.clocks import Standing
from hengxian.records.edition import pack
from hengxian.records.issuing import documents_of
from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import revise, write
from tests.cast import appoint, open_account
from tests.certification.applying import desk
from tests.certification.applying.traces import refused
from tests.certification.world import World

CHINA = timezone(timedelta(hours=8))


def accept(world: World, application: Application, who: str = "clerk", **more: Any) -> object:
    return perform(application, "accept", by=world[who], at=world.at, reason="符合要求", **more)


def resupplied(world: World) -> Application:
    """Supplemented, answered and handed in again."""
    application = desk.supplemented(world)
    book = open_book(pack(), "supplement_answers", application)
    write(book, {"answer": "已补充"}, by=world["client"], at=world.at, subject="1")
    perform(application, "resubmit", by=world["client"], at=world.later(days=3))
    return application


@pytest.mark.covers("R6.1.3", "R14.1.3", "A-9", "T47")
def test_both_clocks_and_the_pause_between_them(world: World):
    application = Application(
        received_at=datetime(2025, 9, 26, 9, tzinfo=CHINA), supplement_told_at=datetime(2025, 9, 29, 9, tzinfo=CHINA),
        completed_at=datetime(2025, 10, 20, 9, tzinfo=CHINA), status="已补充",
    )  # fmt: skip

    told = acceptance(application, datetime(2025, 10, 21, 9, tzinfo=CHINA))

    assert told is not None and told.second is not None
    assert (told.first.due_on, told.first.standing) == (date(2025, 10, 10), Standing.IN_TIME)
    assert (told.second.due_on, told.second.standing) == (date(2025, 10, 27), Standing.RUNNING)
    assert [(pause.from_at.day, pause.until_at and pause.until_at.day) for pause in told.pauses] == [(29, 20)]


@pytest.mark.covers("R14.1.1", "R14.1.2")
def test_acceptance_is_told_by_letter(world: World):
    application = desk.accepted(world)

    [letter] = documents_of(application.story)
    kept = Application.objects.get(pk=application.pk)
    assert (kept.status, kept.decided_at) == ("已受理", world.at)
    assert (letter.sort, letter.number, letter.addressee) == (
        "acceptance", "认证申请受理通知书〔2026〕1号", "云泽市政务服务中心",
    )  # fmt: skip
    assert letter.source["facts"]["due_on"] == "2026-03-09"


@pytest.mark.covers("R14.1.1")
@pytest.mark.parametrize("finding", ["不具备", "无法判断"])
def test_a_condition_not_met_bars_acceptance(world: World, finding: str):
    application = desk.submitted(world)
    desk.find(world, application)
    row = rows("condition_findings", application.story).get(subject="6.1.1.3")
    book = open_book(pack(), "condition_findings", application)
    revise(book, row, {"finding": finding, "reason": "运行不足3个月"}, by=world["clerk"], at=world.at)

    refused(application, Incomplete, "14.1.1", lambda: accept(world, application))


@pytest.mark.covers("R14.1.2")
def test_a_finding_missing_bars_acceptance(world: World):
    application = desk.submitted(world)

    refused(application, Incomplete, "《申请条件审核》.*《申请材料审查》", lambda: accept(world, application))


@pytest.mark.covers("R14.1.2")
def test_a_material_found_wanting_bars_acceptance(world: World):
    application = desk.submitted(world)
    desk.find(world, application, wrong=("6.1.2.3",))

    refused(application, Incomplete, "14.1.2", lambda: accept(world, application))


@pytest.mark.covers("L13-client")
@pytest.mark.parametrize("relation", ["本认证机构", "本认证机构的关联方"])
def test_a_platform_of_ours_bars_acceptance(world: World, relation: str):
    application = desk.submitted(world)
    desk.find(world, application)
    facts = {"kind": "管理咨询", "supplier": "某咨询", "relation": relation, "ends_on": "2023-01-31"}
    world.write("platform_suppliers", application, facts, by="clerk")

    refused(application, Incomplete, "认证认可条例第13条", lambda: accept(world, application))


@pytest.mark.covers("L13-client", "L19")
def test_the_same_software_from_others_is_no_tie(world: World):
    application = desk.submitted(world)
    desk.find(world, application)
    facts = {"kind": "热线平台", "supplier": "开源社区", "relation": "无"}
    world.write("platform_suppliers", application, facts, by="clerk")

    accept(world, application)

    assert application.status == "已受理"


def test_advice_of_long_ago_bars_no_more_once_the_body_says_how_long(world: World):
    application = desk.submitted(world)
    desk.find(world, application)
    facts = {"kind": "培训", "supplier": "某培训", "relation": "本认证机构", "ends_on": "2023-01-31"}
    world.write("platform_suppliers", application, facts, by="clerk")
    world.set(P_lookback=2)

    accept(world, application)

    assert application.status == "已受理"


@pytest.mark.covers("L9")
@pytest.mark.parametrize(("field", "is_accepted"), [("政府热线服务", True), ("有机产品", False)])
def test_a_scheme_outside_the_approved_fields_is_not_accepted(world: World, field: str, is_accepted: bool):
    application = desk.submitted(world)
    desk.find(world, application)
    facts = {
        "kind": "批准的认证领域",
        "number": "CNCA-R-2020-001",
        "content": field,
        "starts_on": "2020-01-01",
    }
    world.write("qualifications", BODY, facts)

    if is_accepted:
        accept(world, application)
        assert application.status == "已受理"
    else:
        refused(
            application,
            Incomplete,
            "不在本机构批准的认证领域内：有机产品",
            lambda: accept(world, application),
        )


def test_a_clerk_of_the_client_does_not_accept(world: World):
    application = desk.submitted(world)
    desk.find(world, application)
    insider = appoint(open_account("内应", "insider"), "clerk")
    open_account("内应", "insider-at-client", number="演示-insider", organisation=world.client)
    world.people["insider"] = Account.objects.get(pk=insider.pk).as_actor()

    refused(
        application,
        NotAllowed,
        "本人属于云泽市政务服务中心",
        lambda: accept(world, application, who="insider"),
    )


@pytest.mark.parametrize("who", ["lead", "head", "client"])
def test_only_the_clerk_accepts(world: World, who: str):
    application = desk.submitted(world)
    desk.find(world, application)

    refused(application, NotAllowed, "没有“受理”的权限", lambda: accept(world, application, who=who))


@pytest.mark.covers("R6.1.3")
def test_the_notice_lists_everything_found_wanting(world: World):
    application = desk.submitted(world)
    desk.find(world, application, wrong=("6.1.2.3", "6.1.2.5"))

    def ask() -> object:
        return perform(application, "ask_supplement", by=world["clerk"], at=world.at, whole_list=True)

    refused(application, Incomplete, "《应补充事项》尚未填写", ask)
    facts = {"lacking": "缺程序", "expected": "程序"}
    world.write("supplement_items", application, facts, by="clerk", subject="6.1.2.3")
    refused(application, Incomplete, "未列入的材料：组织架构图和人员配置情况", ask)


def test_a_notice_before_the_review_is_whole_is_refused(world: World):
    application = desk.submitted(world)

    refused(
        application, Incomplete, "还有未审查的条件或材料",
        lambda: perform(application, "ask_supplement", by=world["clerk"], at=world.at, whole_list=True),
    )  # fmt: skip


def test_a_notice_that_does_not_say_it_is_whole_is_refused(world: World):
    application = desk.submitted(world)
    desk.find(world, application)

    refused(
        application, Incomplete, "还缺：《应补充事项》已列全部",
        lambda: perform(application, "ask_supplement", by=world["clerk"], at=world.at),
    )  # fmt: skip


@pytest.mark.covers("R6.1.3", "R14.1.3")
def test_the_notice_goes_out_once(world: World):
    world.set(P_supplement=10)
    application = resupplied(world)

    refused(
        application, NotNow, "不能一次性告知补充材料",
        lambda: perform(application, "ask_supplement", by=world["clerk"], at=world.at, whole_list=True),
    )  # fmt: skip
    [letter] = documents_of(application.story, "supplement")
    assert letter.source["facts"]["items"] == [
        {"material": "政府热线管理体系文件", "finding": "缺质量控制程序", "wanted": "质量控制程序"}
    ]
    assert letter.source["facts"]["reply_by"] == "2026-03-16"


def test_a_supplement_is_reviewed_and_accepted(world: World):
    application = resupplied(world)
    book = open_book(pack(), "material_findings", application)
    row = rows("material_findings", application.story).get(subject="6.1.2.3")
    revise(book, row, {"complete": "完整"}, by=world["clerk"], at=world.at)

    accept(world, application)

    [letter] = documents_of(application.story, "acceptance")
    assert (application.status, letter.source["facts"]["received_on"]) == ("已受理", "2026-03-05")


@pytest.mark.covers("A-10")
def test_a_refusal_has_a_reason_and_is_handed_over_by_another_person(world: World):
    application = desk.submitted(world)
    desk.find(world, application, unmet=("6.1.1.4",))
    perform(application, "draft_decline", by=world["clerk"], at=world.at, reason="条件不具备")
    world.people["double"] = appoint(open_account("双职", "double"), "clerk", "head_of_body").as_actor()

    refused(
        application,
        Incomplete,
        "还缺：理由",
        lambda: perform(application, "decline", by=world["head"], at=world.at),
    )
    refused(
        application, NotAllowed, "没有“不予受理”的权限",
        lambda: perform(application, "decline", by=world["clerk"], at=world.at, reason="条件不具备"),
    )  # fmt: skip
    perform(application, "decline", by=world["head"], at=world.at, reason="有重大违法行为")

    [letter] = documents_of(application.story, "refusal")
    assert application.status == "不予受理"
    assert [reason["clause"] for reason in letter.source["facts"]["reasons"]] == ["6.1.3", "6.1.1.4"]
    assert [step.step for step in letter.steps.all()] == ["交付"]


@pytest.mark.covers("A-10", "G-5")
def test_whoever_drafted_the_refusal_does_not_decide_it(world: World):
    application = desk.submitted(world)
    double = appoint(open_account("双职", "double"), "clerk", "head_of_body").as_actor()
    perform(application, "draft_decline", by=double, at=world.at, reason="条件不具备")

    refused(
        application, NotAllowed, "不能“不予受理”",
        lambda: perform(application, "decline", by=double, at=world.at, reason="条件不具备"),
    )  # fmt: skip


def test_a_notice_is_not_ended_before_its_limit(world: World):
    application = desk.supplemented(world)

    def draft() -> object:
        return perform(application, "draft_decline", by=world["clerk"], at=world.at, reason="超期未补")

    refused(application, Incomplete, "补正期限未设定", draft)
    world.set(P_supplement=5)
    refused(application, Incomplete, "补充材料的期限至 2026-03-09，尚未届满", draft)
    world.later(days=8)
    draft()
    assert str(application.state) == "待补充+拟不予受理"


def test_the_head_sends_a_drafted_refusal_back(world: World):
    application = desk.submitted(world)
    perform(application, "draft_decline", by=world["clerk"], at=world.at, reason="条件不具备")

    refused(
        application,
        Incomplete,
        "还缺：理由",
        lambda: perform(application, "drop_decline", by=world["head"], at=world.at),
    )
    perform(application, "drop_decline", by=world["head"], at=world.at, reason="再核对")

    assert str(application.state) == "已提交"

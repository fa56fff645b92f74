"""Handing in, answering and withdrawing: what lacks is listed, and nobody of the body sees a draft."""

from collections.abc import Callable
from datetime import date

import pytest

from hengxian.certification.actions import applying
from hengxian.certification.applying import appendix
from hengxian.certification.models import Application, Hotline
from hengxian.journal.acting import perform
from hengxian.journal.writing import amend
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Organisation
from hengxian.people.sights import may_see
from hengxian.records.edition import pack
from hengxian.records.models import Notice
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import write
from tests.cast import appoint, open_account, placed
from tests.certification.applying import desk
from tests.certification.applying.traces import refused
from tests.certification.world import World

Spoil = Callable[[World, Application], object]


def submit(world: World, application: Application) -> object:
    return perform(application, "submit", by=world["client"], at=world.at)


def forget(world: World, application: Application, part: str, name: str) -> object:
    return applying.save_part(application, part, {name: ""}, by=world["client"], at=world.at)


def change_hotline(world: World, application: Application, **columns: object) -> object:
    amend(world.hotline, by=world["client"], at=world.at, **columns)
    application.refresh_from_db()
    return application


SPOILED: list[tuple[Spoil, str]] = [
    (lambda w, a: forget(w, a, "A.1", "contact_phone"), "A.1 基本信息——联系电话"),
    (lambda w, a: forget(w, a, "A.2", "satisfaction_source"), "公众满意度的来源"),
    (lambda w, a: forget(w, a, "A.4", "data_safety_1"), "数据安全性：实际值"),
    (lambda w, a: forget(w, a, "A.5", "keeps_rule"), "承诺遵守认证规则的各项要求"),
    (lambda w, a: forget(w, a, "A.5", "signature"), "法定代表人（签字）"),
    (lambda w, a: applying.say_none(a, False, by=w["client"], at=w.at), "申请材料还缺：其他相关证明材料"),
    (lambda w, a: desk.state(w, a, "6.1.1.4", evidence=""), "申请条件尚未逐项说明并给出凭据：近12个月内无重大违法违规行为"),
    (lambda w, a: change_hotline(w, a, within_territory=False), "未声明在境内依法设立并运行，不属于认证范围"),
    (lambda w, a: change_hotline(w, a, type="其他"), "热线类型未写明"),
    (lambda w, a: amend(w.client, by=w["client"], at=w.at, type="服务外包企业"), "委托方、委托依据、数据由谁持有"),
]  # fmt: skip


@pytest.mark.covers("XA.1", "XA.5", "R6.1.2.1-7", "R6.1.1.1-5", "R1.1.1-4", "T51", "Q1.1-4")
@pytest.mark.parametrize(("spoil", "told"), SPOILED, ids=[told for _, told in SPOILED])
def test_what_lacks_is_named_and_nothing_is_handed_in(world: World, spoil: Spoil, told: str):
    application = desk.filled(world)
    spoil(world, application)
    application = Application.objects.get(pk=application.pk)

    refused(application, Incomplete, told, lambda: submit(world, application))


@pytest.mark.covers("R6.1.2.1-7")
def test_everything_that_lacks_is_told_at_once(world: World):
    application = desk.drafted(world)

    with pytest.raises(Incomplete) as refusal:
        submit(world, application)

    told = str(refusal.value)
    for part in ("A.1 基本信息", "A.2 政府热线概况", "A.3 管理体系现状", "A.4 绩效指标", "A.5 申请声明"):
        assert part in told
    for material in (
        "组织机构代码证",
        "政府热线管理体系文件",
        "近3个月的政府热线绩效数据",
        "组织架构图",
        "技术方案",
        "其他相关证明材料",
    ):
        assert material in told
    assert "《平台、咨询与培训提供方》尚未填写" in told


@pytest.mark.covers("R6.1.3", "XA.1")
def test_handing_in_is_the_first_receipt_and_fixes_the_form(world: World):
    application = desk.filled(world)

    submit(world, application)

    kept = Application.objects.get(pk=application.pk)
    assert (str(kept.state), kept.received_at, kept.rule_edition) == ("已提交", world.at, pack().identity)
    assert kept.form["A.1"]["applicant_name"] == "云泽市政务服务中心"
    assert [(each.role, each.text) for each in Notice.objects.all()] == [
        ("clerk", "收到新的认证申请：SQ-2026-001")
    ]


def test_what_was_handed_in_does_not_follow_a_later_name(world: World):
    application = desk.submitted(world)

    amend(world.hotline, by=world["client"], at=world.at, name="另一名称")

    kept = Application.objects.get(pk=application.pk)
    assert appendix.values(kept, "A.1")["hotline_name"] == "云泽市12345热线"


@pytest.mark.covers("A-7")
def test_the_body_sees_nothing_before_it_is_handed_in(world: World):
    draft, gone, handed_in = desk.filled(world), desk.drafted(world), desk.drafted(world)
    perform(gone, "withdraw", by=world["client"], at=world.at)
    placed(
        Application(
            number="SQ-X",
            organisation=world.client,
            status="已提交",
            started_at=world.at,
            received_at=world.at,
        )
    )

    assert {each.number for each in may_see("application", world["clerk"])} == {"SQ-X"}
    assert {each.number for each in may_see("application", world["head"])} == {"SQ-X"}
    assert {each.pk for each in may_see("application", world["client"])} >= {draft.pk, gone.pk, handed_in.pk}


@pytest.mark.parametrize("who", ["clerk", "auditor", "stranger"])
def test_only_the_applicant_hands_in_and_withdraws(world: World, who: str):
    other = placed(Organisation(name="别处", type="热线服务中心"))
    world.people["stranger"] = appoint(
        open_account("外人", "stranger", organisation=other), "applicant"
    ).as_actor()
    application = desk.filled(world)

    for verb in ("submit", "withdraw"):
        refused(
            application, NotAllowed, "没有“",
            lambda verb=verb: perform(application, verb, by=world[who], at=world.at),
        )  # fmt: skip


def test_a_draft_for_another_ones_hotline_is_refused(world: World):
    other = placed(Organisation(name="别处", type="热线服务中心"))
    strange = placed(
        Hotline(name="别处热线", type="综合性热线", owner=other, founded_on=date(2015, 5, 1), place="别处")
    )
    new = Application(organisation=world.client, hotline=strange)

    with pytest.raises(Incomplete, match="须选定本组织的一条政府热线"):
        perform(new, "draft", by=world["client"], at=world.at)

    assert Application.objects.count() == 0


def test_a_draft_in_another_ones_name_is_refused(world: World):
    other = placed(Organisation(name="别处", type="热线服务中心"))

    with pytest.raises(NotAllowed, match="本账号不属于申请组织"):
        perform(
            Application(organisation=other, hotline=world.hotline), "draft", by=world["client"], at=world.at
        )


@pytest.mark.covers("A-7")
def test_withdrawing_ends_it_before_the_decision(world: World):
    application = desk.submitted(world)

    perform(application, "withdraw", by=world["client"], at=world.at, reason="材料须重做")

    assert Application.objects.get(pk=application.pk).status == "已撤回"
    refused(
        application,
        NotNow,
        "已撤回",
        lambda: perform(application, "accept", by=world["clerk"], at=world.at, reason="好"),
    )


def test_a_signed_agreement_is_not_withdrawn(world: World):
    application = desk.signed(world)

    refused(
        application,
        NotNow,
        "已签约",
        lambda: perform(application, "withdraw", by=world["client"], at=world.at),
    )


@pytest.mark.covers("R6.1.3")
def test_each_item_is_answered_before_it_is_handed_in_again(world: World):
    application = desk.supplemented(world)

    refused(
        application, Incomplete, "告知的事项还没有逐项答复：第1项 缺质量控制程序",
        lambda: perform(application, "resubmit", by=world["client"], at=world.at),
    )  # fmt: skip
    answer = {"answer": "已补充《质量控制程序》"}
    write(
        open_book(pack(), "supplement_answers", application),
        answer,
        by=world["client"],
        at=world.at,
        subject="1",
    )
    later = world.later(days=3)
    perform(application, "resubmit", by=world["client"], at=later)
    kept = Application.objects.get(pk=application.pk)
    assert (kept.status, kept.completed_at) == ("已补充", later)

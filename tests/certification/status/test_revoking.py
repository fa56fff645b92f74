"""Revocation and deregistration in their order; an appeal is decided by persons apart; the public learns the end only."""

from dataclasses import replace
from typing import Any

import pytest

from hengxian.certification.models import Appeal, Certificate, Publication
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.issuing import documents_of
from tests.certification.certificates.certified import evidence, issued, put, set_terms
from tests.certification.world import World

FALSE_PAPERS = {"ground": "8.2.2.2", "shows": ["材料原件与核对结果"], "reason": "材料不实"}
NOTICE = {"findings": "绩效数据与原始记录不符", "reason": "提供虚假材料"}
LODGED = {"decision": "撤销告知", "grounds": "数据有误系统计口径不同"}


def investigated(world: World, **said: Any) -> Certificate:
    set_terms(world)
    certificate = issued(world)
    files = evidence(world, certificate.story, "bystander")
    told = {**FALSE_PAPERS, "evidence": files, **said}
    return perform(certificate, "investigate", by=world["bystander"], at=world.later(days=10), **told)


def noticed(world: World) -> Certificate:
    certificate = investigated(world)
    world.set(P_appeal=10, P_appeal_handling=15)
    return perform(certificate, "give_notice", by=world["keeper"], at=world.at, **NOTICE)


def lodged(world: World, certificate: Certificate) -> Appeal:
    blank = Appeal(certificate=certificate, organisation=certificate.organisation)
    return perform(blank, "lodge", by=world["client"], at=world.later(days=1), **LODGED)


def decided(world: World, appeal: Appeal, outcome: str) -> Appeal:
    panel = world["panel"]
    perform(appeal, "admit", by=panel, at=world.later(days=1), reason="在期限内")
    heard = {"client_heard": "口径不同", "body_heard": "原始记录缺失", "findings": "原始记录确实缺失"}
    perform(appeal, "investigate", by=panel, at=world.later(days=1), **heard)
    perform(appeal, "decide", by=panel, at=world.at, outcome=outcome, reason="依据调查结果")
    return perform(appeal, "notify", by=world["clerk"], at=world.at, follow_up="撤销程序继续")


def status_facts() -> list[str]:
    found = Publication.objects.filter(fact_kind="status").order_by("pk")
    return [each.body["after"] for each in found]


@pytest.mark.covers("R8.3.2.1-4", "T30")
def test_revoke_waits_for_the_appeal_limit_and_publishes_only_then(world: World) -> None:
    certificate = noticed(world)  # 12 March 2026, ten working days: 26 March
    with pytest.raises(Incomplete, match="申诉期限至 2026-03-26，尚未届满"):
        perform(certificate, "revoke", by=world["head"], at=world.later(days=14), reason="属实")
    assert (status_facts(), certificate.status, certificate.marker) == (["有效"], "有效", "撤销告知")

    perform(certificate, "revoke", by=world["head"], at=world.later(days=1), reason="属实")

    assert (status_facts(), certificate.status, certificate.marker) == (["有效", "撤销"], "撤销", "")
    assert [each.sort for each in documents_of(certificate.story)][-2:] == [
        "revocation_warning",
        "revocation",
    ]


@pytest.mark.covers("T29")
def test_notice_refuses_while_the_appeal_limits_are_unset(world: World) -> None:
    certificate = investigated(world)
    world.set(P_appeal=10)

    with pytest.raises(Incomplete, match="申诉期限或处理申诉的期限未设定"):
        perform(certificate, "give_notice", by=world["keeper"], at=world.at, **NOTICE)

    assert (certificate.marker, certificate.appeal_until) == ("撤销调查", None)


@pytest.mark.covers("T56")
def test_refused_surveillance_leads_straight_here_with_its_proof(world: World) -> None:
    said = {"ground": "8.2.2.4", "shows": ["监督审核通知的送达凭据与拒绝的凭据"]}
    with pytest.raises(Incomplete, match="《拒绝接受监督的凭据》中没有记录"):
        investigated(world, **said)
    certificate = Certificate.objects.get()
    put("refusal_proofs", certificate.story, {"wording": "不接受"})
    files = evidence(world, certificate.story)

    perform(
        certificate,
        "investigate",
        by=world["keeper"],
        at=world.at,
        **{**FALSE_PAPERS, **said},
        evidence=files,
    )

    assert certificate.marker == "撤销调查"


def test_investigation_refuses_a_ground_the_record_does_not_bear_out(world: World) -> None:
    shows = ["严重不符合项记录及分级理由"]
    with pytest.raises(Incomplete, match="监督审核中没有严重不符合项"):
        investigated(world, ground="8.2.2.1", shows=shows)
    with pytest.raises(Incomplete, match="暂停期限尚未届满"):
        perform(
            Certificate.objects.get(), "investigate", by=world["keeper"], at=world.at, ground="8.2.2.5", reason="超期",
            shows=["暂停决定", "期限", "验证未通过或未提交的记录"], evidence=["file:1"],
        )  # fmt: skip


@pytest.mark.covers("R8.3.2.3", "A-19")
def test_appeal_upheld_lets_the_revocation_be_decided(world: World) -> None:
    certificate = noticed(world)
    appeal = lodged(world, certificate)
    with pytest.raises(Incomplete, match="尚未处理完毕"):
        perform(certificate, "revoke", by=world["head"], at=world.later(days=30), reason="属实")

    decided(world, appeal, "维持")
    perform(certificate, "revoke", by=world["head"], at=world.at, reason="属实")

    assert (appeal.is_by_rule, appeal.status, certificate.status) == (True, "已通知", "撤销")
    assert [each.sort for each in documents_of(appeal.story)] == ["appeal_answer"]


@pytest.mark.covers("A-19")
def test_appeal_changed_bars_the_revocation_until_it_is_dropped(world: World) -> None:
    certificate = noticed(world)
    decided(world, lodged(world, certificate), "变更")

    with pytest.raises(Incomplete, match="应终止撤销程序"):
        perform(certificate, "revoke", by=world["head"], at=world.later(days=30), reason="属实")
    perform(certificate, "drop", by=world["head"], at=world.at, reason="申诉成立")

    assert (certificate.state.status, certificate.marker, status_facts()) == ("有效", "", ["有效"])


@pytest.mark.covers("A-19", "R8.3.2.3")
@pytest.mark.parametrize("part", ["bystander", "head", "chair", "lead", "keeper"])
def test_appeal_refuses_everybody_with_an_earlier_part(world: World, part: str) -> None:
    certificate = noticed(
        world
    )  # bystander investigated, keeper noticed, head issued, chair decided, lead audited
    appeal = lodged(world, certificate)
    actor = replace(world[part], roles=world[part].roles | {"appeal_panel"})
    before = Entry.objects.count()

    with pytest.raises(NotAllowed):
        perform(appeal, "admit", by=actor, at=world.at, reason="受理")

    assert (Entry.objects.count(), appeal.status) == (before, "已提交")


def test_appeal_refuses_after_its_limit_and_from_others(world: World) -> None:
    certificate = noticed(world)
    blank = Appeal(certificate=certificate, organisation=certificate.organisation)

    with pytest.raises(NotAllowed):
        perform(blank, "lodge", by=world["clerk"], at=world.at, **LODGED)
    with pytest.raises(Incomplete, match="申诉期限至 2026-03-26，已经届满"):
        perform(blank, "lodge", by=world["client"], at=world.later(days=15), **LODGED)

    assert not Appeal.objects.exists()


@pytest.mark.covers("T30")
def test_appeal_against_another_decision_is_marked_as_beyond_the_rule(world: World) -> None:
    case = world.case("已决定", marker="已通知", notified_at=world.at)
    world.decision(case, "不予批准认证")

    appeal = perform(
        Appeal(case=case, organisation=world.client), "lodge", by=world["client"], at=world.at, **LODGED
    )

    assert (appeal.number, appeal.is_by_rule, appeal.status) == ("SS-2026-001", False, "已提交")


def test_appeal_steps_refuse_out_of_order_and_may_be_withdrawn_or_refused(world: World) -> None:
    certificate = noticed(world)
    appeal, other = lodged(world, certificate), lodged(world, certificate)

    with pytest.raises(NotNow):
        perform(appeal, "decide", by=world["panel"], at=world.at, outcome="维持", reason="依据调查")
    with pytest.raises(NotNow):
        perform(appeal, "notify", by=world["clerk"], at=world.at, follow_up="无")
    perform(appeal, "withdraw", by=world["client"], at=world.at)
    perform(other, "refuse", by=world["panel"], at=world.at, reason="重复")
    with pytest.raises(NotNow):
        perform(
            other,
            "investigate",
            by=world["panel"],
            at=world.at,
            client_heard="甲",
            body_heard="乙",
            findings="丙",
        )

    assert (appeal.status, other.status) == ("已撤回", "不予受理")


def test_revoke_refuses_the_investigator_and_whoever_decided_the_appeal(world: World) -> None:
    certificate = noticed(world)
    decided(world, lodged(world, certificate), "维持")

    for part in ("bystander", "panel"):
        actor = replace(world[part], roles=world[part].roles | {"head_of_body"})
        with pytest.raises(NotAllowed):
            perform(certificate, "revoke", by=actor, at=world.at, reason="属实")

    assert certificate.status == "有效"


OWN = {"reason": "机构合并", "method": "纸质扫描"}


def reviewed(world: World, **found: Any) -> Certificate:
    set_terms(world)
    certificate = issued(world)
    files = evidence(world, certificate.story, "client")
    signer = "钱某某"
    perform(
        certificate,
        "ask_deregistration",
        by=world["client"],
        at=world.later(days=9),
        **OWN,
        signed_by=signer,
        evidence=files,
    )
    return perform(certificate, "review_deregistration", by=world["clerk"], at=world.at, reason="申请真实")


@pytest.mark.covers("R8.3.3.1-4", "R8.2.3.1-4")
def test_deregister_announces_in_the_same_act(world: World) -> None:
    certificate = reviewed(world)

    perform(
        certificate,
        "deregister",
        by=world["head"],
        at=world.at,
        reason="同意",
        announcement="应持证组织申请注销。",
    )

    announced = Publication.objects.filter(fact_kind="announcement").order_by("pk").last()
    assert (certificate.status, status_facts()) == ("注销", ["有效", "注销"])
    assert announced and (announced.body["category"], announced.body["text"]) == (
        "注销公告",
        "应持证组织申请注销。",
    )


def test_deregister_refuses_an_announcement_with_a_telephone_number(world: World) -> None:
    certificate = reviewed(world)
    before = Entry.objects.count()

    with pytest.raises(Incomplete, match="手机号码"):
        perform(
            certificate, "deregister", by=world["head"], at=world.at, reason="同意",
            announcement="详询" + "138" + "0013" + "8000",
        )  # fmt: skip

    certificate.refresh_from_db()
    assert (certificate.status, Entry.objects.count()) == ("有效", before)


def test_deregister_refuses_before_review_and_without_announcement(world: World) -> None:
    certificate = reviewed(world)

    with pytest.raises(Incomplete, match="公告文字"):
        perform(certificate, "deregister", by=world["head"], at=world.at, reason="同意")
    perform(certificate, "drop", by=world["head"], at=world.at, reason="申请人撤回")
    with pytest.raises(NotNow):
        perform(certificate, "deregister", by=world["head"], at=world.at, reason="同意", announcement="公告")


@pytest.mark.covers("R8.2.3.1-4")
def test_own_request_needs_the_legal_representative(world: World) -> None:
    set_terms(world)
    certificate = issued(world)

    certificate.case.application.form["A.1"]["legal_representative"] = "钱某某"
    certificate.case.application.save()
    request = OWN | {"evidence": evidence(world, certificate.story, "client")}

    with pytest.raises(Incomplete, match="还缺：签字的法定代表人"):
        perform(certificate, "ask_deregistration", by=world["client"], at=world.at, **request)
    with pytest.raises(Incomplete, match="须由法定代表人“钱某某”签字，现为“孙某某”"):
        perform(
            certificate, "ask_deregistration", by=world["client"], at=world.at, **request, signed_by="孙某某"
        )
    report = {
        "kind": "其他", "happened_on": "2026-03-01", "reported_on": "2026-03-02", "after": "法定代表人更换为孙某某",
    }  # fmt: skip
    world.write("change_reports", certificate, report, by="client")
    with pytest.raises(Incomplete, match="现为“孙”"):
        perform(certificate, "ask_deregistration", by=world["client"], at=world.at, **request, signed_by="孙")
    perform(certificate, "ask_deregistration", by=world["client"], at=world.at, **request, signed_by="孙某某")

    assert certificate.marker == "拟注销"


@pytest.mark.covers("T26", "R7.4.3.1-4")
def test_deregistration_for_what_chapter_8_revokes_needs_clause_and_reason(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    said = {
        "ground": "7.4.3.4",
        "shows": ["主管机关文书"],
        "reason": "严重违法",
        "evidence": evidence(world, certificate.story),
    }

    with pytest.raises(Incomplete, match="须写明所依的条款和理由"):
        perform(certificate, "find_deregistration", by=world["keeper"], at=world.at, **said)
    why = "7.4.3.4；机构已停止运行，撤销已无意义"
    perform(certificate, "find_deregistration", by=world["keeper"], at=world.at, **said, why_not_revoked=why)

    assert certificate.proceedings["deregistration"]["why_not_revoked"] == why


def test_deregistration_on_expiry_refuses_before_the_end(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    said = {"ground": "8.2.3.1", "shows": ["有效期届满日期", "无再认证申请的查询记录"], "reason": "届满"}

    with pytest.raises(Incomplete, match="证书有效期至 2029-03-01，尚未届满"):
        perform(
            certificate, "find_deregistration", by=world["keeper"], at=world.at, **said, evidence=["file:1"]
        )

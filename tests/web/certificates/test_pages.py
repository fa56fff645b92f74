"""Pages around a certificate: drafting and issuing by form, the paper, appendix B, what to watch, what was published."""

from datetime import date
from typing import Any

import pytest

from hengxian.certification.models import Appeal, Case, Certificate
from hengxian.certification.publishing import write_outstanding
from hengxian.journal.acting import perform
from hengxian.web.acting import limits
from tests.certification.certificates.certified import TOLD, evidence, issued, ready_case, set_terms, site
from tests.certification.world import World
from tests.web.certificates.conftest import Desk

ORDINARY = {
    "ground": "8.2.1.3",
    "shows": ["主管机关文书或查实材料", "分级理由"],
    "reason": "未经批准添加内容",
}


def certified(world: World) -> Certificate:
    set_terms(world)
    return issued(world)


def test_certificate_is_drafted_and_issued_by_form(world: World, desk: Desk) -> None:
    set_terms(world)
    case = ready_case(world)
    place = site(world)
    keeper, head = desk("keeper"), desk("head")
    address = f"/office/case/{case.pk}/new/certificate/draft/"
    assert place.name in keeper.get(address).content.decode()

    drafted = keeper.post(address, {**TOLD, "sites": [str(place.pk)], "key": "a"}, follow=True)
    certificate = Certificate.objects.get()
    today = date.today().isoformat()
    done = head.post(
        f"/office/certificate/{certificate.pk}/issue/",
        {"issued_on": today, "method": "电子印章", "version": certificate.version, "key": "b"},
        follow=True,
    )

    certificate.refresh_from_db()
    assert (drafted.status_code, done.status_code, certificate.status) == (200, 200, "有效")
    assert "规则未给出计算" in done.content.decode()


@pytest.mark.covers("L23", "R14.4.1", "R6.4.1.1")
def test_certificate_rests_on_a_signed_approval_and_shows_how_soon_it_came(world: World, desk: Desk) -> None:
    set_terms(world)
    case = ready_case(world)
    Case.objects.filter(pk=case.pk).update(marker="认证人员已签", signed_at=None)
    unsigned = ready_draft(world, desk, case)
    refused = Certificate.objects.count()
    Case.objects.filter(pk=case.pk).update(marker="已签署", signed_at=world.at)
    world.later(days=3)
    certificate = issued(world, Case.objects.get(pk=case.pk))

    page = desk("head").get(f"/office/certificate/{certificate.pk}/").content.decode()

    assert (unsigned.status_code, refused) == (422, 0)
    assert "认证决定尚未经机构负责人签署（条例22）" in unsigned.content.decode()
    assert "签署后第 3 天颁发" in page


def ready_draft(world: World, desk: Desk, case: Case) -> Any:
    said = {**TOLD, "sites": [str(site(world).pk)], "key": "unsigned"}
    return desk("keeper").post(f"/office/case/{case.pk}/new/certificate/draft/", said)


def test_misuse_waits_on_the_page_of_what_is_to_follow(world: World, desk: Desk) -> None:
    certificate = certified(world)
    told = {
        "received_on": "2026-03-02", "origin": "本机构发现", "item": "7.3.2.3", "facts": "借给另一单位使用",
        "state": "待调查",
    }  # fmt: skip
    world.write("misuse_reports", certificate, told, by="keeper")

    page = desk("keeper").get("/office/follow-ups/").content.decode()

    assert "借给另一单位使用" in page and "7.3.2.3" in page and "待调查" in page


def test_draft_that_is_refused_marks_the_form_and_stores_nothing(world: World, desk: Desk) -> None:
    set_terms(world)
    case = ready_case(world)
    said = {**TOLD, "scope": "热线管理体系", "sites": [str(site(world).pk)], "key": "a"}

    answer = desk("keeper").post(f"/office/case/{case.pk}/new/certificate/draft/", said)

    assert answer.status_code == 422
    assert "本认证不是管理体系或产品认证" in answer.content.decode()
    assert not Certificate.objects.exists()


@pytest.mark.covers("R7.3.3.1-3")
def test_client_reads_paper_and_statement_but_no_reasons(world: World, desk: Desk) -> None:
    certificate = certified(world)
    world.set(P_suspension=6)
    files = evidence(world, certificate.story)
    client, page = desk("client"), f"/portal/certificate/{certificate.pk}/"
    before = client.get(page).content.decode()
    perform(certificate, "propose_suspension", by=world["keeper"], at=world.at, **ORDINARY, evidence=files)
    proposed = client.get(page).content.decode()
    perform(
        certificate, "suspend", by=world["head"], at=world.at, reason="属实", demands="停止使用", months=3
    )

    after = client.get(page).content.decode()
    paper = client.get(f"/portal/certificate/{certificate.pk}/paper/1/")

    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert "认证规则编号：CMM-525-0004" in before and "证书有效期：" in before
    assert "拟暂停" not in proposed and "未经批准添加内容" not in proposed
    assert "证书处于暂停状态，不能用于宣传" in after and "B.3" not in after


def test_staff_see_procedure_evidence_and_appendix(world: World, desk: Desk) -> None:
    certificate = certified(world)
    files = evidence(world, certificate.story)
    perform(certificate, "propose_suspension", by=world["keeper"], at=world.at, **ORDINARY, evidence=files)
    head = desk("head")

    page = head.get(f"/office/certificate/{certificate.pk}/").content.decode()
    appendix = head.get(f"/office/certificate/{certificate.pk}/appendix-b.pdf")

    assert "8.2.1.3" in page and "未经批准添加内容" in page and "文书.txt" in page
    assert "按 8.2.1 执行" in page
    assert (appendix.status_code, appendix.content[:5]) == (200, b"%PDF-")


def test_form_of_a_ground_names_the_evidence_each_needs(world: World, desk: Desk) -> None:
    certificate = certified(world)

    form = desk("keeper").get(f"/office/certificate/{certificate.pk}/investigate/").content.decode()

    assert "8.2.2.4" in form and "监督审核通知的送达凭据与拒绝的凭据（8.2.2.4）" in form


def test_watching_lists_what_comes_next_for_those_it_concerns(world: World, desk: Desk) -> None:
    certificate = certified(world)

    page = desk("clerk").get("/office/watching/").content.decode()

    assert certificate.number in page and "2027年3月2日" in page
    assert desk("lead").get("/office/watching/").status_code == 404
    assert desk("client").get("/office/watching/").status_code == 404


def test_publications_show_what_waits_and_send_it(world: World, desk: Desk) -> None:
    certified(world)
    keeper = desk("keeper")
    before = keeper.get("/office/publications/").content.decode()

    keeper.post("/office/publications/")
    after = keeper.get("/office/publications/").content.decode()

    assert "有 3 项尚未写入" in before
    assert "尚未写入" not in after and "第 2 条" in after
    assert write_outstanding(world.at) == 0
    assert desk("clerk").get("/office/publications/").status_code == 404


def test_stranger_finds_neither_paper_nor_appendix(world: World, desk: Desk) -> None:
    certificate = certified(world)

    found = [
        desk(who).get(f"/{room}/certificate/{certificate.pk}/{page}").status_code
        for who, room, page in (
            ("member_a", "office", "paper/1/"), ("bystander", "office", "appendix-b.pdf"), ("client", "office", "paper/1/"),
            ("client", "portal", "paper/2/"),
        )
    ]  # fmt: skip

    assert found == [404, 404, 404, 404]


def test_watching_asks_the_same_number_of_questions_however_many_there_are(
    world: World, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        certified(world)
    browser = desk("clerk")
    browser.get("/office/watching/")

    with django_assert_max_num_queries(14):
        page = browser.get("/office/watching/").content.decode()

    assert page.count("2027年3月2日") == 3


def test_client_appeals_by_form_and_learns_the_answer_by_letter_only(world: World, desk: Desk) -> None:
    certificate = certified(world)
    client = desk("client")
    address = f"/portal/certificate/{certificate.pk}/new/appeal/lodge/"

    client.post(address, {"decision": "证书范围", "grounds": "漏印一个场所", "key": "a"})
    appeal = Appeal.objects.get()
    panel = world["panel"]
    perform(appeal, "admit", by=panel, at=world.at, reason="可以受理")
    heard = {"client_heard": "漏印", "body_heard": "未申报", "findings": "场所未经审核"}
    perform(appeal, "investigate", by=panel, at=world.at, **heard)
    perform(appeal, "decide", by=panel, at=world.at, outcome="维持", reason="场所未经审核")
    before = client.get(f"/portal/appeal/{appeal.pk}/").content.decode()
    inside = desk("panel").get(f"/office/appeal/{appeal.pk}/").content.decode()
    perform(appeal, "notify", by=world["clerk"], at=world.at, follow_up="无")
    after = client.get(f"/portal/appeal/{appeal.pk}/").content.decode()

    assert "处理中" in before and "维持" not in before and "场所未经审核" not in before
    assert "规则外" in inside and "场所未经审核" in inside
    assert "申诉答复书" in after


def test_forms_start_from_what_is_known(world: World, desk: Desk) -> None:
    certificate = certified(world)
    files = evidence(world, certificate.story)
    perform(certificate, "propose_suspension", by=world["keeper"], at=world.at, **ORDINARY, evidence=files)

    form = desk("head").get(f"/office/certificate/{certificate.pk}/suspend/").content.decode()
    next_due = (
        desk("clerk")
        .get(f"/office/certificate/{certificate.pk}/new/case/open_surveillance/")
        .content.decode()
    )

    assert "未经批准添加内容</textarea>" in form
    assert "2027-03-02" in next_due


def test_limit_that_two_parts_of_the_process_name_stands_once(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certified(world)
    monkeypatch.setattr(limits, "_running", {kind: [*each, *each] for kind, each in limits._running.items()})

    page = desk("keeper").get(f"/office/certificate/{certificate.pk}/").content.decode()

    assert [page.count(f"<span>{name} <span") for name in ("年度监督审核", "证书有效期届满")] == [1, 1]

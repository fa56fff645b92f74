"""Changes, reissues and renewal: a new edition under the same number, approved by another person, told to the public."""

import pytest

from hengxian.certification.certificates.face import Face
from hengxian.certification.models import Case, Certificate, Publication
from hengxian.certification.queries.certificates import appendix_b, newest_edition
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.issuing import documents_of
from tests.certification.certificates.certified import evidence, issued, put, ready_case, set_terms, site
from tests.certification.world import World

APPROVAL = {"reason": "材料齐全", "method": "电子印章"}


def asked(world: World, certificate: Certificate, by: str = "client", **said: object) -> Certificate:
    files = evidence(world, certificate.story, by)
    return perform(
        certificate, "ask_change", by=world[by], at=world.at, reason="机构更名", evidence=files, **said
    )


@pytest.mark.covers("R7.4.1", "XB.2")
def test_change_makes_an_edition_and_keeps_number_and_dates(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    asked(world, certificate, subject=["名称"], name="云泽市热线服务中心")

    perform(certificate, "change", by=world["head"], at=world.later(days=1), name_checked=True, **APPROVAL)

    face, edition = Face.of(newest_edition(certificate).shown), newest_edition(certificate)
    world.client.refresh_from_db()
    assert (edition.number, edition.occasion, face.holder, world.client.name) == (
        2, "变更", "云泽市热线服务中心", "云泽市热线服务中心",
    )  # fmt: skip
    assert (face.number, face.valid_until, certificate.state.status, certificate.marker) == (
        "YZ-2026-0001", "2029-03-01", "有效", "",
    )  # fmt: skip
    assert Publication.objects.order_by("-pk").values_list("fact_kind", flat=True)[:2][1] == "certificate"
    assert documents_of(certificate.story)[-1].sort == "change_approval"
    [row] = appendix_b(certificate)["B.2"]
    assert (row["change"], row["reason"], row["approved_by"]) == (
        "认证对象名称：云泽市政务服务中心 → 云泽市热线服务中心", "机构更名", world["head"].name,
    )  # fmt: skip


ENGLISH = {
    "english_holder": "Yunze Service Centre", "english_address": "8 Wangjiang Road", "english_hotline": "12345",
    "english_scope": "Handling of requests",
}  # fmt: skip


def test_change_never_leaves_english_words_of_what_was_before(world: World) -> None:
    set_terms(world)
    certificate = issued(world, **ENGLISH)
    assert Face.of(newest_edition(certificate).shown).english is not None

    asked(world, certificate, subject=["名称"], name="云泽市热线服务中心")
    perform(certificate, "change", by=world["head"], at=world.at, name_checked=True, **APPROVAL)
    without = Face.of(newest_edition(certificate).shown).english
    with pytest.raises(Incomplete, match="要英文页的，英文的名称、地址、热线名称和范围都须填写"):
        asked(world, certificate, subject=["其他"], hotline="云泽热线", english_hotline="Yunze hotline")
    anew = ENGLISH | {"english_hotline": "Yunze hotline"}
    asked(world, certificate, subject=["其他"], hotline="云泽热线", **anew)
    perform(certificate, "change", by=world["head"], at=world.at, **APPROVAL)

    assert without is None
    told = Face.of(newest_edition(certificate).shown).english
    assert told == {name.removeprefix("english_"): words for name, words in anew.items()}


@pytest.mark.covers("T19")
def test_change_looks_at_the_words_of_a_scope_like_the_draft(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    asked(world, certificate, subject=["认证范围"], scope="热线服务与管理体系")

    with pytest.raises(Incomplete, match="认证范围写有“管理体系”"):
        perform(certificate, "change", by=world["head"], at=world.at, is_wider=False, **APPROVAL)
    perform(
        certificate,
        "change",
        by=world["head"],
        at=world.at,
        is_wider=False,
        wording_confirmed=True,
        **APPROVAL,
    )

    assert Face.of(newest_edition(certificate).shown).scope == "热线服务与管理体系"


def test_change_refuses_whoever_asked_for_it(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    asked(world, certificate, "keeper", subject=["其他"], hotline="云泽热线")
    before = Entry.objects.count()

    with pytest.raises(NotAllowed):
        perform(certificate, "change", by=world["keeper"], at=world.at, **APPROVAL)

    assert (Entry.objects.count(), certificate.editions.count()) == (before, 1)


def test_ask_change_refuses_a_subject_without_its_words(world: World) -> None:
    set_terms(world)
    certificate = issued(world)

    with pytest.raises(Incomplete, match="还缺变更后的内容：地址"):
        asked(world, certificate, subject=["地址"], name="甲")


def test_change_of_a_name_refuses_without_the_check(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    asked(world, certificate, subject=["名称"], name="云泽市热线服务中心")

    with pytest.raises(Incomplete, match="须与代码证书核对一致"):
        perform(certificate, "change", by=world["head"], at=world.at, **APPROVAL)


@pytest.mark.covers("R7.4.1")
def test_change_to_a_wider_scope_needs_an_audit_since_the_request(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    far = site(world, "北岸话务点")
    asked(world, certificate, subject=["认证范围"], sites=[str(site(world).pk), str(far.pk)])
    with pytest.raises(Incomplete, match="扩大认证范围须先审核：北岸话务点"):
        perform(certificate, "change", by=world["head"], at=world.at, is_wider=True, **APPROVAL)
    world.later(days=20)
    audit = world.case("已归档", type="special", certificate=certificate, decided_at=world.at)
    world.decision(audit, "保持认证")
    put("audit_plan_lines", audit.story, {"site": "北岸话务点"}, "9.1.1.1")

    perform(certificate, "change", by=world["head"], at=world.at, is_wider=True, **APPROVAL)

    assert [each["name"] for each in newest_edition(certificate).shown["sites"]] == ["话务中心", "北岸话务点"]


def test_refuse_change_leaves_the_edition(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    asked(world, certificate, subject=["其他"], hotline="云泽热线")

    perform(certificate, "refuse_change", by=world["head"], at=world.at, reason="依据不足")

    assert (certificate.editions.count(), certificate.marker, certificate.proceedings) == (1, "", {})


@pytest.mark.covers("R7.4.2")
def test_reissue_marks_the_copy_and_keeps_number_and_validity(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    first = newest_edition(certificate)
    statement = evidence(world, certificate.story, "client")
    perform(
        certificate, "ask_reissue", by=world["client"], at=world.at, reason="原件遗失", statement=statement
    )

    perform(certificate, "reissue", by=world["head"], at=world.later(days=2), **APPROVAL)

    copy = newest_edition(certificate)
    assert (copy.number, copy.occasion, copy.shown["number"], copy.shown["valid_until"]) == (
        2, "补发", "YZ-2026-0001", "2029-03-01",
    )  # fmt: skip
    assert copy.check_code != first.check_code
    assert [row["change"] for row in appendix_b(certificate)["B.2"]] == ["补发（第2版）"]


def test_ask_reissue_refuses_without_statement(world: World) -> None:
    set_terms(world)
    certificate = issued(world)

    with pytest.raises(Incomplete, match="遗失或损坏声明"):
        perform(certificate, "ask_reissue", by=world["client"], at=world.at, reason="遗失")


def renewal(world: World, certificate: Certificate) -> Case:
    return ready_case(world, "recertification", certificate)


@pytest.mark.covers("R6.4.3", "R14.4.3")
def test_issue_of_a_renewal_links_the_certificate_it_renews(world: World) -> None:
    set_terms(world)
    old = issued(world)
    case = renewal(world, old)
    with pytest.raises(Incomplete, match="换证的编号与起止日期未设定"):
        issued(world, case)
    draft = Certificate.objects.get(case=case)
    perform(draft, "discard", by=world["head"], at=world.at, reason="换证规则未定")
    world.set(P_successor="新编号，自颁发之日起算")

    new = issued(world, case)

    old.refresh_from_db()
    assert (old.successor_id, old.status, new.number) == (new.pk, "有效", "YZ-2026-0003")
    assert newest_edition(new).occasion == "换证"
    assert (
        Publication.objects.filter(fact_kind="certificate").last().body["printed"]["predecessor"]
        == old.number
    )


def test_succeed_refuses_before_the_renewal_is_issued(world: World) -> None:
    set_terms(world)
    world.set(P_successor="新编号")
    certificate = issued(world)

    with pytest.raises(Incomplete, match="再认证尚未批准、签署并颁发新证书"):
        perform(certificate, "succeed", by=world["head"], at=world.at, reason="再认证")


def test_two_cases_never_share_a_number(world: World) -> None:
    set_terms(world)

    numbers = [issued(world).number, issued(world).number]

    assert numbers == ["YZ-2026-0001", "YZ-2026-0002"]

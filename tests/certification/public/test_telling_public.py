"""The public reads the rule's edition, the fees, the texts and the body's qualifications, each as it stands (L20)."""

from typing import Any

import pytest

from hengxian.certification.models import Publication
from hengxian.certification.telling_public import headline, lacking, tell_public, untold
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.registers.book import BODY
from tests.certification.certificates.certified import evidence
from tests.certification.preparation.prepared import qualify as registered
from tests.certification.world import World

FEE = {"item": "审核费", "unit": "每人天", "published_on": "2026-03-01", "starts_on": "2026-03-01"}
TEXT = {
    "page": "申诉",
    "heading": "怎样提出",
    "text": "书面提出。\n由没有参与的人员处理。",
    "is_current": "是",
}


def kinds(told: list[Publication]) -> list[str]:
    return [each.fact_kind for each in told]


def qualify(world: World, **said: Any) -> None:
    facts = {
        "kind": "认证规则备案",
        "number": "备案-0001",
        "content": "已备案",
        "starts_on": "2026-01-01",
        **said,
    }
    world.write("qualifications", BODY, facts, evidence=evidence(world, BODY, by="head"))


@pytest.mark.covers("L20", "R4.4.1", "Q5.1")
def test_public_is_told_of_edition_fees_texts_and_qualifications(world: World) -> None:
    world.write("fee_list", BODY, {**FEE, "amount": "3000"})
    world.write("published_texts", BODY, TEXT, by="keeper")
    qualify(world)

    told = tell_public(by=world["keeper"], at=world.at)

    said = {each.fact_kind: each.body for each in told}
    assert kinds(told) == ["rule_edition", "fees", "page", "body"]
    assert (said["rule_edition"]["edition"], said["rule_edition"]["ends_on"]) == ("V1.0", "2025-05-20")
    assert said["rule_edition"]["sources"][1] == "国家市场监督管理总局官网"
    assert said["fees"]["items"] == [{"name": "审核费", "amount": "3000.00元", "unit": "每人天"}]
    assert said["page"]["sections"][0]["paragraphs"] == ["书面提出。", "由没有参与的人员处理。"]
    assert said["body"]["qualifications"] == [{"name": "认证规则备案：已备案", "number": "备案-0001"}]


def test_public_is_told_only_of_what_changed(world: World) -> None:
    tell_public(by=world["head"], at=world.at)
    world.write("fee_list", BODY, {**FEE, "amount": "3000"})

    waiting = [headline(fact) for fact in untold(world.at.date())]
    told = tell_public(by=world["head"], at=world.at)
    again = tell_public(by=world["head"], at=world.at)

    assert (waiting, kinds(told), again) == (["收费标准"], ["fees"], [])


def test_telling_the_public_is_refused_to_others(world: World) -> None:
    with pytest.raises(NotAllowed):
        tell_public(by=world["clerk"], at=world.at)

    assert not Publication.objects.exists()


def test_mobile_number_in_a_qualification_is_not_published_as_the_edition(world: World) -> None:
    world.write("fee_list", BODY, {**FEE, "amount": "3000", "remark": "垂询 " + "138" + "00138000"})

    with pytest.raises(Incomplete, match="手机号码"):
        tell_public(by=world["head"], at=world.at)

    assert not Publication.objects.exists()


@pytest.mark.covers("T52")
def test_what_the_public_cannot_read_yet_is_named(world: World) -> None:
    before = lacking(world.at.date())
    world.write("fee_list", BODY, {**FEE, "amount": "3000"})
    qualify(world)

    assert before == [
        "《收费标准》还没有填写", "《本机构资质》还没有填写", "《联系方式》还没有填写", "备案信息：未填（条例17）",
    ]  # fmt: skip
    assert lacking(world.at.date()) == ["《联系方式》还没有填写"]


@pytest.mark.covers("Q5.1-3")
def test_public_is_told_how_many_registered_persons_there_are_and_nobodys_name(world: World) -> None:
    registered(world, "lead", "auditor")
    registered(world, "bystander", ends_on="2026-02-28")
    qualify(world)

    told = tell_public(by=world["keeper"], at=world.at)

    names = [each["name"] for each in told[-1].body["qualifications"]]
    assert names == ["认证规则备案：已备案", "持有效注册的审查员：现有2名，每次审核不少于2名"]
    assert "lead某" not in str(told[-1].body)


@pytest.mark.covers("XE.2")
def test_profile_has_no_telephone_until_the_address_book_holds_one(world: World) -> None:
    [*_, before] = tell_public(by=world["keeper"], at=world.at)
    contact = {"office": "业务部", "post": "受理岗", "telephone": "12345"}
    world.write("scheme_contacts", BODY, contact, by="clerk")

    [after] = tell_public(by=world["keeper"], at=world.later(days=1))

    assert ("telephone" in before.body, after.body["telephone"]) == (False, "12345")

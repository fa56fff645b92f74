"""What certification rests on: both main bases on every paper, the auxiliary apart, an edition that is never edited."""

from collections.abc import Callable
from typing import Any

import pytest

from hengxian.certification import letterhead
from hengxian.certification.certificates.face import Face
from hengxian.certification.certificates.printing import paper
from hengxian.certification.models import Application, Case, Certificate
from hengxian.certification.papers.audit import audit_facts
from hengxian.certification.queries.certificates import newest_edition
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete
from hengxian.records.delivering import read_document
from hengxian.records.documents.certificate import certificate_pdf
from hengxian.records.documents.letters.audit import SurveillanceNotice
from hengxian.records.edition import edition_name, pack
from hengxian.records.issuing import documents_of
from hengxian.records.models.document import Document
from tests.certification.applying.desk import offered, override, signed
from tests.certification.certificates.certified import drafted, issued, ready_case, set_terms
from tests.certification.preparation.prepared import approve, planned
from tests.certification.world import World
from tests.records.documents.reading import pdf_pages, pdf_words

STANDARD = "GB/T33358-2016《政府热线服务规范》（2016年12月13日发布，2017年7月1日实施）"
RULE = "《CMM-525-0004-GBT33358-2016政府热线服务规范认证规则》V1.0（2025年1月1日实施，规则印明有效期至2025年5月20日）"
AUXILIARY = "GB/T33357-2016《政府热线服务评价》"


def words_of(world: World, letter: Document) -> str:
    with read_document(letter, by=world["clerk"], at=world.at) as content:
        return pdf_words(content.read())


def certificate_pages(certificate: Certificate) -> list[str]:
    edition = newest_edition(certificate)
    return pdf_pages(certificate_pdf(paper(Face.of(edition.shown), 1, edition.check_code)))


@pytest.mark.covers("R4.1.1-2")
def test_contract_and_plan_name_both_main_bases(world: World) -> None:
    application = offered(world)
    case = approve(world, planned(world))

    papers = [
        documents_of(application.story, sort="agreement")[-1],
        documents_of(case.story, sort="audit_plan")[-1],
    ]

    for one in papers:
        words = words_of(world, one)
        assert STANDARD in words and RULE in words


@pytest.mark.covers("R4.1.1-2", "R4.2.1-4")
def test_report_and_certificate_name_the_main_bases_and_list_the_auxiliary_apart(world: World) -> None:
    set_terms(world)
    audited = world.case("末次会议已开")

    report, pages = audit_facts(audited, "符合"), certificate_pages(issued(world))

    told = "".join("".join(report.main_bases).split())
    assert STANDARD in told and RULE in told and len(report.main_bases) == 2
    assert report.auxiliary_bases[0].replace(" ", "") == AUXILIARY
    assert report.auxiliary_bases[-1] == "相关法律法规要求"
    assert "GB/T33358-2016《政府热线服务规范》" in pages[0] and AUXILIARY not in pages[0]
    annex = "".join(pages[1:])
    assert STANDARD in annex and RULE in annex
    assert annex.index("主要认证依据") < annex.index("辅助认证依据") < annex.index(AUXILIARY)


@pytest.mark.covers("R4.2.1-4")
def test_certificate_resting_on_auxiliary_bases_alone_is_refused(
    world: World, without_main_bases: Callable[[], None]
) -> None:
    set_terms(world)
    case = ready_case(world)
    before = Certificate.objects.count()
    without_main_bases()

    with pytest.raises(Incomplete, match="证书没有主要认证依据，不能只依据辅助依据颁发（4.2）"):
        drafted(world, case)

    assert Certificate.objects.count() == before


@pytest.mark.covers("R4.1.1-2")
def test_case_keeps_edition_version_and_fingerprint_whatever_comes_later(
    world: World, edited_edition: Any
) -> None:
    application = signed(world)
    override(world, application)
    case = perform(opening(application), "open", by=world["clerk"], at=world.at)
    kept = case.rule_edition

    edited_edition()

    assert kept.startswith(f"{pack().rule.id}@{pack().rule.edition}#") and kept != edition_name()
    assert Case.objects.get(pk=case.pk).rule_edition == kept


@pytest.mark.covers("R4.1.1-2")
def test_edition_that_a_case_rests_on_cannot_be_edited_under_its_name(
    world: World, edited_edition: Any
) -> None:
    application = signed(world)
    override(world, application)
    world.case("现场中")

    edited_edition()

    with pytest.raises(Incomplete, match="用过的版次不能修改，须另立新版次（4.1）"):
        perform(opening(application), "open", by=world["clerk"], at=world.at)
    assert Case.objects.count() == 1


def opening(application: Application) -> Case:
    return Case(application=application, organisation=application.organisation, hotline=application.hotline)


@pytest.mark.covers("XE.1")
def test_letters_take_the_body_from_the_configuration_and_old_ones_stay(world: World, settings: Any) -> None:
    contact = {"office": "业务部", "post": "受理岗", "telephone": "010-12345678"}
    world.write("scheme_contacts", "body:1", contact)
    settings.HENGXIAN_BODY_NAME, settings.HENGXIAN_BODY_ADDRESS = "甲样认证公司", "甲样路一号"
    settings.HENGXIAN_BODY_WEB_SITE = "https://old.example"
    case = approve(world, planned(world))
    [old] = documents_of(case.story, sort="audit_plan")
    before = words_of(world, old)
    settings.HENGXIAN_BODY_NAME, settings.HENGXIAN_BODY_ADDRESS = "乙样认证公司", "乙样路二号"
    settings.HENGXIAN_BODY_WEB_SITE = "https://new.example"

    notice = SurveillanceNotice(
        "云泽市12345热线", "YZ-1", "年度监督审核", world.at.date(), "每年一次", "受理"
    )
    new = letterhead.send(
        notice, world.client, about=case.story, case=case.number, by=world["clerk"], at=world.at
    )

    assert [
        word for word in ("甲样认证公司", "甲样路一号", "010-12345678", "old.example") if word not in before
    ] == []
    after = words_of(world, new)
    assert [word for word in ("乙样认证公司", "乙样路二号", "new.example") if word not in after] == []
    assert words_of(world, old) == before


@pytest.mark.covers("R4.3")
@pytest.mark.parametrize("word", ["信息技术产品质量", "网络安全"])
def test_scope_with_what_the_rule_excludes_needs_the_reason_why_it_is_not_meant(
    world: World, word: str
) -> None:
    set_terms(world)
    case = ready_case(world)
    said = {"scope": f"热线服务，不含{word}", "wording_confirmed": True}
    with pytest.raises(Incomplete, match="本规则不适用，须在《范围用语确认》写明不在此意和理由（4.3）"):
        drafted(world, case, **said)
    confirmed = {"wording": word, "meant": "否，不在此意", "reason": "只为说明不包括"}

    row = world.write("scope_confirmations", case, confirmed, by="clerk")

    assert drafted(world, case, **said).status == "拟制"
    assert row.data["reason"] == "只为说明不包括"

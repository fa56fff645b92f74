"""Drafting and issuing: the number, the ten fields, the dates, the two codes, and what the public is told."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings as site_settings
from django.db import transaction

from hengxian.certification.actions import clients
from hengxian.certification.certificates.face import Face
from hengxian.certification.certificates.printing import paper
from hengxian.certification.models import Case, Certificate, CertificateEdition, Publication
from hengxian.certification.publishing import signer, write_outstanding
from hengxian.certification.queries.certificates import newest_edition
from hengxian.journal.acting import perform
from hengxian.journal.appending import Line, append
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Organisation
from hengxian.publication.checkcode import digest_check_code
from hengxian.publication.digests import sha256_of, sm3_of
from hengxian.publication.facts import CertificateEdition as Shown
from hengxian.publication.payload import verify_payload
from hengxian.publication.reading import read
from hengxian.records.documents.signing_pdf import check_signature
from hengxian.records.files.keeping import store
from hengxian.records.issuing import documents_of
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.models.stored_file import StoredFile
from tests.cast import placed
from tests.certification.certificates.certified import TOLD, drafted, issued, put, ready_case, set_terms, site
from tests.certification.world import World
from tests.records.documents.test_signing_pdf import self_signed


def counts() -> tuple[int, ...]:
    return tuple(
        each.objects.count() for each in (Certificate, CertificateEdition, Publication, Entry, StoredFile)
    )


@pytest.mark.covers("R6.4.1.1", "R7.1.6-7", "R6.4.1.2")
def test_issue_sets_dates_once_and_tells_the_public(world: World) -> None:
    set_terms(world)

    certificate = issued(world)

    edition = newest_edition(certificate)
    told = list(Publication.objects.order_by("pk").values_list("fact_kind", flat=True))
    assert (certificate.state.status, certificate.issued_on, certificate.valid_until) == (
        "有效", date(2026, 3, 2), date(2029, 3, 1),
    )  # fmt: skip
    assert told == ["certificate", "status", "announcement"]
    assert (edition.number, edition.occasion, len(edition.pdf_sha256)) == (1, "颁发", 64)


@pytest.mark.covers("R7.1.2-3", "R7.1.4-5", "R7.2.1", "R7.2.2")
def test_issue_shows_every_field_of_chapter_seven(world: World) -> None:
    set_terms(world)

    face = Face.of(newest_edition(issued(world)).shown)

    assert (face.number, face.holder, face.address, face.address_kind) == (
        "YZ-2026-0001", "云泽市政务服务中心", "云泽市望江路8号", "注册地址",
    )  # fmt: skip
    assert (face.category, face.field, face.mode, face.rule) == (
        "政府热线服务能力认证", "政府热线服务", "服务特性要求测评+服务管理要求审核", "CMM-525-0004-GBT 33358-2016",
    )  # fmt: skip
    assert [line["name"] for line in face.results][2] == "服务效果"
    assert face.results[2]["printed"] == "规则未给出计算"
    assert (face.results[0]["low"], face.results[0]["high"]) == ("81.00", "85.00")


@pytest.mark.covers("A-16")
def test_issue_keeps_a_paper_whose_codes_and_digests_verify(world: World) -> None:
    set_terms(world)

    certificate = issued(world)

    edition = newest_edition(certificate)
    file = StoredFile.objects.get(pk=edition.file)
    with store().open_verified(file.place, file.name) as content:
        pdf = content.read()
    shown = Shown.model_validate(Publication.objects.get(fact_kind="certificate").body)
    assert (edition.pdf_sha256, edition.pdf_sm3) == (sha256_of(pdf), sm3_of(pdf))
    assert (shown.pdf_sha256, shown.check_code_digest) == (
        edition.pdf_sha256, digest_check_code(certificate.number, edition.check_code),
    )  # fmt: skip
    key = signer().public_key
    payload = paper(Face.of(edition.shown), 1, edition.check_code).payload
    assert verify_payload(payload, {key.key_id: key}).digest == shown.printed.digest


@pytest.mark.covers("R6.4.1.3")
def test_issue_hands_over_the_guidance(world: World) -> None:
    set_terms(world)

    certificate = issued(world)

    [guidance] = documents_of(certificate.story)
    assert guidance.sort == "use_guidance"
    assert [step.way for step in guidance.steps.all()] == ["平台内送达"]


@pytest.mark.covers("R7.1.1")
def test_draft_refuses_a_number_ever_used(world: World) -> None:
    set_terms(world)
    discarded = drafted(world)
    perform(discarded, "discard", by=world["head"], at=world.at, reason="名称有误")
    before = counts()

    with pytest.raises(Incomplete, match="用过，不能再用"):
        drafted(world, discarded.case, number="YZ-2026-0001")

    assert counts() == before
    assert drafted(world, discarded.case).number == "YZ-2026-0002"


@pytest.mark.parametrize(
    ("unset", "sentence"),
    [("P-term", "证书有效期未设定（7.1.6）"), ("P-number", "证书编号规则未设定（7.1.1）")],
)
@pytest.mark.covers("T5", "T6")
def test_draft_refuses_while_term_or_pattern_is_unset(world: World, unset: str, sentence: str) -> None:
    world.client.registered_address = "云泽市望江路8号"
    world.client.save()
    world.set(**({"P_number": "YZ-{年}-{序号}"} if unset == "P-term" else {"P_term": 36}))
    case = ready_case(world)
    site(world)
    before = counts()

    with pytest.raises(Incomplete) as refused:
        drafted(world, case)

    assert sentence in str(refused.value)
    assert counts() == before


@pytest.mark.covers("R7.1.1")
def test_draft_refuses_a_number_beside_the_pattern(world: World) -> None:
    set_terms(world)

    with pytest.raises(Incomplete, match="不合编号规则"):
        drafted(world, number="AB-1")


@pytest.mark.covers("R7.1.4-5")
def test_draft_refuses_a_scope_beyond_the_audit(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    far = site(world, "北岸话务点")
    far.address = "云泽市北岸"
    far.save()

    with pytest.raises(Incomplete) as refused:
        drafted(world, case, blocks=["基本要求", "服务质量控制"], sites=[str(far.pk)])

    assert "认证范围超出审核过的内容或场所：服务质量控制、北岸话务点（7.1.4）" in str(refused.value)


@pytest.mark.covers("T19")
def test_draft_warns_of_a_scope_that_speaks_of_management_systems(world: World) -> None:
    set_terms(world)
    case = ready_case(world)

    with pytest.raises(Incomplete, match="认证范围写有“管理体系”"):
        drafted(world, case, scope="热线服务与管理体系")

    assert drafted(world, case, scope="热线服务与管理体系", wording_confirmed=True).status == "拟制"


@pytest.mark.covers("R7.1.2-3")
def test_draft_refuses_a_name_other_than_the_verified(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    case.application.form = {"A.1": {"applicant_name": "云泽市热线中心"}}
    case.application.save()

    with pytest.raises(Incomplete, match="与经核对的申请书名称“云泽市热线中心”不一致"):
        drafted(world, case)


@pytest.mark.covers("R7.1.2-3")
def test_draft_refuses_a_legal_entity_put_in_after_the_check(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    world.client.legal_entity = placed(
        Organisation(name="另一机关", type="其他组织", registered_address="别处1号")
    )
    world.client.save()

    with pytest.raises(
        Incomplete, match="登记的名称“另一机关”与经核对的申请书名称“云泽市政务服务中心”不一致"
    ):
        drafted(world, Case.objects.get(pk=case.pk))


@pytest.mark.covers("R7.1.2-3")
def test_draft_refuses_a_registered_address_changed_after_the_check(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    case.application.form["A.1"]["applicant_address"] = "云泽市旧街2号"
    case.application.save()

    with pytest.raises(
        Incomplete, match="登记的注册地址“云泽市望江路8号”与经核对的申请书地址“云泽市旧街2号”不一致"
    ):
        drafted(world, case)


@pytest.mark.covers("R7.1.4-5")
def test_draft_takes_a_site_for_audited_by_its_whole_name_only(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    part = site(world, "中心")  # 话务中心 was on the plan
    part.address = "云泽市北岸"
    part.save()

    with pytest.raises(Incomplete, match="认证范围超出审核过的内容或场所：中心（7.1.4）"):
        drafted(world, case, sites=[str(part.pk)])


@pytest.mark.covers("R7.1.4-5")
def test_draft_refuses_a_site_that_moved_after_the_audit(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    with transaction.atomic():
        append([Line(case, "close_on_site", world["lead"], world.at)])
    clients.write_sites(
        world.hotline, [{"name": "话务中心", "address": "云泽市北岸9号"}], by=world["client"], at=world.at
    )

    with pytest.raises(Incomplete, match="场所的地址在现场审核之后改过：话务中心（7.1.4）"):
        drafted(world, case)


def test_draft_refuses_a_character_that_cannot_be_printed(world: World) -> None:
    set_terms(world)

    with pytest.raises(Incomplete, match="字体缺字"):
        drafted(world, scope="受理\U000f1234")


@pytest.mark.covers("R6.4.1.1", "L22")
def test_draft_refuses_before_the_head_has_signed(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    case.marker = "认证人员已签"
    case.save()

    with pytest.raises(Incomplete, match="尚未经机构负责人签署"):
        drafted(world, case)


@pytest.mark.covers("T24")
def test_draft_refuses_on_a_conditional_approval(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    case.status = "待整改"
    case.save()
    world.decision(case, "有条件批准认证")

    with pytest.raises(Incomplete, match="没有批准认证的决定"):
        drafted(world, case)


def test_draft_refuses_anybody_but_the_administrator(world: World) -> None:
    set_terms(world)
    case = ready_case(world)
    blank = Certificate(case=case, organisation=case.organisation, hotline=case.hotline)

    with pytest.raises(NotAllowed):
        perform(blank, "draft", by=world["clerk"], at=world.at, **TOLD, sites=[str(site(world).pk)])


def test_issue_refuses_the_drafter_a_second_time_and_a_day_to_come(world: World) -> None:
    set_terms(world)
    certificate = drafted(world)
    before = counts()

    with pytest.raises(NotAllowed):
        perform(
            certificate,
            "issue",
            by=world["keeper"],
            at=world.at,
            issued_on=world.at.date(),
            method="电子印章",
        )
    tomorrow = world.at.date() + timedelta(days=1)
    with pytest.raises(Incomplete, match="颁发日期不能晚于今天"):
        perform(certificate, "issue", by=world["head"], at=world.at, issued_on=tomorrow, method="电子印章")

    assert counts() == before
    assert not Publication.objects.exists()


@pytest.mark.covers("T7")
def test_issue_outside_the_edition_window_needs_the_override(world: World) -> None:
    set_terms(world)
    certificate = drafted(world)
    RegisterRow.objects.filter(register="edition_overrides").delete()

    with pytest.raises(Incomplete, match="印明有效期至2025-05-20"):
        perform(
            certificate, "issue", by=world["head"], at=world.at, issued_on=world.at.date(), method="电子印章"
        )
    put("edition_overrides", certificate.story, {"act": "颁发证书", "reason": "新版尚未发布"})

    perform(certificate, "issue", by=world["head"], at=world.at, issued_on=world.at.date(), method="电子印章")
    assert certificate.status == "有效"


def test_discard_refuses_an_issued_certificate(world: World) -> None:
    set_terms(world)
    certificate = issued(world)

    with pytest.raises(NotNow):
        perform(certificate, "discard", by=world["head"], at=world.at, reason="有误")


@pytest.mark.covers("L26", "R8.4.2")
def test_folder_holds_what_was_told_once_however_often_it_is_written(world: World, tmp_path: object) -> None:
    set_terms(world)
    issued(world)

    first, second = write_outstanding(world.at), write_outstanding(world.later(hours=1))

    kinds = [fact.kind for fact in read(site_settings.HENGXIAN_FACTS)]
    assert (first, second) == (3, 0)
    assert kinds == ["key", "certificate", "status", "announcement"]


def test_issue_signs_the_paper_where_the_body_has_a_key(world: World, settings: Any, tmp_path: Path) -> None:
    key, certificate = self_signed("云栖认证有限公司")
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "chain.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    settings.HENGXIAN_PDF_KEY, settings.HENGXIAN_PDF_CERTIFICATES = (
        str(tmp_path / "key.pem"),
        str(tmp_path / "chain.pem"),
    )
    set_terms(world)

    file = StoredFile.objects.get(pk=newest_edition(issued(world)).file)

    with store().open_verified(file.place, file.name) as content:
        check = check_signature(content.read(), [certificate.public_bytes(Encoding.PEM)], at=world.at)
    assert (check.is_signed, check.is_intact, check.is_trusted) == (True, True, True)

"""The desk of the body: the head's page, ages, follow-ups, publishing, archives, erasures, complaints' contacts."""

import io
import zipfile
from typing import Any
from urllib.parse import quote

import pytest

from hengxian.certification.archive import sealed
from hengxian.certification.models import Complaint, Publication
from hengxian.journal.models import Entry
from hengxian.journal.models.erasure import Erasure
from hengxian.records.models import RegisterRow
from tests.certification.certificates.certified import put
from tests.web.scene import Scene, set_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return set_scene()


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.covers("A-21")
def test_head_sees_the_open_case_and_its_number_opens_the_list(scene: Scene) -> None:
    page = text_of(scene.client("head_of_body").get("/office/head/"))

    case = scene.records["case"]
    assert f'href="/office/case/?status={quote(case.status)}"' in page
    assert "不自动延长" in page
    assert "《收费标准》还没有填写" in page


@pytest.mark.covers("L22-time")
def test_slow_page_names_whom_a_case_waits_for(scene: Scene) -> None:
    page = text_of(scene.client("clerk").get("/office/slow/"))

    assert scene.records["case"].number in page
    assert "本案审核组长" in page


def test_change_report_is_found_on_the_page_of_follow_ups_and_of_its_certificate(scene: Scene) -> None:
    certificate = scene.records["certificate"]
    put(
        "change_reports", certificate.story,
        {"kind": "终止", "happened_on": "2026-02-01", "reported_on": "2026-02-03", "after": "热线停办"},
    )  # fmt: skip
    browser = scene.client("certificate_administrator")

    follow_ups = text_of(browser.get("/office/follow-ups/"))
    record = text_of(browser.get(f"/office/certificate/{certificate.pk}/"))
    form = text_of(browser.get(f"/office/certificate/{certificate.pk}/register/change_handling/?subject=1"))

    assert "注销程序" in follow_ups and "2026-02-03" in follow_ups
    assert "热线停办" in record
    assert 'value="1"' in form


def test_first_rows_are_offered_and_written_by_one_act(scene: Scene) -> None:
    browser = scene.client("clerk")
    offered = text_of(browser.get("/office/registers/"))

    browser.post("/office/first-rows/")

    assert "写入起始内容" in offered
    assert RegisterRow.objects.filter(register="reference_documents").count() == 9
    assert RegisterRow.objects.filter(register="compliance_list").count() == 8
    assert "写入起始内容" not in text_of(browser.get("/office/registers/"))


@pytest.mark.covers("L20")
def test_publishing_the_rule_and_the_body_from_the_page(scene: Scene) -> None:
    browser = scene.client("certificate_administrator")
    before = text_of(browser.get("/office/public/"))

    answer = browser.post("/office/public/", follow=True)

    assert "规则版次 V1.0" in before
    assert "已公布 2 项" in text_of(answer)
    assert set(Publication.objects.values_list("fact_kind", flat=True)) == {"rule_edition", "body"}


@pytest.mark.covers("L21-records", "G-19")
def test_archive_is_taken_away_whole_and_noted(scene: Scene, tmp_path: Any) -> None:
    case = scene.records["case"]
    answer = scene.client("clerk").get(f"/office/case/{case.pk}/archive.zip")

    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    folder = next(tmp_path.iterdir())
    assert list(sealed.faults(folder)) == []
    assert Entry.objects.filter(verb="export", said__facts__facts__case=case.number).count() == 1
    assert scene.client("auditor").get(f"/office/case/{case.pk}/archive.zip").status_code == 404


@pytest.mark.covers("A-22", "G-19")
def test_regulators_record_is_exported_and_noted(scene: Scene) -> None:
    answer = scene.client("certificate_administrator").get("/office/regulator.csv")

    assert "证书编号,证书状态,颁证日期" in answer.content.decode("utf-8-sig")
    assert Entry.objects.filter(verb="export", said__facts__facts__list="regulator").count() == 1


@pytest.mark.covers("G-7")
def test_contact_of_a_complaint_is_masked_until_somebody_says_why(scene: Scene) -> None:
    complaint = scene.records["complaint"]
    number = "138" + "00138000"
    Complaint.objects.filter(pk=complaint.pk).update(contact=f"某某 {number}")
    browser = scene.client("clerk")

    page = text_of(browser.get(f"/office/complaint/{complaint.pk}/"))
    refused = browser.post(f"/office/complaint/{complaint.pk}/contact/", {"reason": " "})
    shown = browser.post(f"/office/complaint/{complaint.pk}/contact/", {"reason": "回复投诉人"})

    assert number not in page
    assert refused.status_code == 422
    assert number in text_of(shown)
    assert Entry.objects.get(verb="reveal", object_kind="complaint").reason == "回复投诉人"


@pytest.mark.covers("G-14")
def test_erasure_is_asked_by_one_and_approved_by_the_head(scene: Scene) -> None:
    complaint = scene.records["complaint"]
    Complaint.objects.filter(pk=complaint.pk).update(contact="某某办公室")
    asked = {
        "columns": "complaint.contact", "number": complaint.number, "data_kinds": "联系方式", "reason": "投诉人要求",
        "retained_until": "",
    }  # fmt: skip

    asking = scene.client("clerk").post("/office/erasures/", asked)
    erasure = Erasure.objects.get()
    own = scene.client("clerk").post(f"/office/erasures/{erasure.pk}/approve/")
    page = text_of(scene.client("head_of_body").get("/office/erasures/"))
    approved = scene.client("head_of_body").post(f"/office/erasures/{erasure.pk}/approve/", follow=True)

    complaint.refresh_from_db()
    assert (asking.status_code, own.status_code) == (302, 403)
    assert "批准并清除" in page
    assert (complaint.contact, "联系方式已于" in text_of(approved)) == ("（已清除）", True)
    assert "投诉人要求" in text_of(scene.client("audit_administrator").get("/administration/erased/"))


def test_erasure_of_an_unknown_record_is_refused(scene: Scene) -> None:
    asked = {
        "columns": "complaint.contact",
        "number": "TS-0",
        "data_kinds": "电话",
        "reason": "x",
        "retained_until": "",
    }

    answer = scene.client("clerk").post("/office/erasures/", asked)

    assert (answer.status_code, Erasure.objects.count()) == (404, 0)


def test_choices_are_shown_in_the_rules_own_words(scene: Scene) -> None:
    browser = scene.client("clerk")

    pages = {
        kind: text_of(browser.get(f"/office/{kind}/{scene.pk(kind)}/")) for kind in ("complaint", "hotline")
    }

    assert "获证组织" in pages["complaint"]
    assert "综合性热线" in pages["hotline"]

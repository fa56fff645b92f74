"""Verifying what one holds: by code, by file, by the second QR code (E-2); and complaints about what one sees (E-4)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.publication.complaints import pending
from hengxian.publication.payload import payload
from hengxian.publication.signing import KeyFile
from tests.publication.conftest import CODE
from tests.web_register.conftest import pdf_of


@pytest.fixture
def verdict(client):
    """Sends the form and gives the page."""

    def send(**given) -> str:
        if isinstance(given.get("file"), bytes):
            given["file"] = SimpleUploadedFile("证书.pdf", given["file"], "application/pdf")
        return client.post("/verify", given).content.decode()

    return send


@pytest.mark.covers("E-2")
def test_an_unaltered_file_is_recognised_and_an_altered_one_is_not(publisher, verdict):
    publisher.issue("HX-1")

    same = verdict(file=pdf_of("HX-1", 1))
    altered = verdict(file=pdf_of("HX-1", 1) + b" ")
    altered_with_number = verdict(file=pdf_of("HX-1", 1) + b" ", number="HX-1")
    of_another = verdict(file=pdf_of("HX-1", 1), number="HX-7")

    assert "与登记一致" in same
    assert ["与登记不符" in page for page in (altered, altered_with_number)] == [True, True]
    assert "查无此证" in of_another


@pytest.mark.covers("E-2")
def test_a_forged_number_is_unknown_and_can_be_reported(publisher, verdict, text):
    publisher.issue("HX-1")

    form, landing = verdict(number="HX-9", code=CODE), text("/c/HX-9", expected=404, k=CODE)

    assert ["查无此证" in page for page in (form, landing)] == [True, True]
    assert ["/complaint?number=HX-9" in page for page in (form, landing)] == [True, True]


def test_number_and_code_are_compared_however_they_are_typed(publisher, verdict):
    publisher.issue("HX-1")

    right, wrong = verdict(number=" HX-1 ", code=CODE.lower()), verdict(number="HX-1", code="0")

    assert "与登记一致" in right
    assert "校验码与登记不符" in wrong


@pytest.mark.covers("R7.4.2")
def test_a_replaced_edition_is_told_as_such(publisher, verdict):
    publisher.issue("HX-1")
    publisher.issue("HX-1", version=2, nature="补发")

    old, new = verdict(file=pdf_of("HX-1", 1)), verdict(file=pdf_of("HX-1", 2))

    assert "已被新版证书取代" in old
    assert "与登记一致" in new


def test_a_true_file_of_a_revoked_certificate_shows_its_status(publisher, verdict):
    publisher.issue("HX-1")
    publisher.change("HX-1", "有效", "撤销")

    page = verdict(file=pdf_of("HX-1", 1))

    assert "证书已被撤销，不再有效" in page


def test_the_second_code_is_verified_and_compared(publisher, verdict, tmp_path):
    edition = publisher.issue("HX-1")
    other = publisher.edition("HX-1", 1, "颁发", scope="一切热线")
    stranger = KeyFile.create(tmp_path / "stranger.pem")

    pages = [
        verdict(payload=payload(edition.printed, 1, publisher.key)),
        verdict(payload=payload(other.printed, 1, publisher.key)),
        verdict(payload=payload(edition.printed, 1, stranger)),
        verdict(payload="随便写的"),
    ]

    assert ["与登记一致" in page for page in pages] == [True, False, False, False]
    assert ["与登记不符" in page for page in pages] == [False, True, True, True]


def test_nothing_given_is_said_in_one_sentence(publisher, verdict):
    page = verdict()

    assert "请填写证书编号和校验码，或选择证书文件，或粘贴二维码内容。" in page


FACTS = "在宣传材料上写有这张证书，但与热线业务无关"


@pytest.mark.covers("E-4")
def test_an_anonymous_complaint_gets_a_receipt_and_waits_for_the_body(publisher, client, settings):
    form = client.get("/complaint", {"number": "HX-1"}).content.decode()
    token = re.search(r'name="token" value="([0-9a-f]{32})"', form)[1]
    sent = {"token": token, "subject": "证书使用不当", "number": "HX-1", "text": FACTS}

    first, again = client.post("/complaint", sent), client.post("/complaint", sent)

    receipt = re.search(r"TS-\d{8}-[0-9A-F]{8}", client.get(first["Location"]).content.decode())[0]
    kept = list(pending(settings.HENGXIAN_COMPLAINTS))
    assert first["Location"] == again["Location"]
    assert [(one.receipt, one.subject, one.number, one.text, one.contact) for one in kept] == [
        (receipt, "证书使用不当", "HX-1", FACTS, "")
    ]
    assert 'value="HX-1"' in form


def test_an_incomplete_complaint_is_refused_and_keeps_what_was_typed(publisher, client, settings):
    response = client.post("/complaint", {"token": "0" * 32, "number": "HX-1", "text": "太短"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "请选择投诉的事项" in page
    assert "请写明事实，10 至 4000 个字" in page
    assert 'value="HX-1"' in page
    assert list(pending(settings.HENGXIAN_COMPLAINTS)) == []


def test_a_complaint_from_another_site_is_refused(publisher, settings):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/complaint", {"token": "0" * 32, "subject": "证书使用不当", "text": FACTS})

    assert response.status_code == 403
    assert list(pending(settings.HENGXIAN_COMPLAINTS)) == []

"""Documents: numbered without a gap, kept as made, signed and handed over with proof."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from hengxian.journal import verifying
from hengxian.journal.actor import Actor
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotNow
from hengxian.records.delivering import (
    acknowledge,
    delivered_at,
    hand_over,
    read_document,
    sign,
    steps_of,
)
from hengxian.records.documents.blocks import Prose
from hengxian.records.documents.imprint import Body, Method
from hengxian.records.documents.letters.application import Acceptance
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.word import to_word
from hengxian.records.issuing import Imprint, Matter, Sender, documents_of, issue, issue_letter
from hengxian.records.models import Document

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLERK = Actor(2, 21, "乙", frozenset({"clerk"}))
BODY = Body("衡线演示认证有限公司")
SENDER = Sender(BODY, "云泽市政务服务局", "A-2026-1", "CMM-525-0004@1.0")
ACCEPTED = Acceptance("云泽市12345热线", "初次认证", date(2026, 2, 27), date(2026, 3, 6), "热线服务")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, settings) -> None:
    settings.HENGXIAN_FILES = tmp_path / "files"


def a_letter(about: str = "application:1", at: datetime = NOON, **said) -> Document:
    return issue_letter(ACCEPTED, SENDER, about=about, by=CLERK, at=at, **said)


def a_report(text: str = "正文", **said) -> Document:
    def make(given: Imprint) -> Paper:
        return Paper(
            "report", "审核报告", given.number, given.dated_on, BODY, (Prose(text),), version=given.edition
        )

    return issue(
        make, Matter("case:1", "audit_report", "审核报告"), {"text": text}, by=CLERK, at=NOON, **said
    )


def test_a_letter_is_numbered_by_kind_and_year_and_kept():
    made = [a_letter(), a_letter("application:2"), a_letter("application:3", NOON + timedelta(days=365))]

    assert [(one.number, one.edition, one.title) for one in made] == [
        ("认证申请受理通知书〔2026〕1号", 1, "认证申请受理通知书"),
        ("认证申请受理通知书〔2026〕2号", 1, "认证申请受理通知书"),
        ("认证申请受理通知书〔2027〕1号", 1, "认证申请受理通知书"),
    ]
    assert (made[0].file.name, made[0].addressee) == ("认证申请受理通知书〔2026〕1号.pdf", "云泽市政务服务局")
    assert made[0].source["facts"] == {
        "hotline": "云泽市12345热线", "audit_kind": "初次认证", "received_on": "2026-02-27", "due_on": "2026-03-06",
        "scope": "热线服务",
    }  # fmt: skip
    assert list(verifying.faults()) == []


def test_a_refused_letter_leaves_no_gap():
    a_letter()

    with transaction.atomic():
        a_letter("application:2")
        transaction.set_rollback(True)  # the act around it was refused

    assert a_letter("application:3").serial == 2


def test_a_later_edition_keeps_the_number_and_stands_beside():
    first = a_letter()

    second = a_letter(supersedes=first, reason="受文者名称有误")

    assert (second.number, second.edition, second.supersedes) == (first.number, 2, first)
    assert [one.file.name for one in documents_of("application:1")] == [
        "认证申请受理通知书〔2026〕1号.pdf", "认证申请受理通知书〔2026〕1号 第2版.pdf",
    ]  # fmt: skip
    with pytest.raises(NotNow, match="之后已有新版"):
        a_letter(supersedes=first, reason="再改")
    with pytest.raises(Incomplete, match="还缺：理由"):
        a_letter(supersedes=second)


def test_a_report_is_kept_as_pdf_and_word_with_one_fingerprint():
    report = a_report(to_word=to_word)

    with (
        read_document(report, by=CLERK, at=NOON) as pdf,
        read_document(report, by=CLERK, at=NOON, as_word=True) as word,
    ):
        starts = (pdf.read(5), word.read(2))
    assert starts == (b"%PDF-", b"PK")
    assert (report.word.name, len(report.fingerprint)) == ("审核报告〔2026〕1号.docx", 64)


def test_a_document_cannot_be_amended():
    from hengxian.journal.writing import amend

    with pytest.raises(NotNow, match="文件已定稿"):
        amend(a_letter(), by=CLERK, at=NOON, title="别的")


@pytest.mark.covers("G-12")
def test_a_drawn_picture_is_recorded_as_what_it_is():
    letter = a_letter()

    sign(letter, by=CLERK, at=NOON, method=Method.PICTURE, post="经办人", person="乙", signed_at=NOON)
    with pytest.raises(Incomplete, match="登记“电子印章”还缺：凭据"):
        sign(letter, by=CLERK, at=NOON, method=Method.SEAL, post="机构", person="", signed_at=NOON)
    sign(
        letter,
        by=CLERK,
        at=NOON,
        method=Method.PAPER,
        post="负责人",
        person="丙",
        signed_at=NOON,
        evidence=["file:1"],
    )

    assert [(step.way, step.person, step.evidence) for step in steps_of(letter, "签署")] == [
        ("图形签名", "乙", []), ("纸质签字盖章，扫描件存档", "丙", ["file:1"]),
    ]  # fmt: skip


def test_delivery_needs_its_proof_and_the_first_counts():
    letter = a_letter()
    later = NOON + timedelta(days=2)

    with pytest.raises(Incomplete, match="以“邮寄”交付还缺：送达凭据"):
        hand_over(letter, by=CLERK, at=later, way="邮寄", delivered_at=later)
    with pytest.raises(Incomplete, match="交付方式应为以下之一"):
        hand_over(letter, by=CLERK, at=later, way="口头", delivered_at=later)
    with pytest.raises(Incomplete, match="不能早于文件的制发时间"):
        hand_over(letter, by=CLERK, at=later, way="平台内送达", delivered_at=NOON - timedelta(hours=1))
    assert delivered_at(letter) is None

    hand_over(
        letter, by=CLERK, at=later, way="快递", delivered_at=NOON + timedelta(days=1), evidence=["file:9"]
    )
    acknowledged = [acknowledge(letter, by=CLERK, at=later) for _ in range(2)]

    assert delivered_at(letter) == NOON + timedelta(days=1)
    assert acknowledged[0].pk == acknowledged[1].pk
    assert Entry.objects.filter(object_kind="document_step").count() == 2

"""How a certificate may be used: told with every issue, watched, and misuse followed into the procedures of 8.2 (7.3)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.complaints import bring_in
from hengxian.certification.models import Certificate, Complaint
from hengxian.certification.queries.following_up import misuse_to_settle
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete
from hengxian.publication import complaints as lodged
from hengxian.records.delivering import read_document
from hengxian.records.edition import pack
from hengxian.records.issuing import documents_of
from hengxian.records.models.document import Document
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.checking import Unfit
from hengxian.records.registers.writing import revise
from tests.certification.certificates.certified import drafted, evidence, issued, ready_case, set_terms
from tests.certification.world import World
from tests.records.documents.reading import pdf_words

RIGHT = ("在有效期内使用", "完整展示证书正页与附件，不得涂改、伪造", "与认证范围一致使用")
WRONG = ("超出认证范围使用", "添加未经我机构批准的内容", "转让、租借、抵押给其他组织")
REPORT = {
    "received_on": "2026-03-02",
    "origin": "公众举报",
    "facts": "在宣传栏张贴改过范围的证书",
    "state": "待调查",
}
SETTLED = {"closed_on": "2026-03-02", "investigation": "现场核对，情况属实"}


@pytest.fixture
def certificate(world: World) -> Certificate:
    """In use."""
    set_terms(world)
    return issued(world)


def words_of(world: World, letter: Document) -> str:
    with read_document(letter, by=world["clerk"], at=world.at) as content:
        return pdf_words(content.read())


def reported(world: World, certificate: Certificate, **said: Any) -> RegisterRow:
    return world.write("misuse_reports", certificate, REPORT | {"item": "7.3.1.2"} | said, by="keeper")


def look_into(world: World, certificate: Certificate, row: RegisterRow, **said: Any) -> None:
    book = open_book(pack(), "misuse_reports", certificate)
    revise(book, RegisterRow.objects.get(pk=row.pk), said, by=world["keeper"], at=world.at)


def waiting() -> list[tuple[str, str]]:
    return [(each.clause, each.waits_for) for each in misuse_to_settle()]


@pytest.mark.covers("L24")
def test_guidance_and_scope_warning_forbid_to_suggest_that_a_management_system_is_certified(
    world: World,
) -> None:
    set_terms(world)
    case = ready_case(world)

    with pytest.raises(Incomplete) as warned:
        drafted(world, case, scope="热线服务及其管理体系")
    [guidance] = documents_of(issued(world, case).story)

    assert "认证范围写有“管理体系”：本认证不是管理体系或产品认证" in str(warned.value)
    assert "条例24" in str(warned.value)
    assert "不得使人误认为管理体系、信息技术产品质量或者网络安全获得了认证" in words_of(world, guidance)


@pytest.mark.covers("R7.3.1.1-3")
def test_guidance_states_the_right_use_and_misuse_cites_its_item(
    world: World, certificate: Certificate
) -> None:
    [guidance] = documents_of(certificate.story)
    with pytest.raises(Unfit, match="「违反的条款」须填写"):
        world.write("misuse_reports", certificate, REPORT, by="keeper")
    with pytest.raises(Unfit, match="「违反的条款」"):
        reported(world, certificate, item="7.1.1")

    for item in ("7.3.1.1", "7.3.1.2", "7.3.1.3"):
        reported(world, certificate, item=item)

    assert [words for words in RIGHT if words not in words_of(world, guidance)] == []
    assert waiting() == [("7.3.1.1", "待调查"), ("7.3.1.2", "待调查"), ("7.3.1.3", "待调查")]


@pytest.mark.covers("R7.3.2.1-3")
@pytest.mark.parametrize(
    ("item", "ground", "verb", "shows"),
    [
        ("7.3.2.1", "8.2.1.4", "propose_suspension", ["情形说明及其影响"]),
        ("7.3.2.2", "8.2.2.2", "investigate", ["材料原件与核对结果"]),
        ("7.3.2.3", "8.2.2.3", "investigate", ["主管机关文书", "分级理由"]),
    ],
)
def test_misuse_told_by_the_public_is_looked_into_and_leads_to_a_status_procedure(
    world: World, certificate: Certificate, outbox: Path, item: str, ground: str, verb: str, shows: list[str]
) -> None:
    [guidance] = documents_of(certificate.story)
    lodge(world, outbox, certificate)
    bring_in(world.at)
    complaint = Complaint.objects.get()
    row = reported(world, certificate, item=item, facts=f"{complaint.number}：{complaint.text}")
    told = waiting()

    look_into(world, certificate, row, **SETTLED, state="转为状态变更", ground=ground)
    routed = waiting()
    files = evidence(world, certificate.story)
    perform(
        certificate,
        verb,
        by=world["keeper"],
        at=world.at,
        ground=ground,
        shows=shows,
        reason="证书误用",
        evidence=files,
    )

    assert [words for words in WRONG if words not in words_of(world, guidance)] == []
    assert (complaint.subject, complaint.certificate) == ("证书误用", certificate)
    assert told == [(item, "待调查")]
    assert routed == [(item, f"证书上尚未启动依据 {ground} 的程序")]
    assert waiting() == []
    assert certificate.marker in ("拟暂停", "撤销调查")


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"state": "不成立"}, "调查"),
        ({"state": "转为状态变更"}, "状态变更依据的条款"),
        ({"state": "已纠正"}, "处理完毕日期"),
    ],
)
def test_misuse_is_not_settled_without_what_was_found(
    world: World, certificate: Certificate, said: dict[str, str], lacks: str
) -> None:
    row = reported(world, certificate)

    with pytest.raises(Unfit, match=f"「{lacks}」须填写"):
        look_into(world, certificate, row, **said)

    assert waiting() == [("7.3.1.2", "待调查")]


@pytest.fixture
def outbox(tmp_path: Path, settings: Any) -> Path:
    """Where the register's site leaves what the public told."""
    settings.HENGXIAN_COMPLAINTS = tmp_path / "complaints"
    return tmp_path / "complaints"


def lodge(world: World, outbox: Path, certificate: Certificate) -> None:
    token, at = "b" * 32, world.at - timedelta(hours=1)
    told = lodged.Complaint(
        receipt=lodged.receipt_for(token, at), token=token, received_at=at, subject="证书使用不当",
        number=certificate.number, text="另一家公司的大厅里挂着这张证书", contact="",
    )  # fmt: skip
    lodged.lodge(outbox, told)

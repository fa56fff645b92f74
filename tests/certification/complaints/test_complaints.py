"""Complaints: by hand or from the register, handled by nobody they are about, followed up by persons (A-18, E-4)."""

from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.complaints import bring_in
from hengxian.certification.models import Complaint
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.publication import complaints as lodged
from hengxian.records.models.notice import Notice
from tests.certification.certificates.certified import issued, set_terms
from tests.certification.world import World

TOLD = "热线工单显示已办结，但从未有人联系过我。"


def received(world: World, by: str = "clerk", subject: str = "认证机构", **facts: Any) -> Complaint:
    return perform(Complaint(subject=subject), "receive", by=world[by], at=world.at, text=TOLD, **facts)


def lodge(
    world: World, outbox: Path, subject: lodged.Subject, number: str = "", token: str = "a" * 32
) -> lodged.Complaint:
    receipt = lodged.receipt_for(token, world.at)
    told = lodged.Complaint(
        receipt=receipt,
        token=token,
        received_at=world.at,
        subject=subject,
        number=number,
        text=TOLD,
        contact="办公室",
    )
    return lodged.lodge(outbox, told)


@pytest.fixture
def outbox(tmp_path: Path, settings: Any) -> Path:
    settings.HENGXIAN_COMPLAINTS = tmp_path
    return tmp_path


def test_complaint_gets_a_number_a_receipt_and_its_client(world: World) -> None:
    set_terms(world)
    certificate = issued(world)

    complaint = received(world, subject="获证组织", certificate_number=certificate.number)

    assert (complaint.number, complaint.status, complaint.organisation, complaint.certificate) == (
        "TS-2026-001", "已收到", world.client, certificate,
    )  # fmt: skip
    assert complaint.receipt_code.startswith("TS-20260302-")


@pytest.mark.parametrize("facts", [{}, {"certificate_number": "没有的编号"}])
def test_complaint_about_a_client_without_its_certificate_is_refused(
    world: World, facts: dict[str, str]
) -> None:
    with pytest.raises(Incomplete, match="证书"):
        received(world, subject="获证组织", **facts)

    assert not Complaint.objects.exists()


@pytest.mark.covers("A-18")
def test_complaint_is_acknowledged_investigated_and_answered(world: World) -> None:
    complaint = received(world)

    perform(complaint, "acknowledge", by=world["clerk"], at=world.later(hours=1), reason="属实与否待查")
    perform(complaint, "investigate", by=world["clerk"], at=world.later(days=1), findings="已调阅案卷")
    perform(
        complaint, "answer", by=world["head"], at=world.later(days=1), answer="已纠正", follow_up="内部纠正"
    )

    assert (complaint.status, complaint.findings, complaint.answer, complaint.follow_up, complaint.answered_at) == (
        "已答复", "已调阅案卷", "已纠正", "内部纠正", world.at,
    )  # fmt: skip


@pytest.mark.parametrize("verb", ["acknowledge", "refuse", "investigate", "answer"])
def test_verb_is_refused_to_whom_it_is_not_given(world: World, verb: str) -> None:
    complaint = received(world)
    state = {"investigate": "已受理", "answer": "已调查"}.get(verb, "已收到")
    Complaint.objects.filter(pk=complaint.pk).update(status=state)
    complaint.refresh_from_db()
    facts = {"reason": "理由", "findings": "结果", "answer": "答复", "follow_up": "无"}
    asked = {ask.id: facts[ask.id] for ask in Complaint.lifecycle.row(verb).asks}
    count = Entry.objects.count()

    with pytest.raises(NotAllowed):
        perform(complaint, verb, by=world["keeper"], at=world.at, **asked)

    complaint.refresh_from_db()
    assert (complaint.status, Entry.objects.count()) == (state, count)


def test_answer_comes_after_the_investigation(world: World) -> None:
    complaint = received(world)

    with pytest.raises(NotNow):
        perform(complaint, "answer", by=world["head"], at=world.at, answer="已纠正", follow_up="无")

    assert complaint.status == "已收到"


@pytest.mark.covers("A-18")
def test_person_complained_of_does_not_handle_it(world: World) -> None:
    complaint = received(world, person=world["clerk"].person)

    with pytest.raises(NotAllowed, match="本人"):
        perform(complaint, "acknowledge", by=world["clerk"], at=world.at, reason="不属实")
    perform(complaint, "acknowledge", by=world["delegate"], at=world.at, reason="待查")

    assert complaint.status == "已受理"


def test_team_does_not_investigate_a_complaint_about_its_own_audit(world: World) -> None:
    set_terms(world)
    complaint = received(world, subject="认证机构", certificate_number=issued(world).number)
    perform(complaint, "acknowledge", by=world["clerk"], at=world.at, reason="待查")

    with pytest.raises(NotAllowed, match="审核员"):
        perform(complaint, "investigate", by=world["auditor"], at=world.at, findings="不属实")
    perform(complaint, "investigate", by=world["bystander"], at=world.at, findings="属实")

    assert complaint.status == "已调查"


@pytest.mark.covers("A-18", "E-4")
def test_complaint_from_the_register_is_brought_in_once(world: World, outbox: Path) -> None:
    set_terms(world)
    certificate = issued(world)
    told = lodge(world, outbox, "获证热线的服务或管理", certificate.number)

    counts = [bring_in(world.at), bring_in(world.at)]

    complaint = Complaint.objects.get()
    assert (counts, complaint.receipt_code, complaint.subject, complaint.organisation, complaint.contact) == (
        [1, 0], told.receipt, "获证组织", world.client, "办公室",
    )  # fmt: skip
    assert complaint.received_at == world.at
    assert Notice.objects.filter(role="clerk", text=f"收到公众投诉 {complaint.number}").count() == 1
    assert list(lodged.pending(outbox)) == []


def test_complaint_stored_before_a_crash_is_only_moved_away(world: World, outbox: Path) -> None:
    lodge(world, outbox, "认证机构的工作")
    bring_in(world.at)
    lodge(world, outbox, "认证机构的工作")

    count = bring_in(world.at)

    assert (count, Complaint.objects.count(), list(lodged.pending(outbox))) == (0, 1, [])


def test_unknown_certificate_number_is_kept_in_the_words(world: World, outbox: Path) -> None:
    lodge(world, outbox, "获证热线的服务或管理", "YZ-2026-9999")

    bring_in(world.at)

    complaint = Complaint.objects.get()
    assert (complaint.subject, complaint.certificate) == ("证书误用", None)
    assert complaint.text.endswith("（所称证书编号：YZ-2026-9999，登记中没有）")

"""What a client sees of his own file: his letters, not the body's inner work."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.certification.models import Case, Complaint
from hengxian.journal import verifying
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.records.files.keeping import Particulars, keep
from hengxian.records.privacy.fields import Sensitivity
from hengxian.web.acting.words import state_for
from tests.cast import NOON
from tests.web.scene import Scene

TEXT = "会议记录：未见异常".encode()


@pytest.mark.parametrize(
    ("status", "marker", "told"),
    [
        ("现场中", "", "现场中"),
        ("报告已批", "", "评定中"),
        ("意见已出", "", "评定中"),
        ("已决定", "", "评定中"),
        ("待整改", "已签署", "评定中"),
        ("待整改", "已通知", "待整改+已通知"),
        ("已决定", "已通知", "已决定+已通知"),
    ],
)
def test_decision_is_told_by_the_letter_first(status: str, marker: str, told: str) -> None:
    case = Case(status=status, marker=marker)

    assert str(state_for(case, is_client=True)) == told
    assert state_for(case, is_client=False) == case.state


def test_client_reads_only_what_is_told_and_no_names_of_the_body(scene: Scene) -> None:
    nc = scene.records["nonconformity"]
    perform(
        nc, "regrade", by=scene.people["lead_auditor"].as_actor(), at=NOON, grade="严重", reason="内部理由"
    )

    page = scene.client("applicant").get(f"/portal/nonconformity/{nc.pk}/").text

    assert ("改变分级" in page, "组长戊" in page) == (False, False)


def test_client_has_his_own_files_and_not_the_evidence_of_the_team(scene: Scene) -> None:
    case = scene.records["case"]
    own = keep(
        BytesIO(TEXT), "说明.txt", about=case.story, category="other", by=_actor(scene, "applicant"), at=NOON
    )
    theirs = keep(
        BytesIO(TEXT), "笔记.txt", about=case.story, category="evidence", by=_actor(scene, "auditor"), at=NOON
    )
    applicant = scene.client("applicant")

    page = applicant.get(f"/portal/case/{case.pk}/").text
    answers = [applicant.get(f"/portal/files/{file.pk}/").status_code for file in (own, theirs)]

    assert ("说明.txt" in page, "笔记.txt" in page) == (True, False)
    assert answers == [200, 404]


def test_sensitive_file_is_read_for_a_reason_only(scene: Scene) -> None:
    case = scene.records["case"]
    graded = Particulars(sensitivity=Sensitivity.SENSITIVE)
    file = keep(
        BytesIO(TEXT), "名单.txt", about=case.story, category="other", by=_actor(scene, "auditor"), at=NOON,
        particulars=graded,
    )  # fmt: skip
    lead = scene.client("lead_auditor")
    address = f"/office/files/{file.pk}/"

    asked, without, given = (
        lead.get(address),
        lead.post(address, {"reason": ""}),
        lead.post(address, {"reason": "核对"}),
    )

    assert ("查看须说明理由" in asked.text, without.status_code) == (True, 422)
    assert b"".join(given.streaming_content) == TEXT


def test_replaced_file_keeps_its_older_version(scene: Scene) -> None:
    case = scene.records["case"]
    file = keep(
        BytesIO(TEXT), "笔记.txt", about=case.story, category="other", by=_actor(scene, "auditor"), at=NOON
    )
    auditor, lead = scene.client("auditor"), scene.client("lead_auditor")
    form = {
        "newer": SimpleUploadedFile("笔记二.txt", TEXT + TEXT, content_type="text/plain"),
        "reason": "更正",
    }

    strange = lead.post(f"/office/files/{file.pk}/replace/", form)
    form["newer"].seek(0)
    done = auditor.post(f"/office/files/{file.pk}/replace/", form)

    assert (strange.status_code, done.status_code) == (403, 302)
    assert "笔记.txt" in auditor.get(done.url).text
    assert b"".join(auditor.get(f"/office/files/{file.pk}/").streaming_content) == TEXT


@pytest.mark.covers("G-14")
def test_file_is_erased_by_two_persons_and_leaves_its_marker(scene: Scene) -> None:
    case = scene.records["case"]
    file = keep(
        BytesIO(TEXT), "名单.txt", about=case.story, category="other", by=_actor(scene, "auditor"), at=NOON
    )
    lead, head = scene.client("lead_auditor"), scene.client("head_of_body")
    address = f"/office/files/{file.pk}"

    lead.post(
        f"{address}/propose_erasure/",
        {"key": "1", "version": "1", "reason": "不再需要", "data_kinds": "姓名"},
    )
    alone = lead.post(f"{address}/erase/", {"key": "2", "version": "2"})
    done = head.post(f"{address}/erase/", {"key": "3", "version": "2"})

    assert (alone.status_code, done.status_code) == (403, 302)
    assert ("姓名" in lead.get(f"{address}/about/").text, lead.get(f"{address}/").status_code) == (True, 410)
    assert list(verifying.faults()) == []
    asked, erased = (
        Entry.objects.get(object_kind="file", verb=verb) for verb in ("propose_erasure", "erase")
    )
    assert (asked.actor, asked.reason, erased.actor) == ("组长戊", "不再需要", "负责壬")


def test_person_complained_of_does_not_find_the_complaint(scene: Scene) -> None:
    Complaint.objects.update(person=scene.people["clerk"].person)

    answers = {
        who: scene.client(who).get(f"/office/complaint/{scene.pk('complaint')}/").status_code
        for who in ("clerk", "head_of_body")
    }

    assert answers == {"clerk": 404, "head_of_body": 200}


def test_draft_is_nobodys_but_the_applicants(scene: Scene) -> None:
    application = scene.records["application"]
    application.__class__.objects.update(status="草稿")

    answers = {
        who: scene.client(who).get(f"/{room}/application/{application.pk}/").status_code
        for who, room in (
            ("applicant", "portal"),
            ("clerk", "office"),
            ("head_of_body", "office"),
            ("auditor", "office"),
        )
    }

    assert answers == {"applicant": 200, "clerk": 404, "head_of_body": 404, "auditor": 404}


def _actor(scene: Scene, who: str):  # type: ignore[no-untyped-def]
    return scene.people[who].as_actor()

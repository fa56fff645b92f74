"""Acts on pages: asked, refused in place, done once; a lost race shows what changed."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.certification.models import Complaint, Nonconformity
from hengxian.journal.models import Attempt, Entry
from tests.web.scene import Scene

MASKED = {"attached_masked": "on"}


def evidence(name: str = "证据.pdf") -> SimpleUploadedFile:
    """A small real file."""
    content = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_form_asks_what_the_table_asks(scene: Scene) -> None:
    page = scene.client("clerk").get(f"/office/complaint/{scene.pk('complaint')}/acknowledge/")

    assert page.status_code == 200
    assert ("初步意见" in page.text, 'name="reason"' in page.text, 'name="version" value="1"' in page.text) == (
        True, True, True,
    )  # fmt: skip


def test_form_left_empty_is_marked_and_nothing_is_done(scene: Scene) -> None:
    address = f"/office/complaint/{scene.pk('complaint')}/acknowledge/"

    answer = scene.client("clerk").post(address, {"key": "a", "version": "1", "reason": " "})

    assert answer.status_code == 422
    assert "“初步意见”不能为空" in answer.text
    assert Complaint.objects.get().status == "已收到"


def test_second_of_two_acts_is_told_what_changed_and_keeps_its_words(scene: Scene) -> None:
    clerk, head = scene.client("clerk"), scene.client("head_of_body")
    nc = scene.pk("nonconformity")
    lead = scene.client("lead_auditor")
    first = lead.post(
        f"/office/nonconformity/{nc}/regrade/", {"key": "a", "version": "1", "grade": "严重", "reason": "甲"}
    )

    second = lead.post(
        f"/office/nonconformity/{nc}/regrade/",
        {"key": "b", "version": "1", "grade": "轻微", "reason": "乙的话"},
    )

    assert first.status_code == 302
    assert second.status_code == 409
    assert ("您所见的不是最新内容" in second.text, "组长戊" in second.text, "乙的话" in second.text) == (
        True,
        True,
        True,
    )
    assert Entry.objects.filter(object_kind="nonconformity", verb="regrade").count() == 1
    assert Attempt.objects.filter(verb="regrade", http=409).count() == 1
    assert clerk is not head


def test_form_sent_twice_counts_once(scene: Scene) -> None:
    clerk = scene.client("clerk")
    address = f"/office/complaint/{scene.pk('complaint')}/acknowledge/"
    form = {"key": "same", "version": "1", "reason": "在认证范围内"}

    clerk.post(address, form)
    again = clerk.post(address, form)

    assert (again.status_code, again.url) == (302, f"/office/complaint/{scene.pk('complaint')}/")
    assert Entry.objects.filter(object_kind="complaint", verb="acknowledge").count() == 1


def test_person_without_the_duty_is_refused_and_the_attempt_is_kept(scene: Scene) -> None:
    answer = scene.client("appeal_panel").post(
        f"/office/nonconformity/{scene.pk('nonconformity')}/regrade/", {"grade": "严重", "reason": "x"}
    )

    assert (answer.status_code, "没有“改变分级”的权限" in answer.text) == (403, True)
    assert Attempt.objects.filter(http=403).count() == 1


def test_evidence_is_kept_with_the_act(scene: Scene) -> None:
    case = scene.pk("case")
    form = {
        "key": "nc", "clause": "9.1.1.2", "requirement": "应…", "facts": "未见记录", "grade": "轻微",
        "grade_reason": "个别", "evidence": evidence(), **MASKED,
    }  # fmt: skip

    answer = scene.client("auditor").post(f"/office/case/{case}/new/nonconformity/raise/", form)

    assert answer.status_code == 302, answer.text
    page = scene.client("auditor").get(f"/office/case/{case}/").text
    assert ("证据.pdf" in page, Nonconformity.objects.count()) == (True, 2)


def test_evidence_that_cannot_be_searched_needs_a_word_on_personal_data(scene: Scene) -> None:
    case = scene.pk("case")
    form = {
        "key": "nc", "clause": "9.1.1.2", "requirement": "应…", "facts": "未见记录", "grade": "轻微",
        "grade_reason": "个别", "evidence": SimpleUploadedFile("图.png", PNG, content_type="image/png"),
    }  # fmt: skip

    answer = scene.client("auditor").post(f"/office/case/{case}/new/nonconformity/raise/", form)

    assert (answer.status_code, "请声明其中的个人信息已遮盖" in answer.text) == (422, True)
    assert Nonconformity.objects.count() == 1


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)

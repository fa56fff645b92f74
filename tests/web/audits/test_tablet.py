"""The sheet on a tablet, as its script calls it: saved at once or line by line, told once, photos kept with their place."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.journal.models import Entry
from hengxian.records.models import RegisterRow, StoredFile
from tests.certification.on_site.on_site import PICTURE
from tests.web.scene import Scene

FACTS = {"conclusion": "符合", "methods": ["现场审核"], "finding": "职责表齐全", "sample": ""}


def address(scene: Scene, part: str = "", table: str = "checklist") -> str:
    return f"/office/case/{scene.pk('case')}/tablet/{table}/{part}"


def line(subject: str, version: int | None = None, **changed: Any) -> dict[str, Any]:
    return {"subject": subject, "facts": FACTS | changed, "version": version, "evidence": []}


def save(scene: Scene, *lines: dict[str, Any], key: str = "k1", who: str = "auditor") -> Any:
    body = json.dumps({"key": key, "lines": lines})
    return scene.client(who).post(address(scene, "save/"), body, content_type="application/json")


def test_sheet_shows_every_item_with_the_rules_words(scene: Scene):
    page = scene.client("auditor").get(address(scene)).content.decode()

    assert page.count('<article class="item sheet"') == 145
    assert "架构合理" in page
    assert 'type="radio" name="9.1.1.1-conclusion"' in page


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 200), ("lead_auditor", 200), ("outsider", 404), ("applicant", 404)]
)
def test_sheet_is_the_teams_and_read_by_the_office(scene: Scene, who: str, status: int):
    assert scene.client(who).get(address(scene)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("applicant", 404), ("anonymous", 302)])
def test_strangers_save_nothing(scene: Scene, who: str, status: int):
    answer = save(scene, line("9.1.1.1"), who=who)

    assert (answer.status_code, RegisterRow.objects.count()) == (status, 0)


def test_whoever_only_reads_is_told_so_for_each_line(scene: Scene):
    answer = save(scene, line("9.1.1.1"), who="clerk")

    assert answer.json() == {"rows": {}, "refused": {"9.1.1.1": "没有填写《审核检查表》的权限（6.2.2.7）"}}


def test_lines_of_one_request_are_saved_together(scene: Scene):
    answer = save(scene, line("9.1.1.1"), line("9.1.1.2"))

    kept = {"version": 1, "facts": {name: value for name, value in FACTS.items() if value}, "evidence": []}
    assert answer.json() == {"rows": {"9.1.1.1": kept, "9.1.1.2": kept}, "refused": {}}


def test_same_key_saves_once_even_after_another_changed_the_row(scene: Scene):
    save(scene, line("9.1.1.1"))
    save(scene, line("9.1.1.1", version=1, finding="另一人所见"), key="k2", who="lead_auditor")
    entries = Entry.objects.filter(object_kind=RegisterRow.kind)
    before = entries.count()

    answer = save(scene, line("9.1.1.1"))

    assert answer.json()["refused"] == {}
    assert answer.json()["rows"]["9.1.1.1"]["facts"]["finding"] == "另一人所见"
    assert entries.count() == before


def test_one_bad_line_does_not_keep_the_others_back(scene: Scene):
    answer = save(scene, line("9.1.1.1"), line("9.1.1.2", conclusion="大概"))

    assert list(answer.json()["rows"]) == ["9.1.1.1"]
    assert list(answer.json()["refused"]) == ["9.1.1.2"]
    assert "应为以下之一" in answer.json()["refused"]["9.1.1.2"]


def test_what_another_saved_first_is_shown_and_not_overwritten(scene: Scene):
    save(scene, line("9.1.1.1"), who="lead_auditor")

    answer = save(scene, line("9.1.1.1", finding="我所见"), key="k2").json()

    assert "您所见的不是最新内容" in answer["refused"]["9.1.1.1"]
    assert answer["rows"]["9.1.1.1"]["facts"]["finding"] == "职责表齐全"


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"key": "a", "lines": [{}]}', '{"key": "a", "lines": 3}'])
def test_unreadable_body_is_refused_in_one_sentence(scene: Scene, body: str):
    answer = scene.client("auditor").post(address(scene, "save/"), body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("没有读懂所发送的内容")


def photo(scene: Scene, who: str = "auditor", **said: str) -> Any:
    about = {
        "key": "p1",
        "clause": "9.1.1.1",
        "taken_at": "2026-03-02T04:00:00.000Z",
        "place": "话务大厅",
    } | said
    file = SimpleUploadedFile("现场.png", PICTURE, "image/png")
    return scene.client(who).post(address(scene, "photo/"), about | {"file": file})


@pytest.mark.covers("A-12")
def test_photo_is_kept_once_with_time_and_place(scene: Scene):
    first, second = photo(scene, masked="yes"), photo(scene, masked="yes")

    file = StoredFile.objects.get()
    assert first.json() == second.json() == {"reference": f"file:{file.pk}", "name": "现场.png"}
    assert (file.subject, file.claimed_place, file.claimed_at.isoformat()) == (
        "9.1.1.1", "话务大厅", "2026-03-02T04:00:00+00:00",
    )  # fmt: skip


@pytest.mark.covers("S-PIPL")
def test_photo_that_is_not_declared_masked_is_refused(scene: Scene):
    answer = photo(scene)

    assert (answer.status_code, StoredFile.objects.count()) == (422, 0)
    assert "个人信息" in answer.json()["sentence"]


def test_photo_is_for_those_who_may_write(scene: Scene):
    assert photo(scene, who="clerk", masked="yes").status_code == 403


def test_other_registers_have_no_tablet_sheet(scene: Scene):
    assert scene.client("auditor").get(address(scene, table="interviews")).status_code == 404

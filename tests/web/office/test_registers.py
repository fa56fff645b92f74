"""Registers on pages: written one by one or as a sheet, covered, revealed for a reason, exported."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hengxian.journal.models import Entry
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.registers.subjects import subjects
from tests.web.scene import Scene

MEETING = {
    "held_at": "2026-03-02T09:00", "place": "会议室", "told_purpose": "on", "told_scope": "on", "told_methods": "on",
    "told_procedure": "on", "attendance": "值班长 张三丰", "minutes": "无",
}  # fmt: skip


def test_row_is_written_and_shown(scene: Scene) -> None:
    lead = scene.client("lead_auditor")
    address = f"/office/case/{scene.pk('case')}/register/improvement_suggestions/"

    form = lead.get(address).text
    row = {name: "建议内容" for name in _fields(form)}
    answer = lead.post(address, {"key": "1", **row})

    assert answer.status_code == 302, answer.text
    assert "建议内容" in lead.get(address).text
    assert RegisterRow.objects.get().register == "improvement_suggestions"


def test_whole_sheet_is_saved_in_one_request(scene: Scene) -> None:
    lead = scene.client("lead_auditor")
    address = f"/office/case/{scene.pk('case')}/register/checklist/sheet/"
    clauses = list(subjects(pack().register("checklist"), pack()))
    form = {
        f"r{place}-{name}": value
        for place in range(len(clauses))
        for name, value in (("conclusion", "符合"), ("methods", "文件审查"), ("finding", f"所见 {place}"))
    }

    few = _writing_statements(lead, address, {name: form[name] for name in form if name.startswith("r0-")})
    many = _writing_statements(
        lead, address, {name: form[name] for name in form if not name.startswith("r0-")}
    )

    assert [row.subject for row in RegisterRow.objects.order_by("number")] == clauses
    assert many - few <= 4  # a statement more for each batch of rows that the database takes at once


def test_sheet_with_a_fault_saves_nothing_and_marks_the_line(scene: Scene) -> None:
    lead = scene.client("lead_auditor")
    address = f"/office/case/{scene.pk('case')}/register/checklist/sheet/"
    form = {"r0-conclusion": "符合", "r0-methods": "文件审查", "r0-finding": "见", "r1-conclusion": "符合"}

    answer = lead.post(address, {"key": "k", **form})

    assert (answer.status_code, "“所见”不能为空" in answer.text) == (422, True)
    assert RegisterRow.objects.count() == 0


def test_line_that_somebody_else_changed_is_not_overwritten(scene: Scene) -> None:
    lead, auditor = scene.client("lead_auditor"), scene.client("auditor")
    address = f"/office/case/{scene.pk('case')}/register/checklist/sheet/"
    line = {"r0-conclusion": "符合", "r0-methods": "文件审查", "r0-finding": "甲"}
    lead.post(address, {"key": "1", **line})
    auditor.post(address, {"key": "2", **line, "r0-finding": "乙", "r0-version": "1"})

    answer = lead.post(address, {"key": "3", **line, "r0-finding": "丙", "r0-version": "1"})

    assert (answer.status_code, "丙" in answer.text) == (409, True)
    assert RegisterRow.objects.get().data["finding"] == "乙"


def test_register_that_is_not_for_the_person_is_not_there(scene: Scene) -> None:
    address = f"/office/case/{scene.pk('case')}/register/interviews/"

    answers = {
        who: scene.client(who).get(address).status_code
        for who in ("appeal_panel", "certificate_administrator")
    }

    assert answers == {"appeal_panel": 404, "certificate_administrator": 404}


@pytest.mark.covers("G-7")
def test_covered_column_is_revealed_for_a_reason_only(scene: Scene) -> None:
    scene.records["case"].__class__.objects.update(status="已准备")
    lead, clerk = scene.client("lead_auditor"), scene.client("clerk")
    address = f"/office/case/{scene.pk('case')}/register/opening_meeting/"
    written = lead.post(address, {"key": "1", **MEETING})

    seen = clerk.get(address).text
    without = clerk.post(f"{address}1/reveal/", {"reason": " "})
    revealed = clerk.post(f"{address}1/reveal/", {"reason": "核对签到"})

    assert written.status_code == 302, written.text
    assert ("张三丰" in lead.get(address).text, "张三丰" in seen) == (True, False)
    assert (without.status_code, "张三丰" in without.text) == (422, False)
    assert (revealed.status_code, "张三丰" in revealed.text) == (200, True)
    listed = scene.client("audit_administrator").get("/administration/journal/?kind=reveals").text
    assert ("业务丁" in listed, "核对签到" in listed, Entry.objects.filter(verb="reveal").count()) == (
        True,
        True,
        1,
    )


def test_register_is_exported_covered_and_noted(scene: Scene) -> None:
    scene.records["case"].__class__.objects.update(status="已准备")
    address = f"/office/case/{scene.pk('case')}/register/opening_meeting/"
    scene.client("lead_auditor").post(address, {"key": "1", **MEETING})

    answer = scene.client("clerk").get(f"{address}export.csv")

    text = answer.content.decode("utf-8-sig")
    assert ("会议室" in text, "张三丰" in text) == (True, False)
    assert Entry.objects.filter(verb="export").count() == 1


def _fields(page: str) -> list[str]:
    return re.findall(r'<textarea[^>]*name="([a-z_]+)"', page)


def _writing_statements(browser: Client, address: str, form: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.post(address, {"key": "k", **form}).status_code == 302
    return len(caught)

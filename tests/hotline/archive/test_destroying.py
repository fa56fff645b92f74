"""Destroying: a term that has run out, a list, two persons; the line of the catalogue stays (10.5.2.3, G-14)."""

import hashlib
import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from hengxian.hotline.actions.exporting import folder_of
from hengxian.hotline.archive import catalogue
from hengxian.hotline.archive.filing import file_away
from hengxian.hotline.intake import exchange
from hengxian.hotline.models import (
    ArchiveEntry,
    Caller,
    Contact,
    DatasetExport,
    Disposal,
    Leg,
    Order,
    SwitchEvent,
)
from hengxian.journal import verifying
from hengxian.journal.erasing import GONE
from hengxian.journal.models import Detail
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.files import keeping
from hengxian.records.models import StoredFile
from tests.hotline.closing import closed, set_parameters
from tests.hotline.intake.test_calls import CONFERENCE, told
from tests.hotline.line import Line

SOUND = b"RIFF....WAVE"


def list_of(line: Line, **said: Any) -> Disposal:
    """A list with the one archived order, kept until 1 April."""
    line.does("agent_two", closed(line, **said), "archive")
    entry = ArchiveEntry.objects.get()
    line.does("agent_two", entry, "set_retention", retention="定期", retained_until=date(2026, 4, 1))
    disposal = line.does("agent_two", Disposal(hotline=line.hotline, name="二〇二六年第一批"), "draft")
    listed: Disposal = line.does("agent_two", disposal, "list", entries=[entry.pk])
    return listed


@pytest.mark.covers("R10.5.2.3")
def test_destroying_takes_two_persons_and_leaves_the_line(line: Line) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line)
    line.later(days=60)
    line.does("agent_two", disposal, "submit")
    with pytest.raises(NotAllowed):
        line.does("agent_two", disposal, "approve", reason="同意")
    line.does("manager", disposal, "approve", reason="期满")
    with pytest.raises(Incomplete) as alone:
        line.does(
            "manager", disposal, "carry_out", way="清除电子内容", witness=line.people["manager"].person_id
        )

    done = line.does(
        "manager", disposal, "carry_out", way="清除电子内容", witness=line.people["agent_two"].person_id
    )

    entry, order = ArchiveEntry.objects.get(), Order.objects.get()
    assert "监销人须为另一人" in str(alone.value)
    assert (done.status, done.carried_out_at, entry.status, entry.number) == (
        "已销毁", line.at, "已销毁", "2026-GD-00001",
    )  # fmt: skip
    assert (order.text, order.result, order.title) == (GONE, GONE, GONE)
    assert [shelf.destroyed for shelf in catalogue.shelves(line.hotline)] == [1]
    assert list(verifying.faults()) == []


def attached(line: Line, about: str, content: bytes, name: str) -> StoredFile:
    """A file kept with the order or its call."""
    by = line.actor("agent")
    return keeping.keep(BytesIO(content), name, about=about, category="other", by=by, at=line.at)


@pytest.fixture
def call(line: Line, settings: Any, tmp_path: Path) -> Contact:
    """An answered call with its recording in the folder of recordings."""
    settings.HENGXIAN_RECORDINGS, settings.HENGXIAN_FILES = tmp_path / "sound", tmp_path / "files"
    (tmp_path / "sound").mkdir()
    (tmp_path / "sound" / "C1.wav").write_bytes(SOUND)
    recorded = told("9", "recording", 215, path="C1.wav", sha256=hashlib.sha256(SOUND).hexdigest())
    exchange.take_lines(line.hotline, map(json.dumps, [*CONFERENCE[:8], recorded]), at=line.at)
    return Contact.objects.get()


def bytes_below(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.covers("R10.5.2.3")
def test_destroying_takes_the_bytes_of_files_and_recording_from_the_disk_and_says_what_went(
    line: Line, call: Contact, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line, contact=call)
    order = Order.objects.get()
    kept = [
        attached(line, order.story, b"reply of the unit", "答复.txt"),
        attached(line, call.story, b"letter", "信.txt"),
    ]
    line.later(days=60)
    line.does("agent_two", disposal, "submit")
    line.does("manager", disposal, "approve", reason="期满")
    before = bytes_below(tmp_path)

    with django_capture_on_commit_callbacks(execute=True):
        witness = line.people["agent_two"].person_id
        line.does("manager", disposal, "carry_out", way="清除电子内容", witness=witness)

    destroyed = Detail.objects.get(entry__verb="destroy").facts["facts"]["destroyed"]
    call.refresh_from_db()
    assert before == sorted([SOUND, b"reply of the unit", b"letter"])
    assert bytes_below(tmp_path) == []
    assert destroyed == [
        *(f"file:{file.pk} sha256:{file.sha256}" for file in kept),
        f"recording contact:{call.pk} sha256:{hashlib.sha256(SOUND).hexdigest()}",
        f"switch events contact:{call.pk} 9",
    ]
    assert (call.recording, call.no_recording_reason) == ("", "录音已随档案销毁")
    assert [file.status for file in StoredFile.objects.order_by("pk")] == ["已清除", "已清除"]
    assert list(verifying.faults()) == []


def test_file_kept_after_the_list_was_submitted_stops_the_destroying(line: Line, call: Contact) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line, contact=call)
    line.later(days=60)
    line.does("agent_two", disposal, "submit")
    line.does("manager", disposal, "approve", reason="期满")
    late, witness = attached(line, call.story, b"late", "迟到.txt"), line.people["agent_two"].person_id

    with pytest.raises(Incomplete) as refusal:
        line.does("manager", disposal, "carry_out", way="清除电子内容", witness=witness)
    line.does("manager", disposal, "refuse", reason="又有新文件")
    line.does("agent_two", disposal, "submit")

    assert [row.files for row in disposal.listings.all()] == [[late.pk]]
    assert "提交后又收存了文件，须重新提交清单：2026-GD-00001（迟到.txt）" in str(refusal.value)


def test_call_that_another_order_came_from_keeps_words_and_recording(
    line: Line, call: Contact, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line, contact=call)
    line.order(contact=call, channel="phone")
    line.later(days=60)
    line.does("agent_two", disposal, "submit")
    line.does("manager", disposal, "approve", reason="期满")

    with django_capture_on_commit_callbacks(execute=True):
        witness = line.people["agent_two"].person_id
        line.does("manager", disposal, "carry_out", way="清除电子内容", witness=witness)

    call.refresh_from_db()
    assert call.recording == "C1.wav" and bytes_below(tmp_path) == [SOUND]
    assert Caller.objects.get().telephone != GONE
    assert not any(each.get("redacted") for each in SwitchEvent.objects.values_list("told", flat=True))
    assert ArchiveEntry.objects.get().status == "已销毁"


def test_call_of_two_orders_goes_once_with_the_last_of_them(
    line: Line, call: Contact, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    set_parameters(line, P_keep="工单|10年")
    for _ in range(2):
        line.does("agent_two", closed(line, contact=call, is_anonymous=False), "archive")
    Contact.objects.update(text="说了什么")
    kept = attached(line, call.story, b"letter", "信.txt")
    entries = [each.pk for each in ArchiveEntry.objects.order_by("pk")]
    for entry in ArchiveEntry.objects.order_by("pk"):
        line.does("agent_two", entry, "set_retention", retention="定期", retained_until=date(2026, 4, 1))
    disposal = line.does("agent_two", Disposal(hotline=line.hotline, name="二〇二六年第一批"), "draft")
    line.does("agent_two", disposal, "list", entries=entries)

    with django_capture_on_commit_callbacks(execute=True):
        destroyed(line, disposal)

    call.refresh_from_db()
    assert [entry.status for entry in ArchiveEntry.objects.all()] == ["已销毁", "已销毁"]
    assert (call.text, call.recording, bytes_below(tmp_path)) == (GONE, "", [])
    assert all(each["redacted"] for each in SwitchEvent.objects.values_list("told", flat=True))
    assert set(Leg.objects.values_list("party", flat=True)) <= {GONE, ""}
    assert (Caller.objects.get().telephone, StoredFile.objects.get(pk=kept.pk).status) == (GONE, "已清除")
    told = [each.facts["facts"]["destroyed"] for each in Detail.objects.filter(entry__verb="destroy")]
    assert sorted(map(len, told)) == [0, 3]


def test_call_that_an_order_came_from_since_the_list_was_submitted_is_kept(
    line: Line, call: Contact, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line, contact=call)
    Contact.objects.update(text="说了什么")
    kept = attached(line, call.story, b"letter", "信.txt")
    line.later(days=60)
    line.does("agent_two", disposal, "submit")
    line.does("manager", disposal, "approve", reason="期满")
    line.order(contact=call, channel="phone")

    with django_capture_on_commit_callbacks(execute=True):
        witness = line.people["agent_two"].person_id
        line.does("manager", disposal, "carry_out", way="清除电子内容", witness=witness)

    call.refresh_from_db()
    assert (call.text, call.recording, bytes_below(tmp_path)) == (
        "说了什么", "C1.wav", sorted([SOUND, b"letter"]),
    )  # fmt: skip
    assert GONE not in Leg.objects.values_list("party", flat=True)
    assert (StoredFile.objects.get(pk=kept.pk).marker, ArchiveEntry.objects.get().status) == ("", "已销毁")


@pytest.mark.covers("R10.5.2.3")
def test_nothing_goes_before_its_term_or_while_terms_are_not_set(line: Line) -> None:
    disposal = list_of(line)

    with pytest.raises(Incomplete) as unset:
        line.does("agent_two", disposal, "submit")
    set_parameters(line, P_keep="工单|10年")
    with pytest.raises(Incomplete) as early:
        line.does("agent_two", disposal, "submit")

    assert "档案保存期未设定（10.5.2.3）" in str(unset.value)
    assert "保管期限未满或未定，不能销毁：2026-GD-00001" in str(early.value)


def test_refused_list_takes_back_what_was_asked(line: Line) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line)
    line.later(days=60)
    line.does("agent_two", disposal, "submit")

    refused = line.does("manager", disposal, "refuse", reason="涉诉，继续保存")

    assert (refused.status, [row.erasures for row in disposal.listings.all()]) == ("草稿", [[]])
    assert Order.objects.get().text != GONE


def destroyed(line: Line, disposal: Disposal) -> None:
    """Submitted by the archivist, approved and carried out by a manager."""
    line.later(days=60)
    line.does("agent_two", disposal, "submit")
    line.does("manager", disposal, "approve", reason="期满")
    witness = line.people["agent_two"].person_id
    line.does("manager", disposal, "carry_out", way="清除电子内容", witness=witness)


@pytest.mark.covers("G-14")
@pytest.mark.parametrize("is_anonymous", [False, True])
def test_what_names_the_caller_elsewhere_goes_with_his_last_order(
    line: Line, call: Contact, is_anonymous: bool
) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line, contact=call, is_anonymous=is_anonymous)
    number = call.caller.telephone if call.caller else ""
    before = str(list(SwitchEvent.objects.values_list("told", flat=True)))

    destroyed(line, disposal)

    everything = [
        *SwitchEvent.objects.values_list("told", flat=True), *Caller.objects.values(), *Leg.objects.values(),
        *Detail.objects.exclude(facts=None).values_list("facts", flat=True),
    ]  # fmt: skip
    assert number and number in before and "城管局" in before
    assert number not in str(everything) and "城管局" not in str(list(Leg.objects.values()))
    assert Caller.objects.get().telephone == GONE and Caller.objects.get().key == call.caller.key  # type: ignore[union-attr]
    told = Detail.objects.get(entry__verb="destroy").facts["facts"]["destroyed"]
    assert told[-1] == f"switch events contact:{call.pk} 9"
    assert list(verifying.faults()) == []


def test_call_is_told_as_before_when_the_switch_repeats_itself_after_the_destroying(
    line: Line, call: Contact
) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line, contact=call, is_anonymous=False)
    destroyed(line, disposal)
    seen = Contact.objects.values("arrived_at", "answered_at", "ended_at", "caller_id", "recording").get()

    again = exchange.take_lines(line.hotline, map(json.dumps, CONFERENCE), at=line.at)

    assert (again.new, again.refused) == (0, ())
    assert (
        Contact.objects.values("arrived_at", "answered_at", "ended_at", "caller_id", "recording").get()
        == seen
    )


@pytest.mark.parametrize("when", ["before", "after"])
def test_caller_of_another_order_stays_known(line: Line, call: Contact, when: str) -> None:
    set_parameters(line, P_keep="工单|10年")
    disposal = list_of(line, contact=call, is_anonymous=False)
    if when == "before":
        line.order(caller=call.caller, is_anonymous=False)
        destroyed(line, disposal)
    else:
        line.later(days=60)
        line.does("agent_two", disposal, "submit")
        line.does("manager", disposal, "approve", reason="期满")
        line.order(caller=call.caller, is_anonymous=False)
        witness = line.people["agent_two"].person_id
        line.does("manager", disposal, "carry_out", way="清除电子内容", witness=witness)

    assert call.caller and Caller.objects.get().telephone == call.caller.telephone != GONE


@pytest.mark.covers("R10.5.2.3")
def test_archived_dataset_loses_its_folder_after_its_own_term_and_keeps_its_fingerprint(
    line: Line, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.HENGXIAN_HOME = tmp_path
    set_parameters(line, P_keep="数据|5年")
    line.order()
    line.later(days=2)
    export = DatasetExport(hotline=line.hotline, since=date(2026, 3, 1), until=date(2026, 3, 3))
    line.does("manager", export, "export")
    with pytest.raises(Incomplete, match="未归档的数据集不能销毁"):
        line.does("manager", export, "destroy")
    by = line.actor("agent_two")
    entry = file_away(
        line.hotline, kind="运行统计数据", title="三月", about=f"dataset_export:{export.pk}", by=by, at=line.at,
        fingerprint=export.sha256,
    )  # fmt: skip
    with pytest.raises(Incomplete, match="不在已批准的销毁清单上"):
        line.does("manager", export, "destroy")
    line.does("agent_two", entry, "set_retention", retention="定期", retained_until=date(2026, 4, 1))
    disposal = line.does("agent_two", Disposal(hotline=line.hotline, name="数据第一批"), "draft")
    line.does("agent_two", disposal, "list", entries=[entry.pk])
    before = len(bytes_below(tmp_path / "datasets"))

    with django_capture_on_commit_callbacks(execute=True):
        destroyed(line, disposal)

    export.refresh_from_db()
    assert before > 3 and bytes_below(tmp_path / "datasets") == []
    assert (export.status, export.folder, len(export.sha256)) == ("已销毁", "", 64)
    assert Detail.objects.filter(entry__object_kind="archive_entry", entry__verb="destroy").get().facts[
        "facts"
    ]["destroyed"] == [f"dataset_export:{export.pk} sha256:{export.sha256}"]
    with pytest.raises(NotNow, match="已按销毁清单销毁"):
        folder_of(export)
    assert list(verifying.faults()) == []

"""Archived orders are locked, numbered without gaps, found by kind and year, and shown to others masked (10.5)."""

import pytest

from hengxian.hotline.archive import catalogue
from hengxian.hotline.archive.contents import addenda_of, is_unchanged
from hengxian.hotline.archive.filing import file_away
from hengxian.hotline.lifecycles import ORDER
from hengxian.hotline.models import ArchiveEntry, Caller, FollowUp, Order, Supervision
from hengxian.journal.models import Entry
from hengxian.kernel.lifecycle import State
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.files.keeping import read
from hengxian.records.issuing import documents_of
from tests.cast import placed
from tests.hotline.closing import approved_plan, closed, listed
from tests.hotline.line import Line
from tests.papers import words_of

MOBILE = "138" + "0000" + "0000"  # put together here, so that no number stands in a file


@pytest.mark.covers("R10.5.1.1")
def test_archived_order_is_locked_and_later_facts_are_addenda(line: Line) -> None:
    order = line.does("agent_two", closed(line), "archive")
    entry = ArchiveEntry.objects.get()

    line.does("agent_two", entry, "append", text="服务对象来信致谢")
    line.later(days=30)

    assert ORDER.moves_from(State("已归档")) == ()
    with pytest.raises(NotNow):
        line.does("inspector", order, "reopen", reason="再查")
    with pytest.raises(Incomplete):
        line.does("manager", FollowUp(order=order, drawn_at=line.at), "draw")
    assert [note.text for note in addenda_of(order)] == ["服务对象来信致谢"]
    assert is_unchanged(entry)


def test_fingerprint_shows_a_changed_record(line: Line) -> None:
    line.does("agent_two", closed(line), "archive")

    Order.objects.update(result="已修好")  # past the journal, as a forger would

    assert is_unchanged(ArchiveEntry.objects.get()) is False


def test_only_the_designated_archivist_archives(line: Line) -> None:
    with pytest.raises(NotAllowed):
        line.does("manager", closed(line), "archive")


def test_incomplete_record_is_refused_naming_what_lacks(line: Line) -> None:
    order = closed(line)
    line.does("agent", Supervision(order=order), "propose", trigger="人工提出", reason="请督办")

    with pytest.raises(Incomplete) as refusal:
        line.does("agent_two", order, "archive")

    assert f"工单 {order.number} 的记录不完整，还缺：督办的结束" in str(refusal.value)


def test_followup_is_settled_before_archiving(line: Line) -> None:
    followup = listed(line)

    with pytest.raises(Incomplete) as waiting:
        line.does("agent_two", followup.order, "archive")
    line.does("manager", followup, "waive", reason="服务对象要求")
    archived = line.does("agent_two", followup.order, "archive")

    assert "回访尚未完成" in str(waiting.value)
    assert archived.status == "已归档"


def test_order_that_a_plan_has_yet_to_decide_about_is_not_archived(line: Line) -> None:
    approved_plan(line)
    order = closed(line)

    with pytest.raises(Incomplete) as refusal:
        line.does("agent_two", order, "archive")

    assert "三月回访" in str(refusal.value)


@pytest.mark.covers("R10.5.2.1")
def test_catalogue_is_gapless_by_kind_and_year_and_missing_numbers_are_explained(line: Line) -> None:
    archivist, orders = line.actor("agent_two"), [closed(line), closed(line)]
    for order in orders:
        line.does("agent_two", order, "archive")
    with pytest.raises(Incomplete):  # a refusal takes no number
        file_away(
            line.hotline,
            kind="管理制度文件",
            title="",
            about="file:1",
            by=archivist,
            at=line.later(minutes=1),
        )
    file_away(
        line.hotline, kind="管理制度文件", title="值班制度", about="file:1", by=archivist,
        at=line.later(minutes=1),
    )  # fmt: skip
    lost = "20260302-00003"
    line.hotline.series.filter(name="order-20260302").update(last=3)
    before = [(each.number, each.explained) for each in catalogue.missing_numbers(line.hotline, 2026)]
    told = file_away(
        line.hotline, kind="缺号说明", title=f"{lost} 登记中断", about=f"order-number:{lost}", by=archivist,
        at=line.later(minutes=1),
    )  # fmt: skip
    after = [(each.number, each.explained) for each in catalogue.missing_numbers(line.hotline, 2026)]

    assert list(ArchiveEntry.objects.order_by("pk").values_list("number", flat=True)) == [
        "2026-GD-00001", "2026-GD-00002", "2026-WJ-00001", "2026-QH-00001",
    ]  # fmt: skip
    shelves = [(one.sort, one.year, one.count, one.is_gapless) for one in catalogue.shelves(line.hotline)]
    assert shelves == [
        ("工单档案", 2026, 2, True), ("管理制度文件", 2026, 1, True), ("缺号说明", 2026, 1, True),
    ]  # fmt: skip
    assert (before, after) == ([(lost, None)], [(lost, told)])


@pytest.mark.covers("R10.3.2.3")
def test_unarchived_closed_orders_are_counted_by_age(line: Line) -> None:
    closed(line)
    line.later(days=10)
    closed(line)

    found = [(age.label, age.count) for age in catalogue.ages(line.hotline, line.later(hours=1))]

    assert found == [("1天以内", 1), ("1至7天", 0), ("7至30天", 1), ("30天以上", 0)]


@pytest.mark.covers("R10.5.2.2")
def test_copies_are_masked_and_looking_is_logged(line: Line) -> None:
    order = closed(line, text=f"请回电 {MOBILE}，路面破损")
    line.does("agent_two", order, "archive")
    entry = ArchiveEntry.objects.get()

    with pytest.raises(NotAllowed):
        line.does("clerk", entry, "consult", reason="想看看")
    line.does("manager", entry, "consult", reason="审计")
    line.does("agent_two", entry, "copy", recipient="审计局", reason="年度审计")

    (document,) = documents_of(order.story, "masked_copy")
    logged = Entry.objects.filter(object_kind="archive_entry", verb="consult")
    assert [(each.actor, each.reason) for each in logged] == [("主管壬", "审计")]
    assert (document.addressee, document.source["purpose"]) == ("审计局", "年度审计")
    with read(document.file, by=line.actor("agent_two"), at=line.at) as stream:
        text = words_of(stream.read())
    assert "路面破损" in text
    assert MOBILE not in text


@pytest.mark.covers("R10.5.2.2")
def test_what_the_archive_shows_names_no_caller(line: Line) -> None:
    name, number, home = "林某某", "0571-88001234", "东区花园一号"
    told = f"{name}（{number}，{home}）"
    caller = placed(Caller(hotline=line.hotline, key="k1", name=name, telephone=number, address=home))
    order = closed(line, title=told, text=told, caller=caller, is_anonymous=False)
    line.does("agent", order, "note", way="内部说明", text=told)
    line.does("agent_two", order, "archive")
    entry = ArchiveEntry.objects.get()

    line.does("agent_two", entry, "copy", recipient="审计局", reason="年度审计")

    (document,) = documents_of(order.story, "masked_copy")
    with read(document.file, by=line.actor("agent_two"), at=line.at) as stream:
        text = words_of(stream.read())
    assert "办理记录" in text
    assert [said for said in (name, number, home) if said in text + entry.title] == []

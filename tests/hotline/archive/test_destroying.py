"""Destroying: a term that has run out, a list, two persons; the line of the catalogue stays (10.5.2.3, G-14)."""

from datetime import date

import pytest

from hengxian.hotline.archive import catalogue
from hengxian.hotline.models import ArchiveEntry, Disposal, Order
from hengxian.journal import verifying
from hengxian.journal.erasing import GONE
from hengxian.kernel.refusals import Incomplete, NotAllowed
from tests.hotline.closing import closed, set_parameters
from tests.hotline.line import Line


def list_of(line: Line) -> Disposal:
    """A list with the one archived order, kept until 1 April."""
    line.does("agent_two", closed(line), "archive")
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

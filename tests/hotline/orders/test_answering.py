"""Answers on the spot and three-party calls (10.2.1, R3.7)."""

from datetime import date, datetime, timedelta

import pytest

from hengxian.hotline.models import Contact, Order
from hengxian.kernel.refusals import Refused
from tests.cast import placed
from tests.hotline.line import Line


def published(line: Line, until: date | None = None) -> object:
    from hengxian.hotline.models import Article, ArticleEdition

    article = placed(
        Article(hotline=line.hotline, number="Z-1", title="停水查询", type="办事指南", status="已发布")
    )
    author = line.people["editor"].person
    edition = placed(
        ArticleEdition(
            article=article, number=1, title="停水查询", text="请看公告", author=author, written_at=line.at,
            published_at=line.at, valid_from=date(2026, 1, 1), valid_until=until,
        )
    )  # fmt: skip
    type(article).objects.filter(pk=article.pk).update(current=edition)
    return article


def conferred(line: Line, order: Order, outcome: str) -> Order:
    return line.does(
        "agent", order, "confer", unit=str(line.units["供水公司"].pk), began_at=line.at - timedelta(minutes=4),
        ended_at=line.at, outcome=outcome, result="三方通话经过", recording="R-77",
    )  # fmt: skip


def test_a_conference_that_is_put_down_as_it_ends_needs_no_second_time(line: Line) -> None:
    order = line.order(type="information")
    said = {"outcome": "单位未接听", "result": "未接通"}

    line.does(
        "agent", order, "confer", unit=str(line.units["供水公司"].pk), began_at=line.at, ended_at=None, **said
    )

    told = order.notes.get(type="三方通话").told
    assert datetime.fromisoformat(told["ended_at"]) == line.at


@pytest.mark.covers("R10.2.1.1")
def test_answer_cites_the_article_and_its_edition(line: Line) -> None:
    article = published(line)
    order = line.order(type="information", contact=None)

    line.does("agent", order, "answer", article=str(article.pk), result="已告知停水时间")

    cited = order.citations.get()
    assert (cited.edition.article_id, cited.edition.number, cited.person_id) == (
        article.pk,
        1,
        line.actor("agent").person,
    )
    assert not order.knowledge_gaps.exists()


@pytest.mark.covers("R10.2.1.1")
def test_answer_without_article_needs_a_reason_and_raises_a_gap(line: Line) -> None:
    order = line.order(type="information")
    with pytest.raises(Refused, match="须选择引用的知识条目"):
        line.does("agent", order, "answer", result="已答复")

    line.does("agent", order, "answer", result="已答复", without_article="夜间停水如何查询")

    gap = order.knowledge_gaps.get()
    assert (gap.status, gap.question) == ("待补充", "夜间停水如何查询")


def test_article_out_of_force_cannot_be_cited(line: Line) -> None:
    article = published(line, until=date(2026, 2, 1))
    order = line.order(type="information")

    with pytest.raises(Refused, match="不能引用"):
        line.does("agent", order, "answer", article=str(article.pk), result="已答复")


@pytest.mark.covers("R10.2.1.2", "R3.7")
@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("当场解决", "已办结"),
        ("已接通未解决", "待转交"),
        ("单位拒绝", "待转交"),
        ("单位未接听", "待转交"),
    ],
)
def test_three_party_call_keeps_parties_outcome_and_recording_and_is_one_call(
    line: Line, outcome: str, status: str
) -> None:
    contact = placed(
        Contact(
            hotline=line.hotline, channel="phone", identity="C-1", arrived_at=line.at, answered_at=line.at
        )
    )
    order = line.order(contact=contact)

    order = conferred(line, order, outcome)

    note = order.notes.get(type="三方通话")
    assert (order.status, order.handling) == (status, "conference" if status == "已办结" else "")
    assert not order.closed_in_first_contact  # a call of three is counted apart
    assert note.told == {
        "parties": ["服务对象", "话务甲", "供水公司"],
        "unit": line.units["供水公司"].pk,
        "began_at": (line.at - timedelta(minutes=5)).isoformat(),
        "ended_at": (line.at - timedelta(minutes=1)).isoformat(),
        "outcome": outcome,
        "recording": "R-77",
    }
    assert Contact.objects.count() == 1
    assert [leg.party for leg in contact.legs.all()] == ["供水公司"]

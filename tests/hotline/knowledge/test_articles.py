"""Articles: written by one, published by another, found, cited only while valid, corrected, withdrawn (3.5)."""

from datetime import date, timedelta
from typing import Any

import pytest

from hengxian.hotline.knowledge.citing import citable, cite
from hengxian.hotline.knowledge.finding import find
from hengxian.hotline.knowledge.validity import Validity, expiring, validity
from hengxian.hotline.models import Article, KnowledgeGap
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.models import Notice
from tests.hotline.line import Line

TODAY = date(2026, 3, 2)
TEXT = {
    "question": "燃气费怎么交",
    "text": "燃气费可在营业厅或线上缴纳，账单每月五日出具。",
    "source": "燃气经营服务规范（虚构）",
    "source_number": "城管〔2026〕3号",
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
}


def draft(line: Line, title: str = "燃气费缴纳", who: str = "editor", **said: Any) -> Article:
    """A first edition in hand."""
    article = Article(
        hotline=line.hotline, title=title, type="办事指南", unit=line.units["城管局"],
        matter=line.matters["路面破损"],
    )  # fmt: skip
    perform(article, "draft", by=line.actor(who), at=line.later(minutes=1), **TEXT | said)
    return article


def published(line: Line, title: str = "燃气费缴纳", **said: Any) -> Article:
    """Written by one editor, published by the other."""
    article = draft(line, title, **said)
    line.does("editor", article, "submit")
    line.does("editor_two", article, "publish")
    return Article.objects.get(pk=article.pk)


def test_author_does_not_publish_his_own(line: Line) -> None:
    article = draft(line)
    line.does("editor", article, "submit")

    with pytest.raises(NotAllowed, match="编写人"):
        line.does("editor", article, "publish")


def test_clerk_of_the_unit_approves(line: Line) -> None:
    article = draft(line)
    line.does("editor", article, "submit")

    line.does("clerk", article, "publish")

    assert Article.objects.get(pk=article.pk).status == "已发布"


def test_clerk_of_another_unit_does_not_approve(line: Line) -> None:
    article = draft(line)
    line.does("editor", article, "submit")

    with pytest.raises(NotAllowed):
        line.does("clerk_of_water", article, "publish")


def test_submitting_without_a_source_is_refused(line: Line) -> None:
    article = draft(line, source="", valid_until=None)

    with pytest.raises(Incomplete, match="来源、失效日期"):
        line.does("editor", article, "submit")


@pytest.mark.covers("R3.5")
@pytest.mark.parametrize("asked", [{"query": "燃气"}, {"unit": "城管局"}, {"matter": "路面破损"}])
def test_agent_finds_by_word_unit_or_matter_with_source_and_validity(
    line: Line, asked: dict[str, str]
) -> None:
    published(line)
    said: dict[str, Any] = {"query": "", **asked}
    if "unit" in said:
        said["unit"] = line.units[said["unit"]].pk
    if "matter" in said:
        said["matter"] = line.matters[said["matter"]].pk

    (found,) = find(hotline=line.hotline.pk, on=TODAY, **said)

    shown = (found.article.title, found.edition.source, found.edition.valid_until, found.validity)
    assert shown == ("燃气费缴纳", TEXT["source"], TEXT["valid_until"], Validity.IN_FORCE)


@pytest.mark.covers("R3.5")
def test_expired_article_is_marked_and_cannot_be_cited(line: Line) -> None:
    article = published(line, valid_until=date(2026, 3, 1))
    order = line.order()

    (found,) = find("燃气", line.hotline.pk, TODAY)

    assert (found.validity, found.may_be_cited) == (Validity.EXPIRED, False)
    with pytest.raises(Incomplete, match="已过期，不能引用"):
        citable(article.pk, order, line.at)


def test_last_day_of_validity_still_counts(line: Line) -> None:
    article = published(line, valid_until=TODAY)

    assert validity(article, TODAY) is Validity.IN_FORCE
    assert validity(article, TODAY + timedelta(days=1)) is Validity.EXPIRED


def test_revision_leaves_the_old_edition_in_force_until_published(line: Line) -> None:
    article = published(line)
    line.does("editor", article, "revise", reason="标准调整")
    line.does("editor", article, "rewrite", **TEXT | {"text": "新的缴费办法。"})

    before = find("燃气", line.hotline.pk, TODAY)[0].edition
    line.does("editor", article, "submit")
    line.does("editor_two", article, "publish")
    after = find("缴费办法", line.hotline.pk, TODAY)[0].edition

    assert [(each.number, each.text) for each in (before, after)] == [
        (1, TEXT["text"]),
        (2, "新的缴费办法。"),
    ]


def test_rewriter_becomes_the_author(line: Line) -> None:
    article = draft(line)
    line.does("editor_two", article, "rewrite", **TEXT)
    line.does("editor", article, "submit")

    with pytest.raises(NotAllowed, match="编写人"):
        line.does("editor_two", article, "publish")


def test_withdrawn_article_is_not_found_and_its_users_are_told(line: Line) -> None:
    article = published(line)
    order = line.order()
    cite(order, citable(article.pk, order, line.at), by=line.actor("agent"), at=line.at)

    line.does("editor", article, "withdraw", reason="依据废止")

    assert find("燃气", line.hotline.pk, TODAY) == []
    assert [each.account for each in Notice.objects.filter(about=article.story)] == [line.people["agent"]]


def test_reported_error_becomes_a_task_and_the_article_stays(line: Line) -> None:
    article = published(line)

    line.does("agent", article, "report_error", text="电话已变更")

    gap = KnowledgeGap.objects.get()
    assert (gap.status, gap.about, gap.question) == ("待补充", article, "条目差错：电话已变更")
    assert Article.objects.get(pk=article.pk).status == "已发布"


def test_expiring_lists_soonest_first(line: Line) -> None:
    late = published(line, "甲", valid_until=date(2026, 3, 20))
    soon = published(line, "乙", valid_until=date(2026, 3, 10))
    published(line, "丙", valid_until=date(2026, 9, 1))

    assert list(expiring(line.hotline.pk, TODAY, date(2026, 3, 31))) == [soon, late]


def test_articles_of_another_hotline_are_not_there(line: Line) -> None:
    published(line)

    assert find("燃气", line.other.pk, TODAY) == []

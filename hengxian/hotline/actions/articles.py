"""What writing, publishing and withdrawing an article does: editions, the index, those who used it told (3.5)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.knowledge import finding
from hengxian.hotline.knowledge.raising import raise_gap
from hengxian.hotline.lifecycles.article import TEXT
from hengxian.hotline.models import Article, ArticleEdition, Citation, KnowledgeGap
from hengxian.hotline.numbers import next_serial
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, begin, create, enact
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Account
from hengxian.records.clocks import SHANGHAI
from hengxian.records.notices.telling import To, tell

SAID = tuple(ask.id for ask in TEXT)


@action("article", "draft")
@transaction.atomic
def draft(article: Article, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """A new article with its first edition."""
    hold_chain()
    year = at.astimezone(SHANGHAI).year
    article.number = f"ZS-{year}-{next_serial(article.hotline, f'article-{year}'):05d}"
    begin(article, "draft", by=by, at=at, **facts)
    _write(article, 1, facts, by=by, at=at)


@action("article", "rewrite")
@transaction.atomic
def rewrite(article: Article, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """Other words for the edition that is being written; whoever writes them is its author."""
    enact(article, "rewrite", by=by, at=at, version=version, **facts)
    amend(being_written(article), by=by, at=at, **_said(facts), title=article.title, author_id=by.person)


@action("article", "revise")
@transaction.atomic
def revise(article: Article, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """The next edition, beginning with the words of the last; that one stays in force until this is published."""
    last = article.editions.latest("number")
    enact(article, "revise", by=by, at=at, version=version, **facts)
    _write(article, last.number + 1, {name: getattr(last, name) for name in SAID}, by=by, at=at)


@action("article", "publish")
@transaction.atomic
def publish(article: Article, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """Readers see the new edition from now on."""
    edition = being_written(article)
    changes = {"current_id": edition.pk}
    enact(article, "publish", by=by, at=at, version=version, changes=changes, **facts)
    amend(edition, by=by, at=at, verb="publish", published_at=at, publisher_id=by.person)
    article.current = edition
    finding.keep(article)


@action("article", "withdraw")
@transaction.atomic
def withdraw(article: Article, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """Nobody finds it any more; whoever cited it is told."""
    enact(article, "withdraw", by=by, at=at, version=version, **facts)
    finding.drop(article)
    users = Citation.objects.filter(edition__article=article).values("person")
    for account in Account.objects.filter(person__in=users, is_active=True):
        key = f"article-{article.pk}-{article.version}-withdrawn-{account.pk}"
        sentence = f"您引用过的知识条目 {article.number} 已下架，请勿再引用。"
        tell(To(account=account), sentence, about=article.story, by=by, at=at, key=key)


@action("article", "report_error")
@transaction.atomic
def report_error(
    article: Article, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> None:
    """The editors get a task; the article stays as it is until they decide."""
    enact(article, "report_error", by=by, at=at, version=version, **facts)
    raise_gap(f"条目差错：{facts['text']}", article.hotline, by=by, at=at, about=article)


@action("knowledge_gap", "fill")
def fill(gap: KnowledgeGap, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """Name the article that answers it now. Incomplete for one that readers do not see."""
    article = (
        Article.objects.filter(pk=facts["article"], hotline=gap.hotline_id).exclude(current=None).first()
    )
    if article is None:
        raise Incomplete("请选择已发布的条目", "10.2.1.1", ("article",))
    enact(gap, "fill", by=by, at=at, version=version, changes={"article_id": article.pk}, **facts)


def being_written(article: Article) -> ArticleEdition:
    """The edition that is not published yet. DoesNotExist when there is none."""
    return article.editions.get(published_at=None)


def _write(article: Article, number: int, facts: Any, *, by: Actor, at: datetime) -> None:
    edition = ArticleEdition(
        article=article,
        number=number,
        title=article.title,
        author_id=by.person,
        written_at=at,
        **_said(facts),
    )
    create(edition, by=by, at=at, verb="write")


def _said(facts: Any) -> dict[str, Any]:
    empty = {"valid_from": None, "valid_until": None, "is_lasting": False}
    return {name: facts.get(name) or empty.get(name, "") for name in SAID}

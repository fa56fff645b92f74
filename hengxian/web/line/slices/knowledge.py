"""What the knowledge base adds to the common pages: the words of an article, its editions, its use (3.5)."""

from typing import Any

from hengxian.hotline.knowledge.validity import validity
from hengxian.hotline.lifecycles.article import TEXT
from hengxian.hotline.models import Article, Citation, KnowledgeGap, Matter, Unit
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor


@panel("article", "line/knowledge/edition.html", order=10)
def words(article: Article, visitor: Visitor) -> dict[str, Any]:
    """The published words with source and validity, the edition being written, the earlier ones."""
    editions = list(article.editions.select_related("author", "publisher").order_by("-number"))
    return {
        "current": next((each for each in editions if each.pk == article.current_id), None),
        "validity": validity(article, visitor.on),
        "draft": next((each for each in editions if each.published_at is None), None),
        "earlier": [each for each in editions if each.published_at and each.pk != article.current_id],
        "uses": Citation.objects.filter(edition__article=article).count(),
    }


@filled_in("article", "rewrite")
def as_written(article: Article, visitor: Visitor) -> dict[str, Any]:
    """The words of the edition in hand, to be changed."""
    edition = article.editions.filter(published_at=None).first()
    return {ask.id: getattr(edition, ask.id) for ask in TEXT} if edition else {}


@answers_for("article", "draft", "unit_id")
def units(article: Article, visitor: Visitor) -> Pairs:
    """Units of the hotline."""
    return [
        (str(each.pk), each.name) for each in Unit.objects.filter(hotline=article.hotline, closed_on=None)
    ]


@answers_for("article", "draft", "matter_id")
def matters(article: Article, visitor: Visitor) -> Pairs:
    """Categories of the hotline."""
    return [(str(each.pk), each.name) for each in Matter.objects.filter(hotline=article.hotline)]


@answers_for("knowledge_gap", "fill", "article")
def answering(gap: KnowledgeGap, visitor: Visitor) -> Pairs:
    """Published articles of the hotline, the newest first."""
    found = Article.objects.filter(hotline=gap.hotline).exclude(current=None).exclude(status="已下架")
    return [(str(each.pk), f"{each.number} {each.title}") for each in found.order_by("-pk")[:200]]

"""Whether an article may be cited on a day: published, not withdrawn, within its edition's validity (R3.5)."""

from datetime import date
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from hengxian.hotline.models import Article, ArticleEdition


class Validity(StrEnum):
    """How an article stands on a day; computed, never stored."""

    IN_FORCE = "有效"
    NOT_YET = "尚未生效"
    EXPIRED = "已过期"
    UNPUBLISHED = "未发布"
    WITHDRAWN = "已下架"


def validity(article: Article, on: date) -> Validity:
    """How the article's published edition stands on the day; a revision under way leaves the old edition in force."""
    edition = article.current
    if article.status == "已下架":
        return Validity.WITHDRAWN
    if edition is None:
        return Validity.UNPUBLISHED
    if edition.valid_from and on < edition.valid_from:
        return Validity.NOT_YET
    return Validity.EXPIRED if is_over(edition, on) else Validity.IN_FORCE


def is_over(edition: ArticleEdition, on: date) -> bool:
    """Whether the last day of validity has passed."""
    return edition.valid_until is not None and on > edition.valid_until


def published(hotline: int) -> "QuerySet[Article]":
    """Articles with an edition that readers see."""
    found = Article.objects.filter(hotline=hotline).exclude(current=None).exclude(status="已下架")
    return found.select_related("current", "unit", "matter")


def in_force(hotline: int, on: date) -> "QuerySet[Article]":
    """Articles that may be cited on the day: `validity` for many."""
    begun = Q(current__valid_from=None) | Q(current__valid_from__lte=on)
    return published(hotline).filter(begun, Q(current__valid_until=None) | Q(current__valid_until__gte=on))


def expiring(hotline: int, on: date, until: date) -> "QuerySet[Article]":
    """Published articles that run out by `until`, those already out included, soonest first: the alarm's list."""
    ends = F("current__valid_until")
    return published(hotline).filter(Q(current__valid_until__lte=until)).order_by(ends, "pk")

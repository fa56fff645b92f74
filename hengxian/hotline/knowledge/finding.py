"""Finding articles while somebody is on the line: by words, by unit, by matter; the best first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hengxian.hotline.knowledge.validity import Validity, published, validity
from hengxian.hotline.models import Article, ArticleEdition
from hengxian.hotline.search.index import ARTICLES

SNIPPET = 90


@dataclass(frozen=True)
class Found:
    """An article as a list shows it: where it comes from, how long it holds, and why it may not be cited."""

    article: Article
    edition: ArticleEdition
    validity: Validity
    snippet: str

    @property
    def may_be_cited(self) -> bool:
        """Only while it is in force."""
        return self.validity is Validity.IN_FORCE


def find(
    query: str, hotline: int, on: date, *, unit: int | None = None, matter: int | None = None, size: int = 20
) -> list[Found]:
    """Published articles with all the words, or some of them where none has all; those in force first."""
    chosen = published(hotline)
    if unit:
        chosen = chosen.filter(unit=unit)
    if matter:
        chosen = chosen.filter(matter=matter)
    if query.strip():
        ids = ARTICLES.best(query, hotline, size * 5) or ARTICLES.best(
            query, hotline, size * 5, any_word=True
        )
        rank = {pk: at for at, pk in enumerate(ids)}
        articles = sorted(chosen.filter(pk__in=ids), key=lambda each: rank[each.pk])
    else:
        articles = list(chosen.order_by("-current__published_at")[: size * 2])
    found = [_shown(each, query, on) for each in articles]
    return sorted(found, key=lambda each: not each.may_be_cited)[:size]


def keep(article: Article) -> None:
    """Put the published edition into the index, with the unit's and the matter's names."""
    edition = article.current
    if edition is None:
        return
    names = _names(each.name for each in (article.unit, article.matter) if each)
    ARTICLES.keep(
        article.pk, article.hotline_id, edition.title, f"{edition.question}\n{edition.text}\n{names}"
    )


def drop(article: Article) -> None:
    """Nobody finds it any more."""
    ARTICLES.drop(article.pk)


def _shown(article: Article, query: str, on: date) -> Found:
    edition = article.current
    assert edition is not None  # only published ones are searched
    return Found(article, edition, validity(article, on), _snippet(edition.text, query))


def _snippet(text: str, query: str) -> str:
    flat = " ".join(text.split())
    at = min((found for word in query.split() if (found := flat.find(word)) >= 0), default=0)
    start = max(at - SNIPPET // 3, 0)
    cut = flat[start : start + SNIPPET]
    return ("…" if start else "") + cut + ("…" if start + SNIPPET < len(flat) else "")


def _names(names: Iterable[str]) -> str:
    return " ".join(names)

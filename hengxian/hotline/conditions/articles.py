"""What has to hold for an article to go on: the edition being written is complete."""

from hengxian.hotline.models import Article, ArticleEdition
from hengxian.journal.conditions import Act, condition


@condition
def edition_complete(article: Article, act: Act) -> str | None:
    """Source, unit and validity are said, and the validity is none of the past."""
    edition = article.editions.filter(published_at=None).first()
    if edition is None:
        return "没有待提交的正文"
    lacking = [label for label, is_said in _needed(article, edition) if not is_said]
    if lacking:
        return f"条目还缺：{'、'.join(lacking)}"
    if edition.valid_from and edition.valid_until and edition.valid_until < edition.valid_from:
        return f"失效日期 {edition.valid_until} 早于生效日期 {edition.valid_from}"
    return None


def _needed(article: Article, edition: ArticleEdition) -> list[tuple[str, bool]]:
    return [
        ("正文", bool(edition.text.strip())),
        ("来源", bool(edition.source.strip())),
        ("归口单位", article.unit_id is not None),
        ("生效日期", edition.valid_from is not None),
        ("失效日期（或注明长期有效）", edition.valid_until is not None or edition.is_lasting),
    ]

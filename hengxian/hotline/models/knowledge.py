"""The knowledge base: articles, their editions, citations, gaps (3.5, 10.2.1.1)."""

from typing import ClassVar

from django.db import models

from hengxian.hotline.lifecycles.article import ARTICLE, GAP
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.order import Order
from hengxian.hotline.models.unit import Matter, Unit
from hengxian.journal.models import Lived, Recorded
from hengxian.people.models import Person


class Article(Lived):
    """One article; its text is in editions, of which `current` is the published one that may be cited."""

    kind: ClassVar[str] = "article"
    label: ClassVar[str] = "知识条目"
    lifecycle = ARTICLE
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="articles")
    number = models.CharField("编号", max_length=30)
    title = models.CharField("标题", max_length=120)
    type = models.CharField("类别", max_length=20)
    unit = models.ForeignKey(
        Unit,
        verbose_name="归口单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    matter = models.ForeignKey(
        Matter,
        verbose_name="事项类别",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    current = models.ForeignKey(
        "ArticleEdition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "number"], name="article_number_once")]

    @property
    def story(self) -> str:
        """Its own."""
        return f"article:{self.pk}"


class ArticleEdition(Recorded):
    """One version of an article's text, with source and validity; never changed once published."""

    kind: ClassVar[str] = "article_edition"
    label: ClassVar[str] = "条目版本"
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("版本")
    title = models.CharField("标题", max_length=120)
    question = models.TextField("常见问法", blank=True, default="")
    text = models.TextField("正文")
    source = models.CharField("来源", max_length=200, blank=True, default="")
    source_number = models.CharField("文号", max_length=80, blank=True, default="")
    valid_from = models.DateField("生效日期", null=True, blank=True)
    valid_until = models.DateField("失效日期", null=True, blank=True)
    is_lasting = models.BooleanField("长期有效", default=False)
    author = models.ForeignKey(Person, verbose_name="编写", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("编写时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    publisher = models.ForeignKey(
        Person, verbose_name="发布", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_edition_once")]

    @property
    def story(self) -> str:
        """The article's."""
        return f"article:{self.article_id}"

    def may_be_amended(self) -> bool:
        """Until it is published."""
        return self.published_at is None


class Citation(Recorded):
    """An answer cites an edition of an article (9.3.2.2, 10.2.1.1)."""

    kind: ClassVar[str] = "citation"
    label: ClassVar[str] = "引用"
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="citations")
    edition = models.ForeignKey(ArticleEdition, on_delete=models.PROTECT, related_name="citations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    @property
    def story(self) -> str:
        """The order's."""
        return f"order:{self.order_id}"


class KnowledgeGap(Lived):
    """A question without an article."""

    kind: ClassVar[str] = "knowledge_gap"
    label: ClassVar[str] = "知识缺口"
    lifecycle = GAP
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="gaps")
    question = models.TextField("问题")
    order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="knowledge_gaps"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(
        Article,
        verbose_name="有差错的条目",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="errors",
    )
    raised_at = models.DateTimeField("提出时间")
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.PROTECT, related_name="gaps")

    @property
    def story(self) -> str:
        """Its own."""
        return f"knowledge_gap:{self.pk}"

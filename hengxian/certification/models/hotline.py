"""Hotlines and their sites, apart from whoever applies for them (A-4)."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded
from hengxian.people.models import Organisation


class HotlineKind(models.TextChoices):
    """The kinds of 1.1, open-ended."""

    FOUNDED_BY_GOVERNMENT = "政府设立的热线", "政府设立的热线"
    COMPREHENSIVE = "综合性热线", "综合性热线"
    PROFESSIONAL = "专业性热线", "专业性热线"
    REGIONAL = "区域热线", "区域热线"
    OTHER = "其他", "其他"


class Hotline(Recorded):
    """One hotline: whose it is, who runs it, who holds its data, who supplied its platform or advice (条例 13)."""

    kind: ClassVar[str] = "hotline"
    label: ClassVar[str] = "热线"
    name = models.CharField("热线名称", max_length=120)
    type = models.CharField("热线类型", max_length=20, choices=HotlineKind)
    type_note = models.CharField("类型说明", max_length=200, blank=True, default="")
    owner = models.ForeignKey(
        Organisation, verbose_name="申请组织", on_delete=models.PROTECT, related_name="hotlines"
    )
    operator = models.ForeignKey(
        Organisation,
        verbose_name="运行机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="operated",
    )
    mandator = models.CharField("委托方", max_length=120, blank=True, default="")
    mandate = models.CharField("委托依据", max_length=200, blank=True, default="")
    data_holder = models.CharField("数据由谁持有", max_length=120, blank=True, default="")
    founded_on = models.DateField("成立时间")
    within_territory = models.BooleanField("在境内依法设立并运行", default=False)
    place = models.CharField("所在地区", max_length=80)

    @property
    def story(self) -> str:
        """The organisation's, which is what ties are declared to."""
        return f"organisation:{self.owner_id}"


class Site(Recorded):
    """A place where the hotline works."""

    kind: ClassVar[str] = "site"
    label: ClassVar[str] = "场所"
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField("场所名称", max_length=120)
    address = models.CharField("地址", max_length=200)

    @property
    def story(self) -> str:
        """The organisation's."""
        return self.hotline.story

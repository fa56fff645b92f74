"""Hotlines of a provider: their data never mix, whoever works for several (R3.1, R3.3)."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded
from hengxian.people.models import Organisation


class Hotline(Recorded):
    """One non-emergency hotline: its number, whose it is, who runs it, when it answers (10.1.2.1).

    `recall_days` and `expiry_days` are limits that the rule leaves to the hotline (T15): over how many days the
    caller card counts, and how many days ahead an article that runs out is told of. Neither decides anything.
    """

    kind: ClassVar[str] = "hotline"
    label: ClassVar[str] = "热线"
    name = models.CharField("热线名称", max_length=120)
    number = models.CharField("热线号码", max_length=20)
    code = models.SlugField("简称代号", max_length=20, unique=True)
    place = models.CharField("所在地区", max_length=80)
    provider = models.ForeignKey(
        Organisation, verbose_name="提供者", on_delete=models.PROTECT, related_name="provided_hotlines"
    )
    operator = models.ForeignKey(
        Organisation, verbose_name="运行机构", null=True, blank=True, on_delete=models.PROTECT,
        related_name="operated_hotlines",
    )  # fmt: skip
    hours = models.CharField("服务时间", max_length=120, blank=True, default="")
    founded_on = models.DateField("开通日期")
    recall_days = models.PositiveSmallIntegerField("来电次数统计天数", default=30)
    expiry_days = models.PositiveSmallIntegerField("知识条目到期提前提示天数", default=30)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Series(models.Model):
    """The last serial given out in a series of one hotline; taken under the chain's lock, so no number comes twice."""

    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "name"], name="series_once")]

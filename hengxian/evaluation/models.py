"""Kept evaluations: one truth about one score, bound to what it was made with, never changed."""

from typing import Any, ClassVar

from django.db import models

from hengxian.journal.models import Recorded


def nothing_yet() -> dict[str, Any]:
    """Nothing measured."""
    return {}


class Evaluation(Recorded):
    """One run of the engine over one dataset, for one story. A new run makes a new row beside it.

    `result` is the content of result.json, `measured` the exact figures behind it (`"17/20"` by leaf), from which
    a scorecard is made with later judgements. `folder` is relative to the site's evaluations; the digest of its
    manifest covers every file in it.
    """

    kind: ClassVar[str] = "evaluation"
    label: ClassVar[str] = "测评结果"
    about = models.CharField("所属", max_length=80, db_index=True)
    dataset_file = models.BigIntegerField("数据集文件", null=True, blank=True)
    dataset_sha256 = models.CharField("数据集摘要", max_length=64)
    pack = models.CharField("规则包", max_length=160)
    profile = models.CharField("计分办法", max_length=160)
    calendar = models.CharField("工作日历", max_length=160)
    engine = models.CharField("引擎版本", max_length=40)
    period_from = models.DateField("时段始")
    period_until = models.DateField("时段止（不含）")
    result = models.JSONField(default=nothing_yet)
    result_sha256 = models.CharField("结果摘要", max_length=64)
    measured = models.JSONField("实测值", default=nothing_yet)
    manifest_sha256 = models.CharField("清单摘要", max_length=64, default="")
    folder = models.CharField("结果文件夹", max_length=200, blank=True, default="")
    made_by_team = models.BooleanField("由审核组运行", default=False)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about", "-made_at"], name="evaluation_latest")]

    @property
    def story(self) -> str:
        """The application's or case's."""
        return self.about

    def may_be_amended(self) -> bool:
        """A result stands; moving to another edition makes a new one beside it (A-2)."""
        return False

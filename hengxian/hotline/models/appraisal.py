"""单位考核: a unit in a period, the scheme it rests on, its figures then, objection and correction (11.3.2)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.appraisal import UNIT_APPRAISAL
from hengxian.hotline.models.hotline import Hotline
from hengxian.hotline.models.improvement import Improvement
from hengxian.hotline.models.unit import Unit
from hengxian.journal.models import Lived
from hengxian.records.models import RegisterRow


class UnitAppraisal(Lived):
    """`scheme` is P-appraisal as it was used, `figures` the four aspects as `[label, source, good, n]`.

    `result` is computed from both by `appraising`; nobody types it. `row` is its line in the register of publications.
    `corrections` keeps every result that was replaced, with reason, person and time: nothing is overwritten unseen.
    """

    kind: ClassVar[str] = "unit_appraisal"
    label: ClassVar[str] = "单位考核"
    lifecycle = UNIT_APPRAISAL
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="appraisals")
    unit = models.ForeignKey(
        Unit, verbose_name="承办单位", on_delete=models.PROTECT, related_name="appraisals"
    )
    since = models.DateField("考核期自")
    until = models.DateField("考核期至")
    scheme: "models.JSONField[Any, Any]" = models.JSONField("考核方案", default=dict, blank=True)
    figures: "models.JSONField[Any, Any]" = models.JSONField("四个方面", default=list, blank=True)
    result = models.TextField("考核结果", blank=True, default="")
    told_at = models.DateTimeField("告知时间", null=True, blank=True)
    object_until = models.DateField("异议至", null=True, blank=True)
    objection = models.TextField("异议", blank=True, default="")
    answer = models.TextField("异议答复", blank=True, default="")
    corrections: "models.JSONField[Any, Any]" = models.JSONField("更正记录", default=list, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    row = models.ForeignKey(
        RegisterRow,
        verbose_name="公布台账",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    improvement = models.ForeignKey(
        Improvement,
        verbose_name="改进计划",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    none_reason = models.TextField("不需改进的理由", blank=True, default="")

    def __str__(self) -> str:
        """Unit and period."""
        return f"{self.unit.name} {self.since} 至 {self.until}"

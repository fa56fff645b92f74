"""承办单位 and who is posted where: a person acts for a hotline, or for a unit of it, while his posting lasts."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.models.hotline import Hotline
from hengxian.journal.models import Recorded
from hengxian.people.models import Person


class Unit(Recorded):
    """A department that handles orders, or a part of one with a desk of its own (B-3)."""

    kind: ClassVar[str] = "unit"
    label: ClassVar[str] = "承办单位"
    hotline = models.ForeignKey(Hotline, verbose_name="热线", on_delete=models.PROTECT, related_name="units")
    name = models.CharField("名称", max_length=80)
    parent = models.ForeignKey(
        "self", verbose_name="上级单位", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    is_emergency_department = models.BooleanField("应急处置部门", default=False)
    telephone = models.CharField("对接电话", max_length=30, blank=True, default="")
    email = models.EmailField("对接邮箱", blank=True, default="")
    closed_on = models.DateField("撤并日期", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "name"], name="unit_name_once")]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def story(self) -> str:
        """Part of the hotline's record."""
        return f"hotline:{self.hotline_id}"


class Posting(Recorded):
    """A person works for a hotline (unit empty) or for a unit of it, until the posting is ended; never deleted."""

    kind: ClassVar[str] = "posting"
    label: ClassVar[str] = "派驻"
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="postings")
    hotline = models.ForeignKey(
        Hotline, verbose_name="热线", on_delete=models.PROTECT, related_name="postings"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="承办单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="postings",
    )
    post = models.CharField("岗位", max_length=60, blank=True, default="")
    since = models.DateTimeField("自")
    ended_at = models.DateTimeField("至", null=True, blank=True)

    @property
    def story(self) -> str:
        """Part of the hotline's record."""
        return f"hotline:{self.hotline_id}"


class Duty(models.TextChoices):
    """What the rule wants done by a designated person."""

    SUPERVISION = "supervision", "督办"  # 10.2.3.3
    ARCHIVE = "archive", "归档"  # 10.5
    STATISTICS = "statistics", "统计编制"  # 10.6.1.1


class Designation(Recorded):
    """A person is designated for a duty of a hotline, with the paper that says so; it is ended, never deleted."""

    kind: ClassVar[str] = "designation"
    label: ClassVar[str] = "指定"
    person = models.ForeignKey(
        Person, verbose_name="人员", on_delete=models.PROTECT, related_name="designations"
    )
    hotline = models.ForeignKey(
        Hotline, verbose_name="热线", on_delete=models.PROTECT, related_name="designations"
    )
    duty = models.CharField("事务", max_length=20, choices=Duty)
    basis = models.CharField("指定依据", max_length=200)
    since = models.DateTimeField("自")
    ended_at = models.DateTimeField("至", null=True, blank=True)

    @property
    def story(self) -> str:
        """Part of the hotline's record."""
        return f"hotline:{self.hotline_id}"


class Matter(Recorded):
    """事项类别: who usually handles it, and how many working days it has; empty days: the limit is typed each time."""

    kind: ClassVar[str] = "matter"
    label: ClassVar[str] = "事项类别"
    hotline = models.ForeignKey(
        Hotline, verbose_name="热线", on_delete=models.PROTECT, related_name="matters"
    )
    name = models.CharField("名称", max_length=80)
    parent = models.ForeignKey(
        "self", verbose_name="上级类别", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="通常承办单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="matters",
    )
    limit_days = models.PositiveSmallIntegerField("办理时限（工作日）", null=True, blank=True)
    flags: "models.JSONField[Any, Any]" = models.JSONField("敏感个人信息", default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hotline", "name"], name="matter_name_once")]

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def story(self) -> str:
        """Part of the hotline's record."""
        return f"hotline:{self.hotline_id}"

"""Natural persons: the unit by which separation of duties counts (G-5)."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded


class Person(Recorded):
    """Somebody, known by a digest of his document number; the number itself is not kept."""

    kind: ClassVar[str] = "person"
    label: ClassVar[str] = "自然人"
    name = models.CharField("姓名", max_length=60)
    identity_digest = models.CharField("证件摘要", max_length=64, unique=True)
    phone = models.CharField("电话", max_length=30, blank=True, default="")
    email = models.EmailField("电子邮箱", blank=True, default="")
    enrolled_at = models.DateTimeField("登记时间")

    def __str__(self) -> str:
        """The name."""
        return self.name

"""Undertakings: the promise of confidentiality without which an account of the body reaches nothing (L8)."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded
from hengxian.people.models.account import Account


class Undertaking(Recorded):
    """That an account's owner agreed to a text; a changed text has another digest and must be agreed to again."""

    kind: ClassVar[str] = "undertaking"
    label: ClassVar[str] = "保密承诺"
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="undertakings")
    text_digest = models.CharField("承诺书摘要", max_length=64)
    signed_at = models.DateTimeField("承诺时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "text_digest"], name="undertaking_once_a_text")
        ]

    @property
    def story(self) -> str:
        """Part of the account's record."""
        return f"account:{self.account_id}"

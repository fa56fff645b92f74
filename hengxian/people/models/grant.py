"""Grants: which account holds which role, since when, until when."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded
from hengxian.people import roles
from hengxian.people.models.account import Account


class Grant(Recorded):
    """A role given to an account; it is ended, never deleted. `granted_by` is an account's id, 0 at the founding."""

    kind: ClassVar[str] = "grant"
    label: ClassVar[str] = "角色授予"
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField("角色", max_length=40)
    granted_at = models.DateTimeField("授予时间")
    granted_by = models.BigIntegerField("授予人账号")
    ended_at = models.DateTimeField("收回时间", null=True, blank=True)
    ended_by = models.BigIntegerField("收回人账号", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role"], condition=models.Q(ended_at=None), name="grant_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="grant_end_is_whole",
            ),
        ]

    def __str__(self) -> str:
        """The role's name."""
        return roles.role(self.role).name

    @property
    def story(self) -> str:
        """Part of the account's record."""
        return f"account:{self.account_id}"

"""Tokens: how a program acts for an account."""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from hengxian.journal.models import Recorded
from hengxian.people.models import Account

READ, ACT = "只读", "办理"


class ApiToken(Recorded):
    """One token of one account, known by its digest alone. `room` is where it acts; `last_used_on` is not journaled."""

    kind: ClassVar[str] = "api_token"
    label: ClassVar[str] = "接口令牌"
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField("用途", max_length=80)
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    scope = models.CharField("范围", max_length=4, choices=[(READ, READ), (ACT, ACT)])
    room = models.CharField("入口", max_length=10)
    made_at = models.DateTimeField("创建")
    expires_on = models.DateField("有效期至")
    ended_at = models.DateTimeField("停用", null=True, blank=True)
    last_used_on = models.DateField("最近使用", null=True, blank=True)

    @property
    def story(self) -> str:
        """Part of the account's record."""
        return f"account:{self.account_id}"

    def content(self) -> dict[str, Any]:
        """All columns but the day of last use, which no act changes."""
        return {name: value for name, value in super().content().items() if name != "last_used_on"}

    def is_usable(self, on: date) -> bool:
        """Neither ended nor expired."""
        return self.ended_at is None and on <= self.expires_on

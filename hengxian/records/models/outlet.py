"""An address that messages leave for, and how far their sending came: what webhooks and SMS gateways share."""

from typing import Any, ClassVar

from django.db import models

from hengxian.journal.models import Lived


class Outlet(Lived):
    """The secret is stored nowhere: it is derived from `salt` and the site's own key.

    `told_up_to` is the last entry of the journal that was looked at, `failures` how many tries failed in a row,
    `next_at` when to try again, `held_until` keeps two workers apart; these four no act changes.
    """

    UNJOURNALED: ClassVar[tuple[str, ...]] = ("told_up_to", "failures", "next_at", "held_until")
    address: "models.CharField[str, str]"  # named by the subclass as its users name it
    salt = models.CharField(max_length=32)
    registered_at = models.DateTimeField("登记时间")
    told_up_to = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    next_at = models.DateTimeField("下次尝试", null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def content(self) -> dict[str, Any]:
        """All columns but those that the sending itself moves on."""
        return {name: value for name, value in super().content().items() if name not in self.UNJOURNALED}

    def may_be_amended(self) -> bool:
        """Another address is another outlet."""
        return False

"""Notices: what somebody is told in the platform, who has seen it, and the mail that says so too (G-18)."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded
from hengxian.people.models import Account, Organisation


class Notice(Recorded):
    """A sentence without personal data, for an account, a role, or an organisation's accounts: exactly one of them.

    `key` is what may be told only once, None where that does not matter; `link` is a path of the site.
    """

    kind: ClassVar[str] = "notice"
    label: ClassVar[str] = "通知"
    about = models.CharField("所属", max_length=80, db_index=True)
    text = models.CharField("内容", max_length=300)
    link = models.CharField("链接", max_length=200, blank=True, default="")
    key = models.CharField("只告知一次的事项", max_length=160, null=True, blank=True, unique=True)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    role = models.CharField("角色", max_length=40, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    told_at = models.DateTimeField("告知时间")

    class Meta:
        indexes = [models.Index(fields=["role", "-told_at"], name="notice_role")]

    @property
    def story(self) -> str:
        """The record's it is about."""
        return self.about

    def may_be_amended(self) -> bool:
        """What was told was told."""
        return False


class NoticeSeen(models.Model):
    """An account has opened a notice; no act of the process, hence not in the journal."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="seen")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "account"], name="notice_seen_once")]


class Mail(models.Model):
    """One mail about one notice to one account: 未送达 until a server took it, however often it is tried."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="mails")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    tried_at = models.DateTimeField("最近一次", null=True, blank=True)
    taken_at = models.DateTimeField("送达服务器", null=True, blank=True)
    fault = models.CharField("未送达的原因", max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "account"], name="mail_once")]

    @property
    def standing(self) -> str:
        """未送达 or 已送达."""
        return "已送达" if self.taken_at else "未送达"

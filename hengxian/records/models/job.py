"""Jobs: work done outside a request, once, however often the queue delivers it."""

from typing import Any, ClassVar

from django.db import models


class Job(models.Model):
    """One piece of work under a unique key, and how far it is; pages poll it.

    `function` is a dotted path, `ids` its arguments. `held_until` keeps two workers apart; after it the
    worker that held it is taken for dead. `answer` is what the function gave, `sentence` why it was refused.
    """

    key = models.CharField("事项", max_length=160, unique=True)
    label = models.CharField("名称", max_length=120, blank=True, default="")
    function = models.CharField(max_length=160)
    ids: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    account = models.BigIntegerField("发起的账号", null=True, blank=True)
    asked_at = models.DateTimeField("提出")
    stage = models.CharField("进行到", max_length=120, blank=True, default="")
    percent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField("下次尝试", null=True, blank=True)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    answer: "models.JSONField[Any, Any]" = models.JSONField(null=True, blank=True)
    sentence = models.TextField("未完成的原因", blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ended_at", "next_at"], name="job_open")
        ]

    @property
    def is_done(self) -> bool:
        """Whether it ended well."""
        return self.ended_at is not None and not self.sentence

    @property
    def is_refused(self) -> bool:
        """Whether it ended with a sentence for the person who asked."""
        return self.ended_at is not None and bool(self.sentence)

    @property
    def standing(self) -> str:
        """完成, 未完成, 等待重试, 进行中 or 排队中."""
        if self.ended_at is not None:
            return "未完成" if self.sentence else "完成"
        if self.next_at is not None:
            return "等待重试"
        return "进行中" if self.tries else "排队中"

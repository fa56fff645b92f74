"""文字录入测试 on the computer: the text, the server's instants, what was typed (9.3.2.4)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.lifecycles.typing_test import TYPING_TEST
from hengxian.hotline.models.hotline import Hotline
from hengxian.journal.models import Lived
from hengxian.people.models import Person
from hengxian.records.models import RegisterRow


class TypingTest(Lived):
    """One person's test. `started_at` and `ended_at` are the server's; `row` is its line in the register."""

    kind: ClassVar[str] = "typing_test"
    label: ClassVar[str] = "文字录入测试"
    lifecycle = TYPING_TEST
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="typing_tests")
    person = models.ForeignKey(Person, verbose_name="受测人", on_delete=models.PROTECT, related_name="+")
    text = models.TextField("测试文本", blank=True, default="")
    minutes = models.DecimalField("测试时长（分钟）", max_digits=6, decimal_places=2, default=0)
    opened_at = models.DateTimeField("开设时间", null=True, blank=True)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    ended_at = models.DateTimeField("交卷时间", null=True, blank=True)
    typed = models.TextField("录入的文字", blank=True, default="")
    errors = models.PositiveIntegerField("差错数", null=True, blank=True)
    row: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        RegisterRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["person", "status"], name="typing_test_of_person")]

    def __str__(self) -> str:
        """The person and the day."""
        return self.person.name

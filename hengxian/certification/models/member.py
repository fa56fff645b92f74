"""Members of a case's audit team and evaluation group."""

from typing import ClassVar

from django.db import models

from hengxian.certification.models.case import Case
from hengxian.journal.models import Recorded
from hengxian.people.models import Person


class Duty(models.TextChoices):
    """What a person does in the case. Trainees and experts never count towards the two auditors (问答 5)."""

    LEAD = "team_lead", "审核组长"
    AUDITOR = "team_auditor", "审核员"
    EXPERT = "expert", "技术专家"
    TRAINEE = "trainee", "实习审核员"
    EVALUATION_LEAD = "evaluation_lead", "评价组长"
    EVALUATOR = "evaluation_member", "评价组成员"
    ADVISER = "adviser", "技术顾问"


class Member(Recorded):
    """A person with one duty in one case; the declaration and the registration are register rows."""

    kind: ClassVar[str] = "member"
    label: ClassVar[str] = "组员"
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    duty = models.CharField("职责", max_length=20, choices=Duty)
    tasks = models.CharField("分工", max_length=300, blank=True, default="")
    left_at = models.DateTimeField("退出", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "duty"], condition=models.Q(left_at=None), name="member_duty_once"
            )
        ]

    @property
    def story(self) -> str:
        """The case's."""
        return f"case:{self.case_id}"

    def may_be_amended(self) -> bool:
        """A team may change until the findings are fixed; later it is part of the record."""
        return self.case.status in ("已立案", "已组组", "计划已批", "文件已审", "已准备", "现场中")

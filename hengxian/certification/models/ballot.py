"""Ballots of the technical committee: reasoned, sealed until the vote is closed, never changed."""

from typing import ClassVar

from django.db import models

from hengxian.certification.models.application import nothing_yet
from hengxian.certification.models.case import Case
from hengxian.journal.models import Recorded
from hengxian.people.models import Person


class Choice(models.TextChoices):
    """How a member votes on the audit report's conclusion."""

    FOR = "赞成", "赞成"
    AGAINST = "反对", "反对"
    ABSTAIN = "弃权", "弃权"


class Ballot(Recorded):
    """One member's vote in one round, with the three findings of 6.3.1, bound to the digest of the file he saw."""

    kind: ClassVar[str] = "ballot"
    label: ClassVar[str] = "表决票"
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ballots")
    round = models.PositiveSmallIntegerField("第几次审查")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField("表决", max_length=4, choices=Choice)
    reason = models.TextField("理由")
    findings = models.JSONField("三项审查意见", default=nothing_yet)
    file_digest = models.CharField("所审文件的摘要", max_length=64)
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "round", "person"], name="one_vote_each_round")
        ]

    @property
    def story(self) -> str:
        """The case's."""
        return f"case:{self.case_id}"

    def may_be_amended(self) -> bool:
        """A vote is cast once."""
        return False

"""Answering: once a token; and what the answers come to, with n and response rate (11.2.2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import QuerySet

from hengxian.hotline.lifecycles.survey import ASPECTS
from hengxian.hotline.models import Invitation, Opinion, Survey, SurveyAnswer
from hengxian.hotline.standing import PUBLIC
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete, NotNow
from hengxian.records.privacy.scanning import masked_text

GOOD = (Opinion.SATISFIED, Opinion.MOSTLY)


@dataclass(frozen=True)
class Tally:
    """One question: how many were (mostly) satisfied, and how many had an opinion at all."""

    aspect: str
    good: int
    n: int


@dataclass(frozen=True)
class Outcome:
    """A survey so far; `rate` is None while nobody was invited."""

    invited: int
    answered: int
    tallies: tuple[Tally, ...]

    @property
    def rate(self) -> Fraction | None:
        """Answered of invited."""
        return Fraction(self.answered, self.invited) if self.invited else None


@transaction.atomic
def answer(
    invitation: Invitation, said: Mapping[str, str], *, at: datetime, comment: str = ""
) -> SurveyAnswer:
    """Keep what was said. NotNow for a second answer or an ended survey, Incomplete when nothing was answered."""
    hold_chain()
    if SurveyAnswer.objects.filter(invitation=invitation).exists():
        raise NotNow("这个链接已经评价过，每个链接只能评价一次，这次填写的没有记入", "11.2.2.2")
    if Survey.objects.get(pk=invitation.survey_id).status != "进行中":
        raise NotNow("这次评价已经结束，谢谢您", "11.2.2.2")
    opinions = {aspect: said.get(aspect, "") for aspect in ASPECTS}
    if not any(opinions.values()):
        raise Incomplete("请至少评价一项", "11.2.2.2", tuple(ASPECTS))
    if any(value and value not in Opinion for value in opinions.values()):
        raise Incomplete("请在给出的选项中选择", "11.2.2.2", tuple(ASPECTS))
    row = SurveyAnswer(invitation=invitation, answered_at=at, **_kept(said, comment))
    return create(row, by=PUBLIC, at=at)


def was_answered_so(invitation: Invitation, said: Mapping[str, str], comment: str = "") -> bool:
    """Whether just this is the answer that is kept: the form was sent twice, and there is nothing to refuse."""
    return SurveyAnswer.objects.filter(invitation=invitation, **_kept(said, comment)).exists()


def _kept(said: Mapping[str, str], comment: str) -> dict[str, str]:
    """The columns of an answer."""
    kept = {aspect: said.get(aspect) or str(Opinion.NONE) for aspect in ASPECTS}
    return {**kept, "comment": masked_text(comment.replace("\r\n", "\n").strip())[:400]}


def outcome(survey: Survey) -> Outcome:
    """Counts of a survey; a question nobody had an opinion on has n 0."""
    answers = SurveyAnswer.objects.filter(invitation__survey=survey)
    return Outcome(survey.invitations.count(), answers.count(), tallies(answers))


def tallies(answers: "QuerySet[SurveyAnswer]") -> tuple[Tally, ...]:
    """Each aspect over some answers."""
    rows = list(answers.values(*ASPECTS))
    return tuple(
        Tally(
            aspect,
            sum(row[aspect] in GOOD for row in rows),
            sum(row[aspect] != Opinion.NONE for row in rows),
        )
        for aspect in ASPECTS
    )

"""网上评价: one answer a link, n and response rate (11.2.2.2); what it adds to the evaluation of units (11.2.1)."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.mail import EmailMessage

from hengxian.hotline.intake.callers import known
from hengxian.hotline.models import Invitation, Survey
from hengxian.hotline.queries.unit_evaluation import evaluate_units
from hengxian.hotline.surveying.answering import Tally, answer, outcome
from hengxian.hotline.surveying.inviting import send_link
from hengxian.hotline.surveying.tokens import invitation_of, token_of
from hengxian.kernel.refusals import Incomplete, NotNow, NotThere
from tests.hotline.closing import closed, listed
from tests.hotline.line import Line


@pytest.fixture
def survey(line: Line) -> Survey:
    """Two callers asked; a third wishes no such question."""
    for n, wish in enumerate((False, False, True)):
        sender = f"caller-{n}@example.invalid"
        caller = known(line.hotline, sender, by=line.actor("agent"), at=line.at)
        closed(line, caller=caller, is_anonymous=False, no_followup=wish)
    made = Survey(hotline=line.hotline, name="三月网上评价", since=date(2026, 3, 1), until=date(2026, 3, 31))
    line.does("manager", made, "open")
    opened: Survey = line.does("manager", made, "invite")
    return opened


@pytest.mark.covers("R11.2.2.2")
def test_one_answer_a_link_with_n_and_response_rate(line: Line, survey: Survey) -> None:
    invitation = invitation_of(token_of(survey, Invitation.objects.order_by("pk")[0].order))

    answer(invitation, {"attitude": "satisfied", "result": "dissatisfied"}, at=line.later(hours=1))
    with pytest.raises(NotNow) as again:
        answer(invitation, {"attitude": "dissatisfied"}, at=line.later(hours=1))

    found = outcome(survey)
    assert "已经评价过" in str(again.value)
    assert (found.invited, found.answered, found.rate) == (2, 1, Fraction(1, 2))
    assert found.tallies == (
        Tally("attitude", 1, 1), Tally("efficiency", 0, 0), Tally("process", 0, 0), Tally("result", 0, 1),
    )  # fmt: skip


def test_inviting_again_asks_nobody_twice(line: Line, survey: Survey) -> None:
    line.does("manager", survey, "invite")

    assert Invitation.objects.count() == 2


def test_strange_link_empty_answer_and_ended_survey_are_refused(line: Line, survey: Survey) -> None:
    invitation = Invitation.objects.order_by("pk")[0]

    with pytest.raises(NotThere):
        invitation_of("aaaaaaaaaaaaaaaa")
    with pytest.raises(Incomplete):
        answer(invitation, {}, at=line.at)
    line.does("manager", survey, "end", reason="期满")
    with pytest.raises(NotNow):
        answer(invitation, {"attitude": "satisfied"}, at=line.at)


def test_link_is_mailed_and_opens_the_invitation(
    line: Line, survey: Survey, mailoutbox: list[EmailMessage]
) -> None:
    invitation = Invitation.objects.order_by("pk")[0]

    send_link(invitation.pk, at=line.at)

    (mail,) = mailoutbox
    token = str(mail.body).split("/public/survey/")[1].split("/")[0]
    assert (mail.to, invitation_of(token)) == (["caller-0@example.invalid"], invitation)


@pytest.mark.covers("R11.2.1.2", "R11.2.1.3", "R11.2.1.4", "R11.2.2.1")
def test_units_get_four_figures_with_n_and_say_when_there_is_none(line: Line) -> None:
    followup = listed(line)
    line.does(
        "agent_two", followup, "attempt", outcome="reached", process_satisfaction="satisfied",
        result_satisfaction="dissatisfied", resolved="否",
    )  # fmt: skip
    line.later(days=20)

    found = {
        one.unit.name: one
        for one in evaluate_units(line.hotline, date(2026, 3, 1), date(2026, 3, 31), line.at)
    }

    urban, water = found["城管局"], found["供水公司"]
    assert [(one.label, one.good, one.n, one.share) for one in urban.aspects] == [
        ("态度", 0, 0, None), ("效率", 1, 1, 1), ("过程", 1, 1, 1), ("结果", 0, 1, 0),
    ]  # fmt: skip
    assert not urban.is_without_data
    assert water.is_without_data

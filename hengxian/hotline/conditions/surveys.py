"""Conditions of 网上评价, and who stands how to a survey (11.2.2.2)."""

from hengxian.hotline.models import Survey
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing


@standing_of("survey")
def of_survey(survey: Survey, by: Actor) -> Standing:
    """Duties at its hotline."""
    return Standing(at_hotline(survey.hotline_id, by))


@condition
def survey_days_fit(survey: Survey, act: Act) -> str | None:
    """Days in order."""
    if survey.since <= survey.until:
        return None
    return f"办结日期自 {survey.since} 至 {survey.until}：开始日期不能晚于结束日期"

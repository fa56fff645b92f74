"""The team of a round: who belongs to it, for what, and who settles."""

from hengxian.hotline.models import Assessment
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows

TEAM = "assessment_team"


def members(assessment: Assessment) -> list[RegisterRow]:
    """The rows of the team; `subject` is the person's id."""
    return list(rows(TEAM, assessment.story))


def leads(assessment: Assessment, person: int) -> bool:
    """Whether the person is the round's leader."""
    return any(
        row.data.get("is_leader") is True and row.subject == str(person) for row in members(assessment)
    )


def belongs(assessment: Assessment, person: int) -> bool:
    """Whether the person is of the team."""
    return any(row.subject == str(person) for row in members(assessment))


def unplanned(assessment: Assessment) -> list[str]:
    """Which of the four a round needs before it starts are missing: scope, goals, team and duties, timetable (Q3a.2)."""
    team = members(assessment)
    said = (
        ("范围", bool(assessment.scope.strip())),
        ("目标", bool(assessment.goals.strip())),
        ("小组与分工", bool(team) and all(row.data.get("duty") for row in team)),
        ("组长", sum(row.data.get("is_leader") is True for row in team) == 1),
        ("时间安排", bool(assessment.timetable.strip() and assessment.since and assessment.until)),
    )
    return [name for name, is_said in said if not is_said]

"""The team of a round: who belongs to it, for what, and who settles."""

from hengxian.hotline.models import Assessment
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows

TEAM = "assessment_team"


def members(assessment: Assessment) -> list[RegisterRow]:
    """The rows of the team; `subject` is the person's id."""
    return list(rows(TEAM, assessment.story))


def duties(assessment: Assessment, person: int) -> frozenset[str]:
    """What the person is in the round: `round_member`, and `round_leader` too; nothing outside the team."""
    own = [row for row in members(assessment) if row.subject == str(person)]
    leads = any(row.data.get("is_leader") is True for row in own)
    return frozenset({"round_member"} if own else ()) | frozenset({"round_leader"} if leads else ())


def unplanned(assessment: Assessment) -> list[str]:
    """What is missing of the four without which no round starts: scope, goals, team and duties, timetable (Q3a.2)."""
    team = members(assessment)
    said = (
        ("范围", bool(assessment.scope.strip())),
        ("目标", bool(assessment.goals.strip())),
        ("小组与分工", bool(team) and all(row.data.get("duty") for row in team)),
        ("组长", sum(row.data.get("is_leader") is True for row in team) == 1),
        ("时间安排", bool(assessment.timetable.strip() and assessment.since and assessment.until)),
    )
    return [name for name, is_said in said if not is_said]

"""What a round of self-assessment needs to start, and to be settled (Q3a.2, Q3a.4, D-3)."""

from hengxian.hotline.assessing import items, team
from hengxian.hotline.models import Assessment
from hengxian.journal.conditions import Act, condition

TOLD = 5


@condition
def round_planned(assessment: Assessment, act: Act) -> str | None:
    """Scope, goals, team and duties, timetable."""
    lacking = team.unplanned(assessment)
    return f"自评策划还缺：{'、'.join(lacking)}" if lacking else None


@condition
def every_item_judged(assessment: Assessment, act: Act) -> str | None:
    """Every applicable item has somebody's view; 不清楚 is one."""
    return _told("尚未判断的条款", items.unjudged(items.items(assessment)))


@condition
def disputes_settled(assessment: Assessment, act: Act) -> str | None:
    """Where persons differ, the leader has settled it with a reason."""
    return _told("判断不一、待组长裁定的条款", items.disputed(items.items(assessment)))


@condition
def gaps_planned(assessment: Assessment, act: Act) -> str | None:
    """Every gap has a task or an improvement plan."""
    return _told("有差距而无措施的条款", items.unplanned_gaps(items.items(assessment)))


def _told(what: str, found: list[items.Item]) -> str | None:
    if not found:
        return None
    named = "、".join(each.clause.id for each in found[:TOLD])
    return f"{what}：{named}" + (f" 等 {len(found)} 条" if len(found) > TOLD else "")

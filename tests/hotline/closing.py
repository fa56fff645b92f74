"""Orders brought to their end, for tests of what comes after."""

from datetime import date
from typing import Any

from hengxian.hotline.models import FollowUp, FollowUpPlan, Order
from hengxian.records.parameters import set_value
from tests.hotline.line import Line


def set_parameters(line: Line, **values: object) -> None:
    """Open parameters by the manager (`P_near=1` is P-near)."""
    for name, value in values.items():
        by, today = line.actor("manager"), line.at.date()
        set_value(
            name.replace("_", "-"), str(value), by=by, at=line.at, basis="本热线规定", in_force_from=today
        )


def closed(line: Line, **said: Any) -> Order:
    """An order handled by 城管局's clerk: taken up, replied, recorded."""
    order = line.transferred(**said)
    line.does("clerk", order, "take_up")
    line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已修复，谢谢您的反映")
    return line.does("clerk", order, "record", result="已修复", claimed_resolved=True)


def approved_plan(line: Line, **said: Any) -> FollowUpPlan:
    """A plan for the days from tomorrow, drafted by one manager and approved by another; the clock moves on a day."""
    columns = {
        "hotline": line.hotline,
        "name": "三月回访",
        "since": date(2026, 3, 3),
        "until": date(2026, 3, 31),
    }
    plan = FollowUpPlan(**columns | said)
    line.does("manager", plan, "draft")
    approved: FollowUpPlan = line.does("manager_two", plan, "approve")
    line.later(days=1)
    return approved


def listed(line: Line, **said: Any) -> FollowUp:
    """An order closed and drawn by a plan of all."""
    set_parameters(line, P_plan="全部", P_plan_tries=2)
    plan = approved_plan(line)
    order = closed(line, **said)
    line.does("manager", plan, "draw")
    return FollowUp.objects.get(order=order)

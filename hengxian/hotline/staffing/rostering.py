"""The roster in force, and the week planned against the measured load (R9.1.2.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hengxian.hotline.models import Hotline, Roster
from hengxian.hotline.staffing.load import WEEKS, Measured, measured_load
from hengxian.hotline.staffing.planning import Hour, Target, plan_week
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack

MOST_SEATS = 2_000


@dataclass(frozen=True)
class Plan:
    """The week hour by hour, the load it rests on, the roster it was held against."""

    hours: list[Hour]
    measured: Measured
    roster: Roster | None
    target: Target
    until: date

    @property
    def at_risk(self) -> list[Hour]:
        """The hours in which the rostered seats answer too few within the limit."""
        return [hour for hour in self.hours if hour.is_at_risk]


def plan(hotline: Hotline, at: datetime, weeks: int = WEEKS) -> Plan:
    """The plan from the whole weeks before today."""
    on = local_day(at)
    measured, roster = measured_load(hotline, on, weeks), roster_on(hotline, on)
    limits = pack().measuring_limits()
    target = Target(limits.answer_seconds, limits.connection_percent)
    seats = roster.seats if roster else None
    return Plan(plan_week(measured.loads(), target, seats), measured, roster, target, on)


def roster_on(hotline: Hotline, on: date) -> Roster | None:
    """The latest roster in force on a day."""
    return (
        Roster.objects.filter(hotline=hotline, in_force_from__lte=on)
        .order_by("-in_force_from", "-pk")
        .first()
    )


def set_roster(hotline: Hotline, seats: Any, *, in_force_from: date, by: Actor, at: datetime) -> Roster:
    """Keep a roster from a day on. NotAllowed for anybody but a manager of the hotline, Incomplete for odd seats."""
    if "line_manager" not in at_hotline(hotline.pk, by):
        raise NotAllowed("没有“安排座席”的权限", "9.1.2.2")
    if len(seats) != 7 or any(len(day) != 24 or any(_is_odd(seat) for seat in day) for day in seats):
        raise Incomplete(f"座席数应为 7 天 × 24 小时、0 至 {MOST_SEATS} 之间的整数", "9.1.2.2", ("seats",))
    row = Roster(hotline=hotline, in_force_from=in_force_from, seats=[list(day) for day in seats])
    return create(row, by=by, at=at, verb="set")


def _is_odd(seat: object) -> bool:
    return isinstance(seat, bool) or not isinstance(seat, int) or not 0 <= seat <= MOST_SEATS

"""What becomes of an order: transfer, deadline, extensions, reply, record, and what was really solved."""

from dataclasses import dataclass, replace

import numpy as np

from hengxian.cli.city.catalogue import TOPIC_DAYS, TOPIC_UNIT, UNIT_PACE, UNIT_SUCCESS, UNITS
from hengxian.cli.city.chance import Chance, Flags, Numbers, Reals
from hengxian.cli.city.contacts import is_at_night
from hengxian.cli.city.orders import CONFERENCE, DIRECT, Orders
from hengxian.cli.city.season import DAY, NEVER, Season

_OPENS, _CLOSES = 9 * 3600, 17 * 3600 + 2_700  # when units finish things
_WRONG_UNIT, _SHARED, _LEADERLESS = 0.07, 0.045, 0.05
_SLOW_TRANSFER = 0.012
_NO_LIMIT, _AT_MIDNIGHT = 0.006, 0.015
_EXTENDED, _LATE_APPROVAL, _EXTENDED_AGAIN = 0.38, 0.12, 0.22


@dataclass(frozen=True)
class Extensions:
    """Granted extensions, one entry each: whose, asked and approved when, until the end of which day."""

    order: Numbers
    requested: Numbers
    approved: Numbers
    due_day: Numbers


@dataclass(frozen=True)
class Course:
    """One entry an order, NEVER where it did not happen; `returned` is when the wrong unit sent it back.

    Units are places in UNITS, −1 for none: the one that handles it, its partner, the one it wrongly went to.
    """

    unit: Numbers
    partner: Numbers
    has_lead: Flags
    wrong_unit: Numbers
    transferred: Numbers
    returned: Numbers
    due_day: Numbers
    replied: Numbers
    recorded: Numbers
    rounds: Numbers
    reopened: Numbers
    is_solved: Flags
    extensions: Extensions

    @property
    def closed(self) -> Numbers:
        """The later of reply and record."""
        return np.where(
            np.minimum(self.replied, self.recorded) == NEVER, NEVER, np.maximum(self.replied, self.recorded)
        )

    def is_late(self, season: Season) -> Flags:
        """Closed after the end of the first deadline's day; never so without a deadline."""
        return np.asarray((self.due_day != NEVER) & (self.closed > season.midnight(self.due_day + 1)))


def run_course(orders: Orders, season: Season, chance: Chance) -> Course:
    """The first round of every order, as far as it would go without an end of the export."""
    n, moved = len(orders), orders.is_transferred
    unit = TOPIC_UNIT[orders.matters.topic]
    is_wrong = moved & chance.happens(n, _WRONG_UNIT)
    transferred = np.where(moved, _transfer(orders, chance), NEVER)
    returned = np.where(is_wrong, transferred + chance.seconds(n, 9 * 3600, 0.7), NEVER)
    accepted_day = season.day_of(orders.accepted)
    limit = np.where(orders.is_emergency, 1, TOPIC_DAYS[orders.matters.topic])
    effort = chance.skewed(n, UNIT_PACE[unit] * np.where(is_wrong, 1.22, 1.0), 0.44)
    taken = np.ceil(effort * limit - 0.35).clip(0, 40).astype(np.int64)
    replied = _finish(season.after(accepted_day, taken), np.maximum(transferred, returned), season, chance)
    replied = np.where(moved, replied, orders.finished + chance.seconds(n, 20, 0.8))
    return Course(
        unit=unit,
        partner=_other(unit, moved & chance.happens(n, _SHARED), chance),
        has_lead=~chance.happens(n, _LEADERLESS),
        wrong_unit=_other(unit, is_wrong, chance),
        transferred=transferred,
        returned=returned,
        due_day=np.where(moved & ~chance.happens(n, _NO_LIMIT), season.after(accepted_day, limit), NEVER),
        replied=replied,
        recorded=_record(replied, orders, chance),
        rounds=np.ones(n, dtype=np.int64),
        reopened=np.full(n, NEVER),
        is_solved=chance.happens(n, _success(orders, unit, effort)),
        extensions=_extend(orders, accepted_day, limit, taken, season, chance),
    )


def redo(course: Course, again: Numbers, reopened: Numbers, season: Season, chance: Chance) -> Course:
    """The same course after those orders were reopened: a second round, shorter and more often successful."""
    n = len(again)
    days = season.after(season.day_of(reopened), 1 + chance.pick(n, (0.35, 0.3, 0.2, 0.15)))
    replied = _finish(days, reopened, season, chance)
    second = replace(
        course,
        replied=course.replied.copy(),
        recorded=course.recorded.copy(),
        rounds=course.rounds.copy(),
        reopened=course.reopened.copy(),
        is_solved=course.is_solved.copy(),
    )
    second.replied[again] = replied
    second.recorded[again] = replied + chance.seconds(n, 1_500, 0.9)
    second.rounds[again] = 2 + chance.happens(n, 0.08)
    second.reopened[again] = reopened
    second.is_solved[again] = chance.happens(n, 0.72)
    return second


def _other(unit: Numbers, is_so: Flags, chance: Chance) -> Numbers:
    """Another unit than that one where the flag holds, −1 elsewhere."""
    return np.where(is_so, (unit + chance.whole(len(unit), 1, len(UNITS))) % len(UNITS), -1)


def _transfer(orders: Orders, chance: Chance) -> Numbers:
    n = len(orders)
    pause = 300 + chance.seconds(n, np.where(orders.is_emergency, 420.0, 3_300.0), 1.0)
    pause += np.where(
        chance.happens(n, _SLOW_TRANSFER) & ~orders.is_emergency, chance.whole(n, 3, 7) * DAY, 0
    )
    sent = orders.accepted + pause
    waits = is_at_night(sent) & ~orders.is_emergency
    morning = (sent + 2 * 3600) // DAY * DAY + 8 * 3600 + chance.whole(n, 0, 5_400)
    return np.asarray(np.where(waits, morning, sent))


def _finish(days: Numbers, begun: Numbers, season: Season, chance: Chance) -> Numbers:
    """A moment of those days in office hours, a few by a batch at 00:00, none before it was begun."""
    n = len(days)
    second = _OPENS + np.floor(chance.fractions(n) ** 0.8 * (_CLOSES - _OPENS)).astype(np.int64)
    second[chance.happens(n, _AT_MIDNIGHT)] = 0
    finished = np.maximum(season.midnight(days) + second, begun + 600 + chance.seconds(n, 5_400, 0.8))
    return np.asarray(finished)


def _record(replied: Numbers, orders: Orders, chance: Chance) -> Numbers:
    """Mostly minutes after the reply, sometimes before it, sometimes forgotten for a day."""
    n = len(orders)
    typed = chance.seconds(n, np.where(orders.is_transferred, 1_400.0, 50.0), 0.8)
    forgotten = orders.is_transferred & chance.happens(n, 0.03)
    before = orders.is_transferred & chance.happens(n, 0.05)
    recorded = replied + typed + np.where(forgotten, DAY, 0)
    recorded = np.where(before, np.maximum(replied - typed, orders.accepted + 600), recorded)
    at_batch = orders.is_transferred & (replied % DAY == 0)
    return np.where(at_batch, replied, recorded)


def _success(orders: Orders, unit: Numbers, effort: Reals) -> Reals:
    """The share really solved: what the seat answers nearly always, what a unit lets lie less often."""
    by_unit = UNIT_SUCCESS[unit] - 0.16 * (effort > 1) - 0.05 * orders.is_appeal
    return np.where(orders.handling == DIRECT, 0.95, np.where(orders.handling == CONFERENCE, 0.90, by_unit))


def _extend(
    orders: Orders, accepted_day: Numbers, limit: Numbers, taken: Numbers, season: Season, chance: Chance
) -> Extensions:
    """Extensions of orders that press on their limit; some approved too late, some extended again."""
    pressing = orders.is_transferred & (taken >= limit) & (limit >= 2)
    order = np.flatnonzero(pressing & chance.happens(len(orders), _EXTENDED))
    due = season.after(accepted_day[order], limit[order])
    first = _granted(order, due, limit[order], season, chance)
    again = chance.happens(len(order), _EXTENDED_AGAIN)
    second = _granted(order[again], first.due_day[again], limit[order[again]], season, chance)
    return Extensions(
        np.concatenate([first.order, second.order]),
        np.concatenate([first.requested, second.requested]),
        np.concatenate([first.approved, second.approved]),
        np.concatenate([first.due_day, second.due_day]),
    )


def _granted(order: Numbers, due: Numbers, limit: Numbers, season: Season, chance: Chance) -> Extensions:
    n = len(order)
    requested = season.midnight(due) + _OPENS + chance.whole(n, 0, 5 * 3600)
    is_late = chance.happens(n, _LATE_APPROVAL)
    approved = np.where(is_late, season.midnight(due + 1) + _OPENS, requested) + chance.seconds(n, 4_200, 0.6)
    return Extensions(order, requested, approved, season.after(due, limit))

"""Calls back to the people: attempts after each closing, what they say, and the orders they reopen."""

from dataclasses import dataclass

import numpy as np

from hengxian.cli.city.catalogue import words
from hengxian.cli.city.chance import Chance, Flags, Numbers, Reals, Words
from hengxian.cli.city.course import Course
from hengxian.cli.city.folder import Rows, only, yes_no
from hengxian.cli.city.orders import CONFERENCE, TRANSFERRED, Orders
from hengxian.cli.city.season import DAY, Season

THEIR_OUTCOMES = ("接通", "拒访", "无人接听")
THEIR_OPINIONS = ("满意", "基本满意", "不满意", "未评价")
REACHED = 0
_ATTEMPTS = (0.74, 0.035, 0.225)  # reached, refused, nobody there
_MOST_ATTEMPTS, _NEVER_TRIED, _REOPENED = 3, 0.03, 0.22
_START_AFTER = (0.40, 0.48, 0.08, 0.04)  # working days between closing and the first attempt


@dataclass(frozen=True)
class Plan:
    """Whether each order is to be followed up, and whether its row says so (else the plan decides)."""

    is_planned: Flags
    is_stated: Flags
    is_confidential: Flags


@dataclass(frozen=True)
class Attempts:
    """One entry an attempt, by time within an order; `order` is its place in the orders."""

    order: Numbers
    attempted: Numbers
    outcome: Numbers
    is_solved: Flags

    def after(self, other: "Attempts") -> "Attempts":
        """Both, the other's first."""
        return Attempts(
            np.concatenate([other.order, self.order]),
            np.concatenate([other.attempted, self.attempted]),
            np.concatenate([other.outcome, self.outcome]),
            np.concatenate([other.is_solved, self.is_solved]),
        )


def plan_followups(orders: Orders, chance: Chance) -> Plan:
    """All transferred orders but the confidential ones, and a sample of what the seats answered."""
    n = len(orders)
    is_confidential = chance.happens(n, np.where(orders.is_appeal, 0.04, 0.006))
    share = np.full(n, 0.13)
    share[orders.handling == CONFERENCE] = 0.35
    share[orders.handling == TRANSFERRED] = 1.0
    is_planned = chance.happens(n, share) & ~is_confidential
    return Plan(is_planned, ~(is_planned & chance.happens(n, 0.03)), is_confidential)


def attempt(orders: Numbers, course: Course, season: Season, chance: Chance) -> Attempts:
    """The attempts for those orders after their closing, until somebody answers or three have been made."""
    closed = course.closed[orders]
    tried = ~chance.happens(len(orders), _NEVER_TRIED)
    orders, closed = orders[tried], closed[tried]
    made: Attempts | None = None
    when = _first(closed, season, chance)
    for _ in range(_MOST_ATTEMPTS):
        outcome = chance.pick(len(orders), _ATTEMPTS)
        these = Attempts(orders, when, outcome, course.is_solved[orders])
        made = these if made is None else these.after(made)
        missed = (outcome != REACHED) & chance.happens(len(orders), 0.85)
        orders, when = orders[missed], _next(when[missed], season, chance)
    assert made is not None
    return made


def reopen(attempts: Attempts, as_of: int, chance: Chance) -> tuple[Numbers, Numbers]:
    """Which orders a dissatisfied answer reopens, and when."""
    unhappy = (attempts.outcome == REACHED) & ~attempts.is_solved & (attempts.attempted < as_of)
    chosen = np.flatnonzero(unhappy & chance.happens(len(unhappy), _REOPENED))
    return attempts.order[chosen], attempts.attempted[chosen] + 300 + chance.seconds(len(chosen), 2_400, 0.7)


def followup_rows(attempts: Attempts, orders: Orders, course: Course, season: Season, chance: Chance) -> Rows:
    """The rows of the `followups` table, in the words of the call-back system, in order of time."""
    seen = np.flatnonzero(attempts.attempted <= season.as_of)
    seen = seen[np.argsort(attempts.attempted[seen], kind="stable")]
    n, reached = len(seen), attempts.outcome[seen] == REACHED
    is_solved, is_late = attempts.is_solved[seen], course.is_late(season)[attempts.order[seen]]
    stamps = np.datetime_as_string(attempts.attempted[seen].astype("datetime64[s]"))
    answers = chance.happens(n, 0.97)
    return {
        "order_id": orders.id[attempts.order[seen]],
        "attempted_at": np.array([f"{stamp}+08:00" for stamp in stamps.tolist()], dtype=object),
        "outcome": words(THEIR_OUTCOMES)[attempts.outcome[seen]],
        "process_satisfaction": _opinions(np.where(is_late, 0.74, 0.93), reached, chance),
        "result_satisfaction": _opinions(np.where(is_solved, 0.955, 0.30), reached, chance),
        "resolved": only(reached & answers, yes_no(is_solved)),
    }


def _opinions(good: Reals, reached: Flags, chance: Chance) -> Words:
    n = len(good)
    fully = chance.happens(n, 0.72)
    opinion = np.where(chance.happens(n, good), np.where(fully, 0, 1), 2)
    opinion = np.where(chance.happens(n, 0.07), 3, opinion)
    return only(reached & chance.happens(n, 0.98), words(THEIR_OPINIONS)[opinion])


def _first(closed: Numbers, season: Season, chance: Chance) -> Numbers:
    n = len(closed)
    wait = chance.pick(n, _START_AFTER)
    too_late = closed % DAY > 19 * 3600
    days = season.after(season.day_of(closed), np.where(too_late, np.maximum(wait, 1), wait))
    second = 9 * 3600 + chance.whole(n, 0, 9 * 3600)
    soonest = closed + 900 + chance.seconds(n, 3_600, 0.6)
    return np.asarray(np.maximum(season.midnight(days) + second, soonest))


def _next(missed: Numbers, season: Season, chance: Chance) -> Numbers:
    days = season.after(season.day_of(missed), np.ones(len(missed), dtype=np.int64))
    return season.midnight(days) + 9 * 3600 + chance.whole(len(missed), 0, 10 * 3600)

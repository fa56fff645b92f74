"""The calls of a part of the quarter: answered or given up, some in several legs, a few of them tests."""

from dataclasses import dataclass

import numpy as np

from hengxian.cli.city.catalogue import QUEUES, TOPIC_QUEUE, words
from hengxian.cli.city.chance import Chance, Flags, Numbers, Words
from hengxian.cli.city.contacts import Matters, Pseudonyms, numbered, raise_matters
from hengxian.cli.city.folder import Rows, at, either, only
from hengxian.cli.city.rhythm import Rhythm
from hengxian.cli.city.season import NEVER

_MENU, _USUAL_WAIT = 4, 3.9  # seconds: the menu, then the median queue of a fitting roster
_PATIENCE = 58.0  # seconds: how long people mostly bear it
_STRAIN = 2.1  # how steeply the wait grows with load
_QUITS_IN_MENU = 0.010
_TESTS, _THIRD_PARTY, _DIALECT = 0.0015, 0.025, 0.03
_SHIFTS = 3


@dataclass(frozen=True)
class Calls:
    """One entry a call; `ended` of an unanswered call is when the caller hung up."""

    id: Words
    arrived: Numbers
    answered: Numbers
    ended: Numbers
    matters: Matters
    is_test: Flags

    @property
    def is_answered(self) -> Flags:
        return np.asarray(self.answered != NEVER)


def take_calls(rhythm: Rhythm, days: range, people: int, chance: Chance) -> Calls:
    """The calls that arrive on those days, in order of arrival."""
    arrived = np.concatenate([rhythm.arrivals(day, chance) for day in days])
    n = len(arrived)
    load = rhythm.load(arrived)
    wait = _MENU + chance.seconds(n, _USUAL_WAIT * np.exp(_STRAIN * (load - 1)), 0.72)
    patience = 1 + chance.seconds(n, _PATIENCE, 0.85)
    gave_up = (wait > patience) | chance.happens(n, _QUITS_IN_MENU)
    talk = 12 + chance.seconds(n, 145, 0.75)
    is_test = chance.happens(n, _TESTS)
    return Calls(
        id=numbered("H", arrived, rhythm.season),
        arrived=arrived,
        answered=np.where(gave_up, NEVER, arrived + wait),
        ended=np.where(gave_up, arrived + np.minimum(patience, wait + 60), arrived + wait + talk),
        matters=raise_matters(rhythm.season.day_of(arrived), rhythm.season, people, chance),
        is_test=is_test,
    )


def call_rows(calls: Calls, seats: int, names: Pseudonyms, chance: Chance) -> Rows:
    """The rows of the `calls` table: a row a leg, in order of arrival."""
    n = len(calls.arrived)
    talk = calls.ended - calls.answered
    joined = np.flatnonzero(calls.is_answered & chance.happens(n, _THIRD_PARTY) & (talk > 60))
    rings = calls.answered[joined] + np.rint(talk[joined] * 0.4).astype(np.int64)
    picked_up = np.where(chance.happens(len(joined), 0.9), rings + chance.whole(len(joined), 3, 18), NEVER)
    arrived = np.concatenate([calls.arrived, rings])
    answered = np.concatenate([calls.answered, picked_up])
    whose = np.concatenate([np.arange(n), joined])
    is_leg = np.arange(len(whose)) >= n
    order = np.argsort(arrived, kind="stable")
    rows: Rows = {
        "call_id": np.where(is_leg, calls.id[whose] + "-2", calls.id[whose]),
        "linked_id": only(is_leg, calls.id[whose]),
        "arrived_at": at(arrived),
        "answered_at": at(answered),
        "ended_at": at(calls.ended[whose]),
        "queue": _queues(calls, chance)[whose],
        "agent": only(answered != NEVER, _seats(calls, seats, chance)[whose]),
        "caller": names.callers(calls.matters)[whose],
        "is_test": either(calls.is_test[whose], "true", "false"),
    }
    return {name: column[order] for name, column in rows.items()}


def _queues(calls: Calls, chance: Chance) -> Words:
    queue = np.where(
        chance.happens(len(calls.id), _DIALECT), len(QUEUES) - 1, TOPIC_QUEUE[calls.matters.topic]
    )
    return words(QUEUES)[queue]


def _seats(calls: Calls, seats: int, chance: Chance) -> Words:
    """A seat of the shift on duty, by number; people have no names here."""
    numbers = words([f"{place:03d}席" for place in range(1, seats * _SHIFTS + 1)])
    shift = (calls.arrived % 86_400 // 3600 + 1) // 8 % _SHIFTS
    return numbers[shift * seats + np.floor(chance.fractions(len(calls.id)) ** 1.2 * seats).astype(np.int64)]

"""Rounds of an outbox: one worker an outlet, a pause after a failure, switched off after too many in a row.

The journal is the outbox: an act's entry is written in the act's own transaction, and entries are numbered under
one lock, so that whatever has a number below another's was committed before it. An outlet needs only to remember
the last number it looked at; no act does any work for it, and none can be told that was rolled back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import Q

from hengxian.journal.writing import enact
from hengxian.kernel.refusals import NotNow
from hengxian.records.jobs import TIMETABLE
from hengxian.records.models.outlet import Outlet
from hengxian.records.outbox.states import ON

PAUSES = (5, 10, 30, 60, 180, 360, 720)  # minutes before each further try: a day in all
MOST_FAILURES = len(PAUSES) + 1
AT_ONCE = 500  # entries, and messages, looked at in one round
HELD = timedelta(minutes=5)  # longer than any round
MOST_REFUSED = 3  # in a row, none taken between: then it is the outlet that fails, whatever it answers
OutletT = TypeVar("OutletT", bound=Outlet)
Message = TypeVar("Message")
Now = Callable[[], datetime]


class Result(Enum):
    """What came of a try."""

    TAKEN = "taken"
    ENDED = "ended"  # refused for good, too old, no number: the next one's turn
    REFUSED = "refused"  # answered, not taken: this one's fault, or the outlet's? The next one tells
    FAILED = "failed"  # the outlet fails: all wait
    HELD = "held"  # another worker has it, or it is done


@dataclass(frozen=True)
class Outbox(Generic[OutletT, Message]):
    """What one kind of outlet has of its own.

    `fill` lists what the journal holds since the outlet was last looked at; `waiting` are its messages in the order
    in which they go; `tell` says who hears of one that was switched off after so many failures. `seconds` is how
    long a round may last, after which the next outlet has its turn.
    """

    outlets: type[OutletT]
    fill: Callable[[OutletT, datetime], Any]
    waiting: Callable[[OutletT], Iterable[Message]]
    send: Callable[[OutletT, Message, datetime], Result]
    tell: Callable[[OutletT, int, datetime], None]
    seconds: int

    def relay(self, at: datetime, clock: Callable[[], float], only: int | None = None) -> int:
        """A round for every outlet whose time has come; how many messages were taken.

        Or for that one, pausing or not: something new shall not wait for what failed before. Where it is taken the
        pause is over; where it is not, that counts for nothing.
        """
        due = self.outlets._default_manager.filter(_free(at), status=ON).order_by("next_at", "pk")
        due = due.filter(_rested(at)) if only is None else due.filter(pk=only)
        now = going_on(at, clock)
        return sum(self._turn(outlet, None if only else at, now) for outlet in due)

    def _turn(self, outlet: OutletT, began: datetime | None, now: Now) -> int:
        own, until = self.outlets._default_manager.filter(pk=outlet.pk), now() + HELD
        ready = _free(now()) & _rested(now()) if began else _free(now())
        if not own.filter(ready, status=ON).update(held_until=until):  # another worker has it, or had it
            return 0
        try:
            outlet.refresh_from_db()  # the rounds before took their time: whoever had it since moved it on
            self.fill(outlet, now())
            return self._send_waiting(outlet, began, now)
        finally:
            own.filter(held_until=until).update(held_until=None)

    def _send_waiting(self, outlet: OutletT, began: datetime | None, now: Now) -> int:
        end, taken, refused, failed = now() + timedelta(seconds=self.seconds), 0, 0, False
        for each in self.waiting(outlet):
            outlet.refresh_from_db()  # switched off, or given another secret, in the middle
            if outlet.status != ON:
                return taken
            result = self.send(outlet, each, now())
            if result is Result.TAKEN:
                taken, refused = taken + 1, 0
            refused += result is Result.REFUSED
            failed = result is Result.FAILED or refused >= (MOST_REFUSED if began else 1)
            if failed or now() > end:
                break
        if began and (failed or (refused and not taken)):
            # The pause begins with the round: one that begins later would miss the timetable's next beat.
            self._failed(outlet, 1 if taken else outlet.failures + 1, began)
        elif taken:
            self.outlets._default_manager.filter(pk=outlet.pk).update(failures=0, next_at=None)
        return taken

    def _failed(self, outlet: OutletT, failures: int, at: datetime) -> None:
        is_last = failures >= MOST_FAILURES
        next_at = None if is_last else at + timedelta(minutes=PAUSES[failures - 1])
        self.outlets._default_manager.filter(pk=outlet.pk).update(failures=failures, next_at=next_at)
        if is_last:
            self._give_up(outlet, failures, at)

    @transaction.atomic
    def _give_up(self, outlet: OutletT, failures: int, at: datetime) -> None:
        try:
            enact(outlet, "give_up", by=TIMETABLE, at=at, reason=f"连续 {failures} 次未送达")
        except NotNow:  # a person was faster
            return
        self.tell(outlet, failures, at)


def going_on(at: datetime, clock: Callable[[], float]) -> Now:
    """The time, by a clock that counts seconds from this instant: a round is longer than a moment."""
    began = clock()
    return lambda: at + timedelta(seconds=clock() - began)


def _free(at: datetime) -> Q:
    return Q(held_until=None) | Q(held_until__lt=at)


def _rested(at: datetime) -> Q:
    return Q(next_at=None) | Q(next_at__lte=at)

"""The two clocks of acceptance (6.1.3, A-9, T47): from the first receipt, and afresh from the complete one."""

from dataclasses import dataclass
from datetime import datetime

from hengxian.kernel.clock import WorkingCalendar
from hengxian.records.clocks import Clock, clock
from hengxian.standard.model.pack import Pack

REVIEW, SUPPLEMENT = "acceptance_review", "supplement_answer"


@dataclass(frozen=True)
class Receipts:
    """What happened to an application, when: received, told once to supplement, complete, decided upon."""

    received_at: datetime
    supplement_told_at: datetime | None = None
    completed_at: datetime | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Pause:
    """A stretch in which the review waits for the applicant; `until_at` None while it lasts."""

    from_at: datetime
    until_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Acceptance:
    """Both clocks as they stand. `second` and `supplement` are absent where nothing had to be supplied."""

    first: Clock
    supplement: Clock | None
    second: Clock | None
    pauses: tuple[Pause, ...]

    @property
    def current(self) -> Clock:
        """The clock that runs, or ran last: review, supplement or review afresh."""
        return self.second or self.supplement or self.first


def acceptance_clocks(
    pack: Pack,
    told: Receipts,
    calendar: WorkingCalendar,
    *,
    at: datetime,
    supplement_days: int | None = None,
) -> Acceptance:
    """The clocks of 6.1.3 at that moment. `supplement_days` is the value of P-supplement, None while unset.

    The first review ends with the notice or the decision, whichever came; the second begins on the day
    everything was there, whatever was left of the first.
    """
    noticed = told.supplement_told_at
    first = clock(pack, REVIEW, told.received_at, calendar, at=at, done_at=noticed or told.decided_at)
    if noticed is None:
        return Acceptance(first, None, None, ())
    answered = told.completed_at or told.decided_at
    waiting = clock(pack, SUPPLEMENT, noticed, calendar, at=at, done_at=answered, length=supplement_days)
    second = (
        clock(pack, REVIEW, told.completed_at, calendar, at=at, done_at=told.decided_at)
        if told.completed_at
        else None
    )
    return Acceptance(first, waiting, second, (Pause(noticed, answered, "等待申请人补充材料"),))

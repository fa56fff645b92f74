"""What a measurement is asked: the period, the moment of reading, and the limits of the rule and the profile."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hengxian.kernel.clock import WorkingCalendar
from hengxian.measurement.zones import SECOND, ZoneRules, instant, micros
from hengxian.standard.model.limits import Limits


@dataclass(frozen=True)
class Ask:
    """One question to a dataset.

    Instants are aware; `start` and `end` are local midnights, half-open; `followup_days` is None until a
    profile declares it; `plan` is the dataset's follow-up plan ("all" or None).
    """

    start: datetime
    end: datetime
    as_of: datetime
    limits: Limits
    calendar: WorkingCalendar
    rules: ZoneRules
    followup_days: int | None = None
    plan: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        return self.rules.zone

    def numbers(self) -> dict[str, int]:
        """The names a definition's SQL may use: $start, $end, $as_of in microseconds, limits likewise."""
        return {
            "start": micros(self.start),
            "end": micros(self.end),
            "as_of": micros(self.as_of),
            "answer_limit": self.limits.answer_seconds * SECOND,
            "message_limit": self.limits.message_seconds * SECOND,
            "mailbox_limit": self.limits.mailbox_seconds * SECOND,
        }


def local_midnight(day: date, rules: ZoneRules) -> datetime:
    """00:00 of a local date as an instant."""
    at = rules.from_local(datetime(day.year, day.month, day.day))
    return instant(at, rules.zone)

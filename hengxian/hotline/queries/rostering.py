"""The hours that a hotline declares and no shift covers (9.1.2.2, 10.1.2.1)."""

from datetime import date, datetime

from hengxian.hotline.models import Hotline
from hengxian.hotline.people.duty import Span, declared, read_hours, uncovered
from hengxian.records.clocks import SHANGHAI
from hengxian.records.edition import pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.effect import in_force
from hengxian.records.registers.reading import rows


def uncovered_hours(line: Hotline, first: date, days: int) -> list[Span] | None:
    """The stretches without a shift in so many days from a day on; None where no hours are declared."""
    known = in_force(open_book(pack(), "service_hours", line), first)
    if not known:
        return None
    said = known[0].data
    wanted = declared(read_hours(said["days"], said["opens"], said["closes"]), first, days, SHANGHAI)
    return uncovered(wanted, [_shift(row.data) for row in rows("duty_roster", line.story)])


def _shift(said: dict[str, str]) -> Span:
    return Span(datetime.fromisoformat(said["starts_at"]), datetime.fromisoformat(said["ends_at"]))

"""Regular reports by their cycle: which periods are due, which of them nobody sent yet (10.6.1.3, P-cycles)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from hengxian.hotline.models import Hotline, HotlineReport, ReportSort, Schedule
from hengxian.hotline.reporting.comparing import first_day
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.clock import NotAnnounced
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.clocks import local_day
from hengxian.records.parameters import value_of
from hengxian.standard.calendars import state_council

SENT = ("已发送",)
MOST = 12  # periods looked back


@dataclass(frozen=True)
class Period:
    """A cycle's period, half-open, the day its report is due, and the report of it that has come furthest."""

    since: date
    until: date
    due_on: date | None
    is_overdue: bool
    report: HotlineReport | None


def schedule_on(hotline: Hotline, on: date) -> Schedule | None:
    """To whom reports go and how soon, as it holds on a day."""
    return Schedule.objects.filter(hotline=hotline, since__lte=on).order_by("-since", "-pk").first()


def set_schedule(hotline: Hotline, recipients: str, days: int, *, by: Actor, at: datetime) -> Schedule:
    """Keep recipients (one a line) and working days after the end of a period. NotAllowed, Incomplete."""
    if "line_manager" not in at_hotline(hotline.pk, by):
        raise NotAllowed("没有“安排报送”的权限", "10.6.1.3")
    if not recipients.strip() or days < 1:
        raise Incomplete("报送安排还缺：报送对象、周期结束后的工作日数", "10.6.1.3", ("recipients", "days"))
    row = Schedule(hotline=hotline, recipients=recipients.strip(), days=days, since=local_day(at))
    return create(row, by=by, at=at, verb="set")


def overdue_periods(hotline: Hotline, at: datetime) -> list[Period]:
    """Ended periods since the hotline's first record whose report was not sent yet, newest first.

    Nothing while P-cycles or the schedule is unset: whether a report is late is then nobody's to say.
    """
    cycle, schedule, first = value_of("P-cycles", at), schedule_on(hotline, local_day(at)), first_day(hotline)
    if cycle is None or schedule is None or first is None:
        return []
    found: list[Period] = []
    until = start_of(local_day(at), int(cycle.value))
    while len(found) < MOST and until > first:
        since = start_of(_day_before(until), int(cycle.value))
        found.append(_period(hotline, since, until, schedule.days, local_day(at)))
        until = since
    return [period for period in found if period.report is None or period.report.status not in SENT]


def start_of(day: date, months: int) -> date:
    """The first day of the cycle that a day lies in; cycles of so many months run from January on."""
    month = (day.month - 1) // months * months + 1 if months <= 12 else 1
    return date(day.year, month, 1)


def month_before(day: date) -> tuple[date, date]:
    """The calendar month before the one of a day, half-open."""
    until = start_of(day, 1)
    return start_of(_day_before(until), 1), until


def _period(hotline: Hotline, since: date, until: date, days: int, today: date) -> Period:
    due: date | None = None
    with suppress(NotAnnounced):
        due = state_council().calendar.nth_working_day_after(_day_before(until), days)
    reports = HotlineReport.objects.filter(hotline=hotline, sort=ReportSort.REGULAR, since=since, until=until)
    report = reports.exclude(status__in=("已撤销", "已更正")).order_by("-pk").first()
    return Period(since, until, due, due is not None and today > due, report)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)

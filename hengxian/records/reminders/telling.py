"""Telling reminders: the things that wait are asked of every app, and each receiver is told once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.conf import settings

from hengxian.kernel.clock import WorkingCalendar
from hengxian.kernel.fingerprints import digest_text
from hengxian.people.models import Account, Organisation
from hengxian.records.clocks import local_day
from hengxian.records.jobs import TIMETABLE
from hengxian.records.models.notice import Notice
from hengxian.records.notices.telling import To, tell
from hengxian.records.reminders.computing import Due, DueThing, due_reminders
from hengxian.standard.calendars import state_council
from hengxian.standard.load import bundled_pack

Source = Callable[[datetime], Iterable[DueThing]]
_sources: list[Source] = []


def due_things(function: Source) -> Source:
    """Registers what an app says is waiting at an instant: `f(at) -> things`, finished ones included or not."""
    if function not in _sources:
        _sources.append(function)
    return function


def remind(at: datetime, *, calendar: WorkingCalendar | None = None) -> list[Notice]:
    """Tell every reminder that is due and was not told yet; the notices that are new.

    Run daily by the timetable; running it again the same day tells nobody twice, and a day it did not run is
    made up for.
    """
    things = [thing for source in _sources for thing in source(at)]
    calendar = calendar or state_council().calendar
    leads = getattr(settings, "HENGXIAN_REMINDER_LEADS", {})
    dues = due_reminders(bundled_pack().reminders, things, local_day(at), calendar, leads)
    wanted = [(due, to, digest_text(f"{due.key}|{to.name}")) for due in dues for to in receivers(due)]
    told = set(
        Notice._default_manager.filter(key__in=[key for _, _, key in wanted]).values_list("key", flat=True)
    )
    return [
        tell(
            to,
            due.text,
            about=due.thing.about,
            by=TIMETABLE,
            at=at,
            key=key,
            link=due.thing.client_link if to.organisation else due.thing.link,
        )
        for due, to, key in wanted
        if key not in told
    ]


def receivers(due: Due) -> Iterator[To]:
    """Who is meant: the accounts named for a role, the applicant's organisation, else the role."""
    for role in due.reminder.receivers:
        if role in due.thing.accounts:
            for account in Account.objects.filter(pk__in=due.thing.accounts[role]):
                yield To(account=account)
        elif role == "applicant":
            if due.thing.organisation is not None:
                yield To(organisation=Organisation._default_manager.get(pk=due.thing.organisation))
        else:
            yield To(role=role)

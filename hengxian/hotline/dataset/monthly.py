"""The month's dataset, written once the month is over: operating and statistical data are archived (R10.5.1.2)."""

from datetime import date, datetime

from hengxian.hotline.models import DatasetExport, Hotline
from hengxian.hotline.reporting.comparing import first_day
from hengxian.hotline.reporting.cycles import month_before
from hengxian.hotline.standing import SYSTEM
from hengxian.journal.acting import perform
from hengxian.records.clocks import local_day


def export_last_month(at: datetime) -> list[DatasetExport]:
    """Write last month's dataset of every hotline that has none yet and had records by then; harmless when repeated."""
    since, until = month_before(local_day(at))
    return [
        _export(line, since, until, at)
        for line in Hotline.objects.order_by("pk")
        if _lacks(line, since, until)
    ]


def _lacks(line: Hotline, since: date, until: date) -> bool:
    first = first_day(line)
    made = DatasetExport.objects.filter(hotline=line, since=since, until=until, as_of__date__gte=until)
    return first is not None and first < until and not made.exists()


def _export(line: Hotline, since: date, until: date, at: datetime) -> DatasetExport:
    record = DatasetExport(hotline=line, since=since, until=until)
    perform(record, "export", by=SYSTEM, at=at)
    return record

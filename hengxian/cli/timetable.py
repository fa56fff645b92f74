"""What a site does by itself and when; the worker calls these functions, and here the clock is asked."""

from datetime import UTC, datetime, timedelta

# name in the queue → function of this module, and when (minute hour day month weekday, Asia/Shanghai)
TIMES = {
    "重试未完成的任务，补写待公布的事项，收取公众投诉": ("every_few_minutes", "*/5 * * * *"),
    "发出到期提醒": ("every_morning", "0 8 * * *"),
    "日志检查点，清理未传完的文件": ("every_night", "10 0 * * *"),
}


def set_timetable() -> None:
    """Enter the times into the queue, replacing what an earlier version entered; harmless when repeated."""
    from django_q.models import Schedule  # needs the site's settings

    for name, (function, cron) in TIMES.items():
        wanted = {
            "func": f"{__name__}.{function}",
            "schedule_type": Schedule.CRON,
            "cron": cron,
            "repeats": -1,
        }
        Schedule.objects.update_or_create(name=name, defaults=wanted)
    Schedule.objects.filter(func__startswith=f"{__name__}.").exclude(name__in=TIMES).delete()


def every_few_minutes() -> None:
    """Jobs that wait for another try, facts that wait for the public folder, complaints that wait in the outbox."""
    from hengxian.certification.complaints import bring_in
    from hengxian.certification.publishing import write_outstanding
    from hengxian.records.jobs import wake

    at = datetime.now(UTC)
    wake(at)
    write_outstanding(at)
    bring_in(at)


def every_morning() -> None:
    """Reminders (A-20)."""
    from hengxian.records.reminders.telling import remind

    remind(datetime.now(UTC))


def every_night() -> None:
    """The day's checkpoint of the journal, published; open data anew; drafts of uploads broken off a day ago."""
    from hengxian.certification.publishing import renew_open_data
    from hengxian.records.files.keeping import store

    at = datetime.now(UTC)
    seal_journal(at)
    renew_open_data(at)
    store().clear_unfinished(at - timedelta(days=1))


def seal_journal(at: datetime) -> bool:
    """Sign the journal's checkpoint and publish its root (G-1); False when there was nothing new to seal."""
    from django.db import transaction

    from hengxian.certification.publishing import publish, signer
    from hengxian.journal.checkpoints import make_checkpoint
    from hengxian.publication.appending import Draft
    from hengxian.publication.facts import Checkpoint
    from hengxian.records.clocks import local_day
    from hengxian.records.jobs import TIMETABLE

    with transaction.atomic():
        point = make_checkpoint(local_day(at), signer(), at=at)
        if point is None:
            return False
        told = Checkpoint(made_on=point.on, entries=point.last, root=point.root)
        publish([Draft(f"checkpoint/{point.on}", at, told)], about="body:1", by=TIMETABLE, at=at)
    return True

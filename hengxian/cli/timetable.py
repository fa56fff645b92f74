"""What a site does by itself and when; the worker calls these functions, and here the clock is asked."""

from datetime import UTC, datetime, timedelta

# name in the queue → function of this module, and when (minute hour day month weekday, Asia/Shanghai)
TIMES = {
    "重试未完成的任务，办理本站随时要办的事项": ("every_few_minutes", "*/5 * * * *"),
    "发出到期提醒，办理本站每日要办的事项": ("every_morning", "0 8 * * *"),
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
    """Jobs that wait for another try, and what the site has to look after all day."""
    from hengxian.records.jobs import wake
    from hengxian.records.regular import do_duties

    at = datetime.now(UTC)
    wake(at)
    do_duties("minutes", at)


def every_morning() -> None:
    """Reminders (A-20), and what the site does once a day."""
    from hengxian.records.regular import do_duties
    from hengxian.records.reminders.telling import remind

    at = datetime.now(UTC)
    remind(at)
    do_duties("morning", at)


def every_night() -> None:
    """What the site does at night, its journal's checkpoint first; drafts of uploads broken off a day ago."""
    from hengxian.records.files.keeping import store
    from hengxian.records.regular import do_duties

    at = datetime.now(UTC)
    do_duties("night", at)
    store().clear_unfinished(at - timedelta(days=1))

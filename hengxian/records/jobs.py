"""Jobs: the one place that knows the queue. Work is asked for under a key, done once, and tells how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string

from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import Refused
from hengxian.people.models import Account
from hengxian.records.models.job import Job

LEASE = timedelta(minutes=30)  # a worker silent for so long is taken for dead
PAUSES = (1, 5, 15, 60, 240)  # minutes before each further try
TIMETABLE = Actor(person=0, account=0, name="定时任务", roles=frozenset({"timetable"}))
UNFORESEEN = "系统出错，已记录，请联系系统管理员"


@dataclass(frozen=True)
class Watch:
    """What a job tells while it runs; `percent` from 0 to 100."""

    job: int

    def __call__(self, stage: str, percent: int) -> None:
        """Note how far it is, and that the worker is alive."""
        held = _now() + LEASE
        Job._default_manager.filter(pk=self.job).update(stage=stage[:120], percent=percent, held_until=held)


def later(
    function: Callable[..., Any],
    key: str,
    *ids: Any,
    at: datetime,
    by: Actor | None = None,
    label: str = "",
) -> Job:
    """Have `function(*ids, at=, watch=)` done once the transaction is committed; the same key is asked for once.

    `ids` are plain JSON, `function` stands at the top of a module. It may run again after a crash, so it
    looks at what is already there. What it gives is kept as `answer`; a Refused ends it with its sentence,
    any other error is tried again.
    """
    asked = {
        "function": f"{function.__module__}.{function.__qualname__}",
        "ids": list(ids),
        "label": label,
        "account": by.account if by else None,
        "asked_at": at,
    }
    job, is_new = Job._default_manager.get_or_create(key=key, defaults=asked)
    if is_new:
        transaction.on_commit(partial(_enqueue, job.pk))
    return job


def run(job_id: int) -> None:
    """Called by the worker: do the work unless it is done, held by another worker, or was given up."""
    at = _now()
    free = Q(held_until=None) | Q(held_until__lt=at)
    taken = Job._default_manager.filter(free, pk=job_id, ended_at=None)
    if not taken.update(held_until=at + LEASE, tries=F("tries") + 1, next_at=None):
        return
    job = Job._default_manager.get(pk=job_id)
    try:
        answer = import_string(job.function)(*job.ids, at=at, watch=Watch(job.pk))
    except Refused as refusal:
        _end(job, sentence=str(refusal))
    except Exception:
        _postpone(job, at)
        raise  # for the worker's own record, with its trace
    else:
        _end(job, answer=answer)


def wake(at: datetime) -> int:
    """Enqueue what waits for another try, and what a dead worker left; how many jobs that were.

    Called every few minutes by the timetable; a job enqueued twice is still done once.
    """
    due = Q(next_at__lte=at) | Q(next_at=None, held_until__lt=at) | Q(tries=0, asked_at__lt=at - LEASE)
    waiting = list(Job._default_manager.filter(due, ended_at=None).values_list("pk", flat=True))
    for job in waiting:
        _enqueue(job)
    return len(waiting)


def actor_of(account: int | None) -> Actor:
    """Who asked for a job; the timetable where nobody did."""
    return Account.objects.get(pk=account).as_actor() if account else TIMETABLE


def _enqueue(job: int) -> None:
    from django_q.tasks import async_task  # loads the queue's settings; nobody else may know of it

    async_task("hengxian.records.jobs.run", job)


def _end(job: Job, *, answer: Any = None, sentence: str = "") -> None:
    job.answer, job.sentence, job.ended_at, job.held_until = answer, sentence, _now(), None
    job.percent = 100 if not sentence else Job._default_manager.get(pk=job.pk).percent
    job.save(update_fields=["answer", "sentence", "ended_at", "held_until", "percent"])


def _postpone(job: Job, at: datetime) -> None:
    if job.tries > len(PAUSES):
        _end(job, sentence=UNFORESEEN)
        return
    job.next_at, job.held_until = at + timedelta(minutes=PAUSES[job.tries - 1]), None
    job.save(update_fields=["next_at", "held_until"])


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  (the worker is a door: nobody tells it the time)

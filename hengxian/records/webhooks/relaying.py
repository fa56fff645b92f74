"""From the journal to the receivers, in order and at least once, every few minutes.

The journal is the outbox: an act's entry is written in the act's own transaction, and entries are numbered under
one lock, so that whatever has a number below another's was committed before it. A webhook needs only to remember
the last number it looked at; no act does any work for it, and none can be told that was rolled back.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from hengxian.journal.models import ChainHead, Entry
from hengxian.journal.writing import enact
from hengxian.kernel.refusals import NotNow
from hengxian.records.jobs import TIMETABLE
from hengxian.records.models.webhook import Delivery, Webhook
from hengxian.records.notices.telling import To, tell
from hengxian.records.regular import regularly
from hengxian.records.webhooks.events import event, message, text_of
from hengxian.records.webhooks.lifecycle import ON
from hengxian.records.webhooks.sending import send

PAUSES = (5, 10, 30, 60, 180, 360, 720)  # minutes before each further try: a day in all
MOST_FAILURES = len(PAUSES) + 1
AT_ONCE = 500  # entries looked at in one round
ROUND_SECONDS = 30  # for one webhook; the others' turn comes
HELD = timedelta(minutes=5)


@regularly("body", "minutes")
@regularly("hotline", "minutes")
def relay(at: datetime, clock: Callable[[], float] = time.monotonic) -> int:
    """Send what is waiting to every webhook whose time has come; how many messages were taken."""
    free = Q(held_until=None) | Q(held_until__lt=at)
    due = Webhook._default_manager.filter(free, Q(next_at=None) | Q(next_at__lte=at), status=ON)
    taken = 0
    for webhook in due.order_by("next_at", "pk"):
        mine = Webhook._default_manager.filter(free, pk=webhook.pk, status=ON)
        if mine.update(held_until=at + HELD):  # no other worker has it
            try:
                list_events(webhook, at=at)
                taken += _send_waiting(webhook, at, clock)
            finally:
                Webhook._default_manager.filter(pk=webhook.pk).update(held_until=None)
    return taken


@transaction.atomic
def list_events(webhook: Webhook, *, at: datetime) -> int:
    """List for a webhook what the journal holds since it last looked; repeated, nothing is listed twice."""
    last = ChainHead.objects.get(pk=1).sequence
    new = Entry.objects.filter(sequence__gt=webhook.told_up_to, sequence__lte=last)
    found = list(new.filter(object_kind__in=webhook.kinds).order_by("sequence")[:AT_ONCE])
    rows = [
        Delivery(
            webhook=webhook, sequence=entry.sequence, event=event(entry), body=text_of(message(entry)), made_at=at
        )
        for entry in found
    ]  # fmt: skip
    Delivery._default_manager.bulk_create(rows, ignore_conflicts=True)
    webhook.told_up_to = found[-1].sequence if len(found) == AT_ONCE else last
    Webhook._default_manager.filter(pk=webhook.pk).update(told_up_to=webhook.told_up_to)
    return len(found)


def _send_waiting(webhook: Webhook, at: datetime, clock: Callable[[], float]) -> int:
    # In order: behind one that is not taken everything waits, so the receiver never sees a later state first.
    waiting = webhook.deliveries.filter(taken_at=None, sequence__isnull=False).order_by("sequence")
    until, taken = clock() + ROUND_SECONDS, 0
    for delivery in waiting[:AT_ONCE]:
        if not send(webhook, delivery, at=at):
            _failed(webhook, 1 if taken else webhook.failures + 1, at)
            return taken
        taken += 1
        if clock() > until:
            break
    Webhook._default_manager.filter(pk=webhook.pk).update(failures=0, next_at=None)
    return taken


def _failed(webhook: Webhook, failures: int, at: datetime) -> None:
    next_at = at + timedelta(minutes=PAUSES[failures - 1]) if failures < MOST_FAILURES else None
    Webhook._default_manager.filter(pk=webhook.pk).update(failures=failures, next_at=next_at)
    if failures >= MOST_FAILURES:
        _give_up(webhook, failures, at)


@transaction.atomic
def _give_up(webhook: Webhook, failures: int, at: datetime) -> None:
    try:
        enact(webhook, "give_up", by=TIMETABLE, at=at, reason=f"连续 {failures} 次未送达")
    except NotNow:  # a person was faster
        return
    text = f"推送地址 {webhook.pk} 连续 {failures} 次未送达，已停用；未送达的事项保留，重新启用后按次序补发"
    link = reverse("administration:webhook", args=[webhook.pk])
    tell(To(role="system_administrator"), text, about=webhook.story, by=TIMETABLE, at=at, link=link)
